/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"

G_BEGIN_DECLS

/**
 * FodDemoPlan:
 * @seed: the same seed and day give the same team, to the last letter
 * @day: today, yyyy-mm-dd; everything is dated around it
 * @consultants: besides one leader
 * @days: how far back the history goes
 *
 * How large a team to make up.
 */
typedef struct
{
  guint64 seed;
  const char *day;
  guint consultants;
  guint participants;
  guint employers;
  guint days;
} FodDemoPlan;

/** fod_demo_plan_init: four consultants, 80 participants, 300 employers and a year before @day */
void fod_demo_plan_init (FodDemoPlan *plan, const char *day);

/**
 * FodDemoFunc:
 * @record: a row; its server-written fields are set as the server would set them
 * @user: (nullable): the id of the user who wrote it, %NULL for what only the server writes
 * @at_ms: when, in milliseconds since 1970
 */
typedef void (*FodDemoFunc) (const FodRecord *record,
                             const char *user,
                             gint64 at_ms,
                             gpointer user_data);

/**
 * fod_demo_generate:
 *
 * Makes up a team in Rebild: people, employers and a history, all fictional. CPR numbers are of
 * days that do not exist, telephone numbers of a series that is not given out, addresses of mail
 * end in ".example". Rows come parents first.
 */
void fod_demo_generate (const FodDemoPlan *plan, FodDemoFunc func, gpointer user_data);

G_END_DECLS
