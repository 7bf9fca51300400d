/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-record-dialog.h"

G_BEGIN_DECLS

/**
 * FodSearchPlanDialog:
 *
 * One job search plan (domain.md 3.1, 4). Who does what by when are follow-ups: action
 * "plan.new-follow-up" starts one for the participant.
 */
#define FOD_TYPE_SEARCH_PLAN_DIALOG (fod_search_plan_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    FodSearchPlanDialog, fod_search_plan_dialog, FOD, SEARCH_PLAN_DIALOG, FodRecordDialog)

/** fod_search_plan_dialog_open: shows that plan over the window of @from */
void fod_search_plan_dialog_open (GtkWidget *from, FodContext *context, FodEntity *entity);

/** fod_search_plan_dialog_open_new: a new plan of today for @participant */
void fod_search_plan_dialog_open_new (GtkWidget *from, FodContext *context, FodEntity *participant);

G_END_DECLS
