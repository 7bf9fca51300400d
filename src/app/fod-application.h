/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodApplication:
 *
 * The program: one profile, which is locked or open, and the window that goes with that. Started
 * twice with the same profile, the second start shows the first one's window.
 */
#define FOD_TYPE_APPLICATION (fod_application_get_type ())
G_DECLARE_FINAL_TYPE (FodApplication, fod_application, FOD, APPLICATION, AdwApplication)

/** fod_application_new: @session_language: what LANGUAGE was at the start, or %NULL; Returns:
 * (transfer full): the program */
FodApplication *fod_application_new (FodClock *clock, const char *session_language);

G_END_DECLS
