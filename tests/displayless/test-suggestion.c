/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every clock of a course: from which day it is shown, when it is due, what closes it; and what
 * happens to it when the course takes a turn. Each row is a rule. */

#include "config.h"

#include "ips/fod-suggestion.h"
#include "schema/fod-codes.h"
#include "support/fod-test-course.h"

#include <string.h>

#define LONG_AGO "2020-01-01"

typedef struct
{
  const char *rule;
  const char *course;
  const char *today;
  const char *expected;
} Row;

#define REFERRED "P stage=referred referred-on=2026-11-02"
#define ACTIVE "P stage=active entry-date=2026-10-01"
/* With nothing left to ask of the first weeks. */
#define SETTLED "D talked-on=2026-10-10; P stage=active entry-date=2026-01-05"
#define ADVISED "; B advised-on=2026-10-01"
#define JOB_FROM(date) SETTLED ADVISED "; J type=ordinary stage=started start-date=" date

static const Row rows[] = {
  { "a referral asks for a meeting at once", REFERRED, "2026-11-02",
    "first-meeting 1 2026-11-02 <2026-11-09>" },
  { "a meeting after the referral closes it", REFERRED "; N date=2026-11-05 type=talk",
    "2026-11-06", "" },
  { "a meeting before the referral does not", REFERRED "; N date=2026-11-01 type=talk",
    "2026-11-06", "first-meeting 1 2026-11-02 <2026-11-09>" },
  { "a call is no meeting", REFERRED "; N date=2026-11-05 type=phone", "2026-11-06",
    "first-meeting 1 2026-11-02 <2026-11-09>" },
  { "a meeting that is planned will close it",
    REFERRED "; F slot=2026-11-08 type=talk status=planned", "2026-11-06", "" },
  { "a meeting that is planned for much later will not",
    REFERRED "; F slot=2026-11-30 type=talk status=planned", "2026-11-06",
    "first-meeting 1 2026-11-02 <2026-11-09>" },
  { "without a day of referral nothing is counted", "P stage=referred", "2026-11-06", "" },
  { "a referral is forgotten after two months", REFERRED, "2027-01-08",
    "first-meeting 1 2026-11-02 <2026-11-09>" },
  { "and not a day sooner", REFERRED, "2027-01-09", "" },

  { "the profile is not asked for in the first week", ACTIVE, "2026-10-07", "" },
  { "the profile is asked for from the second week on", ACTIVE, "2026-10-08",
    "career-profile 1 2026-10-01 <2026-10-29>" },
  { "one talk is not the whole profile", ACTIVE "; N date=2026-10-06 type=career-profile",
    "2026-10-08", "career-profile 1 2026-10-01 <2026-10-29>" },
  { "two talks are",
    ACTIVE "; N date=2026-10-06 type=career-profile; N date=2026-10-07 type=career-profile",
    "2026-10-08", "" },
  { "two notes of one day are one talk",
    ACTIVE "; N date=2026-10-06 type=career-profile; N date=2026-10-06 type=career-profile",
    "2026-10-08", "career-profile 1 2026-10-01 <2026-10-29>" },
  { "sections told on two days are two talks",
    ACTIVE "; T section=dream told-on=2026-10-06; T section=life told-on=2026-10-07", "2026-10-08",
    "" },
  { "sections told on one day are one",
    ACTIVE "; T section=dream told-on=2026-10-06; T section=life told-on=2026-10-06", "2026-10-08",
    "career-profile 1 2026-10-01 <2026-10-29>" },
  { "a talk that was cancelled is none",
    ACTIVE "; N date=2026-10-06 type=career-profile; "
           "N date=2026-10-07 type=career-profile attendance=cancelled",
    "2026-10-08", "career-profile 1 2026-10-01 <2026-10-29>" },

#define PROFILED                                                                                   \
  ACTIVE "; N date=2026-10-06 type=career-profile; N date=2026-10-07 type=career-profile"
  { "the first employer contact is not warned of before day 20", PROFILED, "2026-10-20", "" },
  { "and is on day 20", PROFILED, "2026-10-21", "employer-contact 1 2026-10-01 <2026-10-31>" },
  { "a visit by anybody closes it",
    PROFILED "; F slot=2026-10-12 type=employer-visit status=done owner=somebody", "2026-10-21",
    "" },
  { "a visit before the entry date does not",
    PROFILED "; F slot=2026-09-12 type=employer-visit status=done", "2026-10-21",
    "employer-contact 1 2026-10-01 <2026-10-31>" },
  { "a visit that was cancelled does not",
    PROFILED "; F slot=2026-10-12 type=employer-visit status=cancelled", "2026-10-21",
    "employer-contact 1 2026-10-01 <2026-10-31>" },
  { "a visit that is planned will", PROFILED "; F slot=2026-10-29 type=employer-visit",
    "2026-10-21", "" },
  { "who has a job has an employer",
    PROFILED ADVISED
    "; J type=ordinary stage=started start-date=2026-10-19; N date=2026-10-20 type=talk",
    "2026-10-21", "" },
  { "an idea of a job is no job", PROFILED "; J type=ordinary stage=idea start-date=2026-12-01",
    "2026-10-21", "employer-contact 1 2026-10-01 <2026-10-31>" },
  { "an entry date moved back moves the clock",
    "P stage=active entry-date=2026-09-24; N date=2026-09-30 type=career-profile; "
    "N date=2026-10-07 type=career-profile",
    "2026-10-20", "employer-contact 1 2026-09-24 <2026-10-24>" },
  { "what was answered stays closed",
    PROFILED "; F slot=2026-10-21 type=task status=done "
             "clock=employer-contact_1_2026-10-01_" FOD_TEST_PERSON,
    "2026-10-22", "" },
  { "when the base date changes it is asked anew",
    PROFILED "; F slot=2026-10-21 type=task status=done "
             "clock=employer-contact_1_2026-09-30_" FOD_TEST_PERSON,
    "2026-10-22", "employer-contact 1 2026-10-01 <2026-10-31>" },
  { "an answer that was cancelled is none",
    PROFILED "; F slot=2026-10-21 type=task status=cancelled "
             "clock=employer-contact_1_2026-10-01_" FOD_TEST_PERSON,
    "2026-10-22", "employer-contact 1 2026-10-01 <2026-10-31>" },
  { "aftercare does not search", "P stage=aftercare entry-date=2026-10-01", "2026-10-25", "" },

  { "nothing is asked eight days before a job", JOB_FROM ("2026-11-16"), "2026-11-08", "" },
  { "the week before a job", JOB_FROM ("2026-11-16"), "2026-11-09",
    "before-start 1 2026-11-16 <2026-11-15>" },
  { "a call does not close it", JOB_FROM ("2026-11-16") "; N date=2026-11-10 type=phone",
    "2026-11-11", "before-start 1 2026-11-16 <2026-11-15>" },
  { "a meeting does", JOB_FROM ("2026-11-16") "; N date=2026-11-10 type=talk", "2026-11-11", "" },
  { "the first days", JOB_FROM ("2026-11-16"), "2026-11-16",
    "first-days 1 2026-11-16 <2026-11-19>" },
  { "each of the first four weeks", JOB_FROM ("2026-11-16") "; N date=2026-11-17 type=talk",
    "2026-11-24", "weekly 2 2026-11-16 <2026-11-30>" },
  { "each month after that", JOB_FROM ("2026-08-03"), "2026-11-02",
    "retention 1 2026-08-03 <2026-11-09>" },
  { "a retention check that was held leaves the month",
    JOB_FROM ("2026-08-03") "; N date=2026-11-03 type=job-support", "2026-11-12", "" },
  { "a month without contact", JOB_FROM ("2026-08-03") "; N date=2026-10-12 type=talk",
    "2026-10-29", "" },
  { "half a year", JOB_FROM ("2026-05-04"), "2026-11-02", "retention 2 2026-05-04 <2026-11-09>" },
  { "a year", JOB_FROM ("2025-11-03"), "2026-11-03", "retention 3 2025-11-03 <2026-11-10>" },
  { "a year and on", JOB_FROM ("2025-08-01"), "2026-11-02", "monthly 15 2025-08-01 <2026-11-22>" },
  { "a contact in that month closes it", JOB_FROM ("2025-08-01") "; N date=2026-10-30 type=talk",
    "2026-11-02", "" },
  { "in aftercare, too",
    "P stage=aftercare entry-date=2025-01-05; J type=ordinary stage=started start-date=2025-08-01",
    "2026-11-02", "monthly 15 2025-08-01 <2026-11-22>" },
  { "two jobs have a chain each",
    JOB_FROM ("2026-11-16") "; K type=ordinary stage=started start-date=2026-11-09", "2026-11-17",
    "first-days 1 2026-11-16 <2026-11-19>, weekly 2 2026-11-09 <2026-11-23>" },
  { "one meeting closes both",
    JOB_FROM ("2026-11-16") "; K type=ordinary stage=started start-date=2026-11-09; "
                            "N date=2026-11-17 type=job-support",
    "2026-11-17", "" },
  { "a job that was dropped is none",
    SETTLED "; J type=ordinary stage=dropped start-date=2026-11-16", "2026-11-16", "" },
  { "a job that will end before it begins was given up",
    SETTLED "; J type=ordinary stage=offered start-date=2026-11-30 end-date=2026-11-29",
    "2026-11-24", "" },
  { "a job that ended before it began asks for the talk after its end alone",
    SETTLED "; J type=ordinary stage=offered start-date=2026-11-16 end-date=2026-11-13",
    "2026-11-16", "after-end 1 2026-11-13 <2026-11-16>" },
  { "the end of a job",
    SETTLED "; J type=ordinary stage=ended start-date=2026-06-01 end-date=2026-11-13", "2026-11-13",
    "after-end 1 2026-11-13 <2026-11-16>" },
  { "a call after the end closes it",
    SETTLED "; J type=ordinary stage=ended start-date=2026-06-01 end-date=2026-11-13; "
            "N date=2026-11-14 type=phone",
    "2026-11-15", "" },
  { "another colleague goes on in the middle of a chain",
    SETTLED " consultant=another" ADVISED "; J type=ordinary stage=started start-date=2026-11-16",
    "2026-11-24", "weekly 2 2026-11-16 <2026-11-30>" },

  { "a no-show asks for the next work day",
    SETTLED "; N date=2026-11-13 type=talk attendance=no-show", "2026-11-13",
    "outreach 1 2026-11-13 <2026-11-16>" },
  { "so does an appointment that nobody came to", SETTLED "; F slot=2026-11-12 status=no-show",
    "2026-11-12", "outreach 1 2026-11-12 <2026-11-13>" },
  { "the second leaves one day more",
    SETTLED "; N date=2026-11-09 type=talk attendance=no-show; "
            "N date=2026-11-12 type=talk attendance=no-show",
    "2026-11-12", "outreach 2 2026-11-12 <2026-11-16>" },
  { "a note and an appointment of one day are one no-show",
    SETTLED "; N date=2026-11-12 attendance=no-show; F slot=2026-11-12 status=no-show",
    "2026-11-12", "outreach 1 2026-11-12 <2026-11-13>" },
  { "a talk between two no-shows begins the count anew",
    SETTLED "; N date=2026-11-02 attendance=no-show; N date=2026-11-05 type=phone; "
            "N date=2026-11-12 attendance=no-show",
    "2026-11-12", "outreach 1 2026-11-12 <2026-11-13>" },
  { "an attempt closes it",
    SETTLED "; N date=2026-11-12 attendance=no-show; N date=2026-11-13 type=outreach", "2026-11-13",
    "" },
  { "a talk that is planned does for an attempt",
    SETTLED "; N date=2026-11-12 attendance=no-show; F slot=2026-11-17 type=talk", "2026-11-13",
    "" },

#define OFFER(date) SETTLED "; J type=ordinary stage=offered start-date=" date
#define MORE_HOURS                                                                                 \
  SETTLED "; N date=2026-11-16 type=talk; J type=ordinary stage=started start-date=2026-08-03; "   \
          "B advised-on=2026-07-20; H placement=" FOD_TEST_JOB " changed-on=2026-11-30"
  { "benefits are not asked for 15 days before a start", OFFER ("2026-12-01"), "2026-11-16", "" },
  { "and are 14 days before", OFFER ("2026-12-01"), "2026-11-17",
    "benefits 1 2026-12-01 <2026-12-01>" },
  { "a counselling for that start closes it", OFFER ("2026-12-01") "; B advised-on=2026-11-10",
    "2026-11-17", "" },
  { "one long before does not", OFFER ("2026-12-01") "; B advised-on=2026-10-01", "2026-11-17",
    "benefits 1 2026-12-01 <2026-12-01>" },
  { "one that is still to come does not", OFFER ("2026-12-01") "; B advised-on=2026-11-20",
    "2026-11-17", "benefits 1 2026-12-01 <2026-12-01>" },
  { "one after the start is late, and closes it",
    SETTLED "; N date=2026-11-16 type=talk; J type=ordinary stage=started start-date=2026-11-16; "
            "B advised-on=2026-11-17",
    "2026-11-17", "" },
  { "an education has no pay", SETTLED "; J type=education stage=offered start-date=2026-12-01",
    "2026-11-17", "" },
  { "more hours ask again", MORE_HOURS " weekly-minutes=300", "2026-11-17",
    "benefits 1 2026-11-30 <2026-11-30>" },
  { "other pay asks again", MORE_HOURS " hourly-pay-ore=15000", "2026-11-17",
    "benefits 1 2026-11-30 <2026-11-30>" },
  { "other work alone does not", MORE_HOURS " title=Kassen", "2026-11-17", "" },
  { "a counselling for the change closes it",
    MORE_HOURS " weekly-minutes=300; B advised-on=2026-11-16", "2026-11-17", "" },
  { "a job that is over asks no more",
    SETTLED "; N date=2026-11-14 type=talk; J type=ordinary stage=ended start-date=2026-11-02 "
            "end-date=2026-11-13",
    "2026-11-17", "" },

  { "a consent is not asked for 31 days before its end",
    SETTLED "; C consent=full consent-until=2026-12-14", "2026-11-13", "" },
  { "and is 30 days before", SETTLED "; C consent=full consent-until=2026-12-14", "2026-11-14",
    "consent 1 2026-12-14 <2026-12-14>" },
  { "a consent that was withdrawn is not renewed",
    SETTLED "; C consent=none consent-until=2026-12-14", "2026-11-14", "" },
  { "a consent of its own stands above what was noted",
    SETTLED "; C consent=full consent-until=2026-12-20; S contact=" FOD_TEST_CLINICIAN
            " covers=full expires-on=2026-12-14",
    "2026-11-14", "consent 1 2026-12-14 <2026-12-14>" },
  { "given without an end it is not renewed",
    SETTLED "; C consent=full consent-until=2026-12-14; S contact=" FOD_TEST_CLINICIAN
            " covers=full",
    "2026-11-14", "" },
  { "nor when it was withdrawn",
    SETTLED "; C; S contact=" FOD_TEST_CLINICIAN
            " covers=full expires-on=2026-12-14 withdrawn-on=2026-11-13",
    "2026-11-14", "" },
  { "nor to the treatment team after the treatment",
    SETTLED " treatment-ended=2026-11-13; C role=doctor; S contact=" FOD_TEST_CLINICIAN
            " covers=full expires-on=2026-12-14",
    "2026-11-14", "" },
  { "a consent with somebody in words alone", SETTLED "; S covers=full expires-on=2026-12-14",
    "2026-11-14", "consent 1 2026-12-14 <2026-12-14>" },
  { "a cover's last week", SETTLED " cover=another cover-until=2026-11-20", "2026-11-13",
    "cover 1 2026-11-20 <2026-11-20>" },
  { "a cover that is over", SETTLED " cover=another cover-until=2026-11-20", "2026-11-21", "" },

  { "an ended course has no clocks",
    "P stage=ended entry-date=2026-10-01; N date=2026-10-21 attendance=no-show", "2026-10-21", "" },
  { "a course that is reopened is not asked for what was due years ago",
    "D talked-on=2026-10-10; P stage=active entry-date=" LONG_AGO "; N date=" LONG_AGO
    " attendance=no-show",
    "2026-10-21", "" },
  { "a course that is reopened with a new entry date begins anew", ACTIVE, "2026-10-22",
    "career-profile 1 2026-10-01 <2026-10-29>, employer-contact 1 2026-10-01 <2026-10-31>" },
  { "a participant without any date", "P stage=active", "2026-10-21", "" },
};

static void
test_rule (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *found = fod_test_course_describe (row->course, row->today);

  g_assert_cmpstr (found, ==, row->expected);
}

static void
add_rules (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdelimit (g_strdup (rows[i].rule), " ", '-');
      g_autofree char *full = g_strdup_printf ("/suggestion/rule/%02u-%s", (guint)i, path);

      g_test_add_data_func (full, &rows[i], test_rule);
    }
}

static const struct
{
  const char *rule;
  const char *due;
  const char *today;
  const char *day;
} day_rows[] = {
  { "the day on which it is due", "2026-11-20", "2026-11-13", "2026-11-20" },
  { "today when that is past", "2026-11-10", "2026-11-13", "2026-11-13" },
  { "the Friday before a Sunday", "2026-11-15", "2026-11-13", "2026-11-13" },
  { "the Monday after, when that is past", "2026-11-15", "2026-11-14", "2026-11-16" },
  { "before Christmas", "2026-12-26", "2026-12-21", "2026-12-24" },
};

static void
test_good_day (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (day_rows); i++)
    {
      FodSuggestion suggestion = { .kind = FOD_SUGGEST_PROFILE };
      g_autofree char *day = NULL;

      g_test_message ("%s", day_rows[i].rule);
      g_strlcpy (suggestion.due, day_rows[i].due, sizeof suggestion.due);
      day = fod_suggestion_dup_day (&suggestion, day_rows[i].today);
      g_assert_cmpstr (day, ==, day_rows[i].day);
    }
}

/* It is cut, and not within a letter. */
static void
test_long_label (void)
{
  g_autoptr (FodCourse) course = fod_course_new ();
  g_autoptr (FodRecord) person = fod_record_new (&fod_participant_spec, FOD_TEST_PERSON);
  g_autoptr (FodRecord) job = fod_record_new (&fod_placement_spec, FOD_TEST_JOB);
  g_autoptr (GString) title = g_string_new ("a");
  g_autoptr (GArray) found = NULL;
  FodSuggestionLimits limits;
  const char *label;

  for (guint i = 0; i < 90; i++)
    g_string_append (title, "å");
  fod_record_set (person, "stage", "active");
  fod_record_set (job, "type", "education");
  fod_record_set (job, "start-date", "2026-11-16");
  fod_record_set (job, "title", title->str);
  fod_course_take (course, person);
  fod_course_take (course, job);
  fod_suggestion_limits_init (&limits);
  found = fod_suggestion_list (course, &limits, "2026-11-16");
  g_assert_cmpuint (found->len, ==, 1);
  label = g_array_index (found, FodSuggestion, 0).label;
  g_assert_true (g_utf8_validate (label, -1, NULL));
  g_assert_true (g_str_has_prefix (title->str, label));
  g_assert_cmpuint (strlen (label), ==, 79);
}

static void
test_no_participant (void)
{
  g_autofree char *found =
      fod_test_course_describe ("N date=2026-11-12 attendance=no-show", "2026-11-13");

  g_assert_cmpstr (found, ==, "");
}

/* The code list that ships says what the program does before the server has given one. */
static void
test_list_is_default (void)
{
  g_autoptr (GPtrArray) codes = fod_codes_load ();
  FodSuggestionLimits shipped = { 0 };
  FodSuggestionLimits own;

  fod_suggestion_limits_init (&own);
  for (guint i = 0; i < codes->len; i++)
    fod_suggestion_limits_take (&shipped, g_ptr_array_index (codes, i), "2026-11-13");
  for (guint i = 0; i < FOD_LIMIT_N; i++)
    g_assert_cmpint (shipped.value[i], ==, own.value[i]);
}

static const struct
{
  const char *rule;
  const char *list;
  const char *from;
  const char *to;
  int meeting;
} limits_rows[] = {
  { "the organisation's own limit stands", "clock-days", NULL, NULL, 14 },
  { "from its day on", "clock-days", "2026-11-13", NULL, 14 },
  { "not before", "clock-days", "2026-11-14", NULL, 7 },
  { "until its last day", "clock-days", NULL, "2026-11-13", 14 },
  { "not after", "clock-days", NULL, "2026-11-12", 7 },
  { "another list is none", "stage", NULL, NULL, 7 },
};

static void
test_own_limits (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (limits_rows); i++)
    {
      g_autoptr (FodRecord) code = fod_record_new (&fod_code_spec, FOD_TEST_ROW);
      FodSuggestionLimits limits;

      g_test_message ("%s", limits_rows[i].rule);
      fod_record_set (code, "list", limits_rows[i].list);
      fod_record_set (code, "code", "first-meeting");
      fod_record_set (code, "position", "14");
      fod_record_set (code, "valid-from", limits_rows[i].from);
      fod_record_set (code, "valid-to", limits_rows[i].to);
      fod_suggestion_limits_init (&limits);
      fod_suggestion_limits_take (&limits, code, "2026-11-13");
      g_assert_cmpint (limits.value[FOD_LIMIT_FIRST_MEETING], ==, limits_rows[i].meeting);
    }
}

/* In whichever order the rows come. */
static void
test_later_limit_stands (void)
{
  static const char *const since[][2] = { { "2026-01-01", "2026-07-01" },
                                          { "2026-07-01", "2026-01-01" } };

  for (gsize i = 0; i < G_N_ELEMENTS (since); i++)
    {
      FodSuggestionLimits limits;

      fod_suggestion_limits_init (&limits);
      for (gsize j = 0; j < 2; j++)
        {
          g_autoptr (FodRecord) code = fod_record_new (&fod_code_spec, FOD_TEST_ROW);

          fod_record_set (code, "list", "clock-days");
          fod_record_set (code, "code", "first-meeting");
          fod_record_set (code, "position", since[i][j][6] == '7' ? "10" : "5");
          fod_record_set (code, "valid-from", since[i][j]);
          fod_suggestion_limits_take (&limits, code, "2026-11-13");
        }
      g_assert_cmpint (limits.value[FOD_LIMIT_FIRST_MEETING], ==, 10);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_rules ();
  g_test_add_func ("/suggestion/good-day", test_good_day);
  g_test_add_func ("/suggestion/long-name-is-cut", test_long_label);
  g_test_add_func ("/suggestion/nobody-nothing", test_no_participant);
  g_test_add_func ("/suggestion/list-that-ships-is-the-default", test_list_is_default);
  g_test_add_func ("/suggestion/own-limits-stand", test_own_limits);
  g_test_add_func ("/suggestion/of-two-limits-the-later-stands", test_later_limit_stands);
  return g_test_run ();
}
