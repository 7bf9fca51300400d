/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodTodayPage:
 *
 * The page "Today" (ux.md §3). Takes the construct-only property "context" (FodContext).
 */
#define FOD_TYPE_TODAY_PAGE (fod_today_page_get_type ())
G_DECLARE_FINAL_TYPE (FodTodayPage, fod_today_page, FOD, TODAY_PAGE, AdwBin)

G_END_DECLS
