/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ips/fod-week.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodWeekCard:
 *
 * The count of a week on Today: contacts with employers of those that the method asks for, talks,
 * how much of the time was out of the office. The page around it has the action "today.copy-week".
 */
#define FOD_TYPE_WEEK_CARD (fod_week_card_get_type ())
G_DECLARE_FINAL_TYPE (FodWeekCard, fod_week_card, FOD, WEEK_CARD, AdwBin)

/** fod_week_card_show: @name: of the week, such as "week 48" */
void fod_week_card_show (FodWeekCard *self, const FodWeek *week, const char *name);

/** fod_week_card_dup_text: Returns: (transfer full): the same as text, a line each */
char *fod_week_card_dup_text (FodWeekCard *self);

G_END_DECLS
