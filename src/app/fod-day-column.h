/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-name-book.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodDayColumn:
 *
 * One day by the hour: its entries, side by side where they overlap, and a place of half an hour
 * that the arrow keys move and Enter books. A click books as well. Asks the page: "calendar.new"
 * (s: a FodWhen text) and "calendar.step" (i: days).
 */
#define FOD_TYPE_DAY_COLUMN (fod_day_column_get_type ())
G_DECLARE_FINAL_TYPE (FodDayColumn, fod_day_column, FOD, DAY_COLUMN, GtkWidget)

/** fod_day_column_new: Returns: (transfer floating) */
GtkWidget *fod_day_column_new (FodContext *context, FodNameBook *names);

/** fod_day_column_set_day: shows @date; @entries (element-type FodEntity) may hold some without a
 * time, which stand elsewhere. Makes as many widgets as a moment has time for; Returns: whether
 * those were all, else call it again soon */
gboolean fod_day_column_set_day (FodDayColumn *self, const char *date, GPtrArray *entries);

/** fod_day_column_get_date: Returns: (transfer none): the day, yyyy-mm-dd */
const char *fod_day_column_get_date (FodDayColumn *self);

/** fod_day_column_set_hour_height: how high an hour is, in pixels; the grid decides */
void fod_day_column_set_hour_height (FodDayColumn *self, int pixels);

/** fod_day_column_set_now: where the line of the present stands, in minutes; -1 for none */
void fod_day_column_set_now (FodDayColumn *self, int minutes);

/** fod_day_column_set_cursor: moves the place that Enter books, in minutes */
void fod_day_column_set_cursor (FodDayColumn *self, int minutes);

/** fod_day_column_get_cursor: Returns: where it is */
int fod_day_column_get_cursor (FodDayColumn *self);

/** fod_day_column_set_preview: shows where something dragged would land; @minutes 0 for nothing */
void fod_day_column_set_preview (FodDayColumn *self, int start, int minutes);

/** fod_day_column_find: Returns: (transfer none) (nullable): the widget of that follow-up */
GtkWidget *fod_day_column_find (FodDayColumn *self, const char *id);

G_END_DECLS
