/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodRawServer: a server that says exactly what it is told. */

#include "config.h"

#include "support/fod-raw-server.h"

#include "support/fod-http-bytes.h"

struct _FodRawServer
{
  GSocketService *service;
  GBytes *reply;
  GTlsCertificate *certificate;
  GCancellable *cancellable;
  char *url;
  GMutex mutex; /* guards what follows */
  GCond cond;
  guint running;
  guint count;
  GBytes *request;
};

static void
read_request (FodRawServer *self, GInputStream *input)
{
  GBytes *request = fod_http_bytes_read (input, self->cancellable);

  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->request, g_bytes_unref);
  self->request = request;
  g_mutex_unlock (&self->mutex);
}

static void
serve (FodRawServer *self, GIOStream *stream)
{
  guint8 byte;

  read_request (self, g_io_stream_get_input_stream (stream));
  if (self->reply == NULL)
    g_input_stream_read (g_io_stream_get_input_stream (stream), &byte, 1, self->cancellable, NULL);
  else
    g_output_stream_write_all (g_io_stream_get_output_stream (stream),
                               g_bytes_get_data (self->reply, NULL), g_bytes_get_size (self->reply),
                               NULL, self->cancellable, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static gboolean
on_run (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source,
        FodRawServer *self)
{
  g_autoptr (GIOStream) tls = NULL;

  if (self->certificate != NULL)
    tls = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
  serve (self, tls != NULL ? tls : G_IO_STREAM (connection));
  g_mutex_lock (&self->mutex);
  self->running--;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

/* In the main context, before the thread begins: so that stopping knows of every thread. */
static gboolean
on_incoming (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             FodRawServer *self)
{
  g_mutex_lock (&self->mutex);
  self->running++;
  self->count++;
  g_mutex_unlock (&self->mutex);
  return FALSE;
}

FodRawServer *
fod_raw_server_start (GBytes *reply, GTlsCertificate *certificate)
{
  FodRawServer *self = g_new0 (FodRawServer, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->reply = reply == NULL ? NULL : g_bytes_ref (reply);
  g_set_object (&self->certificate, certificate);
  self->cancellable = g_cancellable_new ();
  self->service = g_threaded_socket_service_new (8);
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  g_signal_connect (self->service, "run", G_CALLBACK (on_run), self);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->url = g_strdup_printf ("%s://127.0.0.1:%u", certificate == NULL ? "http" : "https",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  g_socket_service_start (self->service);
  return self;
}

void
fod_raw_server_stop (FodRawServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->cancellable);
  g_mutex_lock (&self->mutex);
  while (self->running > 0)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
  g_clear_object (&self->service);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->certificate);
  g_clear_pointer (&self->reply, g_bytes_unref);
  g_clear_pointer (&self->request, g_bytes_unref);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->url);
  g_free (self);
}

const char *
fod_raw_server_get_url (FodRawServer *self)
{
  return self->url;
}

guint
fod_raw_server_get_count (FodRawServer *self)
{
  guint count;

  g_mutex_lock (&self->mutex);
  count = self->count;
  g_mutex_unlock (&self->mutex);
  return count;
}

GBytes *
fod_raw_server_dup_request (FodRawServer *self)
{
  GBytes *request;

  g_mutex_lock (&self->mutex);
  request = self->request == NULL ? g_bytes_new_static ("", 0) : g_bytes_ref (self->request);
  g_mutex_unlock (&self->mutex);
  return request;
}
