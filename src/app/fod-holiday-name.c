/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The names of the Danish public holidays, and of the days on which many places close. */

#include "config.h"

#include "app/fod-holiday-name.h"

#include "ips/fod-holiday.h"

#include <glib/gi18n.h>

static const char *const holidays[] = {
  [FOD_HOLIDAY_NEW_YEAR] = N_ ("New Year’s Day"),
  [FOD_HOLIDAY_MAUNDY_THURSDAY] = N_ ("Maundy Thursday"),
  [FOD_HOLIDAY_GOOD_FRIDAY] = N_ ("Good Friday"),
  [FOD_HOLIDAY_EASTER_SUNDAY] = N_ ("Easter Sunday"),
  [FOD_HOLIDAY_EASTER_MONDAY] = N_ ("Easter Monday"),
  [FOD_HOLIDAY_GREAT_PRAYER_DAY] = N_ ("Great Prayer Day"),
  [FOD_HOLIDAY_ASCENSION] = N_ ("Ascension Day"),
  [FOD_HOLIDAY_WHIT_SUNDAY] = N_ ("Whit Sunday"),
  [FOD_HOLIDAY_WHIT_MONDAY] = N_ ("Whit Monday"),
  [FOD_HOLIDAY_CHRISTMAS_DAY] = N_ ("Christmas Day"),
  [FOD_HOLIDAY_SECOND_CHRISTMAS] = N_ ("Second Day of Christmas"),
};

static const char *const closings[] = {
  [FOD_CLOSING_MAY_DAY] = N_ ("May Day"),
  [FOD_CLOSING_CONSTITUTION] = N_ ("Constitution Day"),
  [FOD_CLOSING_CHRISTMAS_EVE] = N_ ("Christmas Eve"),
  [FOD_CLOSING_NEW_YEARS_EVE] = N_ ("New Year’s Eve"),
};

const char *
fod_holiday_name (const char *date)
{
  FodHoliday holiday;
  FodClosing closing;

  g_return_val_if_fail (date != NULL, NULL);

  holiday = fod_holiday_of (date);
  closing = fod_closing_of (date);
  if (holiday != FOD_HOLIDAY_NONE)
    return _ (holidays[holiday]);
  return closing != FOD_CLOSING_NONE ? _ (closings[closing]) : NULL;
}
