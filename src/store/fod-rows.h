/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"
#include "store/fod-ledger.h"
#include "store/fod-query.h"
#include "wire/fod-row.h"

G_BEGIN_DECLS

/**
 * FodViewRow:
 * @deleted: (nullable): the transaction that moved it to the bin; for another device's doing "-",
 *   who and when (fod_rows_dup_mark())
 * @number: its number in its table
 *
 * One row as everybody reads it: what the server confirmed, with the own queue laid over it.
 */
typedef struct
{
  FodRecord *record;
  char *deleted;
  gint64 number;
} FodViewRow;

/* In the bin by another device's doing, nobody knows whose. */
#define FOD_DELETED_ELSEWHERE "-"

/** fod_rows_dup_mark: Returns: (transfer full) (nullable): the mark of what @tombstone deletes,
 * %NULL when it does not say who did */
char *fod_rows_dup_mark (const FodRow *tombstone);

void fod_view_row_free (FodViewRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodViewRow, fod_view_row_free)

/** fod_rows_get: @row: (out) (nullable): %NULL when there is none. Error: %FOD_DB_ERROR */
gboolean fod_rows_get (
    FodLedger *ledger, const FodSpec *spec, const char *id, FodViewRow **row, GError **error);

/** fod_rows_get_live: @record: (out) (nullable): the live row of that number. Error: %FOD_DB_ERROR
 */
gboolean fod_rows_get_live (
    FodLedger *ledger, const FodSpec *spec, gint64 number, FodRecord **record, GError **error);

/**
 * fod_rows_put:
 * @before: (nullable): the row as fod_rows_get() gave it
 * @deleted: (nullable): as FodViewRow
 *
 * Writes what differs, keeps the search index true, and makes it news. Error: %FOD_DB_ERROR
 */
gboolean fod_rows_put (FodLedger *ledger,
                       const FodViewRow *before,
                       const FodRecord *record,
                       const char *deleted,
                       GError **error);

/** fod_rows_remove: takes the row out for good. Error: %FOD_DB_ERROR */
gboolean fod_rows_remove (FodLedger *ledger, const FodViewRow *row, GError **error);

/** fod_rows_query: Returns: (transfer full) (nullable) (element-type FodRecord): its rows. Error:
 * %FOD_DB_ERROR */
GPtrArray *fod_rows_query (FodLedger *ledger, const FodQuery *query, GError **error);

/** fod_rows_visit: calls @visit with each row of @query in turn. Error: %FOD_DB_ERROR */
gboolean fod_rows_visit (
    FodLedger *ledger, const FodQuery *query, FodVisit visit, gpointer data, GError **error);

/**
 * fod_rows_list_children:
 * @bin: (nullable): a mark as FodViewRow's: asks for the deleted ones with it (another
 *   device's: by the same person within a minute, as it deletes a row and what hangs on it); else
 * for live ones
 *
 * Returns: (transfer full) (nullable) (element-type utf8): ids of the rows of @child whose parent
 * is
 *   @parent
 */
GPtrArray *fod_rows_list_children (
    FodLedger *ledger, const FodSpec *child, const char *parent, const char *bin, GError **error);

/** fod_rows_dup_title: Returns: (transfer full) (nullable): what names the row in a list: its own
 * title, else that of the row it hangs on */
char *fod_rows_dup_title (FodLedger *ledger, const char *kind, const char *id);

G_END_DECLS
