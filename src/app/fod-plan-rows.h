/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** fod_plan_row_of_search: @context: a FodContext; Returns: (transfer floating): a job search plan:
 * the day, the goal jobs, the hours and the next review */
GtkWidget *fod_plan_row_of_search (gpointer entity, gpointer context);

G_END_DECLS
