/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-record-dialog.h"

G_BEGIN_DECLS

/**
 * FodPlacementDialog:
 *
 * A job or an education, from the idea of it to its last day.
 */
#define FOD_TYPE_PLACEMENT_DIALOG (fod_placement_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    FodPlacementDialog, fod_placement_dialog, FOD, PLACEMENT_DIALOG, FodRecordDialog)

/** fod_placement_dialog_open: shows it over the window of @from */
void fod_placement_dialog_open (GtkWidget *from, FodContext *context, FodEntity *entity);

/** fod_placement_dialog_open_new: a new one; @known ("a{ss}") names its parent */
void fod_placement_dialog_open_new (GtkWidget *from, FodContext *context, GVariant *known);

G_END_DECLS
