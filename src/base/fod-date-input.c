/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads dates and times as people type them. Shows none and keeps none. */

#include "config.h"

#include "base/fod-date-input.h"

#include "base/fod-date.h"
#include "base/fod-fold.h"

#include <string.h>

#define MAX_NUMBERS 3
/* How far back a day without a year may be before the next one is meant. */
#define BACK_DAYS 60

typedef enum
{
  WORD_NOISE,
  WORD_WEEK,
  WORD_DAYS,
  WORD_WEEKS,
  WORD_MONTHS,
  WORD_IN,
  WORD_NEXT,
  WORD_ONE,
  WORD_MONTH,  /* value: 1-12 */
  WORD_WEEKDAY /* value: 1-7 */
} WordKind;

typedef struct
{
  const char *word; /* folded as for searching */
  WordKind kind;
  int value;
} Word;

/* A text taken apart. */
typedef struct
{
  int numbers[MAX_NUMBERS];
  int digits[MAX_NUMBERS];
  int n_numbers;
  gboolean week;
  gboolean in;
  gboolean next;
  WordKind unit; /* WORD_NOISE: none */
  int month;
  int weekday;
} Parts;

static const Word words[] = {
  { "d", WORD_NOISE, 0 },
  { "den", WORD_NOISE, 0 },
  { "the", WORD_NOISE, 0 },
  { "of", WORD_NOISE, 0 },
  { "on", WORD_NOISE, 0 },
  { "st", WORD_NOISE, 0 },
  { "nd", WORD_NOISE, 0 },
  { "rd", WORD_NOISE, 0 },
  { "th", WORD_NOISE, 0 },
  { "uge", WORD_WEEK, 0 },
  { "u", WORD_WEEK, 0 },
  { "week", WORD_WEEK, 0 },
  { "w", WORD_WEEK, 0 },
  { "wk", WORD_WEEK, 0 },
  { "dag", WORD_DAYS, 0 },
  { "dage", WORD_DAYS, 0 },
  { "day", WORD_DAYS, 0 },
  { "days", WORD_DAYS, 0 },
  { "uger", WORD_WEEKS, 0 },
  { "weeks", WORD_WEEKS, 0 },
  { "maned", WORD_MONTHS, 0 },
  { "maneder", WORD_MONTHS, 0 },
  { "month", WORD_MONTHS, 0 },
  { "months", WORD_MONTHS, 0 },
  { "om", WORD_IN, 0 },
  { "in", WORD_IN, 0 },
  { "naste", WORD_NEXT, 0 },
  { "next", WORD_NEXT, 0 },
  { "en", WORD_ONE, 0 },
  { "et", WORD_ONE, 0 },
  { "a", WORD_ONE, 0 },
  { "one", WORD_ONE, 0 },
  { "januar", WORD_MONTH, 1 },
  { "january", WORD_MONTH, 1 },
  { "februar", WORD_MONTH, 2 },
  { "february", WORD_MONTH, 2 },
  { "marts", WORD_MONTH, 3 },
  { "march", WORD_MONTH, 3 },
  { "april", WORD_MONTH, 4 },
  { "maj", WORD_MONTH, 5 },
  { "may", WORD_MONTH, 5 },
  { "juni", WORD_MONTH, 6 },
  { "june", WORD_MONTH, 6 },
  { "juli", WORD_MONTH, 7 },
  { "july", WORD_MONTH, 7 },
  { "august", WORD_MONTH, 8 },
  { "september", WORD_MONTH, 9 },
  { "oktober", WORD_MONTH, 10 },
  { "october", WORD_MONTH, 10 },
  { "november", WORD_MONTH, 11 },
  { "december", WORD_MONTH, 12 },
  { "mandag", WORD_WEEKDAY, 1 },
  { "monday", WORD_WEEKDAY, 1 },
  { "tirsdag", WORD_WEEKDAY, 2 },
  { "tuesday", WORD_WEEKDAY, 2 },
  { "onsdag", WORD_WEEKDAY, 3 },
  { "wednesday", WORD_WEEKDAY, 3 },
  { "torsdag", WORD_WEEKDAY, 4 },
  { "thursday", WORD_WEEKDAY, 4 },
  { "fredag", WORD_WEEKDAY, 5 },
  { "friday", WORD_WEEKDAY, 5 },
  { "lordag", WORD_WEEKDAY, 6 },
  { "saturday", WORD_WEEKDAY, 6 },
  { "sondag", WORD_WEEKDAY, 7 },
  { "sunday", WORD_WEEKDAY, 7 },
};

/* Whole phrases that are a day, and how far it is. */
static const struct
{
  const char *phrase;
  int days;
} phrases[] = {
  { "i dag", 0 },   { "idag", 0 },     { "today", 0 },      { "i morgen", 1 },
  { "imorgen", 1 }, { "tomorrow", 1 }, { "overmorgen", 2 }, { "i overmorgen", 2 },
  { "i gar", -1 },  { "igar", -1 },    { "yesterday", -1 },
};

/* Months and weekdays may be cut to three letters or more. */
static const Word *
find_word (const char *text)
{
  gsize length = strlen (text);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].word, text) == 0)
      return &words[i];
  for (gsize i = 0; length >= 3 && i < G_N_ELEMENTS (words); i++)
    if (words[i].kind >= WORD_MONTH && strncmp (words[i].word, text, length) == 0)
      return &words[i];
  return NULL;
}

static gboolean
take_number (Parts *parts, const char **p)
{
  int number = 0;
  int digits = 0;

  for (; g_ascii_isdigit (**p); (*p)++, digits++)
    {
      if (digits == 4)
        return FALSE;
      number = number * 10 + (**p - '0');
    }
  if (parts->n_numbers == MAX_NUMBERS)
    return FALSE;

  parts->numbers[parts->n_numbers] = number;
  parts->digits[parts->n_numbers++] = digits;
  return TRUE;
}

static gboolean
put_number (Parts *parts, int number)
{
  if (parts->n_numbers == MAX_NUMBERS)
    return FALSE;

  parts->numbers[parts->n_numbers] = number;
  parts->digits[parts->n_numbers++] = 1;
  return TRUE;
}

static gboolean
take_word (Parts *parts, const char **p)
{
  const char *start = *p;
  g_autofree char *text = NULL;
  const Word *word;

  while (**p != '\0' && **p != ' ' && !g_ascii_isdigit (**p))
    (*p)++;
  text = g_strndup (start, (gsize)(*p - start));
  word = find_word (text);
  if (word == NULL)
    return FALSE;

  switch (word->kind)
    {
    case WORD_WEEK:
      parts->week = TRUE;
      return TRUE;
    case WORD_DAYS:
    case WORD_WEEKS:
    case WORD_MONTHS:
      parts->unit = word->kind;
      return TRUE;
    case WORD_IN:
      parts->in = TRUE;
      return TRUE;
    case WORD_NEXT:
      parts->next = TRUE;
      return TRUE;
    case WORD_ONE:
      return put_number (parts, 1);
    case WORD_MONTH:
      parts->month = word->value;
      return TRUE;
    case WORD_WEEKDAY:
      parts->weekday = word->value;
      return TRUE;
    case WORD_NOISE:
    default:
      return TRUE;
    }
}

/* Takes apart a text that was folded: words and numbers with one space or nothing between. */
static gboolean
take_apart (const char *folded, Parts *parts)
{
  const char *p = folded;

  memset (parts, 0, sizeof *parts);
  parts->unit = WORD_NOISE;
  while (*p != '\0')
    {
      if (*p == ' ')
        p++;
      else if (g_ascii_isdigit (*p) ? !take_number (parts, &p) : !take_word (parts, &p))
        return FALSE;
    }
  return TRUE;
}

/* "0112", "011226", "01122026": a day in one run of digits. */
static gboolean
take_run (const char *digits, Parts *parts)
{
  gsize length = strlen (digits);
  int number = 0;

  if ((length != 4 && length != 6 && length != 8) || strspn (digits, "0123456789") != length)
    return FALSE;
  for (gsize i = 0; i < 4; i++)
    number = number * 10 + (digits[i] - '0');
  memset (parts, 0, sizeof *parts);
  put_number (parts, number / 100);
  put_number (parts, number % 100);
  return length == 4 || take_number (parts, &(const char *){ digits + 4 });
}

/* Two digits: this century, or the last when that is more than fifty years ahead. */
static int
full_year (int year, const GDate *today)
{
  if (year >= 100)
    return year;
  return year + 2000 > g_date_get_year (today) + 50 ? year + 1900 : year + 2000;
}

static gboolean
set_day (int day, int month, int year, GDate *date)
{
  g_autofree char *text = g_strdup_printf ("%04d-%02d-%02d", year, month, day);

  return fod_date_parse (text, date);
}

static gboolean
move_days (const GDate *from, int days, GDate *date)
{
  g_autofree char *text = fod_date_format (from);
  g_autofree char *moved = fod_date_add_days (text, days);

  return fod_date_parse (moved, date);
}

/* Which of the same day in the years around today is meant; @candidates may hold invalid dates. */
static gboolean
choose_year (const GDate *candidates,
             const gboolean *valid,
             FodDateInputPurpose purpose,
             const GDate *today,
             GDate *date)
{
  int best = G_MAXINT;

  for (int i = 0; i < 3; i++)
    {
      int days = valid[i] ? g_date_days_between (today, &candidates[i]) : 0;

      if (!valid[i] || (purpose == FOD_DATE_INPUT_PLAN && days < -BACK_DAYS))
        continue;
      if (ABS (days) < best)
        {
          best = ABS (days);
          *date = candidates[i];
        }
      if (purpose == FOD_DATE_INPUT_PLAN)
        break;
    }
  return best != G_MAXINT;
}

static gboolean
parse_week (int week, int year, FodDateInputPurpose purpose, const GDate *today, GDate *date)
{
  GDate candidates[3];
  gboolean valid[3];
  int now;

  if (year >= 0)
    return fod_date_from_iso_week (full_year (year, today), week, date);

  fod_date_get_iso_week (today, &now);
  for (int i = 0; i < 3; i++)
    valid[i] = fod_date_from_iso_week (now - 1 + i, week, &candidates[i]);
  return choose_year (candidates, valid, purpose, today, date);
}

static gboolean
parse_day (
    int day, int month, int year, FodDateInputPurpose purpose, const GDate *today, GDate *date)
{
  GDate candidates[3];
  gboolean valid[3];

  if (year >= 0)
    return set_day (day, month, full_year (year, today), date);

  for (int i = 0; i < 3; i++)
    valid[i] = set_day (day, month, g_date_get_year (today) - 1 + i, &candidates[i]);
  return choose_year (candidates, valid, purpose, today, date);
}

/* A bare number in a field: that day of this month, or of the next when it has passed. */
static gboolean
parse_day_of_month (int day, const GDate *today, GDate *date)
{
  int month = (int)g_date_get_month (today);
  int year = g_date_get_year (today);

  if (day < g_date_get_day (today))
    {
      year += month == 12;
      month = month % 12 + 1;
    }
  return set_day (day, month, year, date);
}

static gboolean
parse_weekday (const Parts *parts, const GDate *today, GDate *date)
{
  int days = (parts->weekday - (int)g_date_get_weekday (today) + 7) % 7;

  if (parts->n_numbers > 0)
    return FALSE;
  /* "Next Friday" is Friday of next week. */
  if (parts->next)
    days = parts->weekday - (int)g_date_get_weekday (today) + 7;
  return move_days (today, days, date);
}

static gboolean
parse_relative (const Parts *parts, WordKind unit, const GDate *today, GDate *date)
{
  int count = parts->n_numbers == 1 ? parts->numbers[0] : 1;

  if (parts->n_numbers > 1)
    return FALSE;
  if (unit == WORD_MONTHS)
    {
      *date = *today;
      g_date_add_months (date, (guint)count);
      return g_date_get_year (date) < 2200;
    }
  return move_days (today, unit == WORD_WEEKS ? count * 7 : count, date);
}

static gboolean
parse_numbers (const Parts *parts, FodDateInputPurpose purpose, const GDate *today, GDate *date)
{
  const int *n = parts->numbers;

  if (parts->month > 0)
    {
      if (parts->n_numbers == 0 || parts->n_numbers > 2)
        return FALSE;
      return parse_day (n[0], parts->month, parts->n_numbers == 2 ? n[1] : -1, purpose, today,
                        date);
    }
  if (parts->n_numbers == 3 && parts->digits[0] == 4)
    return set_day (n[2], n[1], n[0], date);
  if (parts->n_numbers == 3)
    return parse_day (n[0], n[1], n[2], purpose, today, date);
  if (parts->n_numbers == 2)
    return parse_day (n[0], n[1], -1, purpose, today, date);
  if (parts->n_numbers == 1 && purpose == FOD_DATE_INPUT_GO_TO)
    return parse_week (n[0], -1, purpose, today, date);
  return parts->n_numbers == 1 && purpose == FOD_DATE_INPUT_PLAN &&
         parse_day_of_month (n[0], today, date);
}

static gboolean
parse_parts (const Parts *parts, FodDateInputPurpose purpose, const GDate *today, GDate *date)
{
  gboolean relative = parts->in || parts->next;

  /* "in a week", "next month": the unit's words are the week's and the month's own. */
  if (parts->week && (relative || (parts->unit == WORD_NOISE && parts->n_numbers == 0)))
    return relative && parse_relative (parts, WORD_WEEKS, today, date);
  if (parts->week && parts->unit == WORD_NOISE && parts->month == 0 && parts->weekday == 0 &&
      parts->n_numbers <= 2)
    return parse_week (parts->numbers[0], parts->n_numbers == 2 ? parts->numbers[1] : -1, purpose,
                       today, date);
  if (parts->week)
    return FALSE;
  if (parts->unit != WORD_NOISE)
    return (relative || parts->n_numbers == 1) && parse_relative (parts, parts->unit, today, date);
  if (parts->weekday > 0 && parts->n_numbers == 0)
    return parse_weekday (parts, today, date);
  return !relative && parse_numbers (parts, purpose, today, date);
}

gboolean
fod_date_input_parse (const char *text,
                      FodDateInputPurpose purpose,
                      const GDate *today,
                      GDate *date)
{
  g_autofree char *folded = NULL;
  Parts parts;
  GDate found;

  g_return_val_if_fail (text != NULL && date != NULL, FALSE);
  g_return_val_if_fail (today != NULL && g_date_valid (today), FALSE);

  folded = g_strstrip (fod_fold_search (text));
  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++)
    if (strcmp (phrases[i].phrase, folded) == 0)
      return move_days (today, phrases[i].days, date);

  if ((!take_run (folded, &parts) && !take_apart (folded, &parts)) ||
      !parse_parts (&parts, purpose, today, &found))
    return FALSE;
  *date = found;
  return TRUE;
}

gboolean
fod_date_input_parse_time (const char *text, int *minutes)
{
  g_autofree char *folded = NULL;
  const char *p;
  Parts parts = { 0 };

  g_return_val_if_fail (text != NULL && minutes != NULL, FALSE);

  folded = g_strstrip (fod_fold_search (text));
  p = g_str_has_prefix (folded, "kl") ? folded + 2 : folded;
  while (*p != '\0')
    {
      if (*p == ' ')
        p++;
      else if (!g_ascii_isdigit (*p) || !take_number (&parts, &p))
        return FALSE;
    }

  if (parts.n_numbers == 1 && parts.digits[0] >= 3)
    *minutes = parts.numbers[0] / 100 * 60 + parts.numbers[0] % 100;
  else if (parts.n_numbers == 1)
    *minutes = parts.numbers[0] * 60;
  else if (parts.n_numbers == 2 && parts.digits[0] <= 2 && parts.digits[1] == 2)
    *minutes = parts.numbers[0] * 60 + parts.numbers[1];
  else
    return FALSE;
  if (parts.digits[0] >= 3 && parts.numbers[0] % 100 >= 60)
    return FALSE;
  if (parts.n_numbers == 2 && parts.numbers[1] >= 60)
    return FALSE;
  return *minutes < 24 * 60;
}
