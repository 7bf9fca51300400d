/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-change.h"

G_BEGIN_DECLS

/**
 * fod_server_apply:
 *
 * Authorizes, merges, checks and stores one op (PROTOCOL.md, op and push). The result is in
 * @change. Error: %FOD_SERVER_REJECTION, %FOD_DB_ERROR; then the caller rolls back
 */
gboolean fod_server_apply (FodServerChange *change, GError **error);

G_END_DECLS
