/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The database has lost its last transactions: the second journal puts them back, neither more nor
 * less. PROTOCOL.md, the second journal. */

#include "config.h"

#include "store/fod-chores.h"
#include "store/fod-job.h"
#include "store/fod-rebuild.h"
#include "support/fod-test-journal.h"

#include <glib/gstdio.h>
#include <string.h>

#define ROW "00000000-0000-7000-8000-000000000001"
#define OTHER "00000000-0000-7000-8000-000000000002"
#define SCOPE "user:a"
#define TRIALS 60

static gpointer
run_empty_log (FodLedger *ledger, gpointer input, GError **error)
{
  return fod_db_exec (fod_ledger_get_db (ledger), "PRAGMA wal_checkpoint(TRUNCATE)", error)
             ? FOD_JOB_DONE
             : NULL;
}

static gpointer
run_chores (FodLedger *ledger, gpointer input, GError **error)
{
  while (fod_chores_run (ledger))
    continue;
  return FOD_JOB_DONE;
}

static void
call (FodTestStore *test, FodJobFunc func)
{
  const FodCall job = { func, NULL, NULL, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (fod_store_call (test->store, &job, &error));
  g_assert_no_error (error);
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (from, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (to, bytes, (gssize)size, NULL));
}

/* What is saved from here on, the database will have lost. */
static void
mark (FodTestStore *test)
{
  g_autofree char *database = g_build_filename (test->folder, "store.db", NULL);
  g_autofree char *old = g_build_filename (test->folder, "old.db", NULL);

  call (test, run_empty_log);
  copy_file (database, old);
}

static void
lose (FodTestStore *test)
{
  g_autofree char *database = g_build_filename (test->folder, "store.db", NULL);
  g_autofree char *old = g_build_filename (test->folder, "old.db", NULL);

  fod_store_close (test->store);
  copy_file (old, database);
  fod_test_store_reopen (test);
  fod_test_assert_view (test);
}

static FodTestStore *
new_with_employers (void)
{
  FodTestStore *test = fod_test_store_new ();

  fod_test_enrol (test, FOD_TEST_EPOCH);
  fod_test_pull_row (
      test, fod_test_row (FOD_KIND_EMPLOYER, ROW, 4, "name", "A", "phone", "11111111", NULL));
  fod_test_pull_row (
      test, fod_test_row (FOD_KIND_EMPLOYER, OTHER, 5, "name", "B", "phone", "22222222", NULL));
  return test;
}

static void
assert_phone (FodTestStore *test, const char *row, const char *phone)
{
  g_autofree char *held = fod_test_get (test, FOD_KIND_EMPLOYER, row, "phone");

  g_assert_cmpstr (held, ==, phone);
}

/* Its number is another one's by then. */
static void
test_what_was_taken_back_stays_so (void)
{
  g_autoptr (FodTestStore) test = new_with_employers ();

  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, ROW, "phone", "33333333"));
  mark (test);
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, ROW, "phone", "11111111"));
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, OTHER, "phone", "44444444"));
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 1);
  lose (test);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 1);
  assert_phone (test, ROW, "11111111");
  assert_phone (test, OTHER, "44444444");
}

/* The server was restored, and that was learnt in what is lost: everything is loaded anew, and what
 * was answered before waits again. */
static void
test_restored_server_is_met_again (void)
{
  g_autoptr (FodTestStore) test = new_with_employers ();
  g_autofree char *cursor = NULL;

  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, ROW, "phone", "33333333"));
  fod_test_settle_all (test, 6);
  mark (test);
  fod_test_enrol (test, "e2");
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 1);
  lose (test);
  cursor = fod_test_dup_cursor (test, SCOPE);
  g_assert_cmpstr (cursor, ==, NULL);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 1);
  assert_phone (test, ROW, "33333333");
}

/* And what the restored server has answered since does not wait. */
static void
test_answer_of_restored_server_counts (void)
{
  g_autoptr (FodTestStore) test = new_with_employers ();

  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, ROW, "phone", "33333333"));
  fod_test_settle_all (test, 6);
  mark (test);
  fod_test_enrol (test, "e2");
  fod_test_settle_all (test, 5);
  lose (test);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 0);
}

static void
test_journal_lets_go_of_what_was_answered (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *journal = g_build_filename (test->folder, "store.journal", NULL);
  g_autofree char *text = g_strnfill (10000, 'x');
  g_autofree char *person = NULL;
  GStatBuf info = { 0 };

  fod_test_enrol (test, FOD_TEST_EPOCH);
  person = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "Ida", NULL);
  for (guint i = 0; i < 40; i++)
    g_free (fod_test_create (test, FOD_KIND_NOTE, "participant", person, "date", "2026-03-02",
                             "body", text, NULL));
  fod_test_store_reopen (test);
  fod_test_settle_all (test, 1);
  call (test, run_chores);
  g_assert_cmpint (g_stat (journal, &info), ==, 0);
  g_assert_cmpint (info.st_size, <, 100 * 1000);
}

/* Rows that this laptop may not hold any more leave the log all the same. */
static void
test_log_is_emptied_without_a_journal (void)
{
  g_autoptr (FodTestStore) test = new_with_employers ();
  g_autofree char *log = g_build_filename (test->folder, "store.db-wal", NULL);
  g_autofree char *in_the_way = g_build_filename (test->folder, "store.journal.new", NULL);
  FodRow *row = fod_test_row (FOD_KIND_EMPLOYER, ROW, 6, NULL);
  GStatBuf info = { 0 };

  g_assert_cmpint (g_mkdir (in_the_way, 0700), ==, 0);
  g_test_expect_message ("fod-store", G_LOG_LEVEL_WARNING, "*second journal was not emptied*");
  row->state = FOD_ROW_GONE;
  fod_test_pull_row (test, row);
  g_test_assert_expected_messages ();
  g_assert_cmpint (g_stat (log, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 0);
  g_assert_cmpint (g_rmdir (in_the_way), ==, 0);
}

/* One of the ways in which what was written into a journal is spoiled; the room behind that was
 * not. */
static void
spoil_journal (GRand *rand, const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size = 0;
  int used;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  while (size > 0 && bytes[size - 1] == 0)
    size--;
  used = (int)size;
  switch (g_rand_int_range (rand, 0, 3))
    {
    case 0: /* a gap */
      bytes[g_rand_int_range (rand, 0, used)] ^= (char)(1 << g_rand_int_range (rand, 0, 8));
      break;
    case 1: /* a torn tail */
      size = (gsize)g_rand_int_range (rand, 0, used);
      break;
    default: /* something foreign behind it */
      bytes = g_realloc (bytes, size + 100);
      memset (bytes + size, 7, 100);
      size += 100;
    }
  g_assert_true (g_file_set_contents (path, bytes, (gssize)size, NULL));
}

static FodRebuilt *
rebuild (FodTestStore *test, const char *database)
{
  g_autoptr (GError) error = NULL;
  FodRebuilt *rebuilt;

  fod_store_close (test->store);
  g_assert_true (g_file_set_contents (database, "x", 1, &error));
  rebuilt = fod_rebuild (test->folder, &test->keys, FOD_CLOCK (test->clock), &error);
  g_assert_no_error (error);
  fod_test_store_reopen (test);
  return rebuilt;
}

/* The second journal goes to the disk a moment after the database. What the power took of it, in
 * its middle too, is written again from there at the next opening. */
static void
test_what_the_power_took_is_written_again (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *database = g_build_filename (test->folder, "store.db", NULL);
  g_autofree char *journal = g_build_filename (test->folder, "store.journal", NULL);
  g_autofree char *bytes = NULL;
  gsize size = 0;
  g_autoptr (FodRebuilt) rebuilt = NULL;

  for (guint i = 0; i < 10; i++)
    g_free (fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "Venter", NULL));
  fod_store_close (test->store);
  g_assert_true (g_file_get_contents (journal, &bytes, &size, NULL));
  while (size > 0 && bytes[size - 1] == 0)
    size--;
  memset (bytes + size / 2, 0, 64);
  g_assert_true (g_file_set_contents (journal, bytes, (gssize)size, NULL));
  fod_test_store_reopen (test);
  rebuilt = rebuild (test, database);
  g_assert_cmpuint (rebuilt->gaps, ==, 0);
  g_assert_cmpuint (rebuilt->changes, ==, 10);
}

/* With the journal alone spoiled nothing is lost: the opening makes it whole again, so that not
 * even a database that is gone after that takes anything along. */
static void
test_spoiled_journal_is_made_whole (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *database = g_build_filename (test->folder, "store.db", NULL);
  g_autofree char *journal = g_build_filename (test->folder, "store.journal", NULL);
  g_autofree char *old = g_build_filename (test->folder, "old.db", NULL);
  g_autofree char *whole = g_build_filename (test->folder, "old.journal", NULL);
  guint32 seed = (guint32)g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  fod_test_enrol (test, FOD_TEST_EPOCH);
  for (guint i = 0; i < 10; i++)
    g_free (fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "Venter", NULL));
  mark (test);
  copy_file (journal, whole);
  for (guint i = 0; i < TRIALS; i++)
    {
      g_autoptr (FodRebuilt) rebuilt = NULL;

      fod_store_close (test->store);
      copy_file (old, database);
      copy_file (whole, journal);
      spoil_journal (rand, journal);
      fod_test_store_reopen (test);
      g_assert_cmpuint (fod_test_counts (test).waiting, ==, 10);
      rebuilt = rebuild (test, database);
      fod_test_assert_view (test);
      g_assert_cmpuint (rebuilt->changes, ==, 10);
      g_assert_cmpuint (fod_test_counts (test).waiting, ==, 10);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, function) g_test_add_func ("/store/replay/" name, function)
  ADD ("what-was-taken-back-stays-so", test_what_was_taken_back_stays_so);
  ADD ("restored-server-is-met-again", test_restored_server_is_met_again);
  ADD ("answer-of-restored-server-counts", test_answer_of_restored_server_counts);
  ADD ("journal-lets-go-of-what-was-answered", test_journal_lets_go_of_what_was_answered);
  ADD ("log-is-emptied-without-a-journal", test_log_is_emptied_without_a_journal);
  ADD ("what-the-power-took-is-written-again", test_what_the_power_took_is_written_again);
  ADD ("spoiled-journal-is-made-whole", test_spoiled_journal_is_made_whole);
  return g_test_run ();
}
