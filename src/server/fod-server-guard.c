/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Watches every request of a SoupServer from its first byte. libsoup's own documentation says that
 * it is not made for untrusted clients; each rule here answers something that it was seen to do. */

#include "config.h"

#include "server/fod-server-guard.h"

#include "wire/fod-protocol.h"

#include <string.h>

struct _FodServerGuard
{
  SoupServer *server;
  guint deadline_ms;
  guint connections;
  gsize body_bytes;
  GHashTable *watches; /* message → FodWatch */
};

typedef struct
{
  FodServerGuard *guard;
  SoupServerMessage *message;
  GSource *deadline;
  gsize bytes;
} FodWatch;

static void
watch_free (gpointer data)
{
  FodWatch *watch = data;

  g_signal_handlers_disconnect_by_data (watch->message, watch);
  g_source_destroy (watch->deadline);
  g_source_unref (watch->deadline);
  g_object_unref (watch->message);
  g_free (watch);
}

static void
cut (FodWatch *watch)
{
  GSocket *socket = soup_server_message_get_socket (watch->message);

  if (socket != NULL)
    g_socket_close (socket, NULL);
}

static gboolean
on_deadline (gpointer user_data)
{
  cut (user_data);
  return G_SOURCE_REMOVE;
}

static void
on_got_chunk (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  FodWatch *watch = user_data;

  watch->bytes += g_bytes_get_size (chunk);
  if (watch->bytes > FOD_LIMIT_BODY_BYTES)
    cut (watch);
}

static void
on_ended (SoupServerMessage *message, gpointer user_data)
{
  FodWatch *watch = user_data;

  g_hash_table_remove (watch->guard->watches, message);
}

/* A timeout in the context that the server runs in. */
static void
add_deadline (FodWatch *watch)
{
  watch->deadline = g_timeout_source_new (watch->guard->deadline_ms);
  g_source_set_callback (watch->deadline, on_deadline, watch, NULL);
  g_source_attach (watch->deadline, g_main_context_get_thread_default ());
}

static void
on_started (SoupServer *server, SoupServerMessage *message, gpointer user_data)
{
  FodServerGuard *self = user_data;
  FodWatch *watch = g_new0 (FodWatch, 1);

  watch->guard = self;
  watch->message = g_object_ref (message);
  add_deadline (watch);
  g_signal_connect (message, "got-chunk", G_CALLBACK (on_got_chunk), watch);
  g_signal_connect (message, "finished", G_CALLBACK (on_ended), watch);
  g_signal_connect (message, "disconnected", G_CALLBACK (on_ended), watch);
  g_hash_table_insert (self->watches, message, watch);
  if (g_hash_table_size (self->watches) > self->connections)
    cut (watch);
}

static guint
count_header (SoupMessageHeaders *headers, const char *wanted)
{
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;
  guint count = 0;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    if (g_ascii_strcasecmp (name, wanted) == 0)
      count++;
  return count;
}

static gboolean
is_number (const char *text)
{
  gsize size = strlen (text);

  return size > 0 && size <= 18 && strspn (text, "0123456789") == size;
}

/* libsoup would wait for as many bytes as a mad length says, and warns of a negative one. So the
 * line is taken from it, answered, and closed. Returns whether it could be. */
static gboolean
refuse_at_once (FodWatch *watch, guint status)
{
  g_autofree char *answer =
      g_strdup_printf ("HTTP/1.1 %u %s\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", status,
                       soup_status_get_phrase (status));
  g_autoptr (SoupServerMessage) message = g_object_ref (watch->message);
  GHashTable *watches = watch->guard->watches;
  g_autoptr (GIOStream) line = soup_server_message_steal_connection (message);

  if (line == NULL)
    return FALSE;
  g_hash_table_remove (watches, message);
  /* So little always fits; who has hung up needs no answer. */
  g_pollable_output_stream_write_nonblocking (
      G_POLLABLE_OUTPUT_STREAM (g_io_stream_get_output_stream (line)), answer, strlen (answer),
      NULL, NULL);
  g_io_stream_close_async (line, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  return TRUE;
}

static gboolean
is_mad (const char *length)
{
  return length != NULL &&
         (!is_number (length) || g_ascii_strtoull (length, NULL, 10) > FOD_LIMIT_BODY_BYTES);
}

/* The status to refuse a request with, or 0. */
static guint
judge (FodServerGuard *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *length = soup_message_headers_get_one (headers, "Content-Length");
  const char *method = soup_server_message_get_method (message);

  if (count_header (headers, "Host") > 1 || count_header (headers, "Content-Length") > 1)
    return SOUP_STATUS_BAD_REQUEST;
  if (count_header (headers, "Transfer-Encoding") > 0)
    return length != NULL ? SOUP_STATUS_BAD_REQUEST : SOUP_STATUS_LENGTH_REQUIRED;
  if (length != NULL && !is_number (length))
    return SOUP_STATUS_BAD_REQUEST;
  if (length == NULL && strcmp (method, "POST") == 0)
    return SOUP_STATUS_LENGTH_REQUIRED;
  if (length != NULL && g_ascii_strtoull (length, NULL, 10) > self->body_bytes)
    return SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE;
  return 0;
}

static void
on_headers (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  FodServerGuard *self = user_data;
  const char *length = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Content-Length");
  FodWatch *watch = g_hash_table_lookup (self->watches, message);
  guint status = judge (self, message);

  if (watch != NULL && is_mad (length) && refuse_at_once (watch, status))
    return;
  if (status == 0)
    return;
  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection",
                                "close");
  /* What still comes is read and dropped, up to the limit where the line is cut: who sent a little
   * too much is to get the answer. */
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
}

FodServerGuard *
fod_server_guard_new (SoupServer *server, guint deadline_ms, guint connections, gsize body_bytes)
{
  FodServerGuard *self;

  g_return_val_if_fail (SOUP_IS_SERVER (server), NULL);

  self = g_new0 (FodServerGuard, 1);
  self->server = server;
  self->deadline_ms = deadline_ms;
  self->connections = connections;
  self->body_bytes = body_bytes;
  self->watches = g_hash_table_new_full (NULL, NULL, NULL, watch_free);
  g_signal_connect (server, "request-started", G_CALLBACK (on_started), self);
  soup_server_add_early_handler (server, NULL, on_headers, self, NULL);
  return self;
}

void
fod_server_guard_free (FodServerGuard *self)
{
  g_return_if_fail (self != NULL);

  g_signal_handlers_disconnect_by_data (self->server, self);
  g_hash_table_unref (self->watches);
  g_free (self);
}
