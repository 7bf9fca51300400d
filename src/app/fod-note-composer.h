/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodNoteComposer:
 *
 * Where a note about a participant is written, with a next step that becomes a follow-up in the
 * same edit. What is typed is a draft until it is saved, and is offered again after a crash.
 */
#define FOD_TYPE_NOTE_COMPOSER (fod_note_composer_get_type ())
G_DECLARE_FINAL_TYPE (FodNoteComposer, fod_note_composer, FOD, NOTE_COMPOSER, AdwBin)

/** fod_note_composer_show: writes about @participant from now on; keeps the former draft. %NULL for
 * nobody */
void fod_note_composer_show (FodNoteComposer *self, FodContext *context, const char *participant);

/** fod_note_composer_start: unfolds it and puts the focus into the text */
void fod_note_composer_start (FodNoteComposer *self);

/** fod_note_composer_flush: keeps the draft now */
void fod_note_composer_flush (FodNoteComposer *self);

G_END_DECLS
