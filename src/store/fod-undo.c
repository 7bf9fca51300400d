/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The opposite of a transaction, as an edit of its own: it can be undone again, and it reaches the
 * server like any other. What somebody changed since then stays as they left it. */

#include "config.h"

#include "schema/fod-merge.h"
#include "store/fod-apply-private.h"
#include "store/fod-apply.h"
#include "store/fod-store.h"

#include <string.h>

/* Takes out of the set what was put in, and the reverse, and leaves what others did. */
static char *
dup_set_before (const char *present, const char *old_value, const char *new_value)
{
  g_autofree char *added = fod_merge_set (new_value, NULL, old_value);
  g_autofree char *removed = fod_merge_set (old_value, NULL, new_value);

  return fod_merge_set (present, removed, added);
}

static void
undo_field (FodEdit *edit, const FodHistoryLine *line, const FodRecord *record, guint index)
{
  const FodField *field = &fod_record_get_spec (record)->fields[index];
  const char *present = fod_record_get_at (record, index);
  const char *old_value = g_hash_table_lookup (line->old_values, field->name);
  const char *new_value = g_hash_table_lookup (line->new_values, field->name);
  g_autofree char *set = NULL;

  if (!g_hash_table_contains (line->new_values, field->name))
    return;
  if (field->type == FOD_FIELD_SET)
    {
      set = dup_set_before (present, old_value, new_value);
      fod_edit_set (edit, line->kind, line->row, field->name, set, present);
    }
  else if (g_strcmp0 (present, new_value) == 0)
    fod_edit_set (edit, line->kind, line->row, field->name, old_value, present);
}

static gboolean
undo_set (FodLedger *ledger, FodEdit *edit, const FodHistoryLine *line, GError **error)
{
  const FodSpec *spec = fod_schema_get (line->kind);
  g_autoptr (FodViewRow) row = NULL;

  if (spec == NULL || !fod_rows_get (ledger, spec, line->row, &row, error))
    return spec == NULL;
  if (row == NULL || row->deleted != NULL)
    return TRUE;
  for (guint i = 0; i < spec->n_fields; i++)
    undo_field (edit, line, row->record, i);
  return TRUE;
}

static gboolean
undo_line (FodLedger *ledger, FodEdit *edit, const FodHistoryLine *line, GError **error)
{
  const FodSpec *spec = fod_schema_get (line->kind);
  g_autoptr (FodViewRow) row = NULL;

  if (g_str_equal (line->verb, FOD_HISTORY_SET))
    return undo_set (ledger, edit, line, error);
  /* A conflict that was settled stays settled; the value goes back. */
  if (spec == NULL || g_str_equal (line->verb, FOD_HISTORY_RESOLVE))
    return TRUE;
  if (!fod_rows_get (ledger, spec, line->row, &row, error))
    return FALSE;
  if (row == NULL)
    return TRUE;
  /* Of a row that was lost in between and is here again, nobody knows what was done to it. */
  if (g_str_equal (line->verb, FOD_HISTORY_DELETE))
    fod_edit_undelete (edit, line->kind, line->row);
  else if (!g_str_equal (line->verb, FOD_HISTORY_FORGOTTEN))
    fod_edit_delete (edit, line->kind, line->row);
  return TRUE;
}

char *
fod_apply_undo (FodLedger *ledger, const char *tx, GError **error)
{
  g_autoptr (GPtrArray) lines = fod_history_list_tx (ledger, tx, error);
  g_autoptr (FodEdit) edit = NULL;

  if (lines == NULL)
    return NULL;
  if (lines->len == 0)
    {
      g_set_error_literal (error, FOD_STORE_ERROR, FOD_STORE_ERROR_NOT_FOUND,
                           "no such transaction");
      return NULL;
    }
  edit = fod_edit_new ();
  for (guint i = 0; i < lines->len; i++)
    if (!undo_line (ledger, edit, g_ptr_array_index (lines, i), error))
      return NULL;
  return fod_apply_edit (ledger, edit, error);
}
