/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When nobody was there for long enough, on a clock of the test's own. */

#include "config.h"

#include "base/fod-idle.h"
#include "support/fod-fake-clock.h"

#define MINUTE_MS (60 * 1000)

typedef struct
{
  FodFakeClock *clock;
  FodIdle *idle;
  guint told;
} Fixture;

static void
on_idle (FodIdle *idle, Fixture *fixture)
{
  fixture->told++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = fod_fake_clock_new ();
  fixture->idle = fod_idle_new (FOD_CLOCK (fixture->clock));
  g_signal_connect (fixture->idle, "idle", G_CALLBACK (on_idle), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->idle);
  g_object_unref (fixture->clock);
}

static void
let_pass (Fixture *fixture, gint64 ms)
{
  fod_fake_clock_advance (fixture->clock, ms);
  fod_idle_check (fixture->idle);
}

static void
test_tells_when_the_time_is_up_and_once (Fixture *fixture, gconstpointer data)
{
  fod_idle_start (fixture->idle, 10);
  let_pass (fixture, 10 * MINUTE_MS - 1);
  g_assert_cmpuint (fixture->told, ==, 0);
  let_pass (fixture, 1);
  g_assert_cmpuint (fixture->told, ==, 1);
  let_pass (fixture, 60 * MINUTE_MS);
  g_assert_cmpuint (fixture->told, ==, 1);
}

static void
test_a_touch_begins_anew (Fixture *fixture, gconstpointer data)
{
  fod_idle_start (fixture->idle, 10);
  let_pass (fixture, 9 * MINUTE_MS);
  g_assert_true (fod_idle_touch (fixture->idle));
  let_pass (fixture, 9 * MINUTE_MS);
  g_assert_cmpuint (fixture->told, ==, 0);
  let_pass (fixture, MINUTE_MS);
  g_assert_cmpuint (fixture->told, ==, 1);
}

static void
test_a_touch_after_a_sleep_comes_too_late (Fixture *fixture, gconstpointer data)
{
  fod_idle_start (fixture->idle, 10);
  /* No timer has run: the machine slept, and the lid is opened the next morning. */
  fod_fake_clock_advance (fixture->clock, 14 * 60 * MINUTE_MS);
  g_assert_false (fod_idle_touch (fixture->idle));
  g_assert_cmpuint (fixture->told, ==, 1);
}

static void
test_the_wall_clock_does_not_count (Fixture *fixture, gconstpointer data)
{
  FodClock *clock = FOD_CLOCK (fixture->clock);

  fod_idle_start (fixture->idle, 10);
  fod_fake_clock_set_real_ms (fixture->clock, fod_clock_get_real_ms (clock) + 60 * MINUTE_MS);
  fod_idle_check (fixture->idle);
  g_assert_cmpuint (fixture->told, ==, 0);
}

static void
test_never_is_never (Fixture *fixture, gconstpointer data)
{
  fod_idle_start (fixture->idle, 0);
  let_pass (fixture, 1000 * MINUTE_MS);
  g_assert_true (fod_idle_touch (fixture->idle));
  g_assert_cmpuint (fixture->told, ==, 0);
}

static void
test_stopped_it_says_nothing (Fixture *fixture, gconstpointer data)
{
  fod_idle_start (fixture->idle, 5);
  fod_idle_stop (fixture->idle);
  let_pass (fixture, 10 * MINUTE_MS);
  g_assert_cmpuint (fixture->told, ==, 0);
}

static void
test_another_time_counts_from_now (Fixture *fixture, gconstpointer data)
{
  fod_idle_start (fixture->idle, 30);
  let_pass (fixture, 20 * MINUTE_MS);
  fod_idle_start (fixture->idle, 5);
  let_pass (fixture, 4 * MINUTE_MS);
  g_assert_cmpuint (fixture->told, ==, 0);
  let_pass (fixture, MINUTE_MS);
  g_assert_cmpuint (fixture->told, ==, 1);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/idle/tells-when-the-time-is-up-and-once", test_tells_when_the_time_is_up_and_once },
    { "/idle/a-touch-begins-anew", test_a_touch_begins_anew },
    { "/idle/a-touch-after-a-sleep-comes-too-late", test_a_touch_after_a_sleep_comes_too_late },
    { "/idle/the-wall-clock-does-not-count", test_the_wall_clock_does_not_count },
    { "/idle/never-is-never", test_never_is_never },
    { "/idle/stopped-it-says-nothing", test_stopped_it_says_nothing },
    { "/idle/another-time-counts-from-now", test_another_time_counts_from_now },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
