/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Jobs that people remember by years and seasons: which comes first. */

#include "config.h"

#include "ips/fod-earlier-job.h"

static FodRecord *
make_job (const char *id, const char *from, const char *until)
{
  FodRecord *job = fod_record_new (&fod_earlier_job_spec, id);

  fod_record_set (job, "worked-from", from);
  fod_record_set (job, "worked-until", until);
  return job;
}

static const struct
{
  const char *rule;
  const char *from;
  const char *until;
  int year;
} year_rows[] = {
  { "a year is a year", "2009", "2012", 2012 },
  { "without an end the beginning counts", "foråret 2009", NULL, 2009 },
  { "an end without a year leaves it to the beginning", "2009", "da butikken lukkede", 2009 },
  { "of several the last", NULL, "2012-2014, 3 måneder", 2014 },
  { "a date has its year", NULL, "01-05-2016", 2016 },
  { "nothing said is no year", NULL, NULL, 0 },
  { "before school is no year", "før skolen", NULL, 0 },
  { "what is longer than a year is none", "20090501", "12345", 0 },
  { "a number of this size alone is one", NULL, "ca. 1998", 1998 },
  { "a postcode is none", NULL, "9520", 0 },
};

static void
test_year (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (FodRecord) job = make_job ("a", year_rows[i].from, year_rows[i].until);

  g_assert_cmpint (fod_earlier_job_get_year (job), ==, year_rows[i].year);
}

static const struct
{
  const char *rule;
  const char *first; /* until */
  const char *second;
} order_rows[] = {
  { "the later year comes first", "2019", "2012" },
  { "without a year it comes last", "1998", "før skolen" },
  { "of one year the one that was told first comes first", "2012", "2012" },
};

static void
test_order (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (FodRecord) first = make_job ("a", NULL, order_rows[i].first);
  g_autoptr (FodRecord) second = make_job ("b", NULL, order_rows[i].second);

  g_assert_cmpint (fod_earlier_job_compare (first, second), <, 0);
  g_assert_cmpint (fod_earlier_job_compare (second, first), >, 0);
  g_assert_cmpint (fod_earlier_job_compare (first, first), ==, 0);
}

static void
add (const char *group, const char *rule, guint i, GTestDataFunc func)
{
  g_autofree char *name = g_strdup (rule);
  g_autofree char *path =
      g_strdup_printf ("/earlier-job/%s/%s", group, g_strdelimit (name, " ", '-'));

  g_test_add_data_func (path, GUINT_TO_POINTER (i), func);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (year_rows); i++)
    add ("year", year_rows[i].rule, i, test_year);
  for (guint i = 0; i < G_N_ELEMENTS (order_rows); i++)
    add ("order", order_rows[i].rule, i, test_order);
  return g_test_run ();
}
