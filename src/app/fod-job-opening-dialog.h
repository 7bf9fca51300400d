/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-record-dialog.h"

G_BEGIN_DECLS

/**
 * FodJobOpeningDialog:
 *
 * A job that was heard of at an employer (domain.md 3.1, item 6).
 */
#define FOD_TYPE_JOB_OPENING_DIALOG (fod_job_opening_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    FodJobOpeningDialog, fod_job_opening_dialog, FOD, JOB_OPENING_DIALOG, FodRecordDialog)

/** fod_job_opening_dialog_open: shows that opening over the window of @from */
void fod_job_opening_dialog_open (GtkWidget *from, FodContext *context, FodEntity *entity);

/** fod_job_opening_dialog_open_new: a new one, open, heard of today at the employer of that id */
void fod_job_opening_dialog_open_new (GtkWidget *from, FodContext *context, const char *employer);

G_END_DECLS
