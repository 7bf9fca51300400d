/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodBackoff: how long to wait after the n-th failure. */

#include "config.h"

#include "sync/fod-backoff.h"

static void
test_longest_wait_doubles_up_to_five_minutes (void)
{
  static const gint64 longest[] = { 1000,  2000,   4000,   8000,   16000, 32000,
                                    64000, 128000, 256000, 300000, 300000 };
  FodBackoff backoff = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (longest); i++)
    g_assert_cmpint (fod_backoff_fail (&backoff, 0, 1.0, 0), ==, longest[i]);
}

static void
test_a_thousand_failures_are_five_minutes (void)
{
  FodBackoff backoff = { .failures = 1000 };

  g_assert_cmpint (fod_backoff_fail (&backoff, 0, 1.0, 0), ==, 300000);
}

static void
test_jitter_is_full (void)
{
  FodBackoff none = { .failures = 3 };
  FodBackoff half = { .failures = 3 };

  g_assert_cmpint (fod_backoff_fail (&none, 0, 0.0, 0), ==, 0);
  g_assert_cmpint (fod_backoff_fail (&half, 0, 0.5, 0), ==, 4000);
}

static void
test_server_is_waited_for (void)
{
  FodBackoff backoff = { 0 };

  g_assert_cmpint (fod_backoff_fail (&backoff, 0, 1.0, 17000), ==, 17000);
  g_assert_cmpint (fod_backoff_fail (&backoff, 0, 1.0, 100), ==, 2000);
}

static void
test_wait_runs_down (void)
{
  FodBackoff backoff = { 0 };

  fod_backoff_fail (&backoff, 5000, 1.0, 0);
  g_assert_cmpint (fod_backoff_get_wait (&backoff, 5000), ==, 1000);
  g_assert_cmpint (fod_backoff_get_wait (&backoff, 5999), ==, 1);
  g_assert_cmpint (fod_backoff_get_wait (&backoff, 9000), ==, 0);
}

static void
test_success_starts_over (void)
{
  FodBackoff backoff = { 0 };

  fod_backoff_fail (&backoff, 0, 1.0, 0);
  fod_backoff_fail (&backoff, 0, 1.0, 0);
  fod_backoff_succeed (&backoff);
  g_assert_cmpint (fod_backoff_get_wait (&backoff, 0), ==, 0);
  g_assert_cmpint (fod_backoff_fail (&backoff, 0, 1.0, 0), ==, 1000);
}

static void
test_forgiving_keeps_the_count (void)
{
  FodBackoff backoff = { 0 };

  fod_backoff_fail (&backoff, 0, 1.0, 0);
  fod_backoff_forgive (&backoff);
  g_assert_cmpint (fod_backoff_get_wait (&backoff, 0), ==, 0);
  g_assert_cmpint (fod_backoff_fail (&backoff, 0, 1.0, 0), ==, 2000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/backoff/longest-wait-doubles-up-to-five-minutes",
                   test_longest_wait_doubles_up_to_five_minutes);
  g_test_add_func ("/backoff/a-thousand-failures-are-five-minutes",
                   test_a_thousand_failures_are_five_minutes);
  g_test_add_func ("/backoff/jitter-is-full", test_jitter_is_full);
  g_test_add_func ("/backoff/server-is-waited-for", test_server_is_waited_for);
  g_test_add_func ("/backoff/wait-runs-down", test_wait_runs_down);
  g_test_add_func ("/backoff/success-starts-over", test_success_starts_over);
  g_test_add_func ("/backoff/forgiving-keeps-the-count", test_forgiving_keeps_the_count);
  return g_test_run ();
}
