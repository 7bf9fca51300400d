/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-work.h"
#include "wire/fod-wire.h"

G_BEGIN_DECLS

/**
 * fod_server_history:
 *
 * What the audit has of one row: every change that stands, and what was written at the same time
 * and did not. Only who holds the row is told, whatever it is in: the answer for a row of others is
 * that for one which does not exist. What a row was before it hung on what it hangs on now is told
 * to who hung it there alone. That it was read is audited.
 *
 * Returns: (transfer full) (nullable): the answer. Error: %FOD_SERVER_DENIAL_ROW and the others of
 *   fod_server_work_admit(), %FOD_DB_ERROR
 */
FodHistoryReply *
fod_server_history (FodServerWork *work, const FodHistoryRequest *request, GError **error);

G_END_DECLS
