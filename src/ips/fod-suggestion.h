/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ips/fod-course.h"

G_BEGIN_DECLS

/**
 * FodSuggestionKind:
 * @FOD_SUGGEST_FIRST_MEETING: after the referral, the first meeting (the team's own limit; the
 *   referral form). Closes with a meeting face to face, or with the entry date
 * @FOD_SUGGEST_PROFILE: after the entry date, two or three talks around the career profile in weeks
 *   1-4 (item 14; Rebild's model). Closes with that many talks
 * @FOD_SUGGEST_EMPLOYER: after the entry date, the first contact with an employer, face to face
 *   (item 15: within 30 days). Closes with a visit or a job interview for the person, by anybody,
 *   and with a job
 * @FOD_SUGGEST_BEFORE_START: in the week before the first day of a job (item 23)
 * @FOD_SUGGEST_FIRST_DAYS: on the first day or the three after it (item 23)
 * @FOD_SUGGEST_WEEKLY: once a week in the first four weeks (item 23)
 * @FOD_SUGGEST_MONTHLY: once a month after that, a year and on (item 23)
 * @FOD_SUGGEST_RETENTION: after 91, 182 and 365 days: still there, with which hours?
 * @FOD_SUGGEST_AFTER_END: within three days of the end of a job (item 23). Closes with any contact
 * @FOD_SUGGEST_OUTREACH: after a no-show, after one more work day for each further one (item 25).
 *   Closes with a contact or an attempt
 * @FOD_SUGGEST_CONSENT: before a consent ends (the consent). Closes with another date
 * @FOD_SUGGEST_COVER: before a cover ends (the handover). Closes with another date
 * @FOD_SUGGEST_BENEFITS: before the first day of a job and before other hours or other pay, what it
 *   does to the benefit (item 5). Closes with a counselling not long before or after that day
 * @FOD_SUGGEST_DISCLOSURE: every 60 days of searching without a job or an education, what employers
 *   may be told (item 13). Counted from the entry date, the last day on which any of it was talked
 *   over, agreed or revoked, or the last day of a job; closes when one of those is dated
 * @FOD_SUGGEST_SEARCH_PLAN: before the day on which the job search plan is to be gone through again
 *   (the plan that was agreed last). Closes with another date or a new plan
 *
 * What a clock of the course asks for (domain.md 2.3). The contacts around a job close with a
 * meeting face to face within their days.
 */
typedef enum
{
  FOD_SUGGEST_FIRST_MEETING,
  FOD_SUGGEST_PROFILE,
  FOD_SUGGEST_EMPLOYER,
  FOD_SUGGEST_BEFORE_START,
  FOD_SUGGEST_FIRST_DAYS,
  FOD_SUGGEST_WEEKLY,
  FOD_SUGGEST_MONTHLY,
  FOD_SUGGEST_RETENTION,
  FOD_SUGGEST_AFTER_END,
  FOD_SUGGEST_OUTREACH,
  FOD_SUGGEST_CONSENT,
  FOD_SUGGEST_COVER,
  FOD_SUGGEST_BENEFITS,
  FOD_SUGGEST_DISCLOSURE,
  FOD_SUGGEST_SEARCH_PLAN
} FodSuggestionKind;

#define FOD_SUGGEST_N_KINDS (FOD_SUGGEST_SEARCH_PLAN + 1)

/**
 * FodSuggestionLimit:
 *
 * What a team sets for itself: days, but for PROFILE_SESSIONS (talks) and OUTREACH (work days).
 * _SHOWN: from which day it is suggested. FORGOTTEN: so long after it was due it goes by itself;
 * who nobody talks to is named elsewhere (fod-no-contact.h).
 */
typedef enum
{
  FOD_LIMIT_FIRST_MEETING,
  FOD_LIMIT_PROFILE_SHOWN,
  FOD_LIMIT_PROFILE,
  FOD_LIMIT_PROFILE_SESSIONS,
  FOD_LIMIT_EMPLOYER_SHOWN,
  FOD_LIMIT_EMPLOYER,
  FOD_LIMIT_OUTREACH,
  FOD_LIMIT_CONSENT_SHOWN,
  FOD_LIMIT_COVER_SHOWN,
  FOD_LIMIT_BENEFITS_SHOWN,
  FOD_LIMIT_DISCLOSURE_SHOWN,
  FOD_LIMIT_DISCLOSURE,
  FOD_LIMIT_REVIEW_SHOWN,
  FOD_LIMIT_FORGOTTEN
} FodSuggestionLimit;

#define FOD_LIMIT_N (FOD_LIMIT_FORGOTTEN + 1)

/** FodSuggestionLimits: @since: from when on the value counts; empty for always */
typedef struct
{
  int value[FOD_LIMIT_N];
  char since[FOD_LIMIT_N][11];
} FodSuggestionLimits;

/** FOD_SUGGESTION_LIST: the code list whose positions are the limits */
#define FOD_SUGGESTION_LIST "clock-days"

/** fod_suggestion_limits_init: the program's own, until the server's are known */
void fod_suggestion_limits_init (FodSuggestionLimits *limits);

/** fod_suggestion_limits_take: @code: a record of kind "code"; passed over unless it is of that
 * list and valid on @today; of several, the one that is valid since the latest day stands */
void
fod_suggestion_limits_take (FodSuggestionLimits *limits, const FodRecord *code, const char *today);

/**
 * FodSuggestion:
 * @number: which of its kind, from 1: the second week, the third month; no-shows in a row
 * @about: the row that it is about: a job, somebody around the participant; else the participant
 * @label: what that row is called, cut where it is long; empty for the participant
 * @base: the day from which it is counted
 * @due: the last day on which it is in time
 */
typedef struct
{
  FodSuggestionKind kind;
  guint number;
  char about[37];
  char label[80];
  char base[11];
  char due[11];
} FodSuggestion;

/**
 * fod_suggestion_list:
 * @course: with its participant; without one there is nothing
 * @today: yyyy-mm-dd
 *
 * What is to be suggested on @today: not what was answered (fod_course_is_answered()), nor what
 * something planned for the days to come will fulfil. An ended course has none.
 *
 * Returns: (transfer full) (element-type FodSuggestion): by day due
 */
GArray *
fod_suggestion_list (const FodCourse *course, const FodSuggestionLimits *limits, const char *today);

/** fod_suggestion_dup_key: Returns: (transfer full): which clock it is and from which day of which
 * row it runs: the same on every laptop, and another when the day is moved */
char *fod_suggestion_dup_key (const FodSuggestion *suggestion);

/** fod_suggestion_dup_day: Returns: (transfer full): a good day for it: when it is due, or the work
 * day before; today when that is past */
char *fod_suggestion_dup_day (const FodSuggestion *suggestion, const char *today);

/** fod_suggestion_get_type: Returns: (nullable): of the list "follow-up-type": what fulfils it */
const char *fod_suggestion_get_type (FodSuggestionKind kind);

G_END_DECLS
