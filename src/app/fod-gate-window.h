/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-profile.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodGateWindow:
 *
 * The window before the data: unlock, or the first run. Shows nothing about people. Signal "opened"
 * (FodContext) when the profile is open.
 */
#define FOD_TYPE_GATE_WINDOW (fod_gate_window_get_type ())
G_DECLARE_FINAL_TYPE (FodGateWindow, fod_gate_window, FOD, GATE_WINDOW, AdwApplicationWindow)

/** fod_gate_window_new: Returns: (transfer none): a window that asks for the passphrase of
 * @profile, or helps to make it */
FodGateWindow *fod_gate_window_new (GtkApplication *application, FodProfile *profile);

G_END_DECLS
