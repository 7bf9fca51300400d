/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodCalendarPage:
 *
 * The page "Calendar": week, month, and where there is no room a day as a list; previous, next,
 * today, go to. Opens and makes follow-ups, for the other pages too. Takes the construct-only
 * property "context" (FodContext).
 */
#define FOD_TYPE_CALENDAR_PAGE (fod_calendar_page_get_type ())
G_DECLARE_FINAL_TYPE (FodCalendarPage, fod_calendar_page, FOD, CALENDAR_PAGE, AdwBin)

G_END_DECLS
