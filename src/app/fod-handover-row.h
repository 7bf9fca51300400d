/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodHandoverRow:
 *
 * One of several participants who may be handed over, with a colleague of their own when each gets
 * one. Signal "changed" (): chosen, or no more.
 */
#define FOD_TYPE_HANDOVER_ROW (fod_handover_row_get_type ())
G_DECLARE_FINAL_TYPE (FodHandoverRow, fod_handover_row, FOD, HANDOVER_ROW, AdwActionRow)

/** fod_handover_row_new: Returns: (transfer floating): the row of that participant */
FodHandoverRow *fod_handover_row_new (FodContext *context, FodRecord *participant);

/** fod_handover_row_get_participant: Returns: (transfer none): whose it is */
FodRecord *fod_handover_row_get_participant (FodHandoverRow *self);

/** fod_handover_row_set_chosen: */
void fod_handover_row_set_chosen (FodHandoverRow *self, gboolean chosen);

/** fod_handover_row_get_chosen: Returns: whether it is chosen, and shown */
gboolean fod_handover_row_get_chosen (FodHandoverRow *self);

/** fod_handover_row_offer: @names: (nullable): the colleagues to choose from, @position of them to
 * begin with; %NULL when all get the same */
void fod_handover_row_offer (FodHandoverRow *self, GListModel *names, guint position);

/** fod_handover_row_get_position: Returns: which of the colleagues is chosen */
guint fod_handover_row_get_position (FodHandoverRow *self);

G_END_DECLS
