/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Users and devices as SQL keeps them. */

#include "config.h"

#include "server/fod-server-store-sql-private.h"

/* The one whose column has this value; NULL when there is none. */
static gboolean
find_one (FodServerStore *store,
          FodSqlId id,
          const char *value,
          FodSqlRead read,
          gpointer *item,
          GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, id, error);

  *item = NULL;
  if (sql == NULL)
    return FALSE;
  fod_sql_bind_text (sql, 1, value);
  return fod_sql_find (sql, read, item, error);
}

static gboolean
list_all (FodServerStore *store,
          FodSqlId id,
          FodSqlRead read,
          GDestroyNotify free_item,
          GPtrArray **items,
          GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, id, error);

  return sql != NULL && fod_sql_list (sql, read, free_item, items, error);
}

static gpointer
read_user (FodSql *sql, GError **error)
{
  FodServerUser *user = g_new0 (FodServerUser, 1);

  user->id = fod_sql_dup_text (sql, 0);
  user->login = fod_sql_dup_text (sql, 1);
  user->hash = fod_sql_dup_text (sql, 2);
  user->role = fod_sql_dup_text (sql, 3);
  user->team = fod_sql_dup_text (sql, 4);
  user->active = fod_sql_get_int (sql, 5) != 0;
  return user;
}

static gpointer
read_device (FodSql *sql, GError **error)
{
  FodServerDevice *device = g_new0 (FodServerDevice, 1);

  device->id = fod_sql_dup_text (sql, 0);
  device->user = fod_sql_dup_text (sql, 1);
  device->name = fod_sql_dup_text (sql, 2);
  device->token_hash = fod_sql_dup_text (sql, 3);
  device->last_seen = fod_sql_get_int (sql, 4);
  device->state = (FodServerDeviceState)fod_sql_get_int (sql, 5);
  return device;
}

static gboolean
select_user (
    FodServerStore *store, FodSqlId id, const char *value, FodServerUser **user, GError **error)
{
  gpointer found;
  gboolean done = find_one (store, id, value, read_user, &found, error);

  *user = found;
  return done;
}

static gboolean
find_user (FodServerStore *store, const char *login, FodServerUser **user, GError **error)
{
  return select_user (store, FOD_SQL_FIND_USER, login, user, error);
}

static gboolean
get_user (FodServerStore *store, const char *id, FodServerUser **user, GError **error)
{
  return select_user (store, FOD_SQL_GET_USER, id, user, error);
}

static gboolean
run_user (FodServerStore *store, FodSqlId id, const FodServerUser *user, GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, id, error);

  if (sql == NULL)
    return FALSE;
  fod_sql_bind_text (sql, 1, user->id);
  fod_sql_bind_text (sql, 2, user->login);
  fod_sql_bind_text (sql, 3, user->hash);
  fod_sql_bind_text (sql, 4, user->role);
  fod_sql_bind_text (sql, 5, user->team);
  fod_sql_bind_int (sql, 6, user->active);
  return fod_sql_run (sql, error) && (id != FOD_SQL_UPDATE_USER || fod_sql_get_changes (sql) > 0 ||
                                      run_user (store, FOD_SQL_INSERT_USER, user, error));
}

static gboolean
put_user (FodServerStore *store, const FodServerUser *user, GError **error)
{
  return run_user (store, FOD_SQL_UPDATE_USER, user, error);
}

static gboolean
select_device (
    FodServerStore *store, FodSqlId id, const char *value, FodServerDevice **device, GError **error)
{
  gpointer found;
  gboolean done = find_one (store, id, value, read_device, &found, error);

  *device = found;
  return done;
}

static gboolean
find_device (FodServerStore *store,
             const char *token_hash,
             FodServerDevice **device,
             GError **error)
{
  return select_device (store, FOD_SQL_FIND_DEVICE, token_hash, device, error);
}

static gboolean
get_device (FodServerStore *store, const char *id, FodServerDevice **device, GError **error)
{
  return select_device (store, FOD_SQL_GET_DEVICE, id, device, error);
}

static gboolean
put_device (FodServerStore *store, const FodServerDevice *device, GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, FOD_SQL_PUT_DEVICE, error);

  if (sql == NULL)
    return FALSE;
  fod_sql_bind_text (sql, 1, device->id);
  fod_sql_bind_text (sql, 2, device->user);
  fod_sql_bind_text (sql, 3, device->name);
  fod_sql_bind_text (sql, 4, device->token_hash);
  fod_sql_bind_int (sql, 5, device->last_seen);
  fod_sql_bind_int (sql, 6, (gint64)device->state);
  return fod_sql_run (sql, error);
}

static gboolean
touch_device (FodServerStore *store, const char *id, gint64 seen, GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, FOD_SQL_TOUCH_DEVICE, error);

  if (sql == NULL)
    return FALSE;
  fod_sql_bind_text (sql, 1, id);
  fod_sql_bind_int (sql, 2, seen);
  return fod_sql_run (sql, error);
}

static gboolean
list_users (FodServerStore *store, GPtrArray **users, GError **error)
{
  return list_all (store, FOD_SQL_LIST_USERS, read_user, (GDestroyNotify)fod_server_user_free,
                   users, error);
}

static gboolean
list_devices (FodServerStore *store, GPtrArray **devices, GError **error)
{
  return list_all (store, FOD_SQL_LIST_DEVICES, read_device, (GDestroyNotify)fod_server_device_free,
                   devices, error);
}

void
fod_sql_accounts_fill (FodServerStoreInterface *iface)
{
  iface->find_user = find_user;
  iface->get_user = get_user;
  iface->put_user = put_user;
  iface->find_device = find_device;
  iface->get_device = get_device;
  iface->put_device = put_device;
  iface->touch_device = touch_device;
  iface->list_users = list_users;
  iface->list_devices = list_devices;
}
