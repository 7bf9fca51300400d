/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-record-dialog.h"

G_BEGIN_DECLS

/**
 * FodContactPersonDialog:
 *
 * A person to talk to at an employer.
 */
#define FOD_TYPE_CONTACT_PERSON_DIALOG (fod_contact_person_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    FodContactPersonDialog, fod_contact_person_dialog, FOD, CONTACT_PERSON_DIALOG, FodRecordDialog)

/** fod_contact_person_dialog_open: shows that person over the window of @from */
void fod_contact_person_dialog_open (GtkWidget *from, FodContext *context, FodEntity *entity);

/** fod_contact_person_dialog_open_new: a new one; @known ("a{ss}") names its parent */
void fod_contact_person_dialog_open_new (GtkWidget *from, FodContext *context, GVariant *known);

G_END_DECLS
