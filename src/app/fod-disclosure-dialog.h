/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-disclosure-book.h"
#include "app/fod-record-dialog.h"

G_BEGIN_DECLS

/**
 * FodDisclosureDialog:
 *
 * What one employer, or all of whom nothing else was agreed, may be told: what, in which words, by
 * whom, and since when.
 */
#define FOD_TYPE_DISCLOSURE_DIALOG (fod_disclosure_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    FodDisclosureDialog, fod_disclosure_dialog, FOD, DISCLOSURE_DIALOG, FodRecordDialog)

/** fod_disclosure_dialog_open: shows that plan over the window of @from */
void fod_disclosure_dialog_open (GtkWidget *from, FodContext *context, FodEntity *plan);

/** fod_disclosure_dialog_open_new: a new one, agreed today; @known ("a{ss}") names its parent */
void fod_disclosure_dialog_open_new (GtkWidget *from, FodContext *context, GVariant *known);

G_END_DECLS
