/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-work.h"
#include "wire/fod-wire.h"

G_BEGIN_DECLS

/**
 * fod_server_erase:
 * @unknown: whether an id that is not known is dead from now on, too
 *
 * A person's right: nothing of the row and of all that hangs on it stays, in no earlier value and
 * in nothing that was refused about it; their ids are dead for ever, and the devices are told. May
 * be done again.
 *
 * Error: %FOD_SERVER_ACCOUNT_ERROR_UNKNOWN, %FOD_SERVER_DENIAL_SETUP, %FOD_DB_ERROR; and
 * %FOD_SERVER_ACCOUNT_ERROR_LOG when all of that is done, and earlier bytes are in the log still.
 */
gboolean fod_server_erase (FodServerStore *store,
                           FodClock *clock,
                           const char *kind,
                           const char *id,
                           gboolean unknown,
                           GError **error);

/** fod_server_erase_concerns: @erased: (out): whether @op is about a row that was erased, or hangs
 * on one: then nothing of what it says is kept. Error: %FOD_DB_ERROR */
gboolean
fod_server_erase_concerns (FodServerWork *work, const FodOp *op, gboolean *erased, GError **error);

/** fod_server_erase_note: writes @row and all that hangs on it into the list of what was erased in
 * @folder, which no restore replaces. Error: %G_FILE_ERROR, %FOD_DB_ERROR */
gboolean fod_server_erase_note (const char *folder,
                                FodServerStore *store,
                                const FodStoredRow *row,
                                GError **error);

/** fod_server_erase_again: after a restore: erases all that the list in @folder names. Error: as
 * fod_server_erase() and %G_FILE_ERROR */
gboolean
fod_server_erase_again (FodServerStore *store, FodClock *clock, const char *folder, GError **error);

G_END_DECLS
