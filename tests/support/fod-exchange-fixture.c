/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of imports share. */

#include "config.h"

#include "support/fod-exchange-fixture.h"

#include "schema/fod-codes.h"

#include <string.h>

GBytes *
fod_exchange_load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "exchange", name, NULL);
  g_autoptr (GError) error = NULL;
  char *contents = NULL;
  gsize size = 0;

  g_file_get_contents (path, &contents, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (contents, size);
}

static FodImport *
open_bytes (const FodSpec *spec, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  FodCsv *csv = fod_csv_parse (bytes, '\0', NULL, &error);

  g_assert_no_error (error);
  return fod_import_new_csv (spec, csv);
}

FodImport *
fod_exchange_open_csv (const FodSpec *spec, const char *name)
{
  g_autoptr (GBytes) bytes = fod_exchange_load (name);

  return open_bytes (spec, bytes);
}

FodImport *
fod_exchange_open_text (const FodSpec *spec, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return open_bytes (spec, bytes);
}

char *
fod_exchange_dup_fields (const FodSpec *spec, const FodImportRow *row)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < spec->n_fields; i++)
    {
      const char *text = g_hash_table_lookup (row->fields, spec->fields[i].name);

      if (text != NULL)
        g_string_append_printf (out, "%s%s=%s", out->len > 0 ? " | " : "", spec->fields[i].name,
                                text);
    }
  g_string_replace (out, "\n", "/", 0);
  return g_string_free (out, FALSE);
}

char *
fod_exchange_dup_problems (const FodImportRow *row)
{
  static const char *const names[] = {
    [FOD_IMPORT_PROBLEM_REQUIRED] = "required", [FOD_IMPORT_PROBLEM_ORDER] = "order",
    [FOD_IMPORT_PROBLEM_FORM] = "form",         [FOD_IMPORT_PROBLEM_TOO_LONG] = "too-long",
    [FOD_IMPORT_PROBLEM_RANGE] = "range",       [FOD_IMPORT_PROBLEM_TEXT] = "text",
    [FOD_IMPORT_PROBLEM_UNKNOWN] = "unknown",   [FOD_IMPORT_PROBLEM_SEVERAL] = "several",
    [FOD_IMPORT_PROBLEM_EXTRA] = "extra",       [FOD_IMPORT_PROBLEM_GUESSED] = "guessed",
  };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < row->problems->len; i++)
    {
      const FodImportProblem *problem = &g_array_index (row->problems, FodImportProblem, i);

      g_string_append_printf (out, "%s%s:%s", i > 0 ? " " : "", problem->field->name,
                              names[problem->code]);
    }
  return g_string_free (out, FALSE);
}

FodRecord *
fod_exchange_make_record (const FodSpec *spec, guint number, const char *const *words)
{
  g_autofree char *id = g_strdup_printf ("00000000-0000-7000-8000-%012u", number);
  FodRecord *record = fod_record_new (spec, id);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);

      fod_record_set (record, pair[0], pair[1]);
    }
  return record;
}

FodNameIndex *
fod_exchange_make_names (void)
{
  FodNameIndex *names = fod_name_index_new ();
  g_autoptr (GPtrArray) codes = fod_codes_load ();

  fod_name_index_add_codes (names, codes);
  return names;
}
