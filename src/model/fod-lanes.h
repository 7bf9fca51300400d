/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FodLane:
 * @start, @end: what is to be placed: minutes of one day, @end > @start
 * @lane: the column it gets, from 0
 * @lanes: how many columns stand side by side where it is
 *
 * One entry of a day that is shown by the hour.
 */
typedef struct
{
  int start;
  int end;
  int lane;
  int lanes;
} FodLane;

/**
 * fod_lanes_place:
 * @entries: sorted by start
 *
 * Gives entries that overlap columns side by side; those that touch do not overlap. Entries that
 * overlap each other, directly or through others, share their width evenly.
 */
void fod_lanes_place (FodLane *entries, guint n_entries);

G_END_DECLS
