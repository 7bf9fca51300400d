/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Turns an edit into rows, history and queued ops. The view is written directly here; that it is
 * what base + queue come to is tested over random histories. */

#include "config.h"

#include "store/fod-apply.h"

#include "base/fod-uuid.h"
#include "store/fod-apply-private.h"
#include "store/fod-draft.h"
#include "store/fod-giving.h"
#include "store/fod-overlay.h"
#include "store/fod-refusal.h"
#include "store/fod-store.h"
#include "wire/fod-protocol.h"

#include <string.h>

/* How much of one edit is pushed all or nothing; well within what a push may hold. */
#define PART_OPS 200
#define PART_BYTES (FOD_LIMIT_PUSH_BYTES / 2)

FodOp *
fod_apply_new_op (FodApply *self, FodOpVerb verb, const char *kind, const char *row)
{
  g_autofree char *id = fod_uuid_new (fod_ledger_get_clock (self->ledger));
  FodOp *op = fod_op_new (id, verb, kind, row);

  op->hlc = fod_ledger_next_hlc (self->ledger);
  op->clock_session = fod_ledger_get_clock_session (self->ledger);
  op->schema = FOD_SCHEMA_VERSION;
  return op;
}

static gsize
measure (const FodOp *op)
{
  GHashTableIter iter;
  gpointer value;
  gsize bytes = 300;

  g_hash_table_iter_init (&iter, op->fields);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    bytes += 40 + (value == NULL ? 0 : strlen (value) * 2);
  return bytes;
}

static void
begin_part (FodApply *self)
{
  g_free (self->wire_tx);
  self->wire_tx = fod_uuid_new (fod_ledger_get_clock (self->ledger));
  self->n_ops = 0;
  self->n_bytes = 0;
  self->gives = FALSE;
}

/* Who is handed over goes alone: where somebody else was faster, the others go all the same. */
gboolean
fod_apply_queue (FodApply *self, FodOp *op, const char *about, GError **error)
{
  gsize bytes = measure (op);
  gboolean gives = fod_giving_is_in (op);

  if (self->n_ops == PART_OPS ||
      (self->n_ops > 0 && (self->n_bytes + bytes > PART_BYTES || gives)) || self->gives)
    begin_part (self);
  self->gives = gives;
  self->n_ops++;
  self->n_bytes += bytes;
  op->tx = g_strdup (self->wire_tx);
  return fod_queue_add (self->ledger, op, self->tx, about, error);
}

gboolean
fod_apply_note (FodApply *self, FodHistoryLine *line, GError **error)
{
  self->noted = TRUE;
  line->tx = g_strdup (self->tx);
  line->author = g_strdup (fod_ledger_get_user (self->ledger));
  if (line->hlc == NULL)
    line->hlc = fod_hlc_to_text (fod_ledger_note_hlc (self->ledger));
  return fod_history_add (self->ledger, line, error);
}

static const FodSpec *
find_spec (const char *kind, GError **error)
{
  const FodSpec *spec = fod_schema_get (kind);

  if (spec == NULL)
    g_set_error (error, FOD_FIELD_ERROR, FOD_FIELD_ERROR_UNKNOWN, "%s is no kind", kind);
  else if (spec->server_only)
    g_set_error (error, FOD_STORE_ERROR, FOD_STORE_ERROR_SERVER_ONLY, "%s is written by the server",
                 kind);
  return spec == NULL || spec->server_only ? NULL : spec;
}

static FodViewRow *
find_any_row (FodApply *self, const FodSpec *spec, const char *id, GError **error)
{
  FodViewRow *row = NULL;

  if (!fod_rows_get (self->ledger, spec, id, &row, error))
    return NULL;
  if (row == NULL)
    g_set_error (error, FOD_STORE_ERROR, FOD_STORE_ERROR_NOT_FOUND, "no such %s", spec->kind);
  return row;
}

FodViewRow *
fod_apply_find_row (FodApply *self, const char *kind, const char *id, GError **error)
{
  const FodSpec *spec = find_spec (kind, error);
  g_autoptr (FodViewRow) row = spec == NULL ? NULL : find_any_row (self, spec, id, error);

  if (row != NULL && row->deleted != NULL)
    {
      g_set_error (error, FOD_STORE_ERROR, FOD_STORE_ERROR_NOT_FOUND, "the %s is deleted", kind);
      return NULL;
    }
  return g_steal_pointer (&row);
}

static gboolean
make_row (FodApply *self, const FodSpec *spec, const FodEditStep *step, GError **error)
{
  g_autoptr (FodRecord) record = NULL;
  g_autoptr (FodOp) op = NULL;
  g_autoptr (FodHistoryLine) line = NULL;

  record = fod_record_copy (step->record);
  op = fod_apply_new_op (self, FOD_OP_CREATE, step->kind, step->id);
  for (guint i = 0; i < spec->n_fields; i++)
    {
      const char *value = fod_record_get_at (record, i);

      /* Whose it is, the server says. */
      if (spec->fields[i].merge == FOD_MERGE_SERVER)
        fod_record_set_at (record, i, NULL);
      else if (value != NULL)
        g_hash_table_insert (op->fields, g_strdup (spec->fields[i].name), g_strdup (value));
    }
  if (!fod_record_check (record, NULL, error))
    return FALSE;
  fod_overlay_fill_server_fields (self->ledger, record);
  line = fod_history_line_new (FOD_HISTORY_CREATE, step->kind, step->id);
  line->hlc = fod_hlc_to_text (op->hlc);
  return fod_rows_put (self->ledger, NULL, record, NULL, error) &&
         fod_apply_queue (self, op, NULL, error) && fod_apply_note (self, line, error);
}

gboolean
fod_apply_note_row_version (FodApply *self, FodOp *op, const GPtrArray *queue, GError **error)
{
  g_autoptr (FodBase) base = NULL;
  char *version;

  if (!fod_base_get (self->ledger, op->kind, op->row, &base, error))
    return FALSE;
  if (queue->len > 0)
    {
      const FodQueued *last = g_ptr_array_index (queue, queue->len - 1);

      version = g_strconcat ("@", last->op->id, NULL);
    }
  else
    version = g_strdup_printf ("%" G_GUINT64_FORMAT, base == NULL ? 0 : base->row->rv);
  g_hash_table_insert (op->base, g_strdup (""), version);
  return TRUE;
}

/* @unsent: (out) (nullable): the row's newest op when it is a delete that nobody has been told of,
 * and nobody else has deleted the row. */
static gboolean
find_unsent_delete (FodApply *self,
                    const GPtrArray *queue,
                    const FodQueued **unsent,
                    GError **error)
{
  const FodQueued *last = queue->len == 0 ? NULL : g_ptr_array_index (queue, queue->len - 1);
  g_autoptr (FodBase) base = NULL;

  *unsent = NULL;
  if (last == NULL || last->state != FOD_OP_QUEUED || last->op->verb != FOD_OP_DELETE)
    return TRUE;
  if (!fod_base_get (self->ledger, last->op->kind, last->op->row, &base, error))
    return FALSE;
  if (base == NULL || base->row->state == FOD_ROW_LIVE)
    *unsent = last;
  return TRUE;
}

/* Queues the deletion; of a row that the server refused, nobody is told. */
static gboolean
queue_delete (FodApply *self, FodOp *op, const GPtrArray *queue, GError **error)
{
  const FodQueued *held = fod_refusal_find_held (queue);

  if (!fod_apply_queue (self, op, NULL, error))
    return FALSE;
  return held == NULL ||
         fod_refusal_discard (self->ledger, held, fod_queue_get_last (self->ledger), error);
}

static gboolean
move_to_bin (FodApply *self, const FodViewRow *row, GError **error)
{
  const char *kind = fod_record_get_kind (row->record);
  const char *id = fod_record_get_id (row->record);
  g_autoptr (GPtrArray) queue = fod_queue_list_row (self->ledger, kind, id, error);
  g_autoptr (FodOp) op = NULL;
  g_autoptr (FodHistoryLine) line = NULL;

  if (queue == NULL)
    return FALSE;
  op = fod_apply_new_op (self, FOD_OP_DELETE, kind, id);
  line = fod_history_line_new (FOD_HISTORY_DELETE, kind, id);
  line->hlc = fod_hlc_to_text (op->hlc);
  return fod_apply_note_row_version (self, op, queue, error) &&
         fod_rows_put (self->ledger, row, row->record, self->tx, error) &&
         queue_delete (self, op, queue, error) && fod_apply_note (self, line, error);
}

static gboolean
take_from_bin (FodApply *self, const FodViewRow *row, GError **error)
{
  const char *kind = fod_record_get_kind (row->record);
  const char *id = fod_record_get_id (row->record);
  g_autoptr (GPtrArray) queue = fod_queue_list_row (self->ledger, kind, id, error);
  g_autoptr (FodHistoryLine) line = fod_history_line_new (FOD_HISTORY_UNDELETE, kind, id);
  g_autoptr (FodOp) op = NULL;
  const FodQueued *unsent = NULL;

  if (queue == NULL || !find_unsent_delete (self, queue, &unsent, error) ||
      !fod_rows_put (self->ledger, row, row->record, NULL, error) ||
      !fod_apply_note (self, line, error))
    return FALSE;
  if (fod_refusal_find_held (queue) != NULL)
    return fod_refusal_keep (self->ledger, queue, error);
  if (unsent != NULL)
    return fod_queue_remove (self->ledger, unsent->seq, error);
  op = fod_apply_new_op (self, FOD_OP_UNDELETE, kind, id);
  return fod_apply_note_row_version (self, op, queue, error) &&
         fod_apply_queue (self, op, NULL, error);
}

static gboolean
create (FodApply *self, const FodEditStep *step, GError **error)
{
  const FodSpec *spec = find_spec (step->kind, error);
  g_autoptr (FodViewRow) row = NULL;
  g_autofree char *id = NULL;

  if (spec == NULL)
    return FALSE;
  if (!spec->shared)
    return make_row (self, spec, step, error);
  id = fod_record_dup_shared_id (step->record);
  if (id != NULL && !g_str_equal (id, step->id))
    {
      g_set_error (error, FOD_FIELD_ERROR, FOD_FIELD_ERROR_FORM, "not the id of that %s",
                   spec->kind);
      return FALSE;
    }
  if (!fod_rows_get (self->ledger, spec, step->id, &row, error))
    return FALSE;
  if (row == NULL)
    return make_row (self, spec, step, error);
  return (row->deleted == NULL || take_from_bin (self, row, error)) &&
         fod_apply_join (self, row, step->record, error);
}

static gboolean
move_tree (FodApply *self, const FodSpec *spec, const char *id, const char *bin, GError **error);

/* @bin: the mark of the rows to bring back, %NULL to delete live ones. */
static gboolean
move_children (FodApply *self, const FodSpec *spec, const char *id, const char *bin, GError **error)
{
  guint n_specs = 0;
  const FodSpec *const *specs = fod_schema_list (&n_specs);

  for (guint i = 0; i < n_specs; i++)
    {
      const FodField *parent =
          specs[i]->parent == NULL ? NULL : fod_spec_find (specs[i], specs[i]->parent);
      g_autoptr (GPtrArray) ids = NULL;

      if (parent == NULL || !g_str_equal (parent->of, spec->kind))
        continue;
      ids = fod_rows_list_children (self->ledger, specs[i], id, bin, error);
      if (ids == NULL)
        return FALSE;
      for (guint j = 0; j < ids->len; j++)
        if (!move_tree (self, specs[i], g_ptr_array_index (ids, j), bin, error))
          return FALSE;
    }
  return TRUE;
}

/* Deletes children before their parent, and brings the parent back before its children, so that at
 * no point of the queue a row hangs on one that is gone. */
static gboolean
move_tree (FodApply *self, const FodSpec *spec, const char *id, const char *bin, GError **error)
{
  g_autoptr (FodViewRow) row = find_any_row (self, spec, id, error);

  if (row == NULL)
    return FALSE;
  if (bin == NULL)
    return move_children (self, spec, id, bin, error) && move_to_bin (self, row, error);
  return take_from_bin (self, row, error) && move_children (self, spec, id, bin, error);
}

static gboolean
move (FodApply *self, const FodEditStep *step, GError **error)
{
  const FodSpec *spec = find_spec (step->kind, error);
  g_autoptr (FodViewRow) row = spec == NULL ? NULL : find_any_row (self, spec, step->id, error);

  if (row == NULL)
    return FALSE;
  /* Already there: asked for twice, or gone along with its parent. */
  if ((row->deleted != NULL) == (step->verb == FOD_OP_DELETE))
    return TRUE;
  return move_tree (self, spec, step->id, row->deleted, error);
}

static gboolean
close_conflict (FodApply *self, const FodViewRow *conflict, const FodOp *op, GError **error)
{
  g_autoptr (FodRecord) closed = fod_record_copy (conflict->record);
  g_autofree char *at = g_strdup_printf ("%" G_GINT64_FORMAT, fod_hlc_get_ms (op->hlc));
  g_autoptr (FodHistoryLine) line =
      fod_history_line_new (FOD_HISTORY_RESOLVE, FOD_KIND_CONFLICT, op->row);

  line->hlc = fod_hlc_to_text (op->hlc);
  fod_record_set (closed, "resolved", "1");
  fod_record_set (closed, "resolved-by", fod_ledger_get_user (self->ledger));
  fod_record_set (closed, "resolved-at", at);
  return fod_rows_put (self->ledger, conflict, closed, NULL, error) &&
         fod_apply_note (self, line, error);
}

static gboolean
write_decision (FodApply *self,
                const FodViewRow *about,
                const FodField *field,
                const char *value,
                GError **error)
{
  const char *kind = fod_record_get_kind (about->record);
  const char *id = fod_record_get_id (about->record);
  g_autoptr (FodRecord) record = fod_record_copy (about->record);
  g_autoptr (FodHistoryLine) line = fod_history_line_new (FOD_HISTORY_SET, kind, id);

  if (g_strcmp0 (fod_record_get (record, field->name), value) == 0)
    return TRUE;
  fod_history_line_note (line, field->name, fod_record_get (record, field->name), value);
  fod_record_set (record, field->name, value);
  return fod_rows_put (self->ledger, about, record, about->deleted, error) &&
         fod_apply_note (self, line, error);
}

/* What stands in the field that is decided on. */
static gboolean
note_field_version (
    FodApply *self, FodOp *op, const FodViewRow *about, const FodField *field, GError **error)
{
  g_autoptr (FodBase) base = NULL;

  if (!fod_base_get (self->ledger, fod_record_get_kind (about->record),
                     fod_record_get_id (about->record), &base, error))
    return FALSE;
  g_hash_table_insert (op->base, g_strdup (field->name),
                       g_strdup (fod_base_get_version (base, field->name)));
  return TRUE;
}

static gboolean
resolve (FodApply *self, const FodEditStep *step, GError **error)
{
  g_autoptr (FodViewRow) conflict = find_any_row (self, &fod_conflict_spec, step->id, error);
  g_autoptr (FodViewRow) about = NULL;
  g_autoptr (FodOp) op = NULL;
  const FodSpec *spec = NULL;
  const FodField *field = NULL;

  if (conflict == NULL)
    return FALSE;
  spec = fod_schema_get (fod_record_get (conflict->record, "about-kind"));
  if (spec != NULL)
    field = fod_spec_find (spec, fod_record_get (conflict->record, "field"));
  if (field == NULL)
    {
      g_set_error_literal (error, FOD_FIELD_ERROR, FOD_FIELD_ERROR_UNKNOWN,
                           "the conflict is about a field of a newer program");
      return FALSE;
    }
  about = find_any_row (self, spec, fod_record_get (conflict->record, "about"), error);
  if (about == NULL || !fod_field_check (field, step->value, error))
    return FALSE;
  op = fod_apply_new_op (self, FOD_OP_RESOLVE, FOD_KIND_CONFLICT, step->id);
  g_hash_table_insert (op->fields, g_strdup ("value"), g_strdup (step->value));
  if (!note_field_version (self, op, about, field, error))
    return FALSE;
  return close_conflict (self, conflict, op, error) &&
         write_decision (self, about, field, step->value, error) &&
         fod_apply_queue (self, op, fod_record_get_id (about->record), error);
}

static gboolean
run_step (FodApply *self, const FodEditStep *step, GError **error)
{
  switch ((int)step->verb)
    {
    case FOD_OP_CREATE:
      return create (self, step, error);
    case FOD_OP_DELETE:
    case FOD_OP_UNDELETE:
      return move (self, step, error);
    case FOD_OP_RESOLVE:
      return resolve (self, step, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
is_set_of (const FodEditStep *step, const FodEditStep *first)
{
  return step->verb == FOD_OP_SET && g_str_equal (step->kind, first->kind) &&
         g_str_equal (step->id, first->id);
}

static gboolean
run_steps (FodApply *self, GPtrArray *steps, GError **error)
{
  FodEditStep **all = (FodEditStep **)steps->pdata;
  guint next;

  for (guint i = 0; i < steps->len; i = next)
    {
      next = i + 1;
      if (all[i]->verb != FOD_OP_SET)
        {
          if (!run_step (self, all[i], error))
            return FALSE;
          continue;
        }
      while (next < steps->len && is_set_of (all[next], all[i]))
        next++;
      self->may_fold = i == 0 && next == steps->len;
      if (!fod_apply_sets (self, all + i, next - i, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
end_drafts (FodLedger *ledger, GPtrArray *places, GError **error)
{
  for (guint i = 0; i < places->len; i++)
    {
      if (!fod_draft_write (ledger, places->pdata[i], NULL, error))
        return FALSE;
    }
  return TRUE;
}

char *
fod_apply_edit (FodLedger *ledger, const FodEdit *edit, GError **error)
{
  g_autofree char *tx = NULL;
  FodApply apply = { .ledger = ledger };
  gboolean ok;

  if (!fod_ledger_check_saves (ledger, error) || !fod_ledger_begin (ledger, error))
    return NULL;
  tx = fod_history_dup_next_tx (ledger);
  apply.tx = tx;
  apply.wire_tx = fod_uuid_new (fod_ledger_get_clock (ledger));
  ok = run_steps (&apply, fod_edit_get_steps (edit), error) &&
       end_drafts (ledger, fod_edit_get_ended_drafts (edit), error);
  ok = fod_ledger_end (ledger, ok, error);
  g_free (apply.wire_tx);
  if (!ok)
    return NULL;
  return apply.noted ? g_steal_pointer (&tx) : g_strdup (FOD_HISTORY_NO_TX);
}
