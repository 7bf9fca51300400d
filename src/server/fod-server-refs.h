/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-change.h"

G_BEGIN_DECLS

/* What an op may touch: decided inside the transaction, from the rows as they stand. */

/** fod_server_refs_see_row: the op's row is there and in one of the user's scopes.
 * Error: %FOD_SERVER_REJECTION, %FOD_DB_ERROR */
gboolean fod_server_refs_see_row (FodServerChange *change, GError **error);

/** fod_server_refs_gave_away: @gave: (out): whether the one at work had the row, or what it hangs
 * on, when they began, and gave it away in the same transaction: what they wrote before they were
 * told goes along. Error: %FOD_DB_ERROR */
gboolean fod_server_refs_gave_away (FodServerWork *work,
                                    const FodStoredRow *row,
                                    gboolean *gave,
                                    GError **error);

/**
 * fod_server_refs_check:
 *
 * Every reference that the op sets leads to a row that its user may see. A reference to what the
 * row hangs on also becomes its place, and brings that back when it was deleted meanwhile and its
 * kind keeps edits. Error: %FOD_SERVER_REJECTION, %FOD_DB_ERROR
 */
gboolean fod_server_refs_check (FodServerChange *change, GError **error);

G_END_DECLS
