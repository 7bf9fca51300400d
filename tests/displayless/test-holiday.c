/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Danish public holidays: a frozen table, and that nothing else is one. */

#include "config.h"

#include "base/fod-date.h"
#include "ips/fod-holiday.h"

/* Made with Python's dateutil, so not by the formula under test. */
static const struct
{
  const char *date;
  const char *code;
} frozen[] = {
  { "2023-01-01", "new-year" },
  { "2023-04-06", "maundy-thursday" },
  { "2023-04-07", "good-friday" },
  { "2023-04-09", "easter-sunday" },
  { "2023-04-10", "easter-monday" },
  { "2023-05-05", "great-prayer-day" },
  { "2023-05-18", "ascension" },
  { "2023-05-28", "whit-sunday" },
  { "2023-05-29", "whit-monday" },
  { "2023-12-25", "christmas-day" },
  { "2023-12-26", "second-christmas-day" },
  { "2024-01-01", "new-year" },
  { "2024-03-28", "maundy-thursday" },
  { "2024-03-29", "good-friday" },
  { "2024-03-31", "easter-sunday" },
  { "2024-04-01", "easter-monday" },
  { "2024-05-09", "ascension" },
  { "2024-05-19", "whit-sunday" },
  { "2024-05-20", "whit-monday" },
  { "2024-12-25", "christmas-day" },
  { "2024-12-26", "second-christmas-day" },
  { "2025-01-01", "new-year" },
  { "2025-04-17", "maundy-thursday" },
  { "2025-04-18", "good-friday" },
  { "2025-04-20", "easter-sunday" },
  { "2025-04-21", "easter-monday" },
  { "2025-05-29", "ascension" },
  { "2025-06-08", "whit-sunday" },
  { "2025-06-09", "whit-monday" },
  { "2025-12-25", "christmas-day" },
  { "2025-12-26", "second-christmas-day" },
  { "2026-01-01", "new-year" },
  { "2026-04-02", "maundy-thursday" },
  { "2026-04-03", "good-friday" },
  { "2026-04-05", "easter-sunday" },
  { "2026-04-06", "easter-monday" },
  { "2026-05-14", "ascension" },
  { "2026-05-24", "whit-sunday" },
  { "2026-05-25", "whit-monday" },
  { "2026-12-25", "christmas-day" },
  { "2026-12-26", "second-christmas-day" },
  { "2027-01-01", "new-year" },
  { "2027-03-25", "maundy-thursday" },
  { "2027-03-26", "good-friday" },
  { "2027-03-28", "easter-sunday" },
  { "2027-03-29", "easter-monday" },
  { "2027-05-06", "ascension" },
  { "2027-05-16", "whit-sunday" },
  { "2027-05-17", "whit-monday" },
  { "2027-12-25", "christmas-day" },
  { "2027-12-26", "second-christmas-day" },
  { "2028-01-01", "new-year" },
  { "2028-04-13", "maundy-thursday" },
  { "2028-04-14", "good-friday" },
  { "2028-04-16", "easter-sunday" },
  { "2028-04-17", "easter-monday" },
  { "2028-05-25", "ascension" },
  { "2028-06-04", "whit-sunday" },
  { "2028-06-05", "whit-monday" },
  { "2028-12-25", "christmas-day" },
  { "2028-12-26", "second-christmas-day" },
  { "2029-01-01", "new-year" },
  { "2029-03-29", "maundy-thursday" },
  { "2029-03-30", "good-friday" },
  { "2029-04-01", "easter-sunday" },
  { "2029-04-02", "easter-monday" },
  { "2029-05-10", "ascension" },
  { "2029-05-20", "whit-sunday" },
  { "2029-05-21", "whit-monday" },
  { "2029-12-25", "christmas-day" },
  { "2029-12-26", "second-christmas-day" },
  { "2030-01-01", "new-year" },
  { "2030-04-18", "maundy-thursday" },
  { "2030-04-19", "good-friday" },
  { "2030-04-21", "easter-sunday" },
  { "2030-04-22", "easter-monday" },
  { "2030-05-30", "ascension" },
  { "2030-06-09", "whit-sunday" },
  { "2030-06-10", "whit-monday" },
  { "2030-12-25", "christmas-day" },
  { "2030-12-26", "second-christmas-day" },
};

static void
test_frozen_table (void)
{
  g_autofree char *day = g_strdup ("2023-01-01");
  gsize next = 0;

  while (day != NULL && g_strcmp0 (day, "2031-01-01") < 0)
    {
      const char *code = fod_holiday_get_code (fod_holiday_of (day));
      char *following = fod_date_add_days (day, 1);

      if (next < G_N_ELEMENTS (frozen) && g_strcmp0 (frozen[next].date, day) == 0)
        g_assert_cmpstr (code, ==, frozen[next++].code);
      else if (code != NULL)
        g_error ("%s is no %s", day, code);
      g_free (day);
      day = following;
    }
  g_assert_cmpuint (next, ==, G_N_ELEMENTS (frozen));
}

/* Easter at the ends of its range, and in the years that simple rules get wrong. */
static void
test_easter_at_its_limits (void)
{
  const char *const easters[] = { "1943-04-25", "1954-04-18", "1981-04-19", "2008-03-23",
                                  "2011-04-24", "2038-04-25", "2049-04-18", "2076-04-19",
                                  "2100-03-28", "2160-03-23", "2199-04-14" };

  for (gsize i = 0; i < G_N_ELEMENTS (easters); i++)
    {
      g_test_message ("%s", easters[i]);
      g_assert_cmpint (fod_holiday_of (easters[i]), ==, FOD_HOLIDAY_EASTER_SUNDAY);
    }
}

static void
test_closing_days (void)
{
  g_assert_cmpstr (fod_closing_get_code (fod_closing_of ("2026-05-01")), ==, "may-day");
  g_assert_cmpstr (fod_closing_get_code (fod_closing_of ("2026-06-05")), ==, "constitution-day");
  g_assert_cmpstr (fod_closing_get_code (fod_closing_of ("2026-12-24")), ==, "christmas-eve");
  g_assert_cmpstr (fod_closing_get_code (fod_closing_of ("2026-12-31")), ==, "new-years-eve");
  g_assert_null (fod_closing_get_code (fod_closing_of ("2026-12-25")));
  g_assert_null (fod_holiday_get_code (fod_holiday_of ("2026-12-24")));
}

static const struct
{
  const char *from;
  int days;
  const char *to;
} work_rows[] = {
  { "2026-11-20", 1, "2026-11-23" }, /* over a weekend */
  { "2026-11-23", 1, "2026-11-24" },
  { "2026-04-01", 1, "2026-04-07" }, /* over Easter */
  { "2026-04-07", -1, "2026-04-01" },
  { "2026-12-24", 1, "2026-12-28" },
  { "2026-12-25", 0, "2026-12-25" },
  { "2024-04-25", 1, "2024-04-26" }, /* what was Great Prayer Day */
  { "2023-05-04", 1, "2023-05-08" },
  { "2199-12-31", 1, NULL },
};

static void
test_work_days (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (work_rows); i++)
    {
      g_autofree char *to = fod_holiday_add_work_days (work_rows[i].from, work_rows[i].days);

      g_assert_cmpstr (to, ==, work_rows[i].to);
    }
  g_assert_cmpint (fod_holiday_count_work_days ("2026-04-01", "2026-04-07"), ==, 2);
  g_assert_cmpint (fod_holiday_count_work_days ("2026-11-23", "2026-11-29"), ==, 5);
  g_assert_cmpint (fod_holiday_count_work_days ("2026-11-29", "2026-11-23"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/holiday/frozen-table-2023-to-2030", test_frozen_table);
  g_test_add_func ("/holiday/easter-at-its-limits", test_easter_at_its_limits);
  g_test_add_func ("/holiday/closing-days-are-no-holidays", test_closing_days);
  g_test_add_func ("/holiday/work-days", test_work_days);
  return g_test_run ();
}
