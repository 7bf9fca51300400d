/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ips/fod-team-consent.h"

G_BEGIN_DECLS

/**
 * FodConferencePerson:
 * @id: the participant
 * @may_say: what may be said of them at that table
 * @participant: (nullable): who; %NULL when nothing may be said
 * @raised_on: (nullable): the day on which they were raised last, yyyy-mm-dd
 * @said: (element-type FodRecord): the notes of it that are of today; none unless all may be said
 * @next_slot: (nullable): their next appointment, a FodWhen text
 * @questions: (element-type FodRecord): the follow-ups of the type "conference" that are planned
 *   and due, the oldest first; none unless all may be said
 * @withheld: (element-type utf8): topics that are not to be spoken of
 *
 * One participant of a conference, counted. Of whom nothing may be said it knows the id alone:
 * what is not here cannot be shown.
 */
typedef struct
{
  char *id;
  FodTeamConsent may_say;
  FodRecord *participant;
  char *raised_on;
  char *next_slot;
  GPtrArray *said;
  GPtrArray *questions;
  GPtrArray *withheld;
} FodConferencePerson;

/** fod_conference_person_new: Returns: (transfer full): of whom nothing may be said */
FodConferencePerson *fod_conference_person_new (const char *id);

FodConferencePerson *fod_conference_person_ref (FodConferencePerson *self);
void fod_conference_person_unref (FodConferencePerson *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodConferencePerson, fod_conference_person_unref)

/** fod_conference_person_is_raised: Returns: whether they were raised on @today */
gboolean fod_conference_person_is_raised (const FodConferencePerson *self, const char *today);

G_END_DECLS
