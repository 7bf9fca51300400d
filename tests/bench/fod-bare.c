/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The least that moving rows can cost on this machine: a database that only writes them, and a line
 * that only carries their bytes. What is measured of ours is set beside it. */

#include "config.h"

#include "bench/fod-bare.h"

#include "db/fod-stmt.h"

#include <libsoup/soup.h>

static void
check (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static double
get_seconds_since (gint64 start)
{
  return (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static void
insert (FodDb *db, guint number, const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodStmt) stmt = fod_stmt_new (db, "INSERT INTO t (id, body) VALUES (?1, ?2)", &error);
  g_autofree char *id = g_strdup_printf ("019a6b2c-31f4-7000-8000-%012u", number);

  check (error);
  fod_stmt_bind_text (stmt, 1, id);
  fod_stmt_bind_text (stmt, 2, body);
  fod_stmt_run (stmt, &error);
  check (error);
}

double
fod_bare_write (const char *folder, guint rows, guint batch, gsize row_bytes)
{
  static const guint8 bytes[32] = { 7 };
  g_autoptr (FodSecret) key = fod_secret_new (bytes, sizeof bytes);
  g_autofree char *path = g_build_filename (folder, "bare.db", NULL);
  g_autofree char *body = g_strnfill (row_bytes, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (FodDb) db = fod_db_open (path, key, &error);
  gint64 start;

  check (error);
  fod_db_exec (db, "CREATE TABLE t (id TEXT PRIMARY KEY, body TEXT)", &error);
  check (error);
  start = g_get_monotonic_time ();
  for (guint n = 0; n < rows; n += batch)
    {
      fod_db_begin (db, &error);
      check (error);
      for (guint i = n; i < n + batch; i++)
        insert (db, i, body);
      fod_db_commit (db, &error);
      check (error);
    }
  return get_seconds_since (start);
}

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  soup_server_message_set_status (message, 200, NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), data);
}

static void
on_bytes (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(GBytes **)data = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  check (error);
}

double
fod_bare_fetch (guint parts, gsize bytes)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *text = g_strnfill (bytes / parts, 'x');
  g_autoptr (GBytes) body = g_bytes_new (text, bytes / parts);
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  GSList *urls;
  gint64 start;

  soup_server_add_handler (server, NULL, on_request, body, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  check (error);
  urls = soup_server_get_uris (server);
  url = g_uri_to_string (urls->data);
  g_slist_free_full (urls, (GDestroyNotify)g_uri_unref);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < parts; i++)
    {
      g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, url);
      g_autoptr (GBytes) got = NULL;

      soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, on_bytes, &got);
      while (got == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (g_bytes_get_size (got), ==, bytes / parts);
    }
  return get_seconds_since (start);
}
