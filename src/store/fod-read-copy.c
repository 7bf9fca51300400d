/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A private copy of a profile that can't be written. The library can't read a database with a log
 * on a disk that takes no writing, an older schema must be migrated, and the second journal may be
 * ahead: all of that is done to the copy as it would be to the profile. Opens no database. */

#include "config.h"

#include "store/fod-read-copy.h"

#include "db/fod-db-error.h"
#include "store/fod-profile-lock.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define SPARE_BYTES (64 * 1024)

/* What is opened, and the note that the database may be damaged. The first must be there. */
static const char *const files[] = { "store.db", "store.db-wal", "store.journal", "damaged" };

FodReadOnly
fod_read_copy_find_reason (const char *folder)
{
  struct statvfs info = { 0 };

  g_return_val_if_fail (folder != NULL, FOD_READ_ONLY_FILES);

  return statvfs (folder, &info) == 0 && (info.f_flag & ST_RDONLY) != 0 ? FOD_READ_ONLY_DISK
                                                                        : FOD_READ_ONLY_FILES;
}

/* Returns the file's length, or -1 when there is none. */
static gint64
measure (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  struct stat info = { 0 };

  return lstat (path, &info) == 0 && S_ISREG (info.st_mode) ? (gint64)info.st_size : -1;
}

/* The log is moved into the file, and a migration may write much of it anew. A place in memory is
 * other programs' too: half of what is free stays free. */
static gboolean
has_room (const char *place, const char *folder)
{
  struct statvfs info = { 0 };
  gint64 bytes = SPARE_BYTES;

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    bytes += 2 * MAX (measure (folder, files[i]), 0);
  return statvfs (place, &info) == 0 && (gint64)(info.f_bavail * info.f_frsize) / 2 > bytes;
}

/* A file that is not there has no copy. */
static gboolean
copy_file (const char *folder, const char *copy, const char *name)
{
  g_autoptr (GFile) source = g_file_new_build_filename (folder, name, NULL);
  g_autoptr (GFile) target = g_file_new_build_filename (copy, name, NULL);
  g_autoptr (GFileInputStream) from = NULL;
  g_autoptr (GFileOutputStream) to = NULL;

  if (measure (folder, name) < 0)
    return TRUE;
  from = g_file_read (source, NULL, NULL);
  if (from != NULL)
    to = g_file_create (target, G_FILE_CREATE_PRIVATE, NULL, NULL);
  return to != NULL &&
         g_output_stream_splice (G_OUTPUT_STREAM (to), G_INPUT_STREAM (from),
                                 G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL) >= 0;
}

static char *
copy_to (const char *folder, const char *place)
{
  g_autofree char *copy = g_build_filename (place, "fodfaeste-read-XXXXXX", NULL);

  if (g_mkdtemp_full (copy, 0700) == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    if (!copy_file (folder, copy, files[i]))
      {
        fod_read_copy_remove (copy);
        return NULL;
      }
  return g_steal_pointer (&copy);
}

char *
fod_read_copy_make (const char *folder, GError **error)
{
  const char *const places[] = { g_get_user_runtime_dir (), g_get_tmp_dir () };
  char *copy = NULL;
  int lock = -1;

  g_return_val_if_fail (folder != NULL, NULL);

  if (!fod_profile_lock_share (folder, &lock, error))
    return NULL;
  if (measure (folder, files[0]) >= 0)
    for (gsize i = 0; copy == NULL && i < G_N_ELEMENTS (places); i++)
      if (has_room (places[i], folder))
        copy = copy_to (folder, places[i]);
  if (lock >= 0)
    close (lock);
  if (copy == NULL)
    g_set_error_literal (error, FOD_DB_ERROR, FOD_DB_ERROR_READ_ONLY,
                         "the profile can't be written, nor copied to be read");
  return copy;
}

void
fod_read_copy_remove (const char *copy)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_if_fail (copy != NULL);

  dir = g_dir_open (copy, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (copy, name, NULL);

      (void)g_unlink (path);
    }
  if (g_rmdir (copy) != 0)
    g_debug ("a copy of a profile is not removed");
}
