/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How other people's first sync fails when there is much (PROTOCOL.md, snapshot), and that ours
 * does not: real laptops, a real server whose parts are small, a line that loses, and many who
 * begin at once. */

#include "config.h"

#include "support/fod-flaky-transport.h"
#include "support/fod-line-fixture.h"
#include "wire/fod-protocol.h"

#define ROWS 200
#define PART_BYTES 8192
#define TRIES 200
#define MANY 6

/* The same server again, where it was, with parts of a few rows, and so many at a time. */
static void
restart_server (FodLine *f, guint loads)
{
  guint port = fod_test_server_get_port (f->server);
  FodServerLimits limits;

  fod_server_limits_init (&limits);
  limits.password_mib = 8;
  limits.requests_per_minute = 1000000;
  limits.part_bytes = PART_BYTES;
  limits.loads = loads;
  fod_test_server_stop (f->server);
  f->server = fod_test_server_start_with (f->folder, FOD_CLOCK (f->clock), &limits, port);
}

static void
write_much (FodLine *f, guint loads)
{
  for (guint i = 0; i < ROWS; i++)
    fod_line_write (f, f->bo);
  fod_line_sync (f->bo);
  restart_server (f, loads);
}

static FodTestDevice *
new_laptop (FodLine *f, FodFlakyTransport *line)
{
  FodTestDevice *device = fod_test_device_new (FOD_CLOCK (f->clock), FOD_TRANSPORT (line));
  g_autoptr (GError) error = NULL;

  fod_test_device_enrol (device, fod_test_server_get_url (f->server), "anna", &error);
  g_assert_no_error (error);
  return device;
}

/* A line that loses every third request or answer, and a laptop that is switched off each time: it
 * gets there, because no part is fetched twice that came. */
static void
test_line_that_loses (FodLine *f, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (FodFlakyTransport) line = NULL;
  FodTestDevice *device;
  gboolean whole = FALSE;
  guint tries = 0;

  write_much (f, 4);
  line = fod_flaky_transport_new (fod_test_server_get_url (f->server));
  device = new_laptop (f, line);
  fod_flaky_transport_set_losses (line, rand, 0.2, 0.2);
  while (!whole && tries++ < TRIES)
    {
      g_autoptr (GError) error = NULL;

      whole = fod_test_device_sync (device, NULL, &error);
      if (!whole)
        fod_test_device_restart (device);
    }
  g_assert_true (whole);
  g_assert_cmpuint (tries, >, 3);
  fod_flaky_transport_set_losses (line, NULL, 0, 0);
  fod_line_sync (device);
  fod_line_sync (f->bo);
  g_assert_cmpuint (fod_line_count (device, FOD_KIND_EMPLOYER), ==, ROWS);
  fod_line_assert_same (device, f->bo);
  fod_test_device_free (device);
}

/* A row that changes, and one that dies, while the load is cut between two parts. */
static void
test_changes_meanwhile (FodLine *f, gconstpointer data)
{
  g_autoptr (FodFlakyTransport) line = NULL;
  g_autofree char *changed =
      fod_test_device_create (f->bo, FOD_KIND_EMPLOYER, "name", "Bageriet", NULL);
  g_autofree char *dead = fod_test_device_create (f->bo, FOD_KIND_EMPLOYER, "name", "Smeden", NULL);
  g_autoptr (GError) error = NULL;
  FodTestDevice *device;

  write_much (f, 4);
  line = fod_flaky_transport_new (fod_test_server_get_url (f->server));
  device = new_laptop (f, line);
  fod_flaky_transport_lose_reply (line, FOD_PATH_SNAPSHOT);
  g_assert_false (fod_test_device_sync (device, NULL, &error));
  fod_test_device_set (f->bo, FOD_KIND_EMPLOYER, changed, "phone", "98222222");
  fod_line_delete (f->bo, FOD_KIND_EMPLOYER, dead);
  fod_line_sync (f->bo);
  fod_line_sync (device);
  g_assert_cmpuint (fod_line_count (device, FOD_KIND_EMPLOYER), ==, ROWS + 1);
  fod_line_assert_value (device, FOD_KIND_EMPLOYER, changed, "phone", "98222222");
  fod_line_assert_same (device, f->bo);
  fod_test_device_free (device);
}

/* A server that has no room for another load says so, and who is in step goes on as always. */
static void
test_server_that_is_full (FodLine *f, gconstpointer data)
{
  g_autoptr (FodFlakyTransport) line = NULL;
  g_autoptr (GError) error = NULL;
  FodTestDevice *device;

  write_much (f, 0);
  line = fod_flaky_transport_new (fod_test_server_get_url (f->server));
  device = new_laptop (f, line);
  g_assert_false (fod_test_device_sync (device, NULL, &error));
  g_assert_error (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_BUSY);
  fod_line_write (f, f->bo);
  fod_line_sync (f->bo);
  restart_server (f, 1);
  fod_line_sync (device);
  fod_line_assert_same (device, f->bo);
  fod_test_device_free (device);
}

typedef struct
{
  guint running;
  gboolean failed;
} Crowd;

static void
on_synced (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Crowd *crowd = user_data;
  g_autoptr (GError) error = NULL;

  if (!fod_sync_engine_sync_finish (FOD_SYNC_ENGINE (source), result, NULL, &error))
    {
      g_assert_error (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_BUSY);
      crowd->failed = TRUE;
    }
  crowd->running--;
}

/* Many who begin at the same time, and one at a time is served: each that is sent away comes again,
 * and all get there. */
static void
test_many_at_once (FodLine *f, gconstpointer data)
{
  g_autoptr (FodFlakyTransport) line = NULL;
  FodTestDevice *devices[MANY];
  Crowd crowd = { 0, TRUE };
  guint tries = 0;

  write_much (f, 1);
  line = fod_flaky_transport_new (fod_test_server_get_url (f->server));
  for (guint i = 0; i < MANY; i++)
    devices[i] = new_laptop (f, line);
  for (; crowd.failed; tries++)
    {
      g_assert_cmpuint (tries, <, TRIES);
      crowd.failed = FALSE;
      crowd.running = MANY;
      for (guint i = 0; i < MANY; i++)
        fod_sync_engine_sync_async (fod_test_device_get_engine (devices[i]), NULL, on_synced,
                                    &crowd);
      while (crowd.running > 0)
        g_main_context_iteration (NULL, TRUE);
    }
  for (guint i = 0; i < MANY; i++)
    {
      fod_line_assert_same (devices[i], f->bo);
      fod_test_device_free (devices[i]);
    }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/failures/07-huge-first-sync/" name, FodLine, NULL, fod_line_set_up, function,      \
              fod_line_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("over-a-line-that-loses", test_line_that_loses);
  ADD ("changes-meanwhile", test_changes_meanwhile);
  ADD ("from-a-server-that-is-full", test_server_that_is_full);
  ADD ("many-at-once", test_many_at_once);
  return g_test_run ();
}
