/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-calendar-window.h"
#include "model/fod-name-book.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodWeekView:
 *
 * A week by the hour: the days' heads with their holidays, above what has no time, below the hours.
 * Opens at the working day and stays where it was scrolled while weeks are turned.
 */
#define FOD_TYPE_WEEK_VIEW (fod_week_view_get_type ())
G_DECLARE_FINAL_TYPE (FodWeekView, fod_week_view, FOD, WEEK_VIEW, AdwBin)

/** fod_week_view_set_context: to be called once */
void fod_week_view_set_context (FodWeekView *self,
                                FodContext *context,
                                FodCalendarWindow *window,
                                FodNameBook *names);

/** fod_week_view_set_date: shows the week of @date */
void fod_week_view_set_date (FodWeekView *self, const char *date);

/** fod_week_view_set_weekend: shows Saturday and Sunday too */
void fod_week_view_set_weekend (FodWeekView *self, gboolean weekend);

/** fod_week_view_focus_day: moves the focus to @date, at the hour where it was */
void fod_week_view_focus_day (FodWeekView *self, const char *date);

/** fod_week_view_find: Returns: (transfer none) (nullable): the widget of that follow-up */
GtkWidget *fod_week_view_find (FodWeekView *self, const char *id);

G_END_DECLS
