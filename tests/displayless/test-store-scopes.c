/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which rows a profile holds: scopes that come, go, are loaded anew, and are compared. */

#include "config.h"

#include "base/fod-uuid.h"
#include "support/fod-test-journal.h"

#include <string.h>

#define ROW "00000000-0000-7000-8000-000000000001"
#define OTHER "00000000-0000-7000-8000-000000000002"
#define NOTE "00000000-0000-7000-8000-000000000003"
#define WORDS "skovarbejdere"

static FodRow *
participant (const char *id, guint64 rv)
{
  return fod_test_row (FOD_KIND_PARTICIPANT, id, rv, "name", "A", "wish", WORDS, NULL);
}

static void
test_row_in_two_scopes_stays_until_it_left_both (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();

  g_free (fod_test_pull_one (test, "user:a", "1", participant (ROW, 4)));
  g_free (fod_test_pull_one (test, "lead:t", "1", participant (ROW, 4)));
  g_free (fod_test_pull_one (test, "user:a", "2",
                             fod_test_row_bare (FOD_KIND_PARTICIPANT, ROW, 0, FOD_ROW_GONE)));
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 1);
  g_free (fod_test_pull_one (test, "lead:t", "2",
                             fod_test_row_bare (FOD_KIND_PARTICIPANT, ROW, 0, FOD_ROW_GONE)));
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 0);
  fod_test_assert_view (test);
}

static guint
count_hits (FodTestStore *test, const char *text)
{
  g_autoptr (GPtrArray) hits = fod_store_search (test->store, text, 20, NULL);

  return hits->len;
}

static void
test_revoked_scope_leaves_nothing (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  FodPullReply *reply = fod_test_pull_new (FOD_TEST_EPOCH);
  g_autofree char *cursor = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) history = NULL;

  g_free (fod_test_pull_one (test, "user:a", "1", participant (ROW, 4)));
  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "wish", "noget andet"));
  fod_test_settle_all (test, 5);
  g_ptr_array_add (reply->revoked, g_strdup ("user:a"));
  g_ptr_array_add (reply->granted, g_strdup ("org:o"));
  g_free (fod_test_pull (test, reply));
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 0);
  g_assert_cmpuint (count_hits (test, WORDS), ==, 0);
  cursor = fod_test_dup_cursor (test, "user:a");
  g_assert_null (cursor);
  fod_store_history_async (test->store, FOD_KIND_PARTICIPANT, ROW, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  history = fod_store_history_finish (test->store, result, NULL, NULL);
  g_assert_cmpuint (history->len, ==, 0);
  fod_test_assert_view (test);
}

static guint
count_deleted (FodTestStore *test, const char *kind)
{
  g_autoptr (FodQuery) bin = fod_query_new (kind);
  g_autoptr (GPtrArray) rows = NULL;

  fod_query_bin (bin);
  rows = fod_store_query (test->store, bin, NULL);
  return rows->len;
}

/* Nobody tells that what died long ago left a scope: the feed does not have it any more. */
static void
test_what_died_goes_with_what_it_hung_on (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();

  g_free (fod_test_pull_one (test, "user:a", "1", participant (ROW, 4)));
  g_free (fod_test_pull_one (
      test, "user:a", "2",
      fod_test_row (FOD_KIND_NOTE, NOTE, 4, "participant", ROW, "body", WORDS, NULL)));
  g_free (
      fod_test_pull_one (test, "user:a", "3",
                         fod_test_row (FOD_KIND_CONFLICT, OTHER, 4, "about-kind", FOD_KIND_NOTE,
                                       "about", NOTE, "field", "body", "offered", WORDS, NULL)));
  g_free (fod_test_pull_one (test, "user:a", "4",
                             fod_test_row_bare (FOD_KIND_CONFLICT, OTHER, 5, FOD_ROW_DELETED)));
  g_free (fod_test_pull_one (test, "user:a", "5",
                             fod_test_row_bare (FOD_KIND_NOTE, NOTE, 5, FOD_ROW_DELETED)));
  g_assert_cmpuint (count_deleted (test, FOD_KIND_NOTE), ==, 1);
  g_assert_cmpuint (count_deleted (test, FOD_KIND_CONFLICT), ==, 1);
  g_free (fod_test_pull_one (test, "user:a", "6",
                             fod_test_row_bare (FOD_KIND_PARTICIPANT, ROW, 0, FOD_ROW_GONE)));
  g_assert_cmpuint (count_deleted (test, FOD_KIND_NOTE), ==, 0);
  g_assert_cmpuint (count_deleted (test, FOD_KIND_CONFLICT), ==, 0);
  fod_test_assert_view (test);
}

/* As long as the person is here by another scope, what was deleted can be brought back. */
static void
test_what_died_stays_while_another_scope_has_its_parent (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autofree char *note = NULL;
  g_autofree char *tx = NULL;

  g_free (fod_test_pull_one (test, "user:a", "1", participant (ROW, 4)));
  g_free (fod_test_pull_one (test, "lead:t", "1", participant (ROW, 4)));
  note = fod_test_create (test, FOD_KIND_NOTE, "participant", ROW, "date", "2026-03-02", "body",
                          WORDS, NULL);
  fod_test_settle_all (test, 1);
  tx = fod_test_delete (test, FOD_KIND_NOTE, note);
  fod_test_settle_all (test, 2);
  g_free (fod_test_pull_one (test, "user:a", "2",
                             fod_test_row_bare (FOD_KIND_PARTICIPANT, ROW, 0, FOD_ROW_GONE)));
  g_free (fod_store_undo (test->store, tx, NULL));
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_NOTE), ==, 1);
  fod_test_assert_view (test);
}

static void
test_scope_that_is_not_granted_goes (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  FodPullReply *reply = fod_test_pull_new (FOD_TEST_EPOCH);

  g_free (fod_test_pull_one (test, "user:a", "1", participant (ROW, 4)));
  fod_test_pull_add (reply, "org:o", "1", NULL);
  g_free (fod_test_pull (test, reply));
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 0);
}

static void
test_unsent_change_survives_a_revocation (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  FodPullReply *reply = fod_test_pull_new (FOD_TEST_EPOCH);

  g_free (fod_test_pull_one (test, "user:a", "1", participant (ROW, 4)));
  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "name", "B"));
  g_ptr_array_add (reply->revoked, g_strdup ("user:a"));
  g_free (fod_test_pull (test, reply));
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 0);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 1);
  fod_test_assert_view (test);
}

static void
save_draft (FodTestStore *test, const char *place, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  fod_store_draft_save_async (test->store, place, text, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  g_assert_true (fod_store_draft_save_finish (test->store, result, NULL));
}

/* What is kept has these words, the newest first. */
static void
assert_drafts (FodTestStore *test, const char *const *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = fod_store_drafts (test->store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (drafts->len, ==, g_strv_length ((char **)words));
  for (guint i = 0; i < drafts->len; i++)
    {
      const FodDraft *draft = g_ptr_array_index (drafts, i);

      g_assert_cmpstr (draft->text, ==, words[i]);
    }
}

/* What was typed about a person who is somebody else's now goes with them, at whichever place; what
 * was saved is a change that waits. */
static void
test_drafts_go_with_their_row (void)
{
  static const char *const kept[] = { "Bliver også", "Bliver", NULL };
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autofree char *mine = NULL;
  g_autofree char *own = NULL;

  g_free (fod_test_pull_one (test, "user:a", "1", participant (ROW, 4)));
  g_free (fod_test_pull_one (test, "user:a", "2", participant (OTHER, 4)));
  mine = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "Ny", NULL);
  own = g_strconcat ("note/", mine, NULL);
  save_draft (test, "note/" ROW, "Ringede grædende");
  save_draft (test, "row/participant/" ROW, "{'wish': 'gartner'}");
  save_draft (test, "new/follow-up", "{'participant': '" ROW "'}");
  save_draft (test, "note/" OTHER, "Bliver");
  fod_fake_clock_set_real_ms (test->clock, fod_clock_get_real_ms (FOD_CLOCK (test->clock)) + 1);
  save_draft (test, own, "Bliver også");
  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "wish", "gartner"));
  g_free (fod_test_pull_one (test, "user:a", "3",
                             fod_test_row_bare (FOD_KIND_PARTICIPANT, ROW, 0, FOD_ROW_GONE)));
  assert_drafts (test, kept);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 2);
  fod_test_assert_view (test);
}

static void
test_cursor_is_kept_with_the_rows (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autofree char *cursor = NULL;

  g_free (fod_test_pull_one (test, "user:a", "88201", participant (ROW, 4)));
  fod_test_store_reopen (test);
  cursor = fod_test_dup_cursor (test, "user:a");
  g_assert_cmpstr (cursor, ==, "88201");
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 1);
}

static void
test_check_follows_every_change (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  FodPullReply *first = fod_test_pull_new (FOD_TEST_EPOCH);
  FodPullReply *second = fod_test_pull_new (FOD_TEST_EPOCH);
  FodPullReply *third = fod_test_pull_new (FOD_TEST_EPOCH);
  const guint64 other = fod_row_check_word (FOD_KIND_PARTICIPANT, OTHER, 2);
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autofree char *c = NULL;

  fod_test_pull_add (first, "user:a", "2", participant (ROW, 4));
  fod_test_pull_add (first, "user:a", "2", participant (OTHER, 2));
  fod_test_pull_check (first, "user:a", 2,
                       fod_row_check_word (FOD_KIND_PARTICIPANT, ROW, 4) ^ other);
  a = fod_test_pull (test, first);
  g_assert_cmpstr (a, ==, NULL);

  /* An own push moves a row on without a pull. */
  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "name", "B"));
  fod_test_settle_all (test, 5);
  fod_test_pull_add (second, "user:a", "3", NULL);
  fod_test_pull_check (second, "user:a", 2,
                       fod_row_check_word (FOD_KIND_PARTICIPANT, ROW, 5) ^ other);
  b = fod_test_pull (test, second);
  g_assert_cmpstr (b, ==, NULL);

  fod_test_pull_add (third, "user:a", "4",
                     fod_test_row_bare (FOD_KIND_PARTICIPANT, ROW, 10, FOD_ROW_DELETED));
  fod_test_pull_check (third, "user:a", 1, other);
  c = fod_test_pull (test, third);
  g_assert_cmpstr (c, ==, NULL);
}

static void
test_other_check_is_told (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  FodPullReply *reply = fod_test_pull_new (FOD_TEST_EPOCH);
  g_autofree char *mismatch = NULL;

  fod_test_pull_add (reply, "user:a", "2", participant (ROW, 4));
  fod_test_pull_check (reply, "user:a", 1, fod_row_check_word (FOD_KIND_PARTICIPANT, ROW, 5));
  mismatch = fod_test_pull (test, reply);
  g_assert_cmpstr (mismatch, ==, "user:a");
}

static void
test_reload_drops_what_is_not_named (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autofree char *cursor = NULL;
  g_autofree char *mismatch = NULL;
  FodPullReply *reply = fod_test_pull_new (FOD_TEST_EPOCH);

  g_free (fod_test_pull_one (test, "user:a", "1", participant (ROW, 4)));
  g_free (fod_test_pull_one (test, "user:a", "2", participant (OTHER, 4)));
  fod_test_reset_scope (test, "user:a");
  cursor = fod_test_dup_cursor (test, "user:a");
  g_assert_null (cursor);
  /* Until the load is complete nothing goes from the screen. */
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 2);
  fod_test_pull_add (reply, "user:a", "3", participant (OTHER, 4));
  fod_test_pull_check (reply, "user:a", 1, fod_row_check_word (FOD_KIND_PARTICIPANT, OTHER, 4));
  mismatch = fod_test_pull (test, reply);
  g_assert_cmpstr (mismatch, ==, NULL);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 1);
  fod_test_assert_view (test);
}

/* A server that was restored counts from an older version on. */
static void
test_new_epoch_takes_lower_versions (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  FodPullReply *reply = fod_test_pull_new ("e2");
  g_autofree char *name = NULL;
  g_autofree char *mismatch = NULL;

  g_free (fod_test_pull_one (test, "user:a", "9", participant (ROW, 40)));
  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "called", "Bo"));
  fod_test_enrol (test, "e2");
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 1);
  fod_test_pull_add (
      reply, "user:a", "1",
      fod_test_row (FOD_KIND_PARTICIPANT, ROW, 3, "name", "Fra sikkerhedskopien", NULL));
  fod_test_pull_check (reply, "user:a", 1, fod_row_check_word (FOD_KIND_PARTICIPANT, ROW, 3));
  mismatch = fod_test_pull (test, reply);
  g_assert_cmpstr (mismatch, ==, NULL);
  name = fod_test_get (test, FOD_KIND_PARTICIPANT, ROW, "name");
  g_assert_cmpstr (name, ==, "Fra sikkerhedskopien");
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 1);
  fod_test_assert_view (test);
}

static void
test_unknown_kinds_and_fields_are_kept (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  FodPullReply *reply = fod_test_pull_new (FOD_TEST_EPOCH);
  g_autofree char *mismatch = NULL;

  fod_test_pull_add (reply, "user:a", "2",
                     fod_test_row ("invention", OTHER, 1, "of", "2031", NULL));
  fod_test_pull_add (reply, "user:a", "2",
                     fod_test_row (FOD_KIND_PARTICIPANT, ROW, 4, "name", "A", "aura", "blå", NULL));
  fod_test_pull_check (reply, "user:a", 2,
                       fod_row_check_word ("invention", OTHER, 1) ^
                           fod_row_check_word (FOD_KIND_PARTICIPANT, ROW, 4));
  mismatch = fod_test_pull (test, reply);
  g_assert_cmpstr (mismatch, ==, NULL);
  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "name", "B"));
  fod_test_settle_all (test, 5);
  fod_test_store_reopen (test);
  fod_test_assert_view (test);
}

static void
test_death_of_an_unknown_row_is_nothing (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autoptr (FodQuery) bin = fod_query_new (FOD_KIND_PARTICIPANT);
  g_autoptr (GPtrArray) rows = NULL;

  g_free (fod_test_pull_one (test, "user:a", "1",
                             fod_test_row_bare (FOD_KIND_PARTICIPANT, ROW, 4, FOD_ROW_DELETED)));
  fod_query_bin (bin);
  rows = fod_store_query (test->store, bin, NULL);
  g_assert_cmpuint (rows->len, ==, 0);
}

static void
test_enrolment_shows_who_made_the_rows (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "A", NULL);
  g_autofree char *before = fod_test_get (test, FOD_KIND_PARTICIPANT, id, "consultant");
  g_autofree char *after = NULL;

  g_assert_null (before);
  g_assert_null (fod_store_get_user (test->store));
  fod_test_enrol (test, FOD_TEST_EPOCH);
  after = fod_test_get (test, FOD_KIND_PARTICIPANT, id, "consultant");
  g_assert_cmpstr (after, ==, FOD_TEST_USER);
  g_assert_cmpstr (fod_store_get_user (test->store), ==, FOD_TEST_USER);
  g_assert_cmpstr (fod_store_get_role (test->store), ==, "consultant");
  fod_test_store_reopen (test);
  g_assert_cmpstr (fod_store_get_user (test->store), ==, FOD_TEST_USER);
  fod_test_assert_view (test);
}

static void
test_big_import_is_taken_in_parts (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autofree char *tx = NULL;
  guint taken = 0;

  for (guint i = 0; i < 700; i++)
    {
      g_autofree char *name = g_strdup_printf ("Firma %u", i);
      g_autoptr (FodRecord) record = fod_test_record (test, FOD_KIND_EMPLOYER, "name", name, NULL);

      fod_edit_create (edit, record);
    }
  tx = fod_store_apply (test->store, edit, NULL);
  g_assert_nonnull (tx);
  while (fod_test_counts (test).waiting > 0)
    {
      g_autoptr (GPtrArray) ops = fod_test_take (test, 500);

      g_assert_cmpuint (ops->len, <=, 500);
      taken += ops->len;
      fod_test_settle_all (test, 1);
    }
  g_assert_cmpuint (taken, ==, 700);
  /* For a person it was one act. */
  g_free (fod_store_undo (test->store, tx, NULL));
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_EMPLOYER), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, function) g_test_add_func ("/store/scopes/" name, function)
  ADD ("row-in-two-stays-until-it-left-both", test_row_in_two_scopes_stays_until_it_left_both);
  ADD ("revoked-leaves-nothing", test_revoked_scope_leaves_nothing);
  ADD ("what-died-goes-with-what-it-hung-on", test_what_died_goes_with_what_it_hung_on);
  ADD ("what-died-stays-while-another-has-its-parent",
       test_what_died_stays_while_another_scope_has_its_parent);
  ADD ("not-granted-goes", test_scope_that_is_not_granted_goes);
  ADD ("unsent-change-survives-a-revocation", test_unsent_change_survives_a_revocation);
  ADD ("drafts-go-with-their-row", test_drafts_go_with_their_row);
  ADD ("cursor-is-kept-with-the-rows", test_cursor_is_kept_with_the_rows);
  ADD ("check-follows-every-change", test_check_follows_every_change);
  ADD ("other-check-is-told", test_other_check_is_told);
  ADD ("reload-drops-what-is-not-named", test_reload_drops_what_is_not_named);
  ADD ("new-epoch-takes-lower-versions", test_new_epoch_takes_lower_versions);
  ADD ("unknown-kinds-and-fields-are-kept", test_unknown_kinds_and_fields_are_kept);
  ADD ("death-of-an-unknown-row-is-nothing", test_death_of_an_unknown_row_is_nothing);
  ADD ("enrolment-shows-who-made-the-rows", test_enrolment_shows_who_made_the_rows);
  ADD ("big-import-is-taken-in-parts", test_big_import_is_taken_in_parts);
  return g_test_run ();
}
