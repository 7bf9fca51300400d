/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"

G_BEGIN_DECLS

/**
 * FodDisclosureLevel:
 *
 * What an employer may be told, from the strictest on; as the code list "disclosure".
 */
typedef enum
{
  FOD_DISCLOSURE_NOTHING,
  FOD_DISCLOSURE_SUPPORT,
  FOD_DISCLOSURE_ILLNESS,
  FOD_DISCLOSURE_DETAILS
} FodDisclosureLevel;

/**
 * FodDisclosureApproach:
 *
 * Whether the consultant may go to an employer for the participant, from the strictest on; as the
 * code list "approach-employers".
 */
typedef enum
{
  FOD_DISCLOSURE_APPROACH_NO,
  FOD_DISCLOSURE_APPROACH_ANONYMOUS,
  FOD_DISCLOSURE_APPROACH_BY_NAME
} FodDisclosureApproach;

/**
 * FodDisclosure:
 * @level: what may be said
 * @approach: how the consultant may go there
 * @wording: (nullable): the words that were agreed; none where nothing may be said
 * @told_by: (nullable): who says it, of the list "told-by"
 * @since: (nullable): from which day on it is so: agreed, or revoked
 * @decides: (nullable): the plan that decides; %NULL when what is noted with the participant does,
 *   or nothing was agreed
 *
 * All texts are of the records that were asked.
 */
typedef struct
{
  FodDisclosureLevel level;
  FodDisclosureApproach approach;
  const char *wording;
  const char *told_by;
  const char *since;
  const FodRecord *decides;
} FodDisclosure;

/**
 * fod_disclosure_of:
 * @participant: (nullable): whose it is, with what was noted for all employers
 * @plans: (nullable) (element-type FodRecord): the participant's disclosure plans, in any order
 * @employer: (nullable): the id of an employer; %NULL for any of whom nothing particular was agreed
 * @date: yyyy-mm-dd
 *
 * The disclosure plan (domain.md §3.1, 5; item 13 of the scale): agreed for each employer, beside a
 * general decision, and revoked at any time, from that day on.
 *
 * Nothing agreed is nothing said. Of one employer what was said last counts, that it was agreed or
 * that it was revoked; of one day the stricter. The employer's own stands above the general one,
 * unless that was said on a later day and is stricter. Of a general plan and what is noted with
 * the participant the stricter stands, too.
 *
 * Returns: what may be said to @employer on @date
 */
FodDisclosure fod_disclosure_of (const FodRecord *participant,
                                 GPtrArray *plans,
                                 const char *employer,
                                 const char *date);

/** fod_disclosure_get_level_code: Returns: of the list "disclosure" */
const char *fod_disclosure_get_level_code (const FodDisclosure *disclosure);

/** fod_disclosure_get_approach_code: Returns: of the list "approach-employers" */
const char *fod_disclosure_get_approach_code (const FodDisclosure *disclosure);

/** fod_disclosure_permits_name: Returns: whether that employer may know whom it is about: that
 * there is support may be said, and the consultant may come with the name */
gboolean fod_disclosure_permits_name (const FodDisclosure *disclosure);

G_END_DECLS
