/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The wait after wrong passphrases, on a clock of the test's own. */

#include "config.h"

#include "support/fod-fake-clock.h"
#include "vault/fod-tries.h"

#define HOUR_MS (60 * 60 * 1000)

typedef struct
{
  FodFakeClock *clock;
  FodTries *tries;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = fod_fake_clock_new ();
  fixture->tries = fod_tries_new (FOD_CLOCK (fixture->clock));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->tries);
  g_object_unref (fixture->clock);
}

static void
try_wrong (Fixture *fixture, guint times)
{
  for (guint i = 0; i < times; i++)
    fod_tries_note (fixture->tries, FALSE);
}

static void
test_grows_to_half_a_minute (Fixture *fixture, gconstpointer data)
{
  static const guint waits[] = { 0, 0, 0, 1, 2, 4, 8, 16, 30, 30 };

  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      try_wrong (fixture, 1);
      g_assert_cmpuint (fod_tries_get_wait (fixture->tries), ==, waits[i]);
    }
}

static void
test_never_grows_beyond (Fixture *fixture, gconstpointer data)
{
  try_wrong (fixture, 5000);
  g_assert_cmpuint (fod_tries_get_wait (fixture->tries), ==, 30);
  fod_fake_clock_advance (fixture->clock, 30000);
  g_assert_cmpuint (fod_tries_get_wait (fixture->tries), ==, 0);
}

static void
test_counts_down_in_begun_seconds (Fixture *fixture, gconstpointer data)
{
  try_wrong (fixture, 6);
  g_assert_cmpuint (fod_tries_get_wait (fixture->tries), ==, 4);
  fod_fake_clock_advance (fixture->clock, 1);
  g_assert_cmpuint (fod_tries_get_wait (fixture->tries), ==, 4);
  fod_fake_clock_advance (fixture->clock, 2999);
  g_assert_cmpuint (fod_tries_get_wait (fixture->tries), ==, 1);
  fod_fake_clock_advance (fixture->clock, 1000);
  g_assert_cmpuint (fod_tries_get_wait (fixture->tries), ==, 0);
}

static void
test_the_right_one_begins_anew (Fixture *fixture, gconstpointer data)
{
  try_wrong (fixture, 9);
  fod_tries_note (fixture->tries, TRUE);
  g_assert_cmpuint (fod_tries_get_wait (fixture->tries), ==, 0);
  try_wrong (fixture, 3);
  g_assert_cmpuint (fod_tries_get_wait (fixture->tries), ==, 0);
}

static void
test_the_wall_clock_neither_shortens_nor_lengthens_it (Fixture *fixture, gconstpointer data)
{
  FodClock *clock = FOD_CLOCK (fixture->clock);

  try_wrong (fixture, 6);
  fod_fake_clock_set_real_ms (fixture->clock, fod_clock_get_real_ms (clock) + HOUR_MS);
  g_assert_cmpuint (fod_tries_get_wait (fixture->tries), ==, 4);
  fod_fake_clock_set_real_ms (fixture->clock, fod_clock_get_real_ms (clock) - 2 * HOUR_MS);
  g_assert_cmpuint (fod_tries_get_wait (fixture->tries), ==, 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/tries/grows-to-half-a-minute", Fixture, NULL, set_up, test_grows_to_half_a_minute,
              tear_down);
  g_test_add ("/tries/never-grows-beyond", Fixture, NULL, set_up, test_never_grows_beyond,
              tear_down);
  g_test_add ("/tries/counts-down-in-begun-seconds", Fixture, NULL, set_up,
              test_counts_down_in_begun_seconds, tear_down);
  g_test_add ("/tries/the-right-one-begins-anew", Fixture, NULL, set_up,
              test_the_right_one_begins_anew, tear_down);
  g_test_add ("/tries/the-wall-clock-neither-shortens-nor-lengthens-it", Fixture, NULL, set_up,
              test_the_wall_clock_neither_shortens_nor_lengthens_it, tear_down);

  return g_test_run ();
}
