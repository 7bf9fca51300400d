/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-ledger.h"

G_BEGIN_DECLS

/* The code of a change that waits and was about rows that were here when the server was restored:
 * were it sent before a colleague's laptop has brought them back, it would be refused for ever. */
#define FOD_COMEBACK_CODE "awaits"

/** fod_comeback_mark: inside a transaction, while the rows are still here: the server was restored.
 * Error: %FOD_DB_ERROR */
gboolean fod_comeback_mark (FodLedger *ledger, GError **error);

/** fod_comeback_list: @awaiting: (out) (transfer full) (nullable) (element-type gint64): the
 * numbers of the changes that are not to be sent yet, because what they are about is not here
 * again; %NULL: none. Error: %FOD_DB_ERROR */
gboolean fod_comeback_list (FodLedger *ledger, GHashTable **awaiting, GError **error);

/** fod_comeback_heed_clock: inside a transaction: when the restore is dated in the time to come, a
 * clock was ahead then, and the 30 days begin now; they would not end before it is. Error:
 * %FOD_DB_ERROR */
gboolean fod_comeback_heed_clock (FodLedger *ledger, GError **error);

/** fod_comeback_get_end: Returns: when they are sent all the same, in ms of the server's time */
gint64 fod_comeback_get_end (FodLedger *ledger);

G_END_DECLS
