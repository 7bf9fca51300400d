/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Records as files, and that they come back. */

#include "config.h"

#include "exchange/fod-export.h"
#include "support/fod-exchange-fixture.h"

#include <string.h>

static GPtrArray *
make_records (const FodSpec *spec, const char *const *first, const char *const *second)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);

  g_ptr_array_add (records, fod_exchange_make_record (spec, 1, first));
  if (second != NULL)
    g_ptr_array_add (records, fod_exchange_make_record (spec, 2, second));
  return records;
}

static char *
to_text (GBytes *bytes)
{
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
show_upper (const FodField *field, const char *value, gpointer user_data)
{
  return field->type == FOD_FIELD_CODE ? g_ascii_strup (value, -1) : g_strdup (value);
}

static void
test_csv_for_readers (void)
{
  const char *const first[] = { "name=Bo \"B\" Ibsen", "stage=active", NULL };
  const char *const second[] = { "name==HYPERLINK(1)", NULL };
  const char *const fields[] = { "stage", "name", NULL };
  const char *const headings[] = { "Stadie", "Navn", NULL };
  const FodExportOptions options = { ',', TRUE, fields, headings, show_upper, NULL };
  g_autoptr (GPtrArray) records = make_records (&fod_participant_spec, first, second);
  g_autoptr (GBytes) bytes = fod_export_csv (&fod_participant_spec, records, &options);
  g_autofree char *text = to_text (bytes);

  g_assert_cmpstr (text, ==,
                   "\xef\xbb\xbf\"Stadie\",\"Navn\"\r\n\"ACTIVE\",\"Bo \"\"B\"\" Ibsen\"\r\n"
                   "\"\",\"'=HYPERLINK(1)\"\r\n");
}

static void
test_csv_comes_back (void)
{
  const char *const words[] = { "name=Åse; \"Bo\" =1",
                                "phone=+45 98 12 34 56",
                                "cpr=9901900002",
                                "address=Vej 1\n9520 Skørping",
                                "stage=active",
                                "target-group=group-1",
                                "entry-date=2026-10-05",
                                "tags=bil\nøl",
                                "visit-in-pairs=1",
                                "wish=-1\n@2",
                                NULL };
  g_autoptr (GPtrArray) records = make_records (&fod_participant_spec, words, NULL);
  g_autoptr (GBytes) bytes = fod_export_csv (&fod_participant_spec, records, NULL);
  g_autofree char *text = to_text (bytes);
  g_autoptr (FodNameIndex) names = fod_exchange_make_names ();
  g_autoptr (FodImport) import = NULL;
  g_autoptr (FodImportRow) row = NULL;
  g_autofree char *fields = NULL;

  g_assert_true (g_str_has_prefix (text, "\"id\";\"name\";"));

  import = fod_exchange_open_text (&fod_participant_spec, text);
  row = fod_import_read_row (import, 0, names);
  g_assert_cmpuint (row->problems->len, ==, 0);
  for (guint i = 0; i < fod_participant_spec.n_fields; i++)
    g_assert_cmpstr (g_hash_table_lookup (row->fields, fod_participant_spec.fields[i].name), ==,
                     fod_record_get_at (g_ptr_array_index (records, 0), i));
}

static void
test_json (void)
{
  const char *const words[] = { "name=Bo \"\\\" Ærø", "wish=a\nb\tc\x01", NULL };
  g_autoptr (GPtrArray) records = make_records (&fod_participant_spec, words, words);
  g_autoptr (GBytes) bytes = fod_export_json (&fod_participant_spec, records);
  g_autofree char *text = to_text (bytes);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_true (g_str_has_prefix (lines[0], "{\"id\":\"00000000-0000-7000-8000-000000000001\","
                                             "\"name\":\"Bo \\\"\\\\\\\" Ærø\",\"called\":null,"));
  g_assert_nonnull (strstr (lines[0], "\"wish\":\"a\\nb\\u0009c\\u0001\""));
  g_assert_true (g_str_has_suffix (lines[1], "\"team\":null}"));
  g_assert_cmpstr (lines[2], ==, "");
}

static void
test_protected_address (void)
{
  const char *const hidden[] = { "name=Bo", "address=Skovvej 9", "protected-address=1", NULL };
  const char *const open[] = { "name=Åse", "address=Torvet 2", NULL };
  g_autoptr (GPtrArray) records = make_records (&fod_participant_spec, hidden, open);
  g_autoptr (GBytes) csv = fod_export_csv (&fod_participant_spec, records, NULL);
  g_autoptr (GBytes) json = fod_export_json (&fod_participant_spec, records);
  g_autofree char *csv_text = to_text (csv);
  g_autofree char *json_text = to_text (json);

  g_assert_null (strstr (csv_text, "Skovvej"));
  g_assert_nonnull (strstr (csv_text, "Torvet 2"));
  g_assert_null (strstr (json_text, "Skovvej"));
  g_assert_nonnull (strstr (json_text, "Torvet 2"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/export/csv-for-readers", test_csv_for_readers);
  g_test_add_func ("/export/csv-comes-back", test_csv_comes_back);
  g_test_add_func ("/export/json-lines", test_json);
  g_test_add_func ("/export/a-protected-address-stays", test_protected_address);
  return g_test_run ();
}
