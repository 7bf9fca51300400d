/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/fod-live-line.h"

G_BEGIN_DECLS

/**
 * FodRequest:
 * @token: (nullable): goes into the Authorization header, never into a URL or a log
 * @etag: (nullable): asks for 304 when nothing has moved since
 * @body: (nullable): JSON
 */
typedef struct
{
  char *method;
  char *path;
  char *token;
  char *etag;
  GBytes *body;
} FodRequest;

/**
 * FodReply:
 * @retry_after: seconds that the server asks to wait, -1 when it does not say
 * @body: decoded
 */
typedef struct
{
  guint status;
  char *etag;
  gint64 retry_after;
  GBytes *body;
} FodReply;

/** fod_request_new: @body: (transfer full) (nullable): text to send; Returns: (transfer full): a
 * request */
FodRequest *fod_request_new (const char *method, const char *path, const char *token, char *body);

/** fod_request_free: also overwrites the token */
void fod_request_free (FodRequest *self);

/** fod_reply_new: Returns: (transfer full): a reply without a body */
FodReply *fod_reply_new (guint status);

void fod_reply_free (FodReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodRequest, fod_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodReply, fod_reply_free)

/**
 * FodTransport:
 *
 * One request, one reply, and a line on which the server says that there is something to ask for:
 * all that the sync needs of a network. Any status is a reply; an error is
 * that there was none. Errors are %FOD_SYNC_ERROR (OFFLINE, SERVER, CERTIFICATE), and
 * %G_IO_ERROR_CANCELLED.
 */
#define FOD_TYPE_TRANSPORT (fod_transport_get_type ())
G_DECLARE_INTERFACE (FodTransport, fod_transport, FOD, TRANSPORT, GObject)

struct _FodTransportInterface
{
  GTypeInterface parent;

  void (*send_async) (FodTransport *self,
                      FodRequest *request,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  FodReply *(*send_finish) (FodTransport *self, GAsyncResult *result, GError **error);
  FodLiveLine *(*open_line) (FodTransport *self, const char *token, guint ping_seconds);
};

/** fod_transport_send_async: @request: (transfer full) */
void fod_transport_send_async (FodTransport *self,
                               FodRequest *request,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/** fod_transport_send_finish: Returns: (transfer full) (nullable): the reply */
FodReply *fod_transport_send_finish (FodTransport *self, GAsyncResult *result, GError **error);

/** fod_transport_open_line: Returns: (transfer full) (nullable): a line that is being opened, or
 * %NULL where there are none */
FodLiveLine *fod_transport_open_line (FodTransport *self, const char *token, guint ping_seconds);

G_END_DECLS
