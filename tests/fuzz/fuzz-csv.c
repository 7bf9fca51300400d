/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever is read as CSV can be written and comes back the same; and an import of it promises only
 * values that records take. */

#include "config.h"

#include "exchange/fod-import.h"
#include "fuzz/fod-fuzz.h"

static void
check_round_trip (const FodCsv *csv)
{
  GString *out = g_string_new (NULL);
  guint n_columns = fod_csv_get_n_columns (csv);
  g_autofree const char **cells = g_new (const char *, n_columns);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (FodCsv) again = NULL;

  /* A lone empty cell is an empty line, which reading leaves out. */
  if (n_columns < 2)
    {
      g_string_free (out, TRUE);
      return;
    }
  for (guint row = 0; row < fod_csv_get_n_rows (csv); row++)
    {
      for (guint column = 0; column < n_columns; column++)
        cells[column] = fod_csv_get_cell (csv, row, column);
      fod_csv_append_row (out, cells, n_columns, ';');
    }
  bytes = g_string_free_to_bytes (out);
  again = fod_csv_parse (bytes, ';', NULL, NULL);
  /* Quotes and apostrophes may have made a row too long. */
  if (again == NULL)
    return;
  g_assert_cmpuint (fod_csv_get_n_rows (again), ==, fod_csv_get_n_rows (csv));
  for (guint row = 0; row < fod_csv_get_n_rows (csv); row++)
    {
      for (guint column = 0; column < n_columns; column++)
        g_assert_cmpstr (fod_csv_get_cell (again, row, column), ==,
                         fod_csv_get_cell (csv, row, column));
    }
}

static void
check_row (const FodSpec *spec, const FodImportRow *row)
{
  GHashTableIter iter;
  gpointer field;
  gpointer value;

  g_hash_table_iter_init (&iter, row->fields);
  while (g_hash_table_iter_next (&iter, &field, &value))
    g_assert_true (fod_field_check (fod_spec_find (spec, field), value, NULL));
}

static void
check_import (const FodSpec *spec, GBytes *bytes)
{
  FodCsv *csv = fod_csv_parse (bytes, '\0', NULL, NULL);
  g_autoptr (FodImport) import = fod_import_new_csv (spec, csv);
  g_autoptr (GPtrArray) rows = fod_import_read (import, NULL, NULL);

  for (guint i = 0; i < rows->len; i++)
    check_row (spec, g_ptr_array_index (rows, i));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  guint line = 0;
  g_autoptr (FodCsv) csv = fod_csv_parse (bytes, '\0', &line, &error);

  g_assert_true ((csv == NULL) == (error != NULL));
  if (csv == NULL)
    return 0;

  g_assert_cmpuint (fod_csv_get_n_rows (csv), >, 0);
  for (guint row = 0; row < fod_csv_get_n_rows (csv); row++)
    {
      for (guint column = 0; column < fod_csv_get_n_columns (csv); column++)
        g_assert_true (g_utf8_validate (fod_csv_get_cell (csv, row, column), -1, NULL));
    }
  check_round_trip (csv);
  check_import (&fod_participant_spec, bytes);
  check_import (&fod_employer_spec, bytes);
  check_import (&fod_contact_person_spec, bytes);
  return 0;
}
