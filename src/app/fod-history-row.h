/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-name-book.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodHistoryRow:
 *
 * One change: of a field what it was and what it became, of the whole row what was done with it; by
 * whom and when, and the way back where there is one.
 *
 * Signal: "restore" (): the person wants the older value.
 */
#define FOD_TYPE_HISTORY_ROW (fod_history_row_get_type ())
G_DECLARE_FINAL_TYPE (FodHistoryRow, fod_history_row, FOD, HISTORY_ROW, GtkListBoxRow)

/**
 * fod_history_row_new:
 * @field: (nullable): the field that was changed; %NULL for the whole row
 * @entry: (transfer none): the change, copied
 * @names: of the rows that a value may refer to
 * @can_restore: whether the older value may be put back
 *
 * Returns: (transfer floating): a row
 */
FodHistoryRow *fod_history_row_new (FodContext *context,
                                    const char *kind,
                                    const FodField *field,
                                    const FodHistoryEntry *entry,
                                    FodNameBook *names,
                                    gboolean can_restore);

G_END_DECLS
