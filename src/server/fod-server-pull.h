/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-work.h"
#include "wire/fod-wire.h"

G_BEGIN_DECLS

/**
 * fod_server_pull:
 * @part_from: a scope with more entries to come is loaded in parts, 0 for none
 *
 * What changed behind the cursors of a device, in the snapshot of @work.
 *
 * Returns: (transfer full) (nullable): the reply. Error: %FOD_SERVER_DENIAL, %FOD_DB_ERROR
 */
FodPullReply *fod_server_pull (FodServerWork *work,
                               const FodPullRequest *request,
                               guint part_from,
                               GError **error);

/** fod_server_heads: Returns: (transfer full) (nullable): a text that differs when anything moved
 * that the one at work may see. Error: %FOD_DB_ERROR */
char *fod_server_heads (FodServerWork *work, GError **error);

G_END_DECLS
