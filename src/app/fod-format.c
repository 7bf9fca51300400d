/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dates, times and spans in words. Pure; what people type is read by FodDateInput. */

#include "config.h"

#include "app/fod-format.h"

#include "base/fod-date-input.h"
#include "base/fod-date.h"
#include "base/fod-when.h"

#include <glib/gi18n.h>

#include <string.h>

const char *
fod_format_weekday (int day)
{
  static const char *const names[] = {
    NC_ ("weekday", "Monday"),   NC_ ("weekday", "Tuesday"), NC_ ("weekday", "Wednesday"),
    NC_ ("weekday", "Thursday"), NC_ ("weekday", "Friday"),  NC_ ("weekday", "Saturday"),
    NC_ ("weekday", "Sunday"),
  };

  g_return_val_if_fail (day >= 1 && day <= 7, "");

  return g_dpgettext2 (NULL, "weekday", names[day - 1]);
}

const char *
fod_format_weekday_short (int day)
{
  static const char *const names[] = {
    NC_ ("short weekday", "Mon"), NC_ ("short weekday", "Tue"), NC_ ("short weekday", "Wed"),
    NC_ ("short weekday", "Thu"), NC_ ("short weekday", "Fri"), NC_ ("short weekday", "Sat"),
    NC_ ("short weekday", "Sun"),
  };

  g_return_val_if_fail (day >= 1 && day <= 7, "");

  return g_dpgettext2 (NULL, "short weekday", names[day - 1]);
}

const char *
fod_format_month (int month)
{
  static const char *const names[] = {
    NC_ ("month", "January"), NC_ ("month", "February"), NC_ ("month", "March"),
    NC_ ("month", "April"),   NC_ ("month", "May"),      NC_ ("month", "June"),
    NC_ ("month", "July"),    NC_ ("month", "August"),   NC_ ("month", "September"),
    NC_ ("month", "October"), NC_ ("month", "November"), NC_ ("month", "December"),
  };

  g_return_val_if_fail (month >= 1 && month <= 12, "");

  return g_dpgettext2 (NULL, "month", names[month - 1]);
}

char *
fod_format_date (const char *date)
{
  return date != NULL ? fod_date_display (date) : g_strdup ("");
}

char *
fod_format_date_short (const char *date)
{
  GDate day;

  if (!fod_date_parse (date, &day))
    return fod_format_date (date);
  /* Translators: a day of this year: weekday, day, month, as in “Mon 23-11” */
  return g_strdup_printf (C_ ("short date", "%1$s %2$02d-%3$02d"),
                          fod_format_weekday_short ((int)g_date_get_weekday (&day)),
                          g_date_get_day (&day), (int)g_date_get_month (&day));
}

char *
fod_format_date_long (const char *date)
{
  GDate day;

  if (!fod_date_parse (date, &day))
    return fod_format_date (date);
  /* Translators: weekday, day, month, year, as in “Monday 23 November 2026” */
  return g_strdup_printf (C_ ("long date", "%1$s %2$d %3$s %4$d"),
                          fod_format_weekday ((int)g_date_get_weekday (&day)),
                          g_date_get_day (&day), fod_format_month ((int)g_date_get_month (&day)),
                          g_date_get_year (&day));
}

char *
fod_format_week (const char *date)
{
  GDate day;

  if (!fod_date_parse (date, &day))
    return g_strdup ("");
  /* Translators: an ISO week number, as people plan by it */
  return g_strdup_printf (_ ("week %d"), fod_date_get_iso_week (&day, NULL));
}

static char *
format_later (int days)
{
  if (days == 1)
    return g_strdup (_ ("tomorrow"));
  if (days < 14)
    return g_strdup_printf (ngettext ("in %d day", "in %d days", (gulong)days), days);
  if (days < 60)
    return g_strdup_printf (ngettext ("in %d week", "in %d weeks", (gulong)days / 7), days / 7);
  return g_strdup_printf (ngettext ("in %d month", "in %d months", (gulong)days / 30), days / 30);
}

char *
fod_format_ago (const char *date, const char *today)
{
  int days;

  if (!fod_date_parse (date, NULL) || !fod_date_parse (today, NULL))
    return fod_format_date (date);

  days = fod_date_days_between (date, today);
  if (days < 0)
    return format_later (-days);
  if (days == 0)
    return g_strdup (_ ("today"));
  if (days == 1)
    return g_strdup (_ ("yesterday"));
  if (days < 14)
    return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong)days), days);
  if (days < 60)
    return g_strdup_printf (ngettext ("%d week ago", "%d weeks ago", (gulong)days / 7), days / 7);
  if (days < 730)
    return g_strdup_printf (ngettext ("%d month ago", "%d months ago", (gulong)days / 30),
                            days / 30);
  return g_strdup_printf (ngettext ("%d year ago", "%d years ago", (gulong)days / 365), days / 365);
}

char *
fod_format_day (const char *date, const char *today)
{
  g_autofree char *display = NULL;
  GDate day;
  int ahead;

  if (!fod_date_parse (date, &day) || !fod_date_parse (today, NULL))
    return fod_format_date (date);

  ahead = fod_date_days_between (today, date);
  if (ahead == 0)
    return g_strdup (_ ("today"));
  if (ahead == 1)
    return g_strdup (_ ("tomorrow"));
  if (ahead == -1)
    return g_strdup (_ ("yesterday"));
  if (g_ascii_strncasecmp (date, today, 4) == 0)
    return fod_format_date_short (date);

  display = fod_format_date (date);
  return g_strdup_printf ("%s %s", fod_format_weekday_short ((int)g_date_get_weekday (&day)),
                          display);
}

char *
fod_format_clock (int minutes)
{
  return g_strdup_printf ("%02d:%02d", minutes / 60, minutes % 60);
}

char *
fod_format_slot_time (const char *slot)
{
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  FodWhen when;

  if (slot == NULL || !fod_when_parse_here (slot, &when) || !fod_when_has_time (&when))
    return g_strdup ("");

  start = fod_format_clock (when.start);
  end = fod_format_clock (when.end);
  if (fod_when_get_minutes (&when) == 0)
    return g_steal_pointer (&start);
  return g_strdup_printf ("%s–%s", start, end);
}

char *
fod_format_slot (const char *slot, const char *today)
{
  g_autofree char *day = NULL;
  g_autofree char *end_day = NULL;
  g_autofree char *time = NULL;
  FodWhen when;

  if (slot == NULL || !fod_when_parse_here (slot, &when))
    return g_strdup ("");

  day = fod_format_day (when.date, today);
  time = fod_format_slot_time (slot);
  if (g_strcmp0 (when.date, when.end_date) == 0)
    return *time != '\0' ? g_strdup_printf ("%s %s", day, time) : g_steal_pointer (&day);

  end_day = fod_format_day (when.end_date, today);
  if (!fod_when_has_time (&when))
    return g_strdup_printf ("%s – %s", day, end_day);
  return g_strdup_printf ("%s %02d:%02d – %s %02d:%02d", day, when.start / 60, when.start % 60,
                          end_day, when.end / 60, when.end % 60);
}

char *
fod_format_minutes (int minutes)
{
  if (minutes < 60)
    /* Translators: minutes */
    return g_strdup_printf (_ ("%d min"), minutes);
  if (minutes % 60 == 0)
    /* Translators: hours */
    return g_strdup_printf (_ ("%d h"), minutes / 60);
  /* Translators: hours and minutes */
  return g_strdup_printf (_ ("%1$d h %2$d min"), minutes / 60, minutes % 60);
}

char *
fod_format_moment (gint64 ms, const char *today)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (ms / 1000);
  g_autofree char *date = NULL;

  if (moment == NULL)
    return g_strdup ("");
  date = g_date_time_format (moment, "%Y-%m-%d");
  if (g_strcmp0 (date, today) == 0)
    return g_date_time_format (moment, "%H:%M");
  return g_date_time_format (moment, "%d-%m-%Y %H:%M");
}

char *
fod_format_weekly_hours (const char *minutes)
{
  gint64 value;
  char *text;

  if (minutes == NULL)
    return g_strdup ("");

  value = g_ascii_strtoll (minutes, NULL, 10);
  if (value % 60 == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, value / 60);

  text = g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", value / 60, (int)(value % 60 * 100 / 60));
  if (g_str_has_suffix (text, "0"))
    text[strlen (text) - 1] = '\0';
  /* Translators: the decimal mark */
  return g_strdelimit (text, ".", *C_ ("decimal mark", "."));
}

char *
fod_format_weekly_span (const char *from, const char *to)
{
  g_autofree char *low = fod_format_weekly_hours (from);
  g_autofree char *high = fod_format_weekly_hours (to);

  if (from == NULL && to == NULL)
    return g_strdup ("");
  if (to == NULL)
    /* Translators: %s is a number of hours */
    return g_strdup_printf (_ ("from %s h a week"), low);
  if (from == NULL)
    /* Translators: %s is a number of hours */
    return g_strdup_printf (_ ("up to %s h a week"), high);
  if (strcmp (from, to) == 0)
    return g_strdup_printf (_ ("%s h a week"), low);
  /* Translators: two numbers of hours */
  return g_strdup_printf (_ ("%1$s–%2$s h a week"), low, high);
}

char *
fod_format_pay (const char *ore)
{
  gint64 value = ore != NULL ? g_ascii_strtoll (ore, NULL, 10) : 0;

  /* Translators: kroner and øre with the decimal mark of your language */
  return g_strdup_printf (C_ ("money", "%1$d.%2$02d"), (int)(value / 100), (int)(value % 100));
}

char *
fod_format_read_date (const char *text, const char *today)
{
  GDate from;
  GDate day;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (fod_date_parse (today, &from), NULL);

  if (!fod_date_input_parse (text, FOD_DATE_INPUT_NOTE, &from, &day))
    return g_strdup (text);
  return fod_date_format (&day);
}
