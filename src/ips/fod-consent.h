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
 * @FOD_CONSENT_TREATMENT_ENDED: it was to those who treated the participant, and they do no more
 *
 * What may be said to somebody around a participant.
 */
typedef enum
{
  FOD_CONSENT_MISSING,
  FOD_CONSENT_NONE,
  FOD_CONSENT_GIVEN,
  FOD_CONSENT_ENDING,
  FOD_CONSENT_RAN_OUT,
  FOD_CONSENT_TREATMENT_ENDED
} FodConsent;

/** fod_consent_permits: Returns: whether anything may be said: the one answer to "is there a valid
 * consent" */
gboolean fod_consent_permits (FodConsent consent);

/** fod_consent_is_of_treatment: Returns: whether a contact role is of those who treat: consent to
 * talk with them ends with the treatment (domain.md §3.1) */
gboolean fod_consent_is_of_treatment (const char *role);

/**
 * fod_consent_of_row:
 * @consent: one consent
 * @contact: (nullable): the treatment contact that it names, whose role counts
 * @participant: (nullable): whose it is; without it nobody knows when the treatment ended
 * @today: yyyy-mm-dd
 *
 * Returns: how that one stands on @today, whatever else was agreed
 */
FodConsent fod_consent_of_row (const FodRecord *consent,
                               const FodRecord *contact,
                               const FodRecord *participant,
                               const char *today);

/** fod_consent_dup_counterpart: Returns: (transfer full) (nullable): in which words a consent names
 * its counterpart, without regard to case, accents and signs */
char *fod_consent_dup_counterpart (const FodRecord *consent);

/**
 * fod_consent_of:
 * @contact: a treatment contact
 * @participant: (nullable): whose it is; without it nobody knows when the treatment ended
 * @consents: (nullable) (element-type FodRecord): the participant's consents, in any order
 * @today: yyyy-mm-dd
 * @decides: (out) (optional) (transfer none) (nullable): the consent that decides; %NULL when the
 *   contact's own words do, or nothing
 *
 * What was said last counts: that a consent was given, or that it was withdrawn; of one day the
 * stricter. Until a consent names the contact, what was noted with the contact itself counts, and
 * a "none" there always does: nothing that was given makes it more than it says.
 *
 * Returns: how consent to talk with @contact stands on @today
 */
FodConsent fod_consent_of (const FodRecord *contact,
                           const FodRecord *participant,
                           GPtrArray *consents,
                           const char *today,
                           const FodRecord **decides);

/**
 * fod_consent_of_counterpart:
 * @counterpart: fod_consent_dup_counterpart() of one that names no contact
 *
 * As fod_consent_of(), of the consents with somebody who is known by these words alone.
 */
FodConsent fod_consent_of_counterpart (const char *counterpart,
                                       const FodRecord *participant,
                                       GPtrArray *consents,
                                       const char *today,
                                       const FodRecord **decides);

G_END_DECLS
