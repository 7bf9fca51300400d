/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A laptop whose access an administrator has ended, against the real server: what it had not sent
 * is in the quarantine once, nothing of it is applied, and the laptop is told that it may go. */

#include "config.h"

#include "base/fod-uuid.h"
#include "server/fod-server-accounts.h"
#include "server/fod-server-audit.h"
#include "support/fod-fake-clock.h"
#include "support/fod-flaky-transport.h"
#include "support/fod-temp.h"
#include "support/fod-test-device.h"
#include "support/fod-test-server.h"
#include "wire/fod-protocol.h"

#include <string.h>

typedef struct
{
  char *folder;
  FodFakeClock *clock;
  FodTestServer *server;
  FodServerStore *store;
  FodFlakyTransport *line;
  FodTestDevice *anna;
  FodTestDevice *bo;
} Fixture;

static void
enrol (Fixture *f, FodTestDevice *device, const char *login)
{
  g_autoptr (GError) error = NULL;

  fod_test_device_enrol (device, fod_test_server_get_url (f->server), login, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  FodServerLimits limits;

  fod_server_limits_init (&limits);
  limits.requests_per_minute = 100000;
  limits.password_mib = 8;
  f->folder = fod_temp_new ();
  f->clock = fod_fake_clock_new ();
  f->server = fod_test_server_start_with (f->folder, FOD_CLOCK (f->clock), &limits, 0);
  f->store = fod_test_server_open_store (f->server);
  f->line = fod_flaky_transport_new (fod_test_server_get_url (f->server));
  f->anna = fod_test_device_new (FOD_CLOCK (f->clock), FOD_TRANSPORT (f->line));
  f->bo = fod_test_device_new (FOD_CLOCK (f->clock), NULL);
  enrol (f, f->anna, "anna");
  enrol (f, f->bo, "bo");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  fod_test_device_free (f->anna);
  fod_test_device_free (f->bo);
  g_object_unref (f->line);
  g_object_unref (f->store);
  fod_test_server_stop (f->server);
  g_object_unref (f->clock);
  fod_temp_free (f->folder);
}

static char *
dup_device (FodTestDevice *device)
{
  g_autoptr (FodEnrolment) enrolment = fod_test_device_dup_enrolment (device);

  return g_strdup (enrolment->device);
}

static void
end_access (Fixture *f, FodTestDevice *device)
{
  g_autofree char *id = dup_device (device);
  g_autoptr (GError) error = NULL;

  fod_server_revoke_device (f->store, FOD_CLOCK (f->clock), id, &error);
  g_assert_no_error (error);
}

static FodServerDeviceState
get_state (Fixture *f, FodTestDevice *device)
{
  g_autofree char *id = dup_device (device);
  g_autoptr (FodServerDevice) known = NULL;

  g_assert_true (fod_server_store_get_device (f->store, id, &known, NULL));
  return known->state;
}

static void
sync_well (FodTestDevice *device)
{
  g_autoptr (GError) error = NULL;

  fod_test_device_sync (device, NULL, &error);
  g_assert_no_error (error);
}

static void
sync_badly (FodTestDevice *device, FodSyncError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fod_test_device_sync (device, NULL, &error));
  g_assert_error (error, FOD_SYNC_ERROR, (int)code);
}

/* How many refused ops of employers the audit holds; each op's text once. */
static guint
count_quarantine (Fixture *f)
{
  g_autoptr (GHashTable) ops = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 end = 0;

  g_assert_true (fod_server_store_get_audit_end (f->store, &end, NULL));
  for (gint64 seq = 1; seq <= end; seq++)
    {
      g_autoptr (FodServerAuditEntry) entry = NULL;

      g_assert_true (fod_server_store_get_audit (f->store, seq, &entry, NULL));
      if (entry->op == NULL || strcmp (entry->result, "forbidden") != 0)
        continue;
      g_assert_true (g_hash_table_add (ops, g_strdup (entry->op)));
      g_assert_nonnull (strstr (entry->new_values, "Bageriet"));
    }
  return g_hash_table_size (ops);
}

static void
write_many (FodTestDevice *device, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *name = g_strdup_printf ("Bageriet %u", i);
      g_autofree char *id = fod_test_device_create (device, FOD_KIND_EMPLOYER, "name", name, NULL);

      g_assert_nonnull (id);
    }
}

static void
assert_ended (Fixture *f, guint handed)
{
  g_autoptr (GPtrArray) seen = NULL;
  gint64 broken = 0;

  g_assert_cmpuint (fod_test_device_count (f->anna).waiting, ==, 0);
  g_assert_cmpuint (fod_test_device_count (f->anna).refused, ==, 0);
  g_assert_cmpuint (fod_test_device_count (f->anna).handed, ==, handed);
  g_assert_cmpuint (count_quarantine (f), ==, handed);
  g_assert_cmpint ((int)get_state (f, f->anna), ==, (int)FOD_SERVER_DEVICE_ENDED);
  g_assert_true (fod_server_audit_verify (f->store, &broken, NULL));
  g_assert_cmpint (broken, ==, 0);
  /* Nothing of it is anybody's. */
  sync_well (f->bo);
  seen = fod_test_device_list (f->bo, FOD_KIND_EMPLOYER);
  g_assert_cmpuint (seen->len, ==, 0);
}

static void
test_more_than_one_batch (Fixture *f, gconstpointer data)
{
  write_many (f->anna, FOD_LIMIT_OPS + 150);
  end_access (f, f->anna);
  sync_badly (f->anna, FOD_SYNC_ERROR_ENDED);
  assert_ended (f, FOD_LIMIT_OPS + 150);
  /* However often it asks. */
  sync_badly (f->anna, FOD_SYNC_ERROR_ENDED);
  assert_ended (f, FOD_LIMIT_OPS + 150);
}

static void
test_nothing_waits (Fixture *f, gconstpointer data)
{
  sync_well (f->anna);
  end_access (f, f->anna);
  sync_badly (f->anna, FOD_SYNC_ERROR_ENDED);
  assert_ended (f, 0);
}

/* Cut, restarted, cut again: each change is there once, and counted once. */
static void
test_it_goes_on_where_it_was_cut (Fixture *f, gconstpointer data)
{
  write_many (f->anna, FOD_LIMIT_OPS + 20);
  end_access (f, f->anna);
  fod_flaky_transport_lose_reply (f->line, FOD_PATH_END);
  sync_badly (f->anna, FOD_SYNC_ERROR_OFFLINE);
  g_assert_cmpuint (count_quarantine (f), ==, FOD_LIMIT_OPS);
  g_assert_cmpuint (fod_test_device_count (f->anna).waiting, ==, FOD_LIMIT_OPS + 20);
  g_assert_cmpint ((int)get_state (f, f->anna), ==, (int)FOD_SERVER_DEVICE_REVOKED);
  fod_test_device_restart (f->anna);
  sync_badly (f->anna, FOD_SYNC_ERROR_ENDED);
  assert_ended (f, FOD_LIMIT_OPS + 20);
}

/* The very last word is lost: it is asked for again. */
static void
test_the_last_word_is_lost (Fixture *f, gconstpointer data)
{
  end_access (f, f->anna);
  fod_flaky_transport_lose_reply (f->line, FOD_PATH_END);
  sync_badly (f->anna, FOD_SYNC_ERROR_OFFLINE);
  sync_badly (f->anna, FOD_SYNC_ERROR_ENDED);
  assert_ended (f, 0);
}

static void
test_offline_it_stays (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GPtrArray) shown = NULL;

  write_many (f->anna, 3);
  end_access (f, f->anna);
  fod_flaky_transport_set_losses (f->line, rand, 1, 0);
  sync_badly (f->anna, FOD_SYNC_ERROR_OFFLINE);
  shown = fod_test_device_list (f->anna, FOD_KIND_EMPLOYER);
  g_assert_cmpuint (shown->len, ==, 3);
  fod_flaky_transport_set_losses (f->line, rand, 0, 0);
  sync_badly (f->anna, FOD_SYNC_ERROR_ENDED);
  assert_ended (f, 3);
}

/* A user who may not log in any more is told to stop, and nothing is taken from the laptop. */
static void
test_a_disabled_user_is_no_end (Fixture *f, gconstpointer data)
{
  write_many (f->anna, 3);
  g_assert_true (fod_server_disable_user (f->store, FOD_CLOCK (f->clock), "anna", NULL));
  sync_badly (f->anna, FOD_SYNC_ERROR_REVOKED);
  g_assert_cmpuint (fod_test_device_count (f->anna).waiting, ==, 3);
}

/* What it was told is with a server that was put back since, perhaps, no more. */
static void
test_a_new_epoch (Fixture *f, gconstpointer data)
{
  write_many (f->anna, 1);
  sync_well (f->anna);
  end_access (f, f->anna);
  g_assert_true (fod_server_new_epoch (f->store, FOD_CLOCK (f->clock), NULL));
  sync_badly (f->anna, FOD_SYNC_ERROR_ENDED);
  g_assert_cmpuint (fod_test_device_count (f->anna).handed, ==, 1);
  /* This one has it still. */
  g_assert_cmpuint (count_quarantine (f), ==, 0);
  g_assert_cmpint ((int)get_state (f, f->anna), ==, (int)FOD_SERVER_DEVICE_ENDED);
}

typedef struct
{
  gboolean done;
  char *tx;
  GError *error;
} Save;

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Save *save = user_data;

  save->tx = fod_store_apply_finish (FOD_STORE (source), result, &save->error);
  save->done = TRUE;
}

/* Where a program takes the profile away. */
static void
on_problem (FodSyncEngine *engine, GParamSpec *pspec, gpointer user_data)
{
  FodTestDevice *device = g_object_get_data (G_OBJECT (engine), "device");
  FodStore *store = fod_test_device_get_store (device);
  g_autofree char *id = fod_uuid_new (fod_store_get_clock (store));
  g_autoptr (FodRecord) record = fod_record_new (fod_schema_get (FOD_KIND_EMPLOYER), id);
  g_autoptr (FodEdit) edit = fod_edit_new ();

  fod_record_set (record, "name", "Bageriet");
  fod_edit_create (edit, record);
  fod_store_apply_async (store, edit, NULL, on_saved, user_data);
}

/* Who is told that it is saved has it at the server, to the last moment. */
static void
test_no_save_is_taken_and_lost (Fixture *f, gconstpointer data)
{
  FodSyncEngine *engine = fod_test_device_get_engine (f->anna);
  Save save = { FALSE, NULL, NULL };

  write_many (f->anna, 2);
  end_access (f, f->anna);
  g_object_set_data (G_OBJECT (engine), "device", f->anna);
  g_signal_connect (engine, "notify::problem", G_CALLBACK (on_problem), &save);
  sync_badly (f->anna, FOD_SYNC_ERROR_ENDED);
  while (!save.done)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (engine, &save);
  g_assert_error (save.error, FOD_STORE_ERROR, FOD_STORE_ERROR_ENDED);
  g_assert_null (save.tx);
  g_clear_error (&save.error);
  assert_ended (f, 2);
}

#define ADD(name, func) g_test_add ("/end/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("more-than-one-batch-is-handed-over", test_more_than_one_batch);
  ADD ("nothing-waits", test_nothing_waits);
  ADD ("it-goes-on-where-it-was-cut", test_it_goes_on_where_it_was_cut);
  ADD ("the-last-word-is-lost", test_the_last_word_is_lost);
  ADD ("offline-it-stays", test_offline_it_stays);
  ADD ("a-new-epoch-gets-what-was-answered-too", test_a_new_epoch);
  ADD ("no-save-is-taken-and-lost", test_no_save_is_taken_and_lost);
  ADD ("a-disabled-user-is-no-end", test_a_disabled_user_is_no_end);
  return g_test_run ();
}
