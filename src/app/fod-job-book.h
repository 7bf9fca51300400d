/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "ips/fod-job.h"
#include "model/fod-entity.h"

G_BEGIN_DECLS

/**
 * FodJobBook:
 *
 * The jobs and educations of one participant with what changed in them, the hours that follow from
 * both (ips/fod-job.h), and the benefits counselling around them. Kept true as the store changes.
 * Signal "changed" ().
 */
#define FOD_TYPE_JOB_BOOK (fod_job_book_get_type ())
G_DECLARE_FINAL_TYPE (FodJobBook, fod_job_book, FOD, JOB_BOOK, GObject)

/** fod_job_book_new: @participant: an id; Returns: (transfer full): the book of that participant */
FodJobBook *fod_job_book_new (FodContext *context, const char *participant);

/** fod_job_book_get_context: Returns: (transfer none): what it was made with */
FodContext *fod_job_book_get_context (FodJobBook *self);

/** fod_job_book_get_placements: Returns: (transfer none): jobs and educations, newest first */
GListModel *fod_job_book_get_placements (FodJobBook *self);

/** fod_job_book_get_sheets: Returns: (transfer none): the benefits counselling, newest first */
GListModel *fod_job_book_get_sheets (FodJobBook *self);

/** fod_job_book_get_plans: Returns: (transfer none): the job search plans, newest first */
GListModel *fod_job_book_get_plans (FodJobBook *self);

/** fod_job_book_get_minutes: Returns: the weekly minutes of @placement today, or on its last day
 * when that is past; -1 when they are not known */
int fod_job_book_get_minutes (FodJobBook *self, FodEntity *placement);

/** fod_job_book_list_stairs: Returns: (transfer full): fod_job_list_stairs() until today */
GArray *fod_job_book_list_stairs (FodJobBook *self);

G_END_DECLS
