/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"

G_BEGIN_DECLS

/**
 * FodSupportKind:
 * @FOD_SUPPORT_BEFORE_START: in the week before the first day
 * @FOD_SUPPORT_FIRST_DAYS: on the first day or the three after it
 * @FOD_SUPPORT_WEEKLY: once a week in the first four weeks
 * @FOD_SUPPORT_MONTHLY: once a month after that, for a year
 * @FOD_SUPPORT_RETENTION: is the job still there, with which hours? After 91, 182 and 365 days
 * @FOD_SUPPORT_AFTER_END: on the last day or the three after it
 *
 * The contacts that a job start asks for (supported employment, item 23).
 */
typedef enum
{
  FOD_SUPPORT_BEFORE_START,
  FOD_SUPPORT_FIRST_DAYS,
  FOD_SUPPORT_WEEKLY,
  FOD_SUPPORT_MONTHLY,
  FOD_SUPPORT_RETENTION,
  FOD_SUPPORT_AFTER_END,
} FodSupportKind;

/**
 * FodSupportWindow:
 * @number: counts within the kind, from 1
 * @from: first day, yyyy-mm-dd
 * @to: last day: when it is due
 * @held: whether a contact falls into it
 */
typedef struct
{
  FodSupportKind kind;
  int number;
  char from[11];
  char to[11];
  gboolean held;
} FodSupportWindow;

/**
 * fod_support_chain:
 * @placement: a job or an education
 * @contacts: (element-type utf8): the days of contact with the person, in any order
 *
 * All windows of @placement in the order in which they are due; those after its last day are left
 * out. Without a start date there are none, nor for one that was dropped.
 *
 * Returns: (transfer full) (element-type FodSupportWindow): the windows
 */
GArray *fod_support_chain (const FodRecord *placement, GPtrArray *contacts);

/**
 * fod_support_find_due:
 * @chain: as fod_support_chain() gives it
 *
 * Returns: (transfer none) (nullable): the window without contact that @today is in; else the last
 *   one that was missed, unless a later one was held
 */
const FodSupportWindow *fod_support_find_due (const GArray *chain, const char *today);

/** fod_support_get_code: Returns: a stable word such as "first-days" */
const char *fod_support_get_code (FodSupportKind kind);

G_END_DECLS
