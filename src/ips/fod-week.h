/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"

G_BEGIN_DECLS

/** FOD_WEEK_EMPLOYERS: face-to-face contacts with employers a week that the method asks for (item
 * 17 of the scale) */
#define FOD_WEEK_EMPLOYERS 6

/** FOD_WEEK_OUT_PERCENT: of the hours, so many away from office and clinic (item 24) */
#define FOD_WEEK_OUT_PERCENT 65

/**
 * FodWeek:
 * @employers: contacts with employers face to face
 * @talks: talks with participants who came or answered
 * @no_shows: those who did not come
 * @minutes: of all entries that have them
 * @minutes_out: of these, away from office and clinic
 * @untimed: talks, and contacts face to face, without minutes
 *
 * The week count of one consultant (domain.md §2.1, §4 Friday 13.00), from entries in any order.
 */
typedef struct
{
  guint employers;
  guint talks;
  guint no_shows;
  guint minutes;
  guint minutes_out;
  guint untimed;
} FodWeek;

/**
 * FodWeekPart:
 * @FOD_WEEK_PART_EMPLOYERS: contacts with employers face to face
 * @FOD_WEEK_PART_TIMED: what has minutes
 * @FOD_WEEK_PART_UNTIMED: talks, and contacts face to face, without minutes
 * @FOD_WEEK_PART_TALKS: talks with participants, and those to which nobody came
 *
 * The entries behind a number.
 */
typedef enum
{
  FOD_WEEK_PART_EMPLOYERS,
  FOD_WEEK_PART_TIMED,
  FOD_WEEK_PART_UNTIMED,
  FOD_WEEK_PART_TALKS,
} FodWeekPart;

/** fod_week_add: @record: a note or a contact with an employer, of that week and that consultant.
 * Whoever visits an employer, or meets them elsewhere, is out of the office; a note says it by
 * itself */
void fod_week_add (FodWeek *self, const FodRecord *record);

/** fod_week_counts: Returns: whether @record is one of the entries of @part */
gboolean fod_week_counts (const FodRecord *record, FodWeekPart part);

/** fod_week_is_out: Returns: whether @record was away from office and clinic */
gboolean fod_week_is_out (const FodRecord *record);

/** fod_week_get_out_percent: Returns: how much of the minutes was away from office and clinic, 0 to
 * 100, rounded down; -1 while no entry has minutes */
int fod_week_get_out_percent (const FodWeek *self);

G_END_DECLS
