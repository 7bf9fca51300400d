/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of every kind, and what the ops came to, in the embedded database. */

#include "config.h"

#include "server/fod-server-store-sqlite-private.h"

#include "wire/fod-wire.h"

#include <string.h>

#define COLUMNS "kind, id, parent, rv, state, fields, versions, marks"

/* Takes the texts of column @index into @table. */
static gboolean
read_texts (FodStmt *stmt, int index, GHashTable **table, GError **error)
{
  const char *text = fod_stmt_get_text (stmt, index);
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

static FodStoredRow *
read_row (FodStmt *stmt, GError **error)
{
  g_autoptr (FodStoredRow) stored =
      fod_stored_row_new (fod_stmt_get_text (stmt, 0), fod_stmt_get_text (stmt, 1));

  stored->parent = g_strdup (fod_stmt_get_text (stmt, 2));
  stored->row->rv = (guint64)fod_stmt_get_int (stmt, 3);
  stored->row->state = (FodRowState)fod_stmt_get_int (stmt, 4);
  if (!read_texts (stmt, 5, &stored->row->fields, error) ||
      !read_texts (stmt, 6, &stored->row->versions, error) ||
      !read_texts (stmt, 7, &stored->marks, error))
    return NULL;
  return g_steal_pointer (&stored);
}

static gboolean
get_row (
    FodServerStore *store, const char *kind, const char *id, FodStoredRow **row, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_server_store_sqlite_get_db (store),
                    "SELECT " COLUMNS " FROM row WHERE kind = ?1 AND id = ?2", error);
  gboolean has_row = FALSE;

  *row = NULL;
  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, kind);
  fod_stmt_bind_text (stmt, 2, id);
  if (!fod_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row)
    *row = read_row (stmt, error);
  return !has_row || *row != NULL;
}

static void
bind_texts (FodStmt *stmt, int index, GHashTable *texts)
{
  g_autofree char *json = fod_wire_print_texts (texts);

  fod_stmt_bind_text (stmt, index, json);
}

static gboolean
has_row (FodServerStore *store, const FodRow *row, gboolean *has, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_server_store_sqlite_get_db (store),
                                           "SELECT 1 FROM row WHERE kind = ?1 AND id = ?2", error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, row->kind);
  fod_stmt_bind_text (stmt, 2, row->id);
  return fod_stmt_step (stmt, has, error);
}

static gboolean
put_row (FodServerStore *store, const FodStoredRow *row, GError **error)
{
  g_autoptr (FodStmt) stmt = NULL;
  gboolean has = FALSE;

  if (!has_row (store, row->row, &has, error))
    return FALSE;
  stmt = fod_stmt_new (fod_server_store_sqlite_get_db (store),
                       has ? "UPDATE OR FAIL row SET parent = ?3, rv = ?4, state = ?5, fields = ?6,"
                             " versions = ?7, marks = ?8 WHERE kind = ?1 AND id = ?2"
                           : "INSERT INTO row (" COLUMNS ")"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                       error);
  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, row->row->kind);
  fod_stmt_bind_text (stmt, 2, row->row->id);
  fod_stmt_bind_text (stmt, 3, row->parent);
  fod_stmt_bind_int (stmt, 4, (gint64)row->row->rv);
  fod_stmt_bind_int (stmt, 5, row->row->state);
  bind_texts (stmt, 6, row->row->fields);
  bind_texts (stmt, 7, row->row->versions);
  bind_texts (stmt, 8, row->marks);
  return fod_stmt_run (stmt, error);
}

static gboolean
lock_rows (FodServerStore *store, GPtrArray *ids, GError **error)
{
  return TRUE;
}

static gboolean
list_children (
    FodServerStore *store, const char *parent, const char *kind, GPtrArray **rows, GError **error)
{
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify)fod_stored_row_free);
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_server_store_sqlite_get_db (store),
                                           "SELECT " COLUMNS " FROM row WHERE parent = ?1"
                                           " AND (?2 IS NULL OR kind = ?2) ORDER BY kind, id",
                                           error);
  gboolean has_row = TRUE;

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, parent);
  fod_stmt_bind_text (stmt, 2, kind);
  while (has_row)
    {
      FodStoredRow *row;

      if (!fod_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      row = read_row (stmt, error);
      if (row == NULL)
        return FALSE;
      g_ptr_array_add (found, row);
    }
  *rows = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
get_op (FodServerStore *store, const char *op, char **result, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_server_store_sqlite_get_db (store),
                                           "SELECT result FROM op_seen WHERE id = ?1", error);
  gboolean has_row = FALSE;

  *result = NULL;
  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, op);
  if (!fod_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row)
    *result = g_strdup (fod_stmt_get_text (stmt, 0));
  return TRUE;
}

static gboolean
put_op (
    FodServerStore *store, const char *op, const char *device, const char *result, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_server_store_sqlite_get_db (store),
                    "INSERT INTO op_seen (id, device, result) VALUES (?1, ?2, ?3)", error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, op);
  fod_stmt_bind_text (stmt, 2, device);
  fod_stmt_bind_text (stmt, 3, result);
  return fod_stmt_run (stmt, error);
}

void
fod_sqlite_rows_fill (FodServerStoreInterface *iface)
{
  iface->get_row = get_row;
  iface->put_row = put_row;
  iface->lock_rows = lock_rows;
  iface->list_children = list_children;
  iface->get_op = get_op;
  iface->put_op = put_op;
}
