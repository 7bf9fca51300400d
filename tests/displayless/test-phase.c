/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The phase of a course: weeks from the entry date, and what the stage says over them. */

#include "config.h"

#include "ips/fod-phase.h"

static const struct
{
  const char *label;
  const char *stage;
  const char *entry;
  const char *today;
  const char *code;
  int week;
} rows[] = {
  { "first day", "active", "2026-11-23", "2026-11-23", "weeks-1-4", 1 },
  { "seventh day", "active", "2026-11-23", "2026-11-29", "weeks-1-4", 1 },
  { "second week", "active", "2026-11-23", "2026-11-30", "weeks-1-4", 2 },
  { "last day of week 4", "active", "2026-11-23", "2026-12-20", "weeks-1-4", 4 },
  { "first day of week 5", "active", "2026-11-23", "2026-12-21", "weeks-5-13", 5 },
  { "last day of week 13", "active", "2026-11-23", "2027-02-21", "weeks-5-13", 13 },
  { "first day of week 14", "active", "2026-11-23", "2027-02-22", "weeks-14", 14 },
  { "years later", "active", "2020-01-01", "2026-01-01", "weeks-14", 314 },
  { "no stage is active", NULL, "2026-11-23", "2026-11-24", "weeks-1-4", 1 },
  { "unknown stage is active", "paused", "2026-11-23", "2026-11-24", "weeks-1-4", 1 },
  { "still to come", "active", "2026-11-23", "2026-11-22", "before", 0 },
  { "no entry date", "active", NULL, "2026-11-22", "before", 0 },
  { "broken entry date", "active", "2026-02-30", "2026-11-22", "before", 0 },
  { "referred", "referred", "2026-11-01", "2026-11-22", "before", 0 },
  { "aftercare counts on", "aftercare", "2026-11-23", "2026-11-30", "aftercare", 2 },
  { "aftercare without entry date", "aftercare", NULL, "2026-11-30", "aftercare", 0 },
  { "ended", "ended", "2026-11-23", "2026-11-30", "ended", 0 },
  { "over the end of winter time", "active", "2026-03-23", "2026-03-30", "weeks-1-4", 2 },
};

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (FodRecord) participant =
          fod_record_new (&fod_participant_spec, "00000000-0000-7000-8000-000000000001");
      FodPhase phase;

      g_test_message ("%s", rows[i].label);
      fod_record_set (participant, "stage", rows[i].stage);
      fod_record_set (participant, "entry-date", rows[i].entry);
      phase = fod_phase_of (participant, rows[i].today);
      g_assert_cmpstr (fod_phase_get_code (phase.kind), ==, rows[i].code);
      g_assert_cmpint (phase.week, ==, rows[i].week);
    }
}

static void
test_first_days (void)
{
  const FodPhaseKind kinds[] = { FOD_PHASE_PROFILE, FOD_PHASE_SEARCH, FOD_PHASE_STABILITY };
  g_autofree char *none = fod_phase_dup_first_day (FOD_PHASE_AFTERCARE, "2026-11-23");
  g_autofree char *no_date = fod_phase_dup_first_day (FOD_PHASE_SEARCH, NULL);

  g_assert_null (none);
  g_assert_null (no_date);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *day = fod_phase_dup_first_day (kinds[i], "2026-11-23");

      g_assert_cmpint (fod_phase_from ("active", "2026-11-23", day).kind, ==, kinds[i]);
    }
}

static void
test_codes (void)
{
  FodPhaseKind kind;

  for (int i = 0; i < FOD_PHASE_N_KINDS; i++)
    {
      g_assert_true (fod_phase_from_code (fod_phase_get_code ((FodPhaseKind)i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
  g_assert_false (fod_phase_from_code ("weeks-1", &kind));
  g_assert_false (fod_phase_from_code (NULL, &kind));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/phase/by-stage-and-entry-date", test_rows);
  g_test_add_func ("/phase/first-days-are-in-their-phase", test_first_days);
  g_test_add_func ("/phase/codes-come-back", test_codes);
  return g_test_run ();
}
