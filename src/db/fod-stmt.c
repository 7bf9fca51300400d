/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One use of a prepared statement. Statements are kept prepared by their SQL text; one that is
 * asked for while it is in use is prepared a second time and let go afterwards. */

#include "config.h"

#include "db/fod-stmt.h"

#include "db/fod-db-private.h"

/* Queries are composed from a few dozen constant pieces; more than this many are not kept. */
#define CACHE_MAX 200
#define HASHED 8

struct _FodStmt
{
  FodDb *db; /* owned while in use */
  sqlite3_stmt *handle;
  char *sql;
  int bind_rc;
  gboolean cached;
};

static void
destroy (gpointer data)
{
  FodStmt *self = data;

  sqlite3_finalize (self->handle);
  g_free (self->sql);
  g_free (self);
}

static FodStmt *
prepare (FodDb *db, const char *sql, GError **error)
{
  sqlite3 *handle = fod_db_get_handle (db);
  sqlite3_stmt *stmt = NULL;
  FodStmt *self;
  int rc;

  rc = sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL);
  if (rc != SQLITE_OK)
    {
      fod_db_fail (handle, rc, "cannot prepare a statement", error);
      return NULL;
    }
  self = g_new0 (FodStmt, 1);
  self->handle = stmt;
  self->sql = g_strdup (sql);
  return self;
}

static void
note_bind (FodStmt *self, int rc)
{
  if (self->bind_rc == SQLITE_OK)
    self->bind_rc = rc;
}

/* Statements are long, and told apart by their lengths and ends nearly always. */
static guint
hash_sql (gconstpointer sql)
{
  gsize length = strlen (sql);

  return g_str_hash ((const char *)sql + (length > HASHED ? length - HASHED : 0)) + (guint)length;
}

GHashTable *
fod_stmt_cache_new (void)
{
  return g_hash_table_new_full (hash_sql, g_str_equal, NULL, destroy);
}

FodStmt *
fod_stmt_new (FodDb *db, const char *sql, GError **error)
{
  GHashTable *cache;
  FodStmt *self;

  g_return_val_if_fail (FOD_IS_DB (db), NULL);
  g_return_val_if_fail (sql != NULL, NULL);

  cache = fod_db_get_statements (db);
  if (cache == NULL)
    {
      g_set_error_literal (error, FOD_DB_ERROR, FOD_DB_ERROR_FAILED, "the database is closed");
      return NULL;
    }
  self = g_hash_table_lookup (cache, sql);
  if (self == NULL || self->db != NULL)
    {
      gboolean keep = self == NULL && g_hash_table_size (cache) < CACHE_MAX;

      self = prepare (db, sql, error);
      if (self == NULL)
        return NULL;
      self->cached = keep;
      if (keep)
        g_hash_table_insert (cache, self->sql, self);
    }
  self->db = g_object_ref (db);
  self->bind_rc = SQLITE_OK;
  return self;
}

void
fod_stmt_free (FodStmt *self)
{
  FodDb *db;

  g_return_if_fail (self != NULL);

  db = g_steal_pointer (&self->db);
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  if (!self->cached)
    destroy (self);
  g_object_unref (db);
}

void
fod_stmt_bind_text (FodStmt *self, int index, const char *text)
{
  g_return_if_fail (self != NULL);

  note_bind (self, text == NULL
                       ? sqlite3_bind_null (self->handle, index)
                       : sqlite3_bind_text (self->handle, index, text, -1, SQLITE_TRANSIENT));
}

void
fod_stmt_bind_int (FodStmt *self, int index, gint64 value)
{
  g_return_if_fail (self != NULL);

  note_bind (self, sqlite3_bind_int64 (self->handle, index, value));
}

void
fod_stmt_bind_blob (FodStmt *self, int index, const void *data, gsize size)
{
  g_return_if_fail (self != NULL);

  note_bind (self, sqlite3_bind_blob64 (self->handle, index, data, size, SQLITE_TRANSIENT));
}

gboolean
fod_stmt_step (FodStmt *self, gboolean *has_row, GError **error)
{
  sqlite3 *handle;
  int rc;

  g_return_val_if_fail (self != NULL, FALSE);

  handle = fod_db_get_handle (self->db);
  if (self->bind_rc != SQLITE_OK)
    return fod_db_fail (handle, self->bind_rc, "cannot bind a value", error);
  rc = sqlite3_step (self->handle);
  if (rc != SQLITE_ROW && rc != SQLITE_DONE)
    return fod_db_fail (handle, rc, "cannot run a statement", error);
  if (has_row != NULL)
    *has_row = rc == SQLITE_ROW;
  return TRUE;
}

gboolean
fod_stmt_run (FodStmt *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return fod_stmt_step (self, NULL, error);
}

void
fod_stmt_reset (FodStmt *self)
{
  g_return_if_fail (self != NULL);

  sqlite3_reset (self->handle);
  self->bind_rc = SQLITE_OK;
}

const char *
fod_stmt_get_text (FodStmt *self, int index)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *)sqlite3_column_text (self->handle, index);
}

gint64
fod_stmt_get_int (FodStmt *self, int index)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_column_int64 (self->handle, index);
}

const void *
fod_stmt_get_blob (FodStmt *self, int index, gsize *size)
{
  const void *data;

  g_return_val_if_fail (self != NULL, NULL);

  data = sqlite3_column_blob (self->handle, index);
  if (size != NULL)
    *size = (gsize)sqlite3_column_bytes (self->handle, index);
  return data;
}

gboolean
fod_stmt_is_null (FodStmt *self, int index)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return sqlite3_column_type (self->handle, index) == SQLITE_NULL;
}
