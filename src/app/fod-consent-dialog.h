/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-consent-book.h"
#include "app/fod-record-dialog.h"

G_BEGIN_DECLS

/**
 * FodConsentDialog:
 *
 * One consent: to talk with whom, about what, why, how it was given, and until when it stands. With
 * whom is somebody of the book, or said in words.
 */
#define FOD_TYPE_CONSENT_DIALOG (fod_consent_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FodConsentDialog, fod_consent_dialog, FOD, CONSENT_DIALOG, FodRecordDialog)

/** fod_consent_dialog_open: shows that consent over the window of @from */
void fod_consent_dialog_open (GtkWidget *from, FodConsentBook *book, FodEntity *entity);

/** fod_consent_dialog_open_new: a new one, given today; @known ("a{ss}") names its parent, and may
 * name the contact */
void fod_consent_dialog_open_new (GtkWidget *from, FodConsentBook *book, GVariant *known);

G_END_DECLS
