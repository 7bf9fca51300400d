/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-ledger.h"

G_BEGIN_DECLS

/** fod_cover_end: participants whom the person at this laptop covered for until a day that is over
 * are shown no more, with all that hangs on them; the server says the same at the next pull
 * (PROTOCOL.md, handing over). Error: %FOD_DB_ERROR */
gboolean fod_cover_end (FodLedger *ledger, GError **error);

G_END_DECLS
