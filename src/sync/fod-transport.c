/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodTransport: the interface between the sync and whatever carries its messages. */

#include "config.h"

#include "sync/fod-transport.h"

#include <string.h>

G_DEFINE_INTERFACE (FodTransport, fod_transport, G_TYPE_OBJECT)

static void
fod_transport_default_init (FodTransportInterface *iface)
{
}

FodRequest *
fod_request_new (const char *method, const char *path, const char *token, char *body)
{
  FodRequest *self;

  g_return_val_if_fail (method != NULL && path != NULL, NULL);

  self = g_new0 (FodRequest, 1);
  self->method = g_strdup (method);
  self->path = g_strdup (path);
  self->token = g_strdup (token);
  if (body != NULL)
    self->body = g_bytes_new_take (body, strlen (body));
  return self;
}

void
fod_request_free (FodRequest *self)
{
  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));
  g_free (self->method);
  g_free (self->path);
  g_free (self->token);
  g_free (self->etag);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

FodReply *
fod_reply_new (guint status)
{
  FodReply *self = g_new0 (FodReply, 1);

  self->status = status;
  self->retry_after = -1;
  self->body = g_bytes_new_static ("", 0);
  return self;
}

void
fod_reply_free (FodReply *self)
{
  g_free (self->etag);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

void
fod_transport_send_async (FodTransport *self,
                          FodRequest *request,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (FOD_IS_TRANSPORT (self));
  g_return_if_fail (request != NULL);

  FOD_TRANSPORT_GET_IFACE (self)->send_async (self, request, cancellable, callback, user_data);
}

FodReply *
fod_transport_send_finish (FodTransport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (FOD_IS_TRANSPORT (self), NULL);

  return FOD_TRANSPORT_GET_IFACE (self)->send_finish (self, result, error);
}

FodLiveLine *
fod_transport_open_line (FodTransport *self, const char *token, guint ping_seconds)
{
  g_return_val_if_fail (FOD_IS_TRANSPORT (self), NULL);
  g_return_val_if_fail (token != NULL, NULL);

  if (FOD_TRANSPORT_GET_IFACE (self)->open_line == NULL)
    return NULL;
  return FOD_TRANSPORT_GET_IFACE (self)->open_line (self, token, ping_seconds);
}
