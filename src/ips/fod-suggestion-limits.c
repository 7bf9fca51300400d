/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a team sets for itself, as dated entries of a code list. */

#include "config.h"

#include "ips/fod-suggestion.h"

#include <string.h>

static const struct
{
  const char *code;
  int value;
} limits_by_index[] = {
  [FOD_LIMIT_FIRST_MEETING] = { "first-meeting", 7 },
  [FOD_LIMIT_PROFILE_SHOWN] = { "career-profile-shown", 7 },
  [FOD_LIMIT_PROFILE] = { "career-profile", 28 },
  [FOD_LIMIT_PROFILE_SESSIONS] = { "career-profile-sessions", 2 },
  [FOD_LIMIT_EMPLOYER_SHOWN] = { "employer-contact-shown", 20 },
  [FOD_LIMIT_EMPLOYER] = { "employer-contact", 30 },
  [FOD_LIMIT_OUTREACH] = { "outreach", 1 },
  [FOD_LIMIT_CONSENT_SHOWN] = { "consent-shown", 30 },
  [FOD_LIMIT_COVER_SHOWN] = { "cover-shown", 7 },
  [FOD_LIMIT_BENEFITS_SHOWN] = { "benefits-shown", 14 },
  [FOD_LIMIT_DISCLOSURE_SHOWN] = { "disclosure-shown", 53 },
  [FOD_LIMIT_DISCLOSURE] = { "disclosure", 60 },
  [FOD_LIMIT_REVIEW_SHOWN] = { "review-shown", 7 },
  [FOD_LIMIT_FORGOTTEN] = { "forgotten", 60 },
};

void
fod_suggestion_limits_init (FodSuggestionLimits *limits)
{
  g_return_if_fail (limits != NULL);

  memset (limits, 0, sizeof *limits);
  for (guint i = 0; i < FOD_LIMIT_N; i++)
    limits->value[i] = limits_by_index[i].value;
}

void
fod_suggestion_limits_take (FodSuggestionLimits *limits, const FodRecord *code, const char *today)
{
  const char *from;
  const char *to;

  g_return_if_fail (limits != NULL && code != NULL && today != NULL);

  if (g_strcmp0 (fod_record_get (code, "list"), FOD_SUGGESTION_LIST) != 0)
    return;
  from = fod_record_get (code, "valid-from");
  to = fod_record_get (code, "valid-to");
  if (fod_record_get (code, "position") == NULL || (from != NULL && strcmp (today, from) < 0) ||
      (to != NULL && strcmp (to, today) < 0))
    return;

  for (guint i = 0; i < FOD_LIMIT_N; i++)
    {
      if (g_strcmp0 (fod_record_get (code, "code"), limits_by_index[i].code) != 0 ||
          strcmp (from != NULL ? from : "", limits->since[i]) < 0)
        continue;
      limits->value[i] = (int)fod_record_get_int (code, "position");
      g_strlcpy (limits->since[i], from != NULL ? from : "", sizeof limits->since[i]);
    }
}
