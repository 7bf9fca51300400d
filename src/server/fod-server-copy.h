/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-store-sql.h"

G_BEGIN_DECLS

/**
 * fod_server_copy:
 * @from: a whole store that nobody writes into
 * @to: one that is not set up
 * @counts: (out): how many of what was copied
 * @error: %FOD_DB_ERROR; %G_IO_ERROR_EXISTS when @to is set up already; %G_IO_ERROR_PARTIAL_INPUT
 *   when what lies in @to afterwards is not what was read from @from
 *
 * Copies everything as it is, epoch and places in the feeds included, so that devices go on as if
 * nothing had happened. One transaction; then everything is read back and compared, table by table,
 * by number and by BLAKE2b over every value, and the audit's chain is walked.
 */
gboolean fod_server_copy (FodServerStoreSql *from,
                          FodServerStoreSql *to,
                          FodServerCounts *counts,
                          GError **error);

G_END_DECLS
