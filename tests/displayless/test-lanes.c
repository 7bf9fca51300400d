/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a day's entries stand side by side. */

#include "config.h"

#include "model/fod-lanes.h"

#define MOST 6

static const struct
{
  const char *label;
  guint n_entries;
  FodLane entries[MOST]; /* start, end; and the lane and lanes expected */
} rows[] = {
  { "nothing", 0, { { 0 } } },
  { "alone", 1, { { 540, 600, 0, 1 } } },
  { "one after the other", 2, { { 540, 600, 0, 1 }, { 600, 660, 0, 1 } } },
  { "two at once", 2, { { 540, 600, 0, 2 }, { 570, 630, 1, 2 } } },
  { "the same time", 2, { { 540, 600, 0, 2 }, { 540, 600, 1, 2 } } },
  { "a long one beside two short ones",
    3,
    { { 540, 720, 0, 2 }, { 540, 600, 1, 2 }, { 630, 690, 1, 2 } } },
  { "through another", 3, { { 540, 600, 0, 2 }, { 570, 660, 1, 2 }, { 630, 690, 0, 2 } } },
  { "two groups",
    4,
    { { 540, 600, 0, 2 }, { 550, 600, 1, 2 }, { 600, 660, 0, 1 }, { 700, 760, 0, 1 } } },
  { "three at once", 3, { { 540, 600, 0, 3 }, { 545, 600, 1, 3 }, { 550, 600, 2, 3 } } },
};

static void
test_place (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      FodLane entries[MOST];

      g_test_message ("%s", rows[i].label);
      for (guint j = 0; j < rows[i].n_entries; j++)
        entries[j] = (FodLane){ rows[i].entries[j].start, rows[i].entries[j].end, -1, -1 };
      fod_lanes_place (entries, rows[i].n_entries);
      for (guint j = 0; j < rows[i].n_entries; j++)
        {
          g_assert_cmpint (entries[j].lane, ==, rows[i].entries[j].lane);
          g_assert_cmpint (entries[j].lanes, ==, rows[i].entries[j].lanes);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lanes/side-by-side", test_place);
  return g_test_run ();
}
