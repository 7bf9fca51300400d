/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-ledger.h"

G_BEGIN_DECLS

/** fod_resets_list: Returns: (transfer full) (element-type utf8 utf8): scope → how often it was
 * loaded anew today, decimal text; a scope that was not is missing */
GHashTable *fod_resets_list (FodLedger *ledger);

/** fod_resets_note: counts one of @scope, in the transaction that begins it. Error: %FOD_DB_ERROR
 */
gboolean fod_resets_note (FodLedger *ledger, const char *scope, GError **error);

/** fod_resets_forget: another server, or the same one set right. Error: %FOD_DB_ERROR */
gboolean fod_resets_forget (FodLedger *ledger, GError **error);

G_END_DECLS
