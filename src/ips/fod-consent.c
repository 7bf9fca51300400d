/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How consents stand on a day. What one covers is a code's name, and not judged here, but for
 * "none", which is an answer too. */

#include "config.h"

#include "ips/fod-consent.h"

#include "base/fod-date.h"
#include "base/fod-fold.h"

#include <string.h>

gboolean
fod_consent_permits (FodConsent consent)
{
  return consent == FOD_CONSENT_GIVEN || consent == FOD_CONSENT_ENDING;
}

gboolean
fod_consent_is_of_treatment (const char *role)
{
  return g_strcmp0 (role, "primary-clinician") == 0 || g_strcmp0 (role, "clinician") == 0 ||
         g_strcmp0 (role, "doctor") == 0;
}

char *
fod_consent_dup_counterpart (const FodRecord *consent)
{
  const char *words = fod_record_get (consent, "counterpart");

  return words == NULL ? NULL : g_strstrip (fod_fold_search (words));
}

static FodConsent
judge (const char *covers, const char *until, const char *today)
{
  if (covers == NULL)
    return FOD_CONSENT_MISSING;
  if (strcmp (covers, "none") == 0)
    return FOD_CONSENT_NONE;
  if (!fod_date_parse (until, NULL))
    return FOD_CONSENT_GIVEN;
  if (strcmp (until, today) < 0)
    return FOD_CONSENT_RAN_OUT;
  return fod_date_days_between (today, until) <= FOD_CONSENT_WARN_DAYS ? FOD_CONSENT_ENDING
                                                                       : FOD_CONSENT_GIVEN;
}

/* The last day of the treatment is the last day of a consent to those who gave it. */
static FodConsent
end_with_treatment (FodConsent consent,
                    const char *role,
                    const FodRecord *participant,
                    const char *today)
{
  const char *ended = participant != NULL ? fod_record_get (participant, "treatment-ended") : NULL;

  if (!fod_consent_permits (consent) || ended == NULL || !fod_consent_is_of_treatment (role))
    return consent;
  if (strcmp (ended, today) < 0)
    return FOD_CONSENT_TREATMENT_ENDED;
  return judge ("", ended, today) == FOD_CONSENT_ENDING ? FOD_CONSENT_ENDING : consent;
}

static gboolean
is_past (const char *date, const char *today)
{
  return date != NULL && strcmp (date, today) <= 0;
}

/* A consent that will be withdrawn on a day to come is one with an end. */
static FodConsent
judge_row (const FodRecord *consent, const char *today)
{
  const char *expires = fod_record_get (consent, "expires-on");
  const char *withdrawn = fod_record_get (consent, "withdrawn-on");
  const char *given = fod_record_get (consent, "given-on");

  if (is_past (withdrawn, today))
    return FOD_CONSENT_NONE;
  if (given != NULL && !is_past (given, today))
    return FOD_CONSENT_MISSING;
  if (withdrawn != NULL && (expires == NULL || strcmp (withdrawn, expires) < 0))
    expires = withdrawn;
  return judge (fod_record_get (consent, "covers"), expires, today);
}

FodConsent
fod_consent_of_row (const FodRecord *consent,
                    const FodRecord *contact,
                    const FodRecord *participant,
                    const char *today)
{
  FodConsent state;

  g_return_val_if_fail (consent != NULL, FOD_CONSENT_MISSING);
  g_return_val_if_fail (fod_date_parse (today, NULL), FOD_CONSENT_MISSING);

  state = end_with_treatment (judge_row (consent, today), fod_record_get (consent, "role"),
                              participant, today);
  return contact == NULL
             ? state
             : end_with_treatment (state, fod_record_get (contact, "role"), participant, today);
}

/* The day on which a consent last said something: that it is given, or that it is no more. "" when
 * it has no day, NULL when all of it is to come. */
static const char *
last_word (const FodRecord *consent, const char *today)
{
  const char *given = fod_record_get (consent, "given-on");
  const char *withdrawn = fod_record_get (consent, "withdrawn-on");

  if (is_past (withdrawn, today))
    return withdrawn;
  if (given == NULL)
    return "";
  return is_past (given, today) ? given : NULL;
}

/* Of two that were said on one day the stricter counts: one that permits nothing, then one that
 * covers less. */
static gboolean
is_stricter (const FodRecord *consent, const FodRecord *than, const char *today)
{
  gboolean permits = fod_consent_permits (judge_row (consent, today));
  gboolean other = fod_consent_permits (judge_row (than, today));

  if (permits != other)
    return other;
  return g_strcmp0 (fod_record_get (consent, "covers"), "full") != 0 &&
         g_strcmp0 (fod_record_get (than, "covers"), "full") == 0;
}

/* Whom a consent is with: the contact that it names, or, without one, a counterpart in words. */
static gboolean
is_with (const FodRecord *consent, const char *contact, const char *counterpart)
{
  const char *named = fod_record_get (consent, "contact");
  g_autofree char *folded = NULL;

  if (contact != NULL || named != NULL)
    return g_strcmp0 (named, contact) == 0;
  folded = fod_consent_dup_counterpart (consent);
  return g_strcmp0 (folded, counterpart) == 0;
}

static const FodRecord *
find_last_word (GPtrArray *consents,
                const char *contact,
                const char *counterpart,
                const char *today)
{
  const FodRecord *last = NULL;

  for (guint i = 0; consents != NULL && i < consents->len; i++)
    {
      const FodRecord *consent = g_ptr_array_index (consents, i);
      const char *day = last_word (consent, today);
      int order;

      if (day == NULL || !is_with (consent, contact, counterpart))
        continue;
      order = last == NULL ? 1 : strcmp (day, last_word (last, today));
      if (order > 0 || (order == 0 && is_stricter (consent, last, today)))
        last = consent;
    }
  return last;
}

FodConsent
fod_consent_of (const FodRecord *contact,
                const FodRecord *participant,
                GPtrArray *consents,
                const char *today,
                const FodRecord **decides)
{
  const FodRecord *last;
  FodConsent own;

  g_return_val_if_fail (contact != NULL, FOD_CONSENT_MISSING);
  g_return_val_if_fail (fod_date_parse (today, NULL), FOD_CONSENT_MISSING);

  own =
      judge (fod_record_get (contact, "consent"), fod_record_get (contact, "consent-until"), today);
  last = own == FOD_CONSENT_NONE
             ? NULL
             : find_last_word (consents, fod_record_get_id (contact), NULL, today);
  if (decides != NULL)
    *decides = last;
  if (last == NULL)
    return end_with_treatment (own, fod_record_get (contact, "role"), participant, today);
  return fod_consent_of_row (last, contact, participant, today);
}

FodConsent
fod_consent_of_counterpart (const char *counterpart,
                            const FodRecord *participant,
                            GPtrArray *consents,
                            const char *today,
                            const FodRecord **decides)
{
  const FodRecord *last;

  g_return_val_if_fail (counterpart != NULL, FOD_CONSENT_MISSING);
  g_return_val_if_fail (fod_date_parse (today, NULL), FOD_CONSENT_MISSING);

  last = find_last_word (consents, NULL, counterpart, today);
  if (decides != NULL)
    *decides = last;
  return last == NULL ? FOD_CONSENT_MISSING : fod_consent_of_row (last, NULL, participant, today);
}
