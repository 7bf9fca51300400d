/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The hybrid logical clock: always forward, never behind the wall clock. */

#include "config.h"

#include "base/fod-hlc.h"

#include <string.h>

static void
test_next_follows_the_wall_clock (void)
{
  FodHlc first = fod_hlc_next (0, 1000);

  g_assert_cmpint (fod_hlc_get_ms (first), ==, 1000);
  g_assert_true (first == fod_hlc_from_ms (1000));
}

static void
test_next_is_greater (void)
{
  const gint64 walls[] = { 5000, 5000, 4999, 0, -1, G_MININT64, 5001, 5001 };
  FodHlc last = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (walls); i++)
    {
      FodHlc next = fod_hlc_next (last, walls[i]);

      g_assert_true (next > last);
      g_assert_cmpint (fod_hlc_get_ms (next), >=, MAX (walls[i], 5000));
      last = next;
    }
}

static void
test_full_counter_carries (void)
{
  FodHlc full = fod_hlc_from_ms (1000) | 0xffff;
  FodHlc next = fod_hlc_next (full, 900);

  g_assert_true (next > full);
  g_assert_cmpint (fod_hlc_get_ms (next), ==, 1001);
}

static void
test_text (void)
{
  FodHlc hlc = fod_hlc_from_ms (G_GINT64_CONSTANT (1795420800000)) | 7;
  FodHlc again = 0;
  g_autofree char *text = fod_hlc_to_text (hlc);
  g_autofree char *later = fod_hlc_to_text (hlc + 1);

  g_assert_cmpuint (strlen (text), ==, 16);
  g_assert_cmpstr (text, <, later);
  g_assert_true (fod_hlc_from_text (text, &again));
  g_assert_true (again == hlc);
}

static void
test_bad_text (void)
{
  const char *const rows[] = { "",
                               "0",
                               "000000000000000",
                               "00000000000000000",
                               "00000000000000FF",
                               "000000000000000g",
                               "-000000000000001",
                               NULL };
  FodHlc hlc;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_false (fod_hlc_from_text (rows[i], &hlc));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/hlc/next-follows-the-wall-clock", test_next_follows_the_wall_clock);
  g_test_add_func ("/hlc/next-is-greater-whatever-the-wall-clock", test_next_is_greater);
  g_test_add_func ("/hlc/full-counter-carries", test_full_counter_carries);
  g_test_add_func ("/hlc/text-sorts-and-comes-back", test_text);
  g_test_add_func ("/hlc/refuses-bad-text", test_bad_text);
  return g_test_run ();
}
