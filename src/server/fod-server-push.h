/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-work.h"
#include "wire/fod-wire.h"

G_BEGIN_DECLS

/**
 * fod_server_push:
 *
 * Settles a push in the transaction of @work, which the caller commits: known ops get their stored
 * results, each tx group stands or falls under a savepoint, every outcome is audited.
 *
 * Returns: (transfer full) (nullable): the reply. Error: %FOD_SERVER_DENIAL, %FOD_DB_ERROR
 */
FodPushReply *fod_server_push (FodServerWork *work, const FodPushRequest *request, GError **error);

G_END_DECLS
