/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rounds against servers that are right, wrong, forgetful or mad; a real store, no network. */

#include "config.h"

#include "support/fod-fake-clock.h"
#include "support/fod-fake-server.h"
#include "support/fod-test-device.h"
#include "wire/fod-protocol.h"
#include "wire/fod-wire.h"

#include <string.h>

static FodPullScope *
only_scope (FodPullReply *reply)
{
  return reply->scopes->pdata[0];
}

typedef struct
{
  FodFakeServer server;
  FodFakeTransport *transport;
  FodFakeClock *clock;
  FodTestDevice *device;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->server.epoch = "e1";
  f->clock = fod_fake_clock_new ();
  f->transport = fod_fake_transport_new (fod_fake_server_answer, &f->server);
  f->device = fod_test_device_new (FOD_CLOCK (f->clock), FOD_TRANSPORT (f->transport));
  fod_test_device_pretend_enrolled (f->device);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  fod_test_device_free (f->device);
  g_object_unref (f->transport);
  g_object_unref (f->clock);
  fod_fake_server_clear (&f->server);
}

static int
get_int (Fixture *f, const char *property)
{
  int value;

  g_object_get (fod_test_device_get_engine (f->device), property, &value, NULL);
  return value;
}

static void
assert_state (Fixture *f, FodSyncState state)
{
  g_assert_cmpint (get_int (f, "state"), ==, (int)state);
}

static void
add_employer (Fixture *f)
{
  g_autofree char *id =
      fod_test_device_create (f->device, FOD_KIND_EMPLOYER, "name", "Rebild Tømrer", NULL);

  g_assert_nonnull (id);
}

static void
sync_well (Fixture *f, FodSyncRound *round)
{
  g_autoptr (GError) error = NULL;

  fod_test_device_sync (f->device, round, &error);
  g_assert_no_error (error);
}

static void
sync_badly (Fixture *f, FodSyncError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fod_test_device_sync (f->device, NULL, &error));
  g_assert_error (error, FOD_SYNC_ERROR, (int)code);
  g_assert_cmpint (get_int (f, "problem"), ==, (int)code);
}

/* After whatever went wrong: the edit still waits, and a good server gets it once. */
static void
assert_nothing_lost (Fixture *f, guint ops)
{
  FodSyncRound round;

  g_assert_cmpuint (fod_test_device_count (f->device).waiting, ==, ops);
  f->server.pull = NULL;
  f->server.push = NULL;
  f->server.pushed = 0;
  sync_well (f, &round);
  g_assert_cmpuint (round.pushed, ==, ops);
  g_assert_cmpuint (round.waiting, ==, 0);
  g_assert_cmpuint (f->server.pushed, ==, ops);
  assert_state (f, FOD_SYNC_IN_STEP);
}

static void
test_a_round_is_pull_and_push (Fixture *f, gconstpointer data)
{
  FodSyncRound round;

  add_employer (f);
  sync_well (f, &round);
  g_assert_cmpstr (fod_fake_transport_get_log (f->transport), ==,
                   FOD_PATH_PULL " " FOD_PATH_PUSH " ");
  g_assert_cmpuint (round.pushed, ==, 1);
  g_assert_cmpuint (round.waiting, ==, 0);
  g_assert_cmpuint (round.rejected, ==, 0);
  g_assert_cmpstr (f->server.token, ==, "token-1");
  assert_state (f, FOD_SYNC_IN_STEP);
}

static void
test_nothing_to_say_is_one_request (Fixture *f, gconstpointer data)
{
  sync_well (f, NULL);
  sync_well (f, NULL);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, NULL), ==, 2);
}

static FodReply *
push_refused (FodFakeServer *self, const FodPushRequest *request)
{
  g_autoptr (FodPushReply) reply = fod_fake_server_new_push_reply (self, request);
  FodOpResult *result = reply->results->pdata[0];

  result->result = FOD_RESULT_REJECTED;
  result->code = g_strdup ("forbidden");
  return fod_fake_server_take_text (200, fod_wire_print_push_reply (reply));
}

static void
test_a_refusal_is_shown_and_stops_nothing (Fixture *f, gconstpointer data)
{
  FodSyncRound round;

  add_employer (f);
  add_employer (f);
  f->server.push = push_refused;
  sync_well (f, &round);
  g_assert_cmpuint (round.rejected, ==, 1);
  g_assert_cmpuint (round.pushed, ==, 1);
  g_assert_cmpuint (fod_test_device_count (f->device).refused, ==, 1);
  assert_state (f, FOD_SYNC_ATTENTION);
  g_assert_cmpstr (fod_fake_transport_get_log (f->transport), ==,
                   FOD_PATH_PULL " " FOD_PATH_PUSH " " FOD_PATH_PULL " ");
}

/* What a stranger answers, to the pull and to the push. */
static const struct
{
  const char *label;
  guint status;
  const char *body;
  FodSyncError code;
} strangers[] = {
  { "portal", 200, "<!DOCTYPE html><html>log in</html>", FOD_SYNC_ERROR_SERVER },
  { "nothing", 200, "", FOD_SYNC_ERROR_SERVER },
  { "half", 200, "{\"epoch\":\"e1\",\"now\":1,\"sco", FOD_SYNC_ERROR_SERVER },
  { "no-end", 200, "{\"epoch\":\"e1\",\"now\":1,\"scopes\":[],\"results\":[]}",
    FOD_SYNC_ERROR_SERVER },
  { "other-json", 200, "{\"status\":\"ok\",\"end\":true}", FOD_SYNC_ERROR_SERVER },
  { "wrong-types", 200, "{\"epoch\":7,\"now\":\"x\",\"scopes\":{},\"results\":{},\"end\":true}",
    FOD_SYNC_ERROR_SERVER },
  { "redirect", 302, "", FOD_SYNC_ERROR_SERVER },
  { "not-found", 404, "", FOD_SYNC_ERROR_SERVER },
  { "bad-request", 400, "", FOD_SYNC_ERROR_SERVER },
  { "fault", 500, "", FOD_SYNC_ERROR_SERVER },
  { "proxy-alone", 502, "", FOD_SYNC_ERROR_OFFLINE },
  { "proxy-tired", 504, "", FOD_SYNC_ERROR_OFFLINE },
  { "busy", 503, "", FOD_SYNC_ERROR_BUSY },
  { "too-often", 429, "", FOD_SYNC_ERROR_BUSY },
  { "ended", 401, "", FOD_SYNC_ERROR_REVOKED },
  { "old-schema", 422, "", FOD_SYNC_ERROR_TOO_OLD },
  { "old-protocol", 426, "", FOD_SYNC_ERROR_TOO_OLD },
};

static void
assert_asked (Fixture *f, guint times)
{
  g_assert_cmpuint (fod_fake_transport_count (f->transport, NULL), ==,
                    times + (strangers[f->server.step].status == 422));
}

static FodReply *
strange_pull (FodFakeServer *self, const FodPullRequest *request)
{
  return fod_fake_reply (strangers[self->step].status, strangers[self->step].body);
}

static FodReply *
strange_push (FodFakeServer *self, const FodPushRequest *request)
{
  return fod_fake_reply (strangers[self->step].status, strangers[self->step].body);
}

static void
test_strange_pull (Fixture *f, gconstpointer data)
{
  f->server.step = GPOINTER_TO_UINT (data);
  add_employer (f);
  f->server.pull = strange_pull;
  sync_badly (f, strangers[f->server.step].code);
  assert_asked (f, 1);
  assert_nothing_lost (f, 1);
}

static void
test_strange_push (Fixture *f, gconstpointer data)
{
  f->server.step = GPOINTER_TO_UINT (data);
  add_employer (f);
  f->server.push = strange_push;
  sync_badly (f, strangers[f->server.step].code);
  assert_asked (f, 2);
  assert_nothing_lost (f, 1);
}

static FodReply *
no_pull (FodFakeServer *self, const FodPullRequest *request)
{
  return NULL;
}

static void
test_offline_since_the_first_failure (Fixture *f, gconstpointer data)
{
  gint64 since, now = fod_clock_get_real_ms (FOD_CLOCK (f->clock));

  f->server.pull = no_pull;
  add_employer (f);
  sync_badly (f, FOD_SYNC_ERROR_OFFLINE);
  fod_fake_clock_advance (f->clock, 60000);
  sync_badly (f, FOD_SYNC_ERROR_OFFLINE);
  assert_state (f, FOD_SYNC_OFFLINE);
  g_object_get (fod_test_device_get_engine (f->device), "offline-since", &since, NULL);
  g_assert_cmpint (since, ==, now);
  assert_nothing_lost (f, 1);
}

static FodReply *
lost_push (FodFakeServer *self, const FodPushRequest *request)
{
  g_autoptr (FodReply) lost = fod_fake_server_good_push (self, request);

  return NULL;
}

static void
test_a_lost_answer_sends_the_same_op_again (Fixture *f, gconstpointer data)
{
  g_autofree char *first = NULL;

  add_employer (f);
  f->server.push = lost_push;
  sync_badly (f, FOD_SYNC_ERROR_OFFLINE);
  first = g_strdup (f->server.last_op);
  fod_test_device_restart (f->device);
  assert_nothing_lost (f, 1);
  g_assert_cmpstr (f->server.last_op, ==, first);
}

static FodReply *
stuck_pull (FodFakeServer *self, const FodPullRequest *request)
{
  g_autoptr (FodPullReply) reply = fod_fake_server_new_pull_reply (self, "1");

  only_scope (reply)->more = TRUE;
  return fod_fake_server_take_text (200, fod_wire_print_pull_reply (reply));
}

static void
test_a_cursor_that_stands_still_stops (Fixture *f, gconstpointer data)
{
  add_employer (f);
  f->server.pull = stuck_pull;
  sync_badly (f, FOD_SYNC_ERROR_LOOP);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, NULL), <, 4);
  assert_nothing_lost (f, 1);
}

static FodReply *
endless_pull (FodFakeServer *self, const FodPullRequest *request)
{
  g_autofree char *next = g_strdup_printf ("%u", ++self->step);
  g_autoptr (FodPullReply) reply = fod_fake_server_new_pull_reply (self, next);

  only_scope (reply)->more = TRUE;
  return fod_fake_server_take_text (200, fod_wire_print_pull_reply (reply));
}

static void
test_more_without_end_stops (Fixture *f, gconstpointer data)
{
  f->server.pull = endless_pull;
  sync_badly (f, FOD_SYNC_ERROR_LOOP);
  g_assert_cmpuint (f->server.step, <, 200);
}

static FodReply *
resetting_pull (FodFakeServer *self, const FodPullRequest *request)
{
  g_autoptr (FodPullReply) reply = fod_fake_server_new_pull_reply (self, "1");

  g_ptr_array_set_size (reply->scopes, 0);
  g_ptr_array_add (reply->reset, g_strdup ("org:1"));
  self->step++;
  return fod_fake_server_take_text (200, fod_wire_print_pull_reply (reply));
}

static void
test_three_resets_a_day (Fixture *f, gconstpointer data)
{
  f->server.pull = resetting_pull;
  sync_badly (f, FOD_SYNC_ERROR_LOOP);
  sync_badly (f, FOD_SYNC_ERROR_LOOP);
  g_assert_cmpuint (f->server.step, <=, 6);
}

static void
test_a_new_epoch_keeps_the_queue (Fixture *f, gconstpointer data)
{
  FodSyncRound round;

  sync_well (f, NULL);
  add_employer (f);
  f->server.epoch = "e2";
  sync_well (f, &round);
  g_assert_cmpuint (round.pushed, ==, 1);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, FOD_PATH_HELLO), ==, 1);
  sync_well (f, NULL);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, FOD_PATH_HELLO), ==, 1);
}

static FodReply *
forgetful_pull (FodFakeServer *self, const FodPullRequest *request)
{
  self->epoch = self->step++ % 2 == 0 ? "e2" : "e1";
  return fod_fake_reply (409, NULL);
}

static void
test_an_epoch_that_changes_all_the_time_stops (Fixture *f, gconstpointer data)
{
  add_employer (f);
  f->server.pull = forgetful_pull;
  sync_badly (f, FOD_SYNC_ERROR_LOOP);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, NULL), <, 6);
  assert_nothing_lost (f, 1);
}

static void
test_too_much_is_halved (Fixture *f, gconstpointer data)
{
  FodSyncRound round;

  for (guint i = 0; i < 10; i++)
    add_employer (f);
  f->server.max_ops = 3;
  sync_well (f, &round);
  g_assert_cmpuint (round.pushed, ==, 10);
  g_assert_cmpuint (f->server.pushed, ==, 10);
  g_assert_cmpuint (round.rejected, ==, 0);
}

static FodReply *
too_much_push (FodFakeServer *self, const FodPushRequest *request)
{
  return fod_fake_reply (413, NULL);
}

static void
test_what_is_too_much_alone_is_refused (Fixture *f, gconstpointer data)
{
  FodSyncRound round;

  add_employer (f);
  add_employer (f);
  f->server.push = too_much_push;
  sync_well (f, &round);
  g_assert_cmpuint (round.rejected, ==, 2);
  g_assert_cmpuint (round.waiting, ==, 0);
  g_assert_cmpuint (fod_test_device_count (f->device).refused, ==, 2);
}

static FodReply *
wrong_check_pull (FodFakeServer *self, const FodPullRequest *request)
{
  g_autoptr (FodPullReply) reply = fod_fake_server_new_pull_reply (self, "1");

  only_scope (reply)->count = self->step == 0 ? 7 : 0;
  return fod_fake_server_take_text (200, fod_wire_print_pull_reply (reply));
}

static void
test_a_scope_that_differs_is_loaded_once_more (Fixture *f, gconstpointer data)
{
  add_employer (f);
  f->server.pull = wrong_check_pull;
  sync_badly (f, FOD_SYNC_ERROR_MISMATCH);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, FOD_PATH_PULL), ==, 2);
  g_assert_cmpuint (f->server.pushed, ==, 1);
  assert_state (f, FOD_SYNC_ATTENTION);

  f->server.step = 1;
  sync_well (f, NULL);
  assert_state (f, FOD_SYNC_IN_STEP);
}

static FodReply *
answer_to_others (FodFakeServer *self, const FodPushRequest *request)
{
  g_autoptr (FodPushReply) reply = fod_fake_server_new_push_reply (self, request);
  FodOpResult *result = reply->results->pdata[0];

  g_free (result->op);
  result->op = g_strdup ("019a6b2c-31f4-7000-8000-000000000099");
  return fod_fake_server_take_text (200, fod_wire_print_push_reply (reply));
}

static FodReply *
answer_to_too_few (FodFakeServer *self, const FodPushRequest *request)
{
  g_autoptr (FodPushReply) reply = fod_fake_server_new_push_reply (self, request);

  g_ptr_array_set_size (reply->results, reply->results->len - 1);
  return fod_fake_server_take_text (200, fod_wire_print_push_reply (reply));
}

static FodReply *
answer_twice (FodFakeServer *self, const FodPushRequest *request)
{
  g_autoptr (FodPushReply) reply = fod_fake_server_new_push_reply (self, request);
  g_autoptr (FodPushReply) again = fod_fake_server_new_push_reply (self, request);

  g_ptr_array_add (reply->results, g_ptr_array_steal_index (again->results, 0));
  return fod_fake_server_take_text (200, fod_wire_print_push_reply (reply));
}

static void
test_answers_must_be_to_the_ops (Fixture *f, gconstpointer data)
{
  add_employer (f);
  f->server.push = answer_to_others;
  sync_badly (f, FOD_SYNC_ERROR_SERVER);
  f->server.push = answer_to_too_few;
  sync_badly (f, FOD_SYNC_ERROR_SERVER);
  f->server.push = answer_twice;
  sync_badly (f, FOD_SYNC_ERROR_SERVER);
  assert_nothing_lost (f, 1);
}

#define ADD(name, function) g_test_add ("/round/" name, Fixture, NULL, set_up, function, tear_down)

static void
add_strangers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autofree char *pull = g_strconcat ("/round/strange-pull/", strangers[i].label, NULL);
      g_autofree char *push = g_strconcat ("/round/strange-push/", strangers[i].label, NULL);

      g_test_add (pull, Fixture, GUINT_TO_POINTER (i), set_up, test_strange_pull, tear_down);
      g_test_add (push, Fixture, GUINT_TO_POINTER (i), set_up, test_strange_push, tear_down);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("is-pull-and-push", test_a_round_is_pull_and_push);
  ADD ("nothing-to-say-is-one-request", test_nothing_to_say_is_one_request);
  ADD ("a-refusal-is-shown-and-stops-nothing", test_a_refusal_is_shown_and_stops_nothing);
  add_strangers ();
  ADD ("offline-since-the-first-failure", test_offline_since_the_first_failure);
  ADD ("a-lost-answer-sends-the-same-op-again", test_a_lost_answer_sends_the_same_op_again);
  ADD ("a-cursor-that-stands-still-stops", test_a_cursor_that_stands_still_stops);
  ADD ("more-without-end-stops", test_more_without_end_stops);
  ADD ("three-resets-a-day", test_three_resets_a_day);
  ADD ("a-new-epoch-keeps-the-queue", test_a_new_epoch_keeps_the_queue);
  ADD ("an-epoch-that-changes-all-the-time-stops", test_an_epoch_that_changes_all_the_time_stops);
  ADD ("too-much-is-halved", test_too_much_is_halved);
  ADD ("what-is-too-much-alone-is-refused", test_what_is_too_much_alone_is_refused);
  ADD ("a-scope-that-differs-is-loaded-once-more", test_a_scope_that_differs_is_loaded_once_more);
  ADD ("answers-must-be-to-the-ops", test_answers_must_be_to_the_ops);
  return g_test_run ();
}
