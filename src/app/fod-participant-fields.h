/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-record-fields.h"

G_BEGIN_DECLS

/**
 * FodParticipantFields:
 *
 * The editable fields of a participant.
 */
#define FOD_TYPE_PARTICIPANT_FIELDS (fod_participant_fields_get_type ())
G_DECLARE_FINAL_TYPE (
    FodParticipantFields, fod_participant_fields, FOD, PARTICIPANT_FIELDS, FodRecordFields)

G_END_DECLS
