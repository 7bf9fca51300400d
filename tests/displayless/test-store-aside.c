/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of the server that this program can't read. */

#include "config.h"

#include "store/fod-job.h"
#include "support/fod-test-journal.h"

#define ROW "00000000-0000-7000-8000-000000000001"
#define OTHER "00000000-0000-7000-8000-000000000002"

static FodTestStore *
new_enrolled (void)
{
  FodTestStore *test = fod_test_store_new ();

  fod_test_enrol (test, FOD_TEST_EPOCH);
  return test;
}

static FodRow *
participant (const char *id)
{
  return fod_test_row (FOD_KIND_PARTICIPANT, id, 4, "name", "A", NULL);
}

static gpointer
run_set_schema (FodLedger *ledger, gpointer input, GError **error)
{
  return fod_ledger_set_setting (ledger, "schema", input, error) ? FOD_JOB_DONE : NULL;
}

/* As if a program of another version had written the profile. */
static void
set_schema (FodTestStore *test, const char *version)
{
  const FodCall call = { run_set_schema, (gpointer)version, NULL, NULL };

  g_assert_nonnull (fod_store_call (test->store, &call, NULL));
}

static void
pull_aside (FodTestStore *test, FodRow *row)
{
  FodPullReply *reply = fod_test_pull_new (FOD_TEST_EPOCH);
  FodAside bad = { (char *)OTHER, (char *)"{}" };
  FodPullScope *scope;
  g_autofree char *mismatch = NULL;

  fod_test_pull_add (reply, "user:a", "7", row);
  scope = reply->scopes->pdata[0];
  scope->aside = g_ptr_array_new ();
  g_ptr_array_add (scope->aside, &bad);
  mismatch = fod_test_pull (test, reply);
  g_assert_null (mismatch);
}

/* A row that can't be read keeps nothing else away, is counted, and is asked for again by a program
 * that knows more. */
static void
test_unreadable_row_waits_for_a_later_program (void)
{
  g_autoptr (FodTestStore) test = new_enrolled ();
  g_autofree char *cursor = NULL;
  g_autofree char *later = NULL;

  pull_aside (test, participant (ROW));
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 1);
  cursor = fod_test_dup_cursor (test, "user:a");
  g_assert_cmpstr (cursor, ==, "7");
  fod_test_store_reopen (test);
  g_assert_cmpuint (fod_test_counts (test).unread, ==, 1);
  set_schema (test, "0");
  fod_test_store_reopen (test);
  g_assert_cmpuint (fod_test_counts (test).unread, ==, 0);
  later = fod_test_dup_cursor (test, "user:a");
  g_assert_null (later);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 1);
}

/* It came again, and this time it is a row. */
static void
test_readable_row_takes_its_place (void)
{
  g_autoptr (FodTestStore) test = new_enrolled ();

  pull_aside (test, NULL);
  g_assert_cmpuint (fod_test_counts (test).unread, ==, 1);
  fod_test_pull_row (test, participant (OTHER));
  g_assert_cmpuint (fod_test_counts (test).unread, ==, 0);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 1);
}

/* It is loaded anew in a form that can't be read: what was known of it stays. */
static void
test_unreadable_row_stays_as_it_was (void)
{
  g_autoptr (FodTestStore) test = new_enrolled ();

  fod_test_pull_row (test, participant (OTHER));
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 1);
  fod_test_reset_scope (test, "user:a");
  pull_aside (test, participant (ROW));
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 2);
  g_assert_cmpuint (fod_test_counts (test).unread, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store/aside/unreadable-row-waits-for-a-later-program",
                   test_unreadable_row_waits_for_a_later_program);
  g_test_add_func ("/store/aside/readable-row-takes-its-place", test_readable_row_takes_its_place);
  g_test_add_func ("/store/aside/unreadable-row-stays-as-it-was",
                   test_unreadable_row_stays_as_it_was);
  return g_test_run ();
}
