/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodSyncEngine: when to go to the server: a timer, an edit, the network's return; and the look at
 * the heads that saves a round when nothing has moved. */

#include "config.h"

#include "sync/fod-sync-engine-private.h"

#include "wire/fod-protocol.h"

#define NETWORK_MS 2000
#define RARELY_MS (60 * 60 * 1000)
#define EDIT_RETRY_MS 5000
#define DAY_MS (24 * 60 * 60 * 1000)
#define LEASE_DAYS 30

/* Waiting is counted on the clock that no one sets. */
static gint64
boot_ms (FodSyncEngine *self)
{
  return fod_clock_get_boot_ms (fod_store_get_clock (self->store));
}

/* What no waiting mends is tried again rarely; a person may ask at any time. */
static gboolean
is_lasting (int problem)
{
  return problem == FOD_SYNC_ERROR_REVOKED || problem == FOD_SYNC_ERROR_ENDED ||
         problem == FOD_SYNC_ERROR_TOO_OLD || problem == FOD_SYNC_ERROR_LOOP ||
         problem == FOD_SYNC_ERROR_MISMATCH;
}

/* How the engine is, as far as it matters for what comes next. */
typedef enum
{
  MOOD_NEW,     /* never in contact */
  MOOD_IN_STEP, /* at rest */
  MOOD_WAITING, /* something is to be sent */
  MOOD_LOOKING, /* a look at the heads is under way */
  MOOD_ROUND,   /* a round is */
  MOOD_FAILED,  /* the last try failed, some time ago */
  MOOD_TRIED,   /* it failed just now */
  MOOD_LASTING, /* it failed for what no trying mends */
  N_MOODS
} Mood;

static Mood
get_mood (FodSyncEngine *self)
{
  const FodSyncStatus *status = &self->status;

  if (status->busy)
    return MOOD_ROUND;
  if (is_lasting (status->problem))
    return MOOD_LASTING;
  if (status->problem != FOD_SYNC_NO_PROBLEM)
    return boot_ms (self) - self->last_try_ms > EDIT_RETRY_MS ? MOOD_FAILED : MOOD_TRIED;
  if (status->last_contact == 0)
    return MOOD_NEW;
  if (status->waiting > 0)
    return MOOD_WAITING;
  return self->looking ? MOOD_LOOKING : MOOD_IN_STEP;
}

typedef enum
{
  MOVE_NONE,
  MOVE_ROUND,  /* now */
  MOVE_LOOK,   /* now */
  MOVE_SOON,   /* a round, when the sentence is typed */
  MOVE_SPREAD, /* within two seconds, lest all laptops of a house come at once */
  MOVE_LATER   /* a look, when it is time for one */
} Move;

/* An edit is a reason to try, but not with every key that is pressed while offline. While something
 * is wrong the next try is planned already, and the server's word that something moved changes
 * nothing. */
static const Move moves[N_MOODS][FOD_SYNC_N_EVENTS] = {
  /* timer, edit, network, thrift, word */
  [MOOD_NEW] = { MOVE_ROUND, MOVE_SOON, MOVE_SPREAD, MOVE_NONE, MOVE_ROUND },
  [MOOD_IN_STEP] = { MOVE_LOOK, MOVE_SOON, MOVE_SPREAD, MOVE_LATER, MOVE_ROUND },
  [MOOD_WAITING] = { MOVE_ROUND, MOVE_SOON, MOVE_SPREAD, MOVE_NONE, MOVE_ROUND },
  [MOOD_LOOKING] = { MOVE_NONE, MOVE_SOON, MOVE_SPREAD, MOVE_NONE, MOVE_ROUND },
  [MOOD_ROUND] = { MOVE_NONE, MOVE_NONE, MOVE_NONE, MOVE_NONE, MOVE_NONE },
  [MOOD_FAILED] = { MOVE_ROUND, MOVE_SOON, MOVE_SPREAD, MOVE_NONE, MOVE_NONE },
  [MOOD_TRIED] = { MOVE_ROUND, MOVE_NONE, MOVE_SPREAD, MOVE_NONE, MOVE_NONE },
  [MOOD_LASTING] = { MOVE_ROUND, MOVE_NONE, MOVE_NONE, MOVE_NONE, MOVE_NONE },
};

gboolean
fod_sync_engine_happen (FodSyncEngine *self, FodSyncEvent event)
{
  Mood mood = get_mood (self);
  Move move = self->started ? moves[mood][event] : MOVE_NONE;

  switch (move)
    {
    case MOVE_ROUND:
      fod_sync_engine_start_round (self, mood == MOOD_WAITING && event == FOD_SYNC_EVENT_TIMER &&
                                             fod_live_is_in_step (self->live));
      break;
    case MOVE_LOOK:
      fod_sync_engine_look (self);
      break;
    case MOVE_SOON:
      fod_sync_engine_schedule (self, FOD_SYNC_EDIT_MS);
      break;
    case MOVE_SPREAD:
      fod_backoff_forgive (&self->backoff);
      /* A line over the network that was is silent for ever. */
      fod_live_close (self->live);
      fod_sync_engine_schedule (self, (gint64)(NETWORK_MS * g_rand_double (self->rand)));
      break;
    case MOVE_LATER:
      fod_sync_engine_schedule_look (self);
      break;
    case MOVE_NONE:
    default:
      return FALSE;
    }
  return TRUE;
}

static gboolean
on_timer (gpointer user_data)
{
  FodSyncEngine *self = user_data;

  self->timer = 0;
  fod_sync_engine_happen (self, FOD_SYNC_EVENT_TIMER);
  return G_SOURCE_REMOVE;
}

void
fod_sync_engine_schedule (FodSyncEngine *self, gint64 wait_ms)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->started && self->status.enrolled)
    self->timer = g_timeout_add ((guint)CLAMP (wait_ms, 0, RARELY_MS), on_timer, self);
}

/* While the server says by itself when something moves, one looks only lest a word was lost. */
void
fod_sync_engine_schedule_look (FodSyncEngine *self)
{
  double random = g_rand_double (self->rand);

  if (self->thrift == NULL)
    return;
  fod_sync_engine_schedule (self, fod_live_is_up (self->live)
                                      ? RARELY_MS - (gint64)(RARELY_MS / 4 * random)
                                      : fod_thrift_get_look_ms (self->thrift, random));
}

void
fod_sync_engine_schedule_after_failure (FodSyncEngine *self)
{
  gint64 wait = fod_backoff_fail (&self->backoff, boot_ms (self), g_rand_double (self->rand),
                                  self->memory->retry_after_ms);

  if (is_lasting (self->status.problem))
    fod_live_close (self->live);
  fod_sync_engine_schedule (self, is_lasting (self->status.problem) ? RARELY_MS : wait);
}

/* What a look at the heads came to. */
static void
judge_look (FodSyncEngine *self, const FodReply *reply)
{
  if (reply->status == 304)
    {
      fod_sync_status_succeed (&self->status,
                               fod_clock_get_real_ms (fod_store_get_clock (self->store)));
      fod_backoff_succeed (&self->backoff);
      fod_sync_engine_listen (self);
      fod_sync_engine_schedule_look (self);
      fod_sync_engine_publish (self);
      return;
    }
  if (reply->status == 200)
    {
      g_free (self->etag);
      self->etag = g_strdup (reply->etag);
    }
  fod_sync_engine_start_round (self, FALSE); /* the round finds out what any other status means */
}

/* The look did not come about. */
static void
fail (FodSyncEngine *self, const GError *error)
{
  fod_sync_engine_note_failure (self, error);
  fod_sync_engine_schedule_after_failure (self);
  fod_sync_engine_publish (self);
}

static void
on_heads (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodSyncEngine) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FodReply) reply = fod_transport_send_finish (FOD_TRANSPORT (source), result, &error);

  self->looking = FALSE;
  if (self->status.busy || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (reply != NULL)
    {
      judge_look (self, reply);
      return;
    }
  fail (self, error);
}

static void
on_enrolment_for_look (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodSyncEngine) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FodEnrolment) enrolment =
      fod_journal_get_enrolment_finish (self->store, result, &error);
  FodRequest *request;

  if (self->status.busy || !self->started || enrolment == NULL ||
      !fod_sync_engine_take_enrolment (self, enrolment, &error))
    {
      self->looking = FALSE;
      if (!self->status.busy && self->started)
        fail (self, error);
      return;
    }
  request = fod_request_new ("GET", FOD_PATH_HEADS, enrolment->token, NULL);
  request->etag = g_strdup (self->etag);
  fod_transport_send_async (self->transport, request, self->cancellable, on_heads,
                            g_object_ref (self));
}

void
fod_sync_engine_look (FodSyncEngine *self)
{
  if (self->status.busy || self->looking)
    return;
  self->looking = TRUE;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  fod_journal_get_enrolment_async (self->store, self->cancellable, on_enrolment_for_look,
                                   g_object_ref (self));
}

void
fod_sync_engine_take_counts (FodSyncEngine *self, GAsyncResult *result)
{
  FodJournalCounts counts;

  if (!fod_journal_count_finish (self->store, result, &counts, NULL))
    return; /* the store is closed: what is shown last stays */
  self->edited = self->edited || counts.waiting > self->status.waiting;
  self->status.waiting = counts.waiting;
  self->status.refused = counts.refused;
  self->status.conflicts = counts.conflicts;
  self->status.unread = counts.unread;
  self->status.handed = counts.handed;
}

void
fod_sync_engine_on_progress (gpointer owner)
{
  FodSyncEngine *self = owner;
  const FodRoundMemory *memory = self->memory;

  self->status.fetched = memory->total == 0
                             ? FOD_SYNC_NOT_FETCHING
                             : (int)(100 * MIN (memory->have, memory->total) / memory->total);
  fod_sync_engine_publish (self);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodSyncEngine) self = user_data;
  guint waited = self->status.waiting;

  fod_sync_engine_take_counts (self, result);
  fod_sync_engine_publish (self);
  if (self->status.waiting > waited)
    fod_sync_engine_happen (self, FOD_SYNC_EVENT_EDIT);
}

static void
on_journal_changed (FodStore *store, FodSyncEngine *self)
{
  fod_journal_count_async (self->store, NULL, on_counted, g_object_ref (self));
}

static void
on_network_changed (GNetworkMonitor *monitor, gboolean available, FodSyncEngine *self)
{
  if (available)
    fod_sync_engine_happen (self, FOD_SYNC_EVENT_NETWORK);
}

static void
on_thrift_changed (FodThrift *thrift, FodSyncEngine *self)
{
  fod_live_set_ping (self->live, fod_thrift_get_ping (thrift));
  fod_sync_engine_happen (self, FOD_SYNC_EVENT_THRIFT);
}

static gboolean
on_live_moved (gpointer owner)
{
  return fod_sync_engine_happen (owner, FOD_SYNC_EVENT_WORD);
}

static double
on_live_random (gpointer owner)
{
  return g_rand_double (((FodSyncEngine *)owner)->rand);
}

static void
on_live_alive (gpointer owner)
{
  FodSyncEngine *self = owner;

  if (self->status.problem != FOD_SYNC_NO_PROBLEM)
    return;
  self->status.last_contact = fod_clock_get_real_ms (fod_store_get_clock (self->store));
  fod_sync_engine_publish (self);
}

static void
on_live_turned (gpointer owner)
{
  fod_sync_engine_happen (owner, FOD_SYNC_EVENT_THRIFT);
}

static void
on_live_wanted (gpointer owner)
{
  fod_sync_engine_listen (owner);
}

FodLive *
fod_sync_engine_new_live (FodSyncEngine *self)
{
  static const FodLiveCalls calls = { on_live_random, on_live_moved, on_live_alive, on_live_turned,
                                      on_live_wanted };

  return fod_live_new (fod_store_get_clock (self->store), &calls, self);
}

static void
on_enrolment_for_line (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodSyncEngine) self = user_data;
  g_autoptr (FodEnrolment) enrolment = fod_journal_get_enrolment_finish (self->store, result, NULL);

  if (self->thrift != NULL && enrolment != NULL && self->status.problem == FOD_SYNC_NO_PROBLEM &&
      fod_sync_engine_take_enrolment (self, enrolment, NULL))
    fod_live_open (self->live, self->transport, enrolment->token,
                   fod_thrift_get_ping (self->thrift));
}

void
fod_sync_engine_listen (FodSyncEngine *self)
{
  if (self->started && fod_live_may_open (self->live))
    fod_journal_get_enrolment_async (self->store, NULL, on_enrolment_for_line, g_object_ref (self));
}

guint
fod_sync_engine_get_days_away (FodSyncEngine *self)
{
  gint64 days;

  g_return_val_if_fail (FOD_IS_SYNC_ENGINE (self), 0);

  if (!self->status.enrolled || self->status.last_contact == 0)
    return 0;
  days = (fod_clock_get_real_ms (fod_store_get_clock (self->store)) - self->status.last_contact) /
         DAY_MS;
  return days < LEASE_DAYS ? 0 : (guint)MIN (days, G_MAXINT);
}

void
fod_sync_engine_watch (FodSyncEngine *self)
{
  g_signal_connect (self->store, "journal-changed", G_CALLBACK (on_journal_changed), self);
  on_journal_changed (self->store, self);
}

void
fod_sync_engine_start (FodSyncEngine *self)
{
  g_autoptr (GPowerProfileMonitor) power = NULL;

  g_return_if_fail (FOD_IS_SYNC_ENGINE (self));

  if (self->started)
    return;
  self->started = TRUE;
  self->monitor = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect (self->monitor, "network-changed", G_CALLBACK (on_network_changed), self);
  power = g_power_profile_monitor_dup_default ();
  self->thrift = fod_thrift_new (self->monitor, power);
  g_signal_connect (self->thrift, "changed", G_CALLBACK (on_thrift_changed), self);
  fod_sync_engine_schedule (self, 0);
}
