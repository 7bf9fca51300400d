/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Between the server processes of one PostgreSQL: LISTEN, NOTIFY, and a look at the heads. */

#include "config.h"

#include "server/fod-server-store-postgres-news.h"

#include <poll.h>

#define RETRY_MS 2000
/* The number of administrators' commands stands among the heads under a name that no scope has. */
#define LOOK "SELECT '', number FROM command_number UNION ALL SELECT scope, seq FROM scope_head"

struct _FodPgNews
{
  FodServerStore *store; /* whose dispose waits for the thread */
  FodPgPool *pool;
  GMutex lock;
  GHashTable *heads; /* scope → its last known end; under the lock */
  GCancellable *stop;
  GThread *thread; /* (nullable) */
};

/* Waits for @fd (-1: for none) or the end; a connection that broke is readable too. */
static void
wait_for (FodPgNews *self, int fd, int ms)
{
  struct pollfd fds[] = { { g_cancellable_get_fd (self->stop), POLLIN, 0 }, { fd, POLLIN, 0 } };

  poll (fds, G_N_ELEMENTS (fds), ms);
  g_cancellable_release_fd (self->stop);
}

static void
listen_on (FodPgNews *self, FodPg *pg)
{
  PGconn *conn = fod_pg_get_handle (pg);

  while (!g_cancellable_is_cancelled (self->stop) && fod_pg_is_alive (pg))
    {
      PGnotify *notify = PQnotifies (conn);
      gboolean heard = notify != NULL;

      for (; notify != NULL; notify = PQnotifies (conn))
        PQfreemem (notify);
      if (heard)
        g_signal_emit_by_name (self->store, "news");
      else
        wait_for (self, PQsocket (conn), -1);
    }
}

static gpointer
run (gpointer data)
{
  FodPgNews *self = data;

  while (!g_cancellable_is_cancelled (self->stop))
    {
      g_autoptr (FodPg) pg = fod_pg_pool_take (self->pool, NULL);

      if (pg != NULL && fod_pg_send (pg, "LISTEN fodfaeste_news", 0, NULL, NULL))
        listen_on (self, pg);
      /* The database is being started anew; the look at the heads goes on by itself. */
      if (!g_cancellable_is_cancelled (self->stop))
        wait_for (self, -1, RETRY_MS);
    }
  return NULL;
}

FodPgNews *
fod_pg_news_new (FodServerStore *store, FodPgPool *pool)
{
  FodPgNews *self = g_new0 (FodPgNews, 1);

  self->store = store;
  g_mutex_init (&self->lock);
  self->pool = pool;
  self->heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->stop = g_cancellable_new ();
  self->thread = g_thread_new ("news", run, self);
  return self;
}

void
fod_pg_news_stop (FodPgNews *self)
{
  g_return_if_fail (self != NULL);

  g_cancellable_cancel (self->stop);
  g_clear_pointer (&self->thread, g_thread_join);
}

void
fod_pg_news_free (FodPgNews *self)
{
  g_return_if_fail (self != NULL);

  fod_pg_news_stop (self);
  g_object_unref (self->stop);
  g_hash_table_unref (self->heads);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static void
compare (FodPgNews *self, const PGresult *heads, gboolean *anything, GPtrArray *scopes)
{
  for (int i = 0; i < PQntuples (heads); i++)
    {
      const char *scope = PQgetvalue (heads, i, 0);
      const char *end = PQgetvalue (heads, i, 1);

      if (g_strcmp0 (g_hash_table_lookup (self->heads, scope), end) == 0)
        continue;
      g_hash_table_insert (self->heads, g_strdup (scope), g_strdup (end));
      if (*scope == '\0')
        *anything = TRUE;
      else
        g_ptr_array_add (scopes, g_strdup (scope));
    }
}

gboolean
fod_pg_news_take (FodPgNews *self, gboolean *anything, GPtrArray *scopes, GError **error)
{
  FodPg *pg = fod_pg_pool_take (self->pool, error);
  g_autoptr (PGresult) result = NULL;

  if (pg == NULL)
    return FALSE;
  result = fod_pg_query (pg, LOOK, 0, NULL, error);
  fod_pg_pool_give (self->pool, pg);
  if (result == NULL)
    return FALSE;
  g_mutex_lock (&self->lock);
  compare (self, result, anything, scopes);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

void
fod_pg_news_tell (FodPg *pg)
{
  g_autoptr (GError) error = NULL;

  if (!fod_pg_send (pg, "SELECT pg_notify('fodfaeste_news', '')", 0, NULL, &error))
    g_debug ("no word to the other servers: %s", error->message);
}
