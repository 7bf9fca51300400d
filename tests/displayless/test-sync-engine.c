/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The engine around the rounds: when one runs, who waits for it, and what it tells meanwhile. */

#include "config.h"

#include "support/fod-fake-clock.h"
#include "support/fod-fake-server.h"
#include "support/fod-test-device.h"
#include "sync/fod-sync-engine-private.h"
#include "wire/fod-protocol.h"
#include "wire/fod-wire.h"

#include <string.h>

typedef struct
{
  FodFakeServer server;
  FodFakeTransport *transport;
  FodFakeClock *clock;
  FodTestDevice *device;
  GString *states;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->server.epoch = "e1";
  f->clock = fod_fake_clock_new ();
  f->transport = fod_fake_transport_new (fod_fake_server_answer, &f->server);
  f->device = fod_test_device_new (FOD_CLOCK (f->clock), FOD_TRANSPORT (f->transport));
  f->states = g_string_new (NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  fod_test_device_free (f->device);
  g_object_unref (f->transport);
  g_object_unref (f->clock);
  g_string_free (f->states, TRUE);
  fod_fake_server_clear (&f->server);
}

static FodSyncEngine *
engine_of (Fixture *f)
{
  return fod_test_device_get_engine (f->device);
}

static gboolean
on_late (gpointer late)
{
  *(gboolean *)late = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the loop until @count requests for @path have come, for at most ten seconds. */
static void
wait_for_requests (Fixture *f, const char *path, guint count)
{
  gboolean late = FALSE;
  guint timer = g_timeout_add_seconds (60, on_late, &late);

  while (!late && fod_fake_transport_count (f->transport, path) < count)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (timer);
}

static void
wait_for_state (Fixture *f, FodSyncState state)
{
  gboolean late = FALSE;
  guint timer = g_timeout_add_seconds (60, on_late, &late);

  while (!late && fod_sync_engine_get_state (engine_of (f)) != state)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (timer);
}

static char *
add_employer (Fixture *f)
{
  return fod_test_device_create (f->device, FOD_KIND_EMPLOYER, "name", "Rebild Tømrer", NULL);
}

static void
on_state (GObject *engine, GParamSpec *pspec, gpointer user_data)
{
  GString *states = user_data;

  g_string_append_printf (states, "%d ", (int)fod_sync_engine_get_state (FOD_SYNC_ENGINE (engine)));
}

static FodReply *
enrolling_pull (FodFakeServer *server, const FodPullRequest *request)
{
  Fixture *f = (Fixture *)server;
  g_autoptr (FodPullReply) reply = NULL;

  server->pull = NULL;
  g_assert_true (fod_test_device_enrol (f->device, "http://127.0.0.1:10", "anna", NULL));
  reply = fod_fake_server_new_pull_reply (server, "1");
  return fod_fake_server_take_text (200, fod_wire_print_pull_reply (reply));
}

/* A round that began before it ends after it, and has nothing to say of it. */
static void
test_enrolling_anew_during_a_round_holds (Fixture *f, gconstpointer data)
{
  g_autoptr (FodEnrolment) enrolment = NULL;

  g_assert_true (fod_test_device_enrol (f->device, "http://127.0.0.1:9", "anna", NULL));
  fod_fake_clock_advance (f->clock, 10 * 60 * 1000);
  f->server.pull = enrolling_pull;
  g_assert_true (fod_test_device_sync (f->device, NULL, NULL));
  enrolment = fod_test_device_dup_enrolment (f->device);
  g_assert_cmpstr (enrolment->server, ==, "http://127.0.0.1:10");
}

static void
test_without_a_server_nothing_is_sent (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fod_test_device_sync (f->device, NULL, &error));
  g_assert_error (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_NOT_ENROLLED);
  g_assert_cmpint (fod_sync_engine_get_state (engine_of (f)), ==, FOD_SYNC_LOCAL);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, NULL), ==, 0);
}

static void
test_enrolling_keeps_the_token (Fixture *f, gconstpointer data)
{
  g_autofree char *id = add_employer (f);
  g_autoptr (GError) error = NULL;

  fod_test_device_enrol (f->device, "http://127.0.0.1:9", "anna", &error);
  g_assert_no_error (error);
  g_assert_cmpint (fod_sync_engine_get_state (engine_of (f)), ==, FOD_SYNC_WAITING);
  fod_test_device_restart (f->device);
  fod_test_device_sync (f->device, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (f->server.token, ==, "token-2");
  g_assert_cmpuint (f->server.pushed, ==, 1);
  g_assert_cmpstr (fod_store_get_role (fod_test_device_get_store (f->device)), ==, "consultant");
}

static void
test_a_wrong_password_changes_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fod_test_device_enrol (f->device, "http://127.0.0.1:9", "bo", &error));
  g_assert_error (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_LOGIN);
  g_assert_cmpint (fod_sync_engine_get_state (engine_of (f)), ==, FOD_SYNC_LOCAL);
  g_assert_null (fod_store_get_user (fod_test_device_get_store (f->device)));
}

/* The server of the other town has a user with the same name, who is somebody else. */
static void
test_another_user_gets_nothing_of_a_profile (Fixture *f, gconstpointer data)
{
  g_autofree char *user = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  fod_test_device_pretend_enrolled (f->device);
  user = g_strdup (fod_store_get_user (fod_test_device_get_store (f->device)));
  id = add_employer (f);
  g_assert_false (fod_test_device_enrol (f->device, "http://127.0.0.1:10", "anna", &error));
  g_assert_error (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_OTHER_USER);
  g_assert_cmpstr (fod_store_get_user (fod_test_device_get_store (f->device)), ==, user);
  g_assert_cmpuint (f->server.pushed, ==, 0);
  g_assert_cmpuint (fod_test_device_count (f->device).waiting, ==, 1);
  /* It goes on with its own. */
  g_clear_error (&error);
  fod_test_device_sync (f->device, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (f->server.token, ==, "token-1");
}

/* The server was updated: it still gives, and takes nothing from this version. */
static void
test_an_old_program_keeps_its_queue (Fixture *f, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  fod_test_device_pretend_enrolled (f->device);
  id = add_employer (f);
  f->server.epoch = "e2";
  f->server.min_push = 99;
  g_assert_false (fod_test_device_sync (f->device, NULL, &error));
  g_assert_error (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_PULL_ONLY);
  g_assert_cmpuint (f->server.pushed, ==, 0);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, FOD_PATH_PULL), >, 1);
  g_assert_cmpuint (fod_test_device_count (f->device).waiting, ==, 1);
  g_assert_cmpint (fod_sync_engine_get_state (engine_of (f)), ==, FOD_SYNC_ATTENTION);
}

static void
test_a_wrong_clock_is_told (Fixture *f, gconstpointer data)
{
  gint64 server = 0, off = 0;
  g_autoptr (GError) error = NULL;

  fod_test_device_pretend_enrolled (f->device);
  fod_test_device_sync (f->device, NULL, &error);
  g_assert_no_error (error);
  g_object_get (engine_of (f), "clock-off", &off, NULL);
  server = fod_clock_get_real_ms (FOD_CLOCK (f->clock)) - off;
  fod_fake_clock_set_real_ms (f->clock, server + G_GINT64_CONSTANT (3) * 3600 * 1000);
  fod_test_device_sync (f->device, NULL, &error);
  g_assert_no_error (error);
  g_object_get (engine_of (f), "clock-off", &off, NULL);
  g_assert_cmpint (off, ==, G_GINT64_CONSTANT (3) * 3600 * 1000);
  fod_fake_clock_set_real_ms (f->clock, server + 1000);
  fod_test_device_sync (f->device, NULL, &error);
  g_object_get (engine_of (f), "clock-off", &off, NULL);
  g_assert_cmpint (off, ==, 0);
}

static void
test_a_wrong_address_sends_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fod_test_device_enrol (f->device, "http://sync.rebild.dk", "anna", &error));
  g_assert_error (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_CERTIFICATE);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, NULL), ==, 0);
}

static void
test_the_start_is_a_round (Fixture *f, gconstpointer data)
{
  fod_test_device_pretend_enrolled (f->device);
  fod_test_device_restart (f->device);
  fod_sync_engine_start (engine_of (f));
  wait_for_requests (f, FOD_PATH_PULL, 1);
  wait_for_state (f, FOD_SYNC_IN_STEP);
}

static void
test_an_edit_is_a_round (Fixture *f, gconstpointer data)
{
  g_autofree char *id = NULL;

  fod_test_device_pretend_enrolled (f->device);
  fod_test_device_restart (f->device);
  fod_sync_engine_start (engine_of (f));
  wait_for_state (f, FOD_SYNC_IN_STEP);
  g_signal_connect (engine_of (f), "notify::state", G_CALLBACK (on_state), f->states);
  id = add_employer (f);
  wait_for_requests (f, FOD_PATH_PUSH, 1);
  wait_for_state (f, FOD_SYNC_IN_STEP);
  g_assert_cmpuint (f->server.pushed, ==, 1);
  g_assert_cmpstr (f->states->str, ==, "2 1 ");
}

static void
test_at_rest_nothing_is_sent (Fixture *f, gconstpointer data)
{
  g_autofree char *id = NULL;
  gboolean late = FALSE;

  fod_test_device_pretend_enrolled (f->device);
  fod_test_device_restart (f->device);
  id = add_employer (f);
  g_timeout_add (600, on_late, &late);
  while (!late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, NULL), ==, 0);
  g_assert_cmpint (fod_sync_engine_get_state (engine_of (f)), ==, FOD_SYNC_WAITING);
}

static void
wait_for_contact (Fixture *f)
{
  gboolean late = FALSE;
  guint timer = g_timeout_add_seconds (60, on_late, &late);
  gint64 contact, now = fod_clock_get_real_ms (FOD_CLOCK (f->clock));

  for (;;)
    {
      g_object_get (engine_of (f), "last-contact", &contact, NULL);
      if (late || contact == now)
        break;
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_false (late);
  g_source_remove (timer);
}

/* The first look brings the tag, and a round because nobody knows what moved; the second one finds
 * that nothing has. */
static void
test_a_look_saves_a_round (Fixture *f, gconstpointer data)
{
  fod_test_device_pretend_enrolled (f->device);
  fod_test_device_restart (f->device);
  fod_sync_engine_start (engine_of (f));
  wait_for_state (f, FOD_SYNC_IN_STEP);
  fod_sync_engine_look (engine_of (f));
  wait_for_requests (f, FOD_PATH_PULL, 2);
  wait_for_state (f, FOD_SYNC_IN_STEP);
  fod_fake_clock_advance (f->clock, 60000);
  fod_sync_engine_look (engine_of (f));
  wait_for_requests (f, FOD_PATH_HEADS, 2);
  wait_for_contact (f);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, FOD_PATH_PULL), ==, 2);
  g_assert_cmpint (fod_sync_engine_get_state (engine_of (f)), ==, FOD_SYNC_IN_STEP);
}

static void
test_a_look_finds_out_that_the_server_is_gone (Fixture *f, gconstpointer data)
{
  fod_test_device_pretend_enrolled (f->device);
  fod_test_device_restart (f->device);
  fod_sync_engine_start (engine_of (f));
  wait_for_state (f, FOD_SYNC_IN_STEP);
  f->server.epoch = NULL;
  fod_sync_engine_look (engine_of (f));
  wait_for_state (f, FOD_SYNC_OFFLINE);
}

static void
on_synced (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  fod_sync_engine_sync_finish (FOD_SYNC_ENGINE (source), result, NULL, &error);
  g_assert_no_error (error);
  ++*(guint *)user_data;
}

static void
test_two_who_ask_share_a_round (Fixture *f, gconstpointer data)
{
  guint done = 0;

  fod_test_device_pretend_enrolled (f->device);
  fod_sync_engine_sync_async (engine_of (f), NULL, on_synced, &done);
  fod_sync_engine_sync_async (engine_of (f), NULL, on_synced, &done);
  while (done < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fod_fake_transport_count (f->transport, FOD_PATH_PULL), ==, 1);
}

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fod_sync_engine_sync_finish (FOD_SYNC_ENGINE (source), result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  ++*(guint *)user_data;
}

static void
test_stopping_ends_the_round_and_loses_nothing (Fixture *f, gconstpointer data)
{
  g_autofree char *id = NULL;
  guint done = 0;
  g_autoptr (GError) error = NULL;

  fod_test_device_pretend_enrolled (f->device);
  id = add_employer (f);
  fod_sync_engine_sync_async (engine_of (f), NULL, on_stopped, &done);
  wait_for_requests (f, FOD_PATH_PULL, 1);
  fod_sync_engine_stop (engine_of (f));
  while (done == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (fod_sync_engine_get_state (engine_of (f)), ==, FOD_SYNC_WAITING);
  fod_test_device_sync (f->device, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (f->server.pushed, ==, 1);
}

static void
test_the_last_contact_outlives_the_program (Fixture *f, gconstpointer data)
{
  gint64 contact = 0, now = fod_clock_get_real_ms (FOD_CLOCK (f->clock));
  g_autoptr (GError) error = NULL;

  fod_test_device_pretend_enrolled (f->device);
  fod_test_device_sync (f->device, NULL, &error);
  g_assert_no_error (error);
  fod_test_device_restart (f->device);
  wait_for_state (f, FOD_SYNC_IN_STEP);
  g_object_get (engine_of (f), "last-contact", &contact, NULL);
  g_assert_cmpint (contact, ==, now);
}

/* A month away it asks for its server, and for nothing else. */
static void
test_a_month_away_is_told_and_locks_nothing (Fixture *f, gconstpointer data)
{
  const gint64 day = G_GINT64_CONSTANT (24) * 3600 * 1000;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (fod_sync_engine_get_days_away (engine_of (f)), ==, 0);
  fod_test_device_pretend_enrolled (f->device);
  fod_test_device_sync (f->device, NULL, &error);
  g_assert_no_error (error);
  fod_fake_clock_advance (f->clock, 30 * day - 1000);
  g_assert_cmpuint (fod_sync_engine_get_days_away (engine_of (f)), ==, 0);
  fod_fake_clock_advance (f->clock, 2 * day);
  g_assert_cmpuint (fod_sync_engine_get_days_away (engine_of (f)), ==, 31);
  id = add_employer (f);
  g_assert_nonnull (id);
  fod_test_device_sync (f->device, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fod_sync_engine_get_days_away (engine_of (f)), ==, 0);
}

#define ADD(name, function) g_test_add ("/engine/" name, Fixture, NULL, set_up, function, tear_down)

/* Two rows on two pages, and each page says that there are two. */
static FodReply *
pull_page_by_page (FodFakeServer *server, const FodPullRequest *request)
{
  static const char *const ids[] = { "019a6b2c-31f4-7000-8000-000000000001",
                                     "019a6b2c-31f4-7000-8000-000000000002" };
  g_autoptr (FodPullReply) reply = NULL;
  FodPullScope *scope;
  FodRow *row;

  reply = fod_fake_server_new_pull_reply (server, server->step == 0 ? "1+" : "2");
  scope = reply->scopes->pdata[0];
  scope->head = 2;
  scope->count = 2;
  scope->more = server->step == 0;
  for (guint i = 0; i < 2; i++)
    scope->check ^= fod_row_check_word (FOD_KIND_EMPLOYER, ids[i], 1);
  row = fod_row_new (FOD_KIND_EMPLOYER, ids[MIN (server->step, 1)]);
  row->rv = 1;
  row->seq = server->step + 1;
  g_hash_table_insert (row->fields, g_strdup ("name"), g_strdup ("Bageriet"));
  g_hash_table_insert (row->versions, g_strdup ("name"), g_strdup ("1"));
  g_ptr_array_add (scope->rows, row);
  server->step++;
  return fod_fake_server_take_text (200, fod_wire_print_pull_reply (reply));
}

static void
on_fetched (GObject *engine, GParamSpec *pspec, gpointer user_data)
{
  int fetched;

  g_object_get (engine, "fetched", &fetched, NULL);
  g_string_append_printf (user_data, "%d ", fetched);
}

static void
test_first_load_tells_how_far_it_is (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->server.pull = pull_page_by_page;
  fod_test_device_pretend_enrolled (f->device);
  g_signal_connect (engine_of (f), "notify::fetched", G_CALLBACK (on_fetched), f->states);
  fod_test_device_sync (f->device, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (f->states->str, ==, "50 -1 ");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("without-a-server-nothing-is-sent", test_without_a_server_nothing_is_sent);
  ADD ("another-user-gets-nothing-of-a-profile", test_another_user_gets_nothing_of_a_profile);
  ADD ("an-old-program-keeps-its-queue", test_an_old_program_keeps_its_queue);
  ADD ("a-wrong-clock-is-told", test_a_wrong_clock_is_told);
  ADD ("enrolling-anew-during-a-round-holds", test_enrolling_anew_during_a_round_holds);
  ADD ("enrolling-keeps-the-token", test_enrolling_keeps_the_token);
  ADD ("a-wrong-password-changes-nothing", test_a_wrong_password_changes_nothing);
  ADD ("a-wrong-address-sends-nothing", test_a_wrong_address_sends_nothing);
  ADD ("the-start-is-a-round", test_the_start_is_a_round);
  ADD ("an-edit-is-a-round", test_an_edit_is_a_round);
  ADD ("at-rest-nothing-is-sent", test_at_rest_nothing_is_sent);
  ADD ("a-look-saves-a-round", test_a_look_saves_a_round);
  ADD ("a-look-finds-out-that-the-server-is-gone", test_a_look_finds_out_that_the_server_is_gone);
  ADD ("two-who-ask-share-a-round", test_two_who_ask_share_a_round);
  ADD ("stopping-ends-the-round-and-loses-nothing", test_stopping_ends_the_round_and_loses_nothing);
  ADD ("the-last-contact-outlives-the-program", test_the_last_contact_outlives_the_program);
  ADD ("a-month-away-is-told-and-locks-nothing", test_a_month_away_is_told_and_locks_nothing);
  ADD ("a-first-load-tells-how-far-it-is", test_first_load_tells_how_far_it_is);
  return g_test_run ();
}
