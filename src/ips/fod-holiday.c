/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Public holidays by rule; their names are said elsewhere, in the user's language. */

#include "config.h"

#include "ips/fod-holiday.h"

#include "base/fod-date.h"

/* Great Prayer Day was a holiday for the last time in 2023. */
#define LAST_PRAYER_YEAR 2023

/* Days from Easter Sunday, in the order of the year. */
static const struct
{
  int offset;
  FodHoliday holiday;
} movable[] = {
  { -3, FOD_HOLIDAY_MAUNDY_THURSDAY },  { -2, FOD_HOLIDAY_GOOD_FRIDAY },
  { 0, FOD_HOLIDAY_EASTER_SUNDAY },     { 1, FOD_HOLIDAY_EASTER_MONDAY },
  { 26, FOD_HOLIDAY_GREAT_PRAYER_DAY }, { 39, FOD_HOLIDAY_ASCENSION },
  { 49, FOD_HOLIDAY_WHIT_SUNDAY },      { 50, FOD_HOLIDAY_WHIT_MONDAY },
};

/* Easter Sunday of the Gregorian calendar: the anonymous algorithm of 1876 (Meeus, chapter 8). */
static void
get_easter (int year, GDate *easter)
{
  int a = year % 19;
  int b = year / 100;
  int c = year % 100;
  int g = (8 * b + 13) / 25;
  int h = (19 * a + b - b / 4 - g + 15) % 30;
  int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  int m = (a + 11 * h + 19 * l) / 433;
  int sum = h + l - 7 * m;
  int month = (sum + 90) / 25;
  int day = (sum + 33 * month + 19) % 32;

  g_date_clear (easter, 1);
  g_date_set_dmy (easter, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

static FodHoliday
find_fixed (int month, int day)
{
  if (month == 1 && day == 1)
    return FOD_HOLIDAY_NEW_YEAR;
  if (month == 12 && day == 25)
    return FOD_HOLIDAY_CHRISTMAS_DAY;
  if (month == 12 && day == 26)
    return FOD_HOLIDAY_SECOND_CHRISTMAS;
  return FOD_HOLIDAY_NONE;
}

static FodHoliday
find_holiday (const GDate *date)
{
  int year = g_date_get_year (date);
  FodHoliday fixed = find_fixed ((int)g_date_get_month (date), g_date_get_day (date));
  GDate easter;
  int offset;

  if (fixed != FOD_HOLIDAY_NONE)
    return fixed;

  get_easter (year, &easter);
  offset = g_date_days_between (&easter, date);
  for (gsize i = 0; i < G_N_ELEMENTS (movable); i++)
    {
      if (movable[i].offset == offset &&
          (movable[i].holiday != FOD_HOLIDAY_GREAT_PRAYER_DAY || year <= LAST_PRAYER_YEAR))
        return movable[i].holiday;
    }
  return FOD_HOLIDAY_NONE;
}

static gboolean
is_work_day (const GDate *date)
{
  GDateWeekday weekday = g_date_get_weekday (date);

  return weekday != G_DATE_SATURDAY && weekday != G_DATE_SUNDAY &&
         find_holiday (date) == FOD_HOLIDAY_NONE;
}

FodHoliday
fod_holiday_of (const char *date)
{
  GDate day;

  g_return_val_if_fail (fod_date_parse (date, &day), FOD_HOLIDAY_NONE);

  return find_holiday (&day);
}

const char *
fod_holiday_get_code (FodHoliday holiday)
{
  static const char *const codes[] = {
    [FOD_HOLIDAY_NONE] = NULL,
    [FOD_HOLIDAY_NEW_YEAR] = "new-year",
    [FOD_HOLIDAY_MAUNDY_THURSDAY] = "maundy-thursday",
    [FOD_HOLIDAY_GOOD_FRIDAY] = "good-friday",
    [FOD_HOLIDAY_EASTER_SUNDAY] = "easter-sunday",
    [FOD_HOLIDAY_EASTER_MONDAY] = "easter-monday",
    [FOD_HOLIDAY_GREAT_PRAYER_DAY] = "great-prayer-day",
    [FOD_HOLIDAY_ASCENSION] = "ascension",
    [FOD_HOLIDAY_WHIT_SUNDAY] = "whit-sunday",
    [FOD_HOLIDAY_WHIT_MONDAY] = "whit-monday",
    [FOD_HOLIDAY_CHRISTMAS_DAY] = "christmas-day",
    [FOD_HOLIDAY_SECOND_CHRISTMAS] = "second-christmas-day",
  };

  g_return_val_if_fail ((guint)holiday < G_N_ELEMENTS (codes), NULL);

  return codes[holiday];
}

FodClosing
fod_closing_of (const char *date)
{
  GDate day;
  int key;

  g_return_val_if_fail (fod_date_parse (date, &day), FOD_CLOSING_NONE);

  key = (int)g_date_get_month (&day) * 100 + g_date_get_day (&day);
  if (key == 501)
    return FOD_CLOSING_MAY_DAY;
  if (key == 605)
    return FOD_CLOSING_CONSTITUTION;
  if (key == 1224)
    return FOD_CLOSING_CHRISTMAS_EVE;
  if (key == 1231)
    return FOD_CLOSING_NEW_YEARS_EVE;
  return FOD_CLOSING_NONE;
}

const char *
fod_closing_get_code (FodClosing closing)
{
  static const char *const codes[] = {
    [FOD_CLOSING_NONE] = NULL,
    [FOD_CLOSING_MAY_DAY] = "may-day",
    [FOD_CLOSING_CONSTITUTION] = "constitution-day",
    [FOD_CLOSING_CHRISTMAS_EVE] = "christmas-eve",
    [FOD_CLOSING_NEW_YEARS_EVE] = "new-years-eve",
  };

  g_return_val_if_fail ((guint)closing < G_N_ELEMENTS (codes), NULL);

  return codes[closing];
}

gboolean
fod_holiday_is_work_day (const char *date)
{
  GDate day;

  g_return_val_if_fail (fod_date_parse (date, &day), FALSE);

  return is_work_day (&day);
}

char *
fod_holiday_add_work_days (const char *date, int days)
{
  int step = days < 0 ? -1 : 1;
  g_autofree char *day = fod_date_add_days (date, 0);

  while (day != NULL && days != 0)
    {
      char *next = fod_date_add_days (day, step);

      g_free (day);
      day = next;
      if (day != NULL && fod_holiday_is_work_day (day))
        days -= step;
    }
  return g_steal_pointer (&day);
}

int
fod_holiday_count_work_days (const char *from, const char *to)
{
  GDate day;
  GDate end;
  int count = 0;

  g_return_val_if_fail (fod_date_parse (from, &day), 0);
  g_return_val_if_fail (fod_date_parse (to, &end), 0);

  for (; g_date_compare (&day, &end) <= 0; g_date_add_days (&day, 1))
    count += is_work_day (&day) ? 1 : 0;
  return count;
}
