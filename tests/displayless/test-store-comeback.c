/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Changes to a row that a restored server lacks until its maker's laptop comes (PROTOCOL.md,
 * epochs). */

#include "config.h"

#include "store/fod-rebuild.h"
#include "support/fod-test-journal.h"

#include <glib/gstdio.h>

#define ROW "00000000-0000-7000-8000-000000000001"
#define SCOPE "user:a"
#define RESTORED "e2"
#define DAY_MS (G_GINT64_CONSTANT (24) * 3600 * 1000)

static void
pull (FodTestStore *test, const char *epoch, FodRow *row)
{
  FodPullReply *reply = fod_test_pull_new (epoch);

  fod_test_pull_add (reply, SCOPE, "1", row);
  g_free (fod_test_pull (test, reply));
}

static FodRow *
participant (void)
{
  return fod_test_row (FOD_KIND_PARTICIPANT, ROW, 4, "name", "A", NULL);
}

static FodTestStore *
begin (void)
{
  FodTestStore *test = fod_test_store_new_enrolled ();

  pull (test, FOD_TEST_EPOCH, participant ());
  return test;
}

/* The backup is from before the row was made. */
static void
restore_server (FodTestStore *test)
{
  fod_test_enrol (test, RESTORED);
  pull (test, RESTORED, NULL);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 0);
}

static void
assert_taken (FodTestStore *test, guint expected)
{
  g_autoptr (GPtrArray) ops = fod_test_take (test, 500);

  g_assert_cmpuint (ops->len, ==, expected);
}

static GPtrArray *
list_waiting (FodTestStore *test)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  fod_journal_list_waiting_async (test->store, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  return fod_journal_list_waiting_finish (test->store, result, NULL);
}

static void
test_an_edit_waits_for_its_row (void)
{
  g_autoptr (FodTestStore) test = begin ();
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *called = NULL;
  const FodWaiting *item;

  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "called", "Å"));
  restore_server (test);
  assert_taken (test, 0);
  items = list_waiting (test);
  g_assert_cmpuint (items->len, ==, 1);
  item = g_ptr_array_index (items, 0);
  g_assert_null (item->code);
  g_assert_cmpint (item->awaits_until_ms, >, item->at_ms + 29 * DAY_MS);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 1);
  g_assert_cmpuint (fod_test_counts (test).refused, ==, 0);
  fod_test_assert_view (test);
  pull (test, RESTORED, participant ());
  called = fod_test_get (test, FOD_KIND_PARTICIPANT, ROW, "called");
  g_assert_cmpstr (called, ==, "Å");
  assert_taken (test, 1);
  fod_test_settle_all (test, 5);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 0);
  g_assert_cmpuint (fod_test_counts (test).handed, ==, 0);
  fod_test_assert_view (test);
}

/* As the server had it before, under its id. */
static void
test_what_was_answered_waits_likewise (void)
{
  g_autoptr (FodTestStore) test = begin ();
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "called", "Å"));
  before = fod_test_take (test, 500);
  fod_test_settle_all (test, 5);
  restore_server (test);
  assert_taken (test, 0);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 1);
  pull (test, RESTORED, participant ());
  after = fod_test_take (test, 500);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpstr (((FodOp *)g_ptr_array_index (after, 0))->id, ==,
                   ((FodOp *)g_ptr_array_index (before, 0))->id);
}

/* What is one's own goes at once, and nothing is in the way of what is written next. */
static void
test_what_hangs_on_it_waits_and_nothing_else (void)
{
  g_autoptr (FodTestStore) test = begin ();
  g_autoptr (GPtrArray) ops = NULL;
  g_autofree char *note = NULL;
  g_autofree char *employer = NULL;

  note = fod_test_create (test, FOD_KIND_NOTE, "participant", ROW, "date", "2026-03-02", "body",
                          "Samtale", NULL);
  employer = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Egen", NULL);
  restore_server (test);
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, employer, "town", "Rebild"));
  ops = fod_test_take (test, 500);
  g_assert_cmpuint (ops->len, >, 0);
  for (guint i = 0; i < ops->len; i++)
    g_assert_cmpstr (((FodOp *)g_ptr_array_index (ops, i))->row, ==, employer);
  fod_test_settle_all (test, 5);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 1);
  pull (test, RESTORED, participant ());
  assert_taken (test, 1);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_NOTE), ==, 1);
  fod_test_assert_view (test);
}

static void
test_after_thirty_days_it_is_sent_and_handed_over (void)
{
  g_autoptr (FodTestStore) test = begin ();
  g_autoptr (GPtrArray) ops = NULL;
  FodPushReply *reply = fod_test_push_new ();

  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "called", "Å"));
  restore_server (test);
  fod_fake_clock_advance (test->clock, 29 * DAY_MS);
  assert_taken (test, 0);
  fod_fake_clock_advance (test->clock, 2 * DAY_MS);
  ops = fod_test_take (test, 500);
  g_assert_cmpuint (ops->len, ==, 1);
  fod_test_answer (reply, g_ptr_array_index (ops, 0), FOD_RESULT_REJECTED, 0)->code =
      g_strdup ("gone");
  fod_test_settle (test, reply);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 0);
  g_assert_cmpuint (fod_test_counts (test).handed, ==, 1);
}

/* By a clock that was two years ahead while the server was restored, it would wait for two years.
 */
static void
test_a_clock_that_was_ahead_lengthens_nothing (void)
{
  g_autoptr (FodTestStore) test = begin ();

  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "called", "Å"));
  fod_fake_clock_advance (test->clock, 730 * DAY_MS);
  restore_server (test);
  fod_fake_clock_advance (test->clock, -730 * DAY_MS);
  assert_taken (test, 0);
  fod_fake_clock_advance (test->clock, 29 * DAY_MS);
  assert_taken (test, 0);
  fod_fake_clock_advance (test->clock, 2 * DAY_MS);
  assert_taken (test, 1);
}

/* The second journal knows what waits, and since when. */
static void
test_a_damaged_database_does_not_send_it_early (void)
{
  g_autoptr (FodTestStore) test = begin ();
  g_autofree char *database = g_build_filename (test->folder, "store.db", NULL);
  g_autoptr (FodRebuilt) rebuilt = NULL;

  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "called", "Å"));
  restore_server (test);
  fod_store_close (test->store);
  g_assert_cmpint (g_remove (database), ==, 0);
  rebuilt = fod_rebuild (test->folder, &test->keys, FOD_CLOCK (test->clock), NULL);
  g_assert_nonnull (rebuilt);
  fod_test_store_reopen (test);
  pull (test, RESTORED, NULL);
  assert_taken (test, 0);
  pull (test, RESTORED, participant ());
  assert_taken (test, 1);
}

/* A row that was not here before either is nothing to wait for. */
static void
test_what_was_lost_before_is_sent_as_ever (void)
{
  g_autoptr (FodTestStore) test = begin ();

  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "called", "Å"));
  pull (test, FOD_TEST_EPOCH, fod_test_row_bare (FOD_KIND_PARTICIPANT, ROW, 4, FOD_ROW_GONE));
  restore_server (test);
  assert_taken (test, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func) g_test_add_func ("/store/comeback/" name, func)
  ADD ("an-edit-waits-for-its-row", test_an_edit_waits_for_its_row);
  ADD ("what-was-answered-waits-likewise", test_what_was_answered_waits_likewise);
  ADD ("what-hangs-on-it-waits-and-nothing-else", test_what_hangs_on_it_waits_and_nothing_else);
  ADD ("after-thirty-days-it-is-sent-and-handed-over",
       test_after_thirty_days_it_is_sent_and_handed_over);
  ADD ("a-clock-that-was-ahead-lengthens-nothing", test_a_clock_that_was_ahead_lengthens_nothing);
  ADD ("a-damaged-database-does-not-send-it-early", test_a_damaged_database_does_not_send_it_early);
  ADD ("what-was-lost-before-is-sent-as-ever", test_what_was_lost_before_is_sent_as_ever);
#undef ADD
  return g_test_run ();
}
