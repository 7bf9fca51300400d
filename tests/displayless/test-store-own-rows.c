/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows that were made here and that the server has taken: which scope they are in, it does not say
 * to who made them. */

#include "config.h"

#include "support/fod-test-journal.h"

#define ROW "00000000-0000-7000-8000-000000000001"
#define OTHER "00000000-0000-7000-8000-000000000002"

static FodRow *
participant (const char *id, guint64 rv)
{
  return fod_test_row (FOD_KIND_PARTICIPANT, id, rv, "name", "A", NULL);
}

/* The server does not send back what was just pushed; a child goes where its parent is. */
static void
test_own_new_child_joins_its_parents_scope (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  FodPullReply *reply = fod_test_pull_new (FOD_TEST_EPOCH);
  g_autofree char *child = NULL;
  g_autofree char *mismatch = NULL;

  g_free (fod_test_pull_one (test, "user:a", "1", participant (ROW, 4)));
  child =
      fod_test_create (test, FOD_KIND_TREATMENT_CONTACT, "participant", ROW, "name", "Bo", NULL);
  fod_test_settle_all (test, 1);
  fod_test_pull_add (reply, "user:a", "2", NULL);
  fod_test_pull_check (reply, "user:a", 2,
                       fod_row_check_word (FOD_KIND_PARTICIPANT, ROW, 4) ^
                           fod_row_check_word (FOD_KIND_TREATMENT_CONTACT, child, 1));
  mismatch = fod_test_pull (test, reply);
  g_assert_cmpstr (mismatch, ==, NULL);
  fod_test_assert_view (test);
}

static void
test_own_new_child_follows_a_new_parent (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  FodPullReply *reply = fod_test_pull_new (FOD_TEST_EPOCH);
  g_autofree char *parent = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "A", NULL);
  g_autofree char *child =
      fod_test_create (test, FOD_KIND_TREATMENT_CONTACT, "participant", parent, "name", "Bo", NULL);
  g_autofree char *mismatch = NULL;

  fod_test_settle_all (test, 1);
  fod_test_pull_add (reply, "user:a", "2",
                     fod_test_row (FOD_KIND_PARTICIPANT, parent, 1, "name", "A", "consultant",
                                   FOD_TEST_USER, NULL));
  fod_test_pull_check (reply, "user:a", 2,
                       fod_row_check_word (FOD_KIND_PARTICIPANT, parent, 1) ^
                           fod_row_check_word (FOD_KIND_TREATMENT_CONTACT, child, 2));
  mismatch = fod_test_pull (test, reply);
  g_assert_cmpstr (mismatch, ==, NULL);
  fod_test_assert_view (test);
}

/* A pull in pages names the new participant in one scope before the other; what hangs on them the
 * server does not send back to who made it. */
static void
test_own_new_child_joins_every_scope (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  FodPullReply *first = fod_test_pull_new (FOD_TEST_EPOCH);
  FodPullReply *second = fod_test_pull_new (FOD_TEST_EPOCH);
  g_autofree char *parent = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "A", NULL);
  g_autofree char *child =
      fod_test_create (test, FOD_KIND_TREATMENT_CONTACT, "participant", parent, "name", "Bo", NULL);
  guint64 check = fod_row_check_word (FOD_KIND_PARTICIPANT, parent, 1) ^
                  fod_row_check_word (FOD_KIND_TREATMENT_CONTACT, child, 2);
  g_autofree char *early = NULL;
  g_autofree char *mismatch = NULL;

  fod_test_settle_all (test, 1);
  fod_test_pull_add (first, "user:a", "2",
                     fod_test_row (FOD_KIND_PARTICIPANT, parent, 1, "name", "A", NULL));
  fod_test_pull_check (first, "user:a", 2, check);
  fod_test_pull_add (first, "lead:t", "1", participant (OTHER, 4));
  ((FodPullScope *)g_ptr_array_index (first->scopes, 1))->more = TRUE;
  early = fod_test_pull (test, first);
  g_assert_cmpstr (early, ==, NULL);
  fod_test_pull_add (second, "user:a", "2", NULL);
  fod_test_pull_check (second, "user:a", 2, check);
  fod_test_pull_add (second, "lead:t", "3",
                     fod_test_row (FOD_KIND_PARTICIPANT, parent, 1, "name", "A", NULL));
  fod_test_pull_check (second, "lead:t", 3,
                       check ^ fod_row_check_word (FOD_KIND_PARTICIPANT, OTHER, 4));
  mismatch = fod_test_pull (test, second);
  g_assert_cmpstr (mismatch, ==, NULL);
  fod_test_assert_view (test);
}

/* Pushed, and handed over before the next pull could name its scope: the pull says that it left. */
static void
test_own_new_row_leaves_before_it_came (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autofree char *person = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "A", NULL);
  g_autofree char *child =
      fod_test_create (test, FOD_KIND_TREATMENT_CONTACT, "participant", person, "name", "Bo", NULL);

  fod_test_settle_all (test, 1);
  g_free (fod_test_pull_one (test, "user:a", "3",
                             fod_test_row_bare (FOD_KIND_PARTICIPANT, person, 0, FOD_ROW_GONE)));
  g_free (fod_test_pull_one (
      test, "user:a", "4", fod_test_row_bare (FOD_KIND_TREATMENT_CONTACT, child, 0, FOD_ROW_GONE)));
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 0);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_TREATMENT_CONTACT), ==, 0);
  fod_test_assert_view (test);
}

/* The same with the scope lost altogether: no pull will ever name the row. */
static void
test_own_new_row_goes_with_a_scope (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  FodPullReply *reply = fod_test_pull_new (FOD_TEST_EPOCH);
  g_autofree char *kept = NULL;

  fod_test_pull_add (reply, "team:t", "1", NULL);
  fod_test_pull_add (reply, "user:a", "1", participant (ROW, 4));
  g_free (fod_test_pull (test, reply));
  g_free (fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Firma", NULL));
  kept = fod_test_create (test, FOD_KIND_TREATMENT_CONTACT, "participant", ROW, "name", "Bo", NULL);
  fod_test_settle_all (test, 1);
  g_free (fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Usendt", NULL));
  reply = fod_test_pull_new (FOD_TEST_EPOCH);
  fod_test_pull_add (reply, "user:a", "1", NULL);
  g_ptr_array_add (reply->revoked, g_strdup ("team:t"));
  g_free (fod_test_pull (test, reply));
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_EMPLOYER), ==, 1);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_TREATMENT_CONTACT), ==, 1);
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

static guint
count_drafts (FodTestStore *test)
{
  g_autoptr (GPtrArray) drafts = fod_store_drafts (test->store, NULL);

  return drafts->len;
}

/* A page of a pull after "team:t" was lost. */
static void
pull_page (FodTestStore *test, const char *next, FodRow *row, gboolean revoked, gboolean more)
{
  FodPullReply *reply = fod_test_pull_new (FOD_TEST_EPOCH);

  fod_test_pull_add (reply, "user:a", next, row);
  ((FodPullScope *)g_ptr_array_index (reply->scopes, 0))->more = more;
  if (revoked)
    g_ptr_array_add (reply->revoked, g_strdup ("team:t"));
  g_free (fod_test_pull (test, reply));
}

/* The first page tells that a scope is lost; a later one, after a restart, names a new participant
 * of another. What was being typed about them is there still; the new employer goes in the end. */
static void
test_own_new_row_waits_for_the_last_page (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new_enrolled ();
  g_autofree char *person = NULL;
  g_autofree char *place = NULL;

  g_free (fod_test_pull_one (test, "team:t", "1", NULL));
  person = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "A", NULL);
  g_free (fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Firma", NULL));
  fod_test_settle_all (test, 1);
  place = g_strconcat ("note/", person, NULL);
  save_draft (test, place, "Ringede i dag");
  pull_page (test, "1", participant (ROW, 1), TRUE, TRUE);
  fod_test_store_reopen (test);
  pull_page (test, "2", participant (OTHER, 2), FALSE, TRUE);
  g_assert_cmpuint (count_drafts (test), ==, 1);
  pull_page (test, "3", participant (person, 2), FALSE, FALSE);
  g_assert_cmpuint (count_drafts (test), ==, 1);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 3);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_EMPLOYER), ==, 0);
  fod_test_assert_view (test);
}

#define ADD(name, function) g_test_add_func ("/store/own-rows/" name, function)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("own-new-child-joins-its-parents-scope", test_own_new_child_joins_its_parents_scope);
  ADD ("own-new-child-joins-every-scope", test_own_new_child_joins_every_scope);
  ADD ("own-new-child-follows-a-new-parent", test_own_new_child_follows_a_new_parent);
  ADD ("own-new-row-leaves-before-it-came", test_own_new_row_leaves_before_it_came);
  ADD ("own-new-row-goes-with-a-scope", test_own_new_row_goes_with_a_scope);
  ADD ("own-new-row-waits-for-the-last-page", test_own_new_row_waits_for_the_last_page);
  return g_test_run ();
}
