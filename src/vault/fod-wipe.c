/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes a profile away: a note, the key, then the rest. On a flash disk an overwritten block may
 * survive; the key that it holds is wrapped by the passphrase still. */

#include "config.h"

#include "vault/fod-wipe.h"

#include "vault/fod-key-file.h"
#include "vault/fod-vault-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOTE "ended"
#define HANDED "handed-over="
#define KEY_PRINT "\nkey="
#define PROFILE "\nid="
#define KEY_FILE "db.key"
#define KEY_ASIDE KEY_FILE ".ended"

/* What is the profile's: its copies and logs, what a repair put aside or left half done, and a note
 * that a kill left half written, under the name that GLib writes it by. A folder that a person
 * chose may hold more. */
#define KEY_FILES "^db\\.key(\\..+)?$"
#define DATA_FILES "^(store\\.(db|journal)([-.].+)?|damaged(-[0-9]+)?|rebuilt|ended\\.[A-Z0-9]{6})$"

static gboolean
fail (int number, const char *what, GError **error)
{
  FodVaultError code = FOD_VAULT_ERROR_IO;

  if (number == ENOSPC || number == EDQUOT)
    code = FOD_VAULT_ERROR_NO_SPACE;
  else if (number == EACCES || number == EPERM || number == EROFS)
    code = FOD_VAULT_ERROR_READ_ONLY;
  g_set_error (error, FOD_VAULT_ERROR, (int)code, "cannot %s: %s", what, g_strerror (number));
  return FALSE;
}

static void
sync_folder (const char *folder)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  (void)fsync (fd);
  close (fd);
}

static gboolean
overwrite (int fd, gsize size)
{
  guint8 noise[512];

  for (gsize at = 0; at < size; at += sizeof noise)
    {
      gsize step = MIN (sizeof noise, size - at);

      randombytes_buf (noise, step);
      if (pwrite (fd, noise, step, (off_t)at) != (gssize)step)
        return FALSE;
    }
  return fsync (fd) == 0;
}

/* In its own place, before its name goes. Where that fails the name goes all the same. */
static gboolean
destroy (const char *path, GError **error)
{
  struct stat state;
  int fd = g_open (path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0);

  if (fd >= 0)
    {
      if (fstat (fd, &state) != 0 || !S_ISREG (state.st_mode) ||
          !overwrite (fd, (gsize)state.st_size))
        g_debug ("a file can't be overwritten");
      close (fd);
    }
  return g_unlink (path) == 0 || errno == ENOENT || fail (errno, "delete a key file", error);
}

static gboolean
remove_file (const char *path, GError **error)
{
  return g_unlink (path) == 0 || errno == ENOENT || fail (errno, "delete a file", error);
}

/* A file, or a folder of files. */
static gboolean
remove_item (const char *path, GError **error)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR) || g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return remove_file (path, error);
  dir = g_dir_open (path, 0, error);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      if (!remove_file (inner, error))
        return FALSE;
    }
  return dir != NULL && (g_rmdir (path) == 0 || fail (errno, "delete a folder", error));
}

typedef gboolean (*Take) (const char *path, GError **error);

/* Goes on after what can't be taken away; the first failure is told. */
static gboolean
take_each (const char *folder, const char *names, Take take, GError **error)
{
  g_autoptr (GError) first = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_regex_match_simple (names, name, 0, 0))
        take (path, first == NULL ? &first : NULL);
    }
  sync_folder (folder);
  if (first == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

/* Which key file it is; %NULL when there is none. */
static char *
dup_print (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, KEY_FILE, NULL);
  g_autofree char *data = NULL;
  gsize size = 0;

  if (!g_file_get_contents (path, &data, &size, NULL))
    return NULL;
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)data, size);
}

static char *
dup_note (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, NOTE, NULL);
  char *text = NULL;

  if (g_file_get_contents (path, &text, NULL, NULL) && !g_str_has_prefix (text, HANDED))
    g_clear_pointer (&text, g_free);
  return text;
}

static gboolean
says (const char *note, const char *what, const char *value)
{
  const char *said = note == NULL ? NULL : strstr (note, what);

  return said != NULL && value != NULL && g_str_has_prefix (said + strlen (what), value);
}

/* A key that is in the folder now and not in the note is of a profile that was put there since. A
 * passphrase that was being changed meanwhile makes another file of the same one. */
static gboolean
is_about (const char *note, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, KEY_FILE, NULL);
  g_autofree char *print = dup_print (folder);
  g_autofree char *id = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS) || says (note, KEY_PRINT, print))
    return TRUE;
  id = fod_key_file_read_db_id (path, NULL);
  return says (note, PROFILE, id);
}

static void
write_note (const char *folder, guint handed)
{
  g_autofree char *path = g_build_filename (folder, NOTE, NULL);
  g_autofree char *print = dup_print (folder);
  g_autofree char *key = g_build_filename (folder, KEY_FILE, NULL);
  g_autofree char *id = fod_key_file_read_db_id (key, NULL);
  g_autofree char *text = g_strdup_printf (HANDED "%u" KEY_PRINT "%s" PROFILE "%s\n", handed,
                                           print == NULL ? "-" : print, id == NULL ? "-" : id);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents_full (path, text, -1,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                 &error))
    g_debug ("the end of a profile is not noted: %s", error->message);
}

/* Half overwritten it would be another one than the note says. */
static void
put_key_aside (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, KEY_FILE, NULL);
  g_autofree char *aside = g_build_filename (folder, KEY_ASIDE, NULL);

  if (g_rename (path, aside) == 0)
    sync_folder (folder);
}

gboolean
fod_wipe_begin (const char *folder, guint handed, GError **error)
{
  g_return_val_if_fail (folder != NULL, FALSE);

  /* On a full disk there may be no room for it; the key goes all the same. */
  write_note (folder, handed);
  put_key_aside (folder);
  return take_each (folder, KEY_FILES, destroy, error);
}

gboolean
fod_wipe_finish (const char *folder, GError **error)
{
  g_autofree char *note = NULL;

  g_return_val_if_fail (folder != NULL, FALSE);

  note = dup_note (folder);
  if (!is_about (note, folder))
    return TRUE;
  put_key_aside (folder);
  return take_each (folder, KEY_FILES, destroy, error) &&
         take_each (folder, DATA_FILES, remove_item, error);
}

gboolean
fod_wipe_is_noted (const char *folder, guint *handed)
{
  g_autofree char *note = NULL;

  g_return_val_if_fail (folder != NULL, FALSE);

  note = dup_note (folder);
  if (note == NULL || !is_about (note, folder))
    return FALSE;
  if (handed != NULL)
    *handed = (guint)g_ascii_strtoull (note + strlen (HANDED), NULL, 10);
  return TRUE;
}

void
fod_wipe_forget (const char *folder)
{
  g_autofree char *path = NULL;

  g_return_if_fail (folder != NULL);

  path = g_build_filename (folder, NOTE, NULL);
  (void)g_unlink (path);
  sync_folder (folder);
}
