/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers that come late, twice, or after a pull that was faster; copies of a profile; servers that
 * went back in time. What a person wrote is never taken for something that its author had seen. */

#include "config.h"

#include "support/fod-test-employer.h"

#define ROW FOD_TEST_EMPLOYER
#define CONFLICT "00000000-0000-7000-8000-000000000003"

/* The answer to the first op was lost; a colleague's value came before it was given again. Who made
 * the second op had seen the first, not the colleague's. */
static void
test_late_answer_hides_no_colleague (void)
{
  g_autoptr (FodTestStore) test = fod_test_employer_new ();
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  FodPushReply *reply = fod_test_push_new ();

  fod_test_employer_set_phone (test, "22222222");
  first = fod_test_take (test, 500);
  fod_test_employer_set_phone (test, "33333333");
  fod_test_pull_row (
      test, fod_test_row (FOD_KIND_EMPLOYER, ROW, 6, "name", "A", "phone", "99999999", NULL));
  fod_test_answer (reply, fod_test_op_at (first, 0), FOD_RESULT_DUP, 5);
  fod_test_settle (test, reply);
  second = fod_test_take (test, 500);
  g_assert_cmpuint (second->len, ==, 1);
  fod_test_employer_assert_seen (fod_test_op_at (second, 0), "5");
  fod_test_assert_view (test);
}

/* A merged or conflicting answer brings a row that only a later edit has seen. What it came to for
 * the op itself, the server remembers. */
static void
test_conflict_is_not_taken_as_seen (void)
{
  g_autoptr (FodTestStore) test = fod_test_employer_new ();
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autofree char *reference = NULL;
  FodPushReply *reply = fod_test_push_new ();

  fod_test_employer_set_phone (test, "22222222");
  first = fod_test_take (test, 500);
  fod_test_employer_set_phone (test, "33333333");
  fod_test_answer (reply, fod_test_op_at (first, 0), FOD_RESULT_CONFLICT, 6)->row =
      fod_test_row (FOD_KIND_EMPLOYER, ROW, 6, "name", "A", "phone", "99999999", NULL);
  fod_test_settle (test, reply);
  second = fod_test_take (test, 500);
  reference = g_strconcat ("@", fod_test_op_at (first, 0)->id, NULL);
  fod_test_employer_assert_seen (fod_test_op_at (second, 0), reference);
  fod_test_assert_view (test);
}

/* The op that was refused had seen version 4, and so has the one behind it. */
static void
test_refused_op_passes_on_what_it_had_seen (void)
{
  g_autoptr (FodTestStore) test = fod_test_employer_new ();
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  FodPushReply *reply = fod_test_push_new ();
  FodOpResult *result;

  fod_test_employer_set_phone (test, "22222222");
  first = fod_test_take (test, 500);
  fod_test_employer_set_phone (test, "33333333");
  result = fod_test_answer (reply, fod_test_op_at (first, 0), FOD_RESULT_REJECTED, 0);
  result->code = g_strdup ("invalid");
  result->row = fod_test_row (FOD_KIND_EMPLOYER, ROW, 6, "name", "A", "phone", "99999999", NULL);
  fod_test_settle (test, reply);
  second = fod_test_take (test, 500);
  fod_test_employer_assert_seen (fod_test_op_at (second, 0), "4");
  fod_test_assert_view (test);
}

/* A copy of the profile (a restored backup, a cloned disk) may have sent the first text under the
 * id that it had then; under that id the server would take the second text for known. */
static void
test_other_text_has_another_id (void)
{
  g_autoptr (FodTestStore) test = fod_test_employer_new ();
  g_autoptr (GPtrArray) ops = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  GAsyncResult *slot = NULL;
  const FodWaiting *before;

  fod_test_employer_set_phone (test, "22222222");
  fod_journal_list_waiting_async (test->store, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  waiting = fod_journal_list_waiting_finish (test->store, result, NULL);
  before = g_ptr_array_index (waiting, 0);
  fod_test_employer_set_phone (test, "33333333");
  ops = fod_test_take (test, 500);
  g_assert_cmpuint (ops->len, ==, 1);
  g_assert_cmpstr (fod_test_op_at (ops, 0)->id, !=, before->op);
  fod_test_assert_view (test);
}

/* The editor stood open while a colleague's value came and the person went on writing elsewhere in
 * the row. */
static void
test_long_editing_forgets_no_overwritten_value (void)
{
  g_autoptr (FodTestStore) test = fod_test_employer_new ();
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GPtrArray) ops = NULL;

  fod_test_pull_row (
      test, fod_test_row (FOD_KIND_EMPLOYER, ROW, 5, "name", "A", "phone", "99999999", NULL));
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u words", i);

      g_free (fod_test_set (test, FOD_KIND_EMPLOYER, ROW, "culture", text));
    }
  fod_edit_set (edit, FOD_KIND_EMPLOYER, ROW, "phone", "33333333", "11111111");
  g_free (fod_store_apply (test->store, edit, NULL));
  ops = fod_test_take (test, 500);
  fod_test_employer_assert_seen (fod_test_op_at (ops, ops->len - 1), "4");
}

/* The server holds what it was told though its answer was lost: no reason to load all anew, and
 * none to call for attention. */
static void
test_lost_answer_is_no_mismatch (void)
{
  g_autoptr (FodTestStore) test = fod_test_employer_new ();
  g_autoptr (GPtrArray) ops = NULL;
  FodPullReply *pull = fod_test_pull_new (FOD_TEST_EPOCH);
  g_autofree char *mismatch = NULL;

  g_free (fod_test_create (test, FOD_KIND_EMPLOYER, "name", "B", NULL));
  ops = fod_test_take (test, 500);
  fod_test_pull_add (pull, "user:a", "9", NULL);
  fod_test_pull_check (pull, "user:a", 2, 12345);
  mismatch = fod_test_pull (test, pull);
  g_assert_null (mismatch);
}

/* What was made is somebody else's now: the op is done with, and the row is not here. */
static void
test_row_that_went_away_does_not_rise (void)
{
  g_autoptr (FodTestStore) test = fod_test_employer_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "B", NULL);
  g_autoptr (GPtrArray) ops = fod_test_take (test, 500);
  FodPushReply *reply = fod_test_push_new ();

  fod_test_answer (reply, fod_test_op_at (ops, 0), FOD_RESULT_DUP, 1);
  fod_test_settle (test, reply);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 0);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 0);
  fod_test_assert_view (test);
}

/* The delete stands on an op that was refused: it has seen the row as that one's author had, and
 * needs no second delete. */
static void
test_delete_behind_a_refused_op_has_seen_the_row (void)
{
  g_autoptr (FodTestStore) test = fod_test_employer_new ();
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  FodPushReply *reply = fod_test_push_new ();

  fod_test_employer_set_phone (test, "22222222");
  first = fod_test_take (test, 500);
  g_free (fod_test_delete (test, FOD_KIND_EMPLOYER, ROW));
  fod_test_answer (reply, fod_test_op_at (first, 0), FOD_RESULT_REJECTED, 0)->code =
      g_strdup ("forbidden");
  fod_test_settle (test, reply);
  second = fod_test_take (test, 500);
  g_assert_cmpuint (second->len, ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (fod_test_op_at (second, 0)->base, ""), ==, "4");
  fod_test_assert_view (test);
}

/* The decision was taken; what it led to comes with the next pull. Who writes the field before that
 * has seen it. */
static void
test_edit_behind_a_decision_has_seen_it (void)
{
  g_autoptr (FodTestStore) test = fod_test_employer_new ();
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GPtrArray) decision = NULL;
  g_autoptr (GPtrArray) later = NULL;
  g_autoptr (GPtrArray) last = NULL;
  FodPushReply *reply = fod_test_push_new ();
  FodOpResult *result;

  fod_test_pull_row (test, fod_test_row (FOD_KIND_CONFLICT, CONFLICT, 1, "about-kind",
                                         FOD_KIND_EMPLOYER, "about", ROW, "field", "phone",
                                         "standing", "11111111", "offered", "22222222", NULL));
  fod_edit_resolve (edit, CONFLICT, "22222222");
  g_free (fod_store_apply (test->store, edit, NULL));
  decision = fod_test_take (test, 500);
  fod_test_employer_set_phone (test, "33333333");
  result = fod_test_answer (reply, fod_test_op_at (decision, 0), FOD_RESULT_OK, 2);
  g_hash_table_insert (result->versions, g_strdup ("phone"), g_strdup ("7"));
  fod_test_settle (test, reply);
  later = fod_test_take (test, 500);
  g_assert_cmpuint (later->len, ==, 1);
  fod_test_employer_assert_seen (fod_test_op_at (later, 0), "7");
  fod_test_assert_view (test);
  fod_test_settle_all (test, 8);
  fod_test_employer_set_phone (test, "44444444");
  last = fod_test_take (test, 500);
  fod_test_employer_assert_seen (fod_test_op_at (last, 0), "8");
}

/* As above, and the edit is made after the answer. */
static void
test_edit_after_a_decision_has_seen_it (void)
{
  g_autoptr (FodTestStore) test = fod_test_employer_new ();
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GPtrArray) decision = NULL;
  g_autoptr (GPtrArray) later = NULL;
  FodPushReply *reply = fod_test_push_new ();
  FodOpResult *result;

  fod_test_pull_row (test, fod_test_row (FOD_KIND_CONFLICT, CONFLICT, 1, "about-kind",
                                         FOD_KIND_EMPLOYER, "about", ROW, "field", "phone",
                                         "standing", "11111111", "offered", "22222222", NULL));
  fod_edit_resolve (edit, CONFLICT, "22222222");
  g_free (fod_store_apply (test->store, edit, NULL));
  decision = fod_test_take (test, 500);
  result = fod_test_answer (reply, fod_test_op_at (decision, 0), FOD_RESULT_OK, 2);
  g_hash_table_insert (result->versions, g_strdup ("phone"), g_strdup ("7"));
  fod_test_settle (test, reply);
  fod_test_employer_set_phone (test, "33333333");
  later = fod_test_take (test, 500);
  fod_test_employer_assert_seen (fod_test_op_at (later, 0), "7");
  fod_test_assert_view (test);
}

/* Somebody set the year 2036 and back again. What was answered last week is still there for a
 * server that loses it. */
static void
test_moved_clock_ages_no_archive (void)
{
  const gint64 years = G_GINT64_CONSTANT (10) * 365 * 24 * 3600 * 1000;
  g_autoptr (FodTestStore) test = fod_test_employer_new ();
  gint64 now = fod_clock_get_real_ms (FOD_CLOCK (test->clock));
  g_autoptr (GPtrArray) ops = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GPtrArray) sent = NULL;
      FodPushReply *reply = fod_test_push_new ();

      fod_fake_clock_set_real_ms (test->clock, now + (i == 1 ? years : 0));
      fod_test_employer_set_phone (test, i == 1 ? "22222222" : i == 2 ? "33333333" : "44444444");
      sent = fod_test_take (test, 500);
      reply->now = now;
      fod_test_answer (reply, fod_test_op_at (sent, 0), FOD_RESULT_OK, 5 + i);
      fod_test_settle (test, reply);
    }
  fod_test_enrol (test, "e2");
  ops = fod_test_take (test, 500);
  g_assert_cmpuint (ops->len, ==, 3);
}

/* The line went between the answer to the push and the pull behind it: the new participant stays in
 * the list of one's own. */
static void
test_new_row_stays_ones_own (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autoptr (GPtrArray) ops = NULL;
  g_autofree char *id = NULL;
  g_autofree char *consultant = NULL;
  FodPushReply *reply = fod_test_push_new ();
  FodOpResult *result;

  fod_test_enrol (test, FOD_TEST_EPOCH);
  id = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "Ada", NULL);
  ops = fod_test_take (test, 500);
  result = fod_test_answer (reply, fod_test_op_at (ops, 0), FOD_RESULT_OK, 1);
  g_hash_table_insert (result->versions, g_strdup ("consultant"), g_strdup ("1"));
  fod_test_settle (test, reply);
  consultant = fod_test_get (test, FOD_KIND_PARTICIPANT, id, "consultant");
  g_assert_cmpstr (consultant, ==, FOD_TEST_USER);
  fod_test_assert_view (test);
}

/* It was given to a colleague between the answer to the push and the pull behind it: it is in none
 * of the scopes that the device has. */
static void
test_row_given_away_unnamed_goes (void)
{
  g_autoptr (FodTestStore) test = fod_test_employer_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "B", NULL);
  FodPullReply *page = fod_test_pull_new (FOD_TEST_EPOCH);
  FodRow *gone = fod_row_new (FOD_KIND_PARTICIPANT, id);

  fod_test_settle_all (test, 1);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 1);
  gone->state = FOD_ROW_GONE;
  fod_test_pull_add (page, "user:a", "9", gone);
  g_free (fod_test_pull (test, page));
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 0);
  fod_test_assert_view (test);
}

/* The conflict is settled when its field was last written, also while nobody has been told. */
static void
test_decision_taken_anew_is_dated_anew (void)
{
  g_autoptr (FodTestStore) test = fod_test_employer_new ();
  g_autoptr (FodEdit) edit = fod_edit_new ();

  fod_test_pull_row (test, fod_test_row (FOD_KIND_CONFLICT, CONFLICT, 1, "about-kind",
                                         FOD_KIND_EMPLOYER, "about", ROW, "field", "phone",
                                         "standing", "11111111", "offered", "22222222", NULL));
  fod_edit_resolve (edit, CONFLICT, "22222222");
  g_free (fod_store_apply (test->store, edit, NULL));
  fod_fake_clock_advance (test->clock, 60000);
  fod_test_employer_set_phone (test, "33333333");
  fod_test_assert_view (test);
}

/* A colleague deleted the row while its conflict was settled: the server wrote nothing into it. */
static void
test_decision_about_a_deleted_row_writes_nothing (void)
{
  g_autoptr (FodTestStore) test = fod_test_employer_new ();
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GPtrArray) ops = NULL;
  FodPushReply *reply = fod_test_push_new ();

  fod_test_pull_row (test, fod_test_row (FOD_KIND_CONFLICT, CONFLICT, 1, "about-kind",
                                         FOD_KIND_EMPLOYER, "about", ROW, "field", "phone",
                                         "standing", "11111111", "offered", "22222222", NULL));
  fod_edit_resolve (edit, CONFLICT, "22222222");
  g_free (fod_store_apply (test->store, edit, NULL));
  ops = fod_test_take (test, 500);
  g_hash_table_remove_all (
      fod_test_answer (reply, fod_test_op_at (ops, 0), FOD_RESULT_OK, 2)->versions);
  fod_test_settle (test, reply);
  fod_test_employer_assert_phone (test, "11111111");
  fod_test_assert_view (test);
}

/* Somebody else changed the row between the pull and the push; it was the copy of this profile, so
 * that no pull will say so. The check of the scope does. */
static void
test_gap_in_a_row_is_seen_by_the_check (void)
{
  g_autoptr (FodTestStore) test = fod_test_employer_new ();
  g_autoptr (GPtrArray) ops = NULL;
  FodPushReply *reply = fod_test_push_new ();
  FodPullReply *pull = fod_test_pull_new (FOD_TEST_EPOCH);
  g_autofree char *mismatch = NULL;

  fod_test_employer_set_phone (test, "22222222");
  ops = fod_test_take (test, 500);
  fod_test_answer (reply, fod_test_op_at (ops, 0), FOD_RESULT_OK, 6);
  fod_test_settle (test, reply);
  fod_test_employer_assert_phone (test, "22222222");
  fod_test_pull_add (pull, "user:a", "9", NULL);
  fod_test_pull_check (pull, "user:a", 1, fod_row_check_word (FOD_KIND_EMPLOYER, ROW, 6));
  mismatch = fod_test_pull (test, pull);
  g_assert_cmpstr (mismatch, ==, "user:a");
}

/* A colleague deleted it too: who brings it back has to say so. */
static void
test_row_deleted_by_two_can_be_brought_back (void)
{
  g_autoptr (FodTestStore) test = fod_test_employer_new ();
  g_autoptr (FodEdit) edit = fod_edit_new ();
  FodRow *gone = fod_row_new (FOD_KIND_EMPLOYER, ROW);

  g_free (fod_test_delete (test, FOD_KIND_EMPLOYER, ROW));
  gone->state = FOD_ROW_DELETED;
  gone->rv = 5;
  fod_test_pull_row (test, gone);
  fod_edit_undelete (edit, FOD_KIND_EMPLOYER, ROW);
  g_free (fod_store_apply (test->store, edit, NULL));
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_EMPLOYER), ==, 1);
  fod_test_assert_view (test);
}

/* While the answer was lost, the person got a further scope, which named the new row. The scope
 * that they had holds it too. */
static void
test_new_row_is_in_each_scope_of_its_parent (void)
{
  g_autoptr (FodTestStore) test = fod_test_employer_new ();
  g_autofree char *id =
      fod_test_create (test, FOD_KIND_CONTACT_PERSON, "employer", ROW, "name", "Bo", NULL);
  g_autoptr (GPtrArray) ops = fod_test_take (test, 500);
  FodPullReply *further = fod_test_pull_new (FOD_TEST_EPOCH);
  FodPullReply *last = fod_test_pull_new (FOD_TEST_EPOCH);
  FodPushReply *reply = fod_test_push_new ();
  FodRow *row = fod_test_row (FOD_KIND_CONTACT_PERSON, id, 1, "employer", ROW, "name", "Bo", NULL);
  g_autofree char *mismatch = NULL;

  fod_test_pull_add (further, "user:a", "9", NULL);
  fod_test_pull_add (further, "user:b", "1", fod_row_ref (row));
  g_free (fod_test_pull (test, further));
  fod_test_answer (reply, fod_test_op_at (ops, 0), FOD_RESULT_DUP, 1)->row = row;
  fod_test_settle (test, reply);
  fod_test_pull_add (last, "user:a", "9", NULL);
  fod_test_pull_add (last, "user:b", "1", NULL);
  fod_test_pull_check (last, "user:a", 2,
                       fod_row_check_word (FOD_KIND_EMPLOYER, ROW, 4) ^
                           fod_row_check_word (FOD_KIND_CONTACT_PERSON, id, 1));
  fod_test_pull_check (last, "user:b", 1, fod_row_check_word (FOD_KIND_CONTACT_PERSON, id, 1));
  mismatch = fod_test_pull (test, last);
  g_assert_cmpstr (mismatch, ==, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, function) g_test_add_func ("/journal/late/" name, function)
  ADD ("answer-hides-no-colleague", test_late_answer_hides_no_colleague);
  ADD ("conflict-is-not-taken-as-seen", test_conflict_is_not_taken_as_seen);
  ADD ("refused-op-passes-on-what-it-had-seen", test_refused_op_passes_on_what_it_had_seen);
  ADD ("moved-clock-ages-no-archive", test_moved_clock_ages_no_archive);
  ADD ("other-text-has-another-id", test_other_text_has_another_id);
  ADD ("long-editing-forgets-no-overwritten-value", test_long_editing_forgets_no_overwritten_value);
  ADD ("lost-answer-is-no-mismatch", test_lost_answer_is_no_mismatch);
  ADD ("row-that-went-away-does-not-rise", test_row_that_went_away_does_not_rise);
  ADD ("delete-behind-a-refused-op-has-seen-the-row",
       test_delete_behind_a_refused_op_has_seen_the_row);
  ADD ("edit-behind-a-decision-has-seen-it", test_edit_behind_a_decision_has_seen_it);
  ADD ("edit-after-a-decision-has-seen-it", test_edit_after_a_decision_has_seen_it);
  ADD ("row-given-away-unnamed-goes", test_row_given_away_unnamed_goes);
  ADD ("decision-taken-anew-is-dated-anew", test_decision_taken_anew_is_dated_anew);
  ADD ("decision-about-a-deleted-row-writes-nothing",
       test_decision_about_a_deleted_row_writes_nothing);
  ADD ("gap-in-a-row-is-seen-by-the-check", test_gap_in_a_row_is_seen_by_the_check);
  ADD ("row-deleted-by-two-can-be-brought-back", test_row_deleted_by_two_can_be_brought_back);
  ADD ("new-row-is-in-each-scope-of-its-parent", test_new_row_is_in_each_scope_of_its_parent);
  ADD ("new-row-stays-ones-own", test_new_row_stays_ones_own);
  return g_test_run ();
}
