/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two people, two laptops, one server: what each merge class comes to in the end. */

#include "config.h"

#include "support/fod-fake-clock.h"
#include "support/fod-flaky-transport.h"
#include "support/fod-temp.h"
#include "support/fod-test-device.h"
#include "support/fod-test-server.h"
#include "wire/fod-protocol.h"

#include <string.h>

/* anna and bo share a team; lene leads it; anna has a second laptop. */
typedef struct
{
  char *folder;
  FodFakeClock *clock;
  FodTestServer *server;
  FodFlakyTransport *line; /* anna's */
  FodTestDevice *anna;
  FodTestDevice *annas_other;
  FodTestDevice *bo;
  FodTestDevice *lene;
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
  f->annas_other = new_device (f, NULL, "anna");
  f->bo = new_device (f, NULL, "bo");
  f->lene = new_device (f, NULL, "lene");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  fod_test_device_free (f->anna);
  fod_test_device_free (f->annas_other);
  fod_test_device_free (f->bo);
  fod_test_device_free (f->lene);
  g_object_unref (f->line);
  fod_test_server_stop (f->server);
  g_object_unref (f->clock);
  fod_temp_free (f->folder);
}

static FodSyncRound
sync_now (Fixture *f, FodTestDevice *device)
{
  FodSyncRound round = { 0 };
  g_autoptr (GError) error = NULL;

  fod_fake_clock_advance (f->clock, 1000);
  fod_test_device_sync (device, &round, &error);
  g_assert_no_error (error);
  return round;
}

static void
sync_both (Fixture *f, FodTestDevice *first, FodTestDevice *second)
{
  sync_now (f, first);
  sync_now (f, second);
  sync_now (f, first);
}

static void
assert_value (
    FodTestDevice *device, const char *kind, const char *id, const char *field, const char *value)
{
  g_autofree char *held = fod_test_device_dup (device, kind, id, field);

  g_assert_cmpstr (held, ==, value);
}

static void
assert_same (FodTestDevice *a, FodTestDevice *b)
{
  g_autofree char *one = fod_test_device_dup_view (a);
  g_autofree char *other = fod_test_device_dup_view (b);

  g_assert_cmpstr (one, ==, other);
}

static FodSyncState
state_of (FodTestDevice *device)
{
  return fod_sync_engine_get_state (fod_test_device_get_engine (device));
}

/* An employer that anna and bo both have. */
static char *
shared_employer (Fixture *f)
{
  g_autofree char *id = fod_test_device_create (f->anna, FOD_KIND_EMPLOYER, "name", "Rebild Tømrer",
                                                "phone", "98111111", NULL);

  sync_both (f, f->anna, f->bo);
  return g_steal_pointer (&id);
}

/* A participant whom anna and her leader both have. */
static char *
shared_participant (Fixture *f)
{
  g_autofree char *id = fod_test_device_create (f->anna, FOD_KIND_PARTICIPANT, "name",
                                                "Åse Mølholm", "stage", "active", NULL);

  sync_both (f, f->anna, f->lene);
  return g_steal_pointer (&id);
}

static void
test_a_colleague_sees_it (Fixture *f, gconstpointer data)
{
  g_autofree char *id = shared_employer (f);
  g_autofree char *contact = NULL;

  assert_value (f->bo, FOD_KIND_EMPLOYER, id, "name", "Rebild Tømrer");
  contact = fod_test_device_create (f->bo, FOD_KIND_EMPLOYER_CONTACT, "employer", id, "slot",
                                    "2026-11-23", "needs", "En lærling", NULL);
  sync_both (f, f->bo, f->anna);
  assert_value (f->anna, FOD_KIND_EMPLOYER_CONTACT, contact, "needs", "En lærling");
  g_assert_cmpint (state_of (f->anna), ==, FOD_SYNC_IN_STEP);
  g_assert_cmpint (state_of (f->bo), ==, FOD_SYNC_IN_STEP);
}

static void
test_a_participant_is_not_for_all (Fixture *f, gconstpointer data)
{
  g_autofree char *id = shared_participant (f);
  g_autoptr (GPtrArray) seen = NULL;

  sync_now (f, f->bo);
  seen = fod_test_device_list (f->bo, FOD_KIND_PARTICIPANT);
  g_assert_cmpuint (seen->len, ==, 0);
  assert_value (f->lene, FOD_KIND_PARTICIPANT, id, "name", "Åse Mølholm");
}

static void
test_different_fields_merge (Fixture *f, gconstpointer data)
{
  g_autofree char *id = shared_participant (f);
  FodSyncRound round;

  fod_test_device_set (f->anna, FOD_KIND_PARTICIPANT, id, "phone", "22 33 44 55");
  fod_test_device_set (f->lene, FOD_KIND_PARTICIPANT, id, "email", "aase@example.dk");
  sync_now (f, f->anna);
  round = sync_now (f, f->lene);
  g_assert_cmpuint (round.conflicts, ==, 0);
  g_assert_cmpuint (round.rejected, ==, 0);
  sync_now (f, f->anna);
  assert_value (f->anna, FOD_KIND_PARTICIPANT, id, "email", "aase@example.dk");
  assert_value (f->lene, FOD_KIND_PARTICIPANT, id, "phone", "22 33 44 55");
  g_assert_cmpuint (fod_test_device_count (f->anna).conflicts, ==, 0);
}

/* Both change the employer's phone; bo is the later one. */
static char *
make_conflict (Fixture *f)
{
  g_autofree char *id = shared_employer (f);
  FodSyncRound round;

  fod_test_device_set (f->anna, FOD_KIND_EMPLOYER, id, "phone", "98222222");
  fod_fake_clock_advance (f->clock, 60000);
  fod_test_device_set (f->bo, FOD_KIND_EMPLOYER, id, "phone", "98333333");
  sync_now (f, f->anna);
  round = sync_now (f, f->bo);
  g_assert_cmpuint (round.conflicts, ==, 1);
  sync_now (f, f->anna);
  return g_steal_pointer (&id);
}

static void
assert_open_conflict (FodTestDevice *device)
{
  g_autoptr (FodRecord) conflict = fod_test_device_get_open_conflict (device);

  g_assert_cmpstr (fod_record_get (conflict, "field"), ==, "phone");
  g_assert_cmpstr (fod_record_get (conflict, "standing"), ==, "98333333");
  g_assert_cmpstr (fod_record_get (conflict, "offered"), ==, "98222222");
  g_assert_cmpuint (fod_test_device_count (device).conflicts, ==, 1);
  g_assert_cmpint (state_of (device), ==, FOD_SYNC_ATTENTION);
}

static void
assert_settled (Fixture *f, const char *id, const char *phone)
{
  FodTestDevice *devices[] = { f->anna, f->bo };

  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    {
      assert_value (devices[i], FOD_KIND_EMPLOYER, id, "phone", phone);
      g_assert_cmpuint (fod_test_device_count (devices[i]).conflicts, ==, 0);
      g_assert_cmpint (state_of (devices[i]), ==, FOD_SYNC_IN_STEP);
    }
}

static void
test_one_conflict_is_seen_by_both_and_settled_once (Fixture *f, gconstpointer data)
{
  g_autofree char *id = make_conflict (f);
  g_autoptr (FodRecord) conflict = NULL;
  g_autoptr (GError) error = NULL;
  FodEdit *edit = fod_edit_new ();

  assert_open_conflict (f->anna);
  assert_open_conflict (f->bo);
  conflict = fod_test_device_get_open_conflict (f->anna);
  fod_edit_resolve (edit, fod_record_get_id (conflict), "98222222");
  fod_test_device_apply (f->anna, edit, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fod_test_device_count (f->anna).conflicts, ==, 0);
  sync_both (f, f->anna, f->bo);
  assert_settled (f, id, "98222222");
}

static void
test_who_writes_having_seen_it_settles_it (Fixture *f, gconstpointer data)
{
  g_autofree char *id = make_conflict (f);

  fod_test_device_set (f->anna, FOD_KIND_EMPLOYER, id, "phone", "98444444");
  sync_both (f, f->anna, f->bo);
  assert_settled (f, id, "98444444");
}

static void
test_both_settle_it_alike (Fixture *f, gconstpointer data)
{
  g_autofree char *id = make_conflict (f);
  FodTestDevice *devices[] = { f->anna, f->bo };

  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    {
      g_autoptr (FodRecord) conflict = fod_test_device_get_open_conflict (devices[i]);
      FodEdit *edit = fod_edit_new ();
      g_autoptr (GError) error = NULL;

      fod_edit_resolve (edit, fod_record_get_id (conflict), "98222222");
      fod_test_device_apply (devices[i], edit, &error);
      g_assert_no_error (error);
    }
  sync_both (f, f->anna, f->bo);
  sync_now (f, f->bo);
  assert_settled (f, id, "98222222");
}

static void
test_the_same_value_is_no_conflict (Fixture *f, gconstpointer data)
{
  g_autofree char *id = shared_employer (f);

  fod_test_device_set (f->anna, FOD_KIND_EMPLOYER, id, "phone", "98222222");
  fod_test_device_set (f->bo, FOD_KIND_EMPLOYER, id, "phone", "98222222");
  sync_both (f, f->anna, f->bo);
  sync_now (f, f->bo);
  assert_settled (f, id, "98222222");
}

static void
test_the_later_of_two_quiet_edits_stands (Fixture *f, gconstpointer data)
{
  g_autofree char *id = shared_employer (f);

  fod_test_device_set (f->bo, FOD_KIND_EMPLOYER, id, "website", "https://early.dk");
  fod_fake_clock_advance (f->clock, 60000);
  fod_test_device_set (f->anna, FOD_KIND_EMPLOYER, id, "website", "https://late.dk");
  sync_now (f, f->anna);
  sync_now (f, f->bo);
  sync_now (f, f->anna);
  assert_value (f->anna, FOD_KIND_EMPLOYER, id, "website", "https://late.dk");
  assert_value (f->bo, FOD_KIND_EMPLOYER, id, "website", "https://late.dk");
  g_assert_cmpuint (fod_test_device_count (f->bo).conflicts, ==, 0);
}

static void
test_tags_of_both (Fixture *f, gconstpointer data)
{
  g_autofree char *id = shared_employer (f);

  fod_test_device_set (f->anna, FOD_KIND_EMPLOYER, id, "tags", "byg\nlager");
  sync_both (f, f->anna, f->bo);
  fod_test_device_set (f->anna, FOD_KIND_EMPLOYER, id, "tags", "byg\nelev\nlager");
  fod_test_device_set (f->bo, FOD_KIND_EMPLOYER, id, "tags", "byg\nstille");
  sync_both (f, f->anna, f->bo);
  assert_value (f->anna, FOD_KIND_EMPLOYER, id, "tags", "byg\nelev\nstille");
  assert_value (f->bo, FOD_KIND_EMPLOYER, id, "tags", "byg\nelev\nstille");
}

static void
test_the_stricter_stands_though_earlier (Fixture *f, gconstpointer data)
{
  g_autofree char *id = shared_participant (f);
  g_autofree char *plan = fod_test_device_create (f->anna, FOD_KIND_DISCLOSURE_PLAN, "participant",
                                                  id, "disclosure", "illness", NULL);

  fod_test_device_set (f->anna, FOD_KIND_PARTICIPANT, id, "disclosure", "support");
  sync_both (f, f->anna, f->lene);
  fod_test_device_set (f->anna, FOD_KIND_PARTICIPANT, id, "disclosure", "nothing");
  fod_test_device_set (f->anna, FOD_KIND_DISCLOSURE_PLAN, plan, "revoked-on", "2026-11-20");
  fod_fake_clock_advance (f->clock, 60000);
  fod_test_device_set (f->lene, FOD_KIND_PARTICIPANT, id, "disclosure", "details");
  fod_test_device_set (f->lene, FOD_KIND_DISCLOSURE_PLAN, plan, "revoked-on", "2026-11-22");
  sync_both (f, f->anna, f->lene);
  assert_value (f->anna, FOD_KIND_PARTICIPANT, id, "disclosure", "nothing");
  assert_value (f->lene, FOD_KIND_PARTICIPANT, id, "disclosure", "nothing");
  assert_value (f->anna, FOD_KIND_DISCLOSURE_PLAN, plan, "revoked-on", "2026-11-20");
  assert_value (f->lene, FOD_KIND_DISCLOSURE_PLAN, plan, "revoked-on", "2026-11-20");
  g_assert_cmpuint (fod_test_device_count (f->anna).conflicts, ==, 2);
  g_assert_cmpuint (fod_test_device_count (f->lene).conflicts, ==, 2);
}

static void
test_done_beats_cancelled (Fixture *f, gconstpointer data)
{
  g_autofree char *participant = shared_participant (f);
  g_autofree char *id =
      fod_test_device_create (f->anna, FOD_KIND_FOLLOW_UP, "participant", participant, "title",
                              "Samtale", "slot", "2026-11-24", "status", "planned", NULL);

  sync_both (f, f->anna, f->lene);
  fod_test_device_set (f->anna, FOD_KIND_FOLLOW_UP, id, "status", "done");
  fod_fake_clock_advance (f->clock, 60000);
  fod_test_device_set (f->lene, FOD_KIND_FOLLOW_UP, id, "status", "cancelled");
  sync_both (f, f->anna, f->lene);
  assert_value (f->anna, FOD_KIND_FOLLOW_UP, id, "status", "done");
  assert_value (f->lene, FOD_KIND_FOLLOW_UP, id, "status", "done");
}

static void
delete_row (FodTestDevice *device, const char *kind, const char *id)
{
  FodEdit *edit = fod_edit_new ();
  g_autoptr (GError) error = NULL;

  fod_edit_delete (edit, kind, id);
  fod_test_device_apply (device, edit, &error);
  g_assert_no_error (error);
}

static guint
count_rows (FodTestDevice *device, const char *kind)
{
  g_autoptr (GPtrArray) rows = fod_test_device_list (device, kind);

  return rows->len;
}

static void
test_a_deleted_follow_up_stays_deleted (Fixture *f, gconstpointer data)
{
  g_autofree char *participant = shared_participant (f);
  g_autofree char *id =
      fod_test_device_create (f->anna, FOD_KIND_FOLLOW_UP, "participant", participant, "title",
                              "Samtale", "slot", "2026-11-24", NULL);

  sync_both (f, f->anna, f->lene);
  delete_row (f->anna, FOD_KIND_FOLLOW_UP, id);
  fod_test_device_set (f->lene, FOD_KIND_FOLLOW_UP, id, "title", "Lang samtale");
  sync_both (f, f->anna, f->lene);
  g_assert_cmpuint (count_rows (f->anna, FOD_KIND_FOLLOW_UP), ==, 0);
  g_assert_cmpuint (count_rows (f->lene, FOD_KIND_FOLLOW_UP), ==, 0);
  g_assert_cmpuint (fod_test_device_count (f->lene).waiting, ==, 0);
}

static void
test_a_deleted_employer_comes_back_with_an_edit (Fixture *f, gconstpointer data)
{
  g_autofree char *id = shared_employer (f);

  delete_row (f->anna, FOD_KIND_EMPLOYER, id);
  fod_test_device_set (f->bo, FOD_KIND_EMPLOYER, id, "website", "https://tomrer.dk");
  sync_both (f, f->anna, f->bo);
  assert_value (f->anna, FOD_KIND_EMPLOYER, id, "website", "https://tomrer.dk");
  g_assert_cmpuint (count_rows (f->anna, FOD_KIND_EMPLOYER), ==, 1);
  g_assert_cmpuint (count_rows (f->bo, FOD_KIND_EMPLOYER), ==, 1);
}

static void
test_two_texts_of_a_note_are_two_notes (Fixture *f, gconstpointer data)
{
  g_autofree char *participant = shared_participant (f);
  g_autofree char *id =
      fod_test_device_create (f->anna, FOD_KIND_NOTE, "participant", participant, "date",
                              "2026-11-23", "body", "Kom til tiden.", NULL);
  g_autoptr (GPtrArray) notes = NULL;
  gboolean linked = FALSE;

  sync_both (f, f->anna, f->annas_other);
  fod_test_device_set (f->anna, FOD_KIND_NOTE, id, "body", "Kom til tiden. Glad.");
  fod_test_device_set (f->annas_other, FOD_KIND_NOTE, id, "body", "Kom til tiden. Træt.");
  sync_both (f, f->anna, f->annas_other);
  assert_value (f->anna, FOD_KIND_NOTE, id, "body", "Kom til tiden. Glad.");
  notes = fod_test_device_list (f->anna, FOD_KIND_NOTE);
  g_assert_cmpuint (notes->len, ==, 2);
  for (guint i = 0; i < notes->len; i++)
    linked = linked ||
             (g_strcmp0 (fod_record_get (notes->pdata[i], "fork-of"), id) == 0 &&
              g_strcmp0 (fod_record_get (notes->pdata[i], "body"), "Kom til tiden. Træt.") == 0);
  g_assert_true (linked);
  assert_same (f->anna, f->annas_other);
}

static void
test_a_lost_answer_doubles_nothing (Fixture *f, gconstpointer data)
{
  g_autofree char *id =
      fod_test_device_create (f->anna, FOD_KIND_EMPLOYER, "name", "Kun én gang", NULL);
  g_autoptr (GError) error = NULL;
  FodSyncRound round;

  fod_flaky_transport_lose_reply (f->line, FOD_PATH_PUSH);
  g_assert_false (fod_test_device_sync (f->anna, NULL, &error));
  g_assert_error (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_OFFLINE);
  g_assert_cmpint (state_of (f->anna), ==, FOD_SYNC_OFFLINE);
  fod_test_device_set (f->anna, FOD_KIND_EMPLOYER, id, "website", "https://en.dk");
  fod_test_device_restart (f->anna);
  round = sync_now (f, f->anna);
  g_assert_cmpuint (round.waiting, ==, 0);
  g_assert_cmpuint (round.rejected, ==, 0);
  sync_now (f, f->bo);
  g_assert_cmpuint (count_rows (f->bo, FOD_KIND_EMPLOYER), ==, 1);
  assert_value (f->bo, FOD_KIND_EMPLOYER, id, "website", "https://en.dk");
  sync_now (f, f->annas_other);
  assert_same (f->anna, f->annas_other);
}

static void
test_a_lost_pull_is_pulled_again (Fixture *f, gconstpointer data)
{
  g_autofree char *id =
      fod_test_device_create (f->bo, FOD_KIND_EMPLOYER, "name", "Kun én gang", NULL);
  g_autoptr (GError) error = NULL;

  sync_now (f, f->bo);
  fod_flaky_transport_lose_reply (f->line, FOD_PATH_PULL);
  g_assert_false (fod_test_device_sync (f->anna, NULL, &error));
  sync_now (f, f->anna);
  assert_value (f->anna, FOD_KIND_EMPLOYER, id, "name", "Kun én gang");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/two-devices/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("a-colleague-sees-it", test_a_colleague_sees_it);
  ADD ("a-participant-is-not-for-all", test_a_participant_is_not_for_all);
  ADD ("different-fields-merge", test_different_fields_merge);
  ADD ("one-conflict-is-seen-by-both-and-settled-once",
       test_one_conflict_is_seen_by_both_and_settled_once);
  ADD ("who-writes-having-seen-it-settles-it", test_who_writes_having_seen_it_settles_it);
  ADD ("both-settle-it-alike", test_both_settle_it_alike);
  ADD ("the-same-value-is-no-conflict", test_the_same_value_is_no_conflict);
  ADD ("the-later-of-two-quiet-edits-stands", test_the_later_of_two_quiet_edits_stands);
  ADD ("tags-of-both", test_tags_of_both);
  ADD ("the-stricter-stands-though-earlier", test_the_stricter_stands_though_earlier);
  ADD ("done-beats-cancelled", test_done_beats_cancelled);
  ADD ("a-deleted-follow-up-stays-deleted", test_a_deleted_follow_up_stays_deleted);
  ADD ("a-deleted-employer-comes-back-with-an-edit",
       test_a_deleted_employer_comes_back_with_an_edit);
  ADD ("two-texts-of-a-note-are-two-notes", test_two_texts_of_a_note_are_two_notes);
  ADD ("a-lost-answer-doubles-nothing", test_a_lost_answer_doubles_nothing);
  ADD ("a-lost-pull-is-pulled-again", test_a_lost_pull_is_pulled_again);
  return g_test_run ();
}
