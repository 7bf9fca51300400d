/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodSearchWindow:
 *
 * Search everywhere: names, notes, follow-ups, days and weeks, and what can be done. What was
 * searched is not kept.
 */
#define FOD_TYPE_SEARCH_WINDOW (fod_search_window_get_type ())
G_DECLARE_FINAL_TYPE (FodSearchWindow, fod_search_window, FOD, SEARCH_WINDOW, AdwWindow)

/** fod_search_window_show: opens the search over @parent, the main window */
void fod_search_window_show (GtkWindow *parent, FodContext *context);

G_END_DECLS
