/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The hours of jobs over time: what counts from when, and what is kept apart. */

#include "config.h"

#include "ips/fod-job.h"

/* One line for each job: id, type, stage, first day, last day, minutes ("-" for none). */
static GPtrArray *
make_jobs (const char *const *lines)
{
  GPtrArray *jobs = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);
  static const char *const fields[] = { "type", "stage", "start-date", "end-date",
                                        "weekly-minutes" };

  for (; *lines != NULL; lines++)
    {
      g_auto (GStrv) words = g_strsplit (*lines, " ", -1);
      FodRecord *job = fod_record_new (&fod_placement_spec, words[0]);

      g_assert_cmpuint (g_strv_length (words), ==, 6);
      for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
        if (!g_str_equal (words[i + 1], "-"))
          fod_record_set (job, fields[i], words[i + 1]);
      g_ptr_array_add (jobs, job);
    }
  return jobs;
}

/* One word for each change: id:job:day:minutes. */
static GPtrArray *
make_changes (const char *text)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (char **word = words; *word != NULL && **word != '\0'; word++)
    {
      g_auto (GStrv) parts = g_strsplit (*word, ":", -1);
      FodRecord *change = fod_record_new (&fod_job_change_spec, parts[0]);

      fod_record_set (change, "placement", parts[1]);
      fod_record_set (change, "changed-on", parts[2]);
      if (!g_str_equal (parts[3], "-"))
        fod_record_set (change, "weekly-minutes", parts[3]);
      g_ptr_array_add (changes, change);
    }
  return changes;
}

#define JOB "a ordinary started 2026-03-02 - 120"

static const struct
{
  const char *rule;
  const char *jobs[4];
  const char *changes;
  const char *until;
  const char *stairs; /* day:ordinary:other */
} stair_rows[] = {
  { "nothing", { NULL }, "", "2026-12-31", "" },
  { "one job", { JOB }, "", "2026-12-31", "2026-03-02:120:0" },
  { "two five twelve",
    { JOB },
    "c1:a:2026-05-01:300 c2:a:2026-09-01:720",
    "2026-12-31",
    "2026-03-02:120:0 2026-05-01:300:0 2026-09-01:720:0" },
  { "changes in any order",
    { JOB },
    "c2:a:2026-09-01:720 c1:a:2026-05-01:300",
    "2026-12-31",
    "2026-03-02:120:0 2026-05-01:300:0 2026-09-01:720:0" },
  { "fewer hours are a stair, too",
    { JOB },
    "c1:a:2026-05-01:60",
    "2026-12-31",
    "2026-03-02:120:0 2026-05-01:60:0" },
  { "of one day what was written last counts",
    { JOB },
    "c2:a:2026-05-01:240 c1:a:2026-05-01:300",
    "2026-12-31",
    "2026-03-02:120:0 2026-05-01:240:0" },
  { "other pay alone is no stair", { JOB }, "c1:a:2026-05-01:-", "2026-12-31", "2026-03-02:120:0" },
  { "a change of another job", { JOB }, "c1:b:2026-05-01:300", "2026-12-31", "2026-03-02:120:0" },
  { "a change before the first day",
    { JOB },
    "c1:a:2026-02-01:300",
    "2026-12-31",
    "2026-03-02:300:0" },
  { "what is to come is not told",
    { JOB },
    "c1:a:2026-05-01:300",
    "2026-04-30",
    "2026-03-02:120:0" },
  { "a first day to come", { JOB }, "", "2026-03-01", "" },
  { "the last day counts",
    { "a ordinary ended 2026-03-02 2026-04-10 120" },
    "",
    "2026-12-31",
    "2026-03-02:120:0 2026-04-11:0:0" },
  { "the last day is today",
    { "a ordinary started 2026-03-02 2026-04-10 120" },
    "",
    "2026-04-10",
    "2026-03-02:120:0" },
  { "a change after the last day",
    { "a ordinary ended 2026-03-02 2026-04-10 120" },
    "c1:a:2026-05-01:300",
    "2026-12-31",
    "2026-03-02:120:0 2026-04-11:0:0" },
  { "two jobs at once",
    { JOB, "b small-hours started 2026-04-01 2026-04-30 60" },
    "",
    "2026-12-31",
    "2026-03-02:120:0 2026-04-01:180:0 2026-05-01:120:0" },
  { "on the way there is kept apart",
    { JOB, "b wage-subsidy started 2026-01-05 2026-03-31 900" },
    "",
    "2026-12-31",
    "2026-01-05:0:900 2026-03-02:120:900 2026-04-01:120:0" },
  { "an education has no paid hours",
    { "a education started 2026-03-02 - 1800" },
    "",
    "2026-12-31",
    "" },
  { "an offer does not count", { "a ordinary offered 2026-03-02 - 120" }, "", "2026-12-31", "" },
  { "one that was dropped", { "a ordinary dropped 2026-03-02 - 120" }, "", "2026-12-31", "" },
  { "one without a first day", { "a ordinary started - - 120" }, "", "2026-12-31", "" },
  { "one without hours", { "a ordinary started 2026-03-02 - -" }, "", "2026-12-31", "" },
  { "hours that came later",
    { "a ordinary started 2026-03-02 - -" },
    "c1:a:2026-05-01:300",
    "2026-12-31",
    "2026-05-01:300:0" },
  { "a job that ended before it began",
    { "a ordinary ended 2026-03-02 2026-02-01 120" },
    "",
    "2026-12-31",
    "" },
  { "one that begins on the day after another",
    { "a ordinary ended 2026-03-02 2026-04-30 120", "b ordinary started 2026-05-01 - 120" },
    "",
    "2026-12-31",
    "2026-03-02:120:0" },
  { "the last day of all years",
    { "a ordinary ended 2026-03-02 2199-12-31 120" },
    "",
    "2199-12-31",
    "2026-03-02:120:0" },
};

static void
test_stairs (gconstpointer data)
{
  const guint row = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) jobs = make_jobs (stair_rows[row].jobs);
  g_autoptr (GPtrArray) changes = make_changes (stair_rows[row].changes);
  g_autoptr (GArray) stairs = fod_job_list_stairs (jobs, changes, stair_rows[row].until);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < stairs->len; i++)
    {
      const FodJobStair *stair = &g_array_index (stairs, FodJobStair, i);

      g_string_append_printf (text, "%s%s:%u:%u", i > 0 ? " " : "", stair->from, stair->ordinary,
                              stair->other);
    }
  g_assert_cmpstr (text->str, ==, stair_rows[row].stairs);
}

static void
test_minutes_of_a_day (void)
{
  const char *const lines[] = { JOB, "b ordinary started 2026-03-02 - -", NULL };
  g_autoptr (GPtrArray) jobs = make_jobs (lines);
  g_autoptr (GPtrArray) changes = make_changes ("c1:a:2026-05-01:300 c2:a:2026-06-01:-");
  const FodRecord *job = g_ptr_array_index (jobs, 0);

  g_assert_cmpint (fod_job_get_minutes (job, changes, "2026-04-30"), ==, 120);
  g_assert_cmpint (fod_job_get_minutes (job, changes, "2026-05-01"), ==, 300);
  g_assert_cmpint (fod_job_get_minutes (job, changes, "2026-12-31"), ==, 300);
  g_assert_cmpint (fod_job_get_minutes (g_ptr_array_index (jobs, 1), changes, "2026-12-31"), ==,
                   -1);
}

static void
test_groups (void)
{
  static const char *const ordinary[] = { "ordinary", "small-hours", "trainee" };
  static const char *const other[] = { "work-placement", "hybrid-placement", "wage-subsidy",
                                       "flex",           "protected",        "community-work",
                                       "volunteer",      "something-new" };

  for (guint i = 0; i < G_N_ELEMENTS (ordinary); i++)
    g_assert_cmpint (fod_job_group_of (ordinary[i]), ==, FOD_JOB_ORDINARY);
  for (guint i = 0; i < G_N_ELEMENTS (other); i++)
    g_assert_cmpint (fod_job_group_of (other[i]), ==, FOD_JOB_OTHER);
  g_assert_cmpint (fod_job_group_of ("education"), ==, FOD_JOB_EDUCATION);
  g_assert_cmpint (fod_job_group_of (NULL), ==, FOD_JOB_OTHER);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/job/ordinary-jobs-are-never-counted-with-others", test_groups);
  g_test_add_func ("/job/hours-of-a-day-are-those-of-the-last-change", test_minutes_of_a_day);
  for (guint i = 0; i < G_N_ELEMENTS (stair_rows); i++)
    {
      g_autofree char *name = g_strdup (stair_rows[i].rule);
      g_autofree char *path = g_strdup_printf ("/job/stairs/%s", g_strdelimit (name, " ", '-'));

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_stairs);
    }
  return g_test_run ();
}
