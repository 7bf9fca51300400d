/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-today-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodTodayRow:
 *
 * A follow-up on the page "Today": what, who, when, and on the row itself what can be done about
 * it: done, tomorrow, Monday, another day, no-show, cancelled. A press opens it.
 */
#define FOD_TYPE_TODAY_ROW (fod_today_row_get_type ())
G_DECLARE_FINAL_TYPE (FodTodayRow, fod_today_row, FOD, TODAY_ROW, GtkListBoxRow)

/** fod_today_row_new: Returns: (transfer floating): a row that follows @entity */
GtkWidget *fod_today_row_new (FodContext *context, FodTodayModel *model, FodEntity *entity);

/** fod_today_row_open: opens the follow-up */
void fod_today_row_open (FodTodayRow *self);

G_END_DECLS
