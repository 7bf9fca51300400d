/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/fod-directory.h"
#include "model/fod-entity.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FodCalendarWindow:
 *
 * A GListModel of the follow-ups (FodEntity) that touch a range of days, by their start, kept true
 * as the store changes. A view says which range it shows; nothing else is loaded.
 *
 * Signal: "changed" (), once after any number of changes, when the rows or something in one of them
 * is another.
 */
#define FOD_TYPE_CALENDAR_WINDOW (fod_calendar_window_get_type ())
G_DECLARE_FINAL_TYPE (FodCalendarWindow, fod_calendar_window, FOD, CALENDAR_WINDOW, GObject)

/** fod_calendar_window_new: Returns: (transfer full): a window of no days */
FodCalendarWindow *fod_calendar_window_new (FodStore *store, FodDirectory *directory);

/** fod_calendar_window_set_range: shows the days from @from to @to (yyyy-mm-dd), both counted */
void fod_calendar_window_set_range (FodCalendarWindow *self, const char *from, const char *to);

/** fod_calendar_window_set_everyone: whether colleagues' follow-ups that are on this laptop are
 * shown too; at first only the own are */
void fod_calendar_window_set_everyone (FodCalendarWindow *self, gboolean everyone);

/** fod_calendar_window_list_day: Returns: (transfer container) (element-type FodEntity): what
 * touches @date: first what has no time, then by its start */
GPtrArray *fod_calendar_window_list_day (FodCalendarWindow *self, const char *date);

/** fod_calendar_window_find: Returns: (transfer none) (nullable): the entity of that id */
FodEntity *fod_calendar_window_find (FodCalendarWindow *self, const char *id);

G_END_DECLS
