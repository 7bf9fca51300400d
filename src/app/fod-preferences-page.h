/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodPreferencesPage:
 *
 * Language, appearance, start page, working day, and the team's server. Changes apply
 * at once. Construct-only "context".
 */
#define FOD_TYPE_PREFERENCES_PAGE (fod_preferences_page_get_type ())
G_DECLARE_FINAL_TYPE (FodPreferencesPage, fod_preferences_page, FOD, PREFERENCES_PAGE, AdwBin)

G_END_DECLS
