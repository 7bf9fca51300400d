/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads days and times as people type them. */

#include "config.h"

#include "app/fod-format.h"

#include "base/fod-date.h"

#include <glib/gi18n.h>

#include <stdlib.h>
#include <string.h>

static char *
make_date (int day, int month, int year)
{
  GDate date;

  if (!g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return NULL;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return fod_date_format (&date);
}

/* A day without a year is the nearest one: on 28 December, 3-1 is in a week and not a year ago. */
static char *
nearest_year (int day, int month, const char *today)
{
  int this_year = atoi (today);
  g_autofree char *best = NULL;

  for (int year = this_year - 1; year <= this_year + 1; year++)
    {
      g_autofree char *date = make_date (day, month, year);

      if (date == NULL)
        continue;
      if (best == NULL ||
          abs (fod_date_days_between (today, date)) < abs (fod_date_days_between (today, best)))
        {
          g_free (best);
          best = g_steal_pointer (&date);
        }
    }
  return g_steal_pointer (&best);
}

static int
full_year (const char *digits, const char *today)
{
  int year = atoi (digits);

  if (strlen (digits) == 4)
    return year;
  /* Two digits: the century that comes closest, birthdays aside. */
  year += atoi (today) / 100 * 100;
  if (year > atoi (today) + 50)
    year -= 100;
  return year;
}

static gboolean
is_digits (const char *text, gsize from, gsize to)
{
  gsize length = strlen (text);

  if (length < from || length > to)
    return FALSE;
  for (const char *at = text; *at != '\0'; at++)
    {
      if (!g_ascii_isdigit (*at))
        return FALSE;
    }
  return TRUE;
}

static char *
parse_run (const char *text, const char *today)
{
  int number = atoi (text);

  switch (strlen (text))
    {
    case 4:
      return nearest_year (number / 100, number % 100, today);
    case 6:
      return make_date (number / 10000, number / 100 % 100, full_year (text + 4, today));
    case 8:
      return make_date (number / 1000000, number / 10000 % 100, number % 10000);
    default:
      return NULL;
    }
}

static char *
parse_numbers (const char *text, const char *today)
{
  g_autofree char *plain = g_strdelimit (g_strdup (text), "./ ", '-');
  g_auto (GStrv) parts = g_strsplit (plain, "-", 4);

  switch (g_strv_length (parts))
    {
    case 1:
      return is_digits (parts[0], 4, 8) ? parse_run (parts[0], today) : NULL;
    case 2:
      if (is_digits (parts[0], 1, 2) && is_digits (parts[1], 1, 2))
        return nearest_year (atoi (parts[0]), atoi (parts[1]), today);
      return NULL;
    case 3:
      if (is_digits (parts[0], 4, 4) && is_digits (parts[1], 1, 2) && is_digits (parts[2], 1, 2))
        return make_date (atoi (parts[2]), atoi (parts[1]), atoi (parts[0]));
      if (!is_digits (parts[0], 1, 2) || !is_digits (parts[1], 1, 2))
        return NULL;
      if (is_digits (parts[2], 2, 2) || is_digits (parts[2], 4, 4))
        return make_date (atoi (parts[0]), atoi (parts[1]), full_year (parts[2], today));
      return NULL;
    default:
      return NULL;
    }
}

static gboolean
same_word (const char *text, const char *word)
{
  g_autofree char *folded = g_utf8_casefold (word, -1);

  return g_str_equal (text, folded);
}

static char *
parse_word (const char *text, const char *today)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  GDate date;
  int weekday;

  if (same_word (folded, _ ("today")))
    return g_strdup (today);
  if (same_word (folded, _ ("tomorrow")))
    return fod_date_add_days (today, 1);
  if (same_word (folded, _ ("yesterday")))
    return fod_date_add_days (today, -1);

  /* The next such day: who types "Friday" on a Friday means the one in a week. */
  fod_date_parse (today, &date);
  weekday = (int)g_date_get_weekday (&date);
  for (int day = 1; day <= 7; day++)
    {
      if (same_word (folded, fod_format_weekday (day)) ||
          same_word (folded, fod_format_weekday_short (day)))
        return fod_date_add_days (today, (day - weekday + 6) % 7 + 1);
    }
  return NULL;
}

char *
fod_format_parse_date (const char *text, const char *today)
{
  g_autofree char *trimmed = NULL;
  char *date;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (fod_date_parse (today, NULL), NULL);

  trimmed = g_strstrip (g_strdup (text));
  if (*trimmed == '\0')
    return NULL;

  date = parse_numbers (trimmed, today);
  return date != NULL ? date : parse_word (trimmed, today);
}

int
fod_format_parse_clock (const char *text)
{
  g_autofree char *plain = NULL;
  g_auto (GStrv) parts = NULL;
  int hours, minutes = 0;

  g_return_val_if_fail (text != NULL, -1);

  plain = g_strdelimit (g_strstrip (g_strdup (text)), ".,", ':');
  parts = g_strsplit (plain, ":", 3);
  if (g_strv_length (parts) == 2 && is_digits (parts[0], 1, 2) && is_digits (parts[1], 2, 2))
    {
      hours = atoi (parts[0]);
      minutes = atoi (parts[1]);
    }
  else if (g_strv_length (parts) == 1 && is_digits (plain, 1, 2))
    hours = atoi (plain);
  else if (g_strv_length (parts) == 1 && is_digits (plain, 3, 4))
    {
      hours = atoi (plain) / 100;
      minutes = atoi (plain) % 100;
    }
  else
    return -1;

  return hours <= 23 && minutes <= 59 ? hours * 60 + minutes : -1;
}
