/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs a real server in a thread, so that a client's test talks to it over a real socket. */

#include "config.h"

#include "support/fod-test-server.h"

#include "server/fod-server-accounts.h"
#include "server/fod-server-passwords.h"
#include "server/fod-server-store-sqlite.h"

#include <string.h>

/* A cheap password check: it is not what these tests are about. */
#define PASSWORD_MIB 8

struct _FodTestServer
{
  char *path;
  char *url;
  guint port;
  FodClock *clock;
  FodServerLimits limits;
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  GMutex lock;
  GCond started;
};

static FodServerStore *
open_store (const char *path)
{
  g_autoptr (FodSecret) key = fod_secret_new_text ("0123456789abcdef0123456789abcdef");
  g_autoptr (GError) error = NULL;
  FodServerStore *store = fod_server_store_sqlite_new (path, key, &error);

  g_assert_no_error (error);
  return store;
}

static void
add_user (FodServerStore *store, FodClock *clock, const char *login, const char *team)
{
  g_autofree char *password = g_strconcat ("password-", login, NULL);
  g_autoptr (FodSecret) secret = fod_secret_new_text (password);
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = fod_server_hash_password (secret, PASSWORD_MIB, &error);
  g_autofree char *id = NULL;
  FodServerNewUser user = { NULL, login, login, "consultant", team, hash, NULL, NULL };

  if (strcmp (login, "lene") == 0)
    user.role = "leader";
  id = fod_server_add_user (store, clock, &user, &error);
  g_assert_no_error (error);
}

static void
fill_store (FodServerStore *store, FodClock *clock)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *team = NULL;

  fod_server_setup (store, clock, "Rebild Kommune", &error);
  if (g_error_matches (error, FOD_SERVER_ACCOUNT_ERROR, FOD_SERVER_ACCOUNT_ERROR_EXISTS))
    return;
  g_assert_no_error (error);
  team = fod_server_add_team (store, clock, "Rebild", &error);
  g_assert_no_error (error);
  add_user (store, clock, "lene", team);
  add_user (store, clock, "anna", team);
  add_user (store, clock, "bo", team);
}

static gpointer
serve (gpointer data)
{
  FodTestServer *self = data;
  g_autoptr (FodServerStore) store = NULL;
  g_autoptr (FodServer) server = NULL;
  g_autofree char *address = g_strdup_printf ("127.0.0.1:%u", self->port);
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (self->context);
  store = open_store (self->path);
  fill_store (store, self->clock);
  server = fod_server_new (store, self->clock, &self->limits);
  g_mutex_lock (&self->lock);
  self->port = fod_server_listen (server, address, NULL, &error);
  g_assert_no_error (error);
  g_cond_signal (&self->started);
  g_mutex_unlock (&self->lock);
  g_main_loop_run (self->loop);
  fod_server_stop (server);
  g_clear_object (&server);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

FodTestServer *
fod_test_server_start_with (const char *folder,
                            FodClock *clock,
                            const FodServerLimits *limits,
                            guint port)
{
  FodTestServer *self = g_new0 (FodTestServer, 1);

  self->path = g_build_filename (folder, "server.db", NULL);
  self->clock = g_object_ref (clock);
  self->limits = *limits;
  self->port = port;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_mutex_init (&self->lock);
  g_cond_init (&self->started);

  g_mutex_lock (&self->lock);
  self->thread = g_thread_new ("server", serve, self);
  while (self->url == NULL)
    {
      g_cond_wait (&self->started, &self->lock);
      if (self->port != 0)
        self->url = g_strdup_printf ("http://127.0.0.1:%u", self->port);
    }
  g_mutex_unlock (&self->lock);
  return self;
}

FodTestServer *
fod_test_server_start (const char *folder, FodClock *clock)
{
  FodServerLimits limits;

  fod_server_limits_init (&limits);
  limits.password_mib = PASSWORD_MIB;
  limits.requests_per_minute = 1000000;
  return fod_test_server_start_with (folder, clock, &limits, 0);
}

static gboolean
on_stop (gpointer user_data)
{
  FodTestServer *self = user_data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

void
fod_test_server_stop (FodTestServer *self)
{
  g_autoptr (GSource) stop = g_idle_source_new ();

  /* The loop may not run yet; a source waits for it, a plain quit would be lost. */
  g_source_set_callback (stop, on_stop, self, NULL);
  g_source_attach (stop, self->context);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->started);
  g_object_unref (self->clock);
  g_free (self->path);
  g_free (self->url);
  g_free (self);
}

guint
fod_test_server_get_port (FodTestServer *self)
{
  return self->port;
}

const char *
fod_test_server_get_url (FodTestServer *self)
{
  return self->url;
}

FodServerStore *
fod_test_server_open_store (FodTestServer *self)
{
  return open_store (self->path);
}

FodServerStore *
fod_test_server_open_store_in (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "server.db", NULL);

  return open_store (path);
}
