/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The "when" of an entry in the calendar: one value of start, end and zone. It counts by the wall
 * clock of its zone: 9:00 stays 9:00 when that clock is turned in March and October. */

#include "config.h"

#include "base/fod-when.h"

#include "base/fod-date.h"

#include <string.h>

#define DAY_MINUTES (24 * 60)
/* yyyy-mm-ddThh:mm */
#define STAMP_SIZE 16

G_DEFINE_BOXED_TYPE (FodWhen, fod_when, fod_when_copy, fod_when_free)

static gboolean
parse_stamp (const char *text, char date[11], int *minutes)
{
  const char *clock = text + 11;

  memcpy (date, text, 10);
  date[10] = '\0';
  if (!fod_date_parse (date, NULL) || text[10] != 'T' || clock[2] != ':')
    return FALSE;
  if (!g_ascii_isdigit (clock[0]) || !g_ascii_isdigit (clock[1]) || !g_ascii_isdigit (clock[3]) ||
      !g_ascii_isdigit (clock[4]))
    return FALSE;

  *minutes = ((clock[0] - '0') * 10 + clock[1] - '0') * 60 + (clock[3] - '0') * 10 + clock[4] - '0';
  return *minutes < DAY_MINUTES && clock[3] < '6';
}

/* Only the shape: whether the machine at hand knows the zone must not decide what is a value. */
static gboolean
zone_is_valid (const char *zone)
{
  gsize size = strlen (zone);

  if (size == 0 || size >= sizeof (((FodWhen *)NULL)->zone) || !g_ascii_isalpha (zone[0]))
    return FALSE;

  for (const char *p = zone; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && strchr ("/_+-", *p) == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
parse_span (const char *text, FodWhen *when)
{
  const char *end = text + STAMP_SIZE + 1;
  const char *zone = end + STAMP_SIZE + 1;
  int minutes;

  if (strlen (text) <= 2 * STAMP_SIZE + 2 || end[-1] != '/' || zone[-1] != '@')
    return FALSE;
  if (!parse_stamp (text, when->date, &when->start) ||
      !parse_stamp (end, when->end_date, &when->end) || !zone_is_valid (zone))
    return FALSE;

  g_strlcpy (when->zone, zone, sizeof when->zone);
  minutes = fod_when_get_minutes (when);
  return minutes >= 0 && minutes <= FOD_WHEN_MAX_DAYS * DAY_MINUTES;
}

FodWhen *
fod_when_copy (const FodWhen *self)
{
  FodWhen *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (FodWhen, 1);
  *copy = *self;
  return copy;
}

void
fod_when_free (FodWhen *self)
{
  g_free (self);
}

gboolean
fod_when_parse (const char *text, FodWhen *when)
{
  FodWhen found = { 0 };

  if (text == NULL)
    return FALSE;

  if (fod_date_parse (text, NULL))
    fod_when_init_day (&found, text);
  else if (!parse_span (text, &found))
    return FALSE;

  if (when != NULL)
    *when = found;
  return TRUE;
}

const char *
fod_when_get_here (void)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  const char *name = g_time_zone_get_identifier (local);

  /* A zone that is a file or an offset has no name that another laptop knows. */
  if (strchr (name, '/') == NULL || !zone_is_valid (name))
    return "Europe/Copenhagen";
  return g_intern_string (name);
}

/* Takes the clock's face from one zone to another. */
static void
turn (GTimeZone *from, GTimeZone *to, char date[11], int *minutes)
{
  g_autoptr (GDateTime) moment = NULL;
  g_autoptr (GDateTime) turned = NULL;
  g_autofree char *day = NULL;
  GDate parsed;

  fod_date_parse (date, &parsed);
  moment = g_date_time_new (from, g_date_get_year (&parsed), (int)g_date_get_month (&parsed),
                            g_date_get_day (&parsed), *minutes / 60, *minutes % 60, 0);
  turned = moment != NULL ? g_date_time_to_timezone (moment, to) : NULL;
  day = turned != NULL ? g_date_time_format (turned, "%Y-%m-%d") : NULL;
  if (!fod_date_parse (day, NULL))
    return;
  memcpy (date, day, 11);
  *minutes = g_date_time_get_hour (turned) * 60 + g_date_time_get_minute (turned);
}

gboolean
fod_when_parse_in (const char *text, const char *zone, FodWhen *when)
{
  g_autoptr (GTimeZone) from = NULL;
  g_autoptr (GTimeZone) to = NULL;

  g_return_val_if_fail (zone != NULL, FALSE);
  g_return_val_if_fail (when != NULL, FALSE);

  if (!fod_when_parse (text, when))
    return FALSE;
  if (!fod_when_has_time (when) || strcmp (when->zone, zone) == 0)
    return TRUE;

  from = g_time_zone_new_identifier (when->zone);
  to = g_time_zone_new_identifier (zone);
  if (from == NULL || to == NULL)
    return TRUE;
  turn (from, to, when->date, &when->start);
  turn (from, to, when->end_date, &when->end);
  g_strlcpy (when->zone, zone, sizeof when->zone);
  /* In the hour that the clock of October shows twice, an end may stand before its start. */
  if (fod_when_get_minutes (when) < 0)
    {
      memcpy (when->end_date, when->date, sizeof when->end_date);
      when->end = when->start;
    }
  return TRUE;
}

gboolean
fod_when_parse_here (const char *text, FodWhen *when)
{
  return fod_when_parse_in (text, fod_when_get_here (), when);
}

char *
fod_when_format (const FodWhen *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!fod_when_has_time (self))
    return g_strdup (self->date);

  return g_strdup_printf ("%sT%02d:%02d/%sT%02d:%02d@%s", self->date, self->start / 60,
                          self->start % 60, self->end_date, self->end / 60, self->end % 60,
                          self->zone);
}

void
fod_when_init_day (FodWhen *self, const char *date)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (fod_date_parse (date, NULL));

  memset (self, 0, sizeof *self);
  memcpy (self->date, date, sizeof self->date);
  memcpy (self->end_date, date, sizeof self->end_date);
  self->start = -1;
  self->end = -1;
}

/* Sets @date and @time to what is @minutes after @base 00:00. Returns FALSE, and changes nothing,
 * when that is outside the years that a date may have. */
static gboolean
set_moment (const char *base, int minutes, char date[11], int *time)
{
  int days = minutes / DAY_MINUTES - (minutes % DAY_MINUTES < 0);
  g_autofree char *moved = fod_date_add_days (base, days);

  if (moved == NULL)
    return FALSE;

  memcpy (date, moved, 11);
  *time = minutes - days * DAY_MINUTES;
  return TRUE;
}

void
fod_when_init_time (FodWhen *self, const char *date, int start, int minutes, const char *zone)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (fod_date_parse (date, NULL));
  g_return_if_fail (start >= 0 && start < DAY_MINUTES);
  g_return_if_fail (minutes >= 0 && minutes <= FOD_WHEN_MAX_DAYS * DAY_MINUTES);
  g_return_if_fail (zone != NULL && zone_is_valid (zone));

  fod_when_init_day (self, date);
  self->start = start;
  g_strlcpy (self->zone, zone, sizeof self->zone);
  if (!set_moment (date, start + minutes, self->end_date, &self->end))
    self->end = DAY_MINUTES - 1;
}

gboolean
fod_when_has_time (const FodWhen *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->start >= 0;
}

int
fod_when_get_minutes (const FodWhen *self)
{
  g_return_val_if_fail (self != NULL, 0);

  if (!fod_when_has_time (self))
    return 0;

  return fod_date_days_between (self->date, self->end_date) * DAY_MINUTES + self->end - self->start;
}

void
fod_when_move (FodWhen *self, int days, int minutes)
{
  FodWhen moved;
  gint64 by;

  g_return_if_fail (self != NULL);

  moved = *self;
  if (!fod_when_has_time (self))
    minutes = 0;

  /* A move past the end of the years, or one no pointer could ask for, leaves it where it is. */
  by = (gint64)days * DAY_MINUTES + minutes;
  if (ABS (by) > (gint64)400 * 366 * DAY_MINUTES)
    return;

  if (!fod_when_has_time (self))
    {
      int none;

      if (!set_moment (self->date, (int)by, moved.date, &none))
        return;
      memcpy (moved.end_date, moved.date, sizeof moved.end_date);
    }
  else if (!set_moment (self->date, self->start + (int)by, moved.date, &moved.start) ||
           !set_moment (self->end_date, self->end + (int)by, moved.end_date, &moved.end))
    return;

  *self = moved;
}
