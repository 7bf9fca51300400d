/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-today-model.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodWeekWindow:
 *
 * The entries behind a number of the week's count, to be looked at and mended: a press opens one.
 */
#define FOD_TYPE_WEEK_WINDOW (fod_week_window_get_type ())
G_DECLARE_FINAL_TYPE (FodWeekWindow, fod_week_window, FOD, WEEK_WINDOW, AdwWindow)

/** fod_week_window_open: shows them over the window of @from, and follows @model */
void
fod_week_window_open (GtkWidget *from, FodContext *context, FodTodayModel *model, FodWeekPart part);

G_END_DECLS
