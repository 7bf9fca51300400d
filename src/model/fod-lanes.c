/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Places a day's entries side by side. Knows minutes, not what stands in them. */

#include "config.h"

#include "model/fod-lanes.h"

/* The first column that is free from @start on; @ends holds when each column's last entry ends. */
static int
find_lane (GArray *ends, int start, int end)
{
  for (guint i = 0; i < ends->len; i++)
    {
      if (g_array_index (ends, int, i) > start)
        continue;
      g_array_index (ends, int, i) = end;
      return (int)i;
    }
  g_array_append_val (ends, end);
  return (int)ends->len - 1;
}

static void
close_group (FodLane *entries, guint from, guint to, GArray *ends)
{
  for (guint i = from; i < to; i++)
    entries[i].lanes = (int)ends->len;
  g_array_set_size (ends, 0);
}

void
fod_lanes_place (FodLane *entries, guint n_entries)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (int));
  guint group = 0;
  int group_end = G_MININT;

  g_return_if_fail (entries != NULL || n_entries == 0);

  for (guint i = 0; i < n_entries; i++)
    {
      if (entries[i].start >= group_end)
        {
          close_group (entries, group, i, ends);
          group = i;
        }
      entries[i].lane = find_lane (ends, entries[i].start, entries[i].end);
      group_end = MAX (group_end, entries[i].end);
    }
  close_group (entries, group, n_entries, ends);
}
