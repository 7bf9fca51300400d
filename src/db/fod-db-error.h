/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FodDbError:
 * @FOD_DB_ERROR_WRONG_KEY: the key does not open the file
 * @FOD_DB_ERROR_DAMAGED: a page is not what was written
 * @FOD_DB_ERROR_FULL: no room on the disk; nothing was lost, the transaction was rolled back
 * @FOD_DB_ERROR_READ_ONLY: the file or its folder can't be written
 * @FOD_DB_ERROR_BUSY: another process holds it
 * @FOD_DB_ERROR_TOO_NEW: a newer program wrote it
 * @FOD_DB_ERROR_NOT_ENCRYPTED: the engine would write plaintext; refused
 * @FOD_DB_ERROR_AGAIN: another transaction was in the way; this one was undone and may go well when
 *   it is done once more
 * @FOD_DB_ERROR_CONSTRAINT: a unique key or a reference
 * @FOD_DB_ERROR_IO: any other failure of the disk
 * @FOD_DB_ERROR_FAILED: a statement that the program got wrong
 */
typedef enum
{
  FOD_DB_ERROR_WRONG_KEY,
  FOD_DB_ERROR_DAMAGED,
  FOD_DB_ERROR_FULL,
  FOD_DB_ERROR_READ_ONLY,
  FOD_DB_ERROR_BUSY,
  FOD_DB_ERROR_TOO_NEW,
  FOD_DB_ERROR_NOT_ENCRYPTED,
  FOD_DB_ERROR_AGAIN,
  FOD_DB_ERROR_CONSTRAINT,
  FOD_DB_ERROR_IO,
  FOD_DB_ERROR_FAILED
} FodDbError;

#define FOD_DB_ERROR (fod_db_error_quark ())
GQuark fod_db_error_quark (void);

G_END_DECLS
