/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The server's files. Knows what they are called and who may read them. */

#include "config.h"

#include "server/fod-server-folder.h"

#include "db/fod-db.h"
#include "server/fod-server-accounts.h"
#include "server/fod-server-erase.h"
#include "server/fod-server-store-sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEY_BYTES 32
#define MARK "server.mark"

G_DEFINE_QUARK (fod-server-folder-error-quark, fod_server_folder_error)

static gboolean
fail (FodServerFolderError code, const char *what, GError **error)
{
  g_set_error_literal (error, FOD_SERVER_FOLDER_ERROR, (int)code, what);
  return FALSE;
}

static gboolean
fail_errno (const char *path, GError **error)
{
  int number = errno;

  g_set_error (error, FOD_SERVER_FOLDER_ERROR, FOD_SERVER_FOLDER_ERROR_IO, "%s: %s", path,
               g_strerror (number));
  return FALSE;
}

static gboolean
write_all (int fd, const guint8 *data, gsize size)
{
  while (size > 0)
    {
      ssize_t written = write (fd, data, size);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      data += written;
      size -= (gsize)written;
    }
  return TRUE;
}

static FodSecret *
make_key (const char *path, GError **error)
{
  g_autoptr (FodSecret) key = fod_secret_new_random (KEY_BYTES);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  gboolean written;

  if (fd < 0)
    {
      if (errno == EEXIST)
        fail (FOD_SERVER_FOLDER_ERROR_EXISTS, path, error);
      else
        fail_errno (path, error);
      return NULL;
    }
  written = write_all (fd, fod_secret_get_data (key), KEY_BYTES) && fsync (fd) == 0;
  if (close (fd) == 0 && written)
    return g_steal_pointer (&key);
  fail_errno (path, error);
  return NULL;
}

/* The key as raw bytes; a file that others may read is refused, so that it does not go unseen. */
static FodSecret *
load_key (const char *path, GError **error)
{
  guint8 bytes[KEY_BYTES + 1];
  struct stat info;
  FodSecret *key = NULL;
  int fd = g_open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC, 0);
  ssize_t size;

  if (fd < 0)
    {
      fail (FOD_SERVER_FOLDER_ERROR_NO_KEY, path, error);
      return NULL;
    }
  size = fstat (fd, &info) == 0 && (info.st_mode & 077) == 0 ? read (fd, bytes, sizeof bytes) : -1;
  close (fd);
  if (size == KEY_BYTES)
    key = fod_secret_new (bytes, KEY_BYTES);
  else
    fail (FOD_SERVER_FOLDER_ERROR_NO_KEY, path, error);
  explicit_bzero (bytes, sizeof bytes);
  return key;
}

FodServerStore *
fod_server_folder_create (const char *folder, GError **error)
{
  g_autofree char *key_path = g_build_filename (folder, "server.key", NULL);
  g_autofree char *db_path = g_build_filename (folder, "server.db", NULL);
  g_autoptr (FodSecret) key = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      fail_errno (folder, error);
      return NULL;
    }
  if (g_file_test (db_path, G_FILE_TEST_EXISTS))
    {
      fail (FOD_SERVER_FOLDER_ERROR_EXISTS, db_path, error);
      return NULL;
    }
  key = make_key (key_path, error);
  return key == NULL ? NULL : fod_server_store_sqlite_new (db_path, key, error);
}

static FodServerStore *
open_file (const char *folder, const char *path, GError **error)
{
  g_autofree char *key_path = g_build_filename (folder, "server.key", NULL);
  g_autoptr (FodSecret) key = load_key (key_path, error);

  if (key == NULL)
    return NULL;
  /* A database that is missing is never made anew by accident. */
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      fail (FOD_SERVER_FOLDER_ERROR_IO, path, error);
      return NULL;
    }
  return fod_server_store_sqlite_new (path, key, error);
}

FodServerStore *
fod_server_folder_open (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "server.db", NULL);

  return open_file (folder, path, error);
}

int
fod_server_folder_lock (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "server.lock", NULL);
  int fd = g_open (path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      fail_errno (path, error);
      return -1;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  close (fd);
  fail (FOD_SERVER_FOLDER_ERROR_IN_USE, path, error);
  return -1;
}

gboolean
fod_server_folder_keep_mark (const char *folder,
                             FodServerStore *store,
                             FodClock *clock,
                             GError **error)
{
  g_autofree char *path = g_build_filename (folder, MARK, NULL);
  g_autoptr (FodServerMark) mark = NULL;
  gint64 seq = 0;

  g_return_val_if_fail (FOD_IS_SERVER_STORE_SQLITE (store), FALSE);

  mark = fod_server_mark_open (path, error);
  if (mark == NULL || !fod_server_store_get_audit_end (store, &seq, error))
    return FALSE;
  if (seq < fod_server_mark_get (mark))
    {
      g_message ("an older database was put in the place of the one that was here: "
                 "every device loads anew and gives back what it has");
      /* Both write entries: cut off between them, it has to be noticed again. */
      fod_server_mark_set (mark, G_MAXINT64);
      if (!fod_server_erase_again (store, clock, folder, error) ||
          !fod_server_new_epoch (store, clock, error))
        return FALSE;
    }
  fod_server_store_sqlite_keep_mark (FOD_SERVER_STORE_SQLITE (store), g_steal_pointer (&mark));
  return TRUE;
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) broken = NULL;

  if (g_file_copy (source, target, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, &broken))
    return TRUE;
  return fail (FOD_SERVER_FOLDER_ERROR_IO, broken->message, error);
}

/* Opens the copy in the folder and looks through all of it. */
static gboolean
prove (const char *folder, const char *path, GError **error)
{
  g_autoptr (GError) broken = NULL;
  g_autoptr (FodServerStore) store = open_file (folder, path, &broken);

  if (store != NULL && fod_server_store_check (store, &broken))
    return TRUE;
  return fail (FOD_SERVER_FOLDER_ERROR_DAMAGED, broken->message, error);
}

static void
remove_beside (const char *path, const char *suffix)
{
  g_autofree char *beside = g_strconcat (path, suffix, NULL);

  g_unlink (beside);
}

/* The write-ahead log goes with the database that it belongs to. */
static gboolean
put_aside (const char *path, const char *aside, GError **error)
{
  static const char *const suffixes[] = { "", "-wal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (aside, suffixes[i], NULL);

      if (g_file_test (from, G_FILE_TEST_EXISTS) && g_rename (from, to) != 0)
        return fail_errno (from, error);
    }
  remove_beside (path, "-shm");
  return TRUE;
}

static char *
name_aside (const char *path, const char *why, FodClock *clock)
{
  return g_strdup_printf ("%s.%s-%" G_GINT64_FORMAT, path, why,
                          fod_clock_get_real_ms (clock) / 1000);
}

static void
remove_mark (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, MARK, NULL);

  g_unlink (path);
}

/* A copy that is not served, with what stands beside it. */
static void
remove_fresh (const char *fresh)
{
  g_unlink (fresh);
  remove_beside (fresh, "-wal");
  remove_beside (fresh, "-shm");
}

/* Makes of the copy what is to be served: whatever cuts a restore off, no older database ever
 * stands in the place of the one that was there without a new epoch, or with those who were erased.
 */
static gboolean
prepare (const char *folder, const char *fresh, FodClock *clock, GError **error)
{
  g_autofree char *log = g_strconcat (fresh, "-wal", NULL);
  g_autoptr (FodServerStore) store = open_file (folder, fresh, error);

  if (store == NULL || !fod_server_erase_again (store, clock, folder, error) ||
      !fod_server_new_epoch (store, clock, error))
    return FALSE;
  /* Closing it moves its log into the file. */
  g_clear_object (&store);
  return !g_file_test (log, G_FILE_TEST_EXISTS) || fail (FOD_SERVER_FOLDER_ERROR_IO, log, error);
}

static gboolean
swap (const char *folder, const char *fresh, FodClock *clock, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "server.db", NULL);
  g_autofree char *aside = name_aside (path, "before", clock);

  if (!put_aside (path, aside, error))
    return FALSE;
  if (g_rename (fresh, path) != 0)
    return fail_errno (fresh, error);
  /* What was put in its place is meant to be older. */
  remove_mark (folder);
  return TRUE;
}

gboolean
fod_server_folder_restore (const char *folder, const char *backup, FodClock *clock, GError **error)
{
  g_autofree char *fresh = g_build_filename (folder, "server.db.restoring", NULL);
  int lock = fod_server_folder_lock (folder, error);
  gboolean done;

  if (lock < 0)
    return FALSE;
  remove_fresh (fresh);
  done = copy_file (backup, fresh, error) && prove (folder, fresh, error) &&
         prepare (folder, fresh, clock, error) && swap (folder, fresh, clock, error);
  if (!done)
    remove_fresh (fresh);
  close (lock);
  return done;
}

char *
fod_server_folder_retire (const char *folder, FodClock *clock, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "server.db", NULL);
  g_autofree char *aside = name_aside (path, "moved", clock);

  return put_aside (path, aside, error) ? g_steal_pointer (&aside) : NULL;
}
