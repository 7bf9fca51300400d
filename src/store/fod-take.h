/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-journal.h"
#include "store/fod-ledger.h"

G_BEGIN_DECLS

/** fod_take_ops: marks the next ops as in flight. Returns: (transfer full) (nullable): whole
 * transactions, oldest first; one that is over the limits by itself comes alone. Error:
 * %FOD_DB_ERROR */
FodTaken *fod_take_ops (FodLedger *ledger, const FodTake *which, GError **error);

G_END_DECLS
