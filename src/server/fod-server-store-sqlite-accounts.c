/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Users and devices in the embedded database. */

#include "config.h"

#include "server/fod-server-store-sqlite-private.h"

#define USER_COLUMNS "id, login, hash, role, team, active"
#define DEVICE_COLUMNS "id, user, name, token_hash, last_seen, revoked"

typedef gpointer (*Read) (FodStmt *stmt);

/* The row whose column has this value, in @row; NULL when there is none. */
static gboolean
find_one (FodServerStore *store, const char *sql, const char *value, FodStmt **row, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_server_store_sqlite_get_db (store), sql, error);
  gboolean has_row = FALSE;

  *row = NULL;
  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, value);
  if (!fod_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row)
    *row = g_steal_pointer (&stmt);
  return TRUE;
}

static gboolean
list_all (FodServerStore *store,
          const char *sql,
          Read read,
          GDestroyNotify free_item,
          GPtrArray **items,
          GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (free_item);
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_server_store_sqlite_get_db (store), sql, error);
  gboolean has_row = stmt != NULL;

  while (has_row)
    {
      if (!fod_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (has_row)
        g_ptr_array_add (found, read (stmt));
    }
  *items = g_steal_pointer (&found);
  return stmt != NULL;
}

static gpointer
read_user (FodStmt *stmt)
{
  FodServerUser *user = g_new0 (FodServerUser, 1);

  user->id = g_strdup (fod_stmt_get_text (stmt, 0));
  user->login = g_strdup (fod_stmt_get_text (stmt, 1));
  user->hash = g_strdup (fod_stmt_get_text (stmt, 2));
  user->role = g_strdup (fod_stmt_get_text (stmt, 3));
  user->team = g_strdup (fod_stmt_get_text (stmt, 4));
  user->active = fod_stmt_get_int (stmt, 5) != 0;
  return user;
}

static gpointer
read_device (FodStmt *stmt)
{
  FodServerDevice *device = g_new0 (FodServerDevice, 1);

  device->id = g_strdup (fod_stmt_get_text (stmt, 0));
  device->user = g_strdup (fod_stmt_get_text (stmt, 1));
  device->name = g_strdup (fod_stmt_get_text (stmt, 2));
  device->token_hash = g_strdup (fod_stmt_get_text (stmt, 3));
  device->last_seen = fod_stmt_get_int (stmt, 4);
  device->revoked = fod_stmt_get_int (stmt, 5) != 0;
  return device;
}

static gboolean
select_user (
    FodServerStore *store, const char *sql, const char *value, FodServerUser **user, GError **error)
{
  g_autoptr (FodStmt) row = NULL;

  *user = NULL;
  if (!find_one (store, sql, value, &row, error))
    return FALSE;
  if (row != NULL)
    *user = read_user (row);
  return TRUE;
}

static gboolean
find_user (FodServerStore *store, const char *login, FodServerUser **user, GError **error)
{
  return select_user (store, "SELECT " USER_COLUMNS " FROM user WHERE login = ?1", login, user,
                      error);
}

static gboolean
get_user (FodServerStore *store, const char *id, FodServerUser **user, GError **error)
{
  return select_user (store, "SELECT " USER_COLUMNS " FROM user WHERE id = ?1", id, user, error);
}

/* INSERT OR REPLACE would take the devices' reference away for a moment. */
static gboolean
run_user (FodServerStore *store, const char *sql, const FodServerUser *user, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_server_store_sqlite_get_db (store), sql, error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, user->id);
  fod_stmt_bind_text (stmt, 2, user->login);
  fod_stmt_bind_text (stmt, 3, user->hash);
  fod_stmt_bind_text (stmt, 4, user->role);
  fod_stmt_bind_text (stmt, 5, user->team);
  fod_stmt_bind_int (stmt, 6, user->active);
  return fod_stmt_run (stmt, error);
}

static gboolean
put_user (FodServerStore *store, const FodServerUser *user, GError **error)
{
  if (!run_user (store,
                 "UPDATE user SET login = ?2, hash = ?3, role = ?4, team = ?5, active = ?6"
                 " WHERE id = ?1",
                 user, error))
    return FALSE;
  if (fod_db_get_changes (fod_server_store_sqlite_get_db (store)) > 0)
    return TRUE;
  return run_user (store, "INSERT INTO user (" USER_COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                   user, error);
}

static gboolean
select_device (FodServerStore *store,
               const char *sql,
               const char *value,
               FodServerDevice **device,
               GError **error)
{
  g_autoptr (FodStmt) row = NULL;

  *device = NULL;
  if (!find_one (store, sql, value, &row, error))
    return FALSE;
  if (row != NULL)
    *device = read_device (row);
  return TRUE;
}

static gboolean
find_device (FodServerStore *store,
             const char *token_hash,
             FodServerDevice **device,
             GError **error)
{
  return select_device (store, "SELECT " DEVICE_COLUMNS " FROM device WHERE token_hash = ?1",
                        token_hash, device, error);
}

static gboolean
get_device (FodServerStore *store, const char *id, FodServerDevice **device, GError **error)
{
  return select_device (store, "SELECT " DEVICE_COLUMNS " FROM device WHERE id = ?1", id, device,
                        error);
}

static gboolean
put_device (FodServerStore *store, const FodServerDevice *device, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_server_store_sqlite_get_db (store),
                                           "INSERT OR REPLACE INTO device (" DEVICE_COLUMNS ")"
                                           " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                                           error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, device->id);
  fod_stmt_bind_text (stmt, 2, device->user);
  fod_stmt_bind_text (stmt, 3, device->name);
  fod_stmt_bind_text (stmt, 4, device->token_hash);
  fod_stmt_bind_int (stmt, 5, device->last_seen);
  fod_stmt_bind_int (stmt, 6, device->revoked);
  return fod_stmt_run (stmt, error);
}

static gboolean
touch_device (FodServerStore *store, const char *id, gint64 seen, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_server_store_sqlite_get_db (store),
                                           "UPDATE device SET last_seen = ?2 WHERE id = ?1", error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, id);
  fod_stmt_bind_int (stmt, 2, seen);
  return fod_stmt_run (stmt, error);
}

static gboolean
list_users (FodServerStore *store, GPtrArray **users, GError **error)
{
  return list_all (store, "SELECT " USER_COLUMNS " FROM user ORDER BY login", read_user,
                   (GDestroyNotify)fod_server_user_free, users, error);
}

static gboolean
list_devices (FodServerStore *store, GPtrArray **devices, GError **error)
{
  return list_all (store, "SELECT " DEVICE_COLUMNS " FROM device ORDER BY user, last_seen DESC",
                   read_device, (GDestroyNotify)fod_server_device_free, devices, error);
}

void
fod_sqlite_accounts_fill (FodServerStoreInterface *iface)
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
