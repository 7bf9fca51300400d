/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dates and times as people type them, in both languages. */

#include "config.h"

#include "base/fod-date-input.h"
#include "base/fod-date.h"

/* All rows count from Sunday 22 November 2026, in week 47. */
#define TODAY "2026-11-22"

typedef struct
{
  const char *text;
  const char *go_to; /* NULL: not a date */
  const char *plan;  /* NULL: not a date */
} Row;

static const Row rows[] = {
  { "48", "2026-11-23", NULL },
  { "23", "2026-06-01", "2026-11-23" },
  { "5", "2027-02-01", "2026-12-05" },
  { "uge 48", "2026-11-23", "2026-11-23" },
  { "Uge 48", "2026-11-23", "2026-11-23" },
  { "u48", "2026-11-23", "2026-11-23" },
  { "week 48", "2026-11-23", "2026-11-23" },
  { "uge 2", "2027-01-11", "2027-01-11" },
  { "uge 40", "2026-09-28", "2026-09-28" },
  { "uge 30", "2026-07-20", "2027-07-26" },
  { "uge 53", "2026-12-28", "2026-12-28" },
  { "uge 53 2027", NULL, NULL },
  { "uge 54", NULL, NULL },
  { "uge 0", NULL, NULL },
  { "uge 1/2028", "2028-01-03", "2028-01-03" },
  { "1/12", "2026-12-01", "2026-12-01" },
  { "1-12", "2026-12-01", "2026-12-01" },
  { "1.12.", "2026-12-01", "2026-12-01" },
  { "1/2", "2027-02-01", "2027-02-01" },
  { "1/8", "2026-08-01", "2027-08-01" },
  { "1/10", "2026-10-01", "2026-10-01" },
  { "1.12.2026", "2026-12-01", "2026-12-01" },
  { "01-12-2026", "2026-12-01", "2026-12-01" },
  { "1.12.27", "2027-12-01", "2027-12-01" },
  { "2026-12-01", "2026-12-01", "2026-12-01" },
  { "1. december", "2026-12-01", "2026-12-01" },
  { "den 1. dec", "2026-12-01", "2026-12-01" },
  { "1 dec 2027", "2027-12-01", "2027-12-01" },
  { "December 1st", "2026-12-01", "2026-12-01" },
  { "1st of May", "2027-05-01", "2027-05-01" },
  { "1. maj", "2027-05-01", "2027-05-01" },
  { "31/11", NULL, NULL },
  { "29/2 2027", NULL, NULL },
  { "29/2 2028", "2028-02-29", "2028-02-29" },
  { "32/1", NULL, NULL },
  { "0/1", NULL, NULL },
  { "1/13", NULL, NULL },
  { "1/12/20266", NULL, NULL },
  { "i dag", "2026-11-22", "2026-11-22" },
  { "today", "2026-11-22", "2026-11-22" },
  { "I morgen", "2026-11-23", "2026-11-23" },
  { "tomorrow", "2026-11-23", "2026-11-23" },
  { "i overmorgen", "2026-11-24", "2026-11-24" },
  { "i går", "2026-11-21", "2026-11-21" },
  { "yesterday", "2026-11-21", "2026-11-21" },
  { "om 3 uger", "2026-12-13", "2026-12-13" },
  { "in 3 weeks", "2026-12-13", "2026-12-13" },
  { "om en uge", "2026-11-29", "2026-11-29" },
  { "in a week", "2026-11-29", "2026-11-29" },
  { "3 uger", "2026-12-13", "2026-12-13" },
  { "om 2 dage", "2026-11-24", "2026-11-24" },
  { "in 2 days", "2026-11-24", "2026-11-24" },
  { "om 1 måned", "2026-12-22", "2026-12-22" },
  { "in two weeks", NULL, NULL },
  { "næste uge", "2026-11-29", "2026-11-29" },
  { "next month", "2026-12-22", "2026-12-22" },
  { "fredag", "2026-11-27", "2026-11-27" },
  { "FRE", "2026-11-27", "2026-11-27" },
  { "friday", "2026-11-27", "2026-11-27" },
  { "søndag", "2026-11-22", "2026-11-22" },
  { "lørdag", "2026-11-28", "2026-11-28" },
  { "næste mandag", "2026-11-23", "2026-11-23" },
  { "næste søndag", "2026-11-29", "2026-11-29" },
  { "mandag den 30/11", "2026-11-30", "2026-11-30" },
  { "2412", "2026-12-24", "2026-12-24" },
  { "241226", "2026-12-24", "2026-12-24" },
  { "24122026", "2026-12-24", "2026-12-24" },
  { "24-12-85", "1985-12-24", "1985-12-24" },
  { "3112", "2026-12-31", "2026-12-31" },
  { "3113", NULL, NULL },
  { "24120", NULL, NULL },
  { "", NULL, NULL },
  { "uge", NULL, NULL },
  { "om", NULL, NULL },
  { "fr", NULL, NULL },
  { "snart", NULL, NULL },
  { "1 2 3 4", NULL, NULL },
  { "99999999999999999999", NULL, NULL },
  { "om 9999 uger", NULL, NULL },
};

static void
check (const Row *row, FodDateInputPurpose purpose, const char *expected)
{
  GDate today;
  GDate date;
  gboolean found;
  g_autofree char *text = NULL;

  g_test_message ("%s", row->text);
  g_assert_true (fod_date_parse (TODAY, &today));
  found = fod_date_input_parse (row->text, purpose, &today, &date);
  text = found ? fod_date_format (&date) : NULL;
  g_assert_cmpstr (text, ==, expected);
}

static void
test_go_to (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    check (&rows[i], FOD_DATE_INPUT_GO_TO, rows[i].go_to);
}

static void
test_plan (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    check (&rows[i], FOD_DATE_INPUT_PLAN, rows[i].plan);
}

/* Of what is noted a day without a year is the nearest, and a bare number is none. */
static void
test_note (void)
{
  static const Row notes[] = {
    { "1/8", NULL, "2026-08-01" },    { "3/1", NULL, "2027-01-03" },
    { "20-11", NULL, "2026-11-20" },  { "uge 30", NULL, "2026-07-20" },
    { "søndag", NULL, "2026-11-22" }, { "i går", NULL, "2026-11-21" },
    { "241226", NULL, "2026-12-24" }, { "23", NULL, NULL },
    { "29-02-2027", NULL, NULL },     { "31-11-2026", NULL, NULL },
    { "1-2-3-4", NULL, NULL },        { "snart", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (notes); i++)
    check (&notes[i], FOD_DATE_INPUT_NOTE, notes[i].plan);
}

static const struct
{
  const char *text;
  int minutes; /* -1: not a time */
} time_rows[] = {
  { "9", 540 },    { "09", 540 },     { "9.30", 570 },  { "09:30", 570 },    { "9:30", 570 },
  { "0930", 570 }, { "930", 570 },    { "kl. 9", 540 }, { "kl 14.05", 845 }, { "0", 0 },
  { "00:00", 0 },  { "23:59", 1439 }, { "24", -1 },     { "24:00", -1 },     { "9:60", -1 },
  { "0960", -1 },  { "9.3", -1 },     { "", -1 },       { "ni", -1 },        { "9 30 0", -1 },
  { "99999", -1 }, { "-9", 540 },
};

static void
test_time (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (time_rows); i++)
    {
      int minutes = -1;
      gboolean found = fod_date_input_parse_time (time_rows[i].text, &minutes);

      g_test_message ("%s", time_rows[i].text);
      g_assert_cmpint (found ? minutes : -1, ==, time_rows[i].minutes);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date-input/go-to", test_go_to);
  g_test_add_func ("/date-input/fill-in", test_plan);
  g_test_add_func ("/date-input/what-is-noted-is-near", test_note);
  g_test_add_func ("/date-input/time", test_time);
  return g_test_run ();
}
