/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodFlakyTransport: loses what a bad line loses. */

#include "config.h"

#include "support/fod-flaky-transport.h"

#include "sync/fod-http-transport.h"
#include "sync/fod-sync-engine.h"

#include <string.h>

struct _FodFlakyTransport
{
  GObject parent_instance;

  FodTransport *inner;
  char *lose;
  GRand *rand;
  double request_loss;
  double reply_loss;
};

static void fod_flaky_transport_iface_init (FodTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FodFlakyTransport,
                               fod_flaky_transport,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FOD_TYPE_TRANSPORT,
                                                      fod_flaky_transport_iface_init))

static gboolean
happens (FodFlakyTransport *self, double chance)
{
  return self->rand != NULL && g_rand_double (self->rand) < chance;
}

static void
lose (GTask *task)
{
  g_task_return_new_error (task, FOD_SYNC_ERROR, FOD_SYNC_ERROR_OFFLINE, "lost");
}

static void
on_replied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FodFlakyTransport *self = g_task_get_source_object (task);
  const char *path = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodReply) reply = fod_transport_send_finish (FOD_TRANSPORT (source), result, &error);

  if (reply == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (g_strcmp0 (self->lose, path) == 0)
    {
      g_clear_pointer (&self->lose, g_free);
      lose (task);
    }
  else if (happens (self, self->reply_loss))
    lose (task);
  else
    g_task_return_pointer (task, g_steal_pointer (&reply), (GDestroyNotify)fod_reply_free);
}

static void
fod_flaky_transport_send_async (FodTransport *transport,
                                FodRequest *request,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  FodFlakyTransport *self = FOD_FLAKY_TRANSPORT (transport);
  g_autoptr (GTask) task = g_task_new (transport, cancellable, callback, user_data);

  g_task_set_source_tag (task, fod_flaky_transport_send_async);
  if (happens (self, self->request_loss))
    {
      fod_request_free (request);
      lose (task);
      return;
    }
  g_task_set_task_data (task, g_strdup (request->path), g_free);
  fod_transport_send_async (self->inner, request, cancellable, on_replied, g_steal_pointer (&task));
}

static FodReply *
fod_flaky_transport_send_finish (FodTransport *transport, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fod_flaky_transport_iface_init (FodTransportInterface *iface)
{
  iface->send_async = fod_flaky_transport_send_async;
  iface->send_finish = fod_flaky_transport_send_finish;
}

static void
fod_flaky_transport_finalize (GObject *object)
{
  FodFlakyTransport *self = FOD_FLAKY_TRANSPORT (object);

  g_clear_object (&self->inner);
  g_free (self->lose);
  G_OBJECT_CLASS (fod_flaky_transport_parent_class)->finalize (object);
}

static void
fod_flaky_transport_class_init (FodFlakyTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fod_flaky_transport_finalize;
}

static void
fod_flaky_transport_init (FodFlakyTransport *self)
{
}

FodFlakyTransport *
fod_flaky_transport_new (const char *url)
{
  FodFlakyTransport *self = g_object_new (FOD_TYPE_FLAKY_TRANSPORT, NULL);

  fod_flaky_transport_set_url (self, url);
  return self;
}

void
fod_flaky_transport_set_url (FodFlakyTransport *self, const char *url)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->inner);
  self->inner = fod_http_transport_new (url, &error);
  g_assert_no_error (error);
}

void
fod_flaky_transport_lose_reply (FodFlakyTransport *self, const char *path)
{
  g_free (self->lose);
  self->lose = g_strdup (path);
}

void
fod_flaky_transport_set_losses (FodFlakyTransport *self, GRand *rand, double request, double reply)
{
  self->rand = rand;
  self->request_loss = request;
  self->reply_loss = reply;
}
