/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** FodDayPicked: the person pointed at @date (yyyy-mm-dd) */
typedef void (*FodDayPicked) (GtkWidget *parent, const char *date);

/** fod_day_popover_show: a month to point into, over @parent, with @date marked; goes away by
 * itself */
void fod_day_popover_show (GtkWidget *parent, const char *date, FodDayPicked picked);

G_END_DECLS
