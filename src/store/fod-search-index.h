/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"
#include "store/fod-ledger.h"

G_BEGIN_DECLS

/**
 * fod_search_index_note:
 * @number: the row's number in its table
 * @before, @after: (nullable): the row as it was and is; %NULL for not there, or deleted
 *
 * Notes in the row's own transaction that the index has to follow, if it has. Error: %FOD_DB_ERROR
 */
gboolean fod_search_index_note (FodLedger *ledger,
                                gint64 number,
                                const FodRecord *before,
                                const FodRecord *after,
                                GError **error);

/**
 * fod_search_index_follow:
 * @limit: at most so many rows, 0 for all
 * @left: (out): whether there may be more
 *
 * Indexes what was noted, in a transaction of its own. Error: %FOD_DB_ERROR
 */
gboolean fod_search_index_follow (FodLedger *ledger, guint limit, gboolean *left, GError **error);

/** fod_search_index_get_spec: Returns: (transfer none) (nullable): the kind that @docid belongs to;
 * sets @number to the row's number in its table */
const FodSpec *fod_search_index_get_spec (gint64 docid, gint64 *number);

G_END_DECLS
