/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ips/fod-job.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodHoursChart:
 *
 * The weekly hours of a participant as a staircase over time: ordinary jobs in the accent colour,
 * jobs on the way there lighter on top of them. Said in words, too, for who does not see it.
 */
#define FOD_TYPE_HOURS_CHART (fod_hours_chart_get_type ())
G_DECLARE_FINAL_TYPE (FodHoursChart, fod_hours_chart, FOD, HOURS_CHART, GtkWidget)

/** fod_hours_chart_show: @stairs: (element-type FodJobStair): at least one; @until: the day on
 * which the picture ends, not before the last stair */
void fod_hours_chart_show (FodHoursChart *self, GArray *stairs, const char *until);

G_END_DECLS
