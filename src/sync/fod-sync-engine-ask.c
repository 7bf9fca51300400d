/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is asked of the server for somebody who looks at it, and kept nowhere: no round has a part
 * in it, and it has none in a round. */

#include "config.h"

#include "sync/fod-sync-engine-private.h"

#include "wire/fod-protocol.h"
#include "wire/fod-wire.h"

static FodSyncError
code_of_status (guint status)
{
  switch (status)
    {
    case 401:
    case 410:
      return FOD_SYNC_ERROR_REVOKED;
    case 403:
    case 404:
      return FOD_SYNC_ERROR_NOT_OFFERED;
    case 409: /* the next round meets the new epoch */
    case 429:
    case 503:
      return FOD_SYNC_ERROR_BUSY;
    case 422:
    case 426:
      return FOD_SYNC_ERROR_TOO_OLD;
    case 502:
    case 504:
      return FOD_SYNC_ERROR_OFFLINE;
    default:
      return FOD_SYNC_ERROR_SERVER;
    }
}

static void
on_replied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (FodReply) reply = fod_transport_send_finish (FOD_TRANSPORT (source), result, &error);
  FodQuarantineReply *said = NULL;

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (reply->status != 200)
    {
      g_task_return_new_error (task, FOD_SYNC_ERROR, (int)code_of_status (reply->status),
                               "status %u", reply->status);
      return;
    }
  said = fod_wire_parse_quarantine_reply (g_bytes_get_data (reply->body, NULL),
                                          g_bytes_get_size (reply->body), NULL);
  if (said == NULL)
    g_task_return_new_error (task, FOD_SYNC_ERROR, FOD_SYNC_ERROR_SERVER,
                             "what answered is no message");
  else
    g_task_return_pointer (task, said, (GDestroyNotify)fod_quarantine_reply_free);
}

static void
on_enrolment (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FodSyncEngine *self = g_task_get_source_object (task);
  FodQuarantineRequest *request = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FodEnrolment) enrolment =
      fod_journal_get_enrolment_finish (self->store, result, &error);

  if (enrolment == NULL || !fod_sync_engine_take_enrolment (self, enrolment, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  request->device = g_strdup (enrolment->device);
  request->epoch = g_strdup (enrolment->epoch);
  fod_transport_send_async (self->transport,
                            fod_request_new ("POST", FOD_PATH_QUARANTINE, enrolment->token,
                                             fod_wire_print_quarantine_request (request)),
                            g_task_get_cancellable (task), on_replied, g_object_ref (task));
}

void
fod_sync_engine_ask_quarantine_async (FodSyncEngine *self,
                                      const char *after,
                                      GPtrArray *settled,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  FodQuarantineRequest *request;

  g_return_if_fail (FOD_IS_SYNC_ENGINE (self));

  request = g_new0 (FodQuarantineRequest, 1);
  request->schema = FOD_SCHEMA_VERSION;
  request->after = g_strdup (after);
  request->settled =
      settled != NULL ? g_ptr_array_ref (settled) : g_ptr_array_new_with_free_func (g_free);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, fod_sync_engine_ask_quarantine_async);
  g_task_set_task_data (task, request, (GDestroyNotify)fod_quarantine_request_free);
  fod_journal_get_enrolment_async (self->store, cancellable, on_enrolment, g_steal_pointer (&task));
}

FodQuarantineReply *
fod_sync_engine_ask_quarantine_finish (FodSyncEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
