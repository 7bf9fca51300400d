/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodHttpTransport: libsoup with what it does by itself taken away (redirects, cookies, login,
 * decoding without a limit), because it reports some cut and some damaged bodies as success. */

#include "config.h"

#include "sync/fod-http-transport.h"

#include "base/fod-source.h"
#include "sync/fod-gzip.h"
#include "sync/fod-http-address.h"
#include "sync/fod-http-line.h"
#include "sync/fod-sync-engine.h"
#include "wire/fod-protocol.h"

#include <libsoup/soup.h>
#include <string.h>

#define STEP (64 * 1024)
#define DEADLINE_MS 60000
#define PACK_FROM 1024

struct _FodHttpTransport
{
  GObject parent_instance;

  SoupSession *session;
  SoupSession *line_session; /* (nullable): whose connections may be silent */
  FodHttpLine *line;         /* (nullable): weak: the last that was opened */
  char *address;
  guint deadline_ms;
  gsize max_bytes;
};

/* One exchange. `cancellable` is its own: the caller's and the deadline both pull it. */
typedef struct
{
  SoupMessage *message;
  FodReply *reply;
  GInputStream *stream;
  GByteArray *body;
  GCancellable *cancellable;
  GCancellable *outer;
  gulong outer_handler;
  GSource *deadline;
  gboolean late;
  gsize max_bytes;
  GSource *given_up; /* (nullable): while the line is asked */
} Exchange;

static void fod_http_transport_iface_init (FodTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FodHttpTransport,
                               fod_http_transport,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FOD_TYPE_TRANSPORT,
                                                      fod_http_transport_iface_init))

static void
exchange_free (Exchange *exchange)
{
  fod_source_drop (&exchange->deadline);
  fod_source_drop (&exchange->given_up);
  if (exchange->outer != NULL)
    g_cancellable_disconnect (exchange->outer, exchange->outer_handler);
  g_clear_object (&exchange->outer);
  g_clear_object (&exchange->cancellable);
  g_clear_object (&exchange->message);
  g_clear_object (&exchange->stream);
  g_clear_pointer (&exchange->reply, fod_reply_free);
  g_clear_pointer (&exchange->body, g_byte_array_unref);
  g_free (exchange);
}

/* Hands the task its failure, in the words of this folder. */
static void
fail (GTask *task, GError *error)
{
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) cause = error;

  if (exchange->late)
    g_task_return_new_error (task, FOD_SYNC_ERROR, FOD_SYNC_ERROR_OFFLINE, "no answer in time");
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
           cause->domain == FOD_SYNC_ERROR)
    g_task_return_error (task, g_steal_pointer (&cause));
  else if (cause->domain == G_TLS_ERROR && cause->code != G_TLS_ERROR_EOF)
    g_task_return_new_error (task, FOD_SYNC_ERROR, FOD_SYNC_ERROR_CERTIFICATE,
                             "the connection is not safe");
  else
    g_task_return_new_error (task, FOD_SYNC_ERROR, FOD_SYNC_ERROR_OFFLINE, "no connection (%s %d)",
                             g_quark_to_string (cause->domain), cause->code);
}

static void
fail_as_server (GTask *task, const char *why)
{
  fail (task, g_error_new_literal (FOD_SYNC_ERROR, FOD_SYNC_ERROR_SERVER, why));
}

/* The body has been read: unpacks it and is done. */
static void
complete (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  const char *encoding = soup_message_headers_get_list (headers, "Content-Encoding");
  g_autoptr (GBytes) body = g_byte_array_free_to_bytes (g_steal_pointer (&exchange->body));
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&exchange->reply->body, g_bytes_unref);
  if (encoding == NULL || g_ascii_strcasecmp (encoding, "identity") == 0)
    exchange->reply->body = g_steal_pointer (&body);
  else if (g_ascii_strcasecmp (encoding, "gzip") == 0 && g_bytes_get_size (body) > 0)
    exchange->reply->body = fod_gzip_unpack (body, exchange->max_bytes, &error);
  else if (g_bytes_get_size (body) == 0)
    exchange->reply->body = g_steal_pointer (&body);
  else
    error = g_error_new_literal (FOD_SYNC_ERROR, FOD_SYNC_ERROR_SERVER, "unknown encoding");

  if (error != NULL)
    fail (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&exchange->reply),
                           (GDestroyNotify)fod_reply_free);
}

static void
on_bytes_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize size;
  const void *data;

  if (bytes == NULL)
    {
      fail (task, g_steal_pointer (&error));
      return;
    }
  data = g_bytes_get_data (bytes, &size);
  if (size == 0)
    {
      complete (task);
      return;
    }
  if (size > exchange->max_bytes - exchange->body->len)
    {
      fail_as_server (task, "the reply is too long");
      return;
    }
  g_byte_array_append (exchange->body, data, (guint)size);
  g_input_stream_read_bytes_async (exchange->stream, STEP, G_PRIORITY_DEFAULT,
                                   exchange->cancellable, on_bytes_read, g_steal_pointer (&task));
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  SoupMessageHeaders *headers;
  g_autoptr (GError) error = NULL;

  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (exchange->stream == NULL)
    {
      fail (task, g_steal_pointer (&error));
      return;
    }
  headers = soup_message_get_response_headers (exchange->message);
  exchange->reply = fod_reply_new (soup_message_get_status (exchange->message));
  exchange->reply->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  exchange->reply->retry_after = fod_http_read_retry_after (exchange->message);
  exchange->body = g_byte_array_new ();
  g_input_stream_read_bytes_async (exchange->stream, STEP, G_PRIORITY_DEFAULT,
                                   exchange->cancellable, on_bytes_read, g_steal_pointer (&task));
}

static gboolean
on_deadline (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->late = TRUE;
  g_cancellable_cancel (exchange->cancellable);
  return G_SOURCE_REMOVE;
}

static void
on_outer_cancelled (GCancellable *outer, gpointer user_data)
{
  g_cancellable_cancel (G_CANCELLABLE (user_data));
}

static void
set_body (SoupMessage *message, GBytes *body)
{
  g_autoptr (GBytes) packed = NULL;

  if (g_bytes_get_size (body) < PACK_FROM)
    {
      soup_message_set_request_body_from_bytes (message, "application/json", body);
      return;
    }
  packed = fod_gzip_pack (body);
  soup_message_set_request_body_from_bytes (message, "application/json", packed);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Content-Encoding",
                                "gzip");
}

static SoupMessage *
new_message (FodHttpTransport *self, FodRequest *request)
{
  g_autofree char *url = g_strconcat (self->address, request->path, NULL);
  SoupMessage *message = soup_message_new (request->method, url);
  SoupMessageHeaders *headers;

  if (message == NULL)
    return NULL;
  headers = soup_message_get_request_headers (message);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  soup_message_headers_replace (headers, "Accept-Encoding", "gzip");
  if (request->etag != NULL)
    soup_message_headers_replace (headers, "If-None-Match", request->etag);
  if (request->token != NULL)
    {
      g_autofree char *value = g_strconcat ("Bearer ", request->token, NULL);

      soup_message_headers_replace (headers, "Authorization", value);
      explicit_bzero (value, strlen (value));
    }
  if (request->body != NULL)
    set_body (message, request->body);
  return message;
}

static Exchange *
exchange_new (FodHttpTransport *self, SoupMessage *message, GCancellable *outer)
{
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->message = message;
  exchange->cancellable = g_cancellable_new ();
  exchange->max_bytes = self->max_bytes;
  exchange->deadline = g_timeout_source_new (self->deadline_ms);
  g_source_set_callback (exchange->deadline, on_deadline, exchange, NULL);
  g_source_attach (exchange->deadline, g_main_context_get_thread_default ());
  if (outer != NULL)
    {
      exchange->outer = g_object_ref (outer);
      exchange->outer_handler =
          g_cancellable_connect (outer, G_CALLBACK (on_outer_cancelled),
                                 g_object_ref (exchange->cancellable), g_object_unref);
    }
  return exchange;
}

/* @task: (transfer full) */
static void
ask_over_http (GTask *task)
{
  FodHttpTransport *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);

  soup_session_send_async (self->session, exchange->message, G_PRIORITY_DEFAULT,
                           exchange->cancellable, on_sent, task);
}

/* What the line did not answer is asked once more: a push is applied once, a pull changes nothing.
 */
static void
on_line_answered (FodReply *reply, gpointer data)
{
  g_autoptr (GTask) task = data;
  Exchange *exchange = g_task_get_task_data (task);

  fod_source_drop (&exchange->given_up);
  if (reply != NULL && reply->status != FOD_STATUS_ELSEWHERE)
    {
      g_task_return_pointer (task, reply, (GDestroyNotify)fod_reply_free);
      return;
    }
  g_clear_pointer (&reply, fod_reply_free);
  ask_over_http (g_steal_pointer (&task));
}

/* Somebody has lost patience: the caller, or the deadline. */
static gboolean
on_given_up (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FodHttpTransport *self = g_task_get_source_object (task);

  if (self->line != NULL)
    fod_http_line_forget (self->line);
  fail (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "given up"));
  return G_SOURCE_REMOVE;
}

/* Whether the line takes it. */
static gboolean
ask_on_line (GTask *task, const FodRequest *request)
{
  FodHttpTransport *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);

  if (self->line == NULL ||
      (strcmp (request->path, FOD_PATH_PUSH) != 0 && strcmp (request->path, FOD_PATH_PULL) != 0) ||
      !fod_http_line_ask (self->line, request, on_line_answered, task))
    return FALSE;
  exchange->given_up = g_cancellable_source_new (exchange->cancellable);
  g_source_set_callback (exchange->given_up, G_SOURCE_FUNC (on_given_up), task, NULL);
  g_source_attach (exchange->given_up, g_main_context_get_thread_default ());
  return TRUE;
}

static void
fod_http_transport_send_async (FodTransport *transport,
                               FodRequest *request,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  FodHttpTransport *self = FOD_HTTP_TRANSPORT (transport);
  g_autoptr (FodRequest) owned = request;
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  SoupMessage *message = new_message (self, owned);
  Exchange *exchange;

  g_task_set_source_tag (task, fod_http_transport_send_async);
  if (message == NULL)
    {
      g_task_return_new_error (task, FOD_SYNC_ERROR, FOD_SYNC_ERROR_ADDRESS, "not an address");
      return;
    }
  exchange = exchange_new (self, message, cancellable);
  g_task_set_task_data (task, exchange, (GDestroyNotify)exchange_free);
  if (ask_on_line (task, owned))
    g_steal_pointer (&task);
  else
    ask_over_http (g_steal_pointer (&task));
}

static FodReply *
fod_http_transport_send_finish (FodTransport *transport, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static SoupSession *
get_line_session (FodHttpTransport *self)
{
  g_autoptr (GProxyResolver) proxies = NULL;

  if (self->line_session != NULL)
    return self->line_session;
  self->line_session =
      soup_session_new_with_options ("user-agent", "fodfaeste/" PACKAGE_VERSION, NULL);
  soup_session_remove_feature_by_type (self->line_session, SOUP_TYPE_AUTH_MANAGER);
  /* Packed messages could unpack to anything, and ours are short. */
  soup_session_remove_feature_by_type (self->line_session, SOUP_TYPE_WEBSOCKET_EXTENSION_MANAGER);
  g_object_get (self->session, "proxy-resolver", &proxies, NULL);
  g_object_set (self->line_session, "proxy-resolver", proxies, NULL);
  return self->line_session;
}

static FodLiveLine *
fod_http_transport_open_line (FodTransport *transport, const char *token, guint ping_seconds)
{
  FodHttpTransport *self = FOD_HTTP_TRANSPORT (transport);
  g_autoptr (FodRequest) request = fod_request_new ("GET", FOD_PATH_LIVE, token, NULL);
  SoupMessage *message = new_message (self, request);
  FodLiveLine *line;

  if (message == NULL)
    return NULL;
  soup_message_headers_remove (soup_message_get_request_headers (message), "Accept-Encoding");
  line = fod_http_line_new (get_line_session (self), message, ping_seconds);
  g_set_weak_pointer (&self->line, FOD_HTTP_LINE (line));
  return line;
}

static void
fod_http_transport_iface_init (FodTransportInterface *iface)
{
  iface->open_line = fod_http_transport_open_line;
  iface->send_async = fod_http_transport_send_async;
  iface->send_finish = fod_http_transport_send_finish;
}

static void
fod_http_transport_finalize (GObject *object)
{
  FodHttpTransport *self = FOD_HTTP_TRANSPORT (object);

  g_clear_object (&self->session);
  g_clear_object (&self->line_session);
  g_clear_weak_pointer (&self->line);
  g_free (self->address);
  G_OBJECT_CLASS (fod_http_transport_parent_class)->finalize (object);
}

static void
fod_http_transport_class_init (FodHttpTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fod_http_transport_finalize;
}

static void
fod_http_transport_init (FodHttpTransport *self)
{
  self->deadline_ms = DEADLINE_MS;
  self->max_bytes = FOD_LIMIT_BODY_BYTES;
  self->session = soup_session_new_with_options ("timeout", 30, "idle-timeout", 90, "user-agent",
                                                 "fodfaeste/" PACKAGE_VERSION, NULL);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
}

FodTransport *
fod_http_transport_new (const char *server, GError **error)
{
  g_autofree char *address = fod_http_address_dup (server, error);
  FodHttpTransport *self;

  if (address == NULL)
    return NULL;
  self = g_object_new (FOD_TYPE_HTTP_TRANSPORT, NULL);
  /* What stays on this machine is no proxy's business. */
  if (fod_http_address_is_here (address))
    g_object_set (self->session, "proxy-resolver", NULL, NULL);
  self->address = g_steal_pointer (&address);
  return FOD_TRANSPORT (self);
}

void
fod_http_transport_set_limits (FodHttpTransport *self, guint deadline_ms, gsize max_bytes)
{
  g_return_if_fail (FOD_IS_HTTP_TRANSPORT (self));

  self->deadline_ms = deadline_ms;
  self->max_bytes = max_bytes;
}
