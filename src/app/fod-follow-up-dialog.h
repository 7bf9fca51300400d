/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodFollowUpDialog:
 *
 * A follow-up with all that belongs to it. What is changed in an existing one is saved by itself. A
 * new one is kept as a draft while it is typed, and made when the window is closed and its title is
 * there.
 */
#define FOD_TYPE_FOLLOW_UP_DIALOG (fod_follow_up_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FodFollowUpDialog, fod_follow_up_dialog, FOD, FOLLOW_UP_DIALOG, AdwWindow)

/** fod_follow_up_dialog_open: shows the follow-up of that @id over the window of @from */
void fod_follow_up_dialog_open (GtkWidget *from, FodContext *context, const char *id);

/**
 * fod_follow_up_dialog_new_row:
 * @known: "a{ss}": what is known of it; "slot" is a FodWhen text, or "time" for the next full hour
 *
 * Starts a new follow-up over the window of @from, with the focus in its title.
 */
void fod_follow_up_dialog_new_row (GtkWidget *from, FodContext *context, GVariant *known);

G_END_DECLS
