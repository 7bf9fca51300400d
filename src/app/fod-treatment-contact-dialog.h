/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-consent-book.h"
#include "app/fod-record-dialog.h"

G_BEGIN_DECLS

/**
 * FodTreatmentContactDialog:
 *
 * Somebody around a participant, and what the participant agreed may be said to them: the consents
 * of the book that name them.
 */
#define FOD_TYPE_TREATMENT_CONTACT_DIALOG (fod_treatment_contact_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FodTreatmentContactDialog,
                      fod_treatment_contact_dialog,
                      FOD,
                      TREATMENT_CONTACT_DIALOG,
                      FodRecordDialog)

/** fod_treatment_contact_dialog_open: shows that person over the window of @from */
void fod_treatment_contact_dialog_open (GtkWidget *from, FodConsentBook *book, FodEntity *entity);

/** fod_treatment_contact_dialog_open_new: a new one; @known ("a{ss}") names its parent */
void fod_treatment_contact_dialog_open_new (GtkWidget *from, FodConsentBook *book, GVariant *known);

G_END_DECLS
