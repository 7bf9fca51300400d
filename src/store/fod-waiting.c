/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the server does not have, as a person reads it. */

#include "config.h"

#include "store/fod-waiting.h"

#include "store/fod-comeback.h"
#include "store/fod-handover.h"
#include "store/fod-queue.h"
#include "store/fod-rows.h"

#include <string.h>

void
fod_waiting_free (FodWaiting *self)
{
  g_free (self->op);
  g_free (self->kind);
  g_free (self->row);
  g_free (self->title);
  g_free (self->verb);
  g_free (self->fields);
  g_free (self->code);
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_free (self);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static void
collect (GPtrArray *names, GHashTable *texts)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, texts);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
}

static char *
dup_fields (const FodOp *op)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GString *lines = g_string_new (NULL);
  const char *last = NULL;

  collect (names, op->fields);
  collect (names, op->added);
  collect (names, op->removed);
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (g_strcmp0 (name, last) == 0)
        continue;
      if (lines->len > 0)
        g_string_append_c (lines, '\n');
      g_string_append (lines, name);
      last = name;
    }
  return g_string_free (lines, FALSE);
}

/* The row may be gone with its refused op; then the op itself names it. */
static char *
dup_title (FodLedger *ledger, const FodOp *op)
{
  const FodSpec *spec = fod_schema_get (op->kind);
  char *title = fod_rows_dup_title (ledger, op->kind, op->row);

  if (title != NULL || spec == NULL || spec->title == NULL)
    return title;
  return g_strdup (g_hash_table_lookup (op->fields, spec->title));
}

static void
add_values (GHashTable *values, const char *sign, GHashTable *texts)
{
  GHashTableIter iter;
  gpointer name, text;

  g_hash_table_iter_init (&iter, texts);
  while (g_hash_table_iter_next (&iter, &name, &text))
    g_hash_table_insert (values, g_strconcat (sign, name, NULL), g_strdup (text));
}

/* A decision is told as what it is to a person: a value for a field of the record that the conflict
 * is about. */
static gboolean
name_subject (FodLedger *ledger, FodWaiting *waiting, GError **error)
{
  g_autoptr (FodViewRow) conflict = NULL;
  const char *kind, *row, *field;

  if (!fod_rows_get (ledger, &fod_conflict_spec, waiting->row, &conflict, error))
    return FALSE;
  kind = conflict == NULL ? NULL : fod_record_get (conflict->record, "about-kind");
  row = conflict == NULL ? NULL : fod_record_get (conflict->record, "about");
  field = conflict == NULL ? NULL : fod_record_get (conflict->record, "field");
  if (kind == NULL || fod_schema_get (kind) == NULL || row == NULL || field == NULL)
    return TRUE;
  g_free (waiting->kind);
  g_free (waiting->row);
  g_free (waiting->fields);
  waiting->kind = g_strdup (kind);
  waiting->row = g_strdup (row);
  waiting->fields = g_strdup (field);
  g_hash_table_insert (waiting->values, g_strdup (field),
                       g_strdup (g_hash_table_lookup (waiting->values, "value")));
  g_hash_table_remove (waiting->values, "value");
  return TRUE;
}

static FodWaiting *
waiting_new (FodLedger *ledger, const FodQueued *queued)
{
  FodWaiting *waiting = g_new0 (FodWaiting, 1);

  waiting->op = g_strdup (queued->op->id);
  waiting->kind = g_strdup (queued->op->kind);
  waiting->row = g_strdup (queued->op->row);
  waiting->title = dup_title (ledger, queued->op);
  waiting->verb = g_strdup (fod_op_verb_to_text (queued->op->verb));
  waiting->fields = dup_fields (queued->op);
  waiting->code = g_strdup (queued->state > FOD_OP_IN_FLIGHT ? queued->code : NULL);
  waiting->kept = queued->state == FOD_OP_HELD;
  waiting->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  add_values (waiting->values, "", queued->op->fields);
  add_values (waiting->values, "+", queued->op->added);
  add_values (waiting->values, "-", queued->op->removed);
  waiting->at_ms = queued->at_ms;
  return waiting;
}

GPtrArray *
fod_waiting_list (FodLedger *ledger, GError **error)
{
  g_autoptr (GPtrArray) queue = fod_queue_list (ledger, error);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GHashTable) awaiting = NULL;

  if (queue == NULL || !fod_comeback_list (ledger, &awaiting, error))
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_waiting_free);
  for (guint i = 0; i < queue->len; i++)
    {
      const FodQueued *queued = g_ptr_array_index (queue, i);
      FodWaiting *waiting = waiting_new (ledger, queued);

      g_ptr_array_add (list, waiting);
      if (awaiting != NULL && g_hash_table_contains (awaiting, &queued->seq))
        waiting->awaits_until_ms = fod_comeback_get_end (ledger);
      if (queued->op->verb == FOD_OP_RESOLVE && !name_subject (ledger, waiting, error))
        return NULL;
    }
  return g_steal_pointer (&list);
}

static gboolean
read_number (FodLedger *ledger, const char *sql, guint *number, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_ledger_get_db (ledger), sql, error);

  if (stmt == NULL || !fod_stmt_step (stmt, NULL, error))
    return FALSE;
  *number = (guint)fod_stmt_get_int (stmt, 0);
  return TRUE;
}

/* "state <> 0" is what the index says, so that only what was sent is looked at. */
gboolean
fod_waiting_count (FodLedger *ledger, FodJournalCounts *counts, GError **error)
{
  guint all = 0;
  guint discarded = 0;

  if (!read_number (ledger, "SELECT count(*) FROM op", &all, error) ||
      !read_number (ledger, "SELECT count(*) FROM op WHERE state <> 0 AND state IN (2, 3)",
                    &counts->refused, error) ||
      !read_number (ledger, "SELECT count(*) FROM op WHERE state <> 0 AND state = 4", &discarded,
                    error) ||
      !read_number (ledger,
                    "SELECT count(*) FROM conflict WHERE _deleted IS NULL AND resolved IS NULL",
                    &counts->conflicts, error))
    return FALSE;
  if (!read_number (ledger, "SELECT count(*) FROM aside", &counts->unread, error))
    return FALSE;
  counts->handed = fod_handover_count (ledger);
  counts->waiting = all - counts->refused - discarded;
  return TRUE;
}
