/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "model/fod-entity.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FodTimelineRow:
 *
 * One entry of a participant's timeline: a note, a follow-up, a job or an education. Follows its
 * entity. Signal "moved" () when its date or kind of date changed.
 */
#define FOD_TYPE_TIMELINE_ROW (fod_timeline_row_get_type ())
G_DECLARE_FINAL_TYPE (FodTimelineRow, fod_timeline_row, FOD, TIMELINE_ROW, GtkListBoxRow)

/** fod_timeline_row_new: Returns: (transfer floating): a row that shows @entity */
GtkWidget *fod_timeline_row_new (FodContext *context, FodEntity *entity);

/** fod_timeline_row_get_date: Returns: (transfer none) (nullable): the day it stands at */
const char *fod_timeline_row_get_date (FodTimelineRow *self);

/** fod_timeline_row_date_of: Returns: (transfer none) (nullable): the text whose first ten
 * characters are the day of @entity; %NULL when it has no place in a timeline yet */
const char *fod_timeline_row_date_of (FodEntity *entity);

G_END_DECLS
