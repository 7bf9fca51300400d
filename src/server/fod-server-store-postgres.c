/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The server's storage in PostgreSQL: which connection a transaction has, and what it locks.
 *
 * Writers work at the same time, READ COMMITTED. Each locks the rows that it is about, in the order
 * of their ids, before it reads them; what it reads is the latest. The heads of the feeds it takes
 * last, in the order of their names, then the end of the audit, and holds them to its commit: who
 * reads a head has seen every place below it. A reader sees one snapshot and locks nothing. An
 * administrator's command waits for the writers and keeps further ones out.
 */

#include "config.h"

#include "server/fod-server-store-postgres.h"

#include "db/fod-db-error.h"
#include "server/fod-server-resource.h"
#include "server/fod-server-sql-postgres.h"
#include "server/fod-server-store-postgres-news.h"

#define MIGRATIONS "/dk/fodfaeste/server/migrations/server-postgres"

/* Most of a transaction is waiting for the disk. More servers, not more threads, are the way to
 * more. */
#define THREADS 4

/* Rows and what they hang on, in one order for everybody. */
#define LOCK_ROWS                                                                                  \
  "WITH RECURSIVE wanted (id) AS (SELECT unnest($1::text[]) COLLATE \"C\" UNION"                   \
  " SELECT record.parent FROM record JOIN wanted ON record.id = wanted.id"                         \
  " WHERE record.parent IS NOT NULL)"                                                              \
  " SELECT 1 FROM record JOIN wanted ON record.id = wanted.id"                                     \
  " ORDER BY record.id, record.kind FOR UPDATE OF record"

struct _FodServerStorePostgres
{
  FodServerStoreSql parent;
  FodPgPool *pool;
  GMutex lock;
  GHashTable *open; /* thread → FodTransaction */
  FodPgNews *news;
};

typedef struct
{
  FodPg *pg;
  FodServerAccess access;
  gboolean moved; /* whether a head was written */
} FodTransaction;

static void init_store (FodServerStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FodServerStorePostgres,
                               fod_server_store_postgres,
                               FOD_TYPE_SERVER_STORE_SQL,
                               G_IMPLEMENT_INTERFACE (FOD_TYPE_SERVER_STORE, init_store))

/* This thread's; NULL when it is in none. */
static FodTransaction *
get_open (FodServerStorePostgres *self)
{
  FodTransaction *open;

  g_mutex_lock (&self->lock);
  open = g_hash_table_lookup (self->open, g_thread_self ());
  g_mutex_unlock (&self->lock);
  return open;
}

static void
set_open (FodServerStorePostgres *self, FodPg *pg, FodServerAccess access)
{
  FodTransaction *open = g_new0 (FodTransaction, 1);

  open->pg = pg;
  open->access = access;
  g_mutex_lock (&self->lock);
  g_hash_table_insert (self->open, g_thread_self (), open);
  g_mutex_unlock (&self->lock);
}

static void
close_open (FodServerStorePostgres *self, FodTransaction *open)
{
  fod_pg_pool_give (self->pool, open->pg);
  g_mutex_lock (&self->lock);
  g_hash_table_remove (self->open, g_thread_self ());
  g_mutex_unlock (&self->lock);
}

static gboolean
begin_as (FodPg *pg, FodServerAccess access, GError **error)
{
  switch (access)
    {
    case FOD_SERVER_ACCESS_READ:
      return fod_pg_begin (pg, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", error);
    case FOD_SERVER_ACCESS_WRITE:
      return fod_pg_begin (pg, "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", error) &&
             fod_pg_send (pg, "SELECT pg_advisory_xact_lock_shared(1718579300, 1)", 0, NULL, error);
    case FOD_SERVER_ACCESS_ALONE:
    default:
      return fod_pg_begin (pg, "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", error) &&
             fod_pg_send (pg, "SELECT pg_advisory_xact_lock(1718579300, 1)", 0, NULL, error) &&
             fod_pg_send (pg, "UPDATE command_number SET number = number + 1", 0, NULL, error);
    }
}

static gboolean
store_begin (FodServerStore *store, FodServerAccess access, GError **error)
{
  FodServerStorePostgres *self = FOD_SERVER_STORE_POSTGRES (store);
  FodPg *pg;

  g_return_val_if_fail (get_open (self) == NULL, FALSE);

  pg = fod_pg_pool_take (self->pool, error);
  if (pg == NULL)
    return FALSE;
  if (begin_as (pg, access, error))
    {
      set_open (self, pg, access);
      return TRUE;
    }
  fod_pg_rollback (pg);
  fod_pg_pool_give (self->pool, pg);
  return FALSE;
}

static gboolean
store_commit (FodServerStore *store, GError **error)
{
  FodServerStorePostgres *self = FOD_SERVER_STORE_POSTGRES (store);
  FodTransaction *open = get_open (self);
  gboolean done;

  g_return_val_if_fail (open != NULL, FALSE);

  done = fod_pg_commit (open->pg, error);
  if (done && (open->moved || open->access == FOD_SERVER_ACCESS_ALONE))
    fod_pg_news_tell (open->pg);
  close_open (self, open);
  return done;
}

static void
store_rollback (FodServerStore *store)
{
  FodServerStorePostgres *self = FOD_SERVER_STORE_POSTGRES (store);
  FodTransaction *open = get_open (self);

  if (open == NULL)
    return;
  fod_pg_rollback (open->pg);
  close_open (self, open);
}

static gboolean
send (FodServerStore *store, const char *sql, int n, const char *const *values, GError **error)
{
  FodTransaction *open = get_open (FOD_SERVER_STORE_POSTGRES (store));

  g_return_val_if_fail (open != NULL, FALSE);

  return fod_pg_send (open->pg, sql, n, values, error);
}

static gboolean
store_savepoint (FodServerStore *store, GError **error)
{
  return send (store, "SAVEPOINT tx", 0, NULL, error);
}

static gboolean
store_release (FodServerStore *store, gboolean keep, GError **error)
{
  return (keep || send (store, "ROLLBACK TO SAVEPOINT tx", 0, NULL, error)) &&
         send (store, "RELEASE SAVEPOINT tx", 0, NULL, error);
}

/* An array as PostgreSQL reads one from text. */
static char *
print_array (GPtrArray *texts)
{
  GString *array = g_string_new ("{");

  for (guint i = 0; i < texts->len; i++)
    {
      g_string_append (array, i == 0 ? "\"" : ",\"");
      for (const char *at = texts->pdata[i]; *at != '\0'; at++)
        {
          if (*at == '"' || *at == '\\')
            g_string_append_c (array, '\\');
          g_string_append_c (array, *at);
        }
      g_string_append_c (array, '"');
    }
  g_string_append_c (array, '}');
  return g_string_free (array, FALSE);
}

static gboolean
store_lock_rows (FodServerStore *store, GPtrArray *ids, GError **error)
{
  g_autofree char *array = print_array (ids);
  const char *const values[] = { array };

  return send (store, LOCK_ROWS, 1, values, error);
}

/* Reads every page of every table, which finds what a checksum can tell. */
static gboolean
store_check (FodServerStore *store, GError **error)
{
  static const char *const reads[] = {
    "SELECT count(*), sum(length(value)) FROM meta",
    "SELECT count(*), sum(length(hash)) FROM account",
    "SELECT count(*), sum(length(name)) FROM device",
    "SELECT count(*), sum(length(fields) + length(versions) + length(marks)) FROM record",
    "SELECT count(*), sum(length(result)) FROM op_seen",
    "SELECT count(*), sum(seq) FROM scope_head",
    "SELECT count(*), sum(length(id)) FROM scope_row",
    "SELECT count(*), sum(length(old_values) + length(new_values)) FROM audit",
  };
  FodServerStorePostgres *self = FOD_SERVER_STORE_POSTGRES (store);
  FodPg *pg = fod_pg_pool_take (self->pool, error);
  gboolean whole = pg != NULL;

  for (guint i = 0; whole && i < G_N_ELEMENTS (reads); i++)
    whole = fod_pg_send (pg, reads[i], 0, NULL, error);
  if (pg != NULL)
    fod_pg_pool_give (self->pool, pg);
  return whole;
}

/* Who runs PostgreSQL backs it up, all of it or this database. */
static gboolean
store_backup (FodServerStore *store, const char *path, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "pg_dump makes the backup");
  return FALSE;
}

static void
store_set_patience (FodServerStore *store, guint ms)
{
  fod_pg_pool_set_patience (FOD_SERVER_STORE_POSTGRES (store)->pool, ms);
}

static guint
store_get_threads (FodServerStore *store)
{
  return THREADS;
}

static gboolean
store_take_news (FodServerStore *store, gboolean *anything, GPtrArray *scopes, GError **error)
{
  FodServerStorePostgres *self = FOD_SERVER_STORE_POSTGRES (store);

  g_mutex_lock (&self->lock);
  if (self->news == NULL)
    self->news = fod_pg_news_new (store, self->pool);
  g_mutex_unlock (&self->lock);
  return fod_pg_news_take (self->news, anything, scopes, error);
}

static void
store_stop_news (FodServerStore *store)
{
  FodServerStorePostgres *self = FOD_SERVER_STORE_POSTGRES (store);
  FodPgNews *news;

  g_mutex_lock (&self->lock);
  news = self->news;
  g_mutex_unlock (&self->lock);
  if (news != NULL)
    fod_pg_news_stop (news);
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
  iface->stop_news = store_stop_news;
}

static FodSql *
fod_server_store_postgres_prepare (FodServerStoreSql *store, FodSqlId id, GError **error)
{
  FodServerStorePostgres *self = FOD_SERVER_STORE_POSTGRES (store);
  FodTransaction *open = get_open (self);
  FodPg *pg;

  if (open != NULL)
    {
      open->moved = open->moved || id == FOD_SQL_PUT_HEAD;
      return fod_sql_postgres_new (open->pg, NULL, id, open->access != FOD_SERVER_ACCESS_READ);
    }
  pg = fod_pg_pool_take (self->pool, error);
  return pg == NULL ? NULL : fod_sql_postgres_new (pg, self->pool, id, FALSE);
}

static void
fod_server_store_postgres_dispose (GObject *object)
{
  FodServerStorePostgres *self = FOD_SERVER_STORE_POSTGRES (object);

  g_clear_pointer (&self->news, fod_pg_news_free);
  G_OBJECT_CLASS (fod_server_store_postgres_parent_class)->dispose (object);
}

static void
fod_server_store_postgres_finalize (GObject *object)
{
  FodServerStorePostgres *self = FOD_SERVER_STORE_POSTGRES (object);

  fod_pg_pool_free (self->pool);
  g_hash_table_unref (self->open);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (fod_server_store_postgres_parent_class)->finalize (object);
}

static void
fod_server_store_postgres_class_init (FodServerStorePostgresClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_server_store_postgres_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_server_store_postgres_finalize;
  FOD_SERVER_STORE_SQL_CLASS (klass)->prepare = fod_server_store_postgres_prepare;
}

static void
fod_server_store_postgres_init (FodServerStorePostgres *self)
{
  g_mutex_init (&self->lock);
  self->open = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

FodServerStore *
fod_server_store_postgres_new (const char *conninfo, GError **error)
{
  g_autoptr (FodServerStorePostgres) self = NULL;
  FodPg *pg;
  gboolean migrated;

  g_return_val_if_fail (conninfo != NULL, NULL);

  /* Names the scripts, so that the linker keeps them. */
  fod_server_get_resource ();
  self = g_object_new (FOD_TYPE_SERVER_STORE_POSTGRES, NULL);
  self->pool = fod_pg_pool_new (conninfo);
  pg = fod_pg_pool_take (self->pool, error);
  if (pg == NULL)
    return NULL;
  migrated = fod_pg_migrate (pg, MIGRATIONS, error);
  fod_pg_pool_give (self->pool, pg);
  return migrated ? FOD_SERVER_STORE (g_steal_pointer (&self)) : NULL;
}
