/* SPDX-License-Identifier: GPL-3.0-or-later */

/* security.md R8: a profile that can't be written is read, with all that was saved last, and
 * whatever would write is refused. Root may write everywhere: then it is opened as somebody else.
 */

#include "config.h"

#include "support/fod-test-journal.h"

#include <glib/gstdio.h>

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOBODY 65534

static const char *const names[] = { "store.db",      "store.db-wal", "store.db-shm",
                                     "store.journal", "lock",         NULL };

/* As it lies on the disk while it is open: what was saved last stands in the log. */
static FodTemp *
copy_cold (FodTestStore *test)
{
  g_autoptr (FodTemp) cold = fod_temp_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *from = g_build_filename (test->folder, names[i], NULL);
      g_autofree char *to = g_build_filename (cold, names[i], NULL);
      g_autofree char *bytes = NULL;
      gsize size = 0;

      if (g_str_equal (names[i], "store.db-shm") ||
          !g_file_get_contents (from, &bytes, &size, NULL))
        continue;
      g_assert_true (g_file_set_contents (to, bytes, (gssize)size, NULL));
      g_assert_cmpint (chmod (to, 0444), ==, 0);
    }
  g_assert_cmpint (chmod (cold, 0555), ==, 0);
  return g_steal_pointer (&cold);
}

static void
become (gboolean root, uid_t user)
{
  if (root)
    g_assert_cmpint (seteuid (user), ==, 0);
}

static FodStore *
open_cold (FodTestStore *test, const char *folder, GError **error)
{
  gboolean root = geteuid () == 0;
  FodStore *store;

  become (root, NOBODY);
  store = fod_store_open (folder, &test->keys, FOD_CLOCK (test->clock), error);
  become (root, 0);
  return store;
}

static void
warm (FodTemp *cold)
{
  g_assert_cmpint (chmod (cold, 0755), ==, 0);
}

static guint
count_copies (void)
{
  const char *const places[] = { g_get_user_runtime_dir (), g_get_tmp_dir () };
  guint count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GDir) dir = g_dir_open (places[i], 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        count += g_str_has_prefix (name, "fodfaeste-read-") ? 1 : 0;
    }
  return count;
}

static void
test_newest_is_read (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Bageriet", NULL);
  g_autofree char *tx = fod_test_set (test, FOD_KIND_EMPLOYER, id, "name", "Bageri Nord");
  g_autoptr (FodTemp) cold = copy_cold (test);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodStore) store = open_cold (test, cold, &error);
  g_autoptr (FodRecord) record = NULL;
  g_autoptr (GPtrArray) hits = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (fod_store_get_read_only (store), ==, FOD_READ_ONLY_FILES);
  g_assert_cmpint (fod_store_get_read_only (test->store), ==, FOD_READ_ONLY_NO);
  g_assert_cmpuint (count_copies (), ==, 0);
  record = fod_store_get (store, FOD_KIND_EMPLOYER, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fod_record_get (record, "name"), ==, "Bageri Nord");
  hits = fod_store_search (store, "nord", 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, 1);
  fod_store_close (store);
  warm (cold);
}

static void
test_nothing_is_written (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Bageriet", NULL);
  g_autofree char *tx = fod_test_set (test, FOD_KIND_EMPLOYER, id, "name", "Nord");
  g_autoptr (FodTemp) cold = copy_cold (test);
  g_autoptr (FodStore) store = open_cold (test, cold, NULL);
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (FodRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  fod_edit_set (edit, FOD_KIND_EMPLOYER, id, "name", "Syd", "Nord");
  g_assert_null (fod_store_apply (store, edit, &error));
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_null (fod_store_undo (store, tx, &error));
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_READ_ONLY);
  g_clear_error (&error);
  fod_store_draft_save_async (store, "note", "ord", NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  g_assert_false (fod_store_draft_save_finish (store, result, &error));
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_READ_ONLY);
  record = fod_store_get (store, FOD_KIND_EMPLOYER, id, NULL);
  g_assert_cmpstr (fod_record_get (record, "name"), ==, "Nord");
  fod_store_close (store);
  warm (cold);
}

/* Nor does a reader keep another away once it is open. */
static void
test_two_read_and_none_beside_a_writer (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Bageriet", NULL);
  g_autoptr (FodTemp) cold = copy_cold (test);
  g_autoptr (FodStore) first = open_cold (test, cold, NULL);
  g_autoptr (FodStore) second = open_cold (test, cold, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (first);
  g_assert_nonnull (second);
  fod_store_close (first);
  fod_store_close (second);
  warm (cold);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (test->folder, names[i], NULL);

      (void)chmod (path, 0444);
    }
  g_assert_cmpint (chmod (test->folder, 0555), ==, 0);
  g_assert_null (open_cold (test, test->folder, &error));
  g_assert_cmpint (chmod (test->folder, 0755), ==, 0);
  g_assert_error (error, FOD_STORE_ERROR, FOD_STORE_ERROR_IN_USE);
}

/* Nobody's data is mixed with what can't be opened: each fault is told as it is of a profile. */
static void
test_other_faults_are_told (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Bageriet", NULL);
  g_autoptr (FodTemp) cold = copy_cold (test);
  g_autofree char *database = g_build_filename (cold, "store.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (chmod (database, 0000), ==, 0);
  g_assert_null (open_cold (test, cold, &error));
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_READ_ONLY);
  g_clear_error (&error);
  warm (cold);
  g_assert_cmpint (g_unlink (database), ==, 0);
  g_assert_cmpint (chmod (cold, 0555), ==, 0);
  g_assert_null (open_cold (test, cold, &error));
  warm (cold);
  g_assert_nonnull (error);
  g_assert_cmpuint (count_copies (), ==, 0);
}

int
main (int argc, char *argv[])
{
  char place[] = "/tmp/fod-test-XXXXXX";
  int status;

  /* The copies of others are none of these. GLib would keep the place that it was asked for. */
  g_assert_nonnull (mkdtemp (place));
  g_assert_cmpint (chmod (place, 0777), ==, 0);
  g_setenv ("TMPDIR", place, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", place, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/store/read-only/" name, function)
  ADD ("newest-is-read", test_newest_is_read);
  ADD ("nothing-is-written", test_nothing_is_written);
  ADD ("two-read-and-none-beside-a-writer", test_two_read_and_none_beside_a_writer);
  ADD ("other-faults-are-told", test_other_faults_are_told);
  status = g_test_run ();
  fod_temp_remove (place);
  return status;
}
