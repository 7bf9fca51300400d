/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-journal.h"
#include "store/fod-ledger.h"

G_BEGIN_DECLS

/** fod_waiting_list: Returns: (transfer full) (nullable) (element-type FodWaiting): refused ones
 * first. Error: %FOD_DB_ERROR */
GPtrArray *fod_waiting_list (FodLedger *ledger, GError **error);

/** fod_waiting_count: Error: %FOD_DB_ERROR */
gboolean fod_waiting_count (FodLedger *ledger, FodJournalCounts *counts, GError **error);

G_END_DECLS
