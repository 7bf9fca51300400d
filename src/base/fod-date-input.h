/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Dates and times as people type them, Danish and English alike whatever the window's language:
 * "1/12", "0112", "1.12.2026", "1. december", "uge 48", "om 3 uger", "næste fredag", "i morgen";
 * "9.30". */

/**
 * FodDateInputPurpose:
 * @FOD_DATE_INPUT_GO_TO: where to look: a bare number is a week, the nearest one; a day without a
 *   year is the nearest one
 * @FOD_DATE_INPUT_PLAN: for what is ahead: a bare number is a day of the month; what has no year is
 *   the first that is not more than two months ago
 * @FOD_DATE_INPUT_NOTE: for what is behind as often as ahead: a bare number is no day; a day
 * without a year is the nearest one
 */
typedef enum
{
  FOD_DATE_INPUT_GO_TO,
  FOD_DATE_INPUT_PLAN,
  FOD_DATE_INPUT_NOTE
} FodDateInputPurpose;

/**
 * fod_date_input_parse:
 * @text: what was typed
 * @today: the day that relative words count from
 * @date: (out): the day; the Monday when it was a week
 *
 * Returns: whether @text is a day that exists
 */
gboolean fod_date_input_parse (const char *text,
                               FodDateInputPurpose purpose,
                               const GDate *today,
                               GDate *date);

/**
 * fod_date_input_parse_time:
 * @text: "9", "9.30", "09:30", "0930", "kl. 9"
 * @minutes: (out): minutes after midnight
 *
 * Returns: whether @text is a time of day
 */
gboolean fod_date_input_parse_time (const char *text, int *minutes);

G_END_DECLS
