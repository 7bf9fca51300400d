/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A person's right is obeyed also where changes wait: the queue, the archive, earlier values and
 * drafts let go of whatever names the row. */

#include "config.h"

#include "store/fod-erasing.h"

#include "store/fod-history.h"
#include "store/fod-overlay.h"
#include "store/fod-queue.h"
#include "store/fod-search-index.h"

#define DUE "scrub-due"
/* An op of another row that names it: a note about the person, an appointment with them. What was
 * written on top of that need not name anybody. */
#define NAMES "(\"row\" = ?1 OR instr(body, ?1) > 0)"
#define ON_TOP(table) "\"row\" IN (SELECT \"row\" FROM " table " WHERE " NAMES ")"

typedef struct
{
  gint64 seq;
  char *kind;
  char *row;
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  g_free (waiting->kind);
  g_free (waiting->row);
  g_free (waiting);
}

static gboolean
run_about (FodLedger *ledger, const char *sql, const char *id, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_ledger_get_db (ledger), sql, error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, id);
  return fod_stmt_run (stmt, error);
}

static GPtrArray *
list_waiting (FodLedger *ledger, const char *id, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (waiting_free);
  g_autoptr (FodStmt) stmt = fod_stmt_new (
      fod_ledger_get_db (ledger),
      "SELECT seq, kind, \"row\" FROM op WHERE about = ?1 OR " ON_TOP ("op") " ORDER BY seq",
      error);
  gboolean has_row = FALSE;

  if (stmt == NULL)
    return NULL;
  fod_stmt_bind_text (stmt, 1, id);
  while (fod_stmt_step (stmt, &has_row, error))
    {
      Waiting *waiting;

      if (!has_row)
        return g_steal_pointer (&list);
      waiting = g_new0 (Waiting, 1);
      waiting->seq = fod_stmt_get_int (stmt, 0);
      waiting->kind = g_strdup (fod_stmt_get_text (stmt, 1));
      waiting->row = g_strdup (fod_stmt_get_text (stmt, 2));
      g_ptr_array_add (list, waiting);
    }
  return NULL;
}

static gboolean
forget (FodLedger *ledger, const char *id, GError **error)
{
  return fod_history_forget (ledger, id, error) &&
         run_about (ledger, "DELETE FROM told WHERE instr(body, ?1) > 0", id, error) &&
         run_about (ledger, "DELETE FROM draft WHERE instr(place, ?1) > 0 OR instr(body, ?1) > 0",
                    id, error);
}

gboolean
fod_erasing_take (FodLedger *ledger, const char *kind, const char *id, GError **error)
{
  g_autoptr (GPtrArray) queue = list_waiting (ledger, id, error);

  if (queue == NULL ||
      !run_about (ledger, "DELETE FROM archive WHERE " ON_TOP ("archive"), id, error))
    return FALSE;
  for (guint i = 0; i < queue->len; i++)
    {
      const Waiting *waiting = g_ptr_array_index (queue, i);

      if (!fod_queue_remove (ledger, waiting->seq, error) ||
          !forget (ledger, waiting->row, error) ||
          !fod_overlay_rebuild (ledger, waiting->kind, waiting->row, NULL, error))
        return FALSE;
    }
  return forget (ledger, id, error) && fod_overlay_rebuild (ledger, kind, id, NULL, error) &&
         fod_ledger_set_setting (ledger, DUE, "1", error);
}

/* A deleted entry leaves its words in the index's segments until they are merged. */
static gboolean
merge_index (FodLedger *ledger, GError **error)
{
  FodDb *db = fod_ledger_get_db (ledger);

  return fod_db_exec (db, "INSERT INTO search_name (search_name) VALUES ('optimize')", error) &&
         fod_db_exec (db, "INSERT INTO search_words (search_words) VALUES ('optimize')", error) &&
         fod_ledger_set_setting (ledger, DUE, NULL, error);
}

gboolean
fod_erasing_scrub (FodLedger *ledger, GError **error)
{
  gboolean left = FALSE;

  if (!fod_search_index_follow (ledger, 0, &left, error) || !fod_ledger_begin (ledger, error) ||
      !fod_ledger_end (ledger, merge_index (ledger, error), error))
    return FALSE;
  fod_ledger_forget_bytes (ledger);
  return TRUE;
}

gboolean
fod_erasing_note_loss (FodLedger *ledger, GError **error)
{
  g_autofree char *due = fod_ledger_dup_setting (ledger, DUE);

  return due != NULL || fod_ledger_set_setting (ledger, DUE, "1", error);
}

gboolean
fod_erasing_finish (FodLedger *ledger, GError **error)
{
  g_autofree char *due = fod_ledger_dup_setting (ledger, DUE);
  g_autoptr (GError) failure = NULL;

  if (due == NULL || fod_erasing_scrub (ledger, &failure) ||
      g_error_matches (failure, FOD_DB_ERROR, FOD_DB_ERROR_FULL))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
