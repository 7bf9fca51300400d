/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the server says on the line saves the pull before a push, and only that one. */

#include "config.h"

#include "support/fod-fake-clock.h"
#include "support/fod-fake-line.h"
#include "support/fod-fake-server.h"
#include "support/fod-test-device.h"
#include "sync/fod-sync-engine-private.h"
#include "wire/fod-protocol.h"

#define NOTHING_NEW "{\"epoch\":\"e1\",\"heads\":{\"org:1\":0},\"end\":true}"

typedef struct
{
  FodFakeServer server;
  FodFakeTransport *transport;
  FodLineTransport *line;
  FodFakeClock *clock;
  FodTestDevice *device;
} Fixture;

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

/* Runs the loop until @count requests have come and the engine is in @state, for at most a minute.
 */
static void
wait_for (Fixture *f, guint count, FodSyncState state)
{
  gboolean late = FALSE;
  guint timer = g_timeout_add_seconds (60, on_late, &late);

  while (!late && (fod_fake_transport_count (f->transport, NULL) < count ||
                   fod_sync_engine_get_state (engine_of (f)) != state))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (timer);
}

/* An engine at rest, on whose line the server has said where the feeds end. */
static void
set_up (Fixture *f, gconstpointer data)
{
  f->server.epoch = "e1";
  f->clock = fod_fake_clock_new ();
  f->transport = fod_fake_transport_new (fod_fake_server_answer, &f->server);
  f->line = fod_line_transport_new ();
  f->device = fod_test_device_new (FOD_CLOCK (f->clock), FOD_TRANSPORT (f->transport));
  fod_test_device_pretend_enrolled (f->device);
  fod_test_device_restart (f->device);
  fod_sync_engine_start (engine_of (f));
  wait_for (f, 1, FOD_SYNC_IN_STEP);
  fod_live_open (engine_of (f)->live, FOD_TRANSPORT (f->line), "token", 60);
  fod_live_line_say_opened (FOD_LIVE_LINE (fod_line_transport_get_line (f->line)));
  fod_fake_line_say (fod_line_transport_get_line (f->line), NOTHING_NEW);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  fod_sync_engine_stop (engine_of (f));
  fod_test_device_free (f->device);
  g_object_unref (f->line);
  g_object_unref (f->transport);
  g_object_unref (f->clock);
  fod_fake_server_clear (&f->server);
}

static void
add_employer (Fixture *f)
{
  g_autofree char *id =
      fod_test_device_create (f->device, FOD_KIND_EMPLOYER, "name", "Rebild Tømrer", NULL);

  g_assert_nonnull (id);
}

static void
test_saves_a_pull (Fixture *f, gconstpointer data)
{
  add_employer (f);
  wait_for (f, 2, FOD_SYNC_IN_STEP);
  g_assert_cmpstr (fod_fake_transport_get_log (f->transport), ==,
                   FOD_PATH_PULL " " FOD_PATH_PUSH " ");
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
test_what_a_push_came_to_is_pulled (Fixture *f, gconstpointer data)
{
  f->server.push = push_refused;
  add_employer (f);
  wait_for (f, 3, FOD_SYNC_ATTENTION);
  g_assert_cmpstr (fod_fake_transport_get_log (f->transport), ==,
                   FOD_PATH_PULL " " FOD_PATH_PUSH " " FOD_PATH_PULL " ");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/sync-word/saves-a-pull", Fixture, NULL, set_up, test_saves_a_pull, tear_down);
  g_test_add ("/sync-word/what-a-push-came-to-is-pulled", Fixture, NULL, set_up,
              test_what_a_push_came_to_is_pulled, tear_down);
  return g_test_run ();
}
