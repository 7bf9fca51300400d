/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Changes to a row that this laptop lost before they were sent (PROTOCOL.md, quarantine). */

#include "config.h"

#include "store/fod-rebuild.h"
#include "support/fod-test-journal.h"

#include <glib/gstdio.h>

#define ROW "00000000-0000-7000-8000-000000000001"
#define OTHER "00000000-0000-7000-8000-000000000002"
#define SCOPE "user:a"
#define WORDS "skovarbejdere"

static void
pull_one (FodTestStore *test, const char *next, FodRow *row)
{
  FodPullReply *reply = fod_test_pull_new (FOD_TEST_EPOCH);

  fod_test_pull_add (reply, SCOPE, next, row);
  g_free (fod_test_pull (test, reply));
}

static FodRow *
participant (void)
{
  return fod_test_row (FOD_KIND_PARTICIPANT, ROW, 4, "name", "A", "wish", WORDS, NULL);
}

static void
answer_all (FodTestStore *test, const char *const *codes)
{
  g_autoptr (GPtrArray) ops = fod_test_take (test, 500);
  FodPushReply *reply = fod_test_push_new ();

  for (guint i = 0; i < ops->len; i++)
    {
      FodOpResult *result =
          fod_test_answer (reply, g_ptr_array_index (ops, i), FOD_RESULT_REJECTED, 0);

      g_assert_nonnull (codes[i]);
      result->code = g_strdup (codes[i]);
    }
  fod_test_settle (test, reply);
}

static void
lose_row (FodTestStore *test)
{
  FodRow *row = fod_test_row (FOD_KIND_PARTICIPANT, ROW, 4, NULL);

  row->state = FOD_ROW_GONE;
  pull_one (test, "9", row);
}

/* What was written about it is with the server; what is one's own is kept as before. */
static void
test_changes_to_a_lost_row_are_handed_over (void)
{
  static const char *const codes[] = { "forbidden", "ref_missing", "forbidden", NULL };
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();

  pull_one (test, "1", participant ());
  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "called", "Å"));
  g_free (fod_test_create (test, FOD_KIND_NOTE, "participant", ROW, "date", "2026-03-02", "body",
                           WORDS, NULL));
  g_free (fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Egen", NULL));
  lose_row (test);
  answer_all (test, codes);
  g_assert_cmpuint (fod_test_counts (test).handed, ==, 2);
  g_assert_cmpuint (fod_test_counts (test).refused, ==, 1);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 0);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_NOTE), ==, 0);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_EMPLOYER), ==, 1);
  fod_test_assert_view (test);
  /* It is told of for two weeks. */
  fod_fake_clock_advance (test->clock, G_GINT64_CONSTANT (15) * 24 * 3600 * 1000);
  g_assert_cmpuint (fod_test_counts (test).handed, ==, 0);
}

static void
test_a_refusal_before_the_loss_is_told_goes_with_it (void)
{
  static const char *const codes[] = { "forbidden", NULL };
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();

  pull_one (test, "1", participant ());
  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "called", "Å"));
  answer_all (test, codes);
  g_assert_cmpuint (fod_test_counts (test).refused, ==, 1);
  g_assert_cmpuint (fod_test_counts (test).handed, ==, 0);
  lose_row (test);
  g_assert_cmpuint (fod_test_counts (test).refused, ==, 0);
  g_assert_cmpuint (fod_test_counts (test).handed, ==, 1);
  fod_test_assert_view (test);
}

/* A page with another after it, of rows that are not for this laptop. */
static void
pull_first_page (FodTestStore *test, const char *lost)
{
  FodPullReply *reply = fod_test_pull_new (FOD_TEST_EPOCH);
  FodRow *row = fod_test_row (FOD_KIND_PARTICIPANT, lost, 3, NULL);

  row->state = FOD_ROW_GONE;
  fod_test_pull_add (reply, SCOPE, "3+", row);
  ((FodPullScope *)g_ptr_array_index (reply->scopes, 0))->more = TRUE;
  g_free (fod_test_pull (test, reply));
}

static void
refuse_note (FodTestStore *test)
{
  static const char *const codes[] = { "forbidden", NULL };

  pull_one (test, "1", participant ());
  g_free (fod_test_create (test, FOD_KIND_NOTE, "participant", ROW, "date", "2026-03-02", "body",
                           WORDS, NULL));
  answer_all (test, codes);
  g_assert_cmpuint (fod_test_counts (test).refused, ==, 1);
}

/* The database is made anew, and the row that it is about comes with the second page. */
static void
test_first_load_hands_nothing_over (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autofree char *database = g_build_filename (test->folder, "store.db", NULL);
  g_autoptr (FodRebuilt) rebuilt = NULL;

  refuse_note (test);
  fod_store_close (test->store);
  g_assert_cmpint (g_remove (database), ==, 0);
  rebuilt = fod_rebuild (test->folder, &test->keys, FOD_CLOCK (test->clock), NULL);
  g_assert_nonnull (rebuilt);
  fod_test_store_reopen (test);
  pull_first_page (test, OTHER);
  g_assert_cmpuint (fod_test_counts (test).refused, ==, 1);
  pull_one (test, "4", participant ());
  g_assert_cmpuint (fod_test_counts (test).refused, ==, 1);
  g_assert_cmpuint (fod_test_counts (test).handed, ==, 0);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_NOTE), ==, 1);
  fod_test_assert_view (test);
}

static void
test_last_page_hands_over (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();

  refuse_note (test);
  pull_first_page (test, ROW);
  g_assert_cmpuint (fod_test_counts (test).refused, ==, 1);
  pull_one (test, "4", NULL);
  g_assert_cmpuint (fod_test_counts (test).refused, ==, 0);
  g_assert_cmpuint (fod_test_counts (test).handed, ==, 1);
  fod_test_assert_view (test);
}

/* What was done to it before is forgotten, and so there is nothing to take back. */
static void
test_undo_after_a_loss_takes_nothing_back (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autofree char *tx = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *called = NULL;

  pull_one (test, "1", participant ());
  tx = fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "called", "Å");
  fod_test_settle_all (test, 5);
  lose_row (test);
  pull_one (test, "10",
            fod_test_row (FOD_KIND_PARTICIPANT, ROW, 6, "name", "A", "called", "Å", NULL));
  undone = fod_store_undo (test->store, tx, NULL);
  called = fod_test_get (test, FOD_KIND_PARTICIPANT, ROW, "called");
  g_assert_cmpstr (called, ==, "Å");
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 1);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 0);
  fod_test_assert_view (test);
}

static void
keep_draft (FodTestStore *test, const char *place)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  fod_store_draft_save_async (test->store, place, WORDS, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  g_assert_true (fod_store_draft_save_finish (test->store, result, NULL));
}

/* A new row was given away before its lost answer came again: nothing of it stays here. */
static void
test_what_was_given_away_before_the_answer_is_forgotten (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "A", NULL);
  g_autofree char *place = g_strconcat ("note/", id, NULL);
  g_autoptr (GPtrArray) ops = fod_test_take (test, 500);
  g_autoptr (GPtrArray) drafts = NULL;
  FodPushReply *reply = fod_test_push_new ();

  keep_draft (test, place);
  fod_test_answer (reply, g_ptr_array_index (ops, 0), FOD_RESULT_DUP, 1);
  fod_test_settle (test, reply);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 0);
  drafts = fod_store_drafts (test->store, NULL);
  g_assert_cmpuint (drafts->len, ==, 0);
  fod_test_enrol (test, "e2");
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 0);
  fod_test_assert_view (test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/handover/changes-to-a-lost-row-are-handed-over",
                   test_changes_to_a_lost_row_are_handed_over);
  g_test_add_func ("/store/handover/a-refusal-before-the-loss-is-told-goes-with-it",
                   test_a_refusal_before_the_loss_is_told_goes_with_it);
  g_test_add_func ("/store/handover/first-load-hands-nothing-over",
                   test_first_load_hands_nothing_over);
  g_test_add_func ("/store/handover/last-page-hands-over", test_last_page_hands_over);
  g_test_add_func ("/store/handover/what-was-given-away-before-the-answer-is-forgotten",
                   test_what_was_given_away_before_the_answer_is_forgotten);
  g_test_add_func ("/store/handover/undo-after-a-loss-takes-nothing-back",
                   test_undo_after_a_loss_takes_nothing_back);
  return g_test_run ();
}
