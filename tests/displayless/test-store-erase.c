/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The server says that a person was erased: no word of them stays in the laptop's files, whatever
 * waits there. */

#include "config.h"

#include "store/fod-chores.h"
#include "store/fod-job.h"
#include "support/fod-test-journal.h"

#include <string.h>

#define ROW "00000000-0000-7000-8000-000000000001"
#define OTHER "00000000-0000-7000-8000-000000000002"
#define SCOPE "user:a"
#define WORD "xkovarbejdere"
/* An index may keep the beginning of a word apart. */
#define PART "rbejdere"

static FodRow *
participant (const char *id, guint64 rv, const char *wish)
{
  return fod_test_row (FOD_KIND_PARTICIPANT, id, rv, "name", "A", "wish", wish, NULL);
}

static void
pull_one (FodTestStore *test, const char *next, FodRow *row)
{
  FodPullReply *reply = fod_test_pull_new (FOD_TEST_EPOCH);

  fod_test_pull_add (reply, SCOPE, next, row);
  g_free (fod_test_pull (test, reply));
}

static FodTestStore *
new_with_both (void)
{
  FodTestStore *test = fod_test_store_new ();

  fod_test_enrol (test, FOD_TEST_EPOCH);
  pull_one (test, "1", participant (ROW, 4, WORD));
  pull_one (test, "2", participant (OTHER, 4, "noget andet"));
  return test;
}

static void
erase (FodTestStore *test)
{
  FodRow *row = fod_row_new (FOD_KIND_PARTICIPANT, ROW);

  row->state = FOD_ROW_ERASED;
  pull_one (test, "9", row);
}

static gpointer
run_list_columns (FodLedger *ledger, gpointer input, GError **error)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (FodStmt) tables =
      fod_stmt_new (fod_ledger_get_db (ledger),
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0", error);
  gboolean has_table = FALSE;

  while (fod_stmt_step (tables, &has_table, error) && has_table)
    {
      g_autofree char *table = g_strdup (fod_stmt_get_text (tables, 0));
      g_autofree char *sql = g_strdup_printf ("PRAGMA table_info (\"%s\")", table);
      g_autoptr (FodStmt) columns = fod_stmt_new (fod_ledger_get_db (ledger), sql, error);
      gboolean has_column = FALSE;

      while (fod_stmt_step (columns, &has_column, error) && has_column)
        g_ptr_array_add (found, g_strdup_printf ("\"%s\" WHERE instr (CAST (\"%s\" AS BLOB), "
                                                 "CAST ('" PART "' AS BLOB)) > 0",
                                                 table, fod_stmt_get_text (columns, 1)));
    }
  return found;
}

static gpointer
run_count (FodLedger *ledger, gpointer input, GError **error)
{
  g_autofree char *sql = g_strconcat ("SELECT count (*) FROM ", input, NULL);
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_ledger_get_db (ledger), sql, error);

  if (stmt == NULL || !fod_stmt_step (stmt, NULL, error))
    return NULL;
  if (fod_stmt_get_int (stmt, 0) > 0)
    g_test_message ("found in %s", (char *)input);
  return GINT_TO_POINTER (1 + fod_stmt_get_int (stmt, 0));
}

/* In how many places of the database the word stands: every value of every table, the index's own
 * among them. */
static guint
count_places (FodTestStore *test)
{
  const FodCall list = { run_list_columns, NULL, NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) columns = fod_store_call (test->store, &list, &error);
  guint places = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (columns->len, >, 50);
  for (guint i = 0; i < columns->len; i++)
    {
      const FodCall count = { run_count, columns->pdata[i], NULL, NULL };
      gpointer found = fod_store_call (test->store, &count, &error);

      g_assert_no_error (error);
      places += GPOINTER_TO_UINT (found) - 1;
    }
  return places;
}

static void
keep_draft (FodTestStore *test, const char *place)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  fod_store_draft_save_async (test->store, place, WORD, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  g_assert_true (fod_store_draft_save_finish (test->store, result, NULL));
}

/* Answered, waiting, in flight, refused, typed: all of it is about the person. */
static void
write_everywhere (FodTestStore *test)
{
  FodPushReply *reply = fod_test_push_new ();
  g_autoptr (GPtrArray) ops = NULL;
  g_autoptr (GPtrArray) hits = NULL;

  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "wish", "nye " WORD));
  fod_test_settle_all (test, 5);
  g_free (fod_test_create (test, FOD_KIND_NOTE, "participant", ROW, "date", "2026-03-02", "body",
                           WORD, NULL));
  ops = fod_test_take (test, 500);
  fod_test_answer (reply, ops->pdata[0], FOD_RESULT_REJECTED, 0)->code = g_strdup ("invalid");
  fod_test_settle (test, reply);
  g_free (fod_test_create (test, FOD_KIND_NOTE, "participant", ROW, "date", "2026-03-03", "body",
                           "flyver " WORD, NULL));
  g_ptr_array_unref (fod_test_take (test, 500));
  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "wish", "venter " WORD));
  keep_draft (test, "note/" ROW);
  /* The index follows when it is asked. */
  hits = fod_store_search (test->store, WORD, 20, NULL);
  g_assert_cmpuint (hits->len, >, 0);
}

/* The note is on its way, so that the edit is an op of its own, which does not name the person. */
static void
test_what_was_written_on_top_goes_along (void)
{
  g_autoptr (FodTestStore) test = new_with_both ();
  g_autofree char *note = fod_test_create (test, FOD_KIND_NOTE, "participant", ROW, "date",
                                           "2026-03-03", "body", "flyver", NULL);

  g_ptr_array_unref (fod_test_take (test, 500));
  g_free (fod_test_set (test, FOD_KIND_NOTE, note, "body", "mere " WORD));
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 2);
  erase (test);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 0);
  g_assert_cmpuint (count_places (test), ==, 0);
}

static void
test_no_word_stays (void)
{
  g_autoptr (FodTestStore) test = new_with_both ();

  write_everywhere (test);
  g_assert_cmpuint (count_places (test), >, 5);
  erase (test);
  g_assert_cmpuint (count_places (test), ==, 0);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 0);
  g_assert_cmpuint (fod_test_counts (test).refused, ==, 0);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_PARTICIPANT), ==, 1);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_NOTE), ==, 0);
  fod_test_assert_view (test);
  /* Nor does the second journal bring it back. */
  fod_test_store_reopen (test);
  g_assert_cmpuint (count_places (test), ==, 0);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 0);
}

static void
test_what_is_about_others_stays (void)
{
  g_autoptr (FodTestStore) test = new_with_both ();

  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, OTHER, "wish", "gartner"));
  g_free (fod_test_create (test, FOD_KIND_NOTE, "participant", OTHER, "date", "2026-03-02", "body",
                           "om en anden", NULL));
  erase (test);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 2);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_NOTE), ==, 1);
  fod_test_assert_view (test);
}

static gpointer
run_chores (FodLedger *ledger, gpointer input, GError **error)
{
  while (fod_chores_run (ledger))
    ;
  return FOD_JOB_DONE;
}

/* Handed over to a colleague: nobody waits for it, but the index lets go of the words too. */
static void
test_no_word_of_what_was_lost_stays (void)
{
  const FodCall chores = { run_chores, NULL, NULL, NULL };
  g_autoptr (FodTestStore) test = new_with_both ();
  FodRow *gone = fod_row_new (FOD_KIND_PARTICIPANT, ROW);
  g_autoptr (GPtrArray) hits = fod_store_search (test->store, WORD, 20, NULL);

  g_assert_cmpuint (hits->len, ==, 1);
  gone->state = FOD_ROW_GONE;
  pull_one (test, "8", gone);
  g_assert_nonnull (fod_store_call (test->store, &chores, NULL));
  g_assert_cmpuint (count_places (test), ==, 0);
}

/* Handed over to a colleague before: the row is not here any more, what was answered about it is.
 */
static void
test_a_row_that_left_before_is_erased_too (void)
{
  g_autoptr (FodTestStore) test = new_with_both ();
  FodRow *gone = fod_row_new (FOD_KIND_PARTICIPANT, ROW);

  g_free (fod_test_set (test, FOD_KIND_PARTICIPANT, ROW, "wish", "nye " WORD));
  gone->state = FOD_ROW_GONE;
  pull_one (test, "8", gone);
  g_assert_cmpuint (count_places (test), >, 0);
  erase (test);
  g_assert_cmpuint (count_places (test), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/erase/no-word-stays", test_no_word_stays);
  g_test_add_func ("/store/erase/what-was-written-on-top-goes-along",
                   test_what_was_written_on_top_goes_along);
  g_test_add_func ("/store/erase/what-is-about-others-stays", test_what_is_about_others_stays);
  g_test_add_func ("/store/erase/no-word-of-what-was-lost-stays",
                   test_no_word_of_what_was_lost_stays);
  g_test_add_func ("/store/erase/a-row-that-left-before-is-erased-too",
                   test_a_row_that_left_before_is_erased_too);
  return g_test_run ();
}
