/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodFakeTransport: requests to a function. */

#include "config.h"

#include "support/fod-fake-transport.h"

#include "sync/fod-sync-engine.h"

#include <string.h>

struct _FodFakeTransport
{
  GObject parent_instance;

  FodFakeAnswer answer;
  gpointer data;
  GString *log;
};

static void fod_fake_transport_iface_init (FodTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FodFakeTransport,
                               fod_fake_transport,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FOD_TYPE_TRANSPORT,
                                                      fod_fake_transport_iface_init))

static gboolean
on_idle (gpointer user_data)
{
  GTask *task = user_data;
  FodFakeTransport *self = g_task_get_source_object (task);
  const FodRequest *request = g_task_get_task_data (task);
  g_autofree char *body = NULL;
  FodReply *reply;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  if (request->body != NULL)
    body = g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));
  g_string_append (self->log, request->path);
  g_string_append_c (self->log, ' ');
  reply = self->answer (request, body, self->data);
  if (reply == NULL)
    g_task_return_new_error (task, FOD_SYNC_ERROR, FOD_SYNC_ERROR_OFFLINE, "no connection");
  else
    g_task_return_pointer (task, reply, (GDestroyNotify)fod_reply_free);
  return G_SOURCE_REMOVE;
}

static void
fod_fake_transport_send_async (FodTransport *transport,
                               FodRequest *request,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (transport, cancellable, callback, user_data);

  g_task_set_source_tag (task, fod_fake_transport_send_async);
  g_task_set_task_data (task, request, (GDestroyNotify)fod_request_free);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_idle, task, g_object_unref);
}

static FodReply *
fod_fake_transport_send_finish (FodTransport *transport, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fod_fake_transport_iface_init (FodTransportInterface *iface)
{
  iface->send_async = fod_fake_transport_send_async;
  iface->send_finish = fod_fake_transport_send_finish;
}

static void
fod_fake_transport_finalize (GObject *object)
{
  FodFakeTransport *self = FOD_FAKE_TRANSPORT (object);

  g_string_free (self->log, TRUE);
  G_OBJECT_CLASS (fod_fake_transport_parent_class)->finalize (object);
}

static void
fod_fake_transport_class_init (FodFakeTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fod_fake_transport_finalize;
}

static void
fod_fake_transport_init (FodFakeTransport *self)
{
  self->log = g_string_new (NULL);
}

FodFakeTransport *
fod_fake_transport_new (FodFakeAnswer answer, gpointer data)
{
  FodFakeTransport *self = g_object_new (FOD_TYPE_FAKE_TRANSPORT, NULL);

  self->answer = answer;
  self->data = data;
  return self;
}

guint
fod_fake_transport_count (FodFakeTransport *self, const char *path)
{
  g_auto (GStrv) paths = g_strsplit (self->log->str, " ", -1);
  guint count = 0;

  for (guint i = 0; paths[i] != NULL; i++)
    if (paths[i][0] != '\0' && (path == NULL || strcmp (paths[i], path) == 0))
      count++;
  return count;
}

const char *
fod_fake_transport_get_log (FodFakeTransport *self)
{
  return self->log->str;
}

FodReply *
fod_fake_reply (guint status, const char *body)
{
  FodReply *reply = fod_reply_new (status);

  if (body != NULL)
    {
      g_clear_pointer (&reply->body, g_bytes_unref);
      reply->body = g_bytes_new (body, strlen (body));
    }
  return reply;
}
