/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-record-dialog.h"

G_BEGIN_DECLS

/**
 * FodNoteDialog:
 *
 * A note that was written before, to correct it.
 */
#define FOD_TYPE_NOTE_DIALOG (fod_note_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FodNoteDialog, fod_note_dialog, FOD, NOTE_DIALOG, FodRecordDialog)

/** fod_note_dialog_open: shows the note over the window of @from */
void fod_note_dialog_open (GtkWidget *from, FodContext *context, FodEntity *entity);

G_END_DECLS
