/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What goes wrong outside the program: full disk, read-only folder, damage, a newer program, a kill
 * in the middle of a save. Nothing that was saved is lost. */

#include "config.h"

#include "store/fod-job.h"
#include "support/fod-test-journal.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define KILLS 500
#define CHILD_ARGUMENT "--save-without-end"
#define RACES 100
#define RACE_ARGUMENT "--save-once"
#define IN_USE 3
#define MARK "Bogfinkevej"

static FodStore *
open_error (FodTestStore *test, FodSecret *key, GError **error)
{
  const FodStoreKeys keys = { key, key == test->key ? test->keys.journal : key };

  if (test->store != NULL)
    fod_store_close (test->store);
  g_clear_object (&test->store);
  test->store = fod_store_open (test->folder, &keys, FOD_CLOCK (test->clock), error);
  return test->store;
}

static void
test_full_disk_loses_nothing (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id = fod_test_create (test, FOD_KIND_EMPLOYER, "name", "Før", NULL);
  g_autofree char *long_text = g_strnfill (4000, 'x');
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit limit, small;

  fod_test_store_reopen (test);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  small = limit;
  small.rlim_cur = 200 * 1024;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  for (guint i = 0; i < 200 && error == NULL; i++)
    {
      g_autoptr (FodEdit) edit = fod_edit_new ();
      g_autoptr (FodRecord) record =
          fod_test_record (test, FOD_KIND_EMPLOYER, "name", "Efter", "culture", long_text, NULL);

      fod_edit_create (edit, record);
      g_free (fod_store_apply (test->store, edit, &error));
    }
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_FULL);
  name = fod_test_get (test, FOD_KIND_EMPLOYER, id, "name");
  g_assert_cmpstr (name, ==, "Før");
  g_free (fod_test_set (test, FOD_KIND_EMPLOYER, id, "name", "Plads igen"));
  fod_test_assert_view (test);
}

static gpointer
run_age (FodLedger *ledger, gpointer input, GError **error)
{
  return fod_db_exec (fod_ledger_get_db (ledger), "PRAGMA user_version = 1000", error)
             ? FOD_JOB_DONE
             : NULL;
}

static void
test_newer_database_is_not_touched (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  const FodCall call = { run_age, NULL, NULL, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (fod_store_call (test->store, &call, NULL));
  g_assert_null (open_error (test, test->key, &error));
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_TOO_NEW);
}

static void
test_other_key_is_told (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autoptr (FodSecret) key = fod_secret_new_random (32);
  g_autoptr (GError) error = NULL;

  g_assert_null (open_error (test, key, &error));
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_WRONG_KEY);
  /* The lock was given back. */
  g_clear_error (&error);
  g_assert_nonnull (open_error (test, test->key, &error));
}

static void
damage (FodTestStore *test)
{
  g_autofree char *path = g_build_filename (test->folder, "store.db", NULL);
  g_autofree char *bytes = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  for (gsize page = 1; page < size / 4096; page++)
    bytes[page * 4096 + 100] ^= 1;
  g_assert_true (g_file_set_contents (path, bytes, (gssize)size, NULL));
}

static void
test_damaged_file_is_told (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autoptr (GError) error = NULL;

  g_free (fod_test_create (test, FOD_KIND_EMPLOYER, "name", "A", NULL));
  fod_store_close (test->store);
  damage (test);
  g_assert_null (open_error (test, test->key, &error));
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_DAMAGED);
}

static void
test_read_only_folder_is_told (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *lock = g_build_filename (test->folder, "lock", NULL);
  gboolean root = geteuid () == 0;
  FodStore *store;

  fod_store_close (test->store);
  g_clear_object (&test->store);
  g_assert_cmpint (chmod (lock, 0444), ==, 0);
  g_assert_cmpint (chmod (test->folder, 0555), ==, 0);
  if (root)
    g_assert_cmpint (seteuid (65534), ==, 0);
  store = fod_store_open (test->folder, &test->keys, FOD_CLOCK (test->clock), &error);
  if (root)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_cmpint (chmod (test->folder, 0755), ==, 0);
  g_assert_null (store);
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_READ_ONLY);
}

static gboolean
holds (const char *path, const char *words)
{
  g_autofree char *bytes = NULL;
  gsize size = 0;
  gsize length = strlen (words);

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  for (gsize i = 0; i + length <= size; i++)
    if (memcmp (bytes + i, words, length) == 0)
      return TRUE;
  return FALSE;
}

static void
test_disk_holds_no_word_of_it (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autofree char *id =
      fod_test_create (test, FOD_KIND_PARTICIPANT, "name", MARK, "address", MARK, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_free (fod_test_create (test, FOD_KIND_NOTE, "participant", id, "date", "2026-11-23", "body",
                           MARK, NULL));
  fod_store_draft_save_async (test->store, "note", MARK, NULL, fod_test_on_result, &slot);
  result = fod_test_await (&slot);
  dir = g_dir_open (test->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (test->folder, name, NULL);

      g_test_message ("%s", name);
      g_assert_false (holds (path, MARK));
      g_assert_false (holds (path, "bogfinkevej"));
    }
}

/* What the killed process runs: one save after the other, each told once it is on the disk. */
/* As another process opens it; told %NULL when somebody else has it. */
static FodStore *
open_as_child (const char *folder, FodClock *clock, GError **error)
{
  static const guint8 bytes[32] = { 9, 8, 7 };
  static const guint8 other[32] = { 6, 5, 4 };
  g_autoptr (FodSecret) key = fod_secret_new (bytes, sizeof bytes);
  g_autoptr (FodSecret) journal = fod_secret_new (other, sizeof other);
  const FodStoreKeys keys = { key, journal };

  return fod_store_open (folder, &keys, clock, error);
}

static int
save_once (const char *folder)
{
  g_autoptr (FodClock) clock = fod_system_clock_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FodStore) store = open_as_child (folder, clock, &error);
  FodTestStore test = { .folder = (char *)folder, .clock = (FodFakeClock *)clock, .store = store };

  if (store == NULL)
    {
      g_assert_error (error, FOD_STORE_ERROR, FOD_STORE_ERROR_IN_USE);
      return IN_USE;
    }
  g_free (fod_test_create (&test, FOD_KIND_EMPLOYER, "name", "A", NULL));
  fod_store_close (store);
  return 0;
}

static int
save_without_end (const char *folder)
{
  g_autoptr (FodClock) clock = fod_system_clock_new ();
  FodStore *store = open_as_child (folder, clock, NULL);
  FodTestStore test = { .folder = (char *)folder, .clock = (FodFakeClock *)clock, .store = store };

  while (TRUE)
    {
      g_autofree char *id = fod_test_create (&test, FOD_KIND_EMPLOYER, "name", "A", "culture",
                                             "Nogle ord om stedet", NULL);

      g_print ("%s\n", id);
    }
  return 0;
}

/* Starts a saver, kills it after @lines saves and adds the ids that it told. */
static void
run_and_kill (FodTestStore *test, const char *program, guint lines, GPtrArray *ids)
{
  const char *argv[] = { program, CHILD_ARGUMENT, test->folder, NULL };
  g_autoptr (GIOChannel) channel = NULL;
  g_autoptr (GError) error = NULL;
  GPid pid;
  int out = -1;
  char *line = NULL;
  gsize end = 0;
  guint told = 0;

  g_spawn_async_with_pipes (NULL, (char **)argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                            NULL, &out, NULL, &error);
  g_assert_no_error (error);
  channel = g_io_channel_unix_new (out);
  g_io_channel_set_close_on_unref (channel, TRUE);
  while (g_io_channel_read_line (channel, &line, NULL, &end, NULL) == G_IO_STATUS_NORMAL)
    {
      line[end] = '\0';
      g_ptr_array_add (ids, line);
      if (++told == lines)
        kill (pid, SIGKILL);
    }
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
}

/* R1 (security.md): killed while it writes, at any point of a save. */
static void
test_kill_loses_no_save (gconstpointer data)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint round = 1; round <= KILLS; round++)
    {
      fod_store_close (test->store);
      g_clear_object (&test->store);
      run_and_kill (test, data, 1 + round % 5, ids);
      test->store = fod_store_open (test->folder, &test->keys, FOD_CLOCK (test->clock), NULL);
      g_assert_nonnull (test->store);
      if (round % 50 == 0)
        fod_test_assert_view (test);
    }
  g_assert_cmpuint (ids->len, >, KILLS);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *name =
          fod_test_get (test, FOD_KIND_EMPLOYER, g_ptr_array_index (ids, i), "name");

      g_assert_cmpstr (name, ==, "A");
    }
  /* Row and op are together on the disk: at most the last save of each round was not told. */
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, fod_test_count (test, FOD_KIND_EMPLOYER));
}

static GPid
start_saver (FodTestStore *test, const char *program)
{
  const char *argv[] = { program, RACE_ARGUMENT, test->folder, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_spawn_async (NULL, (char **)argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  return pid;
}

static gboolean
has_saved (GPid pid)
{
  int status = 0;

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status));
  g_assert_true (WEXITSTATUS (status) == 0 || WEXITSTATUS (status) == IN_USE);
  return WEXITSTATUS (status) == 0;
}

/* R12 (security.md): two programs over one profile at once. One has it, the other is told so or
 * comes behind it; what was told to be saved is there once. */
static void
test_two_at_once (gconstpointer program)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  guint saved = 0;

  fod_store_close (test->store);
  g_clear_object (&test->store);
  for (guint race = 0; race < RACES; race++)
    {
      GPid one = start_saver (test, program);
      GPid other = start_saver (test, program);
      guint before = saved;

      saved += has_saved (one);
      saved += has_saved (other);
      g_assert_cmpuint (saved, >, before);
    }
  test->store = fod_store_open (test->folder, &test->keys, FOD_CLOCK (test->clock), NULL);
  g_assert_nonnull (test->store);
  fod_test_assert_view (test);
  g_assert_cmpuint (fod_test_count (test, FOD_KIND_EMPLOYER), ==, saved);
  g_assert_cmpuint (fod_test_counts (test).waiting, ==, saved);
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && strcmp (argv[1], RACE_ARGUMENT) == 0)
    return save_once (argv[2]);
  if (argc == 3 && strcmp (argv[1], CHILD_ARGUMENT) == 0)
    return save_without_end (argv[2]);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, function) g_test_add_func ("/store/trouble/" name, function)
  ADD ("full-disk-loses-nothing", test_full_disk_loses_nothing);
  ADD ("newer-database-is-not-touched", test_newer_database_is_not_touched);
  ADD ("other-key-is-told", test_other_key_is_told);
  ADD ("damaged-file-is-told", test_damaged_file_is_told);
  ADD ("read-only-folder-is-told", test_read_only_folder_is_told);
  ADD ("disk-holds-no-word-of-it", test_disk_holds_no_word_of_it);
  g_test_add_data_func ("/store/trouble/kill-loses-no-save", argv[0], test_kill_loses_no_save);
  g_test_add_data_func ("/store/trouble/two-at-once-are-told-apart", argv[0], test_two_at_once);
  return g_test_run ();
}
