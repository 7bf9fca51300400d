/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodSyncEngine: decides when a round runs, and tells what is known about the sync. What a round
 * does stands in FodRound. */

#include "config.h"

#include "sync/fod-sync-engine-private.h"

#include "sync/fod-enrolling.h"
#include "sync/fod-http-address.h"
#include "sync/fod-http-transport.h"

/* Nearer than that it is the network's delay. */
#define CLOCK_OFF_MS (2 * 60 * 1000)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_WAITING,
  PROP_REFUSED,
  PROP_CONFLICTS,
  PROP_UNREAD,
  PROP_HANDED,
  PROP_CLOCK_OFF,
  PROP_LAST_CONTACT,
  PROP_OFFLINE_SINCE,
  PROP_BUSY,
  PROP_FETCHED,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FodSyncEngine, fod_sync_engine, G_TYPE_OBJECT)

static gint64
now_ms (FodSyncEngine *self)
{
  return fod_clock_get_real_ms (fod_store_get_clock (self->store));
}

static void
notify_if (FodSyncEngine *self, gboolean changed, guint property)
{
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
fod_sync_engine_publish (FodSyncEngine *self)
{
  const FodSyncStatus was = self->shown;
  const FodSyncStatus *is = &self->status;

  self->shown = self->status;
  g_object_freeze_notify (G_OBJECT (self));
  notify_if (self, fod_sync_status_get_state (&was) != fod_sync_status_get_state (is), PROP_STATE);
  notify_if (self, was.waiting != is->waiting, PROP_WAITING);
  notify_if (self, was.refused != is->refused, PROP_REFUSED);
  notify_if (self, was.conflicts != is->conflicts, PROP_CONFLICTS);
  notify_if (self, was.unread != is->unread, PROP_UNREAD);
  notify_if (self, was.handed != is->handed, PROP_HANDED);
  notify_if (self, was.clock_off_ms != is->clock_off_ms, PROP_CLOCK_OFF);
  notify_if (self, was.last_contact != is->last_contact, PROP_LAST_CONTACT);
  notify_if (self, was.offline_since != is->offline_since, PROP_OFFLINE_SINCE);
  notify_if (self, was.busy != is->busy, PROP_BUSY);
  notify_if (self, was.fetched != is->fetched, PROP_FETCHED);
  notify_if (self, was.problem != is->problem, PROP_PROBLEM);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
return_to_callers (FodSyncEngine *self, const GError *error)
{
  g_autoptr (GPtrArray) callers = g_steal_pointer (&self->callers);

  self->callers = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < callers->len; i++)
    {
      GTask *task = callers->pdata[i];

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_pointer (task, g_memdup2 (&self->sum, sizeof self->sum), g_free);
    }
}

void
fod_sync_engine_note_failure (FodSyncEngine *self, const GError *error)
{
  if (g_error_matches (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_NOT_ENROLLED))
    self->status.enrolled = FALSE;
  else
    fod_sync_status_fail (&self->status, error, now_ms (self));
  g_debug ("the round failed: %s", error->message);
}

static void
end_round (FodSyncEngine *self)
{
  g_autoptr (GError) error = g_steal_pointer (&self->failure);

  g_clear_object (&self->cancellable);
  self->status.busy = FALSE;
  self->status.fetched = FOD_SYNC_NOT_FETCHING;
  self->status.clock_off_ms =
      ABS (self->memory->clock_off_ms) > CLOCK_OFF_MS ? self->memory->clock_off_ms : 0;
  if (error != NULL)
    {
      fod_sync_engine_note_failure (self, error);
      fod_sync_engine_schedule_after_failure (self);
    }
  else
    {
      fod_sync_status_succeed (&self->status, now_ms (self));
      fod_backoff_succeed (&self->backoff);
      fod_live_know (self->live, self->memory->epoch, self->memory->heads, self->sum.pulled > 0);
      fod_sync_engine_listen (self);
      /* What was written during the round goes out at once; what a round could not send waits for
       * the next look, lest two programs talk to each other for ever. */
      if (self->status.waiting > 0 &&
          (self->edited || self->sum.pushed > 0 || self->sum.rejected > 0))
        fod_sync_engine_schedule (self, FOD_SYNC_EDIT_MS);
      else
        fod_sync_engine_schedule_look (self);
    }
  fod_sync_engine_publish (self);
  return_to_callers (self, error);
}

static void
on_counted_after_round (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodSyncEngine) self = user_data;

  fod_sync_engine_take_counts (self, result);
  end_round (self);
}

static void
count_and_end (FodSyncEngine *self, GError *error)
{
  self->failure = error;
  fod_journal_count_async (self->store, NULL, on_counted_after_round, self);
}

static void
on_round (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FodSyncEngine *self = user_data;
  GError *error = NULL;

  fod_round_run_finish (result, &self->sum, &error);
  count_and_end (self, error);
}

gboolean
fod_sync_engine_take_enrolment (FodSyncEngine *self, const FodEnrolment *enrolment, GError **error)
{
  self->status.enrolled = enrolment->token != NULL;
  self->status.last_contact = MAX (self->status.last_contact, enrolment->last_contact);
  if (!self->status.enrolled)
    {
      g_set_error_literal (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_NOT_ENROLLED,
                           "no server is set up");
      return FALSE;
    }
  if (self->transport == NULL)
    self->transport = fod_http_transport_new (enrolment->server, error);
  return self->transport != NULL;
}

static void
on_enrolment_for_round (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FodSyncEngine *self = user_data;
  GError *error = NULL;
  g_autoptr (FodEnrolment) enrolment =
      fod_journal_get_enrolment_finish (self->store, result, &error);

  if (enrolment == NULL || !fod_sync_engine_take_enrolment (self, enrolment, &error))
    count_and_end (self, error);
  else
    fod_round_run_async (self->store, self->transport, self->memory, self->cancellable, on_round,
                         self);
}

/* Between a round's beginning and its end the engine holds a reference on itself. */
void
fod_sync_engine_start_round (FodSyncEngine *self, gboolean in_step)
{
  if (self->status.busy)
    return;
  if (self->looking)
    g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->status.busy = TRUE;
  self->last_try_ms = fod_clock_get_boot_ms (fod_store_get_clock (self->store));
  self->sum = (FodSyncRound){ 0 };
  self->edited = FALSE;
  self->memory->in_step = in_step;
  fod_sync_engine_publish (self);
  fod_journal_get_enrolment_async (self->store, self->cancellable, on_enrolment_for_round,
                                   g_object_ref (self));
}

static void
on_first_enrolment (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodSyncEngine) self = user_data;
  g_autoptr (FodEnrolment) enrolment = fod_journal_get_enrolment_finish (self->store, result, NULL);

  if (enrolment == NULL || !fod_sync_engine_take_enrolment (self, enrolment, NULL))
    return;
  fod_sync_engine_publish (self);
  if (self->started && self->timer == 0)
    fod_sync_engine_schedule (self, 0);
}

static void
fod_sync_engine_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FodSyncEngine *self = FOD_SYNC_ENGINE (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, (int)fod_sync_engine_get_state (self));
      break;
    case PROP_WAITING:
      g_value_set_uint (value, self->status.waiting);
      break;
    case PROP_REFUSED:
      g_value_set_uint (value, self->status.refused);
      break;
    case PROP_CONFLICTS:
      g_value_set_uint (value, self->status.conflicts);
      break;
    case PROP_UNREAD:
      g_value_set_uint (value, self->status.unread);
      break;
    case PROP_HANDED:
      g_value_set_uint (value, self->status.handed);
      break;
    case PROP_CLOCK_OFF:
      g_value_set_int64 (value, self->status.clock_off_ms);
      break;
    case PROP_LAST_CONTACT:
      g_value_set_int64 (value, self->status.last_contact);
      break;
    case PROP_OFFLINE_SINCE:
      g_value_set_int64 (value, self->status.offline_since);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->status.busy);
      break;
    case PROP_FETCHED:
      g_value_set_int (value, self->status.fetched);
      break;
    case PROP_PROBLEM:
      g_value_set_int (value, self->status.problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fod_sync_engine_dispose (GObject *object)
{
  FodSyncEngine *self = FOD_SYNC_ENGINE (object);

  fod_sync_engine_stop (self);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  G_OBJECT_CLASS (fod_sync_engine_parent_class)->dispose (object);
}

static void
fod_sync_engine_finalize (GObject *object)
{
  FodSyncEngine *self = FOD_SYNC_ENGINE (object);

  g_clear_object (&self->store);
  g_clear_object (&self->transport);
  g_clear_pointer (&self->memory, fod_round_memory_free);
  g_clear_pointer (&self->live, fod_live_free);
  g_clear_pointer (&self->rand, g_rand_free);
  g_clear_pointer (&self->callers, g_ptr_array_unref);
  g_clear_error (&self->failure);
  g_free (self->etag);
  G_OBJECT_CLASS (fod_sync_engine_parent_class)->finalize (object);
}

static void
fod_sync_engine_class_init (FodSyncEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = fod_sync_engine_get_property;
  object_class->dispose = fod_sync_engine_dispose;
  object_class->finalize = fod_sync_engine_finalize;

  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, FOD_SYNC_ATTENTION, 0, flags);
  properties[PROP_WAITING] = g_param_spec_uint ("waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_REFUSED] = g_param_spec_uint ("refused", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_CONFLICTS] = g_param_spec_uint ("conflicts", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_UNREAD] = g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_HANDED] = g_param_spec_uint ("handed", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_CLOCK_OFF] =
      g_param_spec_int64 ("clock-off", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_LAST_CONTACT] =
      g_param_spec_int64 ("last-contact", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_OFFLINE_SINCE] =
      g_param_spec_int64 ("offline-since", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_FETCHED] =
      g_param_spec_int ("fetched", NULL, NULL, FOD_SYNC_NOT_FETCHING, 100, -1, flags);
  properties[PROP_PROBLEM] = g_param_spec_int ("problem", NULL, NULL, FOD_SYNC_NO_PROBLEM,
                                               FOD_SYNC_ERROR_ENDED, FOD_SYNC_NO_PROBLEM, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fod_sync_engine_init (FodSyncEngine *self)
{
  self->memory = fod_round_memory_new ();
  self->memory->on_progress = fod_sync_engine_on_progress;
  self->memory->owner = self;
  self->rand = g_rand_new ();
  self->callers = g_ptr_array_new_with_free_func (g_object_unref);
  self->status.problem = FOD_SYNC_NO_PROBLEM;
  self->shown.problem = FOD_SYNC_NO_PROBLEM;
  self->status.fetched = FOD_SYNC_NOT_FETCHING;
  self->shown.fetched = FOD_SYNC_NOT_FETCHING;
}

FodSyncEngine *
fod_sync_engine_new_with_transport (FodStore *store, gpointer transport)
{
  FodSyncEngine *self;

  g_return_val_if_fail (FOD_IS_STORE (store), NULL);
  g_return_val_if_fail (transport == NULL || FOD_IS_TRANSPORT (transport), NULL);

  self = g_object_new (FOD_TYPE_SYNC_ENGINE, NULL);
  self->store = g_object_ref (store);
  self->transport_given = g_set_object (&self->transport, transport);
  self->live = fod_sync_engine_new_live (self);
  self->status.enrolled = fod_store_get_user (store) != NULL;
  self->shown.enrolled = self->status.enrolled;
  fod_sync_engine_watch (self);
  fod_journal_get_enrolment_async (store, NULL, on_first_enrolment, g_object_ref (self));
  return self;
}

FodSyncEngine *
fod_sync_engine_new (FodStore *store)
{
  return fod_sync_engine_new_with_transport (store, NULL);
}

void
fod_sync_engine_stop (FodSyncEngine *self)
{
  g_return_if_fail (FOD_IS_SYNC_ENGINE (self));

  self->started = FALSE;
  if (self->live != NULL)
    fod_live_close (self->live);
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  if (self->thrift != NULL)
    g_signal_handlers_disconnect_by_data (self->thrift, self);
  g_clear_object (&self->thrift);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

FodSyncState
fod_sync_engine_get_state (FodSyncEngine *self)
{
  g_return_val_if_fail (FOD_IS_SYNC_ENGINE (self), FOD_SYNC_LOCAL);

  return fod_sync_status_get_state (&self->status);
}

static void
on_enrolled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FodSyncEngine *self = g_task_get_source_object (task);
  FodTransport *transport = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!fod_enrolling_run_finish (result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_set_object (&self->transport, transport);
  g_clear_pointer (&self->etag, g_free);
  g_hash_table_remove_all (self->memory->mismatched);
  g_hash_table_remove_all (self->memory->heads);
  fod_live_close (self->live);
  self->status.enrolled = TRUE;
  fod_backoff_succeed (&self->backoff);
  fod_sync_status_succeed (&self->status, now_ms (self));
  fod_sync_engine_publish (self);
  fod_sync_engine_schedule (self, 0);
  g_task_return_boolean (task, TRUE);
}

/* style: allow parameters: an asynchronous call that needs an address, a name and a password */
void
fod_sync_engine_enrol_async (FodSyncEngine *self,
                             const char *server,
                             const char *login,
                             FodSecret *password,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (FodTransport) transport = NULL;
  g_autofree char *address = NULL;
  FodEnrolRequest *request;
  GError *error = NULL;

  g_return_if_fail (FOD_IS_SYNC_ENGINE (self));
  g_return_if_fail (server != NULL && login != NULL && password != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, fod_sync_engine_enrol_async);
  address = fod_http_address_dup (server, &error);
  if (address != NULL)
    transport = self->transport_given ? g_object_ref (self->transport)
                                      : fod_http_transport_new (address, &error);
  if (transport == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  request = g_new0 (FodEnrolRequest, 1);
  request->login = g_strdup (login);
  request->password = fod_secret_ref (password);
  request->device_name = g_utf8_make_valid (g_get_host_name (), -1);
  g_task_set_task_data (task, g_object_ref (transport), g_object_unref);
  fod_enrolling_run_async (self->store, transport, request, address, on_enrolled,
                           g_steal_pointer (&task));
}

gboolean
fod_sync_engine_enrol_finish (FodSyncEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
fod_sync_engine_sync_async (FodSyncEngine *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FOD_IS_SYNC_ENGINE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, fod_sync_engine_sync_async);
  g_ptr_array_add (self->callers, task);
  fod_sync_engine_start_round (self, FALSE);
}

gboolean
fod_sync_engine_sync_finish (FodSyncEngine *self,
                             GAsyncResult *result,
                             FodSyncRound *round,
                             GError **error)
{
  g_autofree FodSyncRound *sum = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  sum = g_task_propagate_pointer (G_TASK (result), error);
  if (sum != NULL && round != NULL)
    *round = *sum;
  return sum != NULL;
}
