/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The clocks of a course, each a function of its own: from which day it runs, when it is due, what
 * closes it. */

#include "config.h"

#include "ips/fod-suggestion.h"

#include "base/fod-date.h"
#include "ips/fod-consent.h"
#include "ips/fod-holiday.h"
#include "ips/fod-job.h"
#include "ips/fod-phase.h"
#include "ips/fod-plan.h"
#include "ips/fod-support-chain.h"

#include <string.h>

/* Something planned within these days fulfils what is overdue. */
#define SOON_DAYS 7
/* The chain of a job start ends here; the months after it are as long as those in it. */
#define CHAIN_DAYS 359
#define CHAIN_MONTHS 12
#define MONTH_DAYS 30
#define AFTER_END_DAYS 3
/* A counselling so long before a change is about that change. */
#define ADVICE_DAYS 60

typedef struct
{
  const FodCourse *course;
  const FodRecord *participant;
  const FodSuggestionLimits *limits;
  const char *today;
  FodPhaseKind phase;
  GArray *found;
} Desk;

static const struct
{
  const char *code;
  const char *type;
  guint fits; /* what fulfils it when it is planned; 0: nothing that is planned does */
} kinds[] = {
  [FOD_SUGGEST_FIRST_MEETING] = { "first-meeting", "talk", FOD_COURSE_MET },
  [FOD_SUGGEST_PROFILE] = { "career-profile", "talk", FOD_COURSE_MET },
  [FOD_SUGGEST_EMPLOYER] = { "employer-contact", "employer-visit", FOD_COURSE_EMPLOYER },
  [FOD_SUGGEST_BEFORE_START] = { "before-start", "talk", FOD_COURSE_MET },
  [FOD_SUGGEST_FIRST_DAYS] = { "first-days", "job-support", FOD_COURSE_MET },
  [FOD_SUGGEST_WEEKLY] = { "weekly", "job-support", FOD_COURSE_MET },
  [FOD_SUGGEST_MONTHLY] = { "monthly", "job-support", FOD_COURSE_MET },
  [FOD_SUGGEST_RETENTION] = { "retention", "job-support", FOD_COURSE_MET },
  [FOD_SUGGEST_AFTER_END] = { "after-end", "talk", FOD_COURSE_CONTACT },
  [FOD_SUGGEST_OUTREACH] = { "outreach", "outreach", FOD_COURSE_OUTREACH },
  [FOD_SUGGEST_CONSENT] = { "consent", "task", 0 },
  [FOD_SUGGEST_COVER] = { "cover", "task", 0 },
  [FOD_SUGGEST_BENEFITS] = { "benefits", "talk", 0 },
  [FOD_SUGGEST_DISCLOSURE] = { "disclosure", "talk", 0 },
  [FOD_SUGGEST_SEARCH_PLAN] = { "search-plan", "talk", 0 },
};

static int
get_limit (const Desk *desk, FodSuggestionLimit limit)
{
  return desk->limits->value[limit];
}

static gboolean
is_planned (const Desk *desk, const FodSuggestion *suggestion)
{
  guint fits = kinds[suggestion->kind].fits;
  g_autofree char *soon = fod_date_add_days (desk->today, SOON_DAYS);
  const char *until = strcmp (suggestion->due, soon) > 0 ? suggestion->due : soon;

  if (fits == 0)
    return FALSE;
  /* To talk to somebody who stayed away is as good as to look for them. */
  return fod_course_count (desk->course, FOD_COURSE_PLANNED | fits, desk->today, until) > 0 ||
         (suggestion->kind == FOD_SUGGEST_OUTREACH &&
          fod_course_count (desk->course, FOD_COURSE_PLANNED | FOD_COURSE_CONTACT, desk->today,
                            until) > 0);
}

/* From @shown on, unless it was answered, is planned, or is long past. @base may be any text. */
static void
add (Desk *desk, FodSuggestion *suggestion, const char *base, const char *shown, const char *due)
{
  g_autofree char *key = NULL;

  if (shown == NULL || due == NULL || strcmp (desk->today, shown) < 0 ||
      fod_date_days_between (due, desk->today) > get_limit (desk, FOD_LIMIT_FORGOTTEN))
    return;
  g_strlcpy (suggestion->base, base, sizeof suggestion->base);
  g_strlcpy (suggestion->due, due, sizeof suggestion->due);
  if (suggestion->about[0] == '\0')
    g_strlcpy (suggestion->about, fod_record_get_id (desk->participant), sizeof suggestion->about);
  key = fod_suggestion_dup_key (suggestion);
  if (!fod_course_is_answered (desk->course, key) && !is_planned (desk, suggestion))
    g_array_append_val (desk->found, *suggestion);
}

static void
add_after (Desk *desk, FodSuggestionKind kind, const char *base, int shown, int due)
{
  FodSuggestion suggestion = { .kind = kind, .number = 1 };
  g_autofree char *first = fod_date_add_days (base, shown);
  g_autofree char *last = fod_date_add_days (base, due);

  add (desk, &suggestion, base, first, last);
}

static void
ask_first_meeting (Desk *desk)
{
  const char *referred = fod_record_get (desk->participant, "referred-on");

  if (desk->phase == FOD_PHASE_BEFORE && fod_date_parse (referred, NULL) &&
      fod_course_count (desk->course, FOD_COURSE_MET, referred, desk->today) == 0)
    add_after (desk, FOD_SUGGEST_FIRST_MEETING, referred, 0,
               get_limit (desk, FOD_LIMIT_FIRST_MEETING));
}

static void
ask_profile (Desk *desk)
{
  const char *entry = fod_record_get (desk->participant, "entry-date");

  if ((desk->phase == FOD_PHASE_PROFILE || desk->phase == FOD_PHASE_SEARCH) &&
      fod_course_count (desk->course, FOD_COURSE_PROFILE, NULL, desk->today) <
          (guint)get_limit (desk, FOD_LIMIT_PROFILE_SESSIONS))
    add_after (desk, FOD_SUGGEST_PROFILE, entry, get_limit (desk, FOD_LIMIT_PROFILE_SHOWN),
               get_limit (desk, FOD_LIMIT_PROFILE));
}

static gboolean
has_job (const Desk *desk)
{
  GPtrArray *placements = fod_course_get_placements (desk->course);

  for (guint i = 0; i < placements->len; i++)
    if (fod_job_is_real (g_ptr_array_index (placements, i)))
      return TRUE;
  return FALSE;
}

static void
ask_employer (Desk *desk)
{
  const char *entry = fod_record_get (desk->participant, "entry-date");

  if (desk->phase != FOD_PHASE_BEFORE && desk->phase != FOD_PHASE_AFTERCARE && !has_job (desk) &&
      fod_date_parse (entry, NULL) &&
      fod_course_count (desk->course, FOD_COURSE_EMPLOYER, entry, desk->today) == 0)
    add_after (desk, FOD_SUGGEST_EMPLOYER, entry, get_limit (desk, FOD_LIMIT_EMPLOYER_SHOWN),
               get_limit (desk, FOD_LIMIT_EMPLOYER));
}

/* Again after each 60 days: what was not answered is asked as the next one. */
static void
ask_disclosure (Desk *desk)
{
  const char *last = fod_record_get (desk->participant, "entry-date");
  const char *talked = fod_course_get_last (desk->course, FOD_COURSE_DISCLOSURE, desk->today);
  FodSuggestion suggestion = { .kind = FOD_SUGGEST_DISCLOSURE };
  int days = MAX (get_limit (desk, FOD_LIMIT_DISCLOSURE), 1);
  int early = MAX (days - get_limit (desk, FOD_LIMIT_DISCLOSURE_SHOWN), 0);
  g_autofree char *shown = NULL;
  g_autofree char *due = NULL;
  const char *ended = NULL;
  int number;

  if (desk->phase == FOD_PHASE_BEFORE || desk->phase == FOD_PHASE_AFTERCARE ||
      !fod_date_parse (last, NULL))
    return;
  if (talked != NULL && strcmp (talked, last) > 0)
    last = talked;
  if (fod_job_has_work (fod_course_get_placements (desk->course), desk->today, &ended))
    return;
  if (ended != NULL && strcmp (ended, last) > 0)
    last = ended;
  number = MAX ((fod_date_days_between (last, desk->today) + early) / days, 1);
  suggestion.number = (guint)number;
  shown = fod_date_add_days (last, number * days - early);
  due = fod_date_add_days (last, number * days);
  add (desk, &suggestion, last, shown, due);
}

static void
ask_outreach (Desk *desk)
{
  const char *contact = fod_course_get_last (desk->course, FOD_COURSE_CONTACT, desk->today);
  const char *missed = fod_course_get_last (desk->course, FOD_COURSE_NO_SHOW, desk->today);
  g_autofree char *since = contact != NULL ? fod_date_add_days (contact, 1) : NULL;
  g_autofree char *due = NULL;
  FodSuggestion suggestion = { .kind = FOD_SUGGEST_OUTREACH };

  if (missed == NULL || (since != NULL && strcmp (missed, since) < 0) ||
      fod_course_count (desk->course, FOD_COURSE_OUTREACH, missed, desk->today) > 0)
    return;
  suggestion.number = fod_course_count (desk->course, FOD_COURSE_NO_SHOW, since, desk->today);
  due = fod_holiday_add_work_days (missed,
                                   (int)suggestion.number * get_limit (desk, FOD_LIMIT_OUTREACH));
  add (desk, &suggestion, missed, missed, due);
}

static void
ask_month (Desk *desk, FodSuggestion *suggestion, const char *start)
{
  int month = (fod_date_days_between (start, desk->today) - CHAIN_DAYS) / MONTH_DAYS;
  g_autofree char *from = fod_date_add_days (start, CHAIN_DAYS + month * MONTH_DAYS);
  g_autofree char *due = from != NULL ? fod_date_add_days (from, MONTH_DAYS - 1) : NULL;

  if (due == NULL || fod_course_count (desk->course, FOD_COURSE_MET, from, due) > 0)
    return;
  suggestion->kind = FOD_SUGGEST_MONTHLY;
  suggestion->number = (guint)(CHAIN_MONTHS + month);
  add (desk, suggestion, start, from, due);
}

static void
ask_support (Desk *desk, FodSuggestion *suggestion, const FodRecord *placement)
{
  static const FodSuggestionKind by_window[] = {
    [FOD_SUPPORT_BEFORE_START] = FOD_SUGGEST_BEFORE_START,
    [FOD_SUPPORT_FIRST_DAYS] = FOD_SUGGEST_FIRST_DAYS,
    [FOD_SUPPORT_WEEKLY] = FOD_SUGGEST_WEEKLY,
    [FOD_SUPPORT_MONTHLY] = FOD_SUGGEST_MONTHLY,
    [FOD_SUPPORT_RETENTION] = FOD_SUGGEST_RETENTION,
    [FOD_SUPPORT_AFTER_END] = FOD_SUGGEST_AFTER_END,
  };
  const char *start = fod_record_get (placement, "start-date");
  g_autoptr (GPtrArray) met = fod_course_list_days (desk->course, FOD_COURSE_MET);
  g_autoptr (GArray) chain = fod_support_chain (placement, met);
  const FodSupportWindow *window = fod_support_find_due (chain, desk->today);
  gboolean open = window != NULL && strcmp (desk->today, window->to) <= 0;

  if (!open && fod_date_days_between (start, desk->today) >= CHAIN_DAYS)
    ask_month (desk, suggestion, start);
  else if (window != NULL)
    {
      suggestion->kind = by_window[window->kind];
      suggestion->number = (guint)window->number;
      add (desk, suggestion, start, window->from, window->to);
    }
}

static void
ask_after_end (Desk *desk, FodSuggestion *suggestion, const char *end)
{
  g_autofree char *due = fod_date_add_days (end, AFTER_END_DAYS);

  if (fod_course_count (desk->course, FOD_COURSE_CONTACT, end, desk->today) > 0)
    return;
  suggestion->kind = FOD_SUGGEST_AFTER_END;
  add (desk, suggestion, end, end, due);
}

/* Never ends within a letter. */
static void
set_about (FodSuggestion *suggestion, const FodRecord *row, const char *label)
{
  const char *end;

  g_strlcpy (suggestion->about, fod_record_get_id (row), sizeof suggestion->about);
  g_strlcpy (suggestion->label, label != NULL ? label : "", sizeof suggestion->label);
  if (!g_utf8_validate (suggestion->label, -1, &end))
    suggestion->label[end - suggestion->label] = '\0';
}

/* The last day on which hours or pay became different, or soon will: the first of the job, or that
 * of a change. */
static const char *
find_change (const Desk *desk, const FodRecord *placement, const char *until)
{
  GPtrArray *changes = fod_course_get_changes (desk->course);
  const char *last = fod_record_get (placement, "start-date");

  for (guint i = 0; i < changes->len; i++)
    {
      const FodRecord *change = g_ptr_array_index (changes, i);
      const char *day = fod_record_get (change, "changed-on");

      if (g_strcmp0 (fod_record_get (change, "placement"), fod_record_get_id (placement)) == 0 &&
          (fod_record_get (change, "weekly-minutes") != NULL ||
           fod_record_get (change, "hourly-pay-ore") != NULL) &&
          fod_date_parse (day, NULL) && strcmp (day, until) <= 0 && strcmp (day, last) > 0)
        last = day;
    }
  return last;
}

static void
ask_benefits (Desk *desk, FodSuggestion suggestion, const FodRecord *placement)
{
  int shown = get_limit (desk, FOD_LIMIT_BENEFITS_SHOWN);
  g_autofree char *until = fod_date_add_days (desk->today, shown);
  g_autofree char *first = NULL;
  g_autofree char *since = NULL;
  const char *day;

  if (until == NULL || fod_job_group_of (fod_record_get (placement, "type")) == FOD_JOB_EDUCATION)
    return;
  day = find_change (desk, placement, until);
  first = fod_date_add_days (day, -shown);
  since = fod_date_add_days (day, -ADVICE_DAYS);
  suggestion.kind = FOD_SUGGEST_BENEFITS;
  if (since != NULL &&
      fod_course_count (desk->course, FOD_COURSE_BENEFITS, since, desk->today) == 0)
    add (desk, &suggestion, day, first, day);
}

static void
ask_placement (Desk *desk, const FodRecord *placement)
{
  const char *start = fod_record_get (placement, "start-date");
  const char *end = fod_record_get (placement, "end-date");
  FodSuggestion suggestion = { .number = 1 };

  if (!fod_job_is_real (placement))
    return;
  set_about (&suggestion, placement, fod_record_get (placement, "title"));
  if (fod_date_parse (end, NULL) && strcmp (end, desk->today) <= 0)
    ask_after_end (desk, &suggestion, end);
  /* One that ends before it begins was given up. */
  else if (!fod_date_parse (end, NULL) || strcmp (start, end) <= 0)
    {
      ask_benefits (desk, suggestion, placement);
      ask_support (desk, &suggestion, placement);
    }
}

static void
ask_renewal (
    Desk *desk, FodConsent consent, const FodRecord *row, const char *label, const char *until)
{
  FodSuggestion suggestion = { .kind = FOD_SUGGEST_CONSENT, .number = 1 };
  g_autofree char *shown = NULL;

  if (!fod_date_parse (until, NULL) ||
      (!fod_consent_permits (consent) && consent != FOD_CONSENT_RAN_OUT))
    return;
  shown = fod_date_add_days (until, -get_limit (desk, FOD_LIMIT_CONSENT_SHOWN));
  set_about (&suggestion, row, label);
  add (desk, &suggestion, until, shown, until);
}

static void
ask_consent (Desk *desk, const FodRecord *person)
{
  const FodRecord *decides = NULL;
  FodConsent consent = fod_consent_of (
      person, desk->participant, fod_course_get_consents (desk->course), desk->today, &decides);
  const char *until = decides != NULL ? fod_record_get (decides, "expires-on")
                                      : fod_record_get (person, "consent-until");

  ask_renewal (desk, consent, person, fod_record_get (person, "name"), until);
}

/* Whether the same words have a consent that was given later. */
static gboolean
was_given_anew (Desk *desk, const FodRecord *consent)
{
  GPtrArray *consents = fod_course_get_consents (desk->course);

  for (guint i = 0; i < consents->len; i++)
    {
      const FodRecord *other = g_ptr_array_index (consents, i);

      if (g_strcmp0 (fod_record_get (other, "counterpart"),
                     fod_record_get (consent, "counterpart")) == 0 &&
          g_strcmp0 (fod_record_get (other, "given-on"), fod_record_get (consent, "given-on")) > 0)
        return TRUE;
    }
  return FALSE;
}

/* With somebody who is named in words alone. */
static void
ask_loose_consent (Desk *desk, const FodRecord *consent)
{
  if (fod_record_get (consent, "contact") == NULL && !was_given_anew (desk, consent))
    ask_renewal (desk, fod_consent_of_row (consent, NULL, desk->participant, desk->today), consent,
                 fod_record_get (consent, "counterpart"), fod_record_get (consent, "expires-on"));
}

static void
ask_cover (Desk *desk)
{
  const char *until = fod_record_get (desk->participant, "cover-until");
  FodSuggestion suggestion = { .kind = FOD_SUGGEST_COVER, .number = 1 };
  g_autofree char *shown = NULL;

  /* A cover that is over is gone by itself. */
  if (!fod_date_parse (until, NULL) || strcmp (until, desk->today) < 0)
    return;
  shown = fod_date_add_days (until, -get_limit (desk, FOD_LIMIT_COVER_SHOWN));
  add (desk, &suggestion, until, shown, until);
}

static void
ask_review (Desk *desk)
{
  const FodRecord *plan = fod_plan_find_current (fod_course_get_plans (desk->course));
  const char *day = plan != NULL ? fod_record_get (plan, "next-review") : NULL;
  FodSuggestion suggestion = { .kind = FOD_SUGGEST_SEARCH_PLAN, .number = 1 };
  g_autofree char *shown = NULL;

  if (!fod_date_parse (day, NULL))
    return;
  shown = fod_date_add_days (day, -get_limit (desk, FOD_LIMIT_REVIEW_SHOWN));
  set_about (&suggestion, plan, NULL);
  add (desk, &suggestion, day, shown, day);
}

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const FodSuggestion *first = a;
  const FodSuggestion *second = b;
  int order = strcmp (first->due, second->due);

  if (order == 0)
    order = (int)first->kind - (int)second->kind;
  return order != 0 ? order : strcmp (first->about, second->about);
}

GArray *
fod_suggestion_list (const FodCourse *course, const FodSuggestionLimits *limits, const char *today)
{
  Desk desk = { .course = course, .limits = limits, .today = today };
  GPtrArray *rows;

  desk.found = g_array_new (FALSE, FALSE, sizeof (FodSuggestion));
  g_return_val_if_fail (course != NULL && limits != NULL, desk.found);
  g_return_val_if_fail (fod_date_parse (today, NULL), desk.found);

  desk.participant = fod_course_get_participant (course);
  if (desk.participant == NULL)
    return desk.found;
  desk.phase = fod_phase_of (desk.participant, today).kind;
  if (desk.phase == FOD_PHASE_ENDED)
    return desk.found;

  ask_first_meeting (&desk);
  ask_profile (&desk);
  ask_employer (&desk);
  ask_disclosure (&desk);
  ask_outreach (&desk);
  ask_cover (&desk);
  ask_review (&desk);
  rows = fod_course_get_placements (course);
  for (guint i = 0; i < rows->len; i++)
    ask_placement (&desk, g_ptr_array_index (rows, i));
  rows = fod_course_get_people (course);
  for (guint i = 0; i < rows->len; i++)
    ask_consent (&desk, g_ptr_array_index (rows, i));
  rows = fod_course_get_consents (course);
  for (guint i = 0; i < rows->len; i++)
    ask_loose_consent (&desk, g_ptr_array_index (rows, i));
  g_array_sort (desk.found, compare_due);
  return desk.found;
}

char *
fod_suggestion_dup_key (const FodSuggestion *suggestion)
{
  g_return_val_if_fail (suggestion != NULL, NULL);

  return g_strdup_printf ("%s %u %s %s", kinds[suggestion->kind].code, suggestion->number,
                          suggestion->base, suggestion->about);
}

char *
fod_suggestion_dup_day (const FodSuggestion *suggestion, const char *today)
{
  const char *day;
  g_autofree char *before = NULL;

  g_return_val_if_fail (suggestion != NULL && fod_date_parse (today, NULL), NULL);

  day = strcmp (suggestion->due, today) > 0 ? suggestion->due : today;
  if (fod_holiday_is_work_day (day))
    return g_strdup (day);
  before = fod_holiday_add_work_days (day, -1);
  if (before != NULL && strcmp (before, today) >= 0)
    return g_steal_pointer (&before);
  return fod_holiday_add_work_days (day, 1);
}

const char *
fod_suggestion_get_type (FodSuggestionKind kind)
{
  g_return_val_if_fail ((guint)kind < FOD_SUGGEST_N_KINDS, NULL);

  return kinds[kind].type;
}
