/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-record-dialog.h"

G_BEGIN_DECLS

/**
 * FodBenefitSheetDialog:
 *
 * One benefits counselling: the benefit as it is, the hours and the pay that were asked about, and
 * what was explained.
 */
#define FOD_TYPE_BENEFIT_SHEET_DIALOG (fod_benefit_sheet_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    FodBenefitSheetDialog, fod_benefit_sheet_dialog, FOD, BENEFIT_SHEET_DIALOG, FodRecordDialog)

/** fod_benefit_sheet_dialog_open: shows that counselling over the window of @from */
void fod_benefit_sheet_dialog_open (GtkWidget *from, FodContext *context, FodEntity *entity);

/** fod_benefit_sheet_dialog_open_new: a new one of today, with the benefit that @participant has */
void
fod_benefit_sheet_dialog_open_new (GtkWidget *from, FodContext *context, FodEntity *participant);

G_END_DECLS
