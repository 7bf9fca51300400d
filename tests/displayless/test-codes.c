/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The code lists that are compiled in: whole, dated, and one for every field that asks for one. */

#include "config.h"

#include "schema/fod-codes.h"

static FodRecord *
find (GPtrArray *codes, const char *list, const char *code)
{
  for (guint i = 0; i < codes->len; i++)
    {
      FodRecord *record = g_ptr_array_index (codes, i);

      if (g_str_equal (fod_record_get (record, "list"), list) &&
          (code == NULL || g_str_equal (fod_record_get (record, "code"), code)))
        return record;
    }
  return NULL;
}

static void
test_every_entry_passes_its_check (void)
{
  g_autoptr (GPtrArray) codes = fod_codes_load ();

  g_assert_cmpuint (codes->len, >, 100);
  for (guint i = 0; i < codes->len; i++)
    {
      g_autoptr (GError) error = NULL;

      fod_record_check (g_ptr_array_index (codes, i), NULL, &error);
      g_assert_no_error (error);
    }
}

static void
test_entries_are_distinct (void)
{
  g_autoptr (GPtrArray) codes = fod_codes_load ();
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < codes->len; i++)
    {
      g_test_message ("%s", fod_record_get (g_ptr_array_index (codes, i), "code"));
      g_assert_true (
          g_hash_table_add (ids, (char *)fod_record_get_id (g_ptr_array_index (codes, i))));
    }
}

/* Every list that a field names is there, and the codes that a merge order names are in it. */
static void
test_every_field_finds_its_list (void)
{
  g_autoptr (GPtrArray) codes = fod_codes_load ();
  guint n_specs = 0;
  const FodSpec *const *specs = fod_schema_list (&n_specs);

  for (guint i = 0; i < n_specs; i++)
    for (guint f = 0; f < specs[i]->n_fields; f++)
      {
        const FodField *field = &specs[i]->fields[f];
        g_auto (GStrv) words = NULL;

        if (field->type != FOD_FIELD_CODE)
          continue;
        g_test_message ("%s.%s", specs[i]->kind, field->name);
        g_assert_nonnull (find (codes, field->of, NULL));
        words = g_strsplit_set (field->order == NULL ? "" : field->order, " >", -1);
        for (guint w = 0; words[w] != NULL; w++)
          if (*words[w] != '\0')
            g_assert_nonnull (find (codes, field->of, words[w]));
      }
}

static void
test_reform_of_2025_is_dated (void)
{
  g_autoptr (GPtrArray) codes = fod_codes_load ();

  g_assert_cmpstr (fod_record_get (find (codes, "benefit", "education-help"), "valid-to"), ==,
                   "2025-06-30");
  g_assert_cmpstr (fod_record_get (find (codes, "benefit", "cash-basic"), "valid-from"), ==,
                   "2025-07-01");
}

static void
test_ids_are_the_same_everywhere (void)
{
  g_autoptr (GPtrArray) codes = fod_codes_load ();
  g_autoptr (GPtrArray) again = fod_codes_load ();

  g_assert_cmpstr (fod_record_get_id (find (codes, "stage", "active")), ==,
                   fod_record_get_id (find (again, "stage", "active")));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/codes/every-entry-passes-its-check", test_every_entry_passes_its_check);
  g_test_add_func ("/codes/entries-are-distinct", test_entries_are_distinct);
  g_test_add_func ("/codes/every-field-finds-its-list", test_every_field_finds_its_list);
  g_test_add_func ("/codes/reform-of-2025-is-dated", test_reform_of_2025_is_dated);
  g_test_add_func ("/codes/ids-are-the-same-everywhere", test_ids_are_the_same_everywhere);
  return g_test_run ();
}
