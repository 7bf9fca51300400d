/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A consistent copy of an open database, under the same key. Copying the file instead would lose
 * what still stands in the write-ahead log. */

#include "config.h"

#include "db/fod-db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static gboolean
make_file (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd >= 0)
    {
      close (fd);
      return TRUE;
    }
  return fod_db_fail (NULL, SQLITE_CANTOPEN, "cannot make the copy", error);
}

static gboolean
copy_pages (sqlite3 *from, sqlite3 *to, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");
  int rc;

  if (backup == NULL)
    return fod_db_fail (to, sqlite3_errcode (to), "cannot begin the copy", error);
  sqlite3_backup_step (backup, -1);
  rc = sqlite3_backup_finish (backup);
  return rc == SQLITE_OK || fod_db_fail (to, rc, "cannot copy", error);
}

gboolean
fod_db_backup (FodDb *self, const char *path, GError **error)
{
  sqlite3 *to;
  gboolean ok;
  int rc;

  g_return_val_if_fail (FOD_IS_DB (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (fod_db_get_handle (self) == NULL)
    {
      g_set_error_literal (error, FOD_DB_ERROR, FOD_DB_ERROR_FAILED, "the database is closed");
      return FALSE;
    }
  if (!make_file (path, error))
    return FALSE;
  to = fod_db_connect (path, fod_db_get_key (self), error);
  ok = to != NULL && copy_pages (fod_db_get_handle (self), to, error);
  rc = sqlite3_close (to);
  if (ok && rc != SQLITE_OK)
    ok = fod_db_fail (NULL, rc, "cannot finish the copy", error);
  if (!ok)
    unlink (path);
  return ok;
}
