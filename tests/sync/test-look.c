/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a laptop comes to know that something moved, against the real server: by a look at the heads,
 * where what did not move costs a 304, and by the line on which the server says so. */

#include "config.h"

#include "server/fod-server-accounts.h"
#include "server/fod-server-enrol.h"
#include "support/fod-fake-clock.h"
#include "support/fod-raw-line.h"
#include "support/fod-temp.h"
#include "support/fod-test-device.h"
#include "support/fod-test-server.h"
#include "sync/fod-sync-engine-private.h"

#include <string.h>

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

/* Runs the loop until @holds, for at most a minute. */
static void
wait_until (gboolean (*holds) (gpointer), gpointer data)
{
  gboolean late = FALSE;
  guint timer = g_timeout_add_seconds (60, on_late, &late);

  while (!late && !holds (data))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (timer);
}

static void
look_until (FodTestDevice *device, guint count)
{
  gboolean late = FALSE;
  guint timer = g_timeout_add_seconds (60, on_late, &late);

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

static gboolean
is_up (gpointer device)
{
  return fod_live_is_up (fod_test_device_get_engine (device)->live);
}

static gboolean
has_one (gpointer device)
{
  return count_employers (device) == 1;
}

static gboolean
has_two (gpointer device)
{
  return count_employers (device) == 2;
}

static gboolean
is_revoked (gpointer device)
{
  int problem;

  g_object_get (fod_test_device_get_engine (device), "problem", &problem, NULL);
  return problem == FOD_SYNC_ERROR_REVOKED;
}

/* Nobody looks: the server says so. Also after it was away, for longer than a line lives. */
static void
test_the_server_says_so (void)
{
  g_autoptr (FodTemp) folder = fod_temp_new ();
  g_autoptr (FodFakeClock) clock = fod_fake_clock_new ();
  FodTestServer *server = fod_test_server_start (folder, FOD_CLOCK (clock));
  const char *url = fod_test_server_get_url (server);
  g_autoptr (FodTestDevice) anna = fod_test_device_new (FOD_CLOCK (clock), NULL);
  g_autoptr (FodTestDevice) bo = fod_test_device_new (FOD_CLOCK (clock), NULL);
  guint port = fod_test_server_get_port (server);
  FodServerLimits limits;

  enrol (anna, url, "anna");
  enrol (bo, url, "bo");
  fod_sync_engine_start (fod_test_device_get_engine (bo));
  wait_until (is_up, bo);
  write_and_sync (anna, "Et");
  wait_until (has_one, bo);
  fod_test_server_stop (server);
  fod_server_limits_init (&limits);
  server = fod_test_server_start_with (folder, FOD_CLOCK (clock), &limits, port);
  wait_until (is_up, bo);
  write_and_sync (anna, "To");
  wait_until (has_two, bo);
  fod_sync_engine_stop (fod_test_device_get_engine (bo));
  fod_test_server_stop (server);
}

static void
test_a_revoked_laptop_is_told (void)
{
  g_autoptr (FodTemp) folder = fod_temp_new ();
  g_autoptr (FodFakeClock) clock = fod_fake_clock_new ();
  FodTestServer *server = fod_test_server_start (folder, FOD_CLOCK (clock));
  g_autoptr (FodServerStore) store = fod_test_server_open_store (server);
  g_autoptr (FodTestDevice) bo = fod_test_device_new (FOD_CLOCK (clock), NULL);
  g_autoptr (GError) error = NULL;

  enrol (bo, fod_test_server_get_url (server), "bo");
  fod_sync_engine_start (fod_test_device_get_engine (bo));
  wait_until (is_up, bo);
  fod_server_disable_user (store, FOD_CLOCK (clock), "bo", &error);
  g_assert_no_error (error);
  wait_until (is_revoked, bo);
  fod_sync_engine_stop (fod_test_device_get_engine (bo));
  g_clear_object (&store);
  fod_test_server_stop (server);
}

static FodHeads *
read_heads (FodRawLine *line)
{
  g_autofree char *text = fod_raw_line_read (line, NULL);
  g_autoptr (GError) error = NULL;
  FodHeads *heads;

  g_assert_nonnull (text);
  heads = fod_wire_parse_heads (text, strlen (text), &error);
  g_assert_no_error (error);
  return heads;
}

/* Who pushed knows where the feeds end by the answer, and need not ask again when it is told. */
static void
test_own_pushes_are_no_news (void)
{
  g_autoptr (FodTemp) folder = fod_temp_new ();
  g_autoptr (FodFakeClock) clock = fod_fake_clock_new ();
  FodTestServer *server = fod_test_server_start (folder, FOD_CLOCK (clock));
  g_autoptr (FodServerStore) store = fod_test_server_open_store (server);
  g_autoptr (FodTestDevice) anna = fod_test_device_new (FOD_CLOCK (clock), NULL);
  FodEnrolRequest request = { (char *)"anna", NULL, (char *)"019a6b2c-31f4-7000-8000-000000000009",
                              (char *)"Nummer to" };
  g_autoptr (GError) error = NULL;
  g_autoptr (FodEnrolReply) token = fod_server_enrol (store, FOD_CLOCK (clock), &request, &error);
  g_autoptr (FodRawLine) line = NULL;
  g_autoptr (FodHeads) heads = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  GHashTable *known;
  GHashTableIter iter;
  gpointer scope, head;

  g_assert_no_error (error);
  enrol (anna, fod_test_server_get_url (server), "anna");
  write_and_sync (anna, "Et");
  fod_test_device_sync (anna, NULL, &error);
  g_assert_no_error (error);
  rows = fod_test_device_list (anna, FOD_KIND_EMPLOYER);
  fod_test_device_set (anna, FOD_KIND_EMPLOYER, fod_record_get_id (rows->pdata[0]), "phone",
                       "98101112");
  fod_test_device_sync (anna, NULL, &error);
  g_assert_no_error (error);
  line = fod_raw_line_open (fod_test_server_get_port (server), token->token, NULL);
  heads = read_heads (line);
  known = fod_test_device_get_engine (anna)->memory->heads;
  g_assert_cmpuint (g_hash_table_size (known), ==, 3);
  g_hash_table_iter_init (&iter, heads->heads);
  while (g_hash_table_iter_next (&iter, &scope, &head))
    g_assert_cmpstr (g_hash_table_lookup (known, scope), ==, head);
  g_clear_object (&store);
  fod_test_server_stop (server);
}

/* No feed has moved, and yet everybody has to load all of them anew. */
static void
test_a_new_epoch_is_told (void)
{
  g_autoptr (FodTemp) folder = fod_temp_new ();
  g_autoptr (FodFakeClock) clock = fod_fake_clock_new ();
  FodTestServer *server = fod_test_server_start (folder, FOD_CLOCK (clock));
  g_autoptr (FodServerStore) store = fod_test_server_open_store (server);
  FodEnrolRequest request = { (char *)"anna", NULL, (char *)"019a6b2c-31f4-7000-8000-000000000009",
                              (char *)"Bærbar" };
  g_autoptr (GError) error = NULL;
  g_autoptr (FodEnrolReply) token = fod_server_enrol (store, FOD_CLOCK (clock), &request, &error);
  g_autoptr (FodRawLine) line = NULL;
  g_autoptr (FodHeads) first = NULL;
  g_autoptr (FodHeads) second = NULL;

  g_assert_no_error (error);
  line = fod_raw_line_open (fod_test_server_get_port (server), token->token, NULL);
  first = read_heads (line);
  fod_server_new_epoch (store, FOD_CLOCK (clock), &error);
  g_assert_no_error (error);
  second = read_heads (line);
  g_assert_cmpstr (second->epoch, !=, first->epoch);
  g_assert_cmpuint (g_hash_table_size (second->heads), ==, 3);
  g_clear_object (&store);
  fod_test_server_stop (server);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/look/brings-what-a-colleague-wrote",
                   test_a_look_brings_what_a_colleague_wrote);
  g_test_add_func ("/look/is-not-needed-when-the-server-says-so", test_the_server_says_so);
  g_test_add_func ("/look/a-revoked-laptop-is-told-at-once", test_a_revoked_laptop_is_told);
  g_test_add_func ("/look/own-pushes-are-no-news", test_own_pushes_are_no_news);
  g_test_add_func ("/look/a-new-epoch-is-told", test_a_new_epoch_is_told);
  return g_test_run ();
}
