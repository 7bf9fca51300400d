/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks kinds and fields up. The list of kinds stands here and nowhere else. */

#include "config.h"

#include "schema/fod-schema.h"

#include <string.h>

static const FodSpec *const specs[] = {
  &fod_team_spec,           &fod_user_spec,
  &fod_code_spec,           &fod_participant_spec,
  &fod_employer_spec,       &fod_treatment_contact_spec,
  &fod_contact_person_spec, &fod_employer_contact_spec,
  &fod_follow_up_spec,      &fod_note_spec,
  &fod_placement_spec,      &fod_conflict_spec,
};

const FodSpec *
fod_schema_get (const char *kind)
{
  g_return_val_if_fail (kind != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    if (strcmp (specs[i]->kind, kind) == 0)
      return specs[i];
  return NULL;
}

const FodSpec *const *
fod_schema_list (guint *n_specs)
{
  g_return_val_if_fail (n_specs != NULL, NULL);

  *n_specs = G_N_ELEMENTS (specs);
  return specs;
}

int
fod_spec_index (const FodSpec *spec, const char *field)
{
  g_return_val_if_fail (spec != NULL && field != NULL, -1);

  for (guint i = 0; i < spec->n_fields; i++)
    if (strcmp (spec->fields[i].name, field) == 0)
      return (int)i;
  return -1;
}

const FodField *
fod_spec_find (const FodSpec *spec, const char *field)
{
  int index = fod_spec_index (spec, field);

  return index < 0 ? NULL : &spec->fields[index];
}

char *
fod_spec_dup_table (const FodSpec *spec)
{
  g_return_val_if_fail (spec != NULL, NULL);

  return g_strdelimit (g_strdup (spec->kind), "-", '_');
}
