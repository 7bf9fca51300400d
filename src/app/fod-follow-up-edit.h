/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a person does to a follow-up in one go, wherever it is shown: written at once, told with a
 * toast that takes it back. */

/** fod_follow_up_set_status: @status is "planned", "done", "cancelled" or "no-show"; the day on
 * which it was settled is today */
void fod_follow_up_set_status (GtkWidget *from,
                               FodContext *context,
                               FodRecord *record,
                               const char *status);

/** fod_follow_up_set_slot: moves it to @slot, a FodWhen text */
void
fod_follow_up_set_slot (GtkWidget *from, FodContext *context, FodRecord *record, const char *slot);

/** fod_follow_up_delete: moves it to the bin */
void fod_follow_up_delete (GtkWidget *from, FodContext *context, FodRecord *record);

/**
 * fod_follow_up_start:
 * @known: "a{ss}": what is known; "slot" is a FodWhen text, or "time" for the next full hour;
 * without it is due today
 *
 * Returns: (transfer full): a planned follow-up that is not in the store
 */
FodRecord *fod_follow_up_start (FodContext *context, GVariant *known);

G_END_DECLS
