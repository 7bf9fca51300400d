/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The end of a profile: the key first, the rest after, and whatever is cut off is gone on with. */

#include "config.h"

#include "support/fod-temp.h"
#include "vault/fod-key-file.h"
#include "vault/fod-wipe.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static const FodKeyCost cheap = { 1, 8 };
static const char *const own[] = { "db.key",
                                   "db.key.bak",
                                   "db.key.new",
                                   "store.db",
                                   "store.db-wal",
                                   "store.db-shm",
                                   "store.db.id",
                                   "store.journal",
                                   "db.key.ended",
                                   "damaged",
                                   "damaged-1/store.db",
                                   "rebuilt/store.db",
                                   "ended.U0Q4Y3",
                                   NULL };
/* A folder that a person chose may hold more. */
static const char *const others[] = { "settings.ini", "lock",         "brev.odt",
                                      "store.ods",    "db.keynote",   "damaged-fotos/en.jpg",
                                      "rebuilt.txt",  "ended.backup", NULL };

static void
put (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, "Ida Nordmand", -1, &error);
  g_assert_no_error (error);
}

static gboolean
is_there (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static FodTemp *
make_profile (void)
{
  FodTemp *folder = fod_temp_new ();

  for (guint i = 0; own[i] != NULL; i++)
    put (folder, own[i]);
  for (guint i = 0; others[i] != NULL; i++)
    put (folder, others[i]);
  return folder;
}

static void
assert_wiped (const char *folder)
{
  for (guint i = 0; own[i] != NULL; i++)
    g_assert_false (is_there (folder, own[i]));
  g_assert_false (is_there (folder, "damaged-1"));
  g_assert_false (is_there (folder, "rebuilt"));
  for (guint i = 0; others[i] != NULL; i++)
    g_assert_true (is_there (folder, others[i]));
}

static void
finish (const char *folder)
{
  g_autoptr (GError) error = NULL;

  fod_wipe_finish (folder, &error);
  g_assert_no_error (error);
  assert_wiped (folder);
}

static void
test_the_key_goes_first (void)
{
  g_autoptr (FodTemp) folder = make_profile ();
  guint handed = 0;
  g_autoptr (GError) error = NULL;

  g_assert_false (fod_wipe_is_noted (folder, &handed));
  fod_wipe_begin (folder, 7, &error);
  g_assert_no_error (error);
  g_assert_false (is_there (folder, "db.key"));
  g_assert_false (is_there (folder, "db.key.bak"));
  g_assert_false (is_there (folder, "db.key.new"));
  g_assert_true (is_there (folder, "store.db"));
  g_assert_true (fod_wipe_is_noted (folder, &handed));
  g_assert_cmpuint (handed, ==, 7);
  finish (folder);
}

/* A second name of the file shows what is left in its place on the disk. */
static void
test_the_key_is_overwritten (void)
{
  g_autoptr (FodTemp) folder = make_profile ();
  g_autoptr (FodTemp) elsewhere = fod_temp_new ();
  g_autofree char *key = g_build_filename (folder, "db.key", NULL);
  g_autofree char *second = g_build_filename (elsewhere, "key", NULL);
  g_autofree char *left = NULL;
  gsize size = 0;

  g_assert_cmpint (link (key, second), ==, 0);
  g_assert_true (fod_wipe_begin (folder, 0, NULL));
  g_assert_true (g_file_get_contents (second, &left, &size, NULL));
  g_assert_cmpuint (size, ==, strlen ("Ida Nordmand"));
  g_assert_cmpstr (left, !=, "Ida Nordmand");
}

/* Killed behind the note, the key, or some of the files: whoever finds the note goes on. */
static void
test_it_goes_on_after_a_kill (gconstpointer data)
{
  g_autoptr (FodTemp) folder = make_profile ();
  guint left = GPOINTER_TO_UINT (data);

  g_assert_true (fod_wipe_begin (folder, 3, NULL));
  if (left == 0)
    put (folder, "db.key.bak");
  for (guint i = 0; i < left; i++)
    {
      g_autofree char *path = g_build_filename (folder, own[i], NULL);

      g_remove (path);
    }
  g_assert_true (fod_wipe_is_noted (folder, NULL));
  finish (folder);
  finish (folder);
}

static void
test_what_is_no_note_ends_nothing (void)
{
  static const char *const texts[] = { "", "handed", "Ida Nordmand" };
  g_autoptr (FodTemp) folder = make_profile ();
  g_autofree char *note = g_build_filename (folder, "ended", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_true (g_file_set_contents (note, texts[i], -1, NULL));
      g_assert_false (fod_wipe_is_noted (folder, NULL));
    }
}

/* Somebody else's profile, or one from a backup, was put into the folder. */
static void
test_a_note_ends_only_the_profile_that_it_is_about (void)
{
  g_autoptr (FodTemp) folder = make_profile ();
  g_autofree char *key = g_build_filename (folder, "db.key", NULL);

  g_assert_true (fod_wipe_begin (folder, 3, NULL));
  g_assert_true (g_file_set_contents (key, "Bo Nordmand", -1, NULL));
  g_assert_false (fod_wipe_is_noted (folder, NULL));
  g_assert_true (fod_wipe_finish (folder, NULL));
  g_assert_true (is_there (folder, "db.key"));
  g_assert_true (is_there (folder, "store.db"));
}

/* Killed behind the note. */
static void
test_a_key_that_is_still_there_goes (void)
{
  g_autoptr (FodTemp) folder = make_profile ();

  g_assert_true (fod_wipe_begin (folder, 3, NULL));
  put (folder, "db.key");
  g_assert_true (fod_wipe_is_noted (folder, NULL));
  finish (folder);
}

static FodSecret *
make_key (const char *path, const char *passphrase)
{
  g_autoptr (FodSecret) secret = fod_secret_new_text (passphrase);
  g_autoptr (GError) error = NULL;
  FodSecret *key;

  g_unlink (path);
  key = fod_key_file_create (path, secret, &cheap, &error);
  g_assert_no_error (error);
  return key;
}

/* The new passphrase's file is written when the old one's is gone. */
static void
test_a_passphrase_that_was_being_changed (void)
{
  g_autoptr (FodTemp) folder = make_profile ();
  g_autoptr (FodTemp) elsewhere = fod_temp_new ();
  g_autofree char *key = g_build_filename (folder, "db.key", NULL);
  g_autofree char *copy = g_build_filename (folder, "db.key.bak", NULL);
  g_autofree char *changed = g_build_filename (elsewhere, "db.key", NULL);
  g_autoptr (FodSecret) old = fod_secret_new_text ("korrekt hest batteri");
  g_autoptr (FodSecret) fresh = fod_secret_new_text ("et andet batteri");
  g_autofree char *text = NULL;
  gsize size = 0;

  g_unlink (copy);
  fod_secret_unref (make_key (key, "korrekt hest batteri"));
  g_assert_true (g_file_get_contents (key, &text, &size, NULL));
  g_assert_true (g_file_set_contents (changed, text, (gssize)size, NULL));
  g_assert_true (fod_key_file_change_passphrase (changed, old, fresh, &cheap, NULL));
  g_assert_true (fod_wipe_begin (folder, 3, NULL));
  g_assert_cmpint (g_rename (changed, key), ==, 0);
  g_assert_true (fod_wipe_is_noted (folder, NULL));
  finish (folder);
}

/* Another's is not taken for it, whatever it says. */
static void
test_a_whole_key_of_another_profile_stays (void)
{
  g_autoptr (FodTemp) folder = make_profile ();
  g_autofree char *key = g_build_filename (folder, "db.key", NULL);
  g_autofree char *copy = g_build_filename (folder, "db.key.bak", NULL);

  g_unlink (copy);
  fod_secret_unref (make_key (key, "korrekt hest batteri"));
  g_assert_true (fod_wipe_begin (folder, 3, NULL));
  fod_secret_unref (make_key (key, "korrekt hest batteri"));
  g_assert_false (fod_wipe_is_noted (folder, NULL));
  g_assert_true (fod_wipe_finish (folder, NULL));
  g_assert_true (is_there (folder, "db.key"));
}

static void
test_after_it_a_new_profile_can_be_made (void)
{
  g_autoptr (FodTemp) folder = make_profile ();

  g_assert_true (fod_wipe_begin (folder, 3, NULL));
  finish (folder);
  fod_wipe_forget (folder);
  g_assert_false (fod_wipe_is_noted (folder, NULL));
  g_assert_false (is_there (folder, "ended"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/wipe/the-key-goes-first", test_the_key_goes_first);
  g_test_add_func ("/wipe/the-key-is-overwritten", test_the_key_is_overwritten);
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      g_autofree char *path = g_strdup_printf ("/wipe/it-goes-on-after-a-kill/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_it_goes_on_after_a_kill);
    }
  g_test_add_func ("/wipe/what-is-no-note-ends-nothing", test_what_is_no_note_ends_nothing);
  g_test_add_func ("/wipe/a-note-ends-only-the-profile-that-it-is-about",
                   test_a_note_ends_only_the_profile_that_it_is_about);
  g_test_add_func ("/wipe/a-key-that-is-still-there-goes", test_a_key_that_is_still_there_goes);
  g_test_add_func ("/wipe/a-passphrase-that-was-being-changed",
                   test_a_passphrase_that_was_being_changed);
  g_test_add_func ("/wipe/a-whole-key-of-another-profile-stays",
                   test_a_whole_key_of_another_profile_stays);
  g_test_add_func ("/wipe/after-it-a-new-profile-can-be-made",
                   test_after_it_a_new_profile_can_be_made);
  return g_test_run ();
}
