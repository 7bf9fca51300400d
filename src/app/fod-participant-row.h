/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "app/fod-overviews.h"
#include "model/fod-entity.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodParticipantRow:
 *
 * A participant in a list: initials, name, where the course stands, when they were last met, what
 * is due. Recycled: shows one entity after another and follows the one it shows.
 */
#define FOD_TYPE_PARTICIPANT_ROW (fod_participant_row_get_type ())
G_DECLARE_FINAL_TYPE (FodParticipantRow, fod_participant_row, FOD, PARTICIPANT_ROW, AdwBin)

/** fod_participant_row_new: Returns: (transfer floating): a row without anybody */
GtkWidget *fod_participant_row_new (FodContext *context, FodOverviews *overviews);

/** fod_participant_row_show: @entity may be %NULL */
void fod_participant_row_show (FodParticipantRow *self, FodEntity *entity);

G_END_DECLS
