/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-name-book.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodCalendarEntry:
 *
 * One follow-up in the calendar: a button that says who and when, and takes the keys that change
 * it. Writes nothing: it asks the page by the actions "calendar.open" (s), "calendar.move" (sii:
 * id, days, minutes), "calendar.resize" (si), "calendar.status" (ss), "calendar.delete" (s),
 * "calendar.menu" (s) and "calendar.step" (i).
 */
#define FOD_TYPE_CALENDAR_ENTRY (fod_calendar_entry_get_type ())
G_DECLARE_FINAL_TYPE (FodCalendarEntry, fod_calendar_entry, FOD, CALENDAR_ENTRY, GtkButton)

/** fod_calendar_entry_new: @block: whether the height is the duration's (the week) or one line's
 * (the month); Returns: (transfer floating) */
GtkWidget *fod_calendar_entry_new (FodContext *context, FodNameBook *names, gboolean block);

/** fod_calendar_entry_set_record: shows @record as it stands on @date */
void fod_calendar_entry_set_record (FodCalendarEntry *self, FodRecord *record, const char *date);

/** fod_calendar_entry_set_tall: whether there is room for a second line */
void fod_calendar_entry_set_tall (FodCalendarEntry *self, gboolean tall);

/** fod_calendar_entry_get_record: Returns: (transfer none): what it shows */
FodRecord *fod_calendar_entry_get_record (FodCalendarEntry *self);

/** fod_calendar_entry_get_id: Returns: (transfer none): the follow-up's id */
const char *fod_calendar_entry_get_id (FodCalendarEntry *self);

G_END_DECLS
