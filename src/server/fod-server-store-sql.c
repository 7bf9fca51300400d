/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What of a store is the same in every database: its values. */

#include "config.h"

#include "server/fod-server-store-sql.h"

#include "server/fod-server-store-sql-private.h"

static void init_store (FodServerStoreInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (FodServerStoreSql,
                                  fod_server_store_sql,
                                  G_TYPE_OBJECT,
                                  G_IMPLEMENT_INTERFACE (FOD_TYPE_SERVER_STORE, init_store))

FodSql *
fod_sql_new (FodServerStore *store, FodSqlId id, GError **error)
{
  return fod_server_store_sql_prepare (FOD_SERVER_STORE_SQL (store), id, error);
}

static gboolean
get_meta (FodServerStore *store, const char *key, char **value, GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, FOD_SQL_GET_META, error);
  gboolean has_row = FALSE;

  *value = NULL;
  if (sql == NULL)
    return FALSE;
  fod_sql_bind_text (sql, 1, key);
  if (!fod_sql_step (sql, &has_row, error))
    return FALSE;
  if (has_row)
    *value = fod_sql_dup_text (sql, 0);
  return TRUE;
}

static gboolean
put_meta (FodServerStore *store, const char *key, const char *value, GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, FOD_SQL_PUT_META, error);

  if (sql == NULL)
    return FALSE;
  fod_sql_bind_text (sql, 1, key);
  fod_sql_bind_text (sql, 2, value);
  return fod_sql_run (sql, error);
}

static gboolean
count (FodServerStore *store, FodServerCounts *counts, GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, FOD_SQL_COUNT, error);

  if (sql == NULL || !fod_sql_step (sql, NULL, error))
    return FALSE;
  counts->rows = (guint64)fod_sql_get_int (sql, 0);
  counts->users = (guint64)fod_sql_get_int (sql, 1);
  counts->devices = (guint64)fod_sql_get_int (sql, 2);
  counts->audit = (guint64)fod_sql_get_int (sql, 3);
  return TRUE;
}

static void
init_store (FodServerStoreInterface *iface)
{
  iface->get_meta = get_meta;
  iface->put_meta = put_meta;
  iface->count = count;
  fod_sql_rows_fill (iface);
  fod_sql_feed_fill (iface);
  fod_sql_accounts_fill (iface);
  fod_sql_audit_fill (iface);
}

static void
fod_server_store_sql_class_init (FodServerStoreSqlClass *klass)
{
}

static void
fod_server_store_sql_init (FodServerStoreSql *self)
{
}

FodSql *
fod_server_store_sql_prepare (FodServerStoreSql *self, FodSqlId id, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE_SQL (self), NULL);

  return FOD_SERVER_STORE_SQL_GET_CLASS (self)->prepare (self, id, error);
}
