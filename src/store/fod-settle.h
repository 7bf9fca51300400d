/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-journal.h"
#include "store/fod-ledger.h"

G_BEGIN_DECLS

/** fod_settle_take: takes the server's answers to a push in one transaction. @sent: (nullable)
 * (element-type FodOp): the ops of that push. Error: %FOD_DB_ERROR */
gboolean fod_settle_take (
    FodLedger *ledger, FodPushReply *reply, GPtrArray *sent, FodSettled *settled, GError **error);

G_END_DECLS
