/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-edit.h"
#include "store/fod-ledger.h"

G_BEGIN_DECLS

/** fod_apply_edit: writes the edit in one transaction: rows, search index, history and queue.
 * Returns: (transfer full) (nullable): the transaction's id. Error: %FOD_FIELD_ERROR,
 * %FOD_STORE_ERROR, %FOD_DB_ERROR */
char *fod_apply_edit (FodLedger *ledger, const FodEdit *edit, GError **error);

/** fod_apply_undo: writes the opposite of the transaction @tx, but for what others changed since.
 * Returns: (transfer full) (nullable): the undoing's own id. Error: as fod_apply_edit(),
 * %FOD_STORE_ERROR_NOT_FOUND for an unknown transaction */
char *fod_apply_undo (FodLedger *ledger, const char *tx, GError **error);

G_END_DECLS
