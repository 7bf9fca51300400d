/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The schema of a program that is yet to come, LATER of them ahead; linked in place of the one that
 * the programs have. The first to come expands: employers get a mood, and a "homepage" beside the
 * "website" that it is to replace, and there are cars. The second contracts: the website is gone,
 * and it takes no changes of who knows nothing of a homepage. */

#include "config.h"

#include "schema/fod-schema.h"
#include "wire/fod-op-step.h"

#define THIS 2
#define NEXT 3

const FodSchemaVersions fod_schema_versions = {
  .now = THIS + LATER,
  .min_push = MIN_PUSH,
  .min_pull = MIN_PULL,
};

static const FodField employer_fields[] = {
  { "name", FOD_FIELD_TEXT, FOD_MERGE_BOTH, FOD_FIELD_REQUIRED | FOD_FIELD_NAME, .since = 1 },
  { "cvr", FOD_FIELD_CVR, FOD_MERGE_BOTH, FOD_FIELD_NAME, .since = 1 },
  { "p-number", FOD_FIELD_P_NUMBER, FOD_MERGE_BOTH, 0, .since = 1 },
  { "branch", FOD_FIELD_CODE, FOD_MERGE_SILENT, 0, .of = "branch", .since = 1 },
  { "address", FOD_FIELD_TEXT, FOD_MERGE_BOTH, 0, .since = 1 },
  { "postcode", FOD_FIELD_TEXT, FOD_MERGE_BOTH, 0, .max = 12, .since = 1 },
  { "town", FOD_FIELD_TEXT, FOD_MERGE_BOTH, FOD_FIELD_NAME, .since = 1 },
  { "phone", FOD_FIELD_PHONE, FOD_MERGE_BOTH, FOD_FIELD_NAME, .since = 1 },
  { "email", FOD_FIELD_EMAIL, FOD_MERGE_BOTH, 0, .since = 1 },
#if LATER < 2
  { "website", FOD_FIELD_TEXT, FOD_MERGE_SILENT, 0, .since = 1 },
#endif
  { "employees", FOD_FIELD_INT, FOD_MERGE_SILENT, 0, .max = 1000000, .since = 1 },
  { "tags", FOD_FIELD_SET, FOD_MERGE_SET, 0, .since = 1 },
  { "owner", FOD_FIELD_REF, FOD_MERGE_SILENT, 0, .of = FOD_KIND_USER, .since = 1 },
  { "team", FOD_FIELD_REF, FOD_MERGE_SERVER, 0, .of = FOD_KIND_TEAM, .since = 1 },
  { "mood", FOD_FIELD_TEXT, FOD_MERGE_BOTH, 0, .since = NEXT },
  { "homepage", FOD_FIELD_TEXT, FOD_MERGE_SILENT, 0, .since = NEXT },
};

const FodSpec fod_employer_spec = {
  .kind = FOD_KIND_EMPLOYER,
  .fields = employer_fields,
  .n_fields = G_N_ELEMENTS (employer_fields),
  .title = "name",
  .scope = FOD_SCOPE_TEAM,
  .edit_wins = TRUE,
  .since = 1,
};

static const FodField car_fields[] = {
  { "name", FOD_FIELD_TEXT, FOD_MERGE_BOTH, FOD_FIELD_REQUIRED | FOD_FIELD_NAME, .since = NEXT },
  { "seats", FOD_FIELD_INT, FOD_MERGE_SILENT, 0, .max = 9, .since = NEXT },
  { "team", FOD_FIELD_REF, FOD_MERGE_SERVER, 0, .of = FOD_KIND_TEAM, .since = NEXT },
};

static const FodSpec car_spec = {
  .kind = "car",
  .fields = car_fields,
  .n_fields = G_N_ELEMENTS (car_fields),
  .title = "name",
  .scope = FOD_SCOPE_TEAM,
  .edit_wins = TRUE,
  .since = NEXT,
};

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
  &car_spec,
};

const FodSpec *const *
fod_schema_list (guint *n_specs)
{
  *n_specs = G_N_ELEMENTS (specs);
  return specs;
}

static gboolean
is_about_website (const FodOp *op)
{
  return g_str_equal (op->kind, FOD_KIND_EMPLOYER) && g_hash_table_contains (op->fields, "website");
}

/* What is written as the website is the homepage too. */
static void
fill_homepage (FodOp *op)
{
  const char *seen = g_hash_table_lookup (op->base, "website");

  if (!is_about_website (op))
    return;
  g_hash_table_insert (op->fields, g_strdup ("homepage"),
                       g_strdup (g_hash_table_lookup (op->fields, "website")));
  if (seen != NULL)
    g_hash_table_insert (op->base, g_strdup ("homepage"), g_strdup (seen));
}

static void
drop_website (FodOp *op)
{
  if (!is_about_website (op))
    return;
  g_hash_table_remove (op->fields, "website");
  g_hash_table_remove (op->base, "website");
}

FodOpStep
fod_op_get_step (guint from)
{
  return from == THIS ? fill_homepage : from == NEXT ? drop_website : NULL;
}
