/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"
#include "store/fod-ledger.h"

G_BEGIN_DECLS

/**
 * fod_search_index_move:
 * @number: the row's number in its table
 * @before: (nullable): what the index has of the row; %NULL when it is not in it
 * @after: (nullable): what it shall have; %NULL takes the row out
 *
 * Keeps the index true in the transaction of the row. Error: %FOD_DB_ERROR
 */
gboolean fod_search_index_move (FodLedger *ledger,
                                gint64 number,
                                const FodRecord *before,
                                const FodRecord *after,
                                GError **error);

/** fod_search_index_get_spec: Returns: (transfer none) (nullable): the kind that @docid belongs to;
 * sets @number to the row's number in its table */
const FodSpec *fod_search_index_get_spec (gint64 docid, gint64 *number);

G_END_DECLS
