/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ips/fod-phase.h"

G_BEGIN_DECLS

/**
 * FodNoContactLimits:
 * @days: by phase, after how many days without contact a person is named; 0: never
 */
typedef struct
{
  int days[FOD_PHASE_N_KINDS];
} FodNoContactLimits;

/**
 * fod_no_contact_limits_init:
 *
 * The defaults: a week before the start and in weeks 1-4, two weeks in weeks 5-13, a month from
 * week 14 on (item 23: at least monthly), two months in aftercare, never after the end.
 */
void fod_no_contact_limits_init (FodNoContactLimits *limits);

/**
 * FodNoContact:
 * @participant: (transfer none): who
 * @phase: where the course stands
 * @last: the day of the last contact, empty when there was none
 * @days: since the last contact; without one since the entry date, else since the referral;
 *   -1 when none of these is known
 * @limit: how many were all right
 */
typedef struct
{
  FodRecord *participant;
  FodPhase phase;
  char last[11];
  int days;
  int limit;
} FodNoContact;

/**
 * fod_no_contact_dup_date:
 * @activity: a note or a follow-up; other kinds are no contact
 *
 * A contact is a note of something that took place with the person, and an appointment that was
 * held. A no-show, a cancellation, a conference without the person and a task done at the desk are
 * none.
 * Outreach counts when the note says that the person came.
 *
 * Returns: (transfer full) (nullable): the day of the contact that @activity tells of
 */
char *fod_no_contact_dup_date (const FodRecord *activity);

/**
 * fod_no_contact_collect:
 * @last: from a participant's id to the day of the last contact; owns both texts
 * @today: later days do not count
 *
 * Takes what @activity tells into @last.
 */
void fod_no_contact_collect (GHashTable *last, const FodRecord *activity, const char *today);

/**
 * fod_no_contact_judge:
 * @last: (nullable): the day of the last contact
 * @result: (out caller-allocates): borrows @participant; set in any case
 *
 * Returns: whether @participant has been without contact for longer than the limit, or nobody knows
 *   for how long
 */
gboolean fod_no_contact_judge (FodRecord *participant,
                               const char *last,
                               const char *today,
                               const FodNoContactLimits *limits,
                               FodNoContact *result);

/**
 * fod_no_contact_list:
 * @participants: (element-type FodRecord): whom to look at
 * @last: as fod_no_contact_collect() fills it
 *
 * Returns: (transfer full) (element-type FodNoContact): who has been without contact for too long,
 *   furthest over the limit first, the unknown last; keeps the participants alive no longer than
 *   @participants does
 */
GArray *fod_no_contact_list (GPtrArray *participants,
                             GHashTable *last,
                             const char *today,
                             const FodNoContactLimits *limits);

G_END_DECLS
