/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-journal.h"
#include "store/fod-ledger.h"

G_BEGIN_DECLS

/** fod_pull_take: applies a pull's reply in one transaction; @applied is freed by the caller.
 * Error: %FOD_DB_ERROR */
gboolean
fod_pull_take (FodLedger *ledger, FodPullReply *reply, FodApplied *applied, GError **error);

G_END_DECLS
