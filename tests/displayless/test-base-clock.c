/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodClock: the date that a reading stands for, and the two clocks that must not be mixed. */

#include "config.h"

#include "base/fod-clock.h"
#include "support/fod-fake-clock.h"

static void
test_today_is_local (void)
{
  g_autoptr (FodFakeClock) clock = fod_fake_clock_new ();
  g_autofree char *day = NULL;

  fod_fake_clock_set_date (clock, "2026-12-31");
  day = fod_clock_dup_today (FOD_CLOCK (clock));
  g_assert_cmpstr (day, ==, "2026-12-31");
}

static void
test_start_is_as_documented (void)
{
  g_autoptr (FodFakeClock) clock = fod_fake_clock_new ();
  g_autoptr (GDateTime) now =
      g_date_time_new_from_unix_utc (fod_clock_get_real_ms (FOD_CLOCK (clock)) / 1000);
  g_autofree char *text = g_date_time_format_iso8601 (now);

  g_assert_cmpstr (text, ==, "2026-11-23T08:00:00Z");
}

static void
test_advance_moves_both (void)
{
  g_autoptr (FodFakeClock) clock = fod_fake_clock_new ();
  gint64 real = fod_clock_get_real_ms (FOD_CLOCK (clock));
  gint64 boot = fod_clock_get_boot_ms (FOD_CLOCK (clock));

  fod_fake_clock_advance (clock, 1500);
  g_assert_cmpint (fod_clock_get_real_ms (FOD_CLOCK (clock)), ==, real + 1500);
  g_assert_cmpint (fod_clock_get_boot_ms (FOD_CLOCK (clock)), ==, boot + 1500);
}

static void
test_system_clock_tells_the_time (void)
{
  g_autoptr (FodClock) clock = fod_system_clock_new ();
  gint64 before = g_get_real_time () / 1000;
  gint64 real = fod_clock_get_real_ms (clock);
  gint64 boot = fod_clock_get_boot_ms (clock);

  g_assert_cmpint (real, >=, before);
  g_assert_cmpint (real, <=, g_get_real_time () / 1000);
  g_assert_cmpint (boot, >, 0);
  g_assert_cmpint (fod_clock_get_boot_ms (clock), >=, boot);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/clock/today-is-local", test_today_is_local);
  g_test_add_func ("/clock/fake-start-is-as-documented", test_start_is_as_documented);
  g_test_add_func ("/clock/advance-moves-both", test_advance_moves_both);
  g_test_add_func ("/clock/system-clock-tells-the-time", test_system_clock_tells_the_time);
  return g_test_run ();
}
