/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodSimServer: the routes of the shipped server, and what its administrator does. */

#include "config.h"

#include "sim/fod-sim-server.h"

#include "server/fod-server-accounts.h"
#include "server/fod-server-erase.h"
#include "server/fod-server-folder.h"
#include "server/fod-server-routes.h"
#include "server/fod-server-store-postgres.h"
#include "sim/fod-sim-machine.h"
#include "sim/fod-sim-postgres.h"

#include <glib/gstdio.h>
#include <string.h>

/* Parts of a few rows, and room for a few parts. */
#define PART_BYTES 1536
#define SHELF_BYTES 8192

static const struct
{
  const char *login;
  const char *role;
  guint team;
} people[FOD_SIM_USERS] = {
  { "anna", "consultant", 0 },
  { "bo", "consultant", 0 },
  { "lene", "leader", 0 },
  { "carl", "consultant", 1 },
};

const char *
fod_sim_server_get_login (guint user)
{
  return people[user].login;
}

const char *
fod_sim_server_get_role (guint user)
{
  return people[user].role;
}

guint
fod_sim_server_get_team (guint user)
{
  return people[user].team;
}

static void
add_user (FodSimServer *self, guint user)
{
  g_autoptr (GError) error = NULL;
  FodServerNewUser account = { .login = people[user].login,
                               .name = people[user].login,
                               .role = people[user].role,
                               .team = self->teams[people[user].team],
                               .hash = "" };

  self->users[user] = fod_server_add_user (self->store, FOD_CLOCK (self->clock), &account, &error);
  g_assert_no_error (error);
}

static FodServerStore *
open_store (FodSimServer *self)
{
  g_autoptr (GError) error = NULL;
  FodServerStore *store = self->conninfo == NULL
                              ? fod_server_folder_open (self->folder, &error)
                              : fod_server_store_postgres_new (self->conninfo, &error);

  g_assert_no_error (error);
  return store;
}

static FodServerStore *
create_store (FodSimServer *self)
{
  g_autoptr (GError) error = NULL;
  FodServerStore *store;

  if (self->conninfo != NULL)
    {
      g_assert_cmpint (g_mkdir (self->folder, 0700), ==, 0);
      fod_sim_machine_name_postgres (self->folder);
      return open_store (self);
    }
  store = fod_server_folder_create (self->folder, &error);
  g_assert_no_error (error);
  return store;
}

FodSimServer *
fod_sim_server_new (const char *folder)
{
  static const char *const teams[FOD_SIM_TEAMS] = { "Rebild", "Hobro" };
  FodSimServer *self = g_new0 (FodSimServer, 1);
  g_autoptr (GError) error = NULL;

  self->folder = g_strdup (folder);
  self->clock = fod_fake_clock_new ();
  self->backup = g_build_filename (folder, "backup.db", NULL);
  self->conninfo = fod_sim_postgres_add (folder);
  self->store = create_store (self);
  self->shelf = fod_server_shelf_new (PART_BYTES, SHELF_BYTES, 1);
  fod_server_setup (self->store, FOD_CLOCK (self->clock), "Rebild Kommune", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < FOD_SIM_TEAMS; i++)
    self->teams[i] = fod_server_add_team (self->store, FOD_CLOCK (self->clock), teams[i], &error);
  for (guint i = 0; i < FOD_SIM_USERS; i++)
    add_user (self, i);
  return self;
}

static void
end (FodSimServer *self)
{
  g_clear_pointer (&self->base, fod_sim_base_free);
  g_clear_object (&self->store);
  g_clear_pointer (&self->shelf, fod_server_shelf_free);
}

void
fod_sim_server_free (FodSimServer *self)
{
  for (guint i = 0; i < FOD_SIM_TEAMS; i++)
    g_free (self->teams[i]);
  for (guint i = 0; i < FOD_SIM_USERS; i++)
    g_free (self->users[i]);
  end (self);
  if (self->conninfo != NULL)
    fod_sim_postgres_drop (self->conninfo);
  g_free (self->conninfo);
  g_free (self->seen);
  g_clear_object (&self->clock);
  g_free (self->backup);
  g_free (self->folder);
  g_free (self);
}

FodEnrolReply *
fod_sim_server_enrol (FodSimServer *self, guint user, const char *device)
{
  FodEnrolRequest request = { .login = (char *)people[user].login, .device = (char *)device };
  g_autoptr (GError) error = NULL;
  FodEnrolReply *reply = fod_server_enrol (self->store, FOD_CLOCK (self->clock), &request, &error);

  g_assert_no_error (error);
  return reply;
}

static FodReply *
take_reply (FodServerReply *from)
{
  FodReply *reply = fod_reply_new (from->status);

  g_clear_pointer (&reply->body, g_bytes_unref);
  reply->body = from->body == NULL ? g_bytes_new (NULL, 0) : g_bytes_ref (from->body);
  reply->etag = g_strdup (from->etag);
  reply->retry_after = from->retry_after > 0 ? (gint64)from->retry_after : -1;
  fod_server_reply_free (from);
  return reply;
}

FodReply *
fod_sim_server_answer (FodSimServer *self, const FodRequest *request)
{
  const FodServerRoute *route = fod_server_route_find (request->path);
  FodServerCall *call;
  FodServerReply *reply;

  g_assert (route != NULL && route->answer != NULL && !self->dead);
  self->requests++;
  call = g_new0 (FodServerCall, 1);
  call->store = g_object_ref (self->store);
  call->clock = g_object_ref (FOD_CLOCK (self->clock));
  call->token = g_strdup (request->token);
  call->token_hash = request->token == NULL ? NULL : fod_server_token_hash (request->token);
  call->body = request->body == NULL ? g_bytes_new (NULL, 0) : g_bytes_ref (request->body);
  call->if_none_match = g_strdup (request->etag);
  call->shelf = self->shelf;
  reply = route->answer (call, route->max_body);
  fod_server_call_free (call);
  if (fod_sim_machine_has_ended ())
    {
      self->dead = TRUE;
      fod_server_reply_free (reply);
      return NULL;
    }
  return take_reply (reply);
}

FodSimBase *
fod_sim_server_get_base (FodSimServer *self)
{
  if (self->base == NULL)
    self->base = self->conninfo == NULL ? fod_sim_base_new (self->folder)
                                        : fod_sim_base_new_postgres (self->conninfo);
  return self->base;
}

gboolean
fod_sim_server_has_changed (FodSimServer *self)
{
  gboolean fresh = self->base == NULL;
  g_autofree char *now = fod_sim_base_dup_state (fod_sim_server_get_base (self));
  gboolean changed = fresh || strcmp (now, self->seen) != 0;

  g_free (self->seen);
  self->seen = g_steal_pointer (&now);
  return changed;
}

void
fod_sim_server_start (FodSimServer *self)
{
  end (self);
  fod_sim_machine_revive ();
  self->store = open_store (self);
  self->shelf = fod_server_shelf_new (PART_BYTES, SHELF_BYTES, 1);
  self->dead = FALSE;
}

void
fod_sim_server_make_backup (FodSimServer *self)
{
  g_autoptr (GError) error = NULL;

  g_unlink (self->backup);
  if (self->conninfo != NULL)
    fod_sim_postgres_dump (self->conninfo, self->backup);
  else
    fod_server_store_backup (self->store, self->backup, &error);
  g_assert_no_error (error);
}

void
fod_sim_server_drop_backup (FodSimServer *self)
{
  g_unlink (self->backup);
}

/* As the documentation has it: pg_restore, then the command "epoch". */
static void
restore_postgres (FodSimServer *self)
{
  g_autoptr (FodServerStore) store = NULL;
  g_autoptr (GError) error = NULL;

  fod_sim_postgres_put_back (self->conninfo, self->backup);
  store = open_store (self);
  fod_server_erase_again (store, FOD_CLOCK (self->clock), self->folder, &error);
  g_assert_no_error (error);
  fod_server_new_epoch (store, FOD_CLOCK (self->clock), &error);
  g_assert_no_error (error);
}

gboolean
fod_sim_server_restore (FodSimServer *self)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_test (self->backup, G_FILE_TEST_EXISTS))
    return FALSE;
  end (self);
  if (self->conninfo != NULL)
    restore_postgres (self);
  else
    fod_server_folder_restore (self->folder, self->backup, FOD_CLOCK (self->clock), &error);
  g_assert_no_error (error);
  fod_sim_server_start (self);
  return TRUE;
}

char *
fod_sim_server_dup_meta (FodSimServer *self, const char *key)
{
  char *value = NULL;
  g_autoptr (GError) error = NULL;

  fod_server_store_get_meta (self->store, key, &value, &error);
  g_assert_no_error (error);
  return value;
}
