/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Days and times as people read and type them; needs GTK's folder, and no display. */

#include "config.h"

#include "app/fod-format.h"
#include "app/fod-waiting-text.h"
#include "support/fod-test-store.h"

/* A Sunday. */
#define TODAY "2026-11-22"

typedef struct
{
  const char *label;
  const char *given;
  const char *expected;
} Row;

static void
test_days_are_told_by_their_distance (void)
{
  static const Row rows[] = {
    { "today", "2026-11-22", "today" },         { "yesterday", "2026-11-21", "yesterday" },
    { "days", "2026-11-19", "3 days ago" },     { "weeks", "2026-11-01", "3 weeks ago" },
    { "months", "2026-08-22", "3 months ago" }, { "years", "2023-11-01", "3 years ago" },
    { "tomorrow", "2026-11-23", "tomorrow" },   { "later", "2026-11-27", "in 5 days" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = fod_format_ago (rows[i].given, TODAY);

      g_test_message ("%s", rows[i].label);
      g_assert_cmpstr (text, ==, rows[i].expected);
    }
}

static void
test_slots_are_told_with_day_and_time (void)
{
  static const Row rows[] = {
    { "a time today", "2026-11-22T09:00/2026-11-22T10:30@Europe/Copenhagen", "today 09:00–10:30" },
    { "a day", "2026-11-24", "Tue 24-11" },
    { "another year", "2027-01-05", "Tue 05-01-2027" },
    { "over midnight", "2026-11-23T22:00/2026-11-24T01:00@Europe/Copenhagen",
      "tomorrow 22:00 – Tue 24-11 01:00" },
    { "written in another zone", "2026-11-23T09:00/2026-11-23T10:00@Europe/London",
      "tomorrow 10:00–11:00" },
    { "no slot", "tea", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = fod_format_slot (rows[i].given, TODAY);

      g_test_message ("%s", rows[i].label);
      g_assert_cmpstr (text, ==, rows[i].expected);
    }
}

static void
test_the_iso_week_is_the_monday_s (void)
{
  g_autofree char *sunday = fod_format_week ("2026-11-22");
  g_autofree char *new_year = fod_format_week ("2027-01-01");

  g_assert_cmpstr (sunday, ==, "week 47");
  g_assert_cmpstr (new_year, ==, "week 53");
}

static void
test_weekly_hours_have_no_needless_digits (void)
{
  g_autofree char *whole = fod_format_weekly_hours ("300");
  g_autofree char *half = fod_format_weekly_hours ("450");
  g_autofree char *none = fod_format_weekly_hours (NULL);

  g_assert_cmpstr (whole, ==, "5");
  g_assert_cmpstr (half, ==, "7.5");
  g_assert_cmpstr (none, ==, "");
}

/* The server took none of it, so that it stands nowhere else. */
static void
test_a_refused_change_of_a_set_is_quoted (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  g_autoptr (FodDirectory) directory = fod_directory_new (test->store, "en");
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  char kind[] = FOD_KIND_EMPLOYER;
  char verb[] = "set";
  char code[] = "forbidden";
  char fields[] = "tags";
  FodWaiting item = { .kind = kind, .verb = verb, .code = code, .fields = fields };
  g_autofree char *words = NULL;

  item.values = values;
  g_hash_table_insert (values, (gpointer) "+tags", (gpointer) "Bager");
  g_hash_table_insert (values, (gpointer) "-tags", (gpointer) "Kok");
  words = fod_waiting_text_dup_words (directory, &item, "2026-11-22");
  g_assert_nonnull (strstr (words, "\nTags: + Bager\nTags: − Kok"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_setenv ("TZ", "Europe/Copenhagen", TRUE);

  g_test_add_func ("/format/ago/days-are-told-by-their-distance",
                   test_days_are_told_by_their_distance);
  g_test_add_func ("/format/slot/told-with-day-and-time", test_slots_are_told_with_day_and_time);
  g_test_add_func ("/format/week/is-the-monday-s", test_the_iso_week_is_the_monday_s);
  g_test_add_func ("/format/weekly-hours/no-needless-digits",
                   test_weekly_hours_have_no_needless_digits);
  g_test_add_func ("/waiting-text/a-refused-change-of-a-set-is-quoted",
                   test_a_refused_change_of_a_set_is_quoted);

  return g_test_run ();
}
