/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Single values and headings of other programs' files. */

#include "config.h"

#include "exchange/fod-import-guess.h"
#include "support/fod-exchange-fixture.h"

static const struct
{
  const FodSpec *spec;
  const char *field;
  const char *text;
  const char *value;
  FodImportProblemCode problem;
} value_rows[] = {
  /* dates */
  { &fod_participant_spec, "entry-date", "05-10-2026", "2026-10-05", 0 },
  { &fod_participant_spec, "entry-date", "5/10-2026", "2026-10-05", 0 },
  { &fod_participant_spec, "entry-date", " 5.10.2026 ", "2026-10-05", 0 },
  { &fod_participant_spec, "entry-date", "2026-10-05", "2026-10-05", 0 },
  { &fod_participant_spec, "entry-date", "2026-10-05 00:00:00", "2026-10-05", 0 },
  { &fod_participant_spec, "entry-date", "2026-10-05T00:00:00Z", "2026-10-05", 0 },
  { &fod_participant_spec, "entry-date", "11/22/2026", "2026-11-22", FOD_IMPORT_PROBLEM_GUESSED },
  { &fod_participant_spec, "entry-date", "31-02-2026", NULL, FOD_IMPORT_PROBLEM_FORM },
  { &fod_participant_spec, "entry-date", "05-10-26", NULL, FOD_IMPORT_PROBLEM_FORM },
  { &fod_participant_spec, "entry-date", "snart", NULL, FOD_IMPORT_PROBLEM_FORM },
  { &fod_participant_spec, "entry-date", "46300", NULL, FOD_IMPORT_PROBLEM_FORM },
  { &fod_participant_spec, "entry-date", "1-2-3-4", NULL, FOD_IMPORT_PROBLEM_FORM },
  { &fod_participant_spec, "entry-date", "  ", NULL, 0 },
  /* yes and no */
  { &fod_employer_spec, "do-not-contact", "Ja", "1", 0 },
  { &fod_employer_spec, "do-not-contact", "x", "1", 0 },
  { &fod_employer_spec, "do-not-contact", "SAND", "1", 0 },
  { &fod_employer_spec, "do-not-contact", "Nej", NULL, 0 },
  { &fod_employer_spec, "do-not-contact", "0", NULL, 0 },
  { &fod_employer_spec, "do-not-contact", "måske", NULL, FOD_IMPORT_PROBLEM_FORM },
  /* numbers */
  { &fod_employer_spec, "employees", "12", "12", 0 },
  { &fod_employer_spec, "employees", "1.200", "1200", 0 },
  { &fod_employer_spec, "employees", "12,0", "12", 0 },
  { &fod_employer_spec, "employees", "0", "0", 0 },
  { &fod_employer_spec, "employees", "007", "7", 0 },
  { &fod_employer_spec, "employees", "1.20", NULL, FOD_IMPORT_PROBLEM_FORM },
  { &fod_employer_spec, "employees", "1,5", NULL, FOD_IMPORT_PROBLEM_FORM },
  { &fod_employer_spec, "employees", "ca. 20", NULL, FOD_IMPORT_PROBLEM_FORM },
  { &fod_employer_spec, "employees", "-5", NULL, FOD_IMPORT_PROBLEM_FORM },
  { &fod_employer_spec, "employees", ",", NULL, FOD_IMPORT_PROBLEM_FORM },
  { &fod_employer_spec, "employees", "9999999", NULL, FOD_IMPORT_PROBLEM_RANGE },
  { &fod_employer_spec, "cvr", "12 34 56 78", "12345678", 0 },
  { &fod_employer_spec, "cvr", "1234", NULL, FOD_IMPORT_PROBLEM_FORM },
  { &fod_participant_spec, "cpr", "990190-0002", "9901900002", 0 },
  { &fod_participant_spec, "cpr", "990190002", "0990190002", FOD_IMPORT_PROBLEM_GUESSED },
  { &fod_participant_spec, "cpr", "9,90E+09", NULL, FOD_IMPORT_PROBLEM_FORM },
  /* phones, mails */
  { &fod_participant_spec, "phone", "0045 98123456", "+45 98123456", 0 },
  { &fod_participant_spec, "phone", "Tlf.: 98 12 34 56", "98 12 34 56", 0 },
  { &fod_participant_spec, "phone", "tel:+4598123456", "+4598123456", 0 },
  { &fod_participant_spec, "phone", "hos mor", NULL, FOD_IMPORT_PROBLEM_FORM },
  { &fod_participant_spec, "email", "bo@eksempel.dk", "bo@eksempel.dk", 0 },
  { &fod_participant_spec, "email", "bo(a)eksempel", NULL, FOD_IMPORT_PROBLEM_FORM },
  /* text */
  { &fod_participant_spec, "name", "\xc2\xa0 Bo\xc2\xa0Ibsen \r\n", "Bo Ibsen", 0 },
  { &fod_employer_spec, "address", "Torvet 1\r\nHadsund", "Torvet 1, Hadsund", 0 },
  { &fod_participant_spec, "address", "Torvet 1\r\nHadsund", "Torvet 1\nHadsund", 0 },
  { &fod_participant_spec, "name", "B\x01o", NULL, FOD_IMPORT_PROBLEM_TEXT },
  { &fod_participant_spec, "name", "Bo \xe2\x80\xae Ibsen", NULL, FOD_IMPORT_PROBLEM_TEXT },
  { &fod_participant_spec, "tags", "øl; bil,øl", "bil\nøl", 0 },
  /* codes */
  { &fod_participant_spec, "stage", "Efterværn", "aftercare", 0 },
  { &fod_participant_spec, "stage", "active", "active", 0 },
  { &fod_participant_spec, "stage", "I FORLØB", "active", 0 },
  { &fod_participant_spec, "stage", "på pause", NULL, FOD_IMPORT_PROBLEM_UNKNOWN },
  { &fod_participant_spec, "target-group", "1", "group-1", 0 },
  { &fod_participant_spec, "target-group", "Målgruppe 2", "group-2", 0 },
  { &fod_participant_spec, "benefit", "Sygedagpenge", "sickness", 0 },
  { &fod_participant_spec, "benefit", "Kontanthjælp - forhøjet sats", "cash-raised", 0 },
  { &fod_participant_spec, "approach-employers", "Nej", "no", 0 },
};

static void
test_values (void)
{
  g_autoptr (FodNameIndex) names = fod_exchange_make_names ();

  for (gsize i = 0; i < G_N_ELEMENTS (value_rows); i++)
    {
      const FodField *field = fod_spec_find (value_rows[i].spec, value_rows[i].field);
      FodImportProblemCode problem;
      g_autofree char *value = fod_import_convert (field, value_rows[i].text, names, &problem);

      g_test_message ("%s: %s", value_rows[i].field, value_rows[i].text);
      g_assert_cmpstr (value, ==, value_rows[i].value);
      g_assert_cmpint (problem, ==, value_rows[i].problem);
    }
}

static void
test_too_long (void)
{
  g_autofree char *text = g_strnfill (201, 'x');
  FodImportProblemCode problem;

  g_assert_null (
      fod_import_convert (fod_spec_find (&fod_participant_spec, "name"), text, NULL, &problem));
  g_assert_cmpint (problem, ==, FOD_IMPORT_PROBLEM_TOO_LONG);
}

static const struct
{
  const FodSpec *spec;
  const char *header;
  const char *target;
} header_rows[] = {
  { &fod_participant_spec, "Navn", "name" },
  { &fod_participant_spec, " NAVN: ", "name" },
  { &fod_participant_spec, "Fornavn", "name.given" },
  { &fod_participant_spec, "Last Name", "name.family" },
  { &fod_participant_spec, "CPR-nr.", "cpr" },
  { &fod_participant_spec, "CPR nummer", "cpr" },
  { &fod_participant_spec, "Målgruppe", "target-group" },
  { &fod_participant_spec, "maalgruppe", "target-group" },
  { &fod_participant_spec, "Ønsker", "wish" },
  { &fod_participant_spec, "Forsørgelsesgrundlag", "benefit" },
  { &fod_participant_spec, "By", "address.town" },
  { &fod_participant_spec, "Mobiltlf.", "phone" },
  { &fod_participant_spec, "entry-date", "entry-date" },
  { &fod_participant_spec, "name.family", "name.family" },
  { &fod_participant_spec, "consultant", NULL },
  { &fod_participant_spec, "Firma", NULL },
  { &fod_participant_spec, "", NULL },
  { &fod_employer_spec, "Firma", "name" },
  { &fod_employer_spec, "Virksomhedens navn", "name" },
  { &fod_employer_spec, "By", "town" },
  { &fod_employer_spec, "Business Street", "address" },
  { &fod_employer_spec, "Home Street", NULL },
  { &fod_employer_spec, "First Name", NULL },
  { &fod_employer_spec, "P-nummer", "p-number" },
  { &fod_contact_person_spec, "Firma", "employer" },
  { &fod_contact_person_spec, "Job Title", "role" },
  { &fod_contact_person_spec, "Efternavn", "name.family" },
  { &fod_contact_person_spec, "E-mail 1 - Value", "email" },
  { &fod_contact_person_spec, "Gade", NULL },
};

static void
test_headers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (header_rows); i++)
    {
      g_test_message ("%s: %s", header_rows[i].spec->kind, header_rows[i].header);
      g_assert_cmpstr (fod_import_guess_target (header_rows[i].spec, header_rows[i].header), ==,
                       header_rows[i].target);
    }
}

static void
test_targets_are_what_may_be_written (void)
{
  g_autoptr (GPtrArray) targets = fod_import_list_targets (&fod_participant_spec);
  gboolean has_town = FALSE;

  for (guint i = 0; i < targets->len; i++)
    {
      const char *target = g_ptr_array_index (targets, i);
      g_autofree char *name = g_strndup (target, strcspn (target, "."));
      const FodField *field = fod_spec_find (&fod_participant_spec, name);

      g_assert_nonnull (field);
      g_assert_cmpint (field->merge, !=, FOD_MERGE_SERVER);
      g_assert_true (fod_import_find_target (&fod_participant_spec, target) == target);
      has_town = has_town || g_str_equal (target, "address.town");
    }
  g_assert_true (has_town);
}

/* A field's own name is always its heading, so that our exports come back. */
static void
test_own_names_come_back (void)
{
  const FodSpec *const specs[] = { &fod_participant_spec, &fod_employer_spec,
                                   &fod_contact_person_spec };

  for (gsize i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      g_autoptr (GPtrArray) targets = fod_import_list_targets (specs[i]);

      for (guint j = 0; j < targets->len; j++)
        {
          const char *target = g_ptr_array_index (targets, j);

          g_assert_true (fod_import_guess_target (specs[i], target) == target);
        }
    }
}

static void
test_references (void)
{
  const char *const first[] = { "name=Bageriet Øen", "cvr=12345678", NULL };
  const char *const second[] = { "name=Netto", "cvr=23456789", NULL };
  const char *const third[] = { "name=Netto", "cvr=34567890", NULL };
  g_autoptr (FodNameIndex) names = fod_name_index_new ();
  const FodField *field = fod_spec_find (&fod_contact_person_spec, "employer");
  const char *const *const employers[] = { first, second, third };
  const struct
  {
    const char *text;
    FodNameMatch match;
    const char *end;
  } rows[] = {
    { "bageriet øen", FOD_NAME_MATCH_ONE, "1" },
    { "Bageriet  Oeen", FOD_NAME_MATCH_ONE, "1" },
    { "12345678", FOD_NAME_MATCH_ONE, "1" },
    { "34567890", FOD_NAME_MATCH_ONE, "3" },
    { "00000000-0000-7000-8000-000000000002", FOD_NAME_MATCH_ONE, "2" },
    { "Netto", FOD_NAME_MATCH_SEVERAL, NULL },
    { "Bageriet", FOD_NAME_MATCH_NONE, NULL },
    { "", FOD_NAME_MATCH_NONE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (employers); i++)
    {
      g_autoptr (FodRecord) record =
          fod_exchange_make_record (&fod_employer_spec, i + 1, employers[i]);

      fod_name_index_add_record (names, record);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = NULL;

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (fod_name_index_find (names, field, rows[i].text, &id), ==, rows[i].match);
      g_assert_cmpint (id != NULL, ==, rows[i].end != NULL);
      g_assert_true (id == NULL || g_str_has_suffix (id, rows[i].end));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/import-value/values", test_values);
  g_test_add_func ("/import-value/too-long", test_too_long);
  g_test_add_func ("/import-value/headers", test_headers);
  g_test_add_func ("/import-value/targets-are-what-may-be-written",
                   test_targets_are_what_may_be_written);
  g_test_add_func ("/import-value/own-names-come-back", test_own_names_come_back);
  g_test_add_func ("/import-value/references", test_references);
  return g_test_run ();
}
