/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-name-book.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodMonthDay:
 *
 * A day in the month: its number, its holiday, one line for each entry that there is room for, and
 * a button "+n" that lists the rest. Where there is no room for lines it only says how many there
 * are. Asks the page: "calendar.new" (s), "calendar.step" (i), "calendar.show-day" (s).
 */
#define FOD_TYPE_MONTH_DAY (fod_month_day_get_type ())
G_DECLARE_FINAL_TYPE (FodMonthDay, fod_month_day, FOD, MONTH_DAY, GtkWidget)

/** fod_month_day_new: Returns: (transfer floating) */
GtkWidget *fod_month_day_new (FodContext *context, FodNameBook *names);

/** fod_month_day_set_day: shows @date; @entries (element-type FodEntity) by their time; @outside:
 * whether it belongs to another month */
void
fod_month_day_set_day (FodMonthDay *self, const char *date, GPtrArray *entries, gboolean outside);

/** fod_month_day_set_compact: whether only the number of entries is shown */
void fod_month_day_set_compact (FodMonthDay *self, gboolean compact);

/** fod_month_day_set_target: whether something dragged would land here */
void fod_month_day_set_target (FodMonthDay *self, gboolean target);

/** fod_month_day_get_date: Returns: (transfer none): the day, yyyy-mm-dd */
const char *fod_month_day_get_date (FodMonthDay *self);

/** fod_month_day_find: Returns: (transfer none) (nullable): the widget of that follow-up */
GtkWidget *fod_month_day_find (FodMonthDay *self, const char *id);

G_END_DECLS
