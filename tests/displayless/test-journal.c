/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal: what waits, what the server answers, and what a person sees meanwhile. Every test
 * ends with the view being base + queue. */

#include "config.h"

#include "base/fod-uuid.h"
#include "support/fod-test-journal.h"

#define ROW "00000000-0000-7000-8000-000000000001"
#define CHILD "00000000-0000-7000-8000-000000000002"
#define CONFLICT "00000000-0000-7000-8000-000000000003"

static FodTestStore *
new_enrolled (void)
{
  FodTestStore *test = fod_test_store_new ();

  fod_test_enrol (test, FOD_TEST_EPOCH);
  return test;
}

static void
assert_field (FodTestStore *test, const char *kind, const char *field, const char *expected)
{
  g_autofree char *value = fod_test_get (test, kind, ROW, field);

  g_assert_cmpstr (value, ==, expected);
}

static const char *
lookup (GHashTable *texts, const char *name)
{
  return g_hash_table_lookup (texts, name);
}

static void
test_create_waits_without_a_server (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "A", NULL);
  g_autoptr (GPtrArray) ops = fod_test_take (test, 500);
  const FodOp *op = g_ptr_array_index (ops, 0);

  g_assert_cmpuint (ops->len, ==, 1);
  g_assert_cmpint (op->verb, ==, FOD_OP_CREATE);
  g_assert_cmpstr (op->row, ==, id);
  g_assert_cmpstr (lookup (op->fields, "name"), ==, "A");
  g_assert_nonnull (op->tx);
  fod_test_assert_view (test);
}

static void
test_unsent_sets_fold_into_one_op (void)
{
  g_autoptr (FodTestStore) test = new_enrolled ();
  g_autoptr (GPtrArray) ops = NULL;
  const FodOp *op;

  fod_test_pull_row (test, fod_test_row (FOD_KIND_EMPLOYER, ROW, 4, "name", "A", NULL));
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, ROW, "name", "B"));
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, ROW, "name", "C"));
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, ROW, "town", "Rebild"));
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 1);
  ops = fod_test_take (test, 500);
  op = g_ptr_array_index (ops, 0);
  g_assert_cmpstr (lookup (op->fields, "name"), ==, "C");
  g_assert_cmpstr (lookup (op->base, "name"), ==, "4");
  g_assert_cmpstr (lookup (op->base, "town"), ==, "0");
  fod_test_assert_view (test);
}

static void
test_undone_set_leaves_no_op (void)
{
  g_autoptr (FodTestStore) test = new_enrolled ();
  g_autofree char *tx = NULL;

  fod_test_pull_row (test, fod_test_row (FOD_KIND_EMPLOYER, ROW, 4, "name", "A", NULL));
  tx = fod_test_set (test, FOD_KIND_EMPLOYER, ROW, "name", "B");
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 1);
  g_free (fod_store_undo (test->store, tx, NULL));
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 0);
  assert_field (test, FOD_KIND_EMPLOYER, "name", "A");
  fod_test_assert_view (test);
}

static void
test_op_in_flight_never_changes (void)
{
  g_autoptr (FodTestStore) test = new_enrolled ();
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) again = NULL;
  const FodOp *flying, *later;
  g_autofree char *reference = NULL;

  fod_test_pull_row (test, fod_test_row (FOD_KIND_EMPLOYER, ROW, 4, "name", "A", NULL));
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, ROW, "name", "B"));
  first = fod_test_take (test, 500);
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, ROW, "name", "C"));
  fod_test_store_reopen (test);
  again = fod_test_take (test, 500);
  g_assert_cmpuint (again->len, ==, 2);
  flying = g_ptr_array_index (again, 0);
  later = g_ptr_array_index (again, 1);
  g_assert_cmpstr (flying->id, ==, ((FodOp *)g_ptr_array_index (first, 0))->id);
  g_assert_cmpstr (lookup (flying->fields, "name"), ==, "B");
  reference = g_strconcat ("@", flying->id, NULL);
  g_assert_cmpstr (lookup (later->base, "name"), ==, reference);
  fod_test_assert_view (test);
}

/* The next push is made ready while the first has no answer. */
static void
test_what_is_taken_ahead_never_changes (void)
{
  g_autoptr (FodTestStore) test = new_enrolled ();
  g_autoptr (FodTaken) first = NULL;
  g_autoptr (FodTaken) ahead = NULL;
  g_autoptr (FodTaken) rest = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  const FodOp *flying;

  one = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "A", NULL);
  two = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "B", NULL);
  first = fod_test_take_after (test, 0, 1);
  g_assert_cmpuint (first->ops->len, ==, 1);
  g_assert_true (first->more);
  ahead = fod_test_take_after (test, first->last, 1);
  g_assert_cmpuint (ahead->ops->len, ==, 1);
  g_assert_false (ahead->more);
  flying = g_ptr_array_index (ahead->ops, 0);
  g_assert_cmpstr (flying->row, ==, two);
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, two, "name", "C"));
  rest = fod_test_take_after (test, ahead->last, 500);
  g_assert_cmpuint (rest->ops->len, ==, 1);
  g_assert_cmpstr (lookup (flying->fields, "name"), ==, "B");
  g_assert_cmpstr (lookup (((FodOp *)g_ptr_array_index (rest->ops, 0))->fields, "name"), ==, "C");
  fod_test_assert_view (test);
}

static void
test_answer_gives_later_op_its_version (void)
{
  g_autoptr (FodTestStore) test = new_enrolled ();
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  FodPushReply *reply = fod_test_push_new ();

  fod_test_pull_row (test, fod_test_row (FOD_KIND_EMPLOYER, ROW, 4, "name", "A", NULL));
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, ROW, "name", "B"));
  first = fod_test_take (test, 500);
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, ROW, "name", "C"));
  fod_test_answer (reply, g_ptr_array_index (first, 0), FOD_RESULT_OK, 7);
  g_assert_cmpuint (fod_test_settle (test, reply).applied, ==, 1);
  second = fod_test_take (test, 500);
  g_assert_cmpuint (second->len, ==, 1);
  g_assert_cmpstr (lookup (((FodOp *)g_ptr_array_index (second, 0))->base, "name"), ==, "7");
  assert_field (test, FOD_KIND_EMPLOYER, "name", "C");
  fod_test_assert_view (test);
}

static void
test_pull_lays_own_set_over_the_news (void)
{
  g_autoptr (FodTestStore) test = new_enrolled ();

  fod_test_pull_row (test, fod_test_row (FOD_KIND_EMPLOYER, ROW, 4, "name", "A", NULL));
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, ROW, "town", "Rebild"));
  fod_test_pull_row (test, fod_test_row (FOD_KIND_EMPLOYER, ROW, 5, "name", "B", "town", "Skørping",
                                         "website", "b.dk", NULL));
  assert_field (test, FOD_KIND_EMPLOYER, "name", "B");
  assert_field (test, FOD_KIND_EMPLOYER, "website", "b.dk");
  assert_field (test, FOD_KIND_EMPLOYER, "town", "Rebild");
  fod_test_assert_view (test);
}

static void
test_stricter_news_show_over_own_set (void)
{
  g_autoptr (FodTestStore) test = new_enrolled ();

  fod_test_pull_row (test, fod_test_row (FOD_KIND_PARTICIPANT, ROW, 4, "name", "A", "disclosure",
                                         "support", NULL));
  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "disclosure", "details"));
  fod_test_pull_row (test, fod_test_row (FOD_KIND_PARTICIPANT, ROW, 5, "name", "A", "disclosure",
                                         "nothing", NULL));
  assert_field (test, FOD_KIND_PARTICIPANT, "disclosure", "nothing");
  fod_test_assert_view (test);
}

/* The person typed over "A", and did not see that a pull had made it "B" meanwhile. */
static void
test_edit_of_an_overwritten_value_names_what_was_seen (void)
{
  g_autoptr (FodTestStore) test = new_enrolled ();
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GPtrArray) ops = NULL;

  fod_test_pull_row (test, fod_test_row (FOD_KIND_EMPLOYER, ROW, 4, "name", "A", NULL));
  fod_test_pull_row (test, fod_test_row (FOD_KIND_EMPLOYER, ROW, 5, "name", "B", NULL));
  fod_edit_set (edit, FOD_KIND_EMPLOYER, ROW, "name", "C", "A");
  g_free (fod_store_apply (test->store, edit, NULL));
  ops = fod_test_take (test, 500);
  g_assert_cmpstr (lookup (((FodOp *)g_ptr_array_index (ops, 0))->base, "name"), ==, "4");
  assert_field (test, FOD_KIND_EMPLOYER, "name", "C");
  fod_test_assert_view (test);
}

static void
test_set_names_what_it_adds_and_takes (void)
{
  g_autoptr (FodTestStore) test = new_enrolled ();
  g_autoptr (GPtrArray) ops = NULL;
  const FodOp *op;

  fod_test_pull_row (test,
                     fod_test_row (FOD_KIND_EMPLOYER, ROW, 4, "name", "A", "tags", "a\nb", NULL));
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, ROW, "tags", "b\nc\nd"));
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, ROW, "tags", "b\nd"));
  fod_test_pull_row (
      test, fod_test_row (FOD_KIND_EMPLOYER, ROW, 5, "name", "A", "tags", "a\nb\nx", NULL));
  assert_field (test, FOD_KIND_EMPLOYER, "tags", "b\nd\nx");
  ops = fod_test_take (test, 500);
  g_assert_cmpuint (ops->len, ==, 1);
  op = g_ptr_array_index (ops, 0);
  g_assert_cmpstr (lookup (op->added, "tags"), ==, "d");
  g_assert_cmpstr (lookup (op->removed, "tags"), ==, "a");
  fod_test_assert_view (test);
}

static void
test_steps_that_do_not_meet_stay_apart (void)
{
  g_autoptr (FodTestStore) test = new_enrolled ();
  g_autoptr (GPtrArray) ops = NULL;
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GError) error = NULL;

  fod_test_pull_row (test, fod_test_row (FOD_KIND_PARTICIPANT, ROW, 4, "name", "A", NULL));
  fod_test_pull_row (test, fod_test_row (FOD_KIND_PLACEMENT, CHILD, 4, "participant", ROW, "type",
                                         "ordinary", "stage", "offered", NULL));
  g_free (fod_test_set (test, FOD_KIND_PLACEMENT, CHILD, "stage", "started"));
  g_free (fod_test_set (test, FOD_KIND_PLACEMENT, CHILD, "stage", "ended"));
  ops = fod_test_take (test, 500);
  g_assert_cmpuint (ops->len, ==, 2);
  fod_edit_set (edit, FOD_KIND_PLACEMENT, CHILD, "stage", "idea", "ended");
  g_assert_null (fod_store_apply (test->store, edit, &error));
  g_assert_error (error, FOD_FIELD_ERROR, FOD_FIELD_ERROR_ORDER);
  fod_test_assert_view (test);
}

static void
test_merged_answer_is_taken_over (void)
{
  g_autoptr (FodTestStore) test = new_enrolled ();
  g_autoptr (GPtrArray) ops = NULL;
  FodPushReply *reply = fod_test_push_new ();

  fod_test_pull_row (test, fod_test_row (FOD_KIND_EMPLOYER, ROW, 4, "name", "A", NULL));
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, ROW, "website", "mine.dk"));
  ops = fod_test_take (test, 500);
  fod_test_answer (reply, g_ptr_array_index (ops, 0), FOD_RESULT_MERGED, 6)->row =
      fod_test_row (FOD_KIND_EMPLOYER, ROW, 6, "name", "A", "website", "theirs.dk", NULL);
  g_assert_cmpuint (fod_test_settle (test, reply).merged, ==, 1);
  assert_field (test, FOD_KIND_EMPLOYER, "website", "theirs.dk");
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 0);
  fod_test_assert_view (test);
}

static void
test_refused_op_is_kept_and_shown (void)
{
  g_autoptr (FodTestStore) test = new_enrolled ();
  g_autoptr (GPtrArray) ops = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) dropped = NULL;
  GAsyncResult *slot = NULL;
  FodPushReply *reply = fod_test_push_new ();
  const FodWaiting *refused;

  fod_test_pull_row (test, fod_test_row (FOD_KIND_EMPLOYER, ROW, 4, "name", "A", NULL));
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, ROW, "name", "B"));
  ops = fod_test_take (test, 500);
  fod_test_answer (reply, g_ptr_array_index (ops, 0), FOD_RESULT_REJECTED, 0)->code =
      g_strdup ("forbidden");
  g_assert_cmpuint (fod_test_settle (test, reply).rejected, ==, 1);
  assert_field (test, FOD_KIND_EMPLOYER, "name", "A");
  g_assert_cmpuint (fod_test_counts (test).refused, ==, 1);
  fod_journal_list_waiting_async (test->store, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  waiting = fod_journal_list_waiting_finish (test->store, result, NULL);
  refused = g_ptr_array_index (waiting, 0);
  g_assert_cmpstr (refused->code, ==, "forbidden");
  g_assert_cmpstr (refused->title, ==, "A");
  g_assert_cmpstr (refused->fields, ==, "name");
  fod_journal_drop_refused_async (test->store, refused->op, NULL, fod_test_on_result, &slot);
  dropped = fod_test_await (&slot);
  g_assert_true (fod_journal_drop_refused_finish (test->store, dropped, NULL));
  g_assert_cmpuint (fod_test_counts (test).refused, ==, 0);
  fod_test_assert_view (test);
}

static void
test_lost_answer_is_answered_again (void)
{
  g_autoptr (FodTestStore) test = new_enrolled ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "A", NULL);
  g_autoptr (GPtrArray) ops = fod_test_take (test, 500);
  g_autofree char *name = NULL;
  FodPushReply *reply = fod_test_push_new ();

  /* The row comes by a pull before the second answer. */
  fod_test_pull_row (test, fod_test_row (FOD_KIND_EMPLOYER, id, 3, "name", "B", NULL));
  fod_test_answer (reply, g_ptr_array_index (ops, 0), FOD_RESULT_DUP, 1);
  fod_test_settle (test, reply);
  name = fod_test_get (test, FOD_KIND_EMPLOYER, id, "name");
  g_assert_cmpstr (name, ==, "B");
  fod_test_assert_view (test);
}

static void
test_delete_and_its_undoing_after_the_answer (void)
{
  g_autoptr (FodTestStore) test = new_enrolled ();
  g_autofree char *tx = NULL;
  g_autoptr (GPtrArray) ops = NULL;

  fod_test_pull_row (test, fod_test_row (FOD_KIND_PARTICIPANT, ROW, 4, "name", "A", NULL));
  fod_test_pull_row (
      test, fod_test_row (FOD_KIND_NOTE, CHILD, 4, "participant", ROW, "date", "2026-11-23", NULL));
  tx = fod_test_delete (test, FOD_KIND_PARTICIPANT, ROW);
  fod_test_settle_all (test, 5);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_NOTE), ==, 0);
  fod_test_assert_view (test);
  g_free (fod_store_undo (test->store, tx, NULL));
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 1);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_NOTE), ==, 1);
  ops = fod_test_take (test, 500);
  g_assert_cmpuint (ops->len, ==, 2);
  g_assert_cmpint (((FodOp *)g_ptr_array_index (ops, 0))->verb, ==, FOD_OP_UNDELETE);
  g_assert_cmpstr (((FodOp *)g_ptr_array_index (ops, 0))->kind, ==, FOD_KIND_PARTICIPANT);
  fod_test_assert_view (test);
}

static void
test_tombstone_moves_to_the_bin (void)
{
  g_autoptr (FodTestStore) test = new_enrolled ();
  FodRow *dead = fod_test_row (FOD_KIND_EMPLOYER, ROW, 5, NULL);

  fod_test_pull_row (test, fod_test_row (FOD_KIND_EMPLOYER, ROW, 4, "name", "A", NULL));
  dead->state = FOD_ROW_DELETED;
  fod_test_pull_row (test, dead);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_EMPLOYER), ==, 0);
  assert_field (test, FOD_KIND_EMPLOYER, "name", "A");
  fod_test_assert_view (test);
}

static FodRow *
tombstone (const char *kind, const char *id, guint64 rv, gint64 at)
{
  FodRow *row = fod_test_row (kind, id, rv, NULL);

  row->state = FOD_ROW_DELETED;
  row->gone_by = g_strdup (FOD_TEST_USER);
  row->gone_at = at;
  return row;
}

/* A colleague deleted a note in January, and the participant with all the rest in March. */
static void
test_what_went_along_comes_back (void)
{
  g_autoptr (FodTestStore) test = new_enrolled ();
  g_autoptr (FodEdit) edit = fod_edit_new ();
  const char *early = CONFLICT;

  fod_test_pull_row (test, fod_test_row (FOD_KIND_PARTICIPANT, ROW, 4, "name", "A", NULL));
  fod_test_pull_row (test, fod_test_row (FOD_KIND_NOTE, CHILD, 4, "participant", ROW, "date",
                                         "2026-01-23", "body", "Med", NULL));
  fod_test_pull_row (test, fod_test_row (FOD_KIND_NOTE, early, 4, "participant", ROW, "date",
                                         "2026-01-02", "body", "Slettet for sig", NULL));
  fod_test_pull_row (test, tombstone (FOD_KIND_NOTE, early, 5, 1700000000000));
  fod_test_pull_row (test, tombstone (FOD_KIND_NOTE, CHILD, 5, 1705000000000));
  fod_test_pull_row (test, tombstone (FOD_KIND_PARTICIPANT, ROW, 5, 1705000000900));
  fod_test_store_reopen (test);
  fod_edit_undelete (edit, FOD_KIND_PARTICIPANT, ROW);
  g_free (fod_store_apply (test->store, edit, NULL));
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 1);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_NOTE), ==, 1);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 2);
  fod_test_assert_view (test);
}

static void
pull_conflict (FodTestStore *test)
{
  fod_test_pull_row (test, fod_test_row (FOD_KIND_EMPLOYER, ROW, 4, "name", "Theirs", NULL));
  fod_test_pull_row (test, fod_test_row (FOD_KIND_CONFLICT, CONFLICT, 1, "about-kind",
                                         FOD_KIND_EMPLOYER, "about", ROW, "field", "name",
                                         "standing", "Theirs", "offered", "Mine", NULL));
}

static void
test_resolve_closes_at_once (void)
{
  g_autoptr (FodTestStore) test = new_enrolled ();
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GPtrArray) ops = NULL;
  FodPushReply *reply = fod_test_push_new ();

  pull_conflict (test);
  g_assert_cmpuint (fod_test_counts (test).conflicts, ==, 1);
  fod_edit_resolve (edit, CONFLICT, "Both");
  g_free (fod_store_apply (test->store, edit, NULL));
  g_assert_cmpuint (fod_test_counts (test).conflicts, ==, 0);
  assert_field (test, FOD_KIND_EMPLOYER, "name", "Both");
  fod_test_assert_view (test);
  ops = fod_test_take (test, 500);
  g_assert_cmpint (((FodOp *)g_ptr_array_index (ops, 0))->verb, ==, FOD_OP_RESOLVE);
  g_assert_cmpstr (lookup (((FodOp *)g_ptr_array_index (ops, 0))->fields, "value"), ==, "Both");
  g_hash_table_insert (
      fod_test_answer (reply, g_ptr_array_index (ops, 0), FOD_RESULT_OK, 2)->versions,
      g_strdup ("name"), g_strdup ("5"));
  fod_test_settle (test, reply);
  /* Nothing flickers back until the next pull brings both rows. */
  g_assert_cmpuint (fod_test_counts (test).conflicts, ==, 0);
  assert_field (test, FOD_KIND_EMPLOYER, "name", "Both");
  fod_test_assert_view (test);
}

static void
test_set_after_an_unsent_resolve_decides_anew (void)
{
  g_autoptr (FodTestStore) test = new_enrolled ();
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GPtrArray) ops = NULL;

  pull_conflict (test);
  fod_edit_resolve (edit, CONFLICT, "Mine");
  g_free (fod_store_apply (test->store, edit, NULL));
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, ROW, "name", "A third"));
  fod_test_assert_view (test);
  assert_field (test, FOD_KIND_EMPLOYER, "name", "A third");
  ops = fod_test_take (test, 500);
  g_assert_cmpuint (ops->len, ==, 1);
  g_assert_cmpstr (lookup (((FodOp *)g_ptr_array_index (ops, 0))->fields, "value"), ==, "A third");
}

static void
test_reply_of_another_epoch_is_not_taken (void)
{
  g_autoptr (FodTestStore) test = new_enrolled ();
  FodPullReply *reply = fod_test_pull_new ("e2");

  fod_test_pull_add (reply, "user:a", "1",
                     fod_test_row (FOD_KIND_EMPLOYER, ROW, 4, "name", "A", NULL));
  g_free (fod_test_pull (test, reply));
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_EMPLOYER), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, function) g_test_add_func ("/journal/" name, function)
  ADD ("create-waits-without-a-server", test_create_waits_without_a_server);
  ADD ("unsent-sets-fold-into-one-op", test_unsent_sets_fold_into_one_op);
  ADD ("undone-set-leaves-no-op", test_undone_set_leaves_no_op);
  ADD ("op-in-flight-never-changes", test_op_in_flight_never_changes);
  ADD ("what-is-taken-ahead-never-changes", test_what_is_taken_ahead_never_changes);
  ADD ("answer-gives-later-op-its-version", test_answer_gives_later_op_its_version);
  ADD ("pull-lays-own-set-over-the-news", test_pull_lays_own_set_over_the_news);
  ADD ("stricter-news-show-over-own-set", test_stricter_news_show_over_own_set);
  ADD ("edit-of-an-overwritten-value-names-what-was-seen",
       test_edit_of_an_overwritten_value_names_what_was_seen);
  ADD ("set-names-what-it-adds-and-takes", test_set_names_what_it_adds_and_takes);
  ADD ("steps-that-do-not-meet-stay-apart", test_steps_that_do_not_meet_stay_apart);
  ADD ("merged-answer-is-taken-over", test_merged_answer_is_taken_over);
  ADD ("refused-op-is-kept-and-shown", test_refused_op_is_kept_and_shown);
  ADD ("lost-answer-is-answered-again", test_lost_answer_is_answered_again);
  ADD ("delete-and-its-undoing-after-the-answer", test_delete_and_its_undoing_after_the_answer);
  ADD ("tombstone-moves-to-the-bin", test_tombstone_moves_to_the_bin);
  ADD ("what-went-along-comes-back", test_what_went_along_comes_back);
  ADD ("resolve-closes-at-once", test_resolve_closes_at_once);
  ADD ("set-after-an-unsent-resolve-decides-anew", test_set_after_an_unsent_resolve_decides_anew);
  ADD ("reply-of-another-epoch-is-not-taken", test_reply_of_another_epoch_is_not_taken);
  return g_test_run ();
}
