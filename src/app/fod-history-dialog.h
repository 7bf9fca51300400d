/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-entity.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodHistoryDialog:
 *
 * What one row was before: field by field, who changed what and when, newest first. An older value
 * is put back in one action, which closes the window and is undone as any other save.
 */
#define FOD_TYPE_HISTORY_DIALOG (fod_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FodHistoryDialog, fod_history_dialog, FOD, HISTORY_DIALOG, AdwWindow)

/** fod_history_dialog_open: shows the history of @entity over the window that @from is in */
void fod_history_dialog_open (GtkWidget *from, FodContext *context, FodEntity *entity);

G_END_DECLS
