/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a device becomes known to a server. */

#include "config.h"

#include "sync/fod-enrolling.h"

#include "wire/fod-protocol.h"
#include "wire/fod-wire.h"

#include <string.h>

typedef struct
{
  FodStore *store;
  FodTransport *transport;
  FodEnrolRequest *request;
  char *address;
  FodEnrolment *enrolment;
} Enrolling;

static void
enrolling_free (Enrolling *self)
{
  g_clear_object (&self->store);
  g_clear_object (&self->transport);
  g_clear_pointer (&self->request, fod_enrol_request_free);
  g_clear_pointer (&self->enrolment, fod_enrolment_free);
  g_free (self->address);
  g_free (self);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Enrolling *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (fod_journal_set_enrolment_finish (self->store, result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
replace_text (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static void
take_over (Enrolling *self, const FodEnrolReply *reply)
{
  FodEnrolment *enrolment = self->enrolment;

  replace_text (&enrolment->server, self->address);
  replace_text (&enrolment->token, reply->token);
  replace_text (&enrolment->user, reply->user);
  replace_text (&enrolment->login, self->request->login);
  replace_text (&enrolment->team, reply->team);
  replace_text (&enrolment->role, reply->role);
  replace_text (&enrolment->epoch, reply->epoch);
  replace_text (&enrolment->seen, NULL);
  enrolment->last_contact = fod_clock_get_real_ms (fod_store_get_clock (self->store));
}

/* The server knows the device as somebody else's, or as one whose access has ended. */
static GError *
error_of_device (Enrolling *self)
{
  gboolean same = self->enrolment->login != NULL &&
                  g_ascii_strcasecmp (self->enrolment->login, self->request->login) == 0;

  return g_error_new_literal (FOD_SYNC_ERROR,
                              same ? FOD_SYNC_ERROR_REVOKED : FOD_SYNC_ERROR_OTHER_USER,
                              "the server does not want this device for this user");
}

static GError *
error_of_status (guint status)
{
  switch (status)
    {
    case 400:
    case 401:
      return g_error_new (FOD_SYNC_ERROR, FOD_SYNC_ERROR_LOGIN, "status %u", status);
    case 422:
    case 426:
      return g_error_new (FOD_SYNC_ERROR, FOD_SYNC_ERROR_TOO_OLD, "status %u", status);
    case 429:
    case 503:
      return g_error_new (FOD_SYNC_ERROR, FOD_SYNC_ERROR_BUSY, "status %u", status);
    case 502:
    case 504:
      return g_error_new (FOD_SYNC_ERROR, FOD_SYNC_ERROR_OFFLINE, "status %u", status);
    default:
      return g_error_new (FOD_SYNC_ERROR, FOD_SYNC_ERROR_SERVER, "status %u", status);
    }
}

static void
on_replied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Enrolling *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodReply) http = fod_transport_send_finish (self->transport, result, &error);
  g_autoptr (FodEnrolReply) reply = NULL;
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (http != NULL && http->status != 200)
    error = http->status == 403 ? error_of_device (self) : error_of_status (http->status);
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  reply = fod_wire_parse_enrol_reply (g_bytes_get_data (http->body, NULL),
                                      g_bytes_get_size (http->body), NULL);
  if (reply == NULL)
    {
      g_task_return_new_error (task, FOD_SYNC_ERROR, FOD_SYNC_ERROR_SERVER,
                               "what answered is no message");
      return;
    }
  /* What waits here is that user's to send, and not there; users' ids are random, so that another
   * server's never are the same. */
  if (self->enrolment->user != NULL && strcmp (self->enrolment->user, reply->user) != 0)
    {
      g_task_return_new_error (task, FOD_SYNC_ERROR, FOD_SYNC_ERROR_OTHER_USER,
                               "the profile belongs to another user");
      return;
    }
  take_over (self, reply);
  fod_journal_set_enrolment_async (self->store, self->enrolment, cancellable, on_kept,
                                   g_steal_pointer (&task));
}

/* The body holds the password; its bytes are overwritten with their last reference. */
static void
wipe_body (gpointer data)
{
  explicit_bzero (data, strlen (data));
  g_free (data);
}

static void
on_enrolment (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Enrolling *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GCancellable *cancellable = g_task_get_cancellable (task);
  FodRequest *request;
  char *body;

  self->enrolment = fod_journal_get_enrolment_finish (self->store, result, &error);
  if (self->enrolment == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  self->request->device = g_strdup (self->enrolment->device);
  body = fod_wire_print_enrol_request (self->request);
  request = fod_request_new ("POST", FOD_PATH_ENROL, NULL, NULL);
  request->body = g_bytes_new_with_free_func (body, strlen (body), wipe_body, body);
  fod_transport_send_async (self->transport, request, cancellable, on_replied,
                            g_steal_pointer (&task));
}

void
fod_enrolling_run_async (FodStore *store,
                         FodTransport *transport,
                         FodEnrolRequest *request,
                         const char *address,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Enrolling *self;

  g_return_if_fail (FOD_IS_STORE (store));
  g_return_if_fail (FOD_IS_TRANSPORT (transport));
  g_return_if_fail (request != NULL && address != NULL);

  self = g_new0 (Enrolling, 1);
  self->store = g_object_ref (store);
  self->transport = g_object_ref (transport);
  self->request = request;
  self->address = g_strdup (address);
  task = g_task_new (store, NULL, callback, user_data);
  g_task_set_source_tag (task, fod_enrolling_run_async);
  g_task_set_task_data (task, self, (GDestroyNotify)enrolling_free);

  /* Neither can be a name or password here, nor travel as JSON. */
  if (!g_utf8_validate (request->login, -1, NULL) ||
      !g_utf8_validate (fod_secret_get_data (request->password), -1, NULL) ||
      *request->login == '\0' || fod_secret_get_size (request->password) == 0)
    {
      g_task_return_new_error (task, FOD_SYNC_ERROR, FOD_SYNC_ERROR_LOGIN, "no name or password");
      return;
    }
  fod_journal_get_enrolment_async (store, NULL, on_enrolment, g_steal_pointer (&task));
}

gboolean
fod_enrolling_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
