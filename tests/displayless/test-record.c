/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodRecord and the table of kinds: one definition, and nothing in it that does not hold. */

#include "config.h"

#include "schema/fod-record.h"
#include "schema/fod-schema.h"

#include <string.h>

#define ID "019a6b2c-31f4-7000-8000-000000000001"

static FodRecord *
new_participant (void)
{
  FodRecord *record = fod_record_new (&fod_participant_spec, ID);

  fod_record_set (record, "name", "Åse Mølholm");
  return record;
}

static void
test_values (void)
{
  g_autoptr (FodRecord) record = new_participant ();

  fod_record_set (record, "visit-in-pairs", "1");
  g_assert_cmpstr (fod_record_get_kind (record), ==, "participant");
  g_assert_cmpstr (fod_record_get_id (record), ==, ID);
  g_assert_cmpstr (fod_record_get (record, "name"), ==, "Åse Mølholm");
  g_assert_null (fod_record_get (record, "phone"));
  g_assert_true (fod_record_get_bool (record, "visit-in-pairs"));
  g_assert_false (fod_record_get_bool (record, "protected-address"));
  fod_record_set (record, "name", NULL);
  g_assert_null (fod_record_get (record, "name"));
}

static void
test_a_value_may_be_set_to_itself (void)
{
  g_autoptr (FodRecord) record = new_participant ();

  fod_record_set (record, "name", fod_record_get (record, "name"));
  g_assert_cmpstr (fod_record_get (record, "name"), ==, "Åse Mølholm");
}

static void
test_a_copy_is_its_own (void)
{
  g_autoptr (FodRecord) record = new_participant ();
  g_autoptr (FodRecord) copy = fod_record_copy (record);

  g_assert_true (fod_record_equal (record, copy));
  fod_record_set (copy, "name", "Bo");
  g_assert_cmpstr (fod_record_get (record, "name"), ==, "Åse Mølholm");
  g_assert_false (fod_record_equal (record, copy));
}

static void
test_another_id_is_another_record (void)
{
  g_autoptr (FodRecord) one = fod_record_new (&fod_note_spec, ID);
  g_autoptr (FodRecord) other =
      fod_record_new (&fod_note_spec, "019a6b2c-31f4-7000-8000-000000000002");
  g_autoptr (FodRecord) kind = fod_record_new (&fod_team_spec, ID);

  g_assert_false (fod_record_equal (one, other));
  g_assert_false (fod_record_equal (one, kind));
}

static void
assert_check (FodRecord *record, const char *field, FodFieldError code)
{
  g_autoptr (GError) error = NULL;
  const FodField *failing = NULL;

  g_assert_false (fod_record_check (record, &failing, &error));
  g_assert_error (error, FOD_FIELD_ERROR, (int)code);
  g_assert_cmpstr (failing->name, ==, field);
}

static void
test_check_names_what_fails (void)
{
  g_autoptr (FodRecord) record = new_participant ();
  g_autoptr (GError) error = NULL;

  g_assert_true (fod_record_check (record, NULL, &error));
  g_assert_no_error (error);
  fod_record_set (record, "cpr", "123");
  assert_check (record, "cpr", FOD_FIELD_ERROR_FORM);
  fod_record_set (record, "cpr", NULL);
  fod_record_set (record, "name", NULL);
  assert_check (record, "name", FOD_FIELD_ERROR_REQUIRED);
}

static void
test_end_is_not_before_the_start (void)
{
  g_autoptr (FodRecord) record = new_participant ();
  g_autoptr (FodRecord) placement = fod_record_new (&fod_placement_spec, ID);
  g_autoptr (GError) error = NULL;

  fod_record_set (record, "entry-date", "2026-11-02");
  fod_record_set (record, "ended-on", "2026-11-01");
  assert_check (record, "ended-on", FOD_FIELD_ERROR_ORDER);
  fod_record_set (record, "ended-on", "2026-11-02");
  g_assert_true (fod_record_check (record, NULL, &error));

  fod_record_set (placement, "participant", ID);
  fod_record_set (placement, "type", "ordinary");
  fod_record_set (placement, "start-date", "2026-11-02");
  fod_record_set (placement, "end-date", "2026-11-01");
  assert_check (placement, "end-date", FOD_FIELD_ERROR_ORDER);
}

static void
test_an_opening_is_heard_of_before_it_is_gone (void)
{
  g_autoptr (FodRecord) opening = fod_record_new (&fod_job_opening_spec, ID);
  g_autoptr (GError) error = NULL;

  fod_record_set (opening, "employer", ID);
  fod_record_set (opening, "title", "Opvasker");
  fod_record_set (opening, "heard-on", "2026-11-02");
  fod_record_set (opening, "until", "2026-11-01");
  assert_check (opening, "until", FOD_FIELD_ERROR_ORDER);
  fod_record_set (opening, "until", "2026-11-02");
  /* As numbers: "90" is not above "600". */
  fod_record_set (opening, "weekly-minutes-from", "90");
  fod_record_set (opening, "weekly-minutes-to", "600");
  g_assert_true (fod_record_check (opening, NULL, &error));
  fod_record_set (opening, "weekly-minutes-from", "601");
  assert_check (opening, "weekly-minutes-to", FOD_FIELD_ERROR_ORDER);
}

/* The table as a whole. */

static gboolean
comes_before (const char *kind, const FodSpec *spec)
{
  guint n_specs;
  const FodSpec *const *specs = fod_schema_list (&n_specs);

  for (guint i = 0; i < n_specs && specs[i] != spec; i++)
    if (strcmp (specs[i]->kind, kind) == 0)
      return TRUE;
  return FALSE;
}

static void
check_parent (const FodSpec *spec)
{
  const FodField *field;

  if (spec->parent == NULL)
    return;
  field = fod_spec_find (spec, spec->parent);
  g_assert_nonnull (field);
  g_assert_cmpint (field->type, ==, FOD_FIELD_REF);
  g_assert_true (comes_before (field->of, spec));
}

static void
check_field (const FodField *field)
{
  g_assert_true (field->since >= 1 && field->since <= FOD_SCHEMA_VERSION);
  g_assert_cmpuint (strspn (field->name, "abcdefghijklmnopqrstuvwxyz0123456789-"), ==,
                    strlen (field->name));
  if (field->type == FOD_FIELD_REF)
    g_assert_nonnull (fod_schema_get (field->of));
  if (field->type == FOD_FIELD_CODE)
    g_assert_nonnull (field->of);
  g_assert_true ((field->merge == FOD_MERGE_SET) == (field->type == FOD_FIELD_SET));
  /* Days have an order of their own. */
  if (field->merge == FOD_MERGE_RANK || field->merge == FOD_MERGE_STEP ||
      field->merge == FOD_MERGE_STRICT)
    g_assert_true ((field->order != NULL) == (field->type != FOD_FIELD_DATE));
  if (field->type == FOD_FIELD_CPR)
    g_assert_true (field->flags & FOD_FIELD_SENSITIVE);
}

static void
test_the_table_holds_together (void)
{
  guint n_specs;
  const FodSpec *const *specs = fod_schema_list (&n_specs);

  for (guint s = 0; s < n_specs; s++)
    {
      g_assert_true (fod_schema_get (specs[s]->kind) == specs[s]);
      check_parent (specs[s]);
      if (specs[s]->title != NULL)
        g_assert_nonnull (fod_spec_find (specs[s], specs[s]->title));
      for (guint f = 0; f < specs[s]->n_fields; f++)
        {
          check_field (&specs[s]->fields[f]);
          g_assert_cmpint (fod_spec_index (specs[s], specs[s]->fields[f].name), ==, (int)f);
        }
    }
}

/* The team reads employers; nothing about a participant may hang on them. */
static void
test_employers_do_not_name_participants (void)
{
  static const FodSpec *const shared[] = { &fod_employer_spec, &fod_contact_person_spec,
                                           &fod_employer_contact_spec };

  for (guint s = 0; s < G_N_ELEMENTS (shared); s++)
    for (guint f = 0; f < shared[s]->n_fields; f++)
      g_assert_cmpstr (shared[s]->fields[f].of, !=, FOD_KIND_PARTICIPANT);
}

static void
test_unknown_names_are_not_found (void)
{
  g_assert_null (fod_schema_get ("profile"));
  g_assert_null (fod_spec_find (&fod_note_spec, "name"));
  g_assert_cmpint (fod_spec_index (&fod_note_spec, "name"), ==, -1);
}

static void
test_table_name (void)
{
  g_autofree char *table = fod_spec_dup_table (&fod_treatment_contact_spec);

  g_assert_cmpstr (table, ==, "treatment_contact");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/record/values", test_values);
  g_test_add_func ("/record/a-value-may-be-set-to-itself", test_a_value_may_be_set_to_itself);
  g_test_add_func ("/record/a-copy-is-its-own", test_a_copy_is_its_own);
  g_test_add_func ("/record/another-id-is-another-record", test_another_id_is_another_record);
  g_test_add_func ("/record/check-names-what-fails", test_check_names_what_fails);
  g_test_add_func ("/record/end-is-not-before-the-start", test_end_is_not_before_the_start);
  g_test_add_func ("/record/an-opening-is-heard-of-before-it-is-gone",
                   test_an_opening_is_heard_of_before_it_is_gone);
  g_test_add_func ("/schema/the-table-holds-together", test_the_table_holds_together);
  g_test_add_func ("/schema/employers-do-not-name-participants",
                   test_employers_do_not_name_participants);
  g_test_add_func ("/schema/unknown-names-are-not-found", test_unknown_names_are_not_found);
  g_test_add_func ("/schema/table-name", test_table_name);
  return g_test_run ();
}
