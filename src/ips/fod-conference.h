/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "ips/fod-conference-person.h"

G_BEGIN_DECLS

/**
 * FodConference:
 *
 * The treatment team's hour (domain.md §3.1 item 10, §4 Tuesday 8.30; issue 4, point 6): who is to
 * be raised with which team and in which order, from records of any kind in any order.
 *
 * The rules:
 * - A team is what stands as "clinic" with the participants, without regard to case, accents and
 *   signs; its name is the spelling that most of them have.
 * - On the list is who is in a course or in aftercare. Who is referred or has ended is not.
 * - What may be said is fod_team_consent_of()'s answer. Of whom nothing may be said the list has
 *   the id, at its end, for whoever counts them; no name and no words.
 * - First those with a question: a planned follow-up of the type "conference" that is due, the
 *   oldest first. Then those who were not raised for longest, the never raised before all; then by
 *   name. Who was raised today comes last.
 */
typedef struct _FodConference FodConference;

/**
 * FodConferenceTeam:
 * @key: tells teams apart
 * @name: as most write it
 * @open: how many are to be raised and were not today
 */
typedef struct
{
  char *key;
  char *name;
  guint open;
} FodConferenceTeam;

/**
 * fod_conference_new:
 * @today: yyyy-mm-dd
 * @user: (nullable): whose participants alone, their own and those whom they cover; %NULL for all
 *
 * Returns: (transfer full): a conference of nobody
 */
FodConference *fod_conference_new (const char *today, const char *user);

void fod_conference_free (FodConference *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodConference, fod_conference_free)

/** fod_conference_take: @record: a participant, treatment contact, consent, note or follow-up;
 * other kinds are passed over */
void fod_conference_take (FodConference *self, FodRecord *record);

/** fod_conference_end: all was taken; from now on it answers and takes no more */
void fod_conference_end (FodConference *self);

/** fod_conference_get_today: Returns: (transfer none): the day it is of */
const char *fod_conference_get_today (const FodConference *self);

/** fod_conference_get_teams: Returns: (transfer none) (element-type FodConferenceTeam): by name */
GPtrArray *fod_conference_get_teams (FodConference *self);

/** fod_conference_list: Returns: (transfer full) (element-type FodConferencePerson): those of the
 * team with that key, in order; last those of whom nothing may be said */
GPtrArray *fod_conference_list (FodConference *self, const char *key);

G_END_DECLS
