/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FodWhen:
 * @date: first day, yyyy-mm-dd
 * @end_date: last day, the same as @date but for something over midnight
 * @start: minutes after midnight, or -1 when only the day is known (a due date has no zone)
 * @end: minutes after midnight on @end_date, -1 with @start -1
 * @zone: an Olson name, empty without a time
 *
 * The "when" of an entry in the calendar: start, end and zone are one value, because two people
 * who move one end each would make an appointment that nobody agreed to. As text either
 * `2026-11-23` or `2026-11-23T09:00/2026-11-23T10:30@Europe/Copenhagen`; texts sort by start.
 */
typedef struct
{
  char date[11];
  char end_date[11];
  int start;
  int end;
  char zone[48];
} FodWhen;

#define FOD_TYPE_WHEN (fod_when_get_type ())
GType fod_when_get_type (void);

/** fod_when_copy: Returns: (transfer full): a copy */
FodWhen *fod_when_copy (const FodWhen *self);

/** fod_when_free: */
void fod_when_free (FodWhen *self);

/** fod_when_parse: Returns: whether @text is a canonical when whose end is not before its start and
 * which lasts at most %FOD_WHEN_MAX_DAYS; sets @when (may be %NULL) */
gboolean fod_when_parse (const char *text, FodWhen *when);

/** FOD_WHEN_MAX_DAYS: how long something in the calendar may last */
#define FOD_WHEN_MAX_DAYS 31

/** fod_when_get_here: Returns: (transfer none): the zone of this machine, or Europe/Copenhagen
 * where it has no name that another laptop would know */
const char *fod_when_get_here (void);

/**
 * fod_when_parse_in:
 * @zone: whose clock, such as fod_when_get_here()
 *
 * As fod_when_parse(), by the clock of @zone: a time that was saved in another zone is that moment
 * there. A day is the same day everywhere, and a time in a zone that this machine does not know
 * stays as it was written.
 *
 * Returns: whether @text is a canonical when; sets @when
 */
gboolean fod_when_parse_in (const char *text, const char *zone, FodWhen *when);

/** fod_when_parse_here: by the clock on this machine's wall. Which zone that is is asked of the
 * system each time; who reads many asks once and uses fod_when_parse_in() */
gboolean fod_when_parse_here (const char *text, FodWhen *when);

/** fod_when_format: Returns: (transfer full): the canonical text */
char *fod_when_format (const FodWhen *self);

/** fod_when_init_day: makes @self a whole day */
void fod_when_init_day (FodWhen *self, const char *date);

/** fod_when_init_time: makes @self a time of that day in @zone; @minutes is its length, >= 0 */
void fod_when_init_time (FodWhen *self, const char *date, int start, int minutes, const char *zone);

/** fod_when_has_time: Returns: whether a time of day is known */
gboolean fod_when_has_time (const FodWhen *self);

/** fod_when_get_minutes: Returns: how long it lasts, 0 for a day */
int fod_when_get_minutes (const FodWhen *self);

/** fod_when_move: moves @self by days and minutes, keeping its length (a day ignores @minutes) */
void fod_when_move (FodWhen *self, int days, int minutes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodWhen, fod_when_free)

G_END_DECLS
