/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words for each clock. */

#include "config.h"

#include "app/fod-suggestion-text.h"

#include "app/fod-format.h"
#include "base/fod-date.h"

#include <glib/gi18n.h>

static const char *const what[] = {
  [FOD_SUGGEST_FIRST_MEETING] = N_ ("First meeting"),
  [FOD_SUGGEST_PROFILE] = N_ ("Talk about the career profile"),
  [FOD_SUGGEST_EMPLOYER] = N_ ("First contact with an employer"),
  [FOD_SUGGEST_BEFORE_START] = N_ ("Talk before the first day of work"),
  [FOD_SUGGEST_FIRST_DAYS] = N_ ("Support in the first days"),
  [FOD_SUGGEST_WEEKLY] = N_ ("Weekly support in the job"),
  [FOD_SUGGEST_MONTHLY] = N_ ("Monthly support in the job"),
  [FOD_SUGGEST_RETENTION] = N_ ("Still in the job?"),
  [FOD_SUGGEST_AFTER_END] = N_ ("Talk after the job ended"),
  [FOD_SUGGEST_OUTREACH] = N_ ("Reach out after the no-show"),
  [FOD_SUGGEST_CONSENT] = N_ ("Renew the consent"),
  [FOD_SUGGEST_COVER] = N_ ("The cover ends"),
  [FOD_SUGGEST_BENEFITS] = N_ ("Benefits counselling"),
  [FOD_SUGGEST_DISCLOSURE] = N_ ("Talk about what employers may be told"),
  [FOD_SUGGEST_SEARCH_PLAN] = N_ ("Go through the job search plan"),
};

const char *
fod_suggestion_text_what (const FodSuggestion *suggestion)
{
  g_return_val_if_fail (suggestion != NULL, NULL);

  return _ (what[suggestion->kind]);
}

static char *
count_days (const FodSuggestion *suggestion, const char *today)
{
  int days = fod_date_days_between (suggestion->base, today);

  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong)days), days);
}

static char *
say_job (const FodSuggestion *suggestion, const char *today)
{
  g_autofree char *day = fod_format_day (suggestion->base, today);

  switch ((int)suggestion->kind)
    {
    case FOD_SUGGEST_BEFORE_START:
      /* Translators: %s is a day, such as "tomorrow" or "Tue 24-11" */
      return g_strdup_printf (_ ("the first day is %s"), day);
    case FOD_SUGGEST_FIRST_DAYS:
      return g_strdup_printf (_ ("the first day was %s, no meeting since"), day);
    case FOD_SUGGEST_WEEKLY:
      return g_strdup_printf (_ ("week %u of the job, no meeting yet"), suggestion->number);
    case FOD_SUGGEST_MONTHLY:
      /* The first month has the weekly ones. */
      return g_strdup_printf (_ ("month %u of the job, no meeting yet"), suggestion->number + 1);
    case FOD_SUGGEST_RETENTION:
      return g_strdup_printf (_ ("%d weeks since the first day: with how many hours?"),
                              fod_date_days_between (suggestion->base, today) / 7);
    case FOD_SUGGEST_BENEFITS:
      /* Translators: %s is a day, such as "tomorrow" or "Tue 24-11" */
      return g_strdup_printf (_ ("start or change %s, nothing explained yet"), day);
    default:
      return g_strdup_printf (_ ("last day %s, no contact since"), day);
    }
}

static char *
say (const FodSuggestion *suggestion, const char *today)
{
  g_autofree char *days = count_days (suggestion, today);
  g_autofree char *day = fod_format_day (suggestion->base, today);

  switch ((int)suggestion->kind)
    {
    case FOD_SUGGEST_FIRST_MEETING:
      /* Translators: %s is a number of days */
      return g_strdup_printf (_ ("%s since the referral, no meeting yet"), days);
    case FOD_SUGGEST_PROFILE:
      return g_strdup_printf (_ ("%s since the start, the profile wants more talks"), days);
    case FOD_SUGGEST_EMPLOYER:
      return g_strdup_printf (_ ("%s since the start, no employer contact yet"), days);
    case FOD_SUGGEST_DISCLOSURE:
      /* Translators: %s is a number of days */
      return g_strdup_printf (_ ("%s of searching without talking about it"), days);
    case FOD_SUGGEST_OUTREACH:
      return suggestion->number < 2
                 ? g_strdup_printf (_ ("did not come %s"), day)
                 : g_strdup_printf (_ ("%u no-shows in a row: ask the treatment team, too"),
                                    suggestion->number);
    case FOD_SUGGEST_SEARCH_PLAN:
      /* Translators: %s is a day, such as "tomorrow" or "Tue 24-11" */
      return g_strdup_printf (_ ("agreed for %s"), day);
    case FOD_SUGGEST_CONSENT:
    case FOD_SUGGEST_COVER:
      return g_strdup_printf (_ ("last day %s"), day);
    default:
      return say_job (suggestion, today);
    }
}

char *
fod_suggestion_text_why (const FodSuggestion *suggestion, const char *today)
{
  g_autofree char *why = NULL;

  g_return_val_if_fail (suggestion != NULL && fod_date_parse (today, NULL), NULL);

  why = say (suggestion, today);
  return suggestion->label[0] == '\0' ? g_steal_pointer (&why)
                                      : g_strdup_printf ("%s · %s", suggestion->label, why);
}
