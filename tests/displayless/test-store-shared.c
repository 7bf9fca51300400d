/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A row that somebody else may make too, on the laptop: what the person wrote is shown until the
 * server has spoken, and is sent as what has seen nothing of the other. */

#include "config.h"

#include "support/fod-test-journal.h"

#define PERSON "00000000-0000-7000-8000-000000000001"

static char *
make (FodTestStore *test, const char *words)
{
  return fod_test_create (test, FOD_KIND_PROFILE_SECTION, "participant", PERSON, "section", "dream",
                          "own-words", words, NULL);
}

static FodTestStore *
open_store (void)
{
  FodTestStore *test = fod_test_store_new_enrolled ();

  g_free (fod_test_pull_one (test, "user:a", "1",
                             fod_test_row (FOD_KIND_PARTICIPANT, PERSON, 4, "name", "A", NULL)));
  return test;
}

static void
pull_other (FodTestStore *test, const char *id, const char *next)
{
  g_free (fod_test_pull_one (test, "user:a", next,
                             fod_test_row (FOD_KIND_PROFILE_SECTION, id, 3, "participant", PERSON,
                                           "section", "dream", "own-words", "Skoven", "source",
                                           "Mor", NULL)));
}

static void
assert_shown (FodTestStore *test, const char *id, const char *words, const char *source)
{
  g_autofree char *shown = fod_test_get (test, FOD_KIND_PROFILE_SECTION, id, "own-words");
  g_autofree char *from = fod_test_get (test, FOD_KIND_PROFILE_SECTION, id, "source");

  g_assert_cmpstr (shown, ==, words);
  g_assert_cmpstr (from, ==, source);
  fod_test_assert_view (test);
}

static void
test_same_id (void)
{
  g_autoptr (FodTestStore) one = open_store ();
  g_autoptr (FodTestStore) other = open_store ();
  g_autofree char *here = make (one, "Køkkenet");
  g_autofree char *there = make (other, "Skoven");

  g_assert_cmpstr (here, ==, there);
}

/* The pull before the push brings the other's. */
static void
test_pull_between (void)
{
  g_autoptr (FodTestStore) test = open_store ();
  g_autofree char *id = make (test, "Køkkenet");

  pull_other (test, id, "2");
  assert_shown (test, id, "Køkkenet", "Mor");
}

/* ... and what is written on top of one's own is not taken for an answer to the other's. */
static void
test_edit_after_pull (void)
{
  g_autoptr (FodTestStore) test = open_store ();
  g_autofree char *id = make (test, "Køkkenet");
  g_autoptr (GPtrArray) ops = NULL;
  g_autofree char *base = NULL;
  g_autofree char *tx = NULL;

  pull_other (test, id, "2");
  tx = fod_test_set (test, FOD_KIND_PROFILE_SECTION, id, "own-words", "Køkkenet om morgenen");
  assert_shown (test, id, "Køkkenet om morgenen", "Mor");
  ops = fod_test_take (test, 10);
  g_assert_cmpuint (ops->len, ==, 2);
  base = g_strconcat ("@", ((FodOp *)ops->pdata[0])->id, NULL);
  g_assert_cmpstr (g_hash_table_lookup (((FodOp *)ops->pdata[1])->base, "own-words"), ==, base);
}

/* A dialog that was opened before the pull saves after it. */
static void
test_make_after_pull (void)
{
  g_autoptr (FodTestStore) test = open_store ();
  g_autofree char *id = make (test, "Køkkenet");
  g_autoptr (FodTestStore) late = open_store ();
  g_autofree char *again = NULL;
  g_autoptr (GPtrArray) ops = NULL;

  pull_other (late, id, "2");
  again = make (late, "Køkkenet");
  g_assert_cmpstr (again, ==, id);
  assert_shown (late, id, "Køkkenet", "Mor");
  ops = fod_test_take (late, 10);
  g_assert_cmpuint (ops->len, ==, 1);
  g_assert_cmpint (((FodOp *)ops->pdata[0])->verb, ==, FOD_OP_SET);
  g_assert_cmpstr (g_hash_table_lookup (((FodOp *)ops->pdata[0])->base, "own-words"), ==, "0");
  g_assert_cmpuint (g_hash_table_size (((FodOp *)ops->pdata[0])->fields), ==, 1);
}

static void
test_answer (void)
{
  g_autoptr (FodTestStore) test = open_store ();
  g_autofree char *id = make (test, "Køkkenet");
  g_autoptr (GPtrArray) ops = fod_test_take (test, 10);
  FodPushReply *reply = fod_test_push_new ();
  FodOpResult *result = NULL;

  fod_test_answer (reply, ops->pdata[0], FOD_RESULT_MERGED, 4);
  result = reply->results->pdata[0];
  result->row = fod_test_row (FOD_KIND_PROFILE_SECTION, id, 4, "participant", PERSON, "section",
                              "dream", "own-words", "Skoven", NULL);
  fod_test_settle (test, reply);
  assert_shown (test, id, "Skoven", NULL);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/shared/has-one-id-on-every-machine", test_same_id);
  g_test_add_func ("/store/shared/own-words-show-until-the-server-has-spoken", test_pull_between);
  g_test_add_func ("/store/shared/edit-on-top-has-not-seen-the-other", test_edit_after_pull);
  g_test_add_func ("/store/shared/made-after-a-pull-it-has-not-seen-it", test_make_after_pull);
  g_test_add_func ("/store/shared/the-answer-stands", test_answer);
  return g_test_run ();
}
