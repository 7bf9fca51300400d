/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was saved and not sent outlives the database: it is in a second journal, and a new database
 * is made of that. security.md, R9; PROTOCOL.md, the second journal. */

#include "config.h"

#include "store/fod-job.h"
#include "store/fod-rebuild.h"
#include "support/fod-test-journal.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE 4096
#define DEFAULT_TRIALS 150

static char *
path_of (FodTestStore *test, const char *name)
{
  return g_build_filename (test->folder, name, NULL);
}

static void
close_store (FodTestStore *test)
{
  if (test->store != NULL)
    fod_store_close (test->store);
  g_clear_object (&test->store);
}

static gboolean
try_open (FodTestStore *test, GError **error)
{
  close_store (test);
  test->store = fod_store_open (test->folder, &test->keys, FOD_CLOCK (test->clock), error);
  return test->store != NULL;
}

static void
open_damaged (FodTestStore *test)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (try_open (test, &error));
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_DAMAGED);
}

static FodRebuilt *
rebuild (FodTestStore *test)
{
  g_autoptr (GError) error = NULL;
  FodRebuilt *rebuilt = fod_rebuild (test->folder, &test->keys, FOD_CLOCK (test->clock), &error);

  g_assert_no_error (error);
  g_assert_true (try_open (test, &error));
  g_assert_no_error (error);
  fod_test_assert_view (test);
  return rebuilt;
}

static void
flip_page (FodTestStore *test, gsize page)
{
  g_autofree char *path = path_of (test, "store.db");
  g_autofree char *bytes = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  bytes[page * PAGE + 100] ^= 1;
  g_assert_true (g_file_set_contents (path, bytes, (gssize)size, NULL));
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (from, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (to, bytes, (gssize)size, NULL));
}

static void
test_unsent_changes_come_back (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *sent = NULL, *edited = NULL, *fresh = NULL, *value = NULL, *aside = NULL;
  g_autofree char *gone = NULL;
  g_autoptr (FodRebuilt) rebuilt = NULL;

  fod_test_enrol (test, FOD_TEST_EPOCH);
  sent = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Sendt", NULL);
  fod_test_settle_all (test, 1);
  fresh = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Ny", NULL);
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, fresh, "name", "Rettet"));
  gone = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Fortrudt", NULL);
  g_free (fod_test_delete (test, FOD_KIND_EMPLOYER, gone));
  edited = fod_test_set (test, FOD_KIND_EMPLOYER, sent, "phone", "+45 11 22 33 44");
  close_store (test);
  flip_page (test, 0);
  open_damaged (test);
  rebuilt = rebuild (test);
  g_assert_cmpuint (rebuilt->gaps, ==, 0);
  g_assert_true (rebuilt->has_server);
  g_assert_cmpstr (fod_store_get_user (test->store), ==, FOD_TEST_USER);
  value = fod_test_get (test, FOD_KIND_EMPLOYER, fresh, "name");
  g_assert_cmpstr (value, ==, "Rettet");
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_EMPLOYER), ==, 1);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, rebuilt->changes);
  /* What was damaged is kept. */
  aside = g_build_filename (test->folder, rebuilt->aside, "store.db", NULL);
  g_assert_true (g_file_test (aside, G_FILE_TEST_IS_REGULAR));
}

/* The row comes from the server; the edit that waited is laid over it. */
static void
test_first_load_meets_what_waits (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id = NULL, *name = NULL, *phone = NULL;
  g_autofree char *database = path_of (test, "store.db");
  g_autoptr (FodRebuilt) rebuilt = NULL;

  fod_test_enrol (test, FOD_TEST_EPOCH);
  id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Sendt", NULL);
  fod_test_settle_all (test, 1);
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, id, "phone", "+45 11 22 33 44"));
  close_store (test);
  flip_page (test, 2);
  g_assert_true (g_remove (database) == 0);
  open_damaged (test);
  rebuilt = rebuild (test);
  fod_test_pull_row (test, fod_test_row (FOD_KIND_EMPLOYER, id, 1, "name", "Sendt", NULL));
  name = fod_test_get (test, FOD_KIND_EMPLOYER, id, "name");
  phone = fod_test_get (test, FOD_KIND_EMPLOYER, id, "phone");
  g_assert_cmpstr (name, ==, "Sendt");
  g_assert_cmpstr (phone, ==, "+45 11 22 33 44");
  fod_test_assert_view (test);
}

/* An id stands for one text: what was on its way is sent again as it was. */
static void
test_what_was_sent_is_sent_again_unchanged (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id = NULL, *one = NULL, *other = NULL;
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  g_autoptr (FodRebuilt) rebuilt = NULL;

  fod_test_enrol (test, FOD_TEST_EPOCH);
  id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Først", NULL);
  before = fod_test_take (test, 10);
  close_store (test);
  flip_page (test, 0);
  rebuilt = rebuild (test);
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, id, "name", "Siden"));
  after = fod_test_take (test, 10);
  g_assert_cmpuint (after->len, ==, 2);
  one = fod_wire_print_op (g_ptr_array_index (before, 0));
  other = fod_wire_print_op (g_ptr_array_index (after, 0));
  g_assert_cmpstr (one, ==, other);
}

/* The power went when the new database was in its place and the new journal was not. */
static void
test_old_journal_is_not_taken_for_the_new (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *journal = path_of (test, "store.journal");
  g_autofree char *old = path_of (test, "old.journal");
  g_autoptr (GError) error = NULL;

  fod_test_enrol (test, FOD_TEST_EPOCH);
  for (guint i = 0; i < 10; i++)
    g_free (fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Før", NULL));
  close_store (test);
  flip_page (test, 0);
  copy_file (journal, old);
  fod_rebuilt_free (rebuild (test));
  close_store (test);
  copy_file (old, journal);
  g_assert_true (try_open (test, &error));
  g_free (fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Efter", NULL));
  close_store (test);
  flip_page (test, 0);
  fod_rebuilt_free (rebuild (test));
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_EMPLOYER), ==, 11);
}

static gpointer
run_empty_log (FodLedger *ledger, gpointer input, GError **error)
{
  return fod_db_exec (fod_ledger_get_db (ledger), "PRAGMA wal_checkpoint(TRUNCATE)", error)
             ? FOD_JOB_DONE
             : NULL;
}

/* SQLite passes over a log that is damaged, and says nothing. */
static void
test_lost_log_is_made_good (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  const FodCall call = { run_empty_log, NULL, NULL, NULL };
  g_autofree char *database = path_of (test, "store.db");
  g_autofree char *old = path_of (test, "old.db");
  g_autofree char *kept = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Før", NULL);
  g_autofree char *undone = NULL, *fresh = NULL, *name = NULL;
  g_autoptr (GError) error = NULL;

  undone = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Slettes", NULL);
  g_assert_nonnull (fod_store_call (test->store, &call, NULL));
  copy_file (database, old);
  fresh = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Efter", NULL);
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, kept, "name", "Rettet"));
  g_free (fod_test_delete (test, FOD_KIND_EMPLOYER, undone));
  close_store (test);
  copy_file (old, database);
  g_assert_true (try_open (test, &error));
  g_assert_no_error (error);
  name = fod_test_get (test, FOD_KIND_EMPLOYER, kept, "name");
  g_assert_cmpstr (name, ==, "Rettet");
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_EMPLOYER), ==, 2);
  fod_test_assert_view (test);
}

static gboolean
is_needed (FodTestStore *test)
{
  g_autoptr (GError) error = NULL;
  gboolean needed = FALSE;

  g_assert_true (
      fod_rebuild_is_needed (test->folder, &test->keys, FOD_CLOCK (test->clock), &needed, &error));
  g_assert_no_error (error);
  return needed;
}

static void
test_whole_database_needs_none (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autoptr (GError) error = NULL;
  gboolean needed = FALSE;

  g_assert_false (
      fod_rebuild_is_needed (test->folder, &test->keys, FOD_CLOCK (test->clock), &needed, &error));
  g_assert_error (error, FOD_STORE_ERROR, FOD_STORE_ERROR_IN_USE);
  close_store (test);
  g_assert_false (is_needed (test));
  flip_page (test, 3);
  g_assert_true (is_needed (test));
}

static void
test_lost_journal_is_written_anew (void)
{
  static const char *const damages[] = { "missing", "empty", "short", "foreign" };

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (FodTestStore) test = fod_test_store_new ();
      g_autofree char *journal = path_of (test, "store.journal");
      g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "A", NULL);
      g_autofree char *bytes = NULL;
      g_autoptr (GError) error = NULL;
      gsize size = 0;

      close_store (test);
      g_assert_true (g_file_get_contents (journal, &bytes, &size, NULL));
      if (i == 3)
        memset (bytes, 'x', size);
      g_assert_true (g_file_set_contents (journal, bytes,
                                          i == 3   ? (gssize)size
                                          : i == 2 ? 80
                                                   : 0,
                                          NULL));
      if (i == 0)
        g_assert_cmpint (g_remove (journal), ==, 0);
      g_assert_true (try_open (test, &error));
      g_assert_no_error (error);
      fod_test_assert_view (test);
      close_store (test);
      flip_page (test, 0);
      fod_rebuilt_free (rebuild (test));
      g_assert_cmpuint (fod_test_count (test, FOD_KIND_EMPLOYER), ==, 1);
    }
}

/* Damage where an opening does not look is met later; the next opening looks everywhere. */
static void
test_damage_met_at_work_is_told_at_the_next_opening (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *long_text = g_strnfill (15000, 'x');
  g_autofree char *id = NULL, *person = NULL;
  g_autoptr (FodRecord) record = NULL;
  g_autoptr (FodRebuilt) rebuilt = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = path_of (test, "store.db");
  g_autofree char *bytes = NULL;
  gsize size = 0;

  person = fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "Ida", NULL);
  id = fod_test_create (test, FOD_KIND_NOTE, "participant", person, "date", "2026-03-02", "body",
                        long_text, NULL);
  close_store (test);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  for (gsize page = size / PAGE - 1; page > 0 && error == NULL; page--)
    {
      bytes[page * PAGE + 200] ^= 4;
      g_assert_true (g_file_set_contents (path, bytes, (gssize)size, NULL));
      bytes[page * PAGE + 200] ^= 4;
      if (!try_open (test, NULL))
        continue;
      record = fod_store_get (test->store, FOD_KIND_NOTE, id, &error);
      g_clear_pointer (&record, fod_record_unref);
      close_store (test);
    }
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_DAMAGED);
  open_damaged (test);
  rebuilt = rebuild (test);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_NOTE), ==, 1);
  /* And the opening after that does not look everywhere any more. */
  g_assert_true (try_open (test, NULL));
}

/* One of the ways in which a disk spoils a file. */
static void
spoil (GRand *rand, char **bytes, gsize *size)
{
  gsize pages = *size / PAGE;
  gsize page = pages == 0 ? 0 : (gsize)g_rand_int_range (rand, 0, (int)pages);
  gsize other = pages == 0 ? 0 : (gsize)g_rand_int_range (rand, 0, (int)pages);
  char kept[PAGE];

  if (*size == 0)
    return;
  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      (*bytes)[g_rand_int_range (rand, 0, (int)*size)] ^=
          (char)(1 << g_rand_int_range (rand, 0, 8));
      return;
    case 1:
      *size = (gsize)g_rand_int_range (rand, 0, (int)*size);
      return;
    case 2:
      if (pages == 0)
        return;
      memcpy (kept, *bytes + page * PAGE, PAGE);
      memcpy (*bytes + page * PAGE, *bytes + other * PAGE, PAGE);
      memcpy (*bytes + other * PAGE, kept, PAGE);
      return;
    case 3:
      if (pages > 0)
        memset (*bytes + page * PAGE, 0, PAGE);
      return;
    case 4:
      *size = 0;
      return;
    default:
      *bytes = g_realloc (*bytes, *size + 100);
      memset (*bytes + *size, 7, 100);
      *size += 100;
    }
}

static void
spoil_file (GRand *rand, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *bytes = NULL;
  gsize size = 0;

  if (!g_file_get_contents (path, &bytes, &size, NULL))
    return;
  spoil (rand, &bytes, &size);
  g_assert_true (g_file_set_contents (path, bytes, (gssize)size, NULL));
}

/* As the status does; of a page that is damaged it says so. */
static gboolean
count (FodTestStore *test, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  FodJournalCounts counts;

  fod_journal_count_async (test->store, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  return fod_journal_count_finish (test->store, result, &counts, error);
}

static void
copy_folder (const char *from, const char *to)
{
  static const char *const names[] = { "store.db", "store.db-wal", "store.journal" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *source = g_build_filename (from, names[i], NULL);
      g_autofree char *target = g_build_filename (to, names[i], NULL);

      if (g_file_test (source, G_FILE_TEST_EXISTS))
        copy_file (source, target);
      else
        (void)g_remove (target);
    }
}

/* Whatever became of database and log: they open, or they are told to be damaged and are made anew;
 * then every change that waits is there. */
static void
test_no_damage_loses_what_waits (void)
{
  const char *wish = g_getenv ("FOD_TRIALS");
  guint trials = wish == NULL ? DEFAULT_TRIALS : (guint)g_ascii_strtoull (wish, NULL, 10);
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autoptr (FodTestStore) spoiled = fod_test_store_new ();
  g_autoptr (FodTemp) copy = fod_temp_new ();
  guint32 seed = (guint32)g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint waiting, rebuilt = 0;

  g_test_message ("seed %u", seed);
  fod_test_enrol (test, FOD_TEST_EPOCH);
  for (guint i = 0; i < 10; i++)
    g_free (fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Sendt", NULL));
  fod_test_settle_all (test, 1);
  for (guint i = 0; i < 10; i++)
    g_free (fod_test_create (test, FOD_KIND_PARTICIPANT, "name", "Venter", NULL));
  waiting = fod_test_counts (test).waiting;
  /* With its log, as a power cut leaves it. */
  copy_folder (test->folder, copy);
  close_store (spoiled);
  for (guint i = 0; i < trials; i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean open;

      copy_folder (copy, spoiled->folder);
      spoil_file (rand, spoiled->folder, "store.db");
      if (g_rand_boolean (rand))
        spoil_file (rand, spoiled->folder, "store.db-wal");
      open = try_open (spoiled, &error) && count (spoiled, &error);
      if (!open)
        {
          g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_DAMAGED);
          close_store (spoiled);
          fod_rebuilt_free (rebuild (spoiled));
          rebuilt++;
        }
      g_assert_cmpuint (fod_test_counts (spoiled).waiting, ==, waiting);
      close_store (spoiled);
    }
  g_assert_cmpuint (rebuilt, >, trials / 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/rebuild/unsent-changes-come-back", test_unsent_changes_come_back);
  g_test_add_func ("/store/rebuild/first-load-meets-what-waits", test_first_load_meets_what_waits);
  g_test_add_func ("/store/rebuild/what-was-sent-is-sent-again-unchanged",
                   test_what_was_sent_is_sent_again_unchanged);
  g_test_add_func ("/store/rebuild/old-journal-is-not-taken-for-the-new",
                   test_old_journal_is_not_taken_for_the_new);
  g_test_add_func ("/store/rebuild/lost-log-is-made-good", test_lost_log_is_made_good);
  g_test_add_func ("/store/rebuild/whole-database-needs-none", test_whole_database_needs_none);
  g_test_add_func ("/store/rebuild/lost-journal-is-written-anew",
                   test_lost_journal_is_written_anew);
  g_test_add_func ("/store/rebuild/damage-met-at-work-is-told-at-the-next-opening",
                   test_damage_met_at_work_is_told_at_the_next_opening);
  g_test_add_func ("/store/rebuild/no-damage-loses-what-waits", test_no_damage_loses_what_waits);
  return g_test_run ();
}
