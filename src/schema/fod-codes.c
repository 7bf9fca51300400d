/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the code lists that were compiled in. They are data with dates: what the law ends stays
 * readable and is no longer offered. */

#include "config.h"

#include "schema/fod-codes.h"

#include "base/fod-uuid.h"
#include "schema/fod-codes-resource.h"

#define PATH "/dk/fodfaeste/codes/codes.csv"

static FodRecord *
read_line (const char *const *names, const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, ",", -1);
  g_autofree char *name = NULL;
  g_autofree char *id = NULL;
  FodRecord *record;

  g_assert (g_strv_length (cells) == g_strv_length ((GStrv)names));

  name = g_strconcat ("code/", cells[0], "/", cells[1], NULL);
  id = fod_uuid_new_from_name (name);
  record = fod_record_new (&fod_code_spec, id);
  for (guint i = 0; names[i] != NULL; i++)
    fod_record_set (record, names[i], *cells[i] == '\0' ? NULL : cells[i]);
  return record;
}

GPtrArray *
fod_codes_load (void)
{
  g_autoptr (GBytes) data =
      g_resource_lookup_data (fod_codes_get_resource (), PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (data, NULL), g_bytes_get_size (data));
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);
  g_auto (GStrv) names = g_strsplit (lines[0], ",", -1);
  GPtrArray *codes = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);

  for (guint i = 1; lines[i] != NULL; i++)
    g_ptr_array_add (codes, read_line ((const char *const *)names, lines[i]));
  return codes;
}
