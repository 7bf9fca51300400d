/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The migrations and the spec table say the same: an empty file that ran all scripts has for every
 * kind one column a field, of the type that the store writes, and no other. */

#include "config.h"

#include "store/fod-job.h"
#include "support/fod-test-store.h"

static gboolean
is_own_column (const FodSpec *spec, const char *name)
{
  return g_str_equal (name, "_row") || g_str_equal (name, "id") || g_str_equal (name, "_deleted") ||
         (spec->title != NULL && g_str_equal (name, "_key"));
}

static gboolean
is_field_column (const FodSpec *spec, const char *name)
{
  for (guint i = 0; i < spec->n_fields; i++)
    {
      g_autofree char *column = fod_field_dup_column (&spec->fields[i]);

      if (g_str_equal (column, name))
        return TRUE;
    }
  return FALSE;
}

static void
compare_kind (FodLedger *ledger, const FodSpec *spec)
{
  g_autofree char *table = fod_spec_dup_table (spec);
  g_autofree char *sql = g_strconcat ("PRAGMA table_info(\"", table, "\")", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_ledger_get_db (ledger), sql, &error);
  gboolean has_row = FALSE;
  guint fields = 0;

  g_assert_no_error (error);
  while (fod_stmt_step (stmt, &has_row, &error) && has_row)
    {
      const char *name = fod_stmt_get_text (stmt, 1);

      g_test_message ("%s.%s", table, name);
      if (is_own_column (spec, name))
        continue;
      g_assert_true (is_field_column (spec, name));
      g_assert_cmpstr (fod_stmt_get_text (stmt, 2), ==, "TEXT");
      g_assert_cmpint (fod_stmt_get_int (stmt, 3), ==, 0);
      fields++;
    }
  g_assert_cmpuint (fields, ==, spec->n_fields);
}

static gpointer
run_compare (FodLedger *ledger, gpointer input, GError **error)
{
  guint n_specs = 0;
  const FodSpec *const *specs = fod_schema_list (&n_specs);

  for (guint i = 0; i < n_specs; i++)
    compare_kind (ledger, specs[i]);
  return FOD_JOB_DONE;
}

static void
test_scripts_and_specs_agree (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  const FodCall call = { run_compare, NULL, NULL, NULL };

  g_assert_nonnull (fod_store_call (test->store, &call, NULL));
}

static char *
sample (const FodField *field, FodTestStore *test)
{
  switch ((int)field->type)
    {
    case FOD_FIELD_DATE:
      return g_strdup ("2026-11-23");
    case FOD_FIELD_WHEN:
      return g_strdup ("2026-11-23T09:00/2026-11-23T10:30@Europe/Copenhagen");
    case FOD_FIELD_TIME:
    case FOD_FIELD_INT:
      return g_strdup ("7");
    case FOD_FIELD_BOOL:
      return g_strdup ("1");
    case FOD_FIELD_CODE:
      return g_strdup ("some-code");
    case FOD_FIELD_REF:
      return g_strdup ("00000000-0000-7000-8000-000000000001");
    case FOD_FIELD_SET:
      return g_strdup ("a\nb");
    case FOD_FIELD_CPR:
    case FOD_FIELD_P_NUMBER:
      return g_strdup ("0101010001");
    case FOD_FIELD_CVR:
      return g_strdup ("12345678");
    case FOD_FIELD_PHONE:
      return g_strdup ("98 12 34 56");
    case FOD_FIELD_EMAIL:
      return g_strdup ("a@b.dk");
    default:
      return g_strdup ("Ærø '%s' ?1");
    }
}

/* Every field of every kind that a client writes comes back as it was saved. */
static void
test_every_field_comes_back (void)
{
  g_autoptr (FodTestStore) test = fod_test_store_new ();
  guint n_specs = 0;
  const FodSpec *const *specs = fod_schema_list (&n_specs);

  for (guint i = 0; i < n_specs; i++)
    {
      g_autoptr (FodRecord) record = NULL;
      g_autoptr (FodRecord) back = NULL;
      g_autofree char *shared = NULL;
      g_autoptr (FodEdit) edit = fod_edit_new ();
      g_autoptr (GError) error = NULL;

      if (specs[i]->server_only)
        continue;
      record = fod_test_record (test, specs[i]->kind, NULL);
      for (guint f = 0; f < specs[i]->n_fields; f++)
        {
          g_autofree char *value = sample (&specs[i]->fields[f], test);

          if (specs[i]->fields[f].merge != FOD_MERGE_SERVER)
            fod_record_set_at (record, f, value);
        }
      shared = fod_record_dup_shared_id (record);
      if (shared != NULL)
        {
          FodRecord *one = fod_record_copy_as (record, shared);

          fod_record_unref (record);
          record = one;
        }
      fod_edit_create (edit, record);
      g_free (fod_store_apply (test->store, edit, &error));
      g_assert_no_error (error);
      fod_test_store_reopen (test);
      back = fod_store_get (test->store, specs[i]->kind, fod_record_get_id (record), &error);
      g_assert_no_error (error);
      g_test_message ("%s", specs[i]->kind);
      g_assert_true (fod_record_equal (record, back));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/store/drift/scripts-and-specs-agree", test_scripts_and_specs_agree);
  g_test_add_func ("/store/drift/every-field-comes-back", test_every_field_comes_back);
  return g_test_run ();
}
