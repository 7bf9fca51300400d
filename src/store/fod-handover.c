/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lets go of changes to rows that this laptop may not hold any more. */

#include "config.h"

#include "store/fod-handover.h"

#include "store/fod-base.h"
#include "store/fod-concealed.h"
#include "store/fod-history.h"
#include "store/fod-overlay.h"
#include "store/fod-refusal.h"
#include "store/fod-rows.h"

#define COUNT "handed-over"
#define WHEN "handed-over-at"
#define LEFT "left-at-the-end"
#define TOLD_MS (G_GINT64_CONSTANT (14) * 24 * 3600 * 1000)

/* Whether the row is not here: what is only not shown is. */
static gboolean
lacks_row (FodLedger *ledger, const FodSpec *spec, const char *id, gboolean *lacks, GError **error)
{
  g_autoptr (FodViewRow) row = NULL;
  gboolean concealed = FALSE;

  if (!fod_rows_get (ledger, spec, id, &row, error) ||
      !fod_concealed_has (ledger, spec->kind, id, &concealed, error))
    return FALSE;
  *lacks = row == NULL && !concealed;
  return TRUE;
}

/* Whether the row that a new row hangs on is not here. */
static gboolean
lacks_parent (FodLedger *ledger, const FodOp *op, gboolean *lacks, GError **error)
{
  const FodSpec *spec = fod_schema_get (op->kind);
  const FodField *parent =
      spec == NULL || spec->parent == NULL ? NULL : fod_spec_find (spec, spec->parent);
  const char *id = parent == NULL ? NULL : g_hash_table_lookup (op->fields, parent->name);

  *lacks = FALSE;
  return id == NULL || lacks_row (ledger, fod_schema_get (parent->of), id, lacks, error);
}

gboolean
fod_handover_is_due (
    FodLedger *ledger, const FodQueued *queued, const char *code, gboolean *due, GError **error)
{
  const FodOp *op = queued->op;
  g_autoptr (FodBase) base = NULL;
  const FodSpec *spec = fod_schema_get (op->kind);

  *due = FALSE;
  if (!fod_refusal_is_kept (code))
    return TRUE;
  if (!fod_base_get (ledger, op->kind, op->row, &base, error))
    return FALSE;
  if (base != NULL || spec == NULL)
    return TRUE;
  if (op->verb == FOD_OP_CREATE)
    return lacks_parent (ledger, op, due, error);
  /* An own row that the server never took is still to be seen. */
  return lacks_row (ledger, spec, op->row, due, error);
}

static gint64
read_number (FodLedger *ledger, const char *name)
{
  g_autofree char *text = fod_ledger_dup_setting (ledger, name);

  return text == NULL ? 0 : g_ascii_strtoll (text, NULL, 10);
}

static gboolean
write_number (FodLedger *ledger, const char *name, gint64 number, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return fod_ledger_set_setting (ledger, name, text, error);
}

static gboolean
count_more (FodLedger *ledger, gint64 more, GError **error)
{
  return write_number (ledger, COUNT, more + (gint64)fod_handover_count (ledger), error) &&
         write_number (ledger, WHEN, fod_ledger_get_server_ms (ledger), error);
}

static gboolean
forget_drafts (FodLedger *ledger, const char *id, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_ledger_get_db (ledger),
                                           "DELETE FROM draft WHERE instr(place, ?1) > 0", error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, id);
  return fod_stmt_run (stmt, error);
}

gboolean
fod_handover_drop (FodLedger *ledger, const FodQueued *queued, GError **error)
{
  const FodOp *op = queued->op;

  return fod_queue_remove (ledger, queued->seq, error) &&
         fod_history_forget (ledger, op->row, error) &&
         fod_overlay_rebuild (ledger, op->kind, op->row, NULL, error) &&
         fod_overlay_rebuild_about (ledger, queued, error) &&
         forget_drafts (ledger, op->row, error);
}

gboolean
fod_handover_take (FodLedger *ledger, const FodQueued *queued, GError **error)
{
  return fod_handover_drop (ledger, queued, error) && count_more (ledger, 1, error);
}

gboolean
fod_handover_note_left (FodLedger *ledger, guint left, GError **error)
{
  gint64 known = read_number (ledger, LEFT);

  return left <= known ||
         (count_more (ledger, left - known, error) && write_number (ledger, LEFT, left, error));
}

gboolean
fod_handover_lower_left (FodLedger *ledger, guint gone, GError **error)
{
  return write_number (ledger, LEFT, MAX (read_number (ledger, LEFT) - (gint64)gone, 0), error);
}

static gboolean
has_refused (FodLedger *ledger, gboolean *refused, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_ledger_get_db (ledger),
                    "SELECT 1 FROM op WHERE state <> 0 AND state IN (2, 3) LIMIT 1", error);

  return stmt != NULL && fod_stmt_step (stmt, refused, error);
}

gboolean
fod_handover_sweep (FodLedger *ledger, gboolean *handed, GError **error)
{
  g_autoptr (GPtrArray) queue = NULL;
  gboolean refused = FALSE;

  *handed = FALSE;
  if (!has_refused (ledger, &refused, error))
    return FALSE;
  if (!refused)
    return TRUE;
  queue = fod_queue_list (ledger, error);
  if (queue == NULL)
    return FALSE;
  for (guint i = 0; i < queue->len; i++)
    {
      const FodQueued *queued = g_ptr_array_index (queue, i);
      gboolean due = FALSE;

      if (queued->state != FOD_OP_REFUSED && queued->state != FOD_OP_HELD)
        continue;
      if (!fod_handover_is_due (ledger, queued, queued->code, &due, error) ||
          (due && !fod_handover_take (ledger, queued, error)))
        return FALSE;
      *handed = *handed || due;
    }
  return TRUE;
}

guint
fod_handover_count (FodLedger *ledger)
{
  if (fod_ledger_get_server_ms (ledger) - read_number (ledger, WHEN) > TOLD_MS)
    return 0;
  return (guint)read_number (ledger, COUNT);
}
