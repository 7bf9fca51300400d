/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sets fields of one row: checks them, finds out what the person had seen of each, and lets unsent
 * sets of one field become one op. */

#include "config.h"

#include "base/fod-uuid.h"
#include "schema/fod-merge.h"
#include "store/fod-apply-private.h"
#include "store/fod-giving.h"
#include "store/fod-overlay.h"
#include "store/fod-refusal.h"
#include "store/fod-store.h"
#include "wire/fod-op-step.h"

#include <string.h>

/* One row under change. */
typedef struct
{
  FodApply *apply;
  const FodSpec *spec;
  FodViewRow *row;      /* as it stands */
  FodRecord *record;    /* as it becomes */
  FodBase *base;        /* NULL: unknown to the server */
  GPtrArray *queue;     /* of FodQueued, what waits on the row */
  FodQueued *target;    /* borrowed: the unsent op that sets may join, or NULL */
  gboolean target_last; /* nothing was queued after it */
  gboolean target_used;
  FodOp *op; /* for what cannot join */
  FodHistoryLine *line;
} FodSetting;

static void
setting_clear (FodSetting *self)
{
  g_clear_pointer (&self->row, fod_view_row_free);
  g_clear_pointer (&self->record, fod_record_unref);
  g_clear_pointer (&self->base, fod_base_free);
  g_clear_pointer (&self->queue, g_ptr_array_unref);
  g_clear_pointer (&self->op, fod_op_unref);
  g_clear_pointer (&self->line, fod_history_line_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FodSetting, setting_clear)

/* Whether the waiting op writes the field. */
static gboolean
touches (FodSetting *self, const FodQueued *queued, const char *field)
{
  g_autoptr (FodViewRow) conflict = NULL;

  switch ((int)queued->op->verb)
    {
    /* With a base that stands here, but for what is said of a shared row. */
    case FOD_OP_CREATE:
      return self->base == NULL ||
             (self->spec->shared && g_hash_table_contains (queued->op->fields, field));
    case FOD_OP_SET:
      return g_hash_table_contains (queued->op->fields, field) ||
             g_hash_table_contains (queued->op->added, field) ||
             g_hash_table_contains (queued->op->removed, field);
    case FOD_OP_RESOLVE:
      return fod_rows_get (self->apply->ledger, &fod_conflict_spec, queued->op->row, &conflict,
                           NULL) &&
             conflict != NULL && g_strcmp0 (fod_record_get (conflict->record, "field"), field) == 0;
    default:
      return FALSE;
    }
}

/* The newest waiting op that writes the field, but for @except. */
static const FodQueued *
find_writer (FodSetting *self, const char *field, const FodQueued *except)
{
  for (guint i = self->queue->len; i > 0; i--)
    {
      const FodQueued *queued = g_ptr_array_index (self->queue, i - 1);

      if (queued != except && touches (self, queued, field))
        return queued;
    }
  return NULL;
}

/* The person began with a value that a pull has overwritten meanwhile: the op then names the
 * version that was on the screen, so that the server sees two edits that did not know of each
 * other. */
static char *
find_overwritten (FodSetting *self, const FodEditStep *step)
{
  g_autoptr (GPtrArray) lines =
      fod_history_list_row (self->apply->ledger, step->id, FOD_HISTORY_PULL, 100, NULL);

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const FodHistoryLine *line = g_ptr_array_index (lines, i);

      if (line->versions != NULL && g_hash_table_contains (line->versions, step->field) &&
          g_strcmp0 (g_hash_table_lookup (line->old_values, step->field), step->seen) == 0)
        return g_strdup (g_hash_table_lookup (line->versions, step->field));
    }
  return NULL;
}

static char *
dup_base_version (FodSetting *self, const FodEditStep *step, const FodQueued *except)
{
  const FodQueued *writer = find_writer (self, step->field, except);
  const char *present = fod_record_get (self->row->record, step->field);
  char *version = NULL;

  if (writer != NULL)
    return g_strconcat ("@", writer->op->id, NULL);
  if (step->unseen)
    return g_strdup ("0");
  if (self->base != NULL && g_strcmp0 (step->seen, present) != 0)
    version = find_overwritten (self, step);
  return version != NULL ? version : g_strdup (fod_base_get_version (self->base, step->field));
}

/* What stood in the field before the target op wrote it. */
static const char *
value_before_target (FodSetting *self, const char *field)
{
  const FodQueued *writer = find_writer (self, field, self->target);

  if (writer != NULL && writer->op->verb != FOD_OP_RESOLVE)
    return g_hash_table_lookup (writer->op->fields, field);
  return self->base == NULL ? NULL : g_hash_table_lookup (self->base->row->fields, field);
}

/* Whether the target may take a step back or further: the server sees only where it ends. */
static gboolean
may_step (FodSetting *self, const FodField *field, const char *value)
{
  const char *from = value_before_target (self, field->name);

  if (self->target->op->verb == FOD_OP_CREATE)
    return TRUE;
  return g_strcmp0 (from, value) == 0 || fod_merge_is_step (field, from, value);
}

/* Whether the row is one that the server refused, and so nobody else's. */
static gboolean
is_held (const FodSetting *self)
{
  return self->target != NULL && self->target->state == FOD_OP_HELD;
}

/* Whether a pull has changed the field since the target wrote it: what is written now was written
 * on top of both, and would be taken for older if it joined. */
static gboolean
is_overtaken (const FodSetting *self, const char *field)
{
  const char *seen = g_hash_table_lookup (self->target->op->base, field);

  return self->base != NULL && seen != NULL && *seen != '@' &&
         !g_str_equal (seen, fod_base_get_version (self->base, field));
}

static gboolean
may_join (FodSetting *self, const FodField *field, const char *value)
{
  if (self->target == NULL)
    return FALSE;
  if (is_held (self))
    return TRUE;
  if (field->merge != FOD_MERGE_STEP && is_overtaken (self, field->name))
    return FALSE;
  /* The row that it names may have been made after the target. */
  if (field->type == FOD_FIELD_REF && value != NULL && !self->target_last &&
      !fod_giving_is_field (field))
    return FALSE;
  return field->merge != FOD_MERGE_STEP || may_step (self, field, value);
}

static void
put_text (GHashTable *texts, const char *field, const char *value)
{
  g_hash_table_insert (texts, g_strdup (field), g_strdup (value));
}

/* Lines that @a has and @b has not. */
static char *
dup_difference (const char *a, const char *b)
{
  return fod_merge_set (a, NULL, b);
}

static void
put_lines (GHashTable *texts, const char *field, char *lines)
{
  if (lines == NULL)
    g_hash_table_remove (texts, field);
  else
    g_hash_table_insert (texts, g_strdup (field), lines);
}

/* What was added and is taken away again was never there, and the reverse. */
static void
change_set (FodOp *op, const char *field, const char *present, const char *value)
{
  g_autofree char *added = dup_difference (value, present);
  g_autofree char *removed = dup_difference (present, value);
  const char *old_added = g_hash_table_lookup (op->added, field);
  const char *old_removed = g_hash_table_lookup (op->removed, field);
  g_autofree char *really_added = dup_difference (added, old_removed);
  g_autofree char *really_removed = dup_difference (removed, old_added);
  g_autofree char *kept_added = dup_difference (old_added, removed);
  g_autofree char *kept_removed = dup_difference (old_removed, added);

  put_lines (op->added, field, fod_merge_set (kept_added, really_added, NULL));
  put_lines (op->removed, field, fod_merge_set (kept_removed, really_removed, NULL));
}

/* Back to what the server has, before it heard of anything else. */
static gboolean
reverts (FodSetting *self, const char *field, const char *value)
{
  const char *seen = g_hash_table_lookup (self->target->op->base, field);

  return self->target->op->verb == FOD_OP_SET && self->base != NULL && seen != NULL &&
         g_str_equal (seen, fod_base_get_version (self->base, field)) &&
         g_strcmp0 (value, value_before_target (self, field)) == 0;
}

static void
join_target (FodSetting *self, const FodEditStep *step, const FodField *field)
{
  FodOp *op = self->target->op;

  self->target_used = TRUE;
  if (op->verb == FOD_OP_CREATE)
    {
      if (step->value == NULL)
        g_hash_table_remove (op->fields, step->field);
      else
        put_text (op->fields, step->field, step->value);
      return;
    }
  if (field->type == FOD_FIELD_SET)
    {
      change_set (op, step->field, fod_record_get (self->record, step->field), step->value);
      return;
    }
  if (!g_hash_table_contains (op->base, step->field))
    g_hash_table_insert (op->base, g_strdup (step->field),
                         dup_base_version (self, step, self->target));
  put_text (op->fields, step->field, step->value);
  if (reverts (self, step->field, step->value))
    {
      g_hash_table_remove (op->fields, step->field);
      g_hash_table_remove (op->base, step->field);
    }
}

static void
join_new (FodSetting *self, const FodEditStep *step, const FodField *field)
{
  if (self->op == NULL)
    self->op = fod_apply_new_op (self->apply, FOD_OP_SET, step->kind, step->id);
  if (field->type == FOD_FIELD_SET)
    {
      change_set (self->op, step->field, fod_record_get (self->record, step->field), step->value);
      return;
    }
  if (!g_hash_table_contains (self->op->base, step->field))
    g_hash_table_insert (self->op->base, g_strdup (step->field),
                         dup_base_version (self, step, NULL));
  put_text (self->op->fields, step->field, step->value);
}

/* The own decision on the field's conflict, when nobody has been told of it: whoever writes the
 * field after that decides anew. */
static FodQueued *
find_unsent_decision (FodSetting *self, const char *field)
{
  const FodQueued *writer = find_writer (self, field, NULL);

  return writer != NULL && writer->op->verb == FOD_OP_RESOLVE && writer->state == FOD_OP_QUEUED
             ? (FodQueued *)writer
             : NULL;
}

/* An id stands for one text: a copy of this profile may have sent the op as it was. */
static void
date_anew (FodSetting *self, FodOp *op)
{
  FodLedger *ledger = self->apply->ledger;

  g_free (op->id);
  op->id = fod_uuid_new (fod_ledger_get_clock (ledger));
  op->hlc = fod_ledger_next_hlc (ledger);
  op->clock_session = fod_ledger_get_clock_session (ledger);
}

static gboolean
decide_anew (FodSetting *self, FodQueued *decision, const char *value, GError **error)
{
  put_text (decision->op->fields, "value", value);
  date_anew (self, decision->op);
  /* The conflict shows when it was settled. */
  return fod_queue_update (self->apply->ledger, decision, error) &&
         fod_overlay_rebuild (self->apply->ledger, FOD_KIND_CONFLICT, decision->op->row, NULL,
                              error);
}

static gboolean
fail_field (const FodField *field, int code, const char *rule, GError **error)
{
  g_set_error (error, FOD_FIELD_ERROR, code, "%s %s", field->name, rule);
  return FALSE;
}

static gboolean
check_step (FodSetting *self, const FodEditStep *step, const FodField *field, GError **error)
{
  const char *present = fod_record_get (self->record, step->field);

  if (field->merge == FOD_MERGE_SERVER &&
      (!fod_giving_is_field (field) ||
       !fod_giving_may (self->apply->ledger, self->row->record, self->queue)))
    {
      g_set_error (error, FOD_STORE_ERROR, FOD_STORE_ERROR_SERVER_ONLY,
                   "%s is written by the server", field->name);
      return FALSE;
    }
  if ((field->flags & FOD_FIELD_ONCE) != 0 && present != NULL && !is_held (self))
    return fail_field (field, FOD_FIELD_ERROR_FORM, "is written once", error);
  if (!fod_field_check (field, step->value, error))
    return FALSE;
  if (field->merge != FOD_MERGE_STEP || fod_merge_is_step (field, present, step->value) ||
      (self->target != NULL && may_step (self, field, step->value)))
    return TRUE;
  return fail_field (field, FOD_FIELD_ERROR_ORDER, "has no such step", error);
}

static gboolean
take_step (FodSetting *self, const FodEditStep *step, GError **error)
{
  const FodField *field = fod_spec_find (self->spec, step->field);
  FodQueued *decision = NULL;
  const char *present;

  if (field == NULL)
    {
      g_set_error (error, FOD_FIELD_ERROR, FOD_FIELD_ERROR_UNKNOWN, "%s is no field", step->field);
      return FALSE;
    }
  present = fod_record_get (self->record, step->field);
  if (g_strcmp0 (present, step->value) == 0)
    return TRUE;
  if (!check_step (self, step, field, error))
    return FALSE;
  fod_history_line_note (self->line, step->field, fod_record_get (self->row->record, step->field),
                         step->value);
  decision = find_unsent_decision (self, step->field);
  if (decision != NULL)
    {
      if (!decide_anew (self, decision, step->value, error))
        return FALSE;
    }
  else if (may_join (self, field, step->value))
    join_target (self, step, field);
  else
    join_new (self, step, field);
  fod_record_set (self->record, step->field, step->value);
  return TRUE;
}

/* A row that a newer program wrote may break a rule of this one already; then only what is changed
 * here is held to it. */
static gboolean
check_whole (FodSetting *self, GError **error)
{
  const FodField *field = NULL;

  if (self->spec->check == NULL || !self->spec->check (self->row->record, &field, NULL))
    return TRUE;
  return self->spec->check (self->record, &field, error);
}

static void
say_in_present (FodQueued *queued)
{
  FodOp *op;

  if (queued->op->schema >= FOD_SCHEMA_VERSION)
    return;
  op = fod_op_upgrade (queued->op, FOD_SCHEMA_VERSION, NULL);
  op->schema = FOD_SCHEMA_VERSION;
  fod_op_unref (queued->op);
  queued->op = op;
}

/* What hands the row over is an op of its own: taken back as one, refused as one. */
static void
find_target (FodSetting *self, gboolean giving)
{
  FodQueued *last =
      self->queue->len == 0 ? NULL : g_ptr_array_index (self->queue, self->queue->len - 1);

  if (giving || (last != NULL && fod_giving_is_in (last->op)))
    {
      self->target = giving ? fod_giving_find (self->queue) : NULL;
      return;
    }
  if (last == NULL || (last->op->verb != FOD_OP_CREATE && last->op->verb != FOD_OP_SET))
    return;
  /* A copy of this laptop has made the row at the server: nobody can make it once more. */
  if (last->op->verb == FOD_OP_CREATE && self->base != NULL)
    return;
  if (last->state != FOD_OP_HELD && (!self->apply->may_fold || last->state != FOD_OP_QUEUED))
    return;
  /* What an older program wrote is sent in its words; but for a refused op, which is sent anew. */
  if (last->op->schema != FOD_SCHEMA_VERSION && last->state != FOD_OP_HELD)
    return;
  say_in_present (last);
  self->target = last;
  self->target_last = fod_queue_get_last (self->apply->ledger) == last->seq;
}

static gboolean
is_giving (const FodSpec *spec, FodEditStep **steps, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      const FodField *field = fod_spec_find (spec, steps[i]->field);

      if (field != NULL && fod_giving_is_field (field))
        return TRUE;
    }
  return FALSE;
}

static gboolean
begin (FodSetting *self, FodEditStep **steps, guint count, GError **error)
{
  const FodEditStep *step = steps[0];
  FodLedger *ledger = self->apply->ledger;

  self->row = fod_apply_find_row (self->apply, step->kind, step->id, error);
  if (self->row == NULL || !fod_base_get (ledger, step->kind, step->id, &self->base, error))
    return FALSE;
  self->queue = fod_queue_list_row (ledger, step->kind, step->id, error);
  if (self->queue == NULL)
    return FALSE;
  self->spec = fod_record_get_spec (self->row->record);
  self->record = fod_record_copy (self->row->record);
  self->line = fod_history_line_new (FOD_HISTORY_SET, step->kind, step->id);
  find_target (self, is_giving (self->spec, steps, count));
  return TRUE;
}

static gboolean
is_void (const FodOp *op)
{
  return op->verb == FOD_OP_SET && g_hash_table_size (op->fields) == 0 &&
         g_hash_table_size (op->added) == 0 && g_hash_table_size (op->removed) == 0;
}

static gboolean
write_queue (FodSetting *self, GError **error)
{
  if (self->target_used)
    {
      FodOp *op = self->target->op;
      /* What is done to several rows must reach the server together. */
      const char *tx = self->apply->may_fold ? NULL : self->apply->wire_tx;

      date_anew (self, op);
      if (!(is_void (op) ? fod_queue_remove (self->apply->ledger, self->target->seq, error)
                         : fod_queue_update (self->apply->ledger, self->target, error)))
        return FALSE;
      if (is_held (self) && !fod_refusal_send_again (self->apply->ledger, self->target, tx, error))
        return FALSE;
    }
  return self->op == NULL || is_void (self->op) ||
         (fod_apply_note_row_version (self->apply, self->op, self->queue, error) &&
          fod_apply_queue (self->apply, self->op, NULL, error));
}

gboolean
fod_apply_sets (FodApply *apply, FodEditStep **steps, guint count, GError **error)
{
  g_auto (FodSetting) self = { .apply = apply };

  if (!begin (&self, steps, count, error))
    return FALSE;
  for (guint i = 0; i < count; i++)
    if (!take_step (&self, steps[i], error))
      return FALSE;
  if (fod_record_equal (self.record, self.row->record))
    return TRUE;
  return check_whole (&self, error) &&
         fod_rows_put (apply->ledger, self.row, self.record, NULL, error) &&
         write_queue (&self, error) && fod_apply_note (apply, self.line, error);
}
