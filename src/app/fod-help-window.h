/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodHelpWindow:
 *
 * Short answers, in the program and without a network (F1).
 */
#define FOD_TYPE_HELP_WINDOW (fod_help_window_get_type ())
G_DECLARE_FINAL_TYPE (FodHelpWindow, fod_help_window, FOD, HELP_WINDOW, AdwWindow)

/** fod_help_window_show: opens the help over @parent (may be %NULL) */
void fod_help_window_show (GtkWindow *parent);

G_END_DECLS
