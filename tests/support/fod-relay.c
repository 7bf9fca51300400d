/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two threads a connection, one each way; the main context of the test accepts connections. */

#include "config.h"

#include "support/fod-relay.h"

#include <string.h>

struct _FodRelay
{
  GSocketService *service;
  char *url;
  guint port;

  GMutex lock;
  GPtrArray *threads;     /* of GThread */
  GPtrArray *connections; /* of GSocketConnection: both ends of each */
  gsize counts[2];
  GByteArray *sent;
  gboolean cuts;
  gboolean cuts_back;
  gsize cut_at;
};

typedef struct
{
  FodRelay *relay;
  GSocketConnection *from;
  GSocketConnection *to;
  gboolean back;
} Way;

static void
break_all (FodRelay *self)
{
  for (guint i = 0; i < self->connections->len; i++)
    g_socket_shutdown (g_socket_connection_get_socket (self->connections->pdata[i]), TRUE, TRUE,
                       NULL);
}

/* How many of @size bytes get through. */
static gsize
take (Way *way, const guint8 *bytes, gsize size)
{
  FodRelay *self = way->relay;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->cuts && self->cuts_back == way->back)
    size = MIN (size, self->cut_at - self->counts[way->back]);
  self->counts[way->back] += size;
  if (!way->back)
    g_byte_array_append (self->sent, bytes, (guint)size);
  return size;
}

static void
break_if_due (Way *way)
{
  FodRelay *self = way->relay;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (!self->cuts || self->counts[self->cuts_back] < self->cut_at)
    return;
  self->cuts = FALSE;
  break_all (self);
}

static gpointer
run_way (gpointer data)
{
  Way *way = data;
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (way->from));
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (way->to));
  guint8 bytes[16 * 1024];
  gssize size;

  while ((size = g_input_stream_read (in, bytes, sizeof bytes, NULL, NULL)) > 0)
    {
      gsize through = take (way, bytes, (gsize)size);

      if (!g_output_stream_write_all (out, bytes, through, NULL, NULL, NULL))
        break;
      break_if_due (way);
    }
  g_socket_shutdown (g_socket_connection_get_socket (way->to), FALSE, TRUE, NULL);
  g_object_unref (way->from);
  g_object_unref (way->to);
  g_free (way);
  return NULL;
}

static void
start_way (FodRelay *self, GSocketConnection *from, GSocketConnection *to, gboolean back)
{
  Way *way = g_new0 (Way, 1);

  way->relay = self;
  way->from = g_object_ref (from);
  way->to = g_object_ref (to);
  way->back = back;
  g_ptr_array_add (self->threads, g_thread_new ("relay", run_way, way));
}

static gboolean
on_incoming (GSocketService *service, GSocketConnection *from, GObject *source, gpointer user_data)
{
  FodRelay *self = user_data;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) to =
      g_socket_client_connect_to_host (client, "127.0.0.1", (guint16)self->port, NULL, NULL);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (to == NULL)
    return TRUE;
  g_ptr_array_add (self->connections, g_object_ref (from));
  g_ptr_array_add (self->connections, g_object_ref (to));
  start_way (self, from, to, FALSE);
  start_way (self, to, from, TRUE);
  return TRUE;
}

FodRelay *
fod_relay_start (guint port)
{
  FodRelay *self = g_new0 (FodRelay, 1);
  g_autoptr (GError) error = NULL;
  guint16 own;

  g_mutex_init (&self->lock);
  self->port = port;
  self->threads = g_ptr_array_new ();
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  self->sent = g_byte_array_new ();
  self->service = g_socket_service_new ();
  own = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->service), NULL, &error);
  g_assert_no_error (error);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", own);
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  return self;
}

void
fod_relay_stop (FodRelay *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_mutex_lock (&self->lock);
  break_all (self);
  g_mutex_unlock (&self->lock);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (self->threads->pdata[i]);
  g_ptr_array_unref (self->threads);
  g_ptr_array_unref (self->connections);
  g_byte_array_unref (self->sent);
  g_object_unref (self->service);
  g_mutex_clear (&self->lock);
  g_free (self->url);
  g_free (self);
}

const char *
fod_relay_get_url (FodRelay *self)
{
  return self->url;
}

void
fod_relay_begin (FodRelay *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->counts[0] = self->counts[1] = 0;
  self->cuts = FALSE;
  g_byte_array_set_size (self->sent, 0);
}

gsize
fod_relay_count (FodRelay *self, gboolean back)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->counts[back];
}

gboolean
fod_relay_has_sent (FodRelay *self, const char *text)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->sent->len > 0 &&
         memmem (self->sent->data, self->sent->len, text, strlen (text)) != NULL;
}

void
fod_relay_cut (FodRelay *self, gboolean back, gsize at)
{
  fod_relay_begin (self);
  g_mutex_lock (&self->lock);
  self->cuts = TRUE;
  self->cuts_back = back;
  self->cut_at = at;
  g_mutex_unlock (&self->lock);
}
