/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "app/fod-suggestion-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodSuggestionRow:
 *
 * What a clock of the course asks for, for whom and why. "Book" makes a follow-up of it on a good
 * day; the menu has other days, and settles it with a reason. Either way the follow-up that is made
 * is the answer, which colleagues see: it names the clock. A press opens the participant.
 */
#define FOD_TYPE_SUGGESTION_ROW (fod_suggestion_row_get_type ())
G_DECLARE_FINAL_TYPE (FodSuggestionRow, fod_suggestion_row, FOD, SUGGESTION_ROW, GtkListBoxRow)

/** fod_suggestion_row_new: Returns: (transfer floating): a row */
GtkWidget *fod_suggestion_row_new (FodContext *context, FodSuggestionItem *item);

/** fod_suggestion_row_open: opens the participant */
void fod_suggestion_row_open (FodSuggestionRow *self);

G_END_DECLS
