/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The server's storage in the embedded, encrypted database: the connection, its transactions and
 * its file. */

#include "config.h"

#include "server/fod-server-store-sqlite.h"

#include "server/fod-server-resource.h"
#include "server/fod-server-sql-sqlite.h"

#define MIGRATIONS "/dk/fodfaeste/server/migrations/server"

struct _FodServerStoreSqlite
{
  FodServerStoreSql parent;
  FodDb *db;
  gint64 version;      /* of the file, as other connections have written it */
  FodServerMark *mark; /* NULL: nobody keeps one */
  FodServerAccess access;
};

static void init_store (FodServerStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FodServerStoreSqlite,
                               fod_server_store_sqlite,
                               FOD_TYPE_SERVER_STORE_SQL,
                               G_IMPLEMENT_INTERFACE (FOD_TYPE_SERVER_STORE, init_store))

static FodDb *
get_db (FodServerStore *store)
{
  return FOD_SERVER_STORE_SQLITE (store)->db;
}

/* One thread, one process: every transaction is alone. */
static gboolean
store_begin (FodServerStore *store, FodServerAccess access, GError **error)
{
  FOD_SERVER_STORE_SQLITE (store)->access = access;
  return fod_db_begin (get_db (store), error);
}

/* The audit grows with all that changes. */
static void
move_mark (FodServerStoreSqlite *self)
{
  gint64 seq = 0;
  g_autoptr (GError) error = NULL;

  if (fod_server_store_get_audit_end (FOD_SERVER_STORE (self), &seq, &error))
    fod_server_mark_set (self->mark, seq);
  else
    g_message ("the mark beside the database stays: %s", error->message);
}

static gboolean
store_commit (FodServerStore *store, GError **error)
{
  FodServerStoreSqlite *self = FOD_SERVER_STORE_SQLITE (store);

  if (!fod_db_commit (self->db, error))
    return FALSE;
  if (self->mark != NULL && self->access != FOD_SERVER_ACCESS_READ)
    move_mark (self);
  return TRUE;
}

static void
store_rollback (FodServerStore *store)
{
  fod_db_rollback (get_db (store));
}

static gboolean
store_savepoint (FodServerStore *store, GError **error)
{
  return fod_db_savepoint (get_db (store), "tx", error);
}

static gboolean
store_release (FodServerStore *store, gboolean keep, GError **error)
{
  return fod_db_release (get_db (store), "tx", keep, error);
}

static gboolean
store_lock_rows (FodServerStore *store, GPtrArray *ids, GError **error)
{
  return TRUE;
}

static gboolean
store_check (FodServerStore *store, GError **error)
{
  return fod_db_check (get_db (store), error);
}

static gboolean
store_backup (FodServerStore *store, const char *path, GError **error)
{
  return fod_db_backup (get_db (store), path, error);
}

static void
store_set_patience (FodServerStore *store, guint ms)
{
  fod_db_set_patience (get_db (store), ms);
}

static guint
store_get_threads (FodServerStore *store)
{
  return 1;
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

/* What is deleted is overwritten (secure_delete), in pages whose earlier ones the log still has. */
static gboolean
store_forget_bytes (FodServerStore *store, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (get_db (store), "PRAGMA wal_checkpoint(TRUNCATE)", error);
  gboolean has_row = FALSE;

  if (stmt == NULL || !fod_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row && fod_stmt_get_int (stmt, 0) == 0)
    return TRUE;
  g_set_error_literal (error, FOD_DB_ERROR, FOD_DB_ERROR_BUSY, "the log is being read");
  return FALSE;
}

static void
init_store (FodServerStoreInterface *iface)
{
  iface->begin = store_begin;
  iface->commit = store_commit;
  iface->rollback = store_rollback;
  iface->savepoint = store_savepoint;
  iface->release = store_release;
  iface->lock_rows = store_lock_rows;
  iface->check = store_check;
  iface->backup = store_backup;
  iface->set_patience = store_set_patience;
  iface->get_threads = store_get_threads;
  iface->take_news = store_take_news;
  iface->forget_bytes = store_forget_bytes;
}

static FodSql *
fod_server_store_sqlite_prepare (FodServerStoreSql *store, FodSqlId id, GError **error)
{
  return fod_sql_sqlite_new (FOD_SERVER_STORE_SQLITE (store)->db, id, error);
}

static void
fod_server_store_sqlite_finalize (GObject *object)
{
  FodServerStoreSqlite *self = FOD_SERVER_STORE_SQLITE (object);

  if (self->db != NULL)
    fod_db_close (self->db);
  g_clear_pointer (&self->mark, fod_server_mark_free);
  g_clear_object (&self->db);
  G_OBJECT_CLASS (fod_server_store_sqlite_parent_class)->finalize (object);
}

static void
fod_server_store_sqlite_class_init (FodServerStoreSqliteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fod_server_store_sqlite_finalize;
  FOD_SERVER_STORE_SQL_CLASS (klass)->prepare = fod_server_store_sqlite_prepare;
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

void
fod_server_store_sqlite_keep_mark (FodServerStoreSqlite *self, FodServerMark *mark)
{
  g_return_if_fail (FOD_IS_SERVER_STORE_SQLITE (self) && self->mark == NULL && mark != NULL);

  self->mark = mark;
  move_mark (self);
}
