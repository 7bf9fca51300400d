/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-day-column.h"

G_BEGIN_DECLS

/**
 * FodHourGrid:
 *
 * Days side by side under one scale of hours. Entries are dragged here, from day to day and from
 * hour to hour, or by their foot to make them longer; a drag over free time books it. Asks the
 * page: "calendar.place" (ss: id, a FodWhen text) and "calendar.new" (s).
 */
#define FOD_TYPE_HOUR_GRID (fod_hour_grid_get_type ())
G_DECLARE_FINAL_TYPE (FodHourGrid, fod_hour_grid, FOD, HOUR_GRID, GtkWidget)

/** fod_hour_grid_set_context: to be called once; makes the seven days */
void fod_hour_grid_set_context (FodHourGrid *self, FodContext *context, FodNameBook *names);

/** fod_hour_grid_set_n_days: shows the first @n_days of the week */
void fod_hour_grid_set_n_days (FodHourGrid *self, int n_days);

/** fod_hour_grid_get_column: Returns: (transfer none): the column of the week's day @index, from 0
 */
FodDayColumn *fod_hour_grid_get_column (FodHourGrid *self, int index);

/** fod_hour_grid_get_gutter: Returns: how wide the scale of hours is, in pixels */
int fod_hour_grid_get_gutter (FodHourGrid *self);

/** fod_hour_grid_to_pixels: Returns: how far down @minutes after midnight are */
int fod_hour_grid_to_pixels (FodHourGrid *self, int minutes);

G_END_DECLS
