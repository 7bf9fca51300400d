/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks the server for the history of one row, because somebody looks at it. No round waits for
 * that, and nothing follows from a failure but that one knows no more than before. */

#include "config.h"

#include "sync/fod-sync-engine-private.h"

#include "wire/fod-protocol.h"
#include "wire/fod-wire.h"

typedef struct
{
  char *kind;
  char *row;
} FodQuestion;

static void
question_free (gpointer data)
{
  FodQuestion *question = data;

  g_free (question->kind);
  g_free (question->row);
  g_free (question);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (fod_journal_keep_history_finish (FOD_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* 404 is an older server, or a row that has left this laptop's scopes and is about to go. */
static FodHistoryReply *
read_reply (const FodReply *reply, GError **error)
{
  FodHistoryReply *history;
  gsize size;
  const char *data;

  if (reply->status != 200)
    {
      g_set_error (error, FOD_SYNC_ERROR,
                   reply->status == 404 ? FOD_SYNC_ERROR_SERVER_OLD : FOD_SYNC_ERROR_OFFLINE,
                   "status %u", reply->status);
      return NULL;
    }
  data = g_bytes_get_data (reply->body, &size);
  history = fod_wire_parse_history_reply (data, size, NULL);
  if (history == NULL)
    g_set_error_literal (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_SERVER,
                         "what answered is no message");
  return history;
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FodSyncEngine *self = g_task_get_source_object (task);
  const FodQuestion *question = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodReply) reply = fod_transport_send_finish (FOD_TRANSPORT (source), result, &error);
  FodHistoryReply *history = reply == NULL ? NULL : read_reply (reply, &error);

  if (history == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  fod_journal_keep_history_async (self->store, question->kind, question->row, history,
                                  g_task_get_cancellable (task), on_kept, task);
  g_steal_pointer (&task);
}

static void
on_enrolment (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FodSyncEngine *self = g_task_get_source_object (task);
  const FodQuestion *question = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodEnrolment) enrolment =
      fod_journal_get_enrolment_finish (self->store, result, &error);
  FodHistoryRequest request = { .schema = FOD_SCHEMA_VERSION,
                                .kind = question->kind,
                                .row = question->row };

  if (enrolment == NULL || !fod_sync_engine_take_enrolment (self, enrolment, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  request.device = enrolment->device;
  request.epoch = enrolment->epoch;
  fod_transport_send_async (self->transport,
                            fod_request_new ("POST", FOD_PATH_HISTORY, enrolment->token,
                                             fod_wire_print_history_request (&request)),
                            g_task_get_cancellable (task), on_answered, task);
  g_steal_pointer (&task);
}

void
fod_sync_engine_ask_history_async (FodSyncEngine *self,
                                   const char *kind,
                                   const char *id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  FodQuestion *question;
  GTask *task;

  g_return_if_fail (FOD_IS_SYNC_ENGINE (self));
  g_return_if_fail (kind != NULL && id != NULL);

  question = g_new0 (FodQuestion, 1);
  question->kind = g_strdup (kind);
  question->row = g_strdup (id);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, fod_sync_engine_ask_history_async);
  g_task_set_task_data (task, question, question_free);
  fod_journal_get_enrolment_async (self->store, cancellable, on_enrolment, task);
}

gboolean
fod_sync_engine_ask_history_finish (FodSyncEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
