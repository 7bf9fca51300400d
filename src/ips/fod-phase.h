/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"

G_BEGIN_DECLS

/**
 * FodPhaseKind:
 * @FOD_PHASE_BEFORE: referred, or the entry date is missing or still to come
 * @FOD_PHASE_PROFILE: weeks 1-4, talks around the career profile
 * @FOD_PHASE_SEARCH: weeks 5-13, job search and the right match
 * @FOD_PHASE_STABILITY: from week 14, the plan is adjusted for stability
 * @FOD_PHASE_AFTERCARE: aftercare (efterværn)
 * @FOD_PHASE_ENDED: the course is over
 *
 * Where a course stands by Rebild's model. Guidance, never a gate: the search may start in month 1,
 * and a person may go back to it.
 */
typedef enum
{
  FOD_PHASE_BEFORE,
  FOD_PHASE_PROFILE,
  FOD_PHASE_SEARCH,
  FOD_PHASE_STABILITY,
  FOD_PHASE_AFTERCARE,
  FOD_PHASE_ENDED,
} FodPhaseKind;

#define FOD_PHASE_N_KINDS (FOD_PHASE_ENDED + 1)

/**
 * FodPhase:
 * @week: 1 for the seven days from the entry date on; goes on counting in aftercare; 0 before the
 *   start, without an entry date, and after the end
 */
typedef struct
{
  FodPhaseKind kind;
  int week;
} FodPhase;

/**
 * fod_phase_of:
 * @participant: a participant
 * @today: yyyy-mm-dd
 *
 * Returns: the phase on @today
 */
FodPhase fod_phase_of (const FodRecord *participant, const char *today);

/**
 * fod_phase_from:
 * @stage: (nullable): the participant's stage; none counts as "active"
 * @entry: (nullable): the entry date
 * @today: yyyy-mm-dd
 *
 * Returns: as fod_phase_of()
 */
FodPhase fod_phase_from (const char *stage, const char *entry, const char *today);

/**
 * fod_phase_dup_first_day:
 *
 * Returns: (transfer full) (nullable): the day on which a course that began on @entry reaches
 *   @kind; %NULL for the kinds that no date decides
 */
char *fod_phase_dup_first_day (FodPhaseKind kind, const char *entry);

/** fod_phase_get_code: Returns: a stable word for files and filters, such as "weeks-5-13" */
const char *fod_phase_get_code (FodPhaseKind kind);

/** fod_phase_from_code: Returns: whether @code is one of those words; sets @kind */
gboolean fod_phase_from_code (const char *code, FodPhaseKind *kind);

G_END_DECLS
