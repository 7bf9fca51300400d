/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a consent stands on a day. What it covers is a code's name, and not judged here. */

#include "config.h"

#include "ips/fod-consent.h"

#include "base/fod-date.h"

#include <string.h>

FodConsent
fod_consent_of (const FodRecord *contact, const char *today)
{
  const char *consent;
  const char *until;

  g_return_val_if_fail (contact != NULL, FOD_CONSENT_MISSING);
  g_return_val_if_fail (fod_date_parse (today, NULL), FOD_CONSENT_MISSING);

  consent = fod_record_get (contact, "consent");
  until = fod_record_get (contact, "consent-until");
  if (consent == NULL)
    return FOD_CONSENT_MISSING;
  if (strcmp (consent, "none") == 0)
    return FOD_CONSENT_NONE;
  if (!fod_date_parse (until, NULL))
    return FOD_CONSENT_GIVEN;
  if (strcmp (until, today) < 0)
    return FOD_CONSENT_RAN_OUT;
  return fod_date_days_between (today, until) <= FOD_CONSENT_WARN_DAYS ? FOD_CONSENT_ENDING
                                                                       : FOD_CONSENT_GIVEN;
}
