/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The own changes that the server has not answered, in the order in which they were made. */

#include "config.h"

#include "store/fod-queue.h"

#include "store/fod-rows.h"
#include "wire/fod-wire.h"

#include <string.h>

#define ARCHIVE_MS (G_GINT64_CONSTANT (30) * 24 * 3600 * 1000)
#define COLUMNS "seq, state, about, code, at_ms, body, tx"

void
fod_queued_free (FodQueued *self)
{
  g_clear_pointer (&self->op, fod_op_unref);
  g_free (self->tx);
  g_free (self->about);
  g_free (self->code);
  g_free (self);
}

static FodStmt *
prepare (FodLedger *ledger, const char *sql, GError **error)
{
  return fod_stmt_new (fod_ledger_get_db (ledger), sql, error);
}

/* What the second journal has to say of this transaction. */
static void
touch (FodLedger *ledger, gint64 seq)
{
  fod_second_journal_touch (fod_ledger_get_second (ledger), seq);
}

/* Numbers go on above those of answered ops too, which may have to come back under theirs. */
#define NEXT_SEQ                                                                                   \
  "1 + max(ifnull((SELECT max(seq) FROM op), 0), ifnull((SELECT max(seq) FROM archive), 0))"

gboolean
fod_queue_add (
    FodLedger *ledger, const FodOp *op, const char *tx, const char *about, GError **error)
{
  g_autoptr (FodStmt) stmt =
      prepare (ledger,
               "INSERT INTO op (seq, id, tx, kind, \"row\", about, state, at_ms, body) "
               "VALUES (" NEXT_SEQ ", ?1, ?2, ?3, ?4, ?5, 0, ?6, ?7)",
               error);
  g_autofree char *body = fod_wire_print_op (op);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, op->id);
  fod_stmt_bind_text (stmt, 2, tx);
  fod_stmt_bind_text (stmt, 3, op->kind);
  fod_stmt_bind_text (stmt, 4, op->row);
  fod_stmt_bind_text (stmt, 5, about);
  fod_stmt_bind_int (stmt, 6, fod_clock_get_real_ms (fod_ledger_get_clock (ledger)));
  fod_stmt_bind_text (stmt, 7, body);
  fod_ledger_touch_journal (ledger);
  if (!fod_stmt_run (stmt, error))
    return FALSE;
  touch (ledger, fod_db_get_last_id (fod_ledger_get_db (ledger)));
  return TRUE;
}

gboolean
fod_queue_update (FodLedger *ledger, const FodQueued *queued, GError **error)
{
  g_autoptr (FodStmt) stmt = prepare (
      ledger, "UPDATE OR FAIL op SET body = ?2, at_ms = ?3, id = ?4 WHERE seq = ?1", error);
  g_autofree char *body = fod_wire_print_op (queued->op);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_int (stmt, 1, queued->seq);
  fod_stmt_bind_text (stmt, 2, body);
  fod_stmt_bind_int (stmt, 3, fod_clock_get_real_ms (fod_ledger_get_clock (ledger)));
  fod_stmt_bind_text (stmt, 4, queued->op->id);
  touch (ledger, queued->seq);
  fod_ledger_touch_journal (ledger);
  return fod_stmt_run (stmt, error);
}

gboolean
fod_queue_has_flying (FodLedger *ledger, gboolean *flying, GError **error)
{
  g_autoptr (FodStmt) stmt = prepare (
      ledger, "SELECT 1 FROM op WHERE state <> 0 AND state = 1 AND code IS NULL LIMIT 1", error);

  return stmt != NULL && fod_stmt_step (stmt, flying, error);
}

gboolean
fod_queue_has_held (FodLedger *ledger, gboolean *held, GError **error)
{
  g_autoptr (FodStmt) stmt =
      prepare (ledger, "SELECT 1 FROM op WHERE state <> 0 AND state IN (3, 4) LIMIT 1", error);

  return stmt != NULL && fod_stmt_step (stmt, held, error);
}

gboolean
fod_queue_remove (FodLedger *ledger, gint64 seq, GError **error)
{
  g_autoptr (FodStmt) stmt = prepare (ledger, "DELETE FROM op WHERE seq = ?1", error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_int (stmt, 1, seq);
  touch (ledger, seq);
  fod_ledger_touch_journal (ledger);
  return fod_stmt_run (stmt, error);
}

/* No other op ever had its number (fod_queue_add). */
gboolean
fod_queue_move_last (FodLedger *ledger, gint64 seq, GError **error)
{
  g_autoptr (FodStmt) stmt =
      prepare (ledger, "UPDATE op SET seq = " NEXT_SEQ " WHERE seq = ?1", error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_int (stmt, 1, seq);
  touch (ledger, seq);
  if (!fod_stmt_run (stmt, error))
    return FALSE;
  touch (ledger, fod_queue_get_last (ledger));
  return TRUE;
}

gboolean
fod_queue_archive (FodLedger *ledger, const FodQueued *queued, GError **error)
{
  gint64 now = fod_ledger_get_server_ms (ledger);
  g_autoptr (FodStmt) add = prepare (ledger,
                                     "INSERT OR FAIL INTO archive (seq, id, \"row\", at_ms, "
                                     "body) SELECT seq, id, \"row\", ?2, body FROM op "
                                     "WHERE seq = ?1",
                                     error);

  if (add == NULL)
    return FALSE;
  fod_stmt_bind_int (add, 1, queued->seq);
  fod_stmt_bind_int (add, 2, now);
  return fod_stmt_run (add, error) && fod_queue_remove (ledger, queued->seq, error);
}

gboolean
fod_queue_age_archive (FodLedger *ledger, GError **error)
{
  gint64 now = fod_ledger_get_server_ms (ledger);
  g_autoptr (FodStmt) stmt = prepare (ledger,
                                      "DELETE FROM archive WHERE at_ms < ?1 AND seq IN "
                                      "(SELECT seq FROM archive ORDER BY seq LIMIT 1000)",
                                      error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_int (stmt, 1, now - ARCHIVE_MS);
  return fod_stmt_run (stmt, error);
}

gboolean
fod_queue_set_state (
    FodLedger *ledger, gint64 seq, FodOpState state, const char *code, GError **error)
{
  g_autoptr (FodStmt) stmt =
      prepare (ledger, "UPDATE OR FAIL op SET state = ?2, code = ?3 WHERE seq = ?1", error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_int (stmt, 1, seq);
  fod_stmt_bind_int (stmt, 2, state);
  fod_stmt_bind_text (stmt, 3, code);
  touch (ledger, seq);
  fod_ledger_touch_journal (ledger);
  return fod_stmt_run (stmt, error);
}

gboolean
fod_queue_let_fly (FodLedger *ledger, gint64 first, gint64 last, GError **error)
{
  g_autoptr (FodStmt) stmt = prepare (
      ledger, "UPDATE OR FAIL op SET state = 1 WHERE seq BETWEEN ?1 AND ?2 AND state = 0", error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_int (stmt, 1, first);
  fod_stmt_bind_int (stmt, 2, last);
  fod_second_journal_touch_flight (fod_ledger_get_second (ledger), first, last);
  fod_ledger_touch_journal (ledger);
  return fod_stmt_run (stmt, error);
}

/* COLUMNS, in that order. @known: (nullable): the op, when it need not be read again. */
static FodQueued *
read_queued (FodStmt *stmt, FodOp *known, GError **error)
{
  g_autoptr (FodQueued) queued = g_new0 (FodQueued, 1);
  const char *body = fod_stmt_get_text (stmt, 5);

  queued->seq = fod_stmt_get_int (stmt, 0);
  queued->state = (FodOpState)fod_stmt_get_int (stmt, 1);
  queued->about = g_strdup (fod_stmt_get_text (stmt, 2));
  queued->code = g_strdup (fod_stmt_get_text (stmt, 3));
  queued->at_ms = fod_stmt_get_int (stmt, 4);
  queued->tx = g_strdup (fod_stmt_get_text (stmt, 6));
  queued->bytes = strlen (body);
  queued->op = known != NULL ? fod_op_ref (known) : fod_wire_parse_op (body, queued->bytes, error);
  return queued->op == NULL ? NULL : g_steal_pointer (&queued);
}

static GPtrArray *
read_all (FodStmt *stmt, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_queued_free);
  gboolean has_row = FALSE;

  while (TRUE)
    {
      FodQueued *queued = NULL;

      if (!fod_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&list);
      queued = read_queued (stmt, NULL, error);
      if (queued == NULL)
        return NULL;
      g_ptr_array_add (list, queued);
    }
}

GPtrArray *
fod_queue_list_row (FodLedger *ledger, const char *kind, const char *row, GError **error)
{
  g_autoptr (FodStmt) stmt =
      prepare (ledger,
               "SELECT " COLUMNS " FROM op WHERE \"row\" = ?2 AND kind = ?1 AND state <> 2 "
               "UNION ALL SELECT " COLUMNS " FROM op WHERE about = ?2 AND state < 2 "
               "ORDER BY 1",
               error);

  if (stmt == NULL)
    return NULL;
  fod_stmt_bind_text (stmt, 1, kind);
  fod_stmt_bind_text (stmt, 2, row);
  return read_all (stmt, error);
}

/* @known: (nullable): what @op says. */
static gboolean
find (FodLedger *ledger, const char *op, FodOp *known, FodQueued **queued, GError **error)
{
  g_autoptr (FodStmt) stmt =
      prepare (ledger, "SELECT " COLUMNS " FROM op WHERE id = ?1 AND state <> 0", error);
  gboolean has_row = FALSE;

  *queued = NULL;
  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, op);
  if (!fod_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row)
    *queued = read_queued (stmt, known, error);
  return !has_row || *queued != NULL;
}

gboolean
fod_queue_find (FodLedger *ledger, const char *op, FodQueued **queued, GError **error)
{
  return find (ledger, op, NULL, queued, error);
}

gboolean
fod_queue_find_sent (FodLedger *ledger, FodOp *op, FodQueued **queued, GError **error)
{
  return find (ledger, op->id, op, queued, error);
}

GPtrArray *
fod_queue_list (FodLedger *ledger, GError **error)
{
  g_autoptr (FodStmt) stmt = prepare (
      ledger, "SELECT " COLUMNS " FROM op WHERE state < 4 ORDER BY state >= 2 DESC, seq", error);

  return stmt == NULL ? NULL : read_all (stmt, error);
}

GPtrArray *
fod_queue_list_waiting (FodLedger *ledger, gint64 after, guint limit, GError **error)
{
  g_autoptr (FodStmt) stmt = prepare (
      ledger, "SELECT " COLUMNS " FROM op WHERE state < 2 AND seq > ?1 ORDER BY seq LIMIT ?2",
      error);

  if (stmt == NULL)
    return NULL;
  fod_stmt_bind_int (stmt, 1, after);
  fod_stmt_bind_int (stmt, 2, limit);
  return read_all (stmt, error);
}

gint64
fod_queue_get_last (FodLedger *ledger)
{
  g_autoptr (FodStmt) stmt = prepare (ledger, "SELECT max(seq) FROM op", NULL);

  return stmt != NULL && fod_stmt_step (stmt, NULL, NULL) ? fod_stmt_get_int (stmt, 0) : 0;
}

/* Queues one archived op under the number that it had, before all that waits. */
static gboolean
requeue (FodLedger *ledger, gint64 seq, const char *body, GError **error)
{
  g_autoptr (FodOp) op = fod_wire_parse_op (body, strlen (body), error);
  g_autoptr (FodViewRow) conflict = NULL;
  g_autoptr (FodStmt) stmt =
      prepare (ledger,
               "INSERT OR IGNORE INTO op (seq, id, tx, kind, \"row\", about, state, at_ms, body) "
               "VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7, ?8)",
               error);

  if (op == NULL || stmt == NULL)
    return FALSE;
  if (op->verb == FOD_OP_RESOLVE &&
      !fod_rows_get (ledger, &fod_conflict_spec, op->row, &conflict, error))
    return FALSE;
  fod_stmt_bind_int (stmt, 1, seq);
  fod_stmt_bind_text (stmt, 2, op->id);
  fod_stmt_bind_text (stmt, 3, op->tx == NULL ? op->id : op->tx);
  fod_stmt_bind_text (stmt, 4, op->kind);
  fod_stmt_bind_text (stmt, 5, op->row);
  fod_stmt_bind_text (stmt, 6,
                      conflict == NULL ? NULL : fod_record_get (conflict->record, "about"));
  fod_stmt_bind_int (stmt, 7, fod_clock_get_real_ms (fod_ledger_get_clock (ledger)));
  fod_stmt_bind_text (stmt, 8, body);
  touch (ledger, seq);
  return fod_stmt_run (stmt, error);
}

/* @answered: (out): the server has it. @taken: (out): its number is another one's here. */
static gboolean
look_up (FodLedger *ledger,
         const FodJournalEntry *entry,
         gboolean *answered,
         gboolean *taken,
         GError **error)
{
  g_autoptr (FodStmt) stmt = prepare (ledger,
                                      "SELECT id, \"row\", 1 FROM archive WHERE seq = ?1 "
                                      "UNION ALL SELECT id, \"row\", 0 FROM op WHERE seq = ?1",
                                      error);
  gboolean has_row = FALSE;

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_int (stmt, 1, entry->seq);
  if (!fod_stmt_step (stmt, &has_row, error))
    return FALSE;
  *answered = has_row && fod_stmt_get_int (stmt, 2) == 1 &&
              g_strcmp0 (fod_stmt_get_text (stmt, 0), entry->id) == 0;
  *taken =
      has_row && !*answered &&
      (fod_stmt_get_int (stmt, 2) == 1 || g_strcmp0 (fod_stmt_get_text (stmt, 1), entry->row) != 0);
  return TRUE;
}

gboolean
fod_queue_restore (FodLedger *ledger, const FodJournalEntry *entry, GError **error)
{
  gboolean answered = FALSE, taken = FALSE;
  g_autoptr (FodStmt) stmt = NULL;

  if (!look_up (ledger, entry, &answered, &taken, error))
    return FALSE;
  if (answered)
    return TRUE;
  stmt = prepare (ledger,
                  "INSERT OR REPLACE INTO op (seq, id, tx, kind, \"row\", about, state, code, "
                  "at_ms, body) "
                  "VALUES (ifnull(?1, " NEXT_SEQ "), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                  error);
  if (stmt == NULL)
    return FALSE;
  if (!taken)
    fod_stmt_bind_int (stmt, 1, entry->seq);
  fod_stmt_bind_text (stmt, 2, entry->id);
  fod_stmt_bind_text (stmt, 3, entry->tx);
  fod_stmt_bind_text (stmt, 4, entry->kind);
  fod_stmt_bind_text (stmt, 5, entry->row);
  fod_stmt_bind_text (stmt, 6, entry->about);
  fod_stmt_bind_int (stmt, 7, entry->state);
  fod_stmt_bind_text (stmt, 8, entry->code);
  fod_stmt_bind_int (stmt, 9, entry->at_ms);
  fod_stmt_bind_text (stmt, 10, entry->body);
  fod_ledger_touch_journal (ledger);
  if (!fod_stmt_run (stmt, error))
    return FALSE;
  touch (ledger, fod_db_get_last_id (fod_ledger_get_db (ledger)));
  return TRUE;
}

gboolean
fod_queue_revive_archive (FodLedger *ledger, GError **error)
{
  g_autoptr (FodStmt) stmt = prepare (ledger, "SELECT seq, body FROM archive ORDER BY seq", error);
  g_autoptr (FodStmt) clear = prepare (ledger, "DELETE FROM archive", error);
  gboolean has_row = FALSE;

  if (stmt == NULL || clear == NULL)
    return FALSE;
  while (TRUE)
    {
      if (!fod_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      if (!requeue (ledger, fod_stmt_get_int (stmt, 0), fod_stmt_get_text (stmt, 1), error))
        return FALSE;
    }
  fod_ledger_touch_journal (ledger);
  return fod_stmt_run (clear, error);
}
