/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodToggleRow:
 *
 * A row of a boxed list with a button for each code of a list; those that are pressed are in the
 * set. A code that the list does not have is kept. Signal "edited" () when somebody pressed one.
 */
#define FOD_TYPE_TOGGLE_ROW (fod_toggle_row_get_type ())
G_DECLARE_FINAL_TYPE (FodToggleRow, fod_toggle_row, FOD, TOGGLE_ROW, AdwPreferencesRow)

/** fod_toggle_row_set_list: the buttons are those of the code list @list */
void fod_toggle_row_set_list (FodToggleRow *self, FodContext *context, const char *list);

/** fod_toggle_row_set_text: @text has the codes with ", " between */
void fod_toggle_row_set_text (FodToggleRow *self, const char *text);

/** fod_toggle_row_dup_text: Returns: (transfer full): the codes with ", " between, "" for none */
char *fod_toggle_row_dup_text (FodToggleRow *self);

G_END_DECLS
