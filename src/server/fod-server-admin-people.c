/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The commands on teams, users and who has whom. */

#include "config.h"

#include "server/fod-server-accounts.h"
#include "server/fod-server-admin-private.h"
#include "server/fod-server-ask.h"
#include "server/fod-server-erase.h"
#include "server/fod-server-passwords.h"

#include <glib/gi18n.h>
#include <stdio.h>

static gboolean
miss (const char *option, GError **error)
{
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("%s is missing"), option);
  return FALSE;
}

gboolean
fod_server_command_add_team (FodServerOptions *options, const char *argument, GError **error)
{
  g_autoptr (FodServerStore) store = fod_server_options_open (options, error);
  g_autofree char *id =
      store == NULL ? NULL : fod_server_add_team (store, options->clock, argument, error);

  if (id == NULL)
    return FALSE;
  printf ("%s\n", id);
  return TRUE;
}

static char *
ask_hash (FodServerOptions *options, GError **error)
{
  g_autoptr (FodSecret) password = fod_server_ask_password (options->password_fd, error);

  return password == NULL ? NULL
                          : fod_server_hash_password (password, FOD_SERVER_PASSWORD_MIB, error);
}

gboolean
fod_server_command_add_user (FodServerOptions *options, const char *argument, GError **error)
{
  g_autoptr (FodServerStore) store = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *team = NULL;
  g_autofree char *id = NULL;
  FodServerNewUser user = { NULL, argument, options->name, options->role, NULL, NULL, NULL, NULL };

  if (options->name == NULL)
    return miss ("--name", error);
  if (options->team == NULL)
    return miss ("--team", error);
  if (user.role == NULL)
    user.role = "consultant";
  store = fod_server_options_open (options, error);
  if (store == NULL)
    return FALSE;
  hash = ask_hash (options, error);
  if (hash == NULL)
    return FALSE;
  team = fod_server_find_team (store, options->clock, options->team, error);
  if (team == NULL)
    return FALSE;
  user.team = team;
  user.hash = hash;
  id = fod_server_add_user (store, options->clock, &user, error);
  if (id == NULL)
    return FALSE;
  printf ("%s\n", id);
  return TRUE;
}

gboolean
fod_server_command_password (FodServerOptions *options, const char *argument, GError **error)
{
  g_autoptr (FodServerStore) store = fod_server_options_open (options, error);
  g_autofree char *hash = store == NULL ? NULL : ask_hash (options, error);

  return hash != NULL && fod_server_set_password (store, options->clock, argument, hash, error);
}

gboolean
fod_server_command_disable (FodServerOptions *options, const char *argument, GError **error)
{
  g_autoptr (FodServerStore) store = fod_server_options_open (options, error);

  return store != NULL && fod_server_disable_user (store, options->clock, argument, error);
}

gboolean
fod_server_command_change (FodServerOptions *options, const char *argument, GError **error)
{
  g_autoptr (FodServerStore) store = NULL;
  g_autofree char *team = NULL;

  if (options->role == NULL && options->team == NULL)
    return miss ("--role", error);
  store = fod_server_options_open (options, error);
  if (store == NULL)
    return FALSE;
  if (options->team != NULL)
    team = fod_server_find_team (store, options->clock, options->team, error);
  if (options->team != NULL && team == NULL)
    return FALSE;
  return fod_server_change_user (store, options->clock, argument, options->role, team, error);
}

gboolean
fod_server_command_list_users (FodServerOptions *options, const char *argument, GError **error)
{
  g_autoptr (FodServerStore) store = fod_server_options_open (options, error);
  g_autoptr (GPtrArray) users = NULL;

  if (store == NULL || !fod_server_store_list_users (store, &users, error))
    return FALSE;
  for (guint i = 0; i < users->len; i++)
    {
      const FodServerUser *user = users->pdata[i];

      printf ("%s\t%s\t%s\t%s\n", user->login, user->role, user->active ? "active" : "disabled",
              user->id);
    }
  return TRUE;
}

/* When a device was last seen, in UTC. */
static char *
print_time (gint64 ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (ms / 1000);

  return g_date_time_format (time, "%Y-%m-%dT%H:%MZ");
}

gboolean
fod_server_command_list_devices (FodServerOptions *options, const char *argument, GError **error)
{
  static const char *const states[] = { "active", "revoked", "ended" };
  g_autoptr (FodServerStore) store = fod_server_options_open (options, error);
  g_autoptr (GPtrArray) devices = NULL;

  if (store == NULL || !fod_server_store_list_devices (store, &devices, error))
    return FALSE;
  for (guint i = 0; i < devices->len; i++)
    {
      const FodServerDevice *device = devices->pdata[i];
      g_autoptr (FodServerUser) user = NULL;
      g_autofree char *seen = print_time (device->last_seen);

      if (!fod_server_store_get_user (store, device->user, &user, error))
        return FALSE;
      printf ("%s\t%s\t%s\t%s\t%s\n", device->id, user->login, states[device->state], seen,
              device->name);
    }
  return TRUE;
}

gboolean
fod_server_command_revoke (FodServerOptions *options, const char *argument, GError **error)
{
  g_autoptr (FodServerStore) store = fod_server_options_open (options, error);

  return store != NULL && fod_server_revoke_device (store, options->clock, argument, error);
}

gboolean
fod_server_command_assign (FodServerOptions *options, const char *argument, GError **error)
{
  g_autoptr (FodServerStore) store = NULL;
  g_autoptr (FodServerUser) user = NULL;

  if (options->to == NULL && !options->cover)
    return miss ("--to", error);
  store = fod_server_options_open (options, error);
  if (store == NULL)
    return FALSE;
  if (options->to != NULL && !fod_server_store_find_user (store, options->to, &user, error))
    return FALSE;
  if (options->to != NULL && user == NULL)
    {
      g_set_error_literal (error, FOD_SERVER_ACCOUNT_ERROR, FOD_SERVER_ACCOUNT_ERROR_UNKNOWN,
                           options->to);
      return FALSE;
    }
  return fod_server_assign (store, options->clock, argument,
                            options->cover ? "cover" : "consultant", user == NULL ? NULL : user->id,
                            error);
}

/* In the list first: what is in it is erased at the latest when a backup is put back. A PostgreSQL
 * may be served from machines that have no folder. */
static gboolean
is_noted (const FodServerOptions *options)
{
  return options->store == NULL || options->data_given ||
         g_file_test (options->data, G_FILE_TEST_IS_DIR);
}

gboolean
fod_server_command_erase (FodServerOptions *options, const char *argument, GError **error)
{
  g_autoptr (FodServerStore) store = fod_server_options_open (options, error);
  g_autoptr (FodStoredRow) row = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean noted = is_noted (options);

  if (store == NULL ||
      !fod_server_store_get_row (store, FOD_KIND_PARTICIPANT, argument, &row, error))
    return FALSE;
  if (row != NULL && noted && !fod_server_erase_note (options->data, store, row, error))
    return FALSE;
  if (!fod_server_erase (store, options->clock, FOD_KIND_PARTICIPANT, argument, FALSE, &failure) &&
      !g_error_matches (failure, FOD_SERVER_ACCOUNT_ERROR, FOD_SERVER_ACCOUNT_ERROR_LOG))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  /* And what came in between. */
  if (noted && !fod_server_erase_note (options->data, store, row, error))
    return FALSE;
  if (options->store != NULL && noted)
    printf (_ ("The id is in the list in %s. After a backup was put back, “epoch” with this folder "
               "erases it again.\n"),
            options->data);
  else if (options->store != NULL)
    puts (_ ("Keep this id, and erase it again when you put back a backup from before."));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
