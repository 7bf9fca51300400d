/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-today-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodSilenceRow:
 *
 * A participant whom nobody has talked to for long: since when, and how long is usual in the phase;
 * with a button that plans a follow-up. A press opens the participant.
 */
#define FOD_TYPE_SILENCE_ROW (fod_silence_row_get_type ())
G_DECLARE_FINAL_TYPE (FodSilenceRow, fod_silence_row, FOD, SILENCE_ROW, GtkListBoxRow)

/** fod_silence_row_new: Returns: (transfer floating): a row */
GtkWidget *fod_silence_row_new (FodTodayModel *model, FodEntity *participant);

/** fod_silence_row_open: opens the participant */
void fod_silence_row_open (FodSilenceRow *self);

G_END_DECLS
