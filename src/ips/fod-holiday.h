/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FodHoliday:
 *
 * The Danish public holidays (helligdage), and the days on which many workplaces close by
 * agreement.
 */
typedef enum
{
  FOD_HOLIDAY_NONE,
  FOD_HOLIDAY_NEW_YEAR,         /* nytårsdag */
  FOD_HOLIDAY_MAUNDY_THURSDAY,  /* skærtorsdag */
  FOD_HOLIDAY_GOOD_FRIDAY,      /* langfredag */
  FOD_HOLIDAY_EASTER_SUNDAY,    /* påskedag */
  FOD_HOLIDAY_EASTER_MONDAY,    /* 2. påskedag */
  FOD_HOLIDAY_GREAT_PRAYER_DAY, /* store bededag, to 2023 (lov nr. 214 of 2023) */
  FOD_HOLIDAY_ASCENSION,        /* Kristi himmelfartsdag */
  FOD_HOLIDAY_WHIT_SUNDAY,      /* pinsedag */
  FOD_HOLIDAY_WHIT_MONDAY,      /* 2. pinsedag */
  FOD_HOLIDAY_CHRISTMAS_DAY,    /* 25 December */
  FOD_HOLIDAY_SECOND_CHRISTMAS, /* 26 December */
} FodHoliday;

typedef enum
{
  FOD_CLOSING_NONE,
  FOD_CLOSING_MAY_DAY,       /* 1 May */
  FOD_CLOSING_CONSTITUTION,  /* grundlovsdag, 5 June */
  FOD_CLOSING_CHRISTMAS_EVE, /* 24 December */
  FOD_CLOSING_NEW_YEARS_EVE, /* 31 December */
} FodClosing;

/** fod_holiday_of: Returns: the public holiday on @date (yyyy-mm-dd), in the years it was one */
FodHoliday fod_holiday_of (const char *date);

/** fod_holiday_get_code: Returns: (nullable): a stable word such as "good-friday"; %NULL for none
 */
const char *fod_holiday_get_code (FodHoliday holiday);

/** fod_closing_of: Returns: the usual closing day on @date; a workplace decides whether it is one
 */
FodClosing fod_closing_of (const char *date);

/** fod_closing_get_code: Returns: (nullable): a stable word such as "christmas-eve" */
const char *fod_closing_get_code (FodClosing closing);

/** fod_holiday_is_work_day: Returns: whether @date is Monday to Friday and no public holiday */
gboolean fod_holiday_is_work_day (const char *date);

/** fod_holiday_add_work_days: Returns: (transfer full) (nullable): the @days-th work day after
 * @date (before it, when negative); %NULL when @date is none or out of range */
char *fod_holiday_add_work_days (const char *date, int days);

/** fod_holiday_count_work_days: Returns: work days from @from to @to, both counted */
int fod_holiday_count_work_days (const char *from, const char *to);

G_END_DECLS
