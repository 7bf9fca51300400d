/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Maps what SQLite answers to what a caller can act on. The one place that does. */

#include "config.h"

#include "db/fod-db-private.h"

#include <errno.h>
#include <string.h>

G_DEFINE_QUARK (fod-db-error-quark, fod_db_error)

/* A full disk comes as an I/O error when the kernel refuses the whole write (quota, file limit). */
static FodDbError
map_io (sqlite3 *handle)
{
  int number = handle == NULL ? errno : sqlite3_system_errno (handle);

  switch (number)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return FOD_DB_ERROR_FULL;
    case EACCES:
    case EPERM:
    case EROFS:
      return FOD_DB_ERROR_READ_ONLY;
    default:
      return FOD_DB_ERROR_IO;
    }
}

/* SQLCipher reports a page whose seal is broken as a bare SQLITE_ERROR; an error of the program's
 * own making always has words of its own. */
static FodDbError
map_plain_error (sqlite3 *handle)
{
  if (handle != NULL && sqlite3_errcode (handle) == SQLITE_ERROR &&
      strcmp (sqlite3_errmsg (handle), sqlite3_errstr (SQLITE_ERROR)) == 0)
    return FOD_DB_ERROR_DAMAGED;
  return FOD_DB_ERROR_FAILED;
}

static FodDbError
map_code (sqlite3 *handle, int rc)
{
  switch (rc & 0xff)
    {
    case SQLITE_NOTADB:
      return FOD_DB_ERROR_WRONG_KEY;
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
      return FOD_DB_ERROR_DAMAGED;
    case SQLITE_FULL:
      return FOD_DB_ERROR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return FOD_DB_ERROR_READ_ONLY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
    case SQLITE_INTERRUPT:
      return FOD_DB_ERROR_BUSY;
    case SQLITE_CONSTRAINT:
      return FOD_DB_ERROR_CONSTRAINT;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return map_io (handle);
    case SQLITE_ERROR:
      return map_plain_error (handle);
    default:
      return FOD_DB_ERROR_FAILED;
    }
}

/* SQLite's own message may quote a value (a search text, say), so only the code's name is kept. */
gboolean
fod_db_fail (sqlite3 *handle, int rc, const char *doing, GError **error)
{
  int extended = handle == NULL ? rc : sqlite3_extended_errcode (handle);

  g_set_error (error, FOD_DB_ERROR, (int)map_code (handle, rc), "%s: %s (%d)", doing,
               sqlite3_errstr (rc), (extended & 0xff) == (rc & 0xff) ? extended : rc);
  return FALSE;
}
