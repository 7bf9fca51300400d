/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-work.h"
#include "wire/fod-wire.h"

G_BEGIN_DECLS

/**
 * fod_server_end:
 * @work: of fod_server_work_begin_ended()
 * @token: the device's, as it came
 *
 * Takes the ops of a device whose access has ended into the quarantine: nothing is applied, each is
 * in the audit once. Without ops, the device has nothing more and is about to wipe itself; that is
 * noted. The caller commits.
 *
 * Returns: (transfer full) (nullable): the reply. Error: %FOD_SERVER_DENIAL, %FOD_WIRE_ERROR,
 *   %FOD_DB_ERROR
 */
FodEndReply *fod_server_end (FodServerWork *work,
                             const FodPushRequest *request,
                             const char *token,
                             GError **error);

G_END_DECLS
