/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodWindow:
 *
 * The main window of an unlocked profile: header, stack of pages, bar below when narrow, toasts and
 * undo. Routes the actions of app/fod-go.h to the page that is responsible. Construct-only
 * "context".
 */
#define FOD_TYPE_WINDOW (fod_window_get_type ())
G_DECLARE_FINAL_TYPE (FodWindow, fod_window, FOD, WINDOW, AdwApplicationWindow)

/** fod_window_new: Returns: (transfer none): a window of @application that shows the pages */
FodWindow *fod_window_new (GtkApplication *application, FodContext *context);

/** fod_window_get_page: Returns: (transfer none): the name of the page that is shown */
const char *fod_window_get_page (FodWindow *self);

G_END_DECLS
