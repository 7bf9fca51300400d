/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-entity-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FodVisitDialog:
 *
 * One contact with an employer: why, how, with whom, what they need, and the next step, which
 * becomes a follow-up in the same edit. Filled in under twenty seconds: everything but the words is
 * a guess that stands already.
 */
#define FOD_TYPE_VISIT_DIALOG (fod_visit_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FodVisitDialog, fod_visit_dialog, FOD, VISIT_DIALOG, AdwWindow)

/** fod_visit_dialog_open: shows a contact that was logged, to correct it */
void fod_visit_dialog_open (GtkWidget *from, FodContext *context, FodEntity *visit);

/** fod_visit_dialog_open_new: logs a new contact with @employer; @purpose is what it will be for,
 * of the list "contact-purpose" */
void fod_visit_dialog_open_new (GtkWidget *from,
                                FodContext *context,
                                FodEntity *employer,
                                const char *purpose);

G_END_DECLS
