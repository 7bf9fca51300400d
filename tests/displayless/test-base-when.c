/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The "when" of an entry: its text, its length, its moves. */

#include "config.h"

#include "base/fod-when.h"

#define CPH "@Europe/Copenhagen"

static const struct
{
  const char *text;
  int minutes; /* -1: no when */
} parse_rows[] = {
  { "2026-11-23", 0 },
  { "2026-11-23T09:00/2026-11-23T10:30" CPH, 90 },
  { "2026-11-23T09:00/2026-11-23T09:00" CPH, 0 },
  { "2026-11-23T22:00/2026-11-24T06:15" CPH, 495 },
  { "2026-12-01T00:00/2027-01-01T00:00@Etc/GMT+1", 31 * 1440 },
  { "2026-12-01T00:00/2027-01-01T00:01" CPH, -1 },
  { "2026-11-23T09:00/2026-11-23T08:59" CPH, -1 },
  { "2026-11-23T09:00/2026-11-22T10:00" CPH, -1 },
  { "2026-11-23T24:00/2026-11-24T01:00" CPH, -1 },
  { "2026-11-23T09:60/2026-11-23T10:30" CPH, -1 },
  { "2026-02-30T09:00/2026-11-23T10:30" CPH, -1 },
  { "2026-11-23T09:00/2026-11-31T10:30" CPH, -1 },
  { "2026-11-23T09:00/2026-11-23T10:30@", -1 },
  { "2026-11-23T09:00/2026-11-23T10:30", -1 },
  { "2026-11-23T09:00", -1 },
  { "2026-11-23 09:00/2026-11-23 10:30" CPH, -1 },
  { "2026-11-23T9:00/2026-11-23T10:30" CPH, -1 },
  { "2026-11-23T09:00/2026-11-23T10:30@../etc/passwd", -1 },
  { "2026-11-23T09:00/2026-11-23T10:30@Europe Copenhagen", -1 },
  { "2026-11-23T09:00/2026-11-23T10:30@Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", -1 },
  { "2026-02-30", -1 },
  { "", -1 },
  { NULL, -1 },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parse_rows); i++)
    {
      FodWhen when = { 0 };
      gboolean valid = fod_when_parse (parse_rows[i].text, &when);

      g_test_message ("%s", parse_rows[i].text);
      g_assert_cmpint (valid, ==, parse_rows[i].minutes >= 0);
      if (valid)
        {
          g_autofree char *again = fod_when_format (&when);

          g_assert_cmpstr (again, ==, parse_rows[i].text);
          g_assert_cmpint (fod_when_get_minutes (&when), ==, parse_rows[i].minutes);
        }
    }
}

static const struct
{
  const char *from;
  int days;
  int minutes;
  const char *to;
} move_rows[] = {
  { "2026-11-23", 9, 0, "2026-12-02" },
  { "2026-11-23", 1, 900, "2026-11-24" },
  { "2026-11-23T09:00/2026-11-23T10:30" CPH, 0, 15, "2026-11-23T09:15/2026-11-23T10:45" CPH },
  { "2026-11-23T09:00/2026-11-23T10:30" CPH, -1, 0, "2026-11-22T09:00/2026-11-22T10:30" CPH },
  { "2026-11-23T00:10/2026-11-23T01:00" CPH, 0, -20, "2026-11-22T23:50/2026-11-23T00:40" CPH },
  { "2026-11-23T23:00/2026-11-23T23:30" CPH, 0, 45, "2026-11-23T23:45/2026-11-24T00:15" CPH },
  { "2026-11-23T09:00/2026-11-23T10:30" CPH, 0, -1440, "2026-11-22T09:00/2026-11-22T10:30" CPH },
  { "2199-12-31", 1, 0, "2199-12-31" },
  { "2199-12-31T09:00/2199-12-31T23:30" CPH, 0, 60, "2199-12-31T09:00/2199-12-31T23:30" CPH },
  { "2026-11-23", G_MAXINT, 0, "2026-11-23" },
  { "2026-11-23", G_MININT, 0, "2026-11-23" },
};

static void
test_move (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (move_rows); i++)
    {
      FodWhen when;
      g_autofree char *moved = NULL;

      g_assert_true (fod_when_parse (move_rows[i].from, &when));
      fod_when_move (&when, move_rows[i].days, move_rows[i].minutes);
      moved = fod_when_format (&when);
      g_assert_cmpstr (moved, ==, move_rows[i].to);
    }
}

static void
test_init_time_over_midnight (void)
{
  FodWhen when;
  g_autofree char *text = NULL;

  fod_when_init_time (&when, "2026-12-31", 23 * 60 + 30, 45, "Europe/Copenhagen");
  text = fod_when_format (&when);
  g_assert_true (fod_when_has_time (&when));
  g_assert_cmpstr (text, ==, "2026-12-31T23:30/2027-01-01T00:15" CPH);
}

static void
test_day_has_no_time (void)
{
  FodWhen when;
  g_autoptr (FodWhen) copy = NULL;

  fod_when_init_day (&when, "2026-12-31");
  copy = fod_when_copy (&when);
  g_assert_false (fod_when_has_time (copy));
  g_assert_cmpint (copy->start, ==, -1);
  g_assert_cmpstr (copy->end_date, ==, "2026-12-31");
  g_assert_cmpstr (copy->zone, ==, "");
}

/* The clock of Denmark goes an hour ahead on 28 March 2027 and back on 31 October 2027. */
static void
test_here (void)
{
  static const struct
  {
    const char *label;
    const char *here;
    const char *saved;
    const char *shown;
  } rows[] = {
    { "one's own zone is not touched", "Europe/Copenhagen",
      "2027-03-28T02:30/2027-03-28T02:45@Europe/Copenhagen",
      "2027-03-28T02:30/2027-03-28T02:45@Europe/Copenhagen" },
    { "a day is a day", "America/New_York", "2027-03-28", "2027-03-28" },
    { "winter", "Europe/Copenhagen", "2027-01-11T09:00/2027-01-11T10:00@Europe/London",
      "2027-01-11T10:00/2027-01-11T11:00@Europe/Copenhagen" },
    { "the weeks in which only one has turned", "Europe/Copenhagen",
      "2027-03-22T09:00/2027-03-22T10:00@America/New_York",
      "2027-03-22T14:00/2027-03-22T15:00@Europe/Copenhagen" },
    { "and when both have", "Europe/Copenhagen",
      "2027-03-29T09:00/2027-03-29T10:00@America/New_York",
      "2027-03-29T15:00/2027-03-29T16:00@Europe/Copenhagen" },
    { "over the turn of spring", "Europe/Copenhagen",
      "2027-03-28T00:30/2027-03-28T01:30@Atlantic/Reykjavik",
      "2027-03-28T01:30/2027-03-28T03:30@Europe/Copenhagen" },
    { "over the turn of autumn", "Europe/Copenhagen",
      "2027-10-31T00:30/2027-10-31T01:10@Atlantic/Reykjavik",
      "2027-10-31T02:30/2027-10-31T02:30@Europe/Copenhagen" },
    { "another day", "Europe/Copenhagen", "2027-06-01T20:00/2027-06-01T21:00@America/New_York",
      "2027-06-02T02:00/2027-06-02T03:00@Europe/Copenhagen" },
    { "a laptop abroad", "America/Nuuk", "2027-01-11T09:00/2027-01-11T10:00@Europe/Copenhagen",
      "2027-01-11T06:00/2027-01-11T07:00@America/Nuuk" },
    { "a zone nobody knows", "Europe/Copenhagen", "2027-01-11T09:00/2027-01-11T10:00@Mars/Base",
      "2027-01-11T09:00/2027-01-11T10:00@Mars/Base" },
    { "a machine without a named zone is Danish", "UTC",
      "2027-01-11T09:00/2027-01-11T10:00@Europe/Copenhagen",
      "2027-01-11T09:00/2027-01-11T10:00@Europe/Copenhagen" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *shown = NULL;
      FodWhen when;

      g_test_message ("%s", rows[i].label);
      g_setenv ("TZ", rows[i].here, TRUE);
      g_assert_true (fod_when_parse_here (rows[i].saved, &when));
      shown = fod_when_format (&when);
      g_assert_cmpstr (shown, ==, rows[i].shown);
    }
  g_unsetenv ("TZ");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/when/parse-takes-canonical-text-only", test_parse);
  g_test_add_func ("/when/move-keeps-the-length", test_move);
  g_test_add_func ("/when/init-time-over-midnight", test_init_time_over_midnight);
  g_test_add_func ("/when/day-has-no-time", test_day_has_no_time);
  g_test_add_func ("/when/here/follows-the-clock-on-this-wall", test_here);
  return g_test_run ();
}
