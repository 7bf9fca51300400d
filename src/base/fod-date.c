/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dates without a zone as text, and the few sums the product does with them. */

#include "config.h"

#include "base/fod-date.h"

#include <string.h>

#define FIRST_YEAR 1900
#define LAST_YEAR 2199

static gboolean
read_digits (const char *text, int count, int *number)
{
  *number = 0;
  for (int i = 0; i < count; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *number = *number * 10 + (text[i] - '0');
    }
  return TRUE;
}

gboolean
fod_date_parse (const char *text, GDate *date)
{
  int year;
  int month;
  int day;

  if (text == NULL || strlen (text) != 10 || text[4] != '-' || text[7] != '-')
    return FALSE;
  if (!read_digits (text, 4, &year) || !read_digits (text + 5, 2, &month) ||
      !read_digits (text + 8, 2, &day))
    return FALSE;
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1)
    return FALSE;
  if (!g_date_valid_dmy (day, month, year))
    return FALSE;

  if (date != NULL)
    {
      g_date_clear (date, 1);
      g_date_set_dmy (date, day, month, year);
    }
  return TRUE;
}

char *
fod_date_format (const GDate *date)
{
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date), (int)g_date_get_month (date),
                          g_date_get_day (date));
}

char *
fod_date_add_days (const char *text, int days)
{
  GDate date;
  gint64 julian;
  GDate first;
  GDate last;

  if (!fod_date_parse (text, &date))
    return NULL;

  /* In 64 bits and compared before the sum is made: GDate aborts on a day it cannot hold. */
  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_dmy (&first, 1, G_DATE_JANUARY, FIRST_YEAR);
  g_date_set_dmy (&last, 31, G_DATE_DECEMBER, LAST_YEAR);
  julian = (gint64)g_date_get_julian (&date) + days;
  if (julian < g_date_get_julian (&first) || julian > g_date_get_julian (&last))
    return NULL;

  g_date_set_julian (&date, (guint32)julian);
  return fod_date_format (&date);
}

int
fod_date_days_between (const char *from, const char *to)
{
  GDate a;
  GDate b;

  g_return_val_if_fail (fod_date_parse (from, &a), 0);
  g_return_val_if_fail (fod_date_parse (to, &b), 0);

  return g_date_days_between (&a, &b);
}

int
fod_date_get_iso_week (const GDate *date, int *year)
{
  int week;

  g_return_val_if_fail (date != NULL && g_date_valid (date), 0);

  week = (int)g_date_get_iso8601_week_of_year (date);
  if (year != NULL)
    {
      *year = g_date_get_year (date);
      if (week >= 52 && g_date_get_month (date) == G_DATE_JANUARY)
        *year -= 1;
      else if (week == 1 && g_date_get_month (date) == G_DATE_DECEMBER)
        *year += 1;
    }
  return week;
}

gboolean
fod_date_from_iso_week (int year, int week, GDate *date)
{
  GDate monday;
  int found_year;

  g_return_val_if_fail (date != NULL, FALSE);

  if (year < FIRST_YEAR || year > LAST_YEAR || week < 1 || week > 53)
    return FALSE;

  /* 4 January is always in week 1. */
  g_date_clear (&monday, 1);
  g_date_set_dmy (&monday, 4, G_DATE_JANUARY, year);
  g_date_subtract_days (&monday, g_date_get_weekday (&monday) - G_DATE_MONDAY);
  g_date_add_days (&monday, (guint)(week - 1) * 7);
  if (fod_date_get_iso_week (&monday, &found_year) != week || found_year != year)
    return FALSE;

  *date = monday;
  return TRUE;
}

char *
fod_date_display (const char *text)
{
  if (!fod_date_parse (text, NULL))
    return g_strdup (text);

  return g_strdup_printf ("%.2s-%.2s-%.4s", text + 8, text + 5, text);
}
