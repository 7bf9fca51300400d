/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The look at the heads against the real server: what moved is fetched, what did not costs a 304.
 */

#include "config.h"

#include "support/fod-fake-clock.h"
#include "support/fod-temp.h"
#include "support/fod-test-device.h"
#include "support/fod-test-server.h"
#include "sync/fod-sync-engine-private.h"

static gboolean
on_late (gpointer late)
{
  *(gboolean *)late = TRUE;
  return G_SOURCE_REMOVE;
}

static void
write_and_sync (FodTestDevice *device, const char *name)
{
  g_autofree char *id = fod_test_device_create (device, FOD_KIND_EMPLOYER, "name", name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (id);
  fod_test_device_sync (device, NULL, &error);
  g_assert_no_error (error);
}

static guint
count_employers (FodTestDevice *device)
{
  g_autoptr (GPtrArray) rows = fod_test_device_list (device, FOD_KIND_EMPLOYER);

  return rows->len;
}

static void
look_until (FodTestDevice *device, guint count)
{
  gboolean late = FALSE;
  guint timer = g_timeout_add_seconds (20, on_late, &late);

  fod_sync_engine_look (fod_test_device_get_engine (device));
  while (!late && count_employers (device) < count)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (timer);
}

static void
enrol (FodTestDevice *device, const char *url, const char *login)
{
  g_autoptr (GError) error = NULL;

  fod_test_device_enrol (device, url, login, &error);
  g_assert_no_error (error);
  fod_test_device_sync (device, NULL, &error);
  g_assert_no_error (error);
}

static void
test_a_look_brings_what_a_colleague_wrote (void)
{
  g_autoptr (FodTemp) folder = fod_temp_new ();
  g_autoptr (FodFakeClock) clock = fod_fake_clock_new ();
  FodTestServer *server = fod_test_server_start (folder, FOD_CLOCK (clock));
  const char *url = fod_test_server_get_url (server);
  g_autoptr (FodTestDevice) anna = fod_test_device_new (FOD_CLOCK (clock), NULL);
  g_autoptr (FodTestDevice) bo = fod_test_device_new (FOD_CLOCK (clock), NULL);

  enrol (anna, url, "anna");
  enrol (bo, url, "bo");
  fod_sync_engine_start (fod_test_device_get_engine (bo));
  write_and_sync (anna, "Et");
  look_until (bo, 1);
  write_and_sync (anna, "To");
  look_until (bo, 2);
  fod_sync_engine_stop (fod_test_device_get_engine (bo));
  fod_test_server_stop (server);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/look/brings-what-a-colleague-wrote",
                   test_a_look_brings_what_a_colleague_wrote);
  return g_test_run ();
}
