/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A database that the first version wrote opens for ever, with its queue and its bin. The file was
 * made by "test-store-golden --make FILE" at that version and is never made again. */

#include "config.h"

#include "support/fod-test-journal.h"

#include <string.h>

#define FOLLOW_UP "00000000-0000-7000-8000-000000000021"
#define EMPLOYER "00000000-0000-7000-8000-000000000022"
#define PARTICIPANT "00000000-0000-7000-8000-000000000023"
#define CONFLICT "00000000-0000-7000-8000-000000000024"

static void
fill (FodTestStore *test)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  fod_test_enrol (test, FOD_TEST_EPOCH);
  fod_test_pull_row (test, fod_test_row (FOD_KIND_PARTICIPANT, PARTICIPANT, 4, "name", "Åse Fiktiv",
                                         "stage", "active", "wish", "Noget med heste", "aura",
                                         "fra fremtiden", NULL));
  fod_test_pull_row (test, fod_test_row (FOD_KIND_EMPLOYER, EMPLOYER, 7, "name",
                                         "Østergaards Gartneri", "tags", "a\nb", NULL));
  fod_test_pull_row (test, fod_test_row (FOD_KIND_FOLLOW_UP, FOLLOW_UP, 2, "title", "Samtale",
                                         "slot", "2026-11-23", "participant", PARTICIPANT, NULL));
  fod_test_pull_row (test, fod_test_row (FOD_KIND_CONFLICT, CONFLICT, 1, "about-kind",
                                         FOD_KIND_EMPLOYER, "about", EMPLOYER, "field", "town",
                                         "standing", "Aars", "offered", "Hobro", NULL));
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, EMPLOYER, "name", "Østergaard og Søn"));
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, EMPLOYER, "tags", "b\nc"));
  g_free (fod_test_delete (test, FOD_KIND_FOLLOW_UP, FOLLOW_UP));
  g_free (fod_test_create (test, FOD_KIND_NOTE, "participant", PARTICIPANT, "date", "2026-11-23",
                           "body", "Vi talte om gartneriet.", NULL));
  fod_store_draft_save_async (test->store, "note", "Halvt skrevet", NULL, fod_test_on_result,
                              &slot);
  result = fod_test_await (&slot);
}

static int
make (const char *path)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *from = g_build_filename (test->folder, "store.db", NULL);
  g_autofree char *bytes = NULL;
  gsize size = 0;

  fill (test);
  fod_store_close (test->store);
  g_assert_true (g_file_get_contents (from, &bytes, &size, NULL));
  return g_file_set_contents (path, bytes, (gssize)size, NULL) ? 0 : 1;
}

static FodTestStore *
open_golden (const char *name)
{
  FodTestStore *test = fod_test_store_new ();
  g_autofree char *from = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autofree char *to = g_build_filename (test->folder, "store.db", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size = 0;

  fod_store_close (test->store);
  g_clear_object (&test->store);
  g_file_get_contents (from, &bytes, &size, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (to, bytes, (gssize)size, NULL));
  test->store = fod_store_open (test->folder, &test->keys, FOD_CLOCK (test->clock), &error);
  g_assert_no_error (error);
  return test;
}

static void
assert_field (
    FodTestStore *test, const char *kind, const char *id, const char *field, const char *expected)
{
  g_autofree char *value = fod_test_get (test, kind, id, field);

  g_assert_cmpstr (value, ==, expected);
}

static void
test_rows_are_there (void)
{
  g_autoptr (FodTestStore) test = open_golden ("client-v1.db");

  assert_field (test, FOD_KIND_PARTICIPANT, PARTICIPANT, "name", "Åse Fiktiv");
  assert_field (test, FOD_KIND_EMPLOYER, EMPLOYER, "name", "Østergaard og Søn");
  assert_field (test, FOD_KIND_EMPLOYER, EMPLOYER, "tags", "b\nc");
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_FOLLOW_UP), ==, 0);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_NOTE), ==, 1);
  g_assert_cmpstr (fod_store_get_user (test->store), ==, FOD_TEST_USER);
  fod_test_assert_view (test);
}

static void
test_search_finds_them (void)
{
  static const char *const texts[] = { "aase", "heste", "gartneriet", "ostergaard" };
  g_autoptr (FodTestStore) test = open_golden ("client-v1.db");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) hits = fod_store_search (test->store, texts[i], 10, NULL);

      g_test_message ("%s", texts[i]);
      g_assert_cmpuint (hits->len, ==, 1);
    }
}

static void
test_queue_can_be_sent (void)
{
  g_autoptr (FodTestStore) test = open_golden ("client-v1.db");
  FodJournalCounts counts = fod_test_counts (test);
  g_autoptr (GPtrArray) ops = fod_test_take (test, 500);
  const FodOp *op = g_ptr_array_index (ops, 0);

  g_assert_cmpuint (counts.waiting, ==, 3);
  g_assert_cmpuint (counts.conflicts, ==, 1);
  g_assert_cmpuint (ops->len, ==, 3);
  g_assert_cmpstr (op->row, ==, EMPLOYER);
  g_assert_cmpstr (g_hash_table_lookup (op->base, "name"), ==, "7");
  fod_test_settle_all (test, 20);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, 0);
  fod_test_assert_view (test);
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && strcmp (argv[1], "--make") == 0)
    return make (argv[2]);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store/golden/rows-are-there", test_rows_are_there);
  g_test_add_func ("/store/golden/search-finds-them", test_search_finds_them);
  g_test_add_func ("/store/golden/queue-can-be-sent", test_queue_can_be_sent);
  return g_test_run ();
}
