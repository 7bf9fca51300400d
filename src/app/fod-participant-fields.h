/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-entity.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodParticipantFields:
 *
 * The editable fields of a participant; what is typed is saved by itself.
 */
#define FOD_TYPE_PARTICIPANT_FIELDS (fod_participant_fields_get_type ())
G_DECLARE_FINAL_TYPE (FodParticipantFields, fod_participant_fields, FOD, PARTICIPANT_FIELDS, AdwBin)

/** fod_participant_fields_show: shows @entity; %NULL shows nobody */
void
fod_participant_fields_show (FodParticipantFields *self, FodContext *context, FodEntity *entity);

/** fod_participant_fields_flush: saves now */
void fod_participant_fields_flush (FodParticipantFields *self);

G_END_DECLS
