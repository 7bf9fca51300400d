/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-ledger.h"

G_BEGIN_DECLS

/** fod_cover_follow: in a transaction: participants whom the person at this laptop covered for
 * until a day that is over are shown no more, with all that hangs on them; those whose day is not
 * over after all are shown again. Nothing goes: that is the server's to say, at the next pull
 * (PROTOCOL.md, handing over). Error: %FOD_DB_ERROR */
gboolean fod_cover_follow (FodLedger *ledger, GError **error);

/** fod_cover_follow_pull: likewise, where there is something that is not shown */
gboolean fod_cover_follow_pull (FodLedger *ledger, GError **error);

/** fod_cover_follow_day: likewise, in a transaction of its own, when the day is another than @day
 * (inout) (nullable) (transfer full); what failed is tried again at the next call */
void fod_cover_follow_day (FodLedger *ledger, char **day);

G_END_DECLS
