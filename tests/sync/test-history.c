/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who changed what in a record, as two laptops of one server know it: by name, each thing once,
 * also without the server, and nothing of what left. */

#include "config.h"

#include "support/fod-fake-clock.h"
#include "support/fod-flaky-transport.h"
#include "support/fod-temp.h"
#include "support/fod-test-device.h"
#include "support/fod-test-server.h"
#include "wire/fod-protocol.h"

#define SECOND_MS 1000

typedef struct
{
  char *folder;
  FodFakeClock *clock;
  FodTestServer *server;
  FodFlakyTransport *line; /* anna's */
  FodTestDevice *anna;
  FodTestDevice *lene;
  char *anna_id;
  char *lene_id;
} Fixture;

static FodTestDevice *
new_device (Fixture *f, FodTransport *transport, const char *login)
{
  FodTestDevice *device = fod_test_device_new (FOD_CLOCK (f->clock), transport);
  g_autoptr (GError) error = NULL;

  fod_test_device_enrol (device, fod_test_server_get_url (f->server), login, &error);
  g_assert_no_error (error);
  return device;
}

static char *
dup_user (FodTestDevice *device)
{
  g_autoptr (FodEnrolment) enrolment = fod_test_device_dup_enrolment (device);

  return g_strdup (enrolment->user);
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
  f->line = fod_flaky_transport_new (fod_test_server_get_url (f->server));
  f->anna = new_device (f, FOD_TRANSPORT (f->line), "anna");
  f->lene = new_device (f, NULL, "lene");
  f->anna_id = dup_user (f->anna);
  f->lene_id = dup_user (f->lene);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  fod_test_device_free (f->anna);
  fod_test_device_free (f->lene);
  g_object_unref (f->line);
  fod_test_server_stop (f->server);
  g_object_unref (f->clock);
  fod_temp_free (f->folder);
  g_free (f->anna_id);
  g_free (f->lene_id);
}

static void
sync_now (Fixture *f, FodTestDevice *device)
{
  g_autoptr (GError) error = NULL;

  fod_fake_clock_advance (f->clock, SECOND_MS);
  fod_test_device_sync (device, NULL, &error);
  g_assert_no_error (error);
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (slot);
}

static gboolean
ask (FodTestDevice *device, const char *kind, const char *id, GError **error)
{
  FodSyncEngine *engine = fod_test_device_get_engine (device);
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  fod_sync_engine_ask_history_async (engine, kind, id, NULL, on_result, &slot);
  result = await (&slot);
  return fod_sync_engine_ask_history_finish (engine, result, error);
}

static void
ask_ok (FodTestDevice *device, const char *id)
{
  g_autoptr (GError) error = NULL;

  ask (device, FOD_KIND_PARTICIPANT, id, &error);
  g_assert_no_error (error);
}

static GPtrArray *
read_history (FodTestDevice *device, const char *id, FodHistoryKnown *known)
{
  FodStore *store = fod_test_device_get_store (device);
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GPtrArray *entries;

  fod_store_history_async (store, FOD_KIND_PARTICIPANT, id, NULL, on_result, &slot);
  result = await (&slot);
  entries = fod_store_history_finish (store, result, known, NULL);
  g_assert_nonnull (entries);
  return entries;
}

static void
assert_entry (GPtrArray *entries, guint index, const char *old, const char *new, const char *user)
{
  const FodHistoryEntry *entry;

  g_assert_cmpuint (index, <, entries->len);
  entry = entries->pdata[index];
  g_assert_cmpint (entry->what, ==, FOD_PAST_CHANGED);
  g_assert_cmpstr (entry->field, ==, "phone");
  g_assert_cmpstr (entry->old_value, ==, old);
  g_assert_cmpstr (entry->new_value, ==, new);
  g_assert_cmpstr (entry->user, ==, user);
}

static void
assert_created (GPtrArray *entries, guint index, const char *user)
{
  const FodHistoryEntry *entry;

  g_assert_cmpuint (index + 1, ==, entries->len);
  entry = entries->pdata[index];
  g_assert_cmpint (entry->what, ==, FOD_PAST_CREATED);
  g_assert_null (entry->field);
  g_assert_cmpstr (entry->user, ==, user);
}

static void
set_phone (Fixture *f, FodTestDevice *device, const char *id, const char *phone)
{
  fod_fake_clock_advance (f->clock, 10 * SECOND_MS);
  fod_test_device_set (device, FOD_KIND_PARTICIPANT, id, "phone", phone);
  sync_now (f, device);
}

/* A participant of anna's, whose phone she set and her leader changed. */
static char *
shared_participant (Fixture *f)
{
  g_autofree char *id =
      fod_test_device_create (f->anna, FOD_KIND_PARTICIPANT, "name", "Åse Mølholm", NULL);

  sync_now (f, f->anna);
  set_phone (f, f->anna, id, "11111111");
  sync_now (f, f->lene);
  set_phone (f, f->lene, id, "22222222");
  sync_now (f, f->anna);
  return g_steal_pointer (&id);
}

static void
test_names (Fixture *f, gconstpointer data)
{
  g_autofree char *id = shared_participant (f);
  g_autoptr (GPtrArray) before = read_history (f->anna, id, NULL);
  g_autoptr (GPtrArray) after = NULL;
  FodHistoryKnown known;

  g_assert_cmpuint (before->len, ==, 2);
  assert_entry (before, 0, "11111111", "22222222", NULL);
  ask_ok (f->anna, id);
  after = read_history (f->anna, id, &known);
  g_assert_true (known.at_server);
  g_assert_cmpint (known.told_ms, ==, fod_clock_get_real_ms (FOD_CLOCK (f->clock)));
  assert_entry (after, 0, "11111111", "22222222", f->lene_id);
  assert_entry (after, 1, NULL, "11111111", f->anna_id);
  assert_created (after, 2, f->anna_id);
}

/* The other laptop has no line of its own about what came before it. */
static void
test_before_it_came (Fixture *f, gconstpointer data)
{
  g_autofree char *id = shared_participant (f);
  g_autoptr (GPtrArray) entries = NULL;

  ask_ok (f->lene, id);
  entries = read_history (f->lene, id, NULL);
  assert_entry (entries, 0, "11111111", "22222222", f->lene_id);
  assert_entry (entries, 1, NULL, "11111111", f->anna_id);
  assert_created (entries, 2, f->anna_id);
}

static void
test_without_the_server (Fixture *f, gconstpointer data)
{
  g_autofree char *id = shared_participant (f);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  ask_ok (f->anna, id);
  fod_flaky_transport_lose_reply (f->line, FOD_PATH_HISTORY);
  g_assert_false (ask (f->anna, FOD_KIND_PARTICIPANT, id, &error));
  g_assert_error (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_OFFLINE);
  fod_test_device_restart (f->anna);
  fod_fake_clock_advance (f->clock, 10 * SECOND_MS);
  fod_test_device_set (f->anna, FOD_KIND_PARTICIPANT, id, "phone", "33333333");
  entries = read_history (f->anna, id, NULL);
  assert_entry (entries, 0, "22222222", "33333333", f->anna_id);
  assert_entry (entries, 1, "11111111", "22222222", f->lene_id);
  assert_created (entries, 3, f->anna_id);
}

/* What was pulled since the server told has no name until it tells again. */
static void
test_newer_than_told (Fixture *f, gconstpointer data)
{
  g_autofree char *id = shared_participant (f);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) again = NULL;

  ask_ok (f->anna, id);
  set_phone (f, f->lene, id, "33333333");
  sync_now (f, f->anna);
  entries = read_history (f->anna, id, NULL);
  assert_entry (entries, 0, "22222222", "33333333", NULL);
  assert_entry (entries, 1, "11111111", "22222222", f->lene_id);
  ask_ok (f->anna, id);
  again = read_history (f->anna, id, NULL);
  assert_entry (again, 0, "22222222", "33333333", f->lene_id);
  assert_entry (again, 1, "11111111", "22222222", f->lene_id);
  assert_created (again, 3, f->anna_id);
}

/* Written twice before it was sent once: the laptop knows more of it than the server. */
static void
test_folded (Fixture *f, gconstpointer data)
{
  g_autofree char *id = shared_participant (f);
  g_autoptr (GPtrArray) entries = NULL;

  fod_fake_clock_advance (f->clock, 10 * SECOND_MS);
  fod_test_device_set (f->anna, FOD_KIND_PARTICIPANT, id, "phone", "33333333");
  fod_fake_clock_advance (f->clock, 10 * SECOND_MS);
  fod_test_device_set (f->anna, FOD_KIND_PARTICIPANT, id, "phone", "44444444");
  sync_now (f, f->anna);
  ask_ok (f->anna, id);
  entries = read_history (f->anna, id, NULL);
  assert_entry (entries, 0, "33333333", "44444444", f->anna_id);
  assert_entry (entries, 1, "22222222", "33333333", f->anna_id);
  assert_entry (entries, 2, "11111111", "22222222", f->lene_id);
  assert_created (entries, 4, f->anna_id);
}

static void
test_unsent (Fixture *f, gconstpointer data)
{
  g_autofree char *id =
      fod_test_device_create (f->anna, FOD_KIND_PARTICIPANT, "name", "Åse Mølholm", NULL);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  FodHistoryKnown known;

  g_assert_false (ask (f->anna, FOD_KIND_PARTICIPANT, id, &error));
  g_assert_error (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_SERVER_OLD);
  entries = read_history (f->anna, id, &known);
  g_assert_false (known.at_server);
  g_assert_cmpint (known.told_ms, ==, 0);
}

static void
test_lost (Fixture *f, gconstpointer data)
{
  g_autofree char *id = shared_participant (f);
  g_autoptr (GPtrArray) entries = NULL;
  const FodHistoryEntry *entry;

  fod_fake_clock_advance (f->clock, 10 * SECOND_MS);
  fod_test_device_set (f->lene, FOD_KIND_PARTICIPANT, id, "phone", "33333333");
  fod_fake_clock_advance (f->clock, 10 * SECOND_MS);
  fod_test_device_set (f->anna, FOD_KIND_PARTICIPANT, id, "phone", "44444444");
  sync_now (f, f->anna);
  sync_now (f, f->lene);
  sync_now (f, f->anna);
  ask_ok (f->anna, id);
  entries = read_history (f->anna, id, NULL);
  assert_entry (entries, 0, "22222222", "44444444", f->anna_id);
  entry = entries->pdata[1];
  g_assert_cmpint (entry->what, ==, FOD_PAST_LOST);
  g_assert_cmpstr (entry->old_value, ==, "33333333");
  g_assert_cmpstr (entry->user, ==, f->lene_id);
}

/* What leaves the laptop takes along what was told of it. */
static void
test_given_away (Fixture *f, gconstpointer data)
{
  g_autofree char *id = shared_participant (f);
  g_autoptr (FodTestDevice) bo = new_device (f, NULL, "bo");
  g_autofree char *bo_id = dup_user (bo);
  g_autoptr (GPtrArray) entries = NULL;
  FodHistoryKnown known;

  ask_ok (f->anna, id);
  fod_test_device_set (f->anna, FOD_KIND_PARTICIPANT, id, "consultant", bo_id);
  sync_now (f, f->anna);
  sync_now (f, f->anna);
  entries = read_history (f->anna, id, &known);
  g_assert_cmpuint (entries->len, ==, 0);
  g_assert_cmpint (known.told_ms, ==, 0);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/history/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("names-colleagues", test_names);
  ADD ("has-what-was-before-the-laptop", test_before_it_came);
  ADD ("is-there-without-the-server", test_without_the_server);
  ADD ("is-honest-about-what-came-later", test_newer_than_told);
  ADD ("has-what-was-written-twice-before-it-was-sent", test_folded);
  ADD ("of-what-was-not-sent-is-the-laptops", test_unsent);
  ADD ("has-what-did-not-stand", test_lost);
  ADD ("goes-with-the-row", test_given_away);
  return g_test_run ();
}
