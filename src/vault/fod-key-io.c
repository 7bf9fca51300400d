/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Key files on the disk: two of them, written so that one is always whole. */

#include "config.h"

#include "vault/fod-key-io.h"

#include "vault/fod-vault-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
set_errno_error (GError **error, int code, const char *doing)
{
  FodVaultError vault_code = FOD_VAULT_ERROR_IO;

  if (code == ENOENT)
    vault_code = FOD_VAULT_ERROR_NO_FILE;
  else if (code == ENOSPC || code == EDQUOT || code == EFBIG)
    vault_code = FOD_VAULT_ERROR_NO_SPACE;
  else if (code == EROFS || code == EACCES || code == EPERM)
    vault_code = FOD_VAULT_ERROR_READ_ONLY;
  g_set_error (error, FOD_VAULT_ERROR, vault_code, "Cannot %s: %s", doing, g_strerror (code));
}

static char *
copy_path (const char *path)
{
  return g_strconcat (path, ".bak", NULL);
}

static ssize_t
read_some (int fd, guint8 *data, gsize size)
{
  ssize_t got;

  do
    got = read (fd, data, size);
  while (got < 0 && errno == EINTR);
  return got;
}

static gboolean
load_one (const char *path, FodKeyTable *table, GError **error)
{
  /* One byte more than a key file may have, so that a longer one is seen to be longer. */
  guint8 data[FOD_KEY_MAX_FILE + 1];
  gsize size = 0;
  ssize_t got;
  int code;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);

  if (fd < 0)
    {
      set_errno_error (error, errno, "open the key file");
      return FALSE;
    }

  while ((got = read_some (fd, data + size, sizeof data - size)) > 0)
    size += (gsize)got;
  code = errno;
  close (fd);
  if (got < 0)
    {
      g_set_error (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_IO, "Cannot read the key file: %s",
                   g_strerror (code));
      return FALSE;
    }
  return fod_key_table_parse (table, data, size, error);
}

gboolean
fod_key_io_load (const char *path, FodKeyTable *table, GError **error)
{
  g_autoptr (GError) own = NULL;
  g_autofree char *copy = NULL;

  g_return_val_if_fail (path != NULL && table != NULL, FALSE);

  if (load_one (path, table, &own))
    return TRUE;

  copy = copy_path (path);
  if (!g_error_matches (own, FOD_VAULT_ERROR, FOD_VAULT_ERROR_TOO_NEW) &&
      load_one (copy, table, NULL))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&own));
  return FALSE;
}

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  while (size > 0)
    {
      ssize_t done = write (fd, data, size);

      if (done < 0 && errno == EINTR)
        continue;
      if (done < 0)
        return FALSE;
      data += done;
      size -= (gsize)done;
    }
  return TRUE;
}

/* Returns 0 or the errno of what failed. */
static int
write_new_file (const char *path, GBytes *bytes)
{
  int code = 0;
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    return errno;

  if (!write_all (fd, bytes) || fsync (fd) != 0)
    code = errno;
  if (close (fd) != 0 && code == 0)
    code = errno;
  return code;
}

static int
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int code = 0;
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return errno;

  /* Some network file systems cannot; the rename is as good as it gets there. */
  if (fsync (fd) != 0 && errno != EINVAL)
    code = errno;
  close (fd);
  return code;
}

static gboolean
save_one (const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *fresh = g_strconcat (path, ".new", NULL);
  int code;

  /* Left from a power cut, if at all. */
  (void)g_unlink (fresh);
  code = write_new_file (fresh, bytes);
  if (code == 0 && g_rename (fresh, path) != 0)
    code = errno;
  if (code == 0)
    code = sync_folder (path);
  if (code == 0)
    return TRUE;

  (void)g_unlink (fresh);
  set_errno_error (error, code, "write the key file");
  return FALSE;
}

gboolean
fod_key_io_save (const char *path, const FodKeyTable *table, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) copy_error = NULL;
  g_autofree char *copy = NULL;

  g_return_val_if_fail (path != NULL && table != NULL, FALSE);

  bytes = fod_key_table_print (table);
  copy = copy_path (path);
  if (!save_one (path, bytes, error))
    return FALSE;

  /* The key file stands; the next unlocking tries its copy again. */
  if (!save_one (copy, bytes, &copy_error))
    g_debug ("No copy of the key file: code %d", copy_error->code);
  return TRUE;
}

static void
repair_one (const char *path, GBytes *bytes)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize size = 0;

  if (g_file_get_contents (path, &contents, &size, NULL) && size == g_bytes_get_size (bytes) &&
      memcmp (contents, g_bytes_get_data (bytes, NULL), size) == 0)
    return;
  if (!save_one (path, bytes, &error))
    g_debug ("A key file stays as it is: code %d", error->code);
}

void
fod_key_io_repair (const char *path, const FodKeyTable *table)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *copy = NULL;

  g_return_if_fail (path != NULL && table != NULL);

  bytes = fod_key_table_print (table);
  copy = copy_path (path);
  repair_one (path, bytes);
  repair_one (copy, bytes);
}
