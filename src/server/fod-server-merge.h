/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-change.h"

G_BEGIN_DECLS

/**
 * fod_server_merge_field:
 * @value: (nullable): what the editor wrote
 * @base: what the editor had seen
 *
 * One field of an op meets the row of @change: fod_merge_field() decides, and this does what it
 * decided: writes, keeps, notes a conflict, forks a row, refuses.
 * Error: %FOD_SERVER_REJECTION, %FOD_DB_ERROR
 */
gboolean fod_server_merge_field (FodServerChange *change,
                                 const FodField *field,
                                 const char *value,
                                 const FodServerBase *base,
                                 GError **error);

/** fod_server_merge_lines: adds and takes away lines of a set. Error: %FOD_DB_ERROR */
gboolean fod_server_merge_lines (FodServerChange *change,
                                 const FodField *field,
                                 const char *added,
                                 const char *removed,
                                 GError **error);

G_END_DECLS
