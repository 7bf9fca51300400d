/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads and writes the view's tables by the spec. Knows nothing of base and queue. */

#include "config.h"

#include "store/fod-rows.h"

#include "base/fod-fold.h"
#include "store/fod-query-private.h"
#include "store/fod-search-index.h"
#include "store/fod-sql.h"

#include <string.h>

#define FIRST_FIELD 4
/* A conflict about a note about a participant is the longest chain; what is longer is a lie. */
#define MAX_DEPTH 4

/* A laptop deletes a row and all that hangs on it within this time, one op each (the server's rule
 * too, fod-server-family.c). */
#define TOGETHER_MS (60 * 1000)

/* Marks of one person stand in the order of their times. */
static char *
print_mark (const char *user, gint64 at_ms)
{
  return g_strdup_printf ("-%s:%016" G_GINT64_FORMAT, user, MAX (at_ms, 0));
}

void
fod_view_row_free (FodViewRow *self)
{
  g_clear_pointer (&self->record, fod_record_unref);
  g_free (self->deleted);
  g_free (self);
}

/* The columns of fod_sql_get(). */
static FodRecord *
read_record (FodStmt *stmt, const FodSpec *spec)
{
  FodRecord *record = fod_record_new (spec, fod_stmt_get_text (stmt, 0));

  for (guint i = 0; i < spec->n_fields; i++)
    fod_record_set_at (record, i, fod_stmt_get_text (stmt, (int)i + 1));
  return record;
}

gboolean
fod_rows_get (
    FodLedger *ledger, const FodSpec *spec, const char *id, FodViewRow **row, GError **error)
{
  g_autofree char *sql = fod_sql_get (spec);
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_ledger_get_db (ledger), sql, error);
  gboolean has_row = FALSE;
  int mark = (int)spec->n_fields + 1;

  *row = NULL;
  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, id);
  if (!fod_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  *row = g_new0 (FodViewRow, 1);
  (*row)->record = read_record (stmt, spec);
  (*row)->deleted = g_strdup (fod_stmt_get_text (stmt, mark));
  (*row)->number = fod_stmt_get_int (stmt, mark + 1);
  return TRUE;
}

gboolean
fod_rows_get_live (
    FodLedger *ledger, const FodSpec *spec, gint64 number, FodRecord **record, GError **error)
{
  g_autofree char *sql = fod_sql_get_live (spec);
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_ledger_get_db (ledger), sql, error);
  gboolean has_row = FALSE;

  *record = NULL;
  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_int (stmt, 1, number);
  if (!fod_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row)
    *record = read_record (stmt, spec);
  return TRUE;
}

static const char *
title_of (const FodRecord *record)
{
  const char *title = fod_record_get_spec (record)->title;

  return title == NULL ? NULL : fod_record_get (record, title);
}

static void
bind_key (FodStmt *stmt, const FodRecord *record)
{
  const char *title = title_of (record);
  g_autofree char *key = title == NULL ? NULL : fod_fold_collate_key (title);

  fod_stmt_bind_text (stmt, 3, key);
}

static gboolean
read_number (FodLedger *ledger, gint64 *number, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_ledger_get_db (ledger), "SELECT last_insert_rowid()", error);

  if (stmt == NULL || !fod_stmt_step (stmt, NULL, error))
    return FALSE;
  *number = fod_stmt_get_int (stmt, 0);
  return TRUE;
}

static gboolean
insert (FodLedger *ledger, const FodRecord *record, const char *deleted, GError **error)
{
  const FodSpec *spec = fod_record_get_spec (record);
  g_autofree char *sql = fod_sql_insert (spec);
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_ledger_get_db (ledger), sql, error);
  gint64 number = 0;

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, fod_record_get_id (record));
  fod_stmt_bind_text (stmt, 2, deleted);
  if (spec->title != NULL)
    bind_key (stmt, record);
  for (guint i = 0; i < spec->n_fields; i++)
    fod_stmt_bind_text (stmt, FIRST_FIELD + (int)i, fod_record_get_at (record, i));
  if (!fod_stmt_run (stmt, error) || !read_number (ledger, &number, error))
    return FALSE;
  return deleted != NULL || fod_search_index_note (ledger, number, NULL, record, error);
}

static guint64
find_changes (const FodRecord *before, const FodRecord *after)
{
  const FodSpec *spec = fod_record_get_spec (after);
  guint64 changed = 0;

  g_assert (spec->n_fields <= 64);
  for (guint i = 0; i < spec->n_fields; i++)
    if (g_strcmp0 (fod_record_get_at (before, i), fod_record_get_at (after, i)) != 0)
      changed |= G_GUINT64_CONSTANT (1) << i;
  return changed;
}

static gboolean
update (FodLedger *ledger,
        const FodViewRow *before,
        const FodRecord *record,
        const char *deleted,
        GError **error)
{
  const FodSpec *spec = fod_record_get_spec (record);
  guint64 changed = find_changes (before->record, record);
  gboolean mark = g_strcmp0 (before->deleted, deleted) != 0;
  gboolean key = g_strcmp0 (title_of (before->record), title_of (record)) != 0;
  g_autofree char *sql = NULL;
  g_autoptr (FodStmt) stmt = NULL;

  if (changed == 0 && !mark)
    return TRUE;
  sql = fod_sql_update (spec, changed, mark, key);
  stmt = fod_stmt_new (fod_ledger_get_db (ledger), sql, error);
  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, fod_record_get_id (record));
  if (mark)
    fod_stmt_bind_text (stmt, 2, deleted);
  if (key)
    bind_key (stmt, record);
  for (guint i = 0; i < spec->n_fields; i++)
    if ((changed & G_GUINT64_CONSTANT (1) << i) != 0)
      fod_stmt_bind_text (stmt, FIRST_FIELD + (int)i, fod_record_get_at (record, i));
  fod_ledger_touch (ledger, spec->kind, fod_record_get_id (record));
  return fod_stmt_run (stmt, error) &&
         (before->deleted != NULL && deleted != NULL
              ? TRUE
              : fod_search_index_note (ledger, before->number,
                                       before->deleted == NULL ? before->record : NULL,
                                       deleted == NULL ? record : NULL, error));
}

gboolean
fod_rows_put (FodLedger *ledger,
              const FodViewRow *before,
              const FodRecord *record,
              const char *deleted,
              GError **error)
{
  if (before != NULL)
    return update (ledger, before, record, deleted, error);
  fod_ledger_touch (ledger, fod_record_get_kind (record), fod_record_get_id (record));
  return insert (ledger, record, deleted, error);
}

gboolean
fod_rows_remove (FodLedger *ledger, const FodViewRow *row, GError **error)
{
  const FodSpec *spec = fod_record_get_spec (row->record);
  const char *id = fod_record_get_id (row->record);
  g_autofree char *sql = fod_sql_remove (spec);
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_ledger_get_db (ledger), sql, error);

  if (stmt == NULL)
    return FALSE;
  fod_ledger_touch (ledger, spec->kind, id);
  fod_stmt_bind_text (stmt, 1, id);
  return fod_stmt_run (stmt, error) &&
         (row->deleted != NULL ||
          fod_search_index_note (ledger, row->number, row->record, NULL, error));
}

static void
bind_query (FodStmt *stmt, const FodQuery *query)
{
  GPtrArray *conditions = fod_query_get_conditions (query);
  int number = 1;

  for (guint i = 0; i < conditions->len; i++)
    {
      const FodQueryCondition *condition = g_ptr_array_index (conditions, i);

      if (condition->value != NULL)
        fod_stmt_bind_text (stmt, number++, condition->value);
    }
  if (fod_query_get_limit (query) > 0)
    fod_stmt_bind_int (stmt, number, fod_query_get_limit (query));
}

gboolean
fod_rows_visit (
    FodLedger *ledger, const FodQuery *query, FodVisit visit, gpointer data, GError **error)
{
  const FodSpec *spec = fod_schema_get (fod_query_get_kind (query));
  g_autofree char *sql = fod_sql_query (spec, query);
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_ledger_get_db (ledger), sql, error);
  gboolean has_row = TRUE;

  if (stmt == NULL)
    return FALSE;
  bind_query (stmt, query);
  while (TRUE)
    {
      g_autoptr (FodRecord) record = NULL;

      if (!fod_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      record = read_record (stmt, spec);
      visit (record, data);
    }
}

static void
keep_record (FodRecord *record, gpointer rows)
{
  g_ptr_array_add (rows, fod_record_ref (record));
}

GPtrArray *
fod_rows_query (FodLedger *ledger, const FodQuery *query, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);

  return fod_rows_visit (ledger, query, keep_record, rows, error) ? g_steal_pointer (&rows) : NULL;
}

char *
fod_rows_dup_mark (const FodRow *tombstone)
{
  return tombstone->gone_by == NULL ? NULL : print_mark (tombstone->gone_by, tombstone->gone_at);
}

/* The marks from 2 to 3: of an own transaction, that one alone. */
static void
bind_marks (FodStmt *stmt, const char *bin)
{
  const char *colon = *bin == '-' ? strchr (bin, ':') : NULL;
  g_autofree char *user = colon == NULL ? NULL : g_strndup (bin + 1, (gsize)(colon - bin - 1));
  gint64 at = colon == NULL ? 0 : g_ascii_strtoll (colon + 1, NULL, 10);
  g_autofree char *first = colon == NULL ? g_strdup (bin) : print_mark (user, at - TOGETHER_MS);
  g_autofree char *last = colon == NULL ? g_strdup (bin) : print_mark (user, at + TOGETHER_MS);

  fod_stmt_bind_text (stmt, 2, first);
  fod_stmt_bind_text (stmt, 3, last);
}

GPtrArray *
fod_rows_list_children (
    FodLedger *ledger, const FodSpec *child, const char *parent, const char *bin, GError **error)
{
  g_autofree char *sql = fod_sql_list_children (child, bin != NULL);
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_ledger_get_db (ledger), sql, error);
  g_autoptr (GPtrArray) ids = NULL;
  gboolean has_row = TRUE;

  if (stmt == NULL)
    return NULL;
  fod_stmt_bind_text (stmt, 1, parent);
  if (bin != NULL)
    bind_marks (stmt, bin);
  ids = g_ptr_array_new_with_free_func (g_free);
  while (TRUE)
    {
      if (!fod_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&ids);
      g_ptr_array_add (ids, g_strdup (fod_stmt_get_text (stmt, 0)));
    }
}

static char *
dup_title (FodLedger *ledger, const char *kind, const char *id, guint depth)
{
  const FodSpec *spec = kind == NULL ? NULL : fod_schema_get (kind);
  g_autoptr (FodViewRow) row = NULL;
  const FodField *parent;
  const char *title;

  if (depth == 0 || spec == NULL || id == NULL || !fod_rows_get (ledger, spec, id, &row, NULL) ||
      row == NULL)
    return NULL;
  title = title_of (row->record);
  if (title != NULL)
    return g_strdup (title);
  if (g_str_equal (kind, FOD_KIND_CONFLICT))
    return dup_title (ledger, fod_record_get (row->record, "about-kind"),
                      fod_record_get (row->record, "about"), depth - 1);
  if (spec->parent == NULL || fod_record_get (row->record, spec->parent) == NULL)
    return NULL;
  parent = fod_spec_find (spec, spec->parent);
  return dup_title (ledger, parent->of, fod_record_get (row->record, spec->parent), depth - 1);
}

char *
fod_rows_dup_title (FodLedger *ledger, const char *kind, const char *id)
{
  return dup_title (ledger, kind, id, MAX_DEPTH);
}
