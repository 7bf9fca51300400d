/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The phases of a course, counted in weeks from the entry date. */

#include "config.h"

#include "ips/fod-phase.h"

#include "base/fod-date.h"

#define PROFILE_WEEKS 4
#define SEARCH_WEEKS 13

static const char *const codes[FOD_PHASE_N_KINDS] = {
  [FOD_PHASE_BEFORE] = "before",       [FOD_PHASE_PROFILE] = "weeks-1-4",
  [FOD_PHASE_SEARCH] = "weeks-5-13",   [FOD_PHASE_STABILITY] = "weeks-14",
  [FOD_PHASE_AFTERCARE] = "aftercare", [FOD_PHASE_ENDED] = "ended",
};

FodPhase
fod_phase_of (const FodRecord *participant, const char *today)
{
  FodPhase none = { FOD_PHASE_BEFORE, 0 };

  g_return_val_if_fail (participant != NULL, none);

  return fod_phase_from (fod_record_get (participant, "stage"),
                         fod_record_get (participant, "entry-date"), today);
}

FodPhase
fod_phase_from (const char *stage, const char *entry, const char *today)
{
  FodPhase phase = { FOD_PHASE_BEFORE, 0 };
  int days;

  g_return_val_if_fail (fod_date_parse (today, NULL), phase);

  if (g_strcmp0 (stage, "ended") == 0)
    {
      phase.kind = FOD_PHASE_ENDED;
      return phase;
    }
  if (g_strcmp0 (stage, "referred") == 0)
    return phase;
  if (g_strcmp0 (stage, "aftercare") == 0)
    phase.kind = FOD_PHASE_AFTERCARE;
  if (!fod_date_parse (entry, NULL))
    return phase;

  days = fod_date_days_between (entry, today);
  if (days < 0)
    return phase;

  phase.week = days / 7 + 1;
  if (phase.kind == FOD_PHASE_AFTERCARE)
    return phase;
  if (phase.week <= PROFILE_WEEKS)
    phase.kind = FOD_PHASE_PROFILE;
  else if (phase.week <= SEARCH_WEEKS)
    phase.kind = FOD_PHASE_SEARCH;
  else
    phase.kind = FOD_PHASE_STABILITY;
  return phase;
}

char *
fod_phase_dup_first_day (FodPhaseKind kind, const char *entry)
{
  if (kind == FOD_PHASE_PROFILE)
    return fod_date_add_days (entry, 0);
  if (kind == FOD_PHASE_SEARCH)
    return fod_date_add_days (entry, PROFILE_WEEKS * 7);
  if (kind == FOD_PHASE_STABILITY)
    return fod_date_add_days (entry, SEARCH_WEEKS * 7);
  return NULL;
}

const char *
fod_phase_get_code (FodPhaseKind kind)
{
  g_return_val_if_fail ((guint)kind < FOD_PHASE_N_KINDS, NULL);

  return codes[kind];
}

gboolean
fod_phase_from_code (const char *code, FodPhaseKind *kind)
{
  for (guint i = 0; i < FOD_PHASE_N_KINDS; i++)
    {
      if (g_strcmp0 (code, codes[i]) == 0)
        {
          *kind = (FodPhaseKind)i;
          return TRUE;
        }
    }
  return FALSE;
}
