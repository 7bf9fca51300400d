/* SPDX-License-Identifier: GPL-3.0-or-later */

/* view = base + queue, in one place: pull, settling and undo all end here. What is concealed has no
 * view. */

#include "config.h"

#include "store/fod-overlay.h"

#include "schema/fod-merge.h"
#include "store/fod-concealed.h"
#include "store/fod-history.h"
#include "wire/fod-op-step.h"

#include <string.h>

void
fod_overlay_fill_server_fields (FodLedger *ledger, FodRecord *record)
{
  static const char *const own[] = { "author", "owner", "consultant", NULL };
  const FodSpec *spec = fod_record_get_spec (record);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      const FodField *field = &spec->fields[i];

      if (field->merge != FOD_MERGE_SERVER || field->type != FOD_FIELD_REF)
        continue;
      if (g_strv_contains (own, field->name))
        fod_record_set_at (record, i, fod_ledger_get_user (ledger));
      else if (g_str_equal (field->name, "team"))
        fod_record_set_at (record, i, fod_ledger_get_team (ledger));
    }
}

static FodRecord *
record_of_texts (const FodSpec *spec, const char *id, GHashTable *texts)
{
  FodRecord *record = fod_record_new (spec, id);

  for (guint i = 0; i < spec->n_fields; i++)
    fod_record_set_at (record, i, g_hash_table_lookup (texts, spec->fields[i].name));
  return record;
}

/* An own earlier op counts as seen: the editor saw its value. Who makes a row has seen none. */
static gboolean
was_seen (const FodOp *op, const FodBase *base, const char *field)
{
  const char *seen = g_hash_table_lookup (op->base, field);

  if (op->verb == FOD_OP_CREATE)
    return FALSE;
  return seen == NULL || *seen == '@' || g_str_equal (seen, fod_base_get_version (base, field));
}

static void
set_field (
    const FodOp *op, const FodBase *base, FodRecord *record, const char *name, const char *value)
{
  const FodSpec *spec = fod_record_get_spec (record);
  int index = fod_spec_index (spec, name);
  g_autofree char *merged = NULL;
  FodMergeInput input = { 0 };

  if (index < 0)
    return;
  input.field = &spec->fields[index];
  input.current = fod_record_get_at (record, (guint)index);
  input.current_version = was_seen (op, base, name) ? 0 : 1;
  input.value = value;
  input.eff = op->hlc;
  switch (fod_merge_field (&input, &merged))
    {
    case FOD_MERGE_KEEP:
    case FOD_MERGE_CONFLICT_KEEP:
      return;
    case FOD_MERGE_APPLY:
    case FOD_MERGE_CONFLICT_APPLY:
      fod_record_set_at (record, (guint)index, merged);
      return;
    /* Whether the text becomes a second row, or the step is refused, is the server's to say. */
    case FOD_MERGE_FORK_ROW:
    case FOD_MERGE_REFUSE:
    default:
      fod_record_set_at (record, (guint)index, value);
    }
}

static void
change_sets (const FodOp *op, FodRecord *record)
{
  const FodSpec *spec = fod_record_get_spec (record);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      const char *added = g_hash_table_lookup (op->added, spec->fields[i].name);
      const char *removed = g_hash_table_lookup (op->removed, spec->fields[i].name);
      g_autofree char *set = NULL;

      if (added == NULL && removed == NULL)
        continue;
      set = fod_merge_set (fod_record_get_at (record, i), added, removed);
      fod_record_set_at (record, i, set);
    }
}

static void
set_fields (const FodOp *op, const FodBase *base, FodRecord *record)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, op->fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    set_field (op, base, record, name, value);
  change_sets (op, record);
}

/* A resolve is laid over two rows: the conflict, which it closes, and the row that it is about. */
static void
resolve (FodLedger *ledger, const FodOp *op, FodRecord *record)
{
  g_autofree char *at = g_strdup_printf ("%" G_GINT64_FORMAT, fod_hlc_get_ms (op->hlc));
  g_autoptr (FodViewRow) conflict = NULL;
  const char *field;

  if (g_str_equal (fod_record_get_id (record), op->row))
    {
      fod_record_set (record, "resolved", "1");
      fod_record_set (record, "resolved-by", fod_ledger_get_user (ledger));
      fod_record_set (record, "resolved-at", at);
      return;
    }
  if (!fod_rows_get (ledger, &fod_conflict_spec, op->row, &conflict, NULL) || conflict == NULL)
    return;
  field = fod_record_get (conflict->record, "field");
  if (field != NULL && fod_spec_index (fod_record_get_spec (record), field) >= 0)
    fod_record_set (record, field, g_hash_table_lookup (op->fields, "value"));
}

/* With a base the server has it already: only the answer was lost, or somebody else was faster with
 * a row that is shared. */
static void
create (FodLedger *ledger, const FodOp *op, const FodBase *base, FodRecord **record, char **deleted)
{
  const FodSpec *spec = fod_schema_get (op->kind);

  if (*record == NULL)
    {
      *record = record_of_texts (spec, op->row, op->fields);
      fod_overlay_fill_server_fields (ledger, *record);
      return;
    }
  if (!spec->shared)
    return;
  set_fields (op, base, *record);
  g_clear_pointer (deleted, g_free);
}

void
fod_overlay_apply (FodLedger *ledger,
                   const FodQueued *queued,
                   const FodBase *base,
                   FodRecord **record,
                   char **deleted)
{
  /* Shown in the words of this program, sent in those of the one that wrote it. */
  g_autoptr (FodOp) op = fod_op_upgrade (queued->op, FOD_SCHEMA_VERSION, NULL);

  switch (op->verb)
    {
    case FOD_OP_CREATE:
      create (ledger, op, base, record, deleted);
      return;
    case FOD_OP_SET:
      if (*record != NULL)
        set_fields (op, base, *record);
      return;
    case FOD_OP_DELETE:
      g_free (*deleted);
      *deleted = g_strdup (queued->tx);
      return;
    case FOD_OP_UNDELETE:
      g_clear_pointer (deleted, g_free);
      return;
    case FOD_OP_RESOLVE:
      if (*record != NULL)
        resolve (ledger, op, *record);
      return;
    default:
      g_return_if_reached ();
    }
}

static gboolean
compute_from (FodLedger *ledger,
              const FodSpec *spec,
              const char *id,
              const FodBase *base,
              FodViewRow *row,
              GError **error)
{
  g_autoptr (GPtrArray) queue = NULL;
  gboolean concealed = FALSE;

  if (!fod_concealed_has (ledger, spec->kind, id, &concealed, error))
    return FALSE;
  if (concealed)
    return TRUE;
  queue = fod_queue_list_row (ledger, spec->kind, id, error);
  if (queue == NULL)
    return FALSE;
  if (base != NULL)
    row->record = record_of_texts (spec, id, base->row->fields);
  if (base != NULL && base->row->state == FOD_ROW_DELETED)
    row->deleted = g_strdup (base->gone_tx == NULL ? FOD_DELETED_ELSEWHERE : base->gone_tx);
  for (guint i = 0; i < queue->len; i++)
    {
      const FodQueued *queued = g_ptr_array_index (queue, i);

      fod_overlay_apply (ledger, queued, base, &row->record, &row->deleted);
    }
  if (row->record == NULL)
    g_clear_pointer (&row->deleted, g_free);
  return TRUE;
}

gboolean
fod_overlay_compute (FodLedger *ledger,
                     const FodSpec *spec,
                     const char *id,
                     FodRecord **record,
                     char **deleted,
                     GError **error)
{
  g_autoptr (FodBase) base = NULL;
  g_autoptr (FodViewRow) row = g_new0 (FodViewRow, 1);

  *record = NULL;
  *deleted = NULL;
  if (!fod_base_get (ledger, spec->kind, id, &base, error) ||
      !compute_from (ledger, spec, id, base, row, error))
    return FALSE;
  *record = g_steal_pointer (&row->record);
  *deleted = g_steal_pointer (&row->deleted);
  return TRUE;
}

/* What the server's news overwrote, with the versions that an editor may still be looking at. */
static gboolean
note_overwritten (FodLedger *ledger,
                  const FodRecord *before,
                  const FodRecord *after,
                  GHashTable *overwritten,
                  GError **error)
{
  const FodSpec *spec = fod_record_get_spec (after);
  g_autoptr (FodHistoryLine) line =
      fod_history_line_new (FOD_HISTORY_PULL, spec->kind, fod_record_get_id (after));

  line->hlc = fod_hlc_to_text (fod_ledger_note_hlc (ledger));
  line->versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < spec->n_fields; i++)
    {
      const char *name = spec->fields[i].name;
      const char *version = g_hash_table_lookup (overwritten, name);
      const char *old_value = fod_record_get_at (before, i);
      const char *new_value = fod_record_get_at (after, i);

      if (g_strcmp0 (old_value, new_value) == 0)
        continue;
      fod_history_line_note (line, name, old_value, new_value);
      g_hash_table_insert (line->versions, g_strdup (name),
                           g_strdup (version == NULL ? "0" : version));
    }
  return g_hash_table_size (line->new_values) == 0 || fod_history_add (ledger, line, error);
}

/* A decision is laid over the row that it is about as long as its conflict is here, which tells the
 * field. */
static gboolean
show_decided (FodLedger *ledger, const FodViewRow *before, const FodRecord *after, GError **error)
{
  const FodRecord *conflict = before == NULL ? after : before->record;
  const char *kind, *about;

  if ((before == NULL) == (after == NULL) || fod_record_get_spec (conflict) != &fod_conflict_spec)
    return TRUE;
  kind = fod_record_get (conflict, "about-kind");
  about = fod_record_get (conflict, "about");
  return kind == NULL || about == NULL || fod_overlay_rebuild (ledger, kind, about, NULL, error);
}

static gboolean
show (FodLedger *ledger,
      const FodSpec *spec,
      const char *id,
      const FodBase *base,
      GHashTable *overwritten,
      GError **error)
{
  g_autoptr (FodViewRow) before = NULL;
  g_autoptr (FodViewRow) after = g_new0 (FodViewRow, 1);

  if (!fod_rows_get (ledger, spec, id, &before, error) ||
      !compute_from (ledger, spec, id, base, after, error))
    return FALSE;
  /* Code lists are there without a server too; what it no longer holds stays readable. */
  if (after->record == NULL && spec == &fod_code_spec)
    return TRUE;
  if (after->record == NULL)
    return before == NULL ||
           (fod_rows_remove (ledger, before, error) && show_decided (ledger, before, NULL, error));
  if (overwritten != NULL && before != NULL &&
      !note_overwritten (ledger, before->record, after->record, overwritten, error))
    return FALSE;
  return fod_rows_put (ledger, before, after->record, after->deleted, error) &&
         show_decided (ledger, before, after->record, error);
}

gboolean
fod_overlay_rebuild_from (FodLedger *ledger,
                          const FodBase *base,
                          GHashTable *overwritten,
                          GError **error)
{
  const FodSpec *spec = fod_schema_get (base->row->kind);

  return spec == NULL || show (ledger, spec, base->row->id, base, overwritten, error);
}

gboolean
fod_overlay_rebuild (
    FodLedger *ledger, const char *kind, const char *id, GHashTable *overwritten, GError **error)
{
  const FodSpec *spec = fod_schema_get (kind);
  g_autoptr (FodBase) base = NULL;

  if (spec == NULL)
    return TRUE;
  return fod_base_get (ledger, kind, id, &base, error) &&
         show (ledger, spec, id, base, overwritten, error);
}

gboolean
fod_overlay_rebuild_each (FodLedger *ledger, const char *sql, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_ledger_get_db (ledger), sql, error);
  gboolean has_row = FALSE;

  if (stmt == NULL)
    return FALSE;
  while (TRUE)
    {
      if (!fod_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!fod_overlay_rebuild (ledger, fod_stmt_get_text (stmt, 0), fod_stmt_get_text (stmt, 1),
                                NULL, error))
        return FALSE;
    }
}

gboolean
fod_overlay_rebuild_about (FodLedger *ledger, const FodQueued *queued, GError **error)
{
  g_autoptr (FodViewRow) conflict = NULL;
  const char *kind;

  if (queued->about == NULL)
    return TRUE;
  if (!fod_rows_get (ledger, &fod_conflict_spec, queued->op->row, &conflict, error))
    return FALSE;
  kind = conflict == NULL ? NULL : fod_record_get (conflict->record, "about-kind");
  return kind == NULL || fod_overlay_rebuild (ledger, kind, queued->about, NULL, error);
}
