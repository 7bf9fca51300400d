/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Drafts, history, and the clock of ops. */

#include "config.h"

#include "store/fod-op-clock.h"
#include "support/fod-test-journal.h"

#define MINUTE (60 * 1000)

static void
save_draft (FodTestStore *test, const char *place, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  fod_store_draft_save_async (test->store, place, text, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  g_assert_true (fod_store_draft_save_finish (test->store, result, NULL));
}

static char *
load_draft (FodTestStore *test, const char *place, gint64 *at_ms)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GError) error = NULL;
  char *text;

  fod_store_draft_load_async (test->store, place, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  text = fod_store_draft_load_finish (test->store, result, at_ms, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_draft_survives_a_restart (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *text = NULL;
  g_autofree char *other = NULL;
  g_autofree char *cleared = NULL;
  gint64 at_ms = 0;

  save_draft (test, "note/1", "Halvt skrev");
  save_draft (test, "note/1", "Halvt skrevet");
  fod_test_store_reopen (test);
  text = load_draft (test, "note/1", &at_ms);
  other = load_draft (test, "note/2", NULL);
  g_assert_cmpstr (text, ==, "Halvt skrevet");
  g_assert_cmpint (at_ms, ==, fod_clock_get_real_ms (FOD_CLOCK (test->clock)));
  g_assert_null (other);
  save_draft (test, "note/1", NULL);
  cleared = load_draft (test, "note/1", NULL);
  g_assert_null (cleared);
}

static void
test_draft_never_waits_to_be_sent (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();

  save_draft (test, "note/1", "Halvt skrevet");
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 0);
}

/* Renames the row and ends the draft; FALSE when that is not written. */
static gboolean
rename_and_end_draft (FodTestStore *test, const char *id, const char *name)
{
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *tx = NULL;
  GAsyncResult *slot = NULL;

  fod_edit_set (edit, FOD_KIND_EMPLOYER, id, "name", name, NULL);
  fod_edit_end_draft (edit, "note/1");
  fod_store_apply_async (test->store, edit, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  tx = fod_store_apply_finish (test->store, result, NULL);
  return tx != NULL;
}

static void
test_draft_goes_with_the_edit (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "A", NULL);
  g_autofree char *kept = NULL;
  g_autofree char *gone = NULL;

  save_draft (test, "note/1", "Halvt skrevet");
  g_assert_false (rename_and_end_draft (test, "00000000-0000-7000-8000-000000000000", "B"));
  kept = load_draft (test, "note/1", NULL);
  g_assert_cmpstr (kept, ==, "Halvt skrevet");
  g_assert_true (rename_and_end_draft (test, id, "B"));
  gone = load_draft (test, "note/1", NULL);
  g_assert_null (gone);
}

static void
test_history_tells_newest_first (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "A", NULL);
  g_autofree char *first = fod_test_set (test, FOD_KIND_EMPLOYER, id, "name", "B");
  g_autofree char *second = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  const FodHistoryEntry *newest, *oldest;

  fod_fake_clock_advance (test->clock, MINUTE);
  second = fod_test_set (test, FOD_KIND_EMPLOYER, id, "name", "C");
  fod_store_history_async (test->store, FOD_KIND_EMPLOYER, id, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  entries = fod_store_history_finish (test->store, result, NULL, NULL);
  g_assert_cmpuint (entries->len, ==, 2);
  newest = g_ptr_array_index (entries, 0);
  oldest = g_ptr_array_index (entries, 1);
  g_assert_cmpstr (newest->old_value, ==, "B");
  g_assert_cmpstr (newest->new_value, ==, "C");
  g_assert_cmpstr (newest->tx, ==, second);
  g_assert_cmpint (newest->at_ms, ==, oldest->at_ms + MINUTE);
  g_assert_cmpstr (oldest->tx, ==, first);
  g_assert_null (oldest->user);
}

static void
test_clock_never_goes_back_in_a_session (void)
{
  g_autoptr (FodFakeClock) clock = fod_fake_clock_new ();
  FodOpClock op_clock;
  FodHlc first, second, third;

  fod_op_clock_init (&op_clock, FOD_CLOCK (clock), 0, 1);
  first = fod_op_clock_next (&op_clock);
  second = fod_op_clock_next (&op_clock);
  g_assert_cmpuint (second, >, first);
  fod_fake_clock_set_real_ms (clock, fod_clock_get_real_ms (FOD_CLOCK (clock)) - MINUTE / 2);
  third = fod_op_clock_next (&op_clock);
  g_assert_cmpuint (third, >, second);
  g_assert_cmpuint (op_clock.session, ==, 1);
  fod_op_clock_clear (&op_clock);
}

/* The reading that a session begins with is of the clock as it is now: a year ahead once would else
 * be a year ahead for a year. */
static void
test_moved_clock_begins_a_session (void)
{
  g_autoptr (FodFakeClock) clock = fod_fake_clock_new ();
  FodOpClock op_clock;

  fod_op_clock_init (&op_clock, FOD_CLOCK (clock), 0, 1);
  fod_op_clock_next (&op_clock);
  fod_fake_clock_advance (clock, 90 * MINUTE);
  fod_op_clock_next (&op_clock);
  g_assert_cmpuint (op_clock.session, ==, 1);
  fod_fake_clock_set_real_ms (clock, fod_clock_get_real_ms (FOD_CLOCK (clock)) + 2 * MINUTE);
  fod_op_clock_next (&op_clock);
  g_assert_cmpuint (op_clock.session, ==, 2);
  fod_fake_clock_set_real_ms (clock, 1000);
  g_assert_cmpint (fod_hlc_get_ms (fod_op_clock_next (&op_clock)), ==, 1000);
  g_assert_cmpuint (op_clock.session, ==, 3);
  fod_op_clock_clear (&op_clock);
}

/* What a pull brings is noted as well; the ops that wait were dated by the clock before. */
static void
test_moved_clock_is_not_that_of_what_waits (void)
{
  g_autoptr (FodFakeClock) clock = fod_fake_clock_new ();
  gint64 now = fod_clock_get_real_ms (FOD_CLOCK (clock));
  FodOpClock op_clock;

  fod_op_clock_init (&op_clock, FOD_CLOCK (clock), 0, 1);
  fod_op_clock_next (&op_clock);
  fod_fake_clock_set_real_ms (clock, now + 180 * MINUTE);
  fod_op_clock_note (&op_clock);
  fod_fake_clock_advance (clock, MINUTE);
  g_assert_cmpint (fod_op_clock_get_session_ms (&op_clock), ==, now + MINUTE);
  fod_op_clock_next (&op_clock);
  g_assert_cmpint (fod_op_clock_get_session_ms (&op_clock), ==, now + 181 * MINUTE);
  fod_op_clock_clear (&op_clock);
}

static void
test_clock_behind_what_was_written_begins_a_session (void)
{
  g_autoptr (FodFakeClock) clock = fod_fake_clock_new ();
  FodOpClock op_clock;

  fod_op_clock_init (&op_clock, FOD_CLOCK (clock),
                     fod_hlc_from_ms (fod_clock_get_real_ms (FOD_CLOCK (clock)) + 5 * MINUTE), 4);
  fod_op_clock_next (&op_clock);
  g_assert_cmpuint (op_clock.session, ==, 5);
  fod_op_clock_clear (&op_clock);
}

/* The server corrects readings when it gets them; what it said the time is dates other things. */
static void
test_servers_time_moves_no_reading (void)
{
  g_autoptr (FodFakeClock) clock = fod_fake_clock_new ();
  gint64 now = fod_clock_get_real_ms (FOD_CLOCK (clock));
  FodOpClock op_clock;

  fod_op_clock_init (&op_clock, FOD_CLOCK (clock), 0, 1);
  fod_op_clock_see (&op_clock, now + 500000);
  g_assert_cmpint (fod_hlc_get_ms (fod_op_clock_next (&op_clock)), ==, now);
  g_assert_cmpint (fod_op_clock_get_ms (&op_clock), ==, now + 500000);
  fod_op_clock_see (&op_clock, 0);
  g_assert_cmpint (fod_op_clock_get_ms (&op_clock), ==, now + 500000);
  fod_op_clock_clear (&op_clock);
}

static void
test_clock_moved_between_two_runs (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autoptr (GPtrArray) ops = NULL;
  const FodOp *before, *after;

  g_free (fod_test_create (test, FOD_KIND_EMPLOYER, "name", "A", NULL));
  fod_fake_clock_set_real_ms (test->clock,
                              fod_clock_get_real_ms (FOD_CLOCK (test->clock)) - 60 * MINUTE);
  fod_test_store_reopen (test);
  g_free (fod_test_create (test, FOD_KIND_EMPLOYER, "name", "B", NULL));
  ops = fod_test_take (test, 500);
  before = g_ptr_array_index (ops, 0);
  after = g_ptr_array_index (ops, 1);
  g_assert_cmpint (fod_hlc_get_ms (after->hlc), ==, fod_hlc_get_ms (before->hlc) - 60 * MINUTE);
  g_assert_cmpuint (after->clock_session, ==, before->clock_session + 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, function) g_test_add_func ("/store/" name, function)
  ADD ("draft/survives-a-restart", test_draft_survives_a_restart);
  ADD ("draft/never-waits-to-be-sent", test_draft_never_waits_to_be_sent);
  ADD ("draft/goes-with-the-edit-and-stays-when-that-fails", test_draft_goes_with_the_edit);
  ADD ("history/tells-newest-first", test_history_tells_newest_first);
  ADD ("clock/never-goes-back-in-a-session", test_clock_never_goes_back_in_a_session);
  ADD ("clock/moved-clock-begins-a-session", test_moved_clock_begins_a_session);
  ADD ("clock/moved-clock-is-not-that-of-what-waits", test_moved_clock_is_not_that_of_what_waits);
  ADD ("clock/behind-what-was-written-begins-a-session",
       test_clock_behind_what_was_written_begins_a_session);
  ADD ("clock/servers-time-moves-no-reading", test_servers_time_moves_no_reading);
  ADD ("clock/moved-between-two-runs-begins-a-session", test_clock_moved_between_two_runs);
  return g_test_run ();
}
