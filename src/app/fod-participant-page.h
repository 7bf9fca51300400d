/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-entity.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodParticipantPage:
 *
 * One participant: head with the phase of the course, and sections for overview, timeline, jobs and
 * education, team and network, follow-ups.
 *
 * Property "can-go-back": whether a button leads back to the list (folded).
 */
#define FOD_TYPE_PARTICIPANT_PAGE (fod_participant_page_get_type ())
G_DECLARE_FINAL_TYPE (FodParticipantPage, fod_participant_page, FOD, PARTICIPANT_PAGE, AdwBin)

/** fod_participant_page_show: shows @entity (%NULL for nobody); saves what was typed about the
 * former one */
void fod_participant_page_show (FodParticipantPage *self, FodContext *context, FodEntity *entity);

/** fod_participant_page_get_entity: Returns: (transfer none) (nullable): who is shown */
FodEntity *fod_participant_page_get_entity (FodParticipantPage *self);

/** fod_participant_page_add: starts a note, a placement or a treatment contact of the participant
 * that is shown */
void fod_participant_page_add (FodParticipantPage *self, const char *kind);

/** fod_participant_page_focus: gives the keyboard to what one comes for most often */
void fod_participant_page_focus (FodParticipantPage *self);

/** fod_participant_page_flush: saves now what is waiting */
void fod_participant_page_flush (FodParticipantPage *self);

G_END_DECLS
