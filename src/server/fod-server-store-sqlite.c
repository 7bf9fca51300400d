/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The server's storage in the embedded, encrypted database. Owns the connection; what the tables
 * hold is read and written by its siblings. */

#include "config.h"

#include "server/fod-server-store-sqlite.h"

#include "server/fod-server-resource.h"
#include "server/fod-server-store-sqlite-private.h"

#define MIGRATIONS "/dk/fodfaeste/server/migrations/server"

struct _FodServerStoreSqlite
{
  GObject parent;
  FodDb *db;
  gint64 version; /* of the file, as other connections have written it */
};

static void init_store (FodServerStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FodServerStoreSqlite,
                               fod_server_store_sqlite,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FOD_TYPE_SERVER_STORE, init_store))

FodDb *
fod_server_store_sqlite_get_db (FodServerStore *store)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE_SQLITE (store), NULL);

  return FOD_SERVER_STORE_SQLITE (store)->db;
}

/* One thread, one process: every transaction is alone. */
static gboolean
store_begin (FodServerStore *store, FodServerAccess access, GError **error)
{
  return fod_db_begin (fod_server_store_sqlite_get_db (store), error);
}

static gboolean
store_commit (FodServerStore *store, GError **error)
{
  return fod_db_commit (fod_server_store_sqlite_get_db (store), error);
}

static void
store_rollback (FodServerStore *store)
{
  fod_db_rollback (fod_server_store_sqlite_get_db (store));
}

static gboolean
store_savepoint (FodServerStore *store, GError **error)
{
  return fod_db_savepoint (fod_server_store_sqlite_get_db (store), "tx", error);
}

static gboolean
store_release (FodServerStore *store, gboolean keep, GError **error)
{
  return fod_db_release (fod_server_store_sqlite_get_db (store), "tx", keep, error);
}

static gboolean
store_get_meta (FodServerStore *store, const char *key, char **value, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_server_store_sqlite_get_db (store),
                                           "SELECT value FROM meta WHERE key = ?1", error);
  gboolean has_row = FALSE;

  *value = NULL;
  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, key);
  if (!fod_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row)
    *value = g_strdup (fod_stmt_get_text (stmt, 0));
  return TRUE;
}

static gboolean
store_put_meta (FodServerStore *store, const char *key, const char *value, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_server_store_sqlite_get_db (store),
                    "INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)", error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, key);
  fod_stmt_bind_text (stmt, 2, value);
  return fod_stmt_run (stmt, error);
}

static gboolean
store_count (FodServerStore *store, FodServerCounts *counts, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_server_store_sqlite_get_db (store),
                                           "SELECT (SELECT count(*) FROM row WHERE state = 0),"
                                           " (SELECT count(*) FROM user WHERE active = 1),"
                                           " (SELECT count(*) FROM device WHERE revoked = 0),"
                                           " (SELECT count(*) FROM audit)",
                                           error);

  if (stmt == NULL || !fod_stmt_step (stmt, NULL, error))
    return FALSE;
  counts->rows = (guint64)fod_stmt_get_int (stmt, 0);
  counts->users = (guint64)fod_stmt_get_int (stmt, 1);
  counts->devices = (guint64)fod_stmt_get_int (stmt, 2);
  counts->audit = (guint64)fod_stmt_get_int (stmt, 3);
  return TRUE;
}

static gboolean
store_check (FodServerStore *store, GError **error)
{
  return fod_db_check (fod_server_store_sqlite_get_db (store), error);
}

static gboolean
store_backup (FodServerStore *store, const char *path, GError **error)
{
  return fod_db_backup (fod_server_store_sqlite_get_db (store), path, error);
}

static void
store_set_patience (FodServerStore *store, guint ms)
{
  fod_db_set_patience (fod_server_store_sqlite_get_db (store), ms);
}

static gboolean
get_version (FodDb *db, gint64 *version, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (db, "PRAGMA data_version", error);

  if (stmt == NULL || !fod_stmt_step (stmt, NULL, error))
    return FALSE;
  *version = fod_stmt_get_int (stmt, 0);
  return TRUE;
}

/* An administrator's command is another process; what it wrote is not told. */
static gboolean
store_take_news (FodServerStore *store, gboolean *anything, GPtrArray *scopes, GError **error)
{
  FodServerStoreSqlite *self = FOD_SERVER_STORE_SQLITE (store);
  gint64 before = self->version;

  if (!get_version (self->db, &self->version, error))
    return FALSE;
  *anything = self->version != before;
  return TRUE;
}

static void
init_store (FodServerStoreInterface *iface)
{
  iface->begin = store_begin;
  iface->commit = store_commit;
  iface->rollback = store_rollback;
  iface->savepoint = store_savepoint;
  iface->release = store_release;
  iface->get_meta = store_get_meta;
  iface->put_meta = store_put_meta;
  fod_sqlite_rows_fill (iface);
  fod_sqlite_feed_fill (iface);
  fod_sqlite_accounts_fill (iface);
  fod_sqlite_audit_fill (iface);
  iface->count = store_count;
  iface->check = store_check;
  iface->backup = store_backup;
  iface->set_patience = store_set_patience;
  iface->take_news = store_take_news;
}

static void
fod_server_store_sqlite_finalize (GObject *object)
{
  FodServerStoreSqlite *self = FOD_SERVER_STORE_SQLITE (object);

  if (self->db != NULL)
    fod_db_close (self->db);
  g_clear_object (&self->db);
  G_OBJECT_CLASS (fod_server_store_sqlite_parent_class)->finalize (object);
}

static void
fod_server_store_sqlite_class_init (FodServerStoreSqliteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fod_server_store_sqlite_finalize;
}

static void
fod_server_store_sqlite_init (FodServerStoreSqlite *self)
{
}

FodServerStore *
fod_server_store_sqlite_new (const char *path, FodSecret *key, GError **error)
{
  g_autoptr (FodServerStoreSqlite) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  /* Names the scripts, so that the linker keeps them. */
  fod_server_get_resource ();
  self = g_object_new (FOD_TYPE_SERVER_STORE_SQLITE, NULL);
  self->db = fod_db_open (path, key, error);
  if (self->db == NULL || !fod_db_migrate (self->db, MIGRATIONS, error) ||
      !get_version (self->db, &self->version, error))
    return NULL;
  return FOD_SERVER_STORE (g_steal_pointer (&self));
}
