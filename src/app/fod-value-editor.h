/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "schema/fod-field.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodValueEditor:
 *
 * Takes one value for one field of a row that is not shown, with the widget that belongs to the
 * field's type: a choice from its list, day and time, lines of text, or one line as it is typed at
 * the field itself. A choice, and day and time, begin with a value that is known; texts are empty.
 *
 * Signals: "edited" () when the person changed it; "done" () when Enter says that it is all.
 */
#define FOD_TYPE_VALUE_EDITOR (fod_value_editor_get_type ())
G_DECLARE_FINAL_TYPE (FodValueEditor, fod_value_editor, FOD, VALUE_EDITOR, AdwBin)

/** fod_value_editor_can_edit: Returns: whether there is another value than two that differ: a
 * yes/no has no third, and a row is chosen where there is a search for it */
gboolean fod_value_editor_can_edit (const FodField *field);

/** fod_value_editor_show: to be called once; @known: (nullable): the value to begin with */
void fod_value_editor_show (FodValueEditor *self,
                            FodContext *context,
                            const FodField *field,
                            const char *known);

/** fod_value_editor_read: @value: (out) (transfer full) (nullable): the canonical text, %NULL for
 * "not set". What can't be read is marked and has the focus. Error: %FOD_FIELD_ERROR */
gboolean fod_value_editor_read (FodValueEditor *self, char **value, GError **error);

G_END_DECLS
