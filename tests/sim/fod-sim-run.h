/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sim/fod-sim-step.h"

G_BEGIN_DECLS

/**
 * FodSimResult:
 * @number: the invariant that does not hold; 0 when the program itself ended
 * @at: behind which step; the number of steps when it was at the end
 * @text: what is wrong
 */
typedef struct
{
  guint number;
  guint at;
  char *text;
} FodSimResult;

void fod_sim_result_free (FodSimResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodSimResult, fod_sim_result_free)

/** FodSimRun: one seed in a process of its own, so that whatever it does is an answer */
typedef struct _FodSimRun FodSimRun;

/** fod_sim_run_start: @sabotage: (nullable): what is broken on purpose, for tests of the oracle.
 * Returns: (transfer full): the run */
FodSimRun *fod_sim_run_start (guint64 seed, const GArray *steps, const char *sabotage);

/** fod_sim_run_wait: frees @run (transfer full). Returns: (transfer full) (nullable): what is
 * wrong, %NULL when every invariant held */
FodSimResult *fod_sim_run_wait (FodSimRun *run);

/** fod_sim_run: both of the above */
FodSimResult *fod_sim_run (guint64 seed, const GArray *steps, const char *sabotage);

/** fod_sim_shrink: leaves steps out of @steps as long as it fails. Returns: (transfer full): why
 * the steps that are left fail */
FodSimResult *fod_sim_shrink (guint64 seed, GArray *steps, FodSimResult *why);

G_END_DECLS
