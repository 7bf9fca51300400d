/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodSlotEditor:
 *
 * Day, time and length as rows of a boxed list, for one value: a FodWhen text. The day is typed as
 * people write it, or pointed at; without a time it is something due on a day. What is no day or no
 * time is marked at its row in words, and the value stays as it was.
 *
 * Signal: "changed" () when the person made it another value.
 */
#define FOD_TYPE_SLOT_EDITOR (fod_slot_editor_get_type ())
G_DECLARE_FINAL_TYPE (FodSlotEditor, fod_slot_editor, FOD, SLOT_EDITOR, AdwPreferencesGroup)

/** fod_slot_editor_set_context: to be called once */
void fod_slot_editor_set_context (FodSlotEditor *self, FodContext *context);

/** fod_slot_editor_set_slot: shows @slot; a row that is being typed into is left alone */
void fod_slot_editor_set_slot (FodSlotEditor *self, const char *slot);

/** fod_slot_editor_dup_slot: Returns: (transfer full): the value */
char *fod_slot_editor_dup_slot (FodSlotEditor *self);

/** fod_slot_editor_commit: reads the rows now; Returns: whether all of them could be read; if not,
 * the first that could not has the focus */
gboolean fod_slot_editor_commit (FodSlotEditor *self);

G_END_DECLS
