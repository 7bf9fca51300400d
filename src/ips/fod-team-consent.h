/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"

G_BEGIN_DECLS

/**
 * FodTeamConsent:
 * @FOD_TEAM_CONSENT_NOTHING: nothing, not even who it is
 * @FOD_TEAM_CONSENT_ATTENDANCE: attendance and appointments alone
 * @FOD_TEAM_CONSENT_ALL: about work and health
 *
 * What of a participant may be said where those who treat sit together.
 */
typedef enum
{
  FOD_TEAM_CONSENT_NOTHING,
  FOD_TEAM_CONSENT_ATTENDANCE,
  FOD_TEAM_CONSENT_ALL
} FodTeamConsent;

/**
 * fod_team_consent_of:
 * @participant: whose
 * @contacts: (element-type FodRecord): the treatment contacts of the participant
 * @consents: (element-type FodRecord): the consents of the participant
 * @today: yyyy-mm-dd
 * @withheld: (nullable) (element-type utf8): the topics that are not to be spoken of are added
 *
 * Consent is given to a person, and around the table of a conference sit all of them (domain.md
 * §3.1, items 2 and 10): so all of those who treat, as far as they are known, must be allowed to
 * hear it, and the one who may hear least decides. Nobody known, one who was never asked, a consent
 * that was withdrawn, ran out or ended with the treatment: nothing. Those who do not treat
 * (caseworker, relatives) do not count: they do not sit there.
 *
 * Returns: what may be said on @today
 */
FodTeamConsent fod_team_consent_of (const FodRecord *participant,
                                    GPtrArray *contacts,
                                    GPtrArray *consents,
                                    const char *today,
                                    GPtrArray *withheld);

G_END_DECLS
