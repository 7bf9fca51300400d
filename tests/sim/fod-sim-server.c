/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodSimServer: the routes of the shipped server, and what its administrator does. */

#include "config.h"

#include "sim/fod-sim-server.h"

#include "server/fod-server-accounts.h"
#include "server/fod-server-enrol.h"
#include "server/fod-server-folder.h"
#include "server/fod-server-routes.h"
#include "db/fod-stmt.h"
#include "sim/fod-sim-machine.h"

#include <glib/gstdio.h>

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

FodSimServer *
fod_sim_server_new (const char *folder)
{
  static const char *const teams[FOD_SIM_TEAMS] = { "Rebild", "Hobro" };
  FodSimServer *self = g_new0 (FodSimServer, 1);
  g_autoptr (GError) error = NULL;

  self->folder = g_strdup (folder);
  self->clock = fod_fake_clock_new ();
  self->backup = g_build_filename (folder, "backup.db", NULL);
  self->store = fod_server_folder_create (folder, &error);
  g_assert_no_error (error);
  self->shelf = fod_server_shelf_new (PART_BYTES, SHELF_BYTES, 1);
  fod_server_setup (self->store, FOD_CLOCK (self->clock), "Rebild Kommune", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < FOD_SIM_TEAMS; i++)
    self->teams[i] = fod_server_add_team (self->store, FOD_CLOCK (self->clock), teams[i], &error);
  for (guint i = 0; i < FOD_SIM_USERS; i++)
    add_user (self, i);
  return self;
}

void
fod_sim_server_free (FodSimServer *self)
{
  for (guint i = 0; i < FOD_SIM_TEAMS; i++)
    g_free (self->teams[i]);
  for (guint i = 0; i < FOD_SIM_USERS; i++)
    g_free (self->users[i]);
  g_clear_object (&self->db);
  g_clear_object (&self->store);
  g_clear_pointer (&self->shelf, fod_server_shelf_free);
  g_clear_object (&self->clock);
  g_free (self->backup);
  g_free (self->folder);
  g_free (self);
}

char *
fod_sim_server_enrol (FodSimServer *self, guint user, const char *device)
{
  FodEnrolRequest request = { .login = (char *)people[user].login, .device = (char *)device };
  g_autoptr (GError) error = NULL;
  g_autoptr (FodEnrolReply) reply =
      fod_server_enrol (self->store, FOD_CLOCK (self->clock), &request, &error);

  g_assert_no_error (error);
  return g_steal_pointer (&reply->token);
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

FodDb *
fod_sim_server_open_db (const char *folder)
{
  g_autofree char *key_path = g_build_filename (folder, "server.key", NULL);
  g_autofree char *db_path = g_build_filename (folder, "server.db", NULL);
  FodDb *db;
  g_autofree char *bytes = NULL;
  g_autoptr (FodSecret) key = NULL;
  g_autoptr (GError) error = NULL;
  gsize size = 0;

  g_file_get_contents (key_path, &bytes, &size, &error);
  g_assert_no_error (error);
  key = fod_secret_new (bytes, size);
  fod_sim_machine_hold (TRUE);
  db = fod_db_open (db_path, key, &error);
  fod_sim_machine_hold (FALSE);
  g_assert_no_error (error);
  return db;
}

FodDb *
fod_sim_server_get_db (FodSimServer *self)
{
  if (self->db == NULL)
    self->db = fod_sim_server_open_db (self->folder);
  return self->db;
}

static gint64
ask_number (FodDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodStmt) stmt = fod_stmt_new (db, sql, &error);

  g_assert_no_error (error);
  fod_stmt_step (stmt, NULL, &error);
  g_assert_no_error (error);
  return fod_stmt_get_int (stmt, 0);
}

gboolean
fod_sim_server_has_changed (FodSimServer *self)
{
  static const char *const questions[] = { "PRAGMA data_version", "SELECT total_changes ()" };
  gboolean changed = self->db == NULL;

  fod_sim_machine_hold (TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      gint64 now = ask_number (fod_sim_server_get_db (self), questions[i]);

      changed = changed || now != self->seen[i];
      self->seen[i] = now;
    }
  fod_sim_machine_hold (FALSE);
  return changed;
}

static void
end (FodSimServer *self)
{
  g_clear_object (&self->db);
  g_clear_object (&self->store);
  g_clear_pointer (&self->shelf, fod_server_shelf_free);
}

void
fod_sim_server_start (FodSimServer *self)
{
  g_autoptr (GError) error = NULL;

  end (self);
  fod_sim_machine_revive ();
  self->store = fod_server_folder_open (self->folder, &error);
  g_assert_no_error (error);
  self->shelf = fod_server_shelf_new (PART_BYTES, SHELF_BYTES, 1);
  self->dead = FALSE;
}

void
fod_sim_server_make_backup (FodSimServer *self)
{
  g_autoptr (GError) error = NULL;

  g_unlink (self->backup);
  fod_server_store_backup (self->store, self->backup, &error);
  g_assert_no_error (error);
}

gboolean
fod_sim_server_restore (FodSimServer *self)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_test (self->backup, G_FILE_TEST_EXISTS))
    return FALSE;
  end (self);
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
