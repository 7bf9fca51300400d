/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-record-dialog.h"

G_BEGIN_DECLS

/**
 * FodEarlierJobDialog:
 *
 * A job from before the course as the participant tells of it: what was good there, what was hard,
 * why it ended.
 */
#define FOD_TYPE_EARLIER_JOB_DIALOG (fod_earlier_job_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    FodEarlierJobDialog, fod_earlier_job_dialog, FOD, EARLIER_JOB_DIALOG, FodRecordDialog)

/** fod_earlier_job_dialog_open: shows that job over the window of @from */
void fod_earlier_job_dialog_open (GtkWidget *from, FodContext *context, FodEntity *entity);

/** fod_earlier_job_dialog_open_new: @participant: an id; a new one of theirs */
void
fod_earlier_job_dialog_open_new (GtkWidget *from, FodContext *context, const char *participant);

G_END_DECLS
