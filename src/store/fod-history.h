/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-ledger.h"

G_BEGIN_DECLS

/* What a line of the history tells of. */
#define FOD_HISTORY_CREATE "create"
#define FOD_HISTORY_SET "set"
#define FOD_HISTORY_DELETE "delete"
#define FOD_HISTORY_UNDELETE "undelete"
#define FOD_HISTORY_RESOLVE "resolve"
#define FOD_HISTORY_PULL "pull"
#define FOD_HISTORY_FORGOTTEN "forgotten"

/* The transaction that changed nothing. */
#define FOD_HISTORY_NO_TX "0"

/**
 * FodHistoryLine:
 * @seq: its place in the history
 * @tx: (nullable): the own transaction, a number as text; %NULL for what came from the server
 * @old_values, @new_values: (nullable): field → text, or %NULL for "not set"
 * @versions: (nullable): of a pull: field → the version that was overwritten
 * @author: (nullable): a user's id
 * @hlc: (nullable): the reading of an own op
 *
 * One change of one row.
 */
typedef struct
{
  gint64 seq;
  char *tx;
  char *kind;
  char *row;
  char *verb;
  GHashTable *old_values;
  GHashTable *new_values;
  GHashTable *versions;
  char *author;
  char *hlc;
  gint64 at_ms;
} FodHistoryLine;

/** fod_history_line_new: Returns: (transfer full): a line with empty values */
FodHistoryLine *fod_history_line_new (const char *verb, const char *kind, const char *row);

void fod_history_line_free (FodHistoryLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodHistoryLine, fod_history_line_free)

/** fod_history_line_note: @field went from @old_value to @new_value */
void fod_history_line_note (FodHistoryLine *self,
                            const char *field,
                            const char *old_value,
                            const char *new_value);

/** fod_history_add: writes the line, dated now. Error: %FOD_DB_ERROR */
gboolean fod_history_add (FodLedger *ledger, const FodHistoryLine *line, GError **error);

/** fod_history_dup_next_tx: Returns: (transfer full): the transaction that begins with the next
 * line
 */
char *fod_history_dup_next_tx (FodLedger *ledger);

/** fod_history_list_tx: Returns: (transfer full) (nullable) (element-type FodHistoryLine): what the
 * transaction did, newest first */
GPtrArray *fod_history_list_tx (FodLedger *ledger, const char *tx, GError **error);

/** fod_history_list_row: Returns: (transfer full) (nullable) (element-type FodHistoryLine): what
 * happened to the row, of one @verb or (%NULL) of all, newest first, at most @limit lines */
GPtrArray *fod_history_list_row (
    FodLedger *ledger, const char *row, const char *verb, guint limit, GError **error);

/** fod_history_forget: nothing is kept of the row's earlier values, by whomever they were told.
 * Error: %FOD_DB_ERROR */
gboolean fod_history_forget (FodLedger *ledger, const char *row, GError **error);

G_END_DECLS
