/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A participant is handed over on a laptop: what waits for the server, and how it is taken back. */

#include "config.h"

#include "store/fod-given.h"
#include "support/fod-test-journal.h"

#define ROW "00000000-0000-7000-8000-000000000001"
#define BO "00000000-0000-7000-8000-0000000000b0"

static FodTestStore *
new_with (const char *consultant)
{
  FodTestStore *test = fod_test_store_new ();

  fod_test_enrol (test, FOD_TEST_EPOCH);
  fod_test_pull_row (test, fod_test_row (FOD_KIND_PARTICIPANT, ROW, 4, "name", "Åse Fiktiv",
                                         "consultant", consultant, "team", FOD_TEST_TEAM, NULL));
  return test;
}

static char *
give (FodTestStore *test)
{
  return fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "consultant", BO);
}

static void
assert_consultant (FodTestStore *test, const char *user)
{
  g_autofree char *has = fod_test_get (test, FOD_KIND_PARTICIPANT, ROW, "consultant");

  g_assert_cmpstr (has, ==, user);
}

/* An op with what was seen there, and alone: what else was written does not go down with it. */
static void
test_it_waits_as_an_op_of_its_own (void)
{
  g_autoptr (FodTestStore) test = new_with (FOD_TEST_USER);
  g_autofree char *before = fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "called", "Å");
  g_autofree char *given = give (test);
  g_autofree char *after = fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "phone", "11 11 11 11");
  g_autoptr (GPtrArray) ops = NULL;

  assert_consultant (test, BO);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 3);
  fod_test_assert_view (test);
  ops = fod_test_take (test, 500);
  g_assert_cmpuint (ops->len, ==, 3);
  for (guint i = 0; i < ops->len; i++)
    {
      const FodOp *op = ops->pdata[i];

      g_assert_cmpuint (g_hash_table_size (op->fields), ==, 1);
      g_assert_cmpint (g_hash_table_contains (op->fields, "consultant"), ==, i == 1);
      if (i == 1)
        g_assert_cmpstr (g_hash_table_lookup (op->base, "consultant"), ==, "4");
    }
}

#define OTHER "00000000-0000-7000-8000-000000000004"

/* Two in one edit, to two colleagues. Returns: its transaction */
static char *
give_two (FodTestStore *test)
{
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (GError) error = NULL;
  char *tx;

  fod_test_pull_row (test, fod_test_row (FOD_KIND_PARTICIPANT, OTHER, 2, "name", "Per Prøve",
                                         "consultant", FOD_TEST_USER, "team", FOD_TEST_TEAM, NULL));
  fod_edit_set (edit, FOD_KIND_PARTICIPANT, ROW, "consultant", BO, FOD_TEST_USER);
  fod_edit_set (edit, FOD_KIND_PARTICIPANT, OTHER, "consultant", BO, FOD_TEST_USER);
  tx = fod_store_apply (test->store, edit, &error);
  g_assert_no_error (error);
  return tx;
}

/* One that the server refuses, because somebody else was faster, takes no other down with it. */
static void
test_several_at_once_are_sent_each_alone (void)
{
  g_autoptr (FodTestStore) test = new_with (FOD_TEST_USER);
  g_autofree char *tx = give_two (test);
  g_autoptr (GPtrArray) ops = fod_test_take (test, 500);

  g_assert_cmpuint (ops->len, ==, 2);
  g_assert_cmpstr (((FodOp *)ops->pdata[0])->tx, !=, ((FodOp *)ops->pdata[1])->tx);
}

static void
test_several_at_once_are_taken_back_at_once (void)
{
  g_autoptr (FodTestStore) test = new_with (FOD_TEST_USER);
  g_autofree char *tx = give_two (test);
  g_autofree char *undone = NULL;
  g_autoptr (GError) error = NULL;

  undone = fod_store_undo (test->store, tx, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 0);
  assert_consultant (test, FOD_TEST_USER);
  fod_test_assert_view (test);
}

/* Nobody hears of what was taken back before it was sent, whatever was written after it. */
static void
test_undo_before_it_is_sent_leaves_nothing (void)
{
  g_autoptr (FodTestStore) test = new_with (FOD_TEST_USER);
  g_autofree char *given = give (test);
  g_autofree char *after = fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "phone", "11 11 11 11");
  g_autofree char *undone = NULL;
  g_autoptr (GPtrArray) ops = NULL;
  g_autoptr (GError) error = NULL;

  undone = fod_store_undo (test->store, given, &error);
  g_assert_no_error (error);
  assert_consultant (test, FOD_TEST_USER);
  fod_test_assert_view (test);
  ops = fod_test_take (test, 500);
  g_assert_cmpuint (ops->len, ==, 1);
  g_assert_true (g_hash_table_contains (((FodOp *)ops->pdata[0])->fields, "phone"));
}

static void
assert_refused (FodTestStore *test, const char *field, const char *value)
{
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autofree char *seen = fod_test_get (test, FOD_KIND_PARTICIPANT, ROW, field);
  g_autofree char *tx = NULL;
  g_autoptr (GError) error = NULL;

  fod_edit_set (edit, FOD_KIND_PARTICIPANT, ROW, field, value, seen);
  tx = fod_store_apply (test->store, edit, &error);
  g_assert_null (tx);
  g_assert_error (error, FOD_STORE_ERROR, FOD_STORE_ERROR_SERVER_ONLY);
}

static void
test_it_cannot_be_taken_back_once_it_is_sent (void)
{
  g_autoptr (FodTestStore) test = new_with (FOD_TEST_USER);
  g_autofree char *given = give (test);
  g_autoptr (GPtrArray) ops = fod_test_take (test, 500);
  g_autofree char *undone = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (ops->len, ==, 1);
  undone = fod_store_undo (test->store, given, &error);
  g_assert_null (undone);
  g_assert_error (error, FOD_STORE_ERROR, FOD_STORE_ERROR_SERVER_ONLY);
  assert_consultant (test, BO);
}

static void
test_only_who_has_them_may (void)
{
  g_autoptr (FodTestStore) test = new_with (BO);

  assert_refused (test, "consultant", FOD_TEST_USER);
  assert_refused (test, "cover", FOD_TEST_USER);
  assert_refused (test, "cover-until", "2026-12-01");
}

static void
test_nobody_writes_what_the_server_alone_says (void)
{
  g_autoptr (FodTestStore) test = new_with (FOD_TEST_USER);

  assert_refused (test, "handed-by", FOD_TEST_USER);
  assert_refused (test, "team", BO);
}

static GPtrArray *
list_given (FodTestStore *test)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *list;

  fod_given_list_async (test->store, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  list = fod_given_list_finish (test->store, result, &error);
  g_assert_no_error (error);
  return list;
}

/* To whom and when, for ninety days; nothing is kept of what was undone, or only covered. */
static void
test_a_trace_is_kept_of_what_the_server_took (void)
{
  g_autoptr (FodTestStore) test = new_with (FOD_TEST_USER);
  g_autofree char *cover = fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "cover", BO);
  g_autofree char *given = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) later = NULL;

  fod_test_settle_all (test, 5);
  given = give (test);
  before = list_given (test);
  g_assert_cmpuint (before->len, ==, 0);
  fod_test_settle_all (test, 6);
  after = list_given (test);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpstr (((FodGiven *)after->pdata[0])->user, ==, BO);
  g_assert_cmpuint (((FodGiven *)after->pdata[0])->count, ==, 1);
  fod_fake_clock_advance (test->clock, G_GINT64_CONSTANT (91) * 24 * 3600 * 1000);
  later = list_given (test);
  g_assert_cmpuint (later->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store/giving/it-waits-as-an-op-of-its-own", test_it_waits_as_an_op_of_its_own);
  g_test_add_func ("/store/giving/several-at-once-are-sent-each-alone",
                   test_several_at_once_are_sent_each_alone);
  g_test_add_func ("/store/giving/several-at-once-are-taken-back-at-once",
                   test_several_at_once_are_taken_back_at_once);
  g_test_add_func ("/store/giving/undo-before-it-is-sent-leaves-nothing",
                   test_undo_before_it_is_sent_leaves_nothing);
  g_test_add_func ("/store/giving/it-cannot-be-taken-back-once-it-is-sent",
                   test_it_cannot_be_taken_back_once_it_is_sent);
  g_test_add_func ("/store/giving/only-who-has-them-may", test_only_who_has_them_may);
  g_test_add_func ("/store/giving/nobody-writes-what-the-server-alone-says",
                   test_nobody_writes_what_the_server_alone_says);
  g_test_add_func ("/store/giving/a-trace-is-kept-of-what-the-server-took",
                   test_a_trace_is_kept_of_what_the_server_took);
  return g_test_run ();
}
