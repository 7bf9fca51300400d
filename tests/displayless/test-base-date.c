/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dates as text: what is one, and the sums with them. */

#include "config.h"

#include "base/fod-date.h"

static const struct
{
  const char *text;
  gboolean valid;
} parse_rows[] = {
  { "2026-11-22", TRUE },   { "2024-02-29", TRUE },
  { "1900-01-01", TRUE },   { "2199-12-31", TRUE },
  { "2026-02-29", FALSE },  { "2100-02-29", FALSE },
  { "2026-04-31", FALSE },  { "2026-13-01", FALSE },
  { "2026-00-10", FALSE },  { "2026-01-00", FALSE },
  { "1899-12-31", FALSE },  { "2200-01-01", FALSE },
  { "2026-1-1", FALSE },    { "22-11-2026", FALSE },
  { "2026/11/22", FALSE },  { "2026-11-22 ", FALSE },
  { " 2026-11-22", FALSE }, { "+026-11-22", FALSE },
  { "2026-11-2x", FALSE },  { "", FALSE },
  { NULL, FALSE },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parse_rows); i++)
    {
      GDate date;
      gboolean valid = fod_date_parse (parse_rows[i].text, &date);

      g_test_message ("%s", parse_rows[i].text);
      g_assert_cmpint (valid, ==, parse_rows[i].valid);
      if (valid)
        {
          g_autofree char *again = fod_date_format (&date);

          g_assert_cmpstr (again, ==, parse_rows[i].text);
        }
    }
}

static const struct
{
  const char *from;
  int days;
  const char *to;
} sum_rows[] = {
  { "2026-11-22", 0, "2026-11-22" },   { "2026-12-31", 1, "2027-01-01" },
  { "2024-02-28", 1, "2024-02-29" },   { "2026-03-29", -30, "2026-02-27" },
  { "2026-11-22", 365, "2027-11-22" }, { "2199-12-31", 1, NULL },
  { "1900-01-01", -1, NULL },          { "2026-01-01", G_MAXINT, NULL },
  { "2026-01-01", G_MININT, NULL },    { "no date", 1, NULL },
};

static void
test_add_days (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sum_rows); i++)
    {
      g_autofree char *sum = fod_date_add_days (sum_rows[i].from, sum_rows[i].days);

      g_assert_cmpstr (sum, ==, sum_rows[i].to);
      if (sum != NULL)
        g_assert_cmpint (fod_date_days_between (sum_rows[i].from, sum), ==, sum_rows[i].days);
    }
}

/* The turns of the year from the calendar of ISO 8601. */
static const struct
{
  const char *day;
  int week;
  int year;
} week_rows[] = {
  { "2026-11-22", 47, 2026 }, { "2026-01-01", 1, 2026 },  { "2025-12-29", 1, 2026 },
  { "2026-12-31", 53, 2026 }, { "2027-01-03", 53, 2026 }, { "2027-01-04", 1, 2027 },
  { "2021-01-01", 53, 2020 }, { "2024-12-30", 1, 2025 },  { "2023-01-01", 52, 2022 },
};

static void
test_iso_week (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (week_rows); i++)
    {
      GDate date;
      GDate monday;
      int year = 0;

      g_assert_true (fod_date_parse (week_rows[i].day, &date));
      g_assert_cmpint (fod_date_get_iso_week (&date, &year), ==, week_rows[i].week);
      g_assert_cmpint (year, ==, week_rows[i].year);
      g_assert_true (fod_date_from_iso_week (year, week_rows[i].week, &monday));
      g_assert_cmpint (g_date_get_weekday (&monday), ==, G_DATE_MONDAY);
      g_assert_cmpint (g_date_days_between (&monday, &date), >=, 0);
      g_assert_cmpint (g_date_days_between (&monday, &date), <, 7);
    }
}

static void
test_iso_week_that_is_not (void)
{
  GDate monday;

  g_assert_true (fod_date_from_iso_week (2026, 53, &monday));
  g_assert_false (fod_date_from_iso_week (2025, 53, &monday));
  g_assert_false (fod_date_from_iso_week (2026, 0, &monday));
  g_assert_false (fod_date_from_iso_week (2026, 54, &monday));
  g_assert_false (fod_date_from_iso_week (1899, 1, &monday));
}

static void
test_display (void)
{
  g_autofree char *date = fod_date_display ("2026-02-01");
  g_autofree char *text = fod_date_display ("in spring");
  g_autofree char *none = fod_date_display (NULL);

  g_assert_cmpstr (date, ==, "01-02-2026");
  g_assert_cmpstr (text, ==, "in spring");
  g_assert_null (none);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/date/parse-takes-only-days-that-exist", test_parse);
  g_test_add_func ("/date/add-days", test_add_days);
  g_test_add_func ("/date/iso-week-at-the-turn-of-years", test_iso_week);
  g_test_add_func ("/date/iso-week-that-does-not-exist", test_iso_week_that_is_not);
  g_test_add_func ("/date/display-turns-dates-only", test_display);
  return g_test_run ();
}
