/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person need not wait for: the second journal is brought to the disk, the search index
 * follows the rows and lets go of the words of those that were lost, then the journal lets go of
 * what was answered and the write-ahead log is moved into the file. All are safe to be cut off at
 * any point. */

#include "config.h"

#include "store/fod-chores.h"

#include "store/fod-erasing.h"
#include "store/fod-search-index.h"

#define ROWS_AT_ONCE 60

static gboolean
tidy (FodLedger *ledger, GError **error)
{
  FodSecondJournal *second = fod_ledger_get_second (ledger);
  FodDb *db = fod_ledger_get_db (ledger);

  gboolean ok =
      !fod_second_journal_is_long (second) || fod_second_journal_rewrite (second, db, error);

  /* One that can't be done keeps nobody from the other. */
  return fod_db_exec (db, "PRAGMA wal_checkpoint(PASSIVE)", ok ? error : NULL) && ok;
}

gboolean
fod_chores_run (FodLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  gboolean left = FALSE;

  fod_second_journal_flush (fod_ledger_get_second (ledger), fod_ledger_get_db (ledger));
  if (!fod_search_index_follow (ledger, ROWS_AT_ONCE, &left, &error) ||
      (!left && !(fod_erasing_finish (ledger, &error) && tidy (ledger, &error))))
    g_debug ("chores wait for the next save: %s", error->message);
  fod_ledger_steal_chores (ledger);
  return left;
}
