/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-calendar-window.h"
#include "model/fod-name-book.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodMonthView:
 *
 * A month: weeks from Monday with their ISO numbers, days with their entries. Entries are dragged
 * from day to day. Asks the page: "calendar.show-week" (s) and "calendar.move" (sii).
 */
#define FOD_TYPE_MONTH_VIEW (fod_month_view_get_type ())
G_DECLARE_FINAL_TYPE (FodMonthView, fod_month_view, FOD, MONTH_VIEW, AdwBin)

/** fod_month_view_set_context: to be called once */
void fod_month_view_set_context (FodMonthView *self,
                                 FodContext *context,
                                 FodCalendarWindow *window,
                                 FodNameBook *names);

/** fod_month_view_set_date: shows the month of @date */
void fod_month_view_set_date (FodMonthView *self, const char *date);

/** fod_month_view_set_compact: whether there is only room for numbers */
void fod_month_view_set_compact (FodMonthView *self, gboolean compact);

/** fod_month_view_focus_day: moves the focus to @date */
void fod_month_view_focus_day (FodMonthView *self, const char *date);

/** fod_month_view_find: Returns: (transfer none) (nullable): the widget of that follow-up */
GtkWidget *fod_month_view_find (FodMonthView *self, const char *id);

/** fod_month_view_get_range: sets the first and the last day that the month of @date shows;
 * Returns: whether @date is one */
gboolean fod_month_view_get_range (const char *date, char first[11], char last[11]);

G_END_DECLS
