/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-entity.h"
#include "store/fod-edit.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * fod_apply:
 * @from: a widget of the main window or of a dialog over it; need not live until the answer
 * @said: (nullable): what happened, plain, for a toast with "Undo"; without it only Ctrl+Z undoes
 *
 * Writes @edit and tells the person what became of it.
 */
void fod_apply (GtkWidget *from, FodContext *context, FodEdit *edit, const char *said);

/** fod_apply_delete: moves the row of @entity to the bin, with all that hangs on it, at once and
 * with a toast that undoes it */
void fod_apply_delete (GtkWidget *from, FodContext *context, FodEntity *entity);

/** fod_apply_value: sets one field of @entity; as fod_apply() */
void fod_apply_value (
    GtkWidget *from, FodContext *context, FodEntity *entity, const char *field, const char *value);

G_END_DECLS
