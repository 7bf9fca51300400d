/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-journal.h"
#include "store/fod-ledger.h"

G_BEGIN_DECLS

/** fod_settle_take: takes the server's answers to a push in one transaction. Error: %FOD_DB_ERROR
 */
gboolean
fod_settle_take (FodLedger *ledger, FodPushReply *reply, FodSettled *settled, GError **error);

G_END_DECLS
