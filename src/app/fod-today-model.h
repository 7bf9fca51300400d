/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "ips/fod-no-contact.h"
#include "ips/fod-week.h"
#include "model/fod-entity.h"

G_BEGIN_DECLS

/**
 * FodTodayModel:
 *
 * What the page "Today" shows, kept true: my appointments now and later, my follow-ups due and
 * overdue, what the clocks suggest, whom nobody has talked to for long, and the count of the
 * week. No widgets.
 *
 * Signals: "changed" () when the counts may differ; "names-changed" () when names of participants
 * may.
 */
#define FOD_TYPE_TODAY_MODEL (fod_today_model_get_type ())
G_DECLARE_FINAL_TYPE (FodTodayModel, fod_today_model, FOD, TODAY_MODEL, GObject)

/** fod_today_model_new: Returns: (transfer full): a model that loads */
FodTodayModel *fod_today_model_new (FodContext *context);

/** fod_today_model_check_day: asks everything anew when the day has changed */
void fod_today_model_check_day (FodTodayModel *self);

/** fod_today_model_get_today: Returns: (transfer none): the day that is shown, yyyy-mm-dd */
const char *fod_today_model_get_today (FodTodayModel *self);

/** fod_today_model_get_agenda: Returns: (transfer none): FodEntity of appointments of today and
 * the next days, by time */
GListModel *fod_today_model_get_agenda (FodTodayModel *self);

/** fod_today_model_get_due: Returns: (transfer none): FodEntity of what is due or overdue, the
 * oldest first */
GListModel *fod_today_model_get_due (FodTodayModel *self);

/** fod_today_model_get_suggestions: Returns: (transfer none): FodSuggestionItem of what the clocks
 * of the courses ask for, by person */
GListModel *fod_today_model_get_suggestions (FodTodayModel *self);

/** fod_today_model_get_silent: Returns: (transfer none): FodEntity of participants without contact
 * for long, the longest first */
GListModel *fod_today_model_get_silent (FodTodayModel *self);

/** fod_today_model_judge: Returns: whether @participant is without contact for long; sets @result
 */
gboolean fod_today_model_judge (FodTodayModel *self, FodEntity *participant, FodNoContact *result);

/** fod_today_model_get_participant_name: Returns: (transfer none) (nullable): the name */
const char *fod_today_model_get_participant_name (FodTodayModel *self, const char *id);

/** fod_today_model_count_week: @week: becomes the count of what I wrote of this week */
void fod_today_model_count_week (FodTodayModel *self, FodWeek *week);

/** fod_today_model_list_week: Returns: (transfer full) (element-type FodEntity): the entries behind
 * a number of that count, the newest first */
GPtrArray *fod_today_model_list_week (FodTodayModel *self, FodWeekPart part);

/** fod_today_model_is_loading: Returns: whether the first answers are still to come */
gboolean fod_today_model_is_loading (FodTodayModel *self);

G_END_DECLS
