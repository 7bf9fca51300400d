/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"

G_BEGIN_DECLS

/** FOD_CONSENT_WARN_DAYS: so many days before its end a consent is to be renewed */
#define FOD_CONSENT_WARN_DAYS 30

/**
 * FodConsent:
 * @FOD_CONSENT_MISSING: nobody has asked, or nobody has noted the answer
 * @FOD_CONSENT_NONE: refused or withdrawn
 * @FOD_CONSENT_GIVEN: it stands
 * @FOD_CONSENT_ENDING: it stands, for no more than %FOD_CONSENT_WARN_DAYS
 * @FOD_CONSENT_RAN_OUT: its last day has passed
 *
 * What may be said to somebody around a participant.
 */
typedef enum
{
  FOD_CONSENT_MISSING,
  FOD_CONSENT_NONE,
  FOD_CONSENT_GIVEN,
  FOD_CONSENT_ENDING,
  FOD_CONSENT_RAN_OUT
} FodConsent;

/** fod_consent_of: @contact: a treatment contact; Returns: how its consent stands on @today
 * (yyyy-mm-dd) */
FodConsent fod_consent_of (const FodRecord *contact, const char *today);

G_END_DECLS
