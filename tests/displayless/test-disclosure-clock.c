/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When what employers may be told is to be talked over again (domain.md §2.3; item 13). Each row is
 * a rule. */

#include "config.h"

#include "support/fod-test-course.h"

#define SEARCHING                                                                                  \
  "P stage=active entry-date=2026-01-05; N date=2026-01-05 type=career-profile; "                  \
  "N date=2026-01-06 type=career-profile; N date=2026-01-07 type=employer-visit"

static const struct
{
  const char *rule;
  const char *course;
  const char *today;
  const char *expected;
} rows[] = {
  { "disclosure is not asked for in the first weeks", SEARCHING, "2026-02-26", "" },
  { "a week before 60 days it is", SEARCHING, "2026-02-27",
    "disclosure 1 2026-01-05 <2026-03-06>" },
  { "and until it is done", SEARCHING, "2026-04-27", "disclosure 1 2026-01-05 <2026-03-06>" },
  { "and again after 60 more", SEARCHING, "2026-04-28", "disclosure 2 2026-01-05 <2026-05-05>" },
  { "what was answered stays closed until the next",
    SEARCHING "; F slot=2026-03-06 type=task status=done "
              "clock=disclosure_1_2026-01-05_" FOD_TEST_PERSON,
    "2026-04-27", "" },
  { "and is asked again then",
    SEARCHING "; F slot=2026-03-06 type=task status=done "
              "clock=disclosure_1_2026-01-05_" FOD_TEST_PERSON,
    "2026-04-28", "disclosure 2 2026-01-05 <2026-05-05>" },
  { "a talk about it closes it", SEARCHING "; D talked-on=2026-02-20", "2026-04-13", "" },
  { "and counts anew from its day", SEARCHING "; D talked-on=2026-02-20", "2026-04-14",
    "disclosure 1 2026-02-20 <2026-04-21>" },
  { "so does a decision", SEARCHING "; D agreed-on=2026-02-20", "2026-04-14",
    "disclosure 1 2026-02-20 <2026-04-21>" },
  { "and one that was revoked", SEARCHING "; D agreed-on=2026-01-20 revoked-on=2026-02-20",
    "2026-04-14", "disclosure 1 2026-02-20 <2026-04-21>" },
  { "of several the last day", SEARCHING "; D talked-on=2026-02-20; D talked-on=2026-02-01",
    "2026-04-14", "disclosure 1 2026-02-20 <2026-04-21>" },
  { "a decision that is still to come is none", SEARCHING "; D agreed-on=2026-04-20", "2026-03-06",
    "disclosure 1 2026-01-05 <2026-03-06>" },
  { "a decision without a day is none", SEARCHING "; D", "2026-03-06",
    "disclosure 1 2026-01-05 <2026-03-06>" },
#define FROM_JANUARY " start-date=2026-01-12"
#define HELPED "; B advised-on=2026-01-06; N date=2026-03-02 type=job-support"
  { "who has a job does not search",
    SEARCHING HELPED "; J type=ordinary stage=started" FROM_JANUARY, "2026-03-06", "" },
  { "nor who was offered one", SEARCHING "; J type=ordinary stage=offered start-date=2026-05-01",
    "2026-03-06", "" },
  { "nor who is in education", SEARCHING HELPED "; J type=education stage=started" FROM_JANUARY,
    "2026-03-06", "" },
  { "a placement is no job", SEARCHING HELPED "; J type=placement stage=started" FROM_JANUARY,
    "2026-03-06", "disclosure 1 2026-01-05 <2026-03-06>" },
  { "the end of a job counts anew",
    SEARCHING "; N date=2026-02-03 type=talk; "
              "J type=ordinary stage=ended end-date=2026-02-02" FROM_JANUARY,
    "2026-03-27", "disclosure 1 2026-02-02 <2026-04-03>" },
  { "and not sooner",
    SEARCHING "; N date=2026-02-03 type=talk; "
              "J type=ordinary stage=ended end-date=2026-02-02" FROM_JANUARY,
    "2026-03-26", "" },
  { "a second job that goes on is a job",
    SEARCHING HELPED "; J type=ordinary stage=ended end-date=2026-02-02" FROM_JANUARY
                     "; K type=ordinary stage=started" FROM_JANUARY "; N date=2026-03-26 type=talk",
    "2026-03-27", "" },
  { "aftercare does not talk of it again", "P stage=aftercare entry-date=2026-01-05", "2026-03-06",
    "" },
};

static void
test_clock (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *found = fod_test_course_describe (rows[i].course, rows[i].today);

      g_test_message ("%s", rows[i].rule);
      g_assert_cmpstr (found, ==, rows[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/disclosure-clock/rules", test_clock);
  return g_test_run ();
}
