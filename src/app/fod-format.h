/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Dates, times and spans in the reader's words. Dates are yyyy-mm-dd texts, as in the store; all
 * names go through gettext, so that they follow the language of the window and not the session's.
 */

/** fod_format_date: Returns: (transfer full): "23-11-2026"; "" for %NULL */
char *fod_format_date (const char *date);

/** fod_format_date_short: Returns: (transfer full): "Mon 23-11" */
char *fod_format_date_short (const char *date);

/** fod_format_date_long: Returns: (transfer full): "Monday 23 November 2026" */
char *fod_format_date_long (const char *date);

/** fod_format_week: Returns: (transfer full): "week 48", the ISO week of that day */
char *fod_format_week (const char *date);

/** fod_format_weekday: @day 1 for Monday to 7; Returns: (transfer none): "Monday" */
const char *fod_format_weekday (int day);

/** fod_format_weekday_short: @day 1 for Monday to 7; Returns: (transfer none): "Mon" */
const char *fod_format_weekday_short (int day);

/** fod_format_month: @month 1 to 12; Returns: (transfer none): "November" */
const char *fod_format_month (int month);

/** fod_format_ago: Returns: (transfer full): "today", "yesterday", "3 days ago", "2 weeks ago";
 * "tomorrow", "in 3 days" for later days */
char *fod_format_ago (const char *date, const char *today);

/** fod_format_day: Returns: (transfer full): the day as a person says it: "today", "tomorrow",
 * else fod_format_date_short(), with the year when it is another */
char *fod_format_day (const char *date, const char *today);

/** fod_format_slot: @slot a FodWhen text; Returns: (transfer full): "today 09:00–10:30", "Tue
 * 24-11", across days with both */
char *fod_format_slot (const char *slot, const char *today);

/** fod_format_slot_time: Returns: (transfer full): "09:00–10:30", or "" for a whole day */
char *fod_format_slot_time (const char *slot);

/** fod_format_clock: @minutes after midnight; Returns: (transfer full): "09:05" */
char *fod_format_clock (int minutes);

/** fod_format_minutes: Returns: (transfer full): "45 min", "1 h", "1 h 30 min" */
char *fod_format_minutes (int minutes);

/** fod_format_moment: @ms since 1970; Returns: (transfer full): local time; "09:42" for a moment
 * of @today, else "22-11-2026 09:42" */
char *fod_format_moment (gint64 ms, const char *today);

/** fod_format_pay: @ore as decimal text; Returns: (transfer full): kroner, "152,50" by the
 * language's decimal mark */
char *fod_format_pay (const char *ore);

/** fod_format_weekly_hours: @minutes as decimal text; Returns: (transfer full): "7,5" by the
 * language's decimal mark; "" for %NULL */
char *fod_format_weekly_hours (const char *minutes);

/** fod_format_weekly_span: @from and @to as decimal minutes, either may be %NULL; Returns:
 * (transfer full): "6–10 h a week", "from 6 h a week", "up to 10 h a week"; "" when both are %NULL
 */
char *fod_format_weekly_span (const char *from, const char *to);

/**
 * fod_format_read_date:
 * @text: what a person typed for a day that was or will be; see fod_date_input_parse()
 * @today: yyyy-mm-dd
 *
 * Returns: (transfer full): yyyy-mm-dd; what is no day comes back as it is, for the check to refuse
 */
char *fod_format_read_date (const char *text, const char *today);

G_END_DECLS
