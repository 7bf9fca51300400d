/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The engine as a machine: for each state that it can be in and each thing that can happen, what it
 * does. Every cell of both tables is a case. */

#include "config.h"

#include "store/fod-job.h"
#include "support/fod-fake-clock.h"
#include "support/fod-fake-server.h"
#include "support/fod-test-device.h"
#include "sync/fod-sync-engine-private.h"
#include "wire/fod-protocol.h"

#include <string.h>

#define LONG_AGO_MS 60000

typedef struct
{
  FodFakeServer server; /* first, so that it is the machine to its functions */
  FodFakeTransport *transport;
  FodFakeClock *clock;
  FodTestDevice *device;
  guint heads; /* what a look is answered; 0 for no connection */
} Machine;

/* What can happen to it. */
typedef enum
{
  TIMER,   /* the planned moment has come */
  EDIT,    /* somebody saved something */
  UP,      /* the network is there */
  DOWN,    /* it is gone */
  THRIFT,  /* the line begins or ends to cost money, the battery to matter */
  WORD,    /* the server says that something moved */
  ASK,     /* a person or a program asks for a round */
  N_EVENTS /* */
} Event;

static const char *const event_names[] = { "timer", "edit", "up", "down", "thrift", "word", "ask" };

/* What it does about it:
 * '-' nothing, 'R' a round, 'L' a look at the heads, 'e' plans a round for when the sentence is
 * typed, 'n' one within two seconds, lest all come at once, 'm' a look in about a minute. */
typedef struct
{
  const char *name;
  const char *does; /* a letter an event, in their order */
  int problem;
  gboolean not_started;
  gboolean never;   /* in contact */
  gboolean waiting; /* an op waits */
  gboolean recent;  /* the last try was a moment ago */
  gboolean busy;
  gboolean looking;
} State;

#define FINE FOD_SYNC_NO_PROBLEM

static const State states[] = {
  { "not-started", "------R", FINE, .not_started = TRUE },
  { "new", "Ren--RR", FINE, .never = TRUE },
  { "in-step", "Len-mRR", FINE },
  { "waiting", "Ren--RR", FINE, .waiting = TRUE },
  { "looking", "-en--RR", FINE, .looking = TRUE },
  { "looking-waiting", "Ren--RR", FINE, .waiting = TRUE, .looking = TRUE },
  { "round", "-------", FINE, .busy = TRUE },
  { "offline", "Ren---R", FOD_SYNC_ERROR_OFFLINE },
  { "offline-tried", "R-n---R", FOD_SYNC_ERROR_OFFLINE, .recent = TRUE },
  { "server-busy", "Ren---R", FOD_SYNC_ERROR_BUSY },
  { "server-busy-tried", "R-n---R", FOD_SYNC_ERROR_BUSY, .recent = TRUE },
  { "strange-answer", "Ren---R", FOD_SYNC_ERROR_SERVER },
  { "not-safe", "Ren---R", FOD_SYNC_ERROR_CERTIFICATE },
  { "own-database", "Ren---R", FOD_SYNC_ERROR_STORE },
  { "revoked", "R-----R", FOD_SYNC_ERROR_REVOKED },
  { "ended", "R-----R", FOD_SYNC_ERROR_ENDED },
  { "too-old", "R-----R", FOD_SYNC_ERROR_TOO_OLD },
  { "pull-only", "Ren---R", FOD_SYNC_ERROR_PULL_ONLY },
  { "server-old", "Ren---R", FOD_SYNC_ERROR_SERVER_OLD },
  { "loop", "R-----R", FOD_SYNC_ERROR_LOOP },
  { "mismatch", "R-----R", FOD_SYNC_ERROR_MISMATCH },
};

static FodSyncEngine *
engine_of (Machine *m)
{
  return fod_test_device_get_engine (m->device);
}

static FodReply *
answer (const FodRequest *request, const char *body, gpointer data)
{
  Machine *m = data;

  if (strcmp (request->path, FOD_PATH_HEADS) != 0)
    return fod_fake_server_answer (request, body, &m->server);
  return m->heads == 0 ? NULL : fod_fake_reply (m->heads, "{\"end\":true}");
}

static void
come_to_rest (FodSyncEngine *engine)
{
  while (engine->status.busy || engine->looking || g_main_context_pending (NULL))
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Machine *m, gconstpointer data)
{
  m->server.epoch = "e1";
  m->heads = 304;
  m->clock = fod_fake_clock_new ();
  m->transport = fod_fake_transport_new (answer, m);
  m->device = fod_test_device_new (FOD_CLOCK (m->clock), FOD_TRANSPORT (m->transport));
  fod_test_device_pretend_enrolled (m->device);
  fod_test_device_restart (m->device);
  fod_sync_engine_start (engine_of (m));
  while (engine_of (m)->status.last_contact == 0)
    g_main_context_iteration (NULL, TRUE);
  come_to_rest (engine_of (m));
}

static void
tear_down (Machine *m, gconstpointer data)
{
  fod_test_device_free (m->device);
  g_object_unref (m->transport);
  g_object_unref (m->clock);
  fod_fake_server_clear (&m->server);
}

static void
add_employer (Machine *m)
{
  g_autofree char *id =
      fod_test_device_create (m->device, FOD_KIND_EMPLOYER, "name", "Rebild Tømrer", NULL);

  g_assert_nonnull (id);
}

/* Saves, and waits until the engine has heard of it. */
static void
edit (Machine *m)
{
  FodSyncEngine *engine = engine_of (m);
  guint waiting = engine->status.waiting;

  add_employer (m);
  while (engine->status.waiting == waiting)
    g_main_context_iteration (NULL, TRUE);
}

static void
enter (Machine *m, const State *state)
{
  FodSyncEngine *engine = engine_of (m);

  if (state->not_started)
    fod_sync_engine_stop (engine);
  if (state->waiting)
    edit (m);
  g_clear_handle_id (&engine->timer, g_source_remove);
  engine->status.problem = state->problem;
  engine->status.last_contact = state->never ? 0 : fod_clock_get_real_ms (FOD_CLOCK (m->clock));
  engine->status.busy = state->busy;
  engine->looking = state->looking;
  engine->last_try_ms =
      fod_clock_get_boot_ms (FOD_CLOCK (m->clock)) - (state->recent ? 0 : LONG_AGO_MS);
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  fod_sync_engine_sync_finish (FOD_SYNC_ENGINE (source), result, NULL, NULL);
}

static void
happen (Machine *m, Event event)
{
  FodSyncEngine *engine = engine_of (m);

  switch ((int)event)
    {
    case TIMER:
      fod_sync_engine_schedule (engine, 0);
      while (engine->timer != 0)
        g_main_context_iteration (NULL, TRUE);
      break;
    case EDIT:
      edit (m);
      break;
    case UP:
    case DOWN:
      g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", event == UP);
      break;
    case THRIFT:
      if (engine->thrift != NULL)
        g_signal_emit_by_name (engine->thrift, "changed");
      break;
    case WORD:
      fod_sync_engine_happen (engine, FOD_SYNC_EVENT_WORD);
      break;
    default:
      fod_sync_engine_sync_async (engine, NULL, on_asked, NULL);
    }
}

/* In how long the next thing is planned, in milliseconds begun; -1 for nothing. What was planned
 * within this very microsecond is as far away as it was said to be, and no further. */
static gint64
planned_ms (FodSyncEngine *engine)
{
  GSource *source =
      engine->timer == 0 ? NULL : g_main_context_find_source_by_id (NULL, engine->timer);
  gint64 us;

  if (source == NULL)
    return -1;
  us = g_source_get_ready_time (source) - g_get_monotonic_time ();
  return (MAX (us, 0) + 999) / 1000;
}

static char
read_plan (FodSyncEngine *engine)
{
  gint64 ms = planned_ms (engine);

  if (ms < 0)
    return '-';
  if (ms <= FOD_SYNC_EDIT_MS)
    return 'e';
  return ms <= 2000 ? 'n' : 'm';
}

static char
read_deed (FodSyncEngine *engine, const State *state)
{
  if (engine->status.busy && !state->busy)
    return 'R';
  if (engine->looking && !state->looking)
    return 'L';
  return read_plan (engine);
}

static void
test_event (Machine *m, const State *state, Event event)
{
  FodSyncEngine *engine = engine_of (m);
  char expected = state->does[event], deed;

  enter (m, state);
  happen (m, event);
  deed = read_deed (engine, state);
  /* A moment between nought and two seconds may be one of the first quarter. */
  if (expected == 'n' && deed == 'e')
    deed = 'n';
  if (deed != expected)
    g_error ("%s, %s: expected %c, got %c", state->name, event_names[event], expected, deed);
  engine->status.busy = engine->status.busy && !state->busy;
  engine->looking = engine->looking && !state->looking;
  come_to_rest (engine);
  /* Nothing waits and nothing is wrong before the next one. */
  fod_sync_engine_start_round (engine, FALSE);
  come_to_rest (engine);
}

static void
test_state (Machine *m, gconstpointer data)
{
  const State *state = &states[GPOINTER_TO_UINT (data)];

  /* Who asks during a round shares it: /engine/two-who-ask-share-a-round. */
  for (guint event = 0; event < N_EVENTS; event++)
    if (!state->busy || event != ASK)
      test_event (m, state, event);
}

/* What a look or a round came to, and what is planned after it: 'R' a round at once, 'm' a look in
 * about a minute, 'b' a try when the backoff says so, 'w' when the server says so, 'h' in an hour.
 */
typedef struct
{
  const char *name;
  char then;
  FodSyncState state;
  guint heads;  /* what the look is answered; 200 leads to a round */
  guint status; /* what the round's first request is answered; 0 for no connection */
} Outcome;

static const Outcome outcomes[] = {
  { "look-304", 'm', FOD_SYNC_IN_STEP, 304, 0 },
  { "look-unanswered", 'b', FOD_SYNC_OFFLINE, 0, 0 },
  { "look-moved", 'm', FOD_SYNC_IN_STEP, 200, 200 },
  { "look-502", 'm', FOD_SYNC_IN_STEP, 502, 200 },
  { "round-unanswered", 'b', FOD_SYNC_OFFLINE, 200, 0 },
  { "round-302", 'b', FOD_SYNC_ATTENTION, 200, 302 },
  { "round-400", 'b', FOD_SYNC_ATTENTION, 200, 400 },
  { "round-401", 'h', FOD_SYNC_ATTENTION, 200, 401 },
  { "round-410", 'h', FOD_SYNC_ATTENTION, 200, 410 },
  { "round-422", 'h', FOD_SYNC_ATTENTION, 200, 422 },
  { "round-426", 'h', FOD_SYNC_ATTENTION, 200, 426 },
  { "round-429", 'w', FOD_SYNC_WAITING, 200, 429 },
  { "round-500", 'b', FOD_SYNC_ATTENTION, 200, 500 },
  { "round-502", 'b', FOD_SYNC_OFFLINE, 200, 502 },
  { "round-503", 'w', FOD_SYNC_WAITING, 200, 503 },
  { "round-504", 'b', FOD_SYNC_OFFLINE, 200, 504 },
};

/* The status of the outcome in hand; a test's server has no place for it. */
static FodReply *
answer_outcome (FodFakeServer *server, const FodPullRequest *request)
{
  FodReply *reply = server->step == 0 ? NULL : fod_fake_reply (server->step, NULL);

  if (server->step == 429 || server->step == 503)
    reply->retry_after = 120;
  return reply;
}

static void
assert_planned (FodSyncEngine *engine, char then)
{
  gint64 ms = planned_ms (engine);

  switch (then)
    {
    case 'm':
      g_assert_cmpint (ms, >, 40000);
      g_assert_cmpint (ms, <, 80000);
      break;
    case 'b':
      g_assert_cmpint (ms, >=, 0);
      g_assert_cmpint (ms, <=, 1001);
      break;
    case 'w':
      g_assert_cmpint (ms, >, 100000);
      g_assert_cmpint (ms, <, 160000);
      break;
    default:
      g_assert_cmpint (ms, >, 3590000);
    }
}

static void
test_outcome (Machine *m, gconstpointer data)
{
  const Outcome *outcome = &outcomes[GPOINTER_TO_UINT (data)];
  FodSyncEngine *engine = engine_of (m);

  m->heads = outcome->heads;
  m->server.step = outcome->status;
  m->server.pull = outcome->status == 200 ? NULL : answer_outcome;
  fod_sync_engine_look (engine);
  while (engine->status.busy || engine->looking)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (fod_sync_engine_get_state (engine), ==, outcome->state);
  assert_planned (engine, outcome->then);
}

static FodReply *
refuse_all (FodFakeServer *server, const FodPushRequest *request)
{
  g_autoptr (FodPushReply) reply = fod_fake_server_new_push_reply (server, request);

  for (guint i = 0; i < reply->results->len; i++)
    {
      FodOpResult *result = reply->results->pdata[i];

      result->result = FOD_RESULT_REJECTED;
      result->code = g_strdup ("forbidden");
    }
  return fod_fake_server_take_text (200, fod_wire_print_push_reply (reply));
}

/* The second pull of the round, behind its push: somebody saves. */
static FodReply *
save_meanwhile (FodFakeServer *server, const FodPullRequest *request)
{
  g_autoptr (FodPullReply) reply = fod_fake_server_new_pull_reply (server, "1");

  if (++server->step == 2)
    add_employer ((Machine *)server);
  return fod_fake_server_take_text (200, fod_wire_print_pull_reply (reply));
}

/* That does not wait for the next look, which on a metered line is a quarter of an hour away. */
static void
test_saved_during_a_round (Machine *m, gconstpointer data)
{
  FodSyncEngine *engine = engine_of (m);

  edit (m);
  m->server.push = refuse_all;
  m->server.pull = save_meanwhile;
  fod_sync_engine_start_round (engine, FALSE);
  while (engine->status.busy)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (m->server.step, ==, 2);
  g_assert_cmpuint (engine->status.waiting, ==, 1);
  g_assert_cmpint (read_plan (engine), ==, 'e');
}

static gpointer
run_rename (FodLedger *ledger, gpointer input, GError **error)
{
  return fod_db_exec (fod_ledger_get_db (ledger), input, error) ? FOD_JOB_DONE : NULL;
}

static void
rename_settings (Machine *m, const char *sql)
{
  const FodCall call = { run_rename, (gpointer)sql, NULL, NULL };

  g_assert_nonnull (fod_store_call (fod_test_device_get_store (m->device), &call, NULL));
}

/* The disk does not give what is kept of the server: that is said, tried again, and is not taken
 * for a profile without a server. */
static void
test_unreadable_profile (Machine *m, gconstpointer data)
{
  FodSyncEngine *engine = engine_of (m);

  rename_settings (m, "ALTER TABLE setting RENAME TO aside_setting");
  fod_sync_engine_look (engine);
  come_to_rest (engine);
  g_assert_cmpint (fod_sync_engine_get_state (engine), ==, FOD_SYNC_ATTENTION);
  g_assert_cmpint (engine->status.problem, ==, FOD_SYNC_ERROR_STORE);
  assert_planned (engine, 'b');
  rename_settings (m, "ALTER TABLE aside_setting RENAME TO setting");
  fod_sync_engine_start_round (engine, FALSE);
  come_to_rest (engine);
  g_assert_cmpint (fod_sync_engine_get_state (engine), ==, FOD_SYNC_IN_STEP);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *path = g_strconcat ("/sync-table/", states[i].name, NULL);

      g_test_add (path, Machine, GUINT_TO_POINTER (i), set_up, test_state, tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autofree char *path = g_strconcat ("/sync-table/after/", outcomes[i].name, NULL);

      g_test_add (path, Machine, GUINT_TO_POINTER (i), set_up, test_outcome, tear_down);
    }
  g_test_add ("/sync-table/after/saved-during-a-round", Machine, NULL, set_up,
              test_saved_during_a_round, tear_down);
  g_test_add ("/sync-table/after/unreadable-profile", Machine, NULL, set_up,
              test_unreadable_profile, tear_down);
  return g_test_run ();
}
