/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The key file: what opens it, what does not, and what is left of it after every damage. */

#include "config.h"

#include "vault/fod-key-file.h"
#include "vault/fod-key-pair.h"
#include "vault/fod-key-table.h"

#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_SIZE (38 + 162 + 32)

/* As cheap as Argon2id gets: these tests open the same file hundreds of times. */
static const FodKeyCost cheap = { 1, 8 };

typedef struct
{
  char *folder;
  char *path;
  char *copy;
  FodSecret *good;
  FodSecret *bad;
  FodSecret *key;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("fod-key-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "db.key", NULL);
  fixture->copy = g_build_filename (fixture->folder, "db.key.bak", NULL);
  fixture->good = fod_secret_new_text ("fem danske ord på række");
  fixture->bad = fod_secret_new_text ("fem danske ord på rækkE");
  fixture->key = fod_key_file_create (fixture->path, fixture->good, &cheap, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fod_secret_get_size (fixture->key), ==, 32);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_unlink (fixture->copy);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->copy);
  fod_secret_unref (fixture->good);
  fod_secret_unref (fixture->bad);
  fod_secret_unref (fixture->key);
}

static guint8 *
read_file (const char *path)
{
  char *data = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_assert_cmpuint (size, ==, FILE_SIZE);
  return (guint8 *)data;
}

static void
write_file (const char *path, const guint8 *data, gsize size)
{
  FILE *file = g_fopen (path, "w");

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (data, 1, size, file), ==, size);
  g_assert_cmpint (fclose (file), ==, 0);
}

/* Opens and asserts that it is the same key as at the start. */
static void
assert_opens (Fixture *fixture, FodSecret *passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodSecret) key = fod_key_file_unlock (fixture->path, passphrase, &error);

  g_assert_no_error (error);
  g_assert_true (fod_secret_equal (key, fixture->key));
}

static void
assert_fails (Fixture *fixture, FodSecret *passphrase, FodVaultError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fod_key_file_unlock (fixture->path, passphrase, &error));
  g_assert_error (error, FOD_VAULT_ERROR, (int)code);
}

static void
test_right_passphrase_opens (Fixture *fixture, gconstpointer data)
{
  assert_opens (fixture, fixture->good);
}

static void
test_wrong_passphrase (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodSecret) empty = fod_secret_new_text ("");

  assert_fails (fixture, fixture->bad, FOD_VAULT_ERROR_WRONG_PASSPHRASE);
  assert_fails (fixture, empty, FOD_VAULT_ERROR_WRONG_PASSPHRASE);
}

static void
test_only_the_user_reads (Fixture *fixture, gconstpointer data)
{
  GStatBuf own;
  GStatBuf copy;

  g_assert_cmpint (g_stat (fixture->path, &own), ==, 0);
  g_assert_cmpint (g_stat (fixture->copy, &copy), ==, 0);
  g_assert_cmpuint (own.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (copy.st_mode & 0777, ==, 0600);
}

static void
test_never_writes_over_a_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fod_key_file_create (fixture->path, fixture->bad, &cheap, &error));
  g_assert_error (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_EXISTS);
  g_clear_error (&error);
  g_unlink (fixture->path);
  g_assert_null (fod_key_file_create (fixture->path, fixture->bad, &cheap, &error));
  g_assert_error (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_EXISTS);
  assert_opens (fixture, fixture->good);
}

static void
test_no_file (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_unlink (fixture->copy);
  assert_fails (fixture, fixture->good, FOD_VAULT_ERROR_NO_FILE);
}

static void
test_every_byte_flipped (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *whole = read_file (fixture->path);

  g_unlink (fixture->copy);
  for (gsize i = 0; i < FILE_SIZE; i++)
    {
      const guint8 flips[] = { 0x01, 0x80, 0xff };

      for (gsize j = 0; j < G_N_ELEMENTS (flips); j++)
        {
          g_autofree guint8 *torn = g_memdup2 (whole, FILE_SIZE);

          torn[i] ^= flips[j];
          write_file (fixture->path, torn, FILE_SIZE);
          assert_fails (fixture, fixture->good, FOD_VAULT_ERROR_DAMAGED);
        }
    }
}

static void
test_every_length_cut (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *whole = read_file (fixture->path);

  g_unlink (fixture->copy);
  for (gsize size = 0; size < FILE_SIZE; size++)
    {
      write_file (fixture->path, whole, size);
      assert_fails (fixture, fixture->good, FOD_VAULT_ERROR_DAMAGED);
    }
}

static void
test_longer_file (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *whole = read_file (fixture->path);
  g_autofree guint8 *longer = g_malloc0 (100000);

  g_unlink (fixture->copy);
  memcpy (longer, whole, FILE_SIZE);
  write_file (fixture->path, longer, FILE_SIZE + 1);
  assert_fails (fixture, fixture->good, FOD_VAULT_ERROR_DAMAGED);
  write_file (fixture->path, longer, 100000);
  assert_fails (fixture, fixture->good, FOD_VAULT_ERROR_DAMAGED);
}

static void
test_copy_helps (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *whole = read_file (fixture->path);
  g_autofree guint8 *mended = NULL;

  write_file (fixture->path, whole, 100);
  assert_fails (fixture, fixture->bad, FOD_VAULT_ERROR_WRONG_PASSPHRASE);
  assert_opens (fixture, fixture->good);
  mended = read_file (fixture->path);
  g_assert_cmpmem (mended, FILE_SIZE, whole, FILE_SIZE);
  g_unlink (fixture->path);
  assert_opens (fixture, fixture->good);
}

static void
test_lost_copy_is_made_again (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->copy);
  assert_opens (fixture, fixture->good);
  g_unlink (fixture->path);
  assert_opens (fixture, fixture->good);
}

static void
test_link_is_not_followed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *away = g_build_filename (fixture->folder, "away", NULL);

  g_unlink (fixture->copy);
  g_assert_cmpint (g_rename (fixture->path, away), ==, 0);
  g_assert_cmpint (symlink (away, fixture->path), ==, 0);
  assert_fails (fixture, fixture->good, FOD_VAULT_ERROR_IO);
  g_unlink (away);
}

static void
test_folder_is_gone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none", "db.key", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (fod_key_file_create (nowhere, fixture->good, &cheap, &error));
  g_assert_error (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_NO_FILE);
}

static void
test_change_passphrase (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodSecret) fresh = fod_secret_new_text ("seks andre ord");
  g_autofree char *before = fod_key_file_read_db_id (fixture->path, NULL);
  g_autofree char *after = NULL;

  g_assert_false (
      fod_key_file_change_passphrase (fixture->path, fixture->bad, fresh, &cheap, &error));
  g_assert_error (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_WRONG_PASSPHRASE);
  g_clear_error (&error);
  assert_opens (fixture, fixture->good);

  g_assert_true (
      fod_key_file_change_passphrase (fixture->path, fixture->good, fresh, &cheap, &error));
  g_assert_no_error (error);
  assert_fails (fixture, fixture->good, FOD_VAULT_ERROR_WRONG_PASSPHRASE);
  assert_opens (fixture, fresh);
  after = fod_key_file_read_db_id (fixture->path, NULL);
  g_assert_cmpstr (before, ==, after);

  /* Nor may the copy still open with the old one. */
  g_unlink (fixture->path);
  assert_fails (fixture, fixture->good, FOD_VAULT_ERROR_WRONG_PASSPHRASE);
}

static void
test_db_id (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = fod_key_file_read_db_id (fixture->path, NULL);

  g_assert_cmpuint (strlen (id), ==, 32);
  g_assert_cmpuint (strspn (id, "0123456789abcdef"), ==, 32);
  g_assert_true (fod_key_file_check_db_id (fixture->path, id, NULL));
  id[0] = id[0] == '0' ? '1' : '0';
  g_assert_false (fod_key_file_check_db_id (fixture->path, id, &error));
  g_assert_error (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_OTHER_DATABASE);
}

static void
test_two_files_have_two_keys (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "other.key", NULL);
  g_autofree char *copy = g_strconcat (path, ".bak", NULL);
  g_autoptr (FodSecret) key = fod_key_file_create (path, fixture->good, &cheap, NULL);
  g_autofree char *own = fod_key_file_read_db_id (fixture->path, NULL);
  g_autofree char *other = fod_key_file_read_db_id (path, NULL);

  g_assert_false (fod_secret_equal (key, fixture->key));
  g_assert_cmpstr (own, !=, other);
  g_unlink (path);
  g_unlink (copy);
}

/* What is noted beside the database tells whose key file it is that opens nothing, and keeps no
 * right one from opening. */
static void
test_pair (Fixture *fixture, gconstpointer data)
{
  g_autofree char *database = g_build_filename (fixture->folder, "store.db", NULL);
  g_autofree char *note = g_strconcat (database, ".id", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "other.key", NULL);
  g_autofree char *copy = g_strconcat (path, ".bak", NULL);
  g_autoptr (FodSecret) key = fod_key_file_create (path, fixture->good, &cheap, NULL);
  g_autoptr (GError) unknown = NULL;
  g_autoptr (GError) own = NULL;
  g_autoptr (GError) other = NULL;

#define WRONG g_error_new_literal (FOD_VAULT_ERROR, FOD_VAULT_ERROR_WRONG_PASSPHRASE, "wrong")
  unknown = fod_key_pair_explain (path, database, WRONG);
  g_assert_error (unknown, FOD_VAULT_ERROR, FOD_VAULT_ERROR_WRONG_PASSPHRASE);
  g_assert_false (fod_key_pair_is_own (fixture->path, database));

  fod_key_pair_note (fixture->path, database);
  g_assert_true (fod_key_pair_is_own (fixture->path, database));
  own = fod_key_pair_explain (fixture->path, database, WRONG);
  g_assert_error (own, FOD_VAULT_ERROR, FOD_VAULT_ERROR_WRONG_PASSPHRASE);
  other = fod_key_pair_explain (path, database, WRONG);
  g_assert_error (other, FOD_VAULT_ERROR, FOD_VAULT_ERROR_OTHER_DATABASE);
  g_assert_false (fod_key_pair_is_own (path, database));

  g_unlink (note);
  g_unlink (path);
  g_unlink (copy);
}

/* Bytes written into a whole file, which then gets a right trailer again. The head is 38 bytes; the
 * slot has its type at 38, its salt at 40, its passes at 56, its KiB at 60, its key at 88. */
static const struct
{
  const char *label;
  gsize offset;
  guint8 bytes[4];
  gsize size;
  FodVaultError code;
} forged_rows[] = {
  { "more memory than we give", 60, { 1, 0, 0x10, 0 }, 4, FOD_VAULT_ERROR_DAMAGED },
  { "memory without end", 60, { 0xff, 0xff, 0xff, 0xff }, 4, FOD_VAULT_ERROR_DAMAGED },
  { "no memory", 60, { 0, 0, 0, 0 }, 4, FOD_VAULT_ERROR_DAMAGED },
  { "passes without end", 56, { 0xff, 0xff, 0xff, 0xff }, 4, FOD_VAULT_ERROR_DAMAGED },
  { "21 passes", 56, { 21, 0, 0, 0 }, 4, FOD_VAULT_ERROR_DAMAGED },
  { "no passes", 56, { 0, 0, 0, 0 }, 4, FOD_VAULT_ERROR_DAMAGED },
  { "no slots", 28, { 0, 0 }, 2, FOD_VAULT_ERROR_DAMAGED },
  { "17 slots", 28, { 17, 0 }, 2, FOD_VAULT_ERROR_DAMAGED },
  { "slots that are not there", 28, { 2, 0 }, 2, FOD_VAULT_ERROR_DAMAGED },
  { "version 0", 8, { 0, 0, 0, 0 }, 4, FOD_VAULT_ERROR_DAMAGED },
  { "a later version", 8, { 2, 0, 0, 0 }, 4, FOD_VAULT_ERROR_TOO_NEW },
  /* The tag vouches for these: a forger with a right trailer gets no further. */
  { "another cost", 60, { 9, 0, 0, 0 }, 4, FOD_VAULT_ERROR_WRONG_PASSPHRASE },
  { "another database", 12, { 1, 2, 3, 4 }, 4, FOD_VAULT_ERROR_WRONG_PASSPHRASE },
  { "another salt", 40, { 1, 2, 3, 4 }, 4, FOD_VAULT_ERROR_WRONG_PASSPHRASE },
  { "another wrapped key", 88, { 1, 2, 3, 4 }, 4, FOD_VAULT_ERROR_WRONG_PASSPHRASE },
  { "only a slot that we do not know", 38, { 3 }, 1, FOD_VAULT_ERROR_WRONG_PASSPHRASE },
};

static void
test_forged (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *whole = read_file (fixture->path);

  g_unlink (fixture->copy);
  for (gsize i = 0; i < G_N_ELEMENTS (forged_rows); i++)
    {
      g_autofree guint8 *forged = g_memdup2 (whole, FILE_SIZE);

      g_test_message ("%s", forged_rows[i].label);
      memcpy (forged + forged_rows[i].offset, forged_rows[i].bytes, forged_rows[i].size);
      crypto_generichash (forged + FILE_SIZE - 32, 32, forged, FILE_SIZE - 32, NULL, 0);
      write_file (fixture->path, forged, FILE_SIZE);
      assert_fails (fixture, fixture->good, forged_rows[i].code);
    }
}

static void
bend_more_slots (Fixture *fixture)
{
  g_autofree guint8 *whole = read_file (fixture->path);
  g_autoptr (GBytes) bytes = NULL;
  FodKeyTable table;

  g_assert_true (fod_key_table_parse (&table, whole, FILE_SIZE, NULL));
  table.n_slots = 3;
  table.slots[2] = table.slots[0];
  memset (&table.slots[0], 0xee, sizeof table.slots[0]);
  memset (&table.slots[1], 0xdd, sizeof table.slots[1]);
  bytes = fod_key_table_print (&table);
  g_unlink (fixture->copy);
  write_file (fixture->path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_unknown_slots_are_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodSecret) fresh = fod_secret_new_text ("seks andre ord");
  g_autofree char *contents = NULL;
  FodKeyTable table;
  gsize size = 0;

  bend_more_slots (fixture);
  g_assert_true (
      fod_key_file_change_passphrase (fixture->path, fixture->good, fresh, &cheap, NULL));
  assert_opens (fixture, fresh);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &size, NULL));
  g_assert_true (fod_key_table_parse (&table, (guint8 *)contents, size, NULL));
  g_assert_cmpuint (table.n_slots, ==, 3);
  g_assert_cmpuint (table.generation, ==, 2);
  for (gsize i = 0; i < sizeof table.slots[1].label; i++)
    g_assert_cmpuint ((guint8)table.slots[1].label[i], ==, 0xdd);
  g_assert_cmpuint (table.slots[1].cost.mem_kib, ==, 0xdddddddd);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
test_async (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "async.key", NULL);
  g_autofree char *copy = g_strconcat (path, ".bak", NULL);
  g_autoptr (GAsyncResult) created = NULL;
  g_autoptr (GAsyncResult) changed = NULL;
  g_autoptr (GAsyncResult) refused = NULL;
  g_autoptr (GAsyncResult) unlocked = NULL;
  g_autoptr (FodSecret) first = NULL;
  g_autoptr (FodSecret) second = NULL;
  g_autoptr (GError) error = NULL;

  fod_key_file_create_async (path, fixture->good, &cheap, NULL, on_done, &created);
  first = fod_key_file_create_finish (wait_for (&created), &error);
  g_assert_no_error (error);

  /* At the cost that this machine really gets. */
  fod_key_file_change_passphrase_async (path, fixture->good, fixture->bad, NULL, on_done, &changed);
  g_assert_true (fod_key_file_change_passphrase_finish (wait_for (&changed), &error));

  fod_key_file_unlock_async (path, fixture->good, NULL, on_done, &refused);
  g_assert_null (fod_key_file_unlock_finish (wait_for (&refused), &error));
  g_assert_error (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_WRONG_PASSPHRASE);

  fod_key_file_unlock_async (path, fixture->bad, NULL, on_done, &unlocked);
  second = fod_key_file_unlock_finish (wait_for (&unlocked), NULL);
  g_assert_true (fod_secret_equal (first, second));
  g_unlink (path);
  g_unlink (copy);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/key-file/right-passphrase-opens", test_right_passphrase_opens },
    { "/key-file/wrong-passphrase-is-told", test_wrong_passphrase },
    { "/key-file/only-the-user-reads-it", test_only_the_user_reads },
    { "/key-file/never-writes-over-a-key", test_never_writes_over_a_key },
    { "/key-file/no-file-is-told", test_no_file },
    { "/key-file/every-byte-flipped-is-damage", test_every_byte_flipped },
    { "/key-file/every-length-cut-is-damage", test_every_length_cut },
    { "/key-file/longer-file-is-damage", test_longer_file },
    { "/key-file/copy-helps-and-mends", test_copy_helps },
    { "/key-file/lost-copy-is-made-again", test_lost_copy_is_made_again },
    { "/key-file/link-is-not-followed", test_link_is_not_followed },
    { "/key-file/folder-is-gone", test_folder_is_gone },
    { "/key-file/change-passphrase", test_change_passphrase },
    { "/key-file/db-id-tells-databases-apart", test_db_id },
    { "/key-file/note-tells-whose-key-it-is", test_pair },
    { "/key-file/two-files-have-two-keys", test_two_files_have_two_keys },
    { "/key-file/forged-opens-nothing-and-does-not-hang", test_forged },
    { "/key-file/unknown-slots-are-kept", test_unknown_slots_are_kept },
    { "/key-file/async", test_async },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
