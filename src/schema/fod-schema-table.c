/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which schema this program has: its versions and its kinds. Both stand here and nowhere else, so
 * that a test can link a program of another schema. */

#include "config.h"

#include "schema/fod-schema.h"

const FodSchemaVersions fod_schema_versions = { .now = 2, .min_push = 1, .min_pull = 1 };

static const FodSpec *const specs[] = {
  &fod_team_spec,
  &fod_user_spec,
  &fod_code_spec,
  &fod_participant_spec,
  &fod_employer_spec,
  &fod_treatment_contact_spec,
  &fod_contact_person_spec,
  &fod_employer_contact_spec,
  &fod_follow_up_spec,
  &fod_note_spec,
  &fod_placement_spec,
  &fod_consent_spec,
  &fod_job_change_spec,
  &fod_benefit_sheet_spec,
  &fod_disclosure_plan_spec,
  &fod_earlier_job_spec,
  &fod_job_opening_spec,
  &fod_profile_section_spec,
  &fod_search_plan_spec,
  &fod_conflict_spec,
};

const FodSpec *const *
fod_schema_list (guint *n_specs)
{
  g_return_val_if_fail (n_specs != NULL, NULL);

  *n_specs = G_N_ELEMENTS (specs);
  return specs;
}
