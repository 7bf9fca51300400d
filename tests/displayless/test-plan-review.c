/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When a job search plan is to be gone through again: from which day that is said, which plan
 * counts, what closes it. Each row is a rule. */

#include "config.h"

#include "ips/fod-suggestion.h"

#define PERSON "00000000-0000-7000-8000-000000000001"
#define PLAN "00000000-0000-7000-8000-000000000002"
#define LATER_PLAN "00000000-0000-7000-8000-000000000003"

typedef struct
{
  const char *rule;
  const char *stage;
  const char *agreed;
  const char *review; /* NULL: none */
  const char *other_agreed;
  const char *other_review; /* of a plan that was made later; NULL: none */
  const char *today;
  const char *due; /* NULL: nothing is said */
} Row;

static const Row rows[] = {
  { "not 8 days before", "active", "2026-10-01", "2026-11-20", NULL, NULL, "2026-11-12", NULL },
  { "from 7 days before", "active", "2026-10-01", "2026-11-20", NULL, NULL, "2026-11-13",
    "2026-11-20" },
  { "until 60 days after", "active", "2026-10-01", "2026-11-20", NULL, NULL, "2027-01-19",
    "2026-11-20" },
  { "and then forgotten", "active", "2026-10-01", "2026-11-20", NULL, NULL, "2027-01-20", NULL },
  { "a plan may name no review", "active", "2026-10-01", NULL, NULL, NULL, "2026-11-20", NULL },
  { "a new plan closes that of the one before", "active", "2026-10-01", "2026-11-20", "2026-11-18",
    NULL, "2026-11-20", NULL },
  { "an older plan that was written later does not", "active", "2026-10-01", "2026-11-20",
    "2026-08-01", NULL, "2026-11-20", "2026-11-20" },
  { "of two plans of a day the one made later counts", "active", "2026-10-01", "2026-11-20",
    "2026-10-01", "2026-11-18", "2026-11-18", "2026-11-18" },
  { "an ended course has none", "ended", "2026-10-01", "2026-11-20", NULL, NULL, "2026-11-20",
    NULL },
};

static void
take_plan (FodCourse *course, const char *id, const char *agreed, const char *review)
{
  g_autoptr (FodRecord) plan = fod_record_new (&fod_search_plan_spec, id);

  fod_record_set (plan, "participant", PERSON);
  fod_record_set (plan, "agreed-on", agreed);
  fod_record_set (plan, "next-review", review);
  fod_course_take (course, plan);
}

/* The day by which the review is due, and how many there are. */
static guint
find_reviews (const Row *row, char due[11])
{
  g_autoptr (FodCourse) course = fod_course_new ();
  g_autoptr (FodRecord) person = fod_record_new (&fod_participant_spec, PERSON);
  g_autoptr (GArray) found = NULL;
  FodSuggestionLimits limits;
  guint count = 0;

  fod_record_set (person, "stage", row->stage);
  fod_record_set (person, "entry-date", "2026-01-05");
  fod_course_take (course, person);
  /* The order in which rows come decides nothing. */
  if (row->other_agreed != NULL)
    take_plan (course, LATER_PLAN, row->other_agreed, row->other_review);
  take_plan (course, PLAN, row->agreed, row->review);
  fod_suggestion_limits_init (&limits);
  found = fod_suggestion_list (course, &limits, row->today);
  for (guint i = 0; i < found->len; i++)
    {
      const FodSuggestion *suggestion = &g_array_index (found, FodSuggestion, i);

      if (suggestion->kind != FOD_SUGGEST_SEARCH_PLAN)
        continue;
      g_strlcpy (due, suggestion->due, 11);
      count++;
    }
  return count;
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  char due[11] = "";

  g_assert_cmpuint (find_reviews (row, due), ==, row->due != NULL ? 1 : 0);
  if (row->due != NULL)
    g_assert_cmpstr (due, ==, row->due);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/plan-review/", rows[i].rule, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  return g_test_run ();
}
