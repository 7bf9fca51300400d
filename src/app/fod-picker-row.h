/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodPickerRow:
 *
 * A row that refers to a participant or an employer: shows the name, and finds another while one
 * types. Property: "title" as every row. Signal: "picked" () when the person chose one, or none.
 */
#define FOD_TYPE_PICKER_ROW (fod_picker_row_get_type ())
G_DECLARE_FINAL_TYPE (FodPickerRow, fod_picker_row, FOD, PICKER_ROW, AdwActionRow)

/** fod_picker_row_set_context: to be called once; @kind is what can be picked */
void fod_picker_row_set_context (FodPickerRow *self, FodContext *context, const char *kind);

/** fod_picker_row_set_id: shows the row of that id; %NULL for none */
void fod_picker_row_set_id (FodPickerRow *self, const char *id);

/** fod_picker_row_get_id: Returns: (transfer none) (nullable): the chosen row's id */
const char *fod_picker_row_get_id (FodPickerRow *self);

/** fod_picker_row_set_fixed: whether it only shows: its button then opens the row */
void fod_picker_row_set_fixed (FodPickerRow *self, gboolean fixed);

G_END_DECLS
