/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of every kind, and what the ops came to, as SQL keeps them. */

#include "config.h"

#include "server/fod-server-store-sql-private.h"

#include "wire/fod-wire.h"

#include <string.h>

/* Takes the texts of column @index into @table. */
static gboolean
read_texts (FodSql *sql, int index, GHashTable **table, GError **error)
{
  const char *text = fod_sql_get_text (sql, index);
  GHashTable *texts;

  if (text == NULL)
    text = "{}";
  texts = fod_wire_parse_texts (text, strlen (text), error);
  if (texts == NULL)
    return FALSE;
  g_hash_table_unref (*table);
  *table = texts;
  return TRUE;
}

static gpointer
read_row (FodSql *sql, GError **error)
{
  g_autoptr (FodStoredRow) stored =
      fod_stored_row_new (fod_sql_get_text (sql, 0), fod_sql_get_text (sql, 1));

  stored->kept = TRUE;
  stored->parent = fod_sql_dup_text (sql, 2);
  stored->row->rv = (guint64)fod_sql_get_int (sql, 3);
  stored->row->state = (FodRowState)fod_sql_get_int (sql, 4);
  if (!read_texts (sql, 5, &stored->row->fields, error) ||
      !read_texts (sql, 6, &stored->row->versions, error) ||
      !read_texts (sql, 7, &stored->marks, error))
    return NULL;
  return g_steal_pointer (&stored);
}

static gboolean
get_row (
    FodServerStore *store, const char *kind, const char *id, FodStoredRow **row, GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, FOD_SQL_GET_ROW, error);
  gpointer found;
  gboolean done;

  *row = NULL;
  if (sql == NULL)
    return FALSE;
  fod_sql_bind_text (sql, 1, kind);
  fod_sql_bind_text (sql, 2, id);
  done = fod_sql_find (sql, read_row, &found, error);
  *row = found;
  return done;
}

static void
bind_texts (FodSql *sql, int index, GHashTable *texts)
{
  g_autofree char *json = fod_wire_print_texts (texts);

  fod_sql_bind_text (sql, index, json);
}

/* When it changes nothing, what is next in the list does. */
static gboolean
run_row (FodServerStore *store, FodSqlId id, const FodStoredRow *row, GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, id, error);

  if (sql == NULL)
    return FALSE;
  fod_sql_bind_text (sql, 1, row->row->kind);
  fod_sql_bind_text (sql, 2, row->row->id);
  fod_sql_bind_text (sql, 3, row->parent);
  fod_sql_bind_int (sql, 4, (gint64)row->row->rv);
  fod_sql_bind_int (sql, 5, row->row->state);
  bind_texts (sql, 6, row->row->fields);
  bind_texts (sql, 7, row->row->versions);
  bind_texts (sql, 8, row->marks);
  return fod_sql_run (sql, error) && (id == FOD_SQL_INSERT_ROW || fod_sql_get_changes (sql) > 0 ||
                                      run_row (store, id + 1, row, error));
}

static gboolean
put_row (FodServerStore *store, const FodStoredRow *row, GError **error)
{
  return run_row (store, row->kept ? FOD_SQL_UPDATE_ROW : FOD_SQL_ADD_ROW, row, error);
}

static gboolean
list_children (
    FodServerStore *store, const char *parent, const char *kind, GPtrArray **rows, GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, FOD_SQL_LIST_CHILDREN, error);

  if (sql == NULL)
    return FALSE;
  fod_sql_bind_text (sql, 1, parent);
  fod_sql_bind_text (sql, 2, kind);
  return fod_sql_list (sql, read_row, (GDestroyNotify)fod_stored_row_free, rows, error);
}

static gboolean
get_op (FodServerStore *store, const char *op, char **result, GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, FOD_SQL_GET_OP, error);
  gboolean has_row = FALSE;

  *result = NULL;
  if (sql == NULL)
    return FALSE;
  fod_sql_bind_text (sql, 1, op);
  if (!fod_sql_step (sql, &has_row, error))
    return FALSE;
  if (has_row)
    *result = fod_sql_dup_text (sql, 0);
  return TRUE;
}

static gboolean
put_op (
    FodServerStore *store, const char *op, const char *device, const char *result, GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, FOD_SQL_PUT_OP, error);

  if (sql == NULL)
    return FALSE;
  fod_sql_bind_text (sql, 1, op);
  fod_sql_bind_text (sql, 2, device);
  fod_sql_bind_text (sql, 3, result);
  return fod_sql_run (sql, error);
}

void
fod_sql_rows_fill (FodServerStoreInterface *iface)
{
  iface->get_row = get_row;
  iface->put_row = put_row;
  iface->list_children = list_children;
  iface->get_op = get_op;
  iface->put_op = put_op;
}
