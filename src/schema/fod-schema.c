/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks kinds and fields up. */

#include "config.h"

#include "schema/fod-schema.h"

#include <string.h>

const FodSpec *
fod_schema_get (const char *kind)
{
  const FodSpec *const *specs;
  guint n_specs;

  g_return_val_if_fail (kind != NULL, NULL);

  specs = fod_schema_list (&n_specs);
  for (guint i = 0; i < n_specs; i++)
    if (strcmp (specs[i]->kind, kind) == 0)
      return specs[i];
  return NULL;
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
