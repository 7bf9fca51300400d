/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-record-dialog.h"

G_BEGIN_DECLS

/**
 * FodJobChangeDialog:
 *
 * What becomes different in a running job from a day on: hours, pay, work.
 */
#define FOD_TYPE_JOB_CHANGE_DIALOG (fod_job_change_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    FodJobChangeDialog, fod_job_change_dialog, FOD, JOB_CHANGE_DIALOG, FodRecordDialog)

/** fod_job_change_dialog_open: shows that change over the window of @from */
void fod_job_change_dialog_open (GtkWidget *from, FodContext *context, FodEntity *entity);

/** fod_job_change_dialog_open_new: a new one in @placement, from today on */
void
fod_job_change_dialog_open_new (GtkWidget *from, FodContext *context, const FodRecord *placement);

G_END_DECLS
