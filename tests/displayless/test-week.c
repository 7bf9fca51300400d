/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The week count of a consultant: each row is a rule. */

#include "config.h"

#include "ips/fod-week.h"
#include "schema/fod-schema.h"

typedef struct
{
  const char *rule;
  const char *entries; /* "note type attendance minutes out" or "contact manner minutes", with a
                          comma between; "-" for nothing */
  const char *counted; /* employers, talks, no-shows, minutes, of these out, untimed */
  int percent;
} Case;

static const Case cases[] = {
  { "an-empty-week-has-no-share", "", "0 0 0 0 0 0", -1 },
  { "a-talk", "note talk came 45 -", "0 1 0 45 0 0", 0 },
  { "a-talk-out-of-the-office", "note talk came 45 1", "0 1 0 45 45 0", 100 },
  { "a-visit-is-out-of-the-office", "contact visit 30", "1 0 0 30 30 0", 100 },
  { "so-is-a-meeting-elsewhere", "contact face-to-face 30", "1 0 0 30 30 0", 100 },
  { "a-call-to-an-employer-is-none-and-at-the-desk", "contact phone 10", "0 0 0 10 0 0", 0 },
  { "a-no-show-is-no-talk-and-its-time-counts", "note home-visit no-show 30 1", "0 0 1 30 30 0",
    100 },
  { "who-cancelled-is-neither", "note talk cancelled - -", "0 0 0 0 0 0", -1 },
  { "a-conference-is-work-and-no-talk", "note conference - 60 -", "0 0 0 60 0 0", 0 },
  { "what-has-no-minutes-is-told", "note talk came - -,contact visit -", "1 1 0 0 0 2", -1 },
  { "a-call-without-minutes-is-not-missed", "contact phone -", "0 0 0 0 0 0", -1 },
  { "the-share-is-of-all-minutes", "note talk came 60 -,contact visit 60,note talk came 60 1",
    "1 2 0 180 120 0", 66 },
  { "a-share-is-never-rounded-up-to-the-goal", "note talk came 351 -,note talk came 649 1",
    "0 2 0 1000 649 0", 64 },
};

static void
set (FodRecord *record, const char *field, const char *value)
{
  if (value != NULL && strcmp (value, "-") != 0)
    fod_record_set (record, field, value);
}

static FodRecord *
read_entry (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  gboolean note = strcmp (words[0], "note") == 0;
  FodRecord *record = fod_record_new (note ? &fod_note_spec : &fod_employer_contact_spec, "id");

  if (note)
    {
      set (record, "date", "2026-11-23");
      set (record, "type", words[1]);
      set (record, "attendance", words[2]);
      set (record, "minutes", words[3]);
      set (record, "community", words[4]);
    }
  else
    {
      set (record, "slot", "2026-11-23");
      set (record, "manner", words[1]);
      set (record, "minutes", words[2]);
    }
  return record;
}

/* A number and the entries behind it. */
typedef struct
{
  guint entries[FOD_WEEK_PART_TALKS + 1];
  guint minutes;
  guint minutes_out;
} Behind;

static void
look_behind (Behind *behind, const FodRecord *entry)
{
  guint minutes = (guint)fod_record_get_int (entry, "minutes");

  for (guint part = 0; part < G_N_ELEMENTS (behind->entries); part++)
    behind->entries[part] += fod_week_counts (entry, part);
  if (fod_week_counts (entry, FOD_WEEK_PART_TIMED))
    behind->minutes += minutes;
  if (fod_week_is_out (entry))
    behind->minutes_out += minutes;
}

static void
check_behind (const Behind *behind, const FodWeek *week)
{
  g_assert_cmpuint (behind->entries[FOD_WEEK_PART_EMPLOYERS], ==, week->employers);
  g_assert_cmpuint (behind->entries[FOD_WEEK_PART_UNTIMED], ==, week->untimed);
  g_assert_cmpuint (behind->entries[FOD_WEEK_PART_TALKS], ==, week->talks + week->no_shows);
  g_assert_cmpuint (behind->minutes, ==, week->minutes);
  g_assert_cmpuint (behind->minutes_out, ==, week->minutes_out);
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_auto (GStrv) entries = g_strsplit (test->entries, ",", -1);
  g_autofree char *counted = NULL;
  FodWeek week = { 0 };
  Behind behind = { 0 };

  for (guint i = 0; entries[i] != NULL; i++)
    {
      g_autoptr (FodRecord) entry = read_entry (entries[i]);

      fod_week_add (&week, entry);
      look_behind (&behind, entry);
    }
  check_behind (&behind, &week);
  counted = g_strdup_printf ("%u %u %u %u %u %u", week.employers, week.talks, week.no_shows,
                             week.minutes, week.minutes_out, week.untimed);
  g_assert_cmpstr (counted, ==, test->counted);
  g_assert_cmpint (fod_week_get_out_percent (&week), ==, test->percent);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/week/", cases[i].rule, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  return g_test_run ();
}
