/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/fod-sync-engine.h"
#include "sync/fod-transport.h"

G_BEGIN_DECLS

/**
 * FodRoundMemory:
 * @run: which run of the program this is: what one run has pushed the server need not tell it, but
 *   has to tell a copy of its profile
 * @mismatched: scopes whose check differed, and that were loaded anew for it
 * @clock_off_ms: how far this machine's clock was ahead of the server's at its last answer
 * @epoch, @heads: (element-type utf8 utf8): scope → decimal text: where the feeds ended when they
 * were last pulled to their end
 * @have, @total: rows that are here of those that the server has, while a load is under way, else 0
 * @on_progress, @owner: (nullable): called when these two change
 * @ask_versions: whether server and program did not fit when they were last compared
 * @in_step: whether nothing is to be pulled, by the server's word, so that the next round may begin
 * with the push
 * @retry_after_ms: what the server asked for in the last round, 0 for nothing
 * @max_ops: how many ops go into one push
 *
 * What outlives a round, so that a server that repeats itself is noticed across rounds.
 */
typedef struct
{
  char *run;
  gboolean ask_versions;
  gboolean in_step;
  GHashTable *mismatched;
  gint64 clock_off_ms;
  gint64 retry_after_ms;
  guint max_ops;
  char *epoch;
  GHashTable *heads;
  guint64 have;
  guint64 total;
  void (*on_progress) (gpointer owner);
  gpointer owner;
} FodRoundMemory;

/** fod_round_memory_new: Returns: (transfer full): nothing remembered yet */
FodRoundMemory *fod_round_memory_new (void);

void fod_round_memory_free (FodRoundMemory *self);

/**
 * fod_round_run_async:
 * @memory: must outlive the round
 *
 * One round: pull, push, and pull again when the push came to something that is not known here yet.
 * Without the first pull when @memory says that there is nothing to pull.
 * Can be cut at any point: the store takes each answer in one transaction, and what was sent but
 * not answered is sent again as it was.
 */
void fod_round_run_async (FodStore *store,
                          FodTransport *transport,
                          FodRoundMemory *memory,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);

/** fod_round_run_finish: Error: %FOD_SYNC_ERROR, %FOD_DB_ERROR, %FOD_STORE_ERROR, or
 * %G_IO_ERROR_CANCELLED; @sum is set also then, to what was done until then */
gboolean fod_round_run_finish (GAsyncResult *result, FodSyncRound *sum, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodRoundMemory, fod_round_memory_free)

G_END_DECLS
