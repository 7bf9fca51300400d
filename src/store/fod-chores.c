/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person need not wait for: the search index follows the rows, then the write-ahead log is
 * moved into the file. Both are safe to be cut off at any point. */

#include "config.h"

#include "store/fod-chores.h"

#include "store/fod-search-index.h"

#define ROWS_AT_ONCE 60

gboolean
fod_chores_run (FodLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  gboolean left = FALSE;

  if (!fod_search_index_follow (ledger, ROWS_AT_ONCE, &left, &error) ||
      (!left &&
       !fod_db_exec (fod_ledger_get_db (ledger), "PRAGMA wal_checkpoint(PASSIVE)", &error)))
    g_debug ("chores wait for the next save: %s", error->message);
  fod_ledger_steal_chores (ledger);
  return left;
}
