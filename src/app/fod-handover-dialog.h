/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-entity.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodHandoverDialog:
 *
 * Gives a participant to a colleague, for good or as a cover until a day, and ends a cover. What is
 * chosen is an ordinary save: it waits without a network, and is undone until it is sent.
 */
#define FOD_TYPE_HANDOVER_DIALOG (fod_handover_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FodHandoverDialog, fod_handover_dialog, FOD, HANDOVER_DIALOG, AdwWindow)

/** fod_handover_dialog_may: Returns: whether the person at this laptop has the participant, or
 * leads their team */
gboolean fod_handover_dialog_may (FodContext *context, FodEntity *participant);

/** fod_handover_dialog_open: asks over the main window of @from */
void fod_handover_dialog_open (GtkWidget *from, FodContext *context, FodEntity *participant);

G_END_DECLS
