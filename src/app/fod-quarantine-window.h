/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodQuarantineWindow:
 *
 * What people wrote about records that they had lost meanwhile: the server keeps it for the leader
 * of the team that has them now. It is asked for when the window opens, and kept nowhere: without
 * the server it says so.
 */
#define FOD_TYPE_QUARANTINE_WINDOW (fod_quarantine_window_get_type ())
G_DECLARE_FINAL_TYPE (FodQuarantineWindow, fod_quarantine_window, FOD, QUARANTINE_WINDOW, AdwWindow)

/** fod_quarantine_window_open: opens it over the window that @from is in */
void fod_quarantine_window_open (GtkWidget *from, FodContext *context);

G_END_DECLS
