/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-calendar-window.h"
#include "model/fod-name-book.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodDayList:
 *
 * The calendar where there is no room for one: a strip of the week's days, and what is on the
 * chosen day as a list. Asks the page: "calendar.choose" (s: a day), "calendar.new" (s).
 */
#define FOD_TYPE_DAY_LIST (fod_day_list_get_type ())
G_DECLARE_FINAL_TYPE (FodDayList, fod_day_list, FOD, DAY_LIST, AdwBin)

/** fod_day_list_set_context: to be called once */
void fod_day_list_set_context (FodDayList *self,
                               FodContext *context,
                               FodCalendarWindow *window,
                               FodNameBook *names);

/** fod_day_list_set_date: shows @date, and its week in the strip */
void fod_day_list_set_date (FodDayList *self, const char *date);

/** fod_day_list_focus: moves the focus to the chosen day in the strip */
void fod_day_list_focus (FodDayList *self);

/** fod_day_list_find: Returns: (transfer none) (nullable): the widget of that follow-up */
GtkWidget *fod_day_list_find (FodDayList *self, const char *id);

G_END_DECLS
