/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Records to files of other programs. What may leave, and for whom, its caller has decided. */

#include "config.h"

#include "exchange/fod-export.h"

#include "exchange/fod-csv.h"

#include <string.h>

const char *
fod_export_get (const FodRecord *record, guint index)
{
  const FodSpec *spec;

  g_return_val_if_fail (record != NULL, NULL);

  spec = fod_record_get_spec (record);
  if (spec == &fod_participant_spec && g_str_equal (spec->fields[index].name, "address") &&
      fod_record_get_bool (record, "protected-address"))
    return NULL;
  return fod_record_get_at (record, index);
}

/* Returns the chosen fields' indices, or all. */
static GArray *
find_fields (const FodSpec *spec, const FodExportOptions *options)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; options->fields == NULL && i < spec->n_fields; i++)
    g_array_append_val (found, i);
  for (guint i = 0; options->fields != NULL && options->fields[i] != NULL; i++)
    {
      int index = fod_spec_index (spec, options->fields[i]);

      g_return_val_if_fail (index >= 0, found);
      g_array_append_val (found, index);
    }
  return found;
}

static char *
show_value (const FodRecord *record, guint index, const FodExportOptions *options)
{
  const FodField *field = &fod_record_get_spec (record)->fields[index];
  const char *value = fod_export_get (record, index);

  if (value == NULL || options->show == NULL)
    return g_strdup (value);
  return options->show (field, value, options->show_data);
}

static void
append_csv_record (GString *out,
                   const FodRecord *record,
                   const GArray *fields,
                   gboolean with_id,
                   const FodExportOptions *options)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  if (with_id)
    g_ptr_array_add (cells, g_strdup (fod_record_get_id (record)));
  for (guint i = 0; i < fields->len; i++)
    g_ptr_array_add (cells, show_value (record, g_array_index (fields, guint, i), options));
  fod_csv_append_row (out, (const char *const *)cells->pdata, cells->len, options->delimiter);
}

static void
append_csv_heading (GString *out,
                    const FodSpec *spec,
                    const GArray *fields,
                    gboolean with_id,
                    const FodExportOptions *options)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();

  if (with_id)
    g_ptr_array_add (cells, (gpointer) "id");
  for (guint i = 0; i < fields->len; i++)
    {
      guint index = g_array_index (fields, guint, i);

      g_ptr_array_add (cells, (gpointer)(options->headings == NULL ? spec->fields[index].name
                                                                   : options->headings[i]));
    }
  fod_csv_append_row (out, (const char *const *)cells->pdata, cells->len, options->delimiter);
}

GBytes *
fod_export_csv (const FodSpec *spec, GPtrArray *records, const FodExportOptions *options)
{
  FodExportOptions chosen = { 0 };
  g_autoptr (GArray) fields = NULL;
  GString *out;
  gboolean with_id;

  g_return_val_if_fail (spec != NULL && records != NULL, NULL);

  if (options != NULL)
    chosen = *options;
  chosen.delimiter = chosen.delimiter == '\0' ? ';' : chosen.delimiter;
  with_id = chosen.fields == NULL && chosen.headings == NULL;
  fields = find_fields (spec, &chosen);

  out = g_string_new (chosen.byte_order_mark ? "\xef\xbb\xbf" : NULL);
  append_csv_heading (out, spec, fields, with_id, &chosen);
  for (guint i = 0; i < records->len; i++)
    append_csv_record (out, g_ptr_array_index (records, i), fields, with_id, &chosen);
  return g_string_free_to_bytes (out);
}

static void
append_json_text (GString *out, const char *text)
{
  if (text == NULL)
    {
      g_string_append (out, "null");
      return;
    }

  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_printf (out, "\\%c", *p);
      else if (*p == '\n')
        g_string_append (out, "\\n");
      else if ((guint8)*p < 0x20)
        g_string_append_printf (out, "\\u%04x", (guint)*p);
      else
        g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

GBytes *
fod_export_json (const FodSpec *spec, GPtrArray *records)
{
  GString *out;

  g_return_val_if_fail (spec != NULL && records != NULL, NULL);

  out = g_string_new (NULL);
  for (guint i = 0; i < records->len; i++)
    {
      const FodRecord *record = g_ptr_array_index (records, i);

      g_string_append (out, "{\"id\":");
      append_json_text (out, fod_record_get_id (record));
      for (guint j = 0; j < spec->n_fields; j++)
        {
          g_string_append_printf (out, ",\"%s\":", spec->fields[j].name);
          append_json_text (out, fod_export_get (record, j));
        }
      g_string_append (out, "}\n");
    }
  return g_string_free_to_bytes (out);
}
