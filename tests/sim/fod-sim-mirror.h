/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sim/fod-sim-oracle.h"
#include "sim/fod-sim-server.h"

G_BEGIN_DECLS

/**
 * FodSimMirror:
 *
 * A second server that is told the accepted ops alone, one a transaction, in the order of the first
 * one's audit: no batches, no retries, nothing that was refused or ended half-way. It has to come
 * to the same (invariant 10).
 */
typedef struct _FodSimMirror FodSimMirror;

/** fod_sim_mirror_new: Returns: (transfer full): a copy of @server as it is now, in @folder, which
 * is emptied */
FodSimMirror *fod_sim_mirror_new (const char *folder, FodSimServer *server);

void fod_sim_mirror_free (FodSimMirror *self);

/** fod_sim_mirror_follow: lets what is new in the audit happen here too */
void fod_sim_mirror_follow (FodSimMirror *self, FodSimServer *server, FodSimOracle *oracle);

/** fod_sim_mirror_compare: complains where what came of that is not what the first server has */
void fod_sim_mirror_compare (FodSimMirror *self, FodSimOracle *oracle);

/** fod_sim_mirror_get_store: Returns: (transfer none): for what an administrator does at both, by
 * the clock of the first */
FodServerStore *fod_sim_mirror_get_store (FodSimMirror *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodSimMirror, fod_sim_mirror_free)

G_END_DECLS
