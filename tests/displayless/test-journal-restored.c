/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The server went back to a backup: what was answered waits again, as it was sent. */

#include "config.h"

#include "support/fod-test-employer.h"

#define ROW FOD_TEST_EMPLOYER
#define OTHER_TEAM "00000000-0000-7000-8000-00000000000d"
#define CONFLICT "00000000-0000-7000-8000-000000000002"

/* The server was restored from a backup that knows nothing of the new phone. */
static void
test_restored_server_gets_the_answered_ops_again (void)
{
  g_autoptr (FodTestStore) test = fod_test_employer_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "B", NULL);
  g_autoptr (GPtrArray) ops = NULL;
  FodPullReply *pull = fod_test_pull_new ("e2");

  fod_test_employer_set_phone (test, "22222222");
  fod_test_settle_all (test, 5);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 0);
  fod_test_enrol (test, "e2");
  fod_test_pull_add (
      pull, "user:a", "3",
      fod_test_row (FOD_KIND_EMPLOYER, ROW, 4, "name", "A", "phone", "11111111", NULL));
  g_free (fod_test_pull (test, pull));
  fod_test_employer_assert_phone (test, "22222222");
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_EMPLOYER), ==, 2);
  ops = fod_test_take (test, 500);
  g_assert_cmpuint (ops->len, ==, 2);
  g_assert_cmpstr (fod_test_op_at (ops, 0)->row, ==, id);
  fod_test_employer_assert_seen (fod_test_op_at (ops, 1), "4");
  fod_test_assert_view (test);
}

/* They were moved to another team, and heard of both at once: the words are theirs all the same,
 * and what may stay is the server's to say. */
static void
test_a_move_keeps_nothing_back (void)
{
  static const struct
  {
    const char *team;
    const char *role;
  } moves[] = { { OTHER_TEAM, "consultant" }, { FOD_TEST_TEAM, "leader" } };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autoptr (FodTestStore) test = fod_test_employer_new ();
      g_autoptr (GPtrArray) ops = NULL;
      g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "B", NULL);

      fod_test_settle_all (test, 5);
      fod_test_enrol_as (test, "e2", moves[i].team, moves[i].role);
      ops = fod_test_take (test, 500);
      g_assert_cmpuint (ops->len, ==, 1);
      g_assert_cmpstr (fod_test_op_at (ops, 0)->row, ==, id);
      fod_test_assert_view (test);
    }
}

/* What it had refused it kept for the leader, and has lost with the rest: it is asked again, or the
 * words would be nowhere once their row is another team's. */
static void
test_restored_server_is_asked_again_what_it_refused (void)
{
  g_autoptr (FodTestStore) test = fod_test_employer_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "B", NULL);
  g_autoptr (GPtrArray) sent = NULL;
  g_autoptr (GPtrArray) ops = NULL;
  FodPushReply *reply = fod_test_push_new ();

  fod_test_employer_set_phone (test, "22222222");
  sent = fod_test_take (test, 500);
  for (guint i = 0; i < sent->len; i++)
    fod_test_answer (reply, fod_test_op_at (sent, i), FOD_RESULT_REJECTED, 0)->code =
        g_strdup ("forbidden");
  fod_test_settle (test, reply);
  g_assert_cmpuint (fod_test_counts (test).refused, ==, 2);
  fod_test_enrol (test, "e2");
  g_assert_cmpuint (fod_test_counts (test).refused, ==, 0);
  fod_test_employer_assert_phone (test, "22222222");
  ops = fod_test_take (test, 500);
  g_assert_cmpuint (ops->len, ==, 2);
  g_assert_cmpstr (fod_test_op_at (ops, 0)->id, ==, fod_test_op_at (sent, 0)->id);
  g_assert_cmpstr (fod_test_op_at (ops, 0)->row, ==, id);
  fod_test_assert_view (test);
}

/* A row was deleted after the backup that the server went back to: it stays in the bin, by the
 * deletion that waits again. */
static void
test_restored_server_changes_no_bin (void)
{
  g_autoptr (FodTestStore) test = fod_test_employer_new ();

  g_free (fod_test_delete (test, FOD_KIND_EMPLOYER, ROW));
  fod_test_settle_all (test, 5);
  fod_test_enrol (test, "e2");
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_EMPLOYER), ==, 0);
  fod_test_assert_view (test);
}

/* What waits again was sent, and the server may have it: an edit is an op of its own, or the server
 * would be told of a second making of the row. */
static void
test_edit_changes_no_op_that_was_answered (void)
{
  g_autoptr (FodTestStore) test = fod_test_employer_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "B", NULL);
  g_autoptr (GPtrArray) sent = fod_test_take (test, 500);
  g_autoptr (GPtrArray) ops = NULL;
  FodPushReply *reply = fod_test_push_new ();

  fod_test_answer (reply, fod_test_op_at (sent, 0), FOD_RESULT_OK, 1);
  fod_test_settle (test, reply);
  fod_test_enrol (test, "e2");
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, id, "town", "Skive"));
  ops = fod_test_take (test, 500);
  g_assert_cmpuint (ops->len, ==, 2);
  g_assert_cmpstr (fod_test_op_at (ops, 0)->id, ==, fod_test_op_at (sent, 0)->id);
  g_assert_cmpint (fod_test_op_at (ops, 1)->verb, ==, FOD_OP_SET);
  fod_test_assert_view (test);
}

static FodRow *
new_conflict (void)
{
  return fod_test_row (FOD_KIND_CONFLICT, CONFLICT, 1, "about-kind", FOD_KIND_EMPLOYER, "about",
                       ROW, "field", "phone", "standing", "11111111", "offered", "33333333", NULL);
}

static FodTestStore *
new_with_decision (const char *phone)
{
  FodTestStore *test = fod_test_employer_new ();
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GError) error = NULL;

  fod_test_pull_row (test, new_conflict ());
  fod_edit_resolve (edit, CONFLICT, phone);
  g_free (fod_store_apply (test->store, edit, &error));
  g_assert_no_error (error);
  return test;
}

static void
pull_restored (FodTestStore *test, FodRow *row, FodRow *conflict)
{
  FodPullReply *pull = fod_test_pull_new ("e2");

  fod_test_pull_add (pull, "user:a", "3", row);
  fod_test_pull_add (pull, "user:a", "3", conflict);
  g_free (fod_test_pull (test, pull));
}

/* The backup is older than the conflict: with it goes what tells which field was decided on. */
static void
test_decision_goes_with_its_conflict (void)
{
  g_autoptr (FodTestStore) test = new_with_decision ("22222222");

  fod_test_employer_assert_phone (test, "22222222");
  fod_test_enrol (test, "e2");
  fod_test_employer_assert_phone (test, "22222222");
  pull_restored (
      test, fod_test_row (FOD_KIND_EMPLOYER, ROW, 4, "name", "A", "phone", "11111111", NULL), NULL);
  fod_test_employer_assert_phone (test, "11111111");
  fod_test_assert_view (test);
}

/* Somebody else's change has made the conflict once more, under its id. The decision still waits.
 */
static void
test_decision_comes_back_with_its_conflict (void)
{
  g_autoptr (FodTestStore) test = new_with_decision ("22222222");

  fod_test_enrol (test, "e2");
  pull_restored (
      test, fod_test_row (FOD_KIND_EMPLOYER, ROW, 4, "name", "A", "phone", "11111111", NULL), NULL);
  fod_test_employer_assert_phone (test, "11111111");
  pull_restored (test, new_conflict (), NULL);
  fod_test_employer_assert_phone (test, "22222222");
  fod_test_assert_view (test);
}

/* Somebody had written over the decision before the server was restored. */
static void
test_answered_decision_waits_again (void)
{
  g_autoptr (FodTestStore) test = new_with_decision ("22222222");
  g_autoptr (GPtrArray) ops = fod_test_take (test, 500);
  FodPushReply *reply = fod_test_push_new ();

  g_hash_table_insert (fod_test_answer (reply, fod_test_op_at (ops, 0), FOD_RESULT_OK, 2)->versions,
                       g_strdup ("phone"), g_strdup ("5"));
  fod_test_settle (test, reply);
  fod_test_pull_row (
      test, fod_test_row (FOD_KIND_EMPLOYER, ROW, 6, "name", "A", "phone", "44444444", NULL));
  fod_test_employer_assert_phone (test, "44444444");
  fod_test_enrol (test, "e2");
  fod_test_assert_view (test);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, function) g_test_add_func ("/journal/restored/" name, function)
  ADD ("server-gets-the-answered-ops-again", test_restored_server_gets_the_answered_ops_again);
  ADD ("a-move-keeps-nothing-back", test_a_move_keeps_nothing_back);
  ADD ("server-is-asked-again-what-it-refused",
       test_restored_server_is_asked_again_what_it_refused);
  ADD ("server-changes-no-bin", test_restored_server_changes_no_bin);
  ADD ("edit-changes-no-op-that-was-answered", test_edit_changes_no_op_that_was_answered);
  ADD ("decision-goes-with-its-conflict", test_decision_goes_with_its_conflict);
  ADD ("decision-comes-back-with-its-conflict", test_decision_comes_back_with_its_conflict);
  ADD ("answered-decision-waits-again", test_answered_decision_waits_again);
  return g_test_run ();
}
