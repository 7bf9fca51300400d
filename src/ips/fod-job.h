/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"

G_BEGIN_DECLS

/**
 * FodJobGroup:
 * @FOD_JOB_ORDINARY: open to anyone, on ordinary pay and terms, also with few hours
 * @FOD_JOB_EDUCATION: ordinary education
 * @FOD_JOB_OTHER: placements, subsidies, flex and protected jobs, community and voluntary work
 *
 * What is never counted together (competitive employment as the fidelity scale defines it; the rest
 * is reported apart).
 */
typedef enum
{
  FOD_JOB_ORDINARY,
  FOD_JOB_EDUCATION,
  FOD_JOB_OTHER
} FodJobGroup;

/** fod_job_group_of: @type: (nullable): a code of the list "job-kind"; Returns: its group */
FodJobGroup fod_job_group_of (const char *type);

/** fod_job_is_real: Returns: whether @placement came about: offered, begun, or over */
gboolean fod_job_is_real (const FodRecord *placement);

/**
 * fod_job_has_work:
 * @placements: (element-type FodRecord): of one participant, in any order
 * @date: yyyy-mm-dd
 * @ended: (out) (transfer none) (nullable): the last day of the last of them that is over
 *
 * What is on the way to a job (%FOD_JOB_OTHER) leaves the search as it is, and what ended before it
 * began was given up.
 *
 * Returns: whether an ordinary job or an education goes on on @date, or was agreed
 */
gboolean fod_job_has_work (GPtrArray *placements, const char *date, const char **ended);

/**
 * fod_job_get_minutes:
 * @changes: (element-type FodRecord): changes of any jobs, in any order
 * @date: yyyy-mm-dd
 *
 * The weekly minutes of @placement on @date: those of its last change until then that names hours,
 * of one day the one that was written last; before any change, those it began with. Its first and
 * last day are not asked.
 *
 * Returns: minutes a week, or -1 when nobody wrote them
 */
int fod_job_get_minutes (const FodRecord *placement, GPtrArray *changes, const char *date);

/**
 * FodJobStair:
 * @from: the first day, yyyy-mm-dd
 * @ordinary: weekly minutes in ordinary jobs from that day on, all jobs together
 * @other: weekly minutes in jobs on the way there
 */
typedef struct
{
  char from[11];
  guint ordinary;
  guint other;
} FodJobStair;

/**
 * fod_job_list_stairs:
 * @placements: (element-type FodRecord): of one participant, in any order
 * @changes: (element-type FodRecord): theirs, in any order
 * @until: the last day that is told, yyyy-mm-dd
 *
 * The hours of a participant as a staircase over time: a stair for each day on which they became
 * more or fewer, beginning with the first that has any. A job counts from its first day to its
 * last, when it was started; an idea, an offer, an education and a job without a first day do not.
 *
 * Returns: (transfer full) (element-type FodJobStair): the stairs by day; empty when there never
 *   were any hours
 */
GArray *fod_job_list_stairs (GPtrArray *placements, GPtrArray *changes, const char *until);

G_END_DECLS
