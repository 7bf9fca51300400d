/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodFaultProxy: a line to a real server that does what it is told. */

#include "config.h"

#include "support/fod-fault-proxy.h"

#include "support/fod-http-bytes.h"

#include <string.h>
#include <sys/socket.h>

#define DRIP_US 5000

/* One request and what the server answered. */
typedef struct
{
  guint count;
  GBytes *request;
  GBytes *reply;
} Seen;

struct _FodFaultProxy
{
  GSocketService *service;
  GCancellable *cancellable;
  char *url;
  guint16 port;
  GMutex mutex; /* guards what follows */
  GCond cond;
  FodFault fault;
  GHashTable *seen; /* path → Seen */
  guint running;
  gboolean released;
};

/* The two ends of one exchange. */
typedef struct
{
  FodFaultProxy *proxy;
  FodFault fault;
  GSocketConnection *client;
  GSocketConnection *server;
  char *path;
  GBytes *request;
} Exchange;

static void
seen_free (gpointer data)
{
  Seen *seen = data;

  g_bytes_unref (seen->request);
  g_bytes_unref (seen->reply);
  g_free (seen);
}

static void
exchange_free (Exchange *exchange)
{
  if (exchange->server != NULL)
    g_io_stream_close (G_IO_STREAM (exchange->server), NULL, NULL);
  g_clear_object (&exchange->server);
  g_clear_object (&exchange->client);
  g_bytes_unref (exchange->request);
  g_free (exchange->path);
  g_free (exchange);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Exchange, exchange_free)

/* "POST /v1/sync/push HTTP/1.1" */
static char *
dup_path (GBytes *request)
{
  g_autofree char *head =
      g_strndup (g_bytes_get_data (request, NULL), fod_http_bytes_get_head_size (request));
  g_auto (GStrv) words = g_strsplit (head, " ", 3);

  return g_strdup (g_strv_length (words) == 3 ? words[1] : "");
}

/* With the mutex held. */
static Seen *
look_up (FodFaultProxy *self, const char *path)
{
  Seen *seen = g_hash_table_lookup (self->seen, path);

  if (seen == NULL)
    {
      seen = g_new0 (Seen, 1);
      seen->request = g_bytes_new_static ("", 0);
      seen->reply = g_bytes_new_static ("", 0);
      g_hash_table_insert (self->seen, g_strdup (path), seen);
    }
  return seen;
}

static Exchange *
exchange_new (FodFaultProxy *self, GSocketConnection *client, GBytes *request)
{
  Exchange *exchange = g_new0 (Exchange, 1);
  Seen *seen;

  exchange->proxy = self;
  exchange->client = g_object_ref (client);
  exchange->request = request;
  exchange->path = dup_path (request);
  g_mutex_lock (&self->mutex);
  if (self->fault.path == NULL || strcmp (self->fault.path, exchange->path) == 0)
    exchange->fault = self->fault;
  seen = look_up (self, exchange->path);
  seen->count++;
  g_bytes_unref (seen->request);
  seen->request = g_bytes_ref (request);
  g_mutex_unlock (&self->mutex);
  return exchange;
}

static GSocketConnection *
connect_to_server (FodFaultProxy *self)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  g_socket_client_set_enable_proxy (client, FALSE);
  return g_socket_client_connect_to_host (client, "127.0.0.1", self->port, self->cancellable, NULL);
}

static gboolean
send_some (Exchange *exchange, GSocketConnection *to, GBytes *bytes, gsize size)
{
  return g_output_stream_write_all (
      g_io_stream_get_output_stream (G_IO_STREAM (to)), g_bytes_get_data (bytes, NULL),
      MIN (size, g_bytes_get_size (bytes)), NULL, exchange->proxy->cancellable, NULL);
}

/* Until @peer says something, which is that it gives up. */
static void
wait_for (Exchange *exchange, GSocketConnection *peer)
{
  g_socket_condition_wait (g_socket_connection_get_socket (peer), G_IO_IN | G_IO_HUP | G_IO_ERR,
                           exchange->proxy->cancellable, NULL);
}

static void
drip (Exchange *exchange, GSocketConnection *to, GBytes *bytes)
{
  GSocket *socket = g_socket_connection_get_socket (to);

  for (gsize i = 0; i < g_bytes_get_size (bytes); i++)
    {
      g_autoptr (GBytes) byte = g_bytes_new_from_bytes (bytes, i, 1);

      if (!send_some (exchange, to, byte, 1) ||
          g_socket_condition_timed_wait (socket, G_IO_IN | G_IO_HUP | G_IO_ERR, DRIP_US,
                                         exchange->proxy->cancellable, NULL))
        return;
    }
}

static void
reset (GSocketConnection *connection)
{
  const struct linger at_once = { 1, 0 };
  GSocket *socket = g_socket_connection_get_socket (connection);

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
}

/* What the server answers, and the test's own edition of it. */
static GBytes *
read_reply (Exchange *exchange)
{
  FodFaultProxy *self = exchange->proxy;
  GBytes *reply = fod_http_bytes_read (
      g_io_stream_get_input_stream (G_IO_STREAM (exchange->server)), self->cancellable);
  g_autoptr (GBytes) original = NULL;
  Seen *seen;

  g_mutex_lock (&self->mutex);
  seen = look_up (self, exchange->path);
  g_bytes_unref (seen->reply);
  seen->reply = g_bytes_ref (reply);
  g_mutex_unlock (&self->mutex);
  if (exchange->fault.edit == NULL)
    return reply;
  original = reply;
  return exchange->fault.edit (original, exchange->fault.at);
}

static void
hold (FodFaultProxy *self)
{
  g_mutex_lock (&self->mutex);
  while (!self->released && !g_cancellable_is_cancelled (self->cancellable))
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

/* Hands the request on, as whole and as quickly as the fault lets it. Returns: whether an answer is
 * to be expected. */
static gboolean
hand_on (Exchange *exchange)
{
  const FodFault *fault = &exchange->fault;

  exchange->server = connect_to_server (exchange->proxy);
  if (exchange->server == NULL)
    return FALSE;
  switch ((int)fault->kind)
    {
    case FOD_FAULT_REQUEST_CUT:
      send_some (exchange, exchange->server, exchange->request, fault->at);
      reset (exchange->server);
      return FALSE;
    case FOD_FAULT_REQUEST_STALL:
      send_some (exchange, exchange->server, exchange->request, fault->at);
      wait_for (exchange, exchange->client);
      return FALSE;
    case FOD_FAULT_REQUEST_DRIP:
      drip (exchange, exchange->server, exchange->request);
      return TRUE;
    case FOD_FAULT_REQUEST_TWICE:
      send_some (exchange, exchange->server, exchange->request, G_MAXSIZE);
      g_bytes_unref (read_reply (exchange));
      g_object_unref (exchange->server);
      exchange->server = connect_to_server (exchange->proxy);
      return exchange->server != NULL &&
             send_some (exchange, exchange->server, exchange->request, G_MAXSIZE);
    default:
      return send_some (exchange, exchange->server, exchange->request, G_MAXSIZE);
    }
}

/* Returns: whether the client's connection goes on. */
static gboolean
give_back (Exchange *exchange, GBytes *reply)
{
  const FodFault *fault = &exchange->fault;

  switch ((int)fault->kind)
    {
    case FOD_FAULT_REPLY_CUT:
      send_some (exchange, exchange->client, reply, fault->at);
      return FALSE;
    case FOD_FAULT_REPLY_CLOSE:
      send_some (exchange, exchange->client, reply, fault->at);
      g_io_stream_close (G_IO_STREAM (exchange->client), NULL, NULL);
      return FALSE;
    case FOD_FAULT_REPLY_STALL:
      send_some (exchange, exchange->client, reply, fault->at);
      wait_for (exchange, exchange->client);
      return FALSE;
    case FOD_FAULT_REPLY_DRIP:
      drip (exchange, exchange->client, reply);
      return FALSE;
    case FOD_FAULT_REPLY_HOLD:
      hold (exchange->proxy);
      break;
    default:
      break;
    }
  if (!send_some (exchange, exchange->client, reply, G_MAXSIZE))
    return FALSE;
  if (fault->edit == NULL)
    return g_bytes_get_size (reply) > 0;
  g_io_stream_close (G_IO_STREAM (exchange->client), NULL, NULL);
  return FALSE;
}

/* One request and its answer. Returns: whether the client's connection goes on. */
static gboolean
serve_one (FodFaultProxy *self, GSocketConnection *client)
{
  g_autoptr (GBytes) request =
      fod_http_bytes_read (g_io_stream_get_input_stream (G_IO_STREAM (client)), self->cancellable);
  g_autoptr (Exchange) exchange = NULL;
  g_autoptr (GBytes) reply = NULL;

  if (fod_http_bytes_get_head_size (request) == 0)
    return FALSE;
  exchange = exchange_new (self, client, g_steal_pointer (&request));
  if (exchange->fault.kind == FOD_FAULT_ANSWER)
    {
      g_autoptr (GBytes) answer =
          g_bytes_new_static (exchange->fault.answer, strlen (exchange->fault.answer));

      send_some (exchange, client, answer, G_MAXSIZE);
      g_io_stream_close (G_IO_STREAM (client), NULL, NULL);
      return FALSE;
    }
  if (!hand_on (exchange))
    return FALSE;
  reply = read_reply (exchange);
  return give_back (exchange, reply);
}

/* A line that is not closed in order by then is reset. */
static gboolean
on_run (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source,
        FodFaultProxy *self)
{
  while (serve_one (self, connection))
    continue;
  if (!g_io_stream_is_closed (G_IO_STREAM (connection)))
    reset (connection);
  g_mutex_lock (&self->mutex);
  self->running--;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

/* In the main context, before the thread begins: so that stopping knows of every thread. */
static gboolean
on_incoming (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             FodFaultProxy *self)
{
  g_mutex_lock (&self->mutex);
  self->running++;
  g_mutex_unlock (&self->mutex);
  return FALSE;
}

FodFaultProxy *
fod_fault_proxy_start (guint port)
{
  FodFaultProxy *self = g_new0 (FodFaultProxy, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->port = (guint16)port;
  self->cancellable = g_cancellable_new ();
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, seen_free);
  self->service = g_threaded_socket_service_new (16);
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  g_signal_connect (self->service, "run", G_CALLBACK (on_run), self);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->url = g_strdup_printf ("http://127.0.0.1:%u",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  g_socket_service_start (self->service);
  return self;
}

void
fod_fault_proxy_stop (FodFaultProxy *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->cancellable);
  g_mutex_lock (&self->mutex);
  g_cond_broadcast (&self->cond);
  while (self->running > 0)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
  g_clear_object (&self->service);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->url);
  g_free (self);
}

const char *
fod_fault_proxy_get_url (FodFaultProxy *self)
{
  return self->url;
}

void
fod_fault_proxy_set (FodFaultProxy *self, const FodFault *fault)
{
  g_mutex_lock (&self->mutex);
  self->fault = fault == NULL ? (FodFault){ .kind = FOD_FAULT_NONE } : *fault;
  self->released = FALSE;
  g_mutex_unlock (&self->mutex);
}

void
fod_fault_proxy_release (FodFaultProxy *self)
{
  g_mutex_lock (&self->mutex);
  self->released = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

guint
fod_fault_proxy_count (FodFaultProxy *self, const char *path)
{
  GHashTableIter iter;
  gpointer key, value;
  guint count = 0;

  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->seen);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (path == NULL || strcmp (path, key) == 0)
      count += ((Seen *)value)->count;
  g_mutex_unlock (&self->mutex);
  return count;
}

GBytes *
fod_fault_proxy_dup_request (FodFaultProxy *self, const char *path)
{
  GBytes *request;

  g_mutex_lock (&self->mutex);
  request = g_bytes_ref (look_up (self, path)->request);
  g_mutex_unlock (&self->mutex);
  return request;
}

GBytes *
fod_fault_proxy_dup_reply (FodFaultProxy *self, const char *path)
{
  GBytes *reply;

  g_mutex_lock (&self->mutex);
  reply = g_bytes_ref (look_up (self, path)->reply);
  g_mutex_unlock (&self->mutex);
  return reply;
}

GBytes *
fod_fault_proxy_replay (FodFaultProxy *self, const char *path)
{
  Exchange exchange = { .proxy = self };
  g_autoptr (GSocketConnection) server = connect_to_server (self);
  g_autoptr (GBytes) request = fod_fault_proxy_dup_request (self, path);

  send_some (&exchange, server, request, G_MAXSIZE);
  return fod_http_bytes_read (g_io_stream_get_input_stream (G_IO_STREAM (server)),
                              self->cancellable);
}
