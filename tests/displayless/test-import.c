/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whole files on their way to records: columns, rows, problems, duplicates. */

#include "config.h"

#include "exchange/fod-vcard.h"
#include "support/fod-exchange-fixture.h"

static FodNameIndex *
make_names_with_employers (void)
{
  const char *const bakery[] = { "name=Bageriet Øen", NULL };
  const char *const timber[] = { "name=Støvring Tømmerhandel A/S", NULL };
  FodNameIndex *names = fod_exchange_make_names ();
  g_autoptr (FodRecord) first = fod_exchange_make_record (&fod_employer_spec, 1, bakery);
  g_autoptr (FodRecord) second = fod_exchange_make_record (&fod_employer_spec, 2, timber);

  fod_name_index_add_record (names, first);
  fod_name_index_add_record (names, second);
  return names;
}

#define ID1 "00000000-0000-7000-8000-000000000001"
#define ID2 "00000000-0000-7000-8000-000000000002"

static const struct
{
  const char *name;
  const FodSpec *spec;
  guint row;
  const char *fields;
  const char *problems;
  gboolean usable;
} file_rows[] = {
  { "libreoffice-deltagere.csv", &fod_participant_spec, 0,
    "name=Åse Kjærgaard | called=Åse | cpr=9901900002 | phone=98 12 34 56 | "
    "email=aase@eksempel.dk | address=Møllevej 4, 2. tv./9520 Skørping | target-group=group-1 | "
    "entry-date=2026-10-05 | wish=Lager eller \"noget med hænderne\"",
    "", TRUE },
  { "libreoffice-deltagere.csv", &fod_participant_spec, 2,
    "name=Çelik Yıldız | email=celik@eksempel.dk | target-group=group-1 | "
    "wish=Café,/gerne i Aalborg",
    "", TRUE },
  { "excel-da-virksomheder.csv", &fod_employer_spec, 0,
    "name=Støvring Tømmerhandel A/S | cvr=12345678 | p-number=1001234567 | "
    "address=Jernbanegade 3 | postcode=9530 | town=Støvring | phone=98371234 | "
    "email=kontor@stoevringtoemmer.example | employees=1200",
    "", TRUE },
  { "excel-da-virksomheder.csv", &fod_employer_spec, 1,
    "name=Bageriet Øen | cvr=23456789 | address=Hobrovej 88 | postcode=9520 | town=Skørping | "
    "phone=+45 98 39 11 22 | employees=7 | do-not-contact=1",
    "", TRUE },
  { "excel-unicode-virksomheder.txt", &fod_employer_spec, 1,
    "name=Ægtved Planteskole | town=Ægtved", "", TRUE },
  { "outlook-en-contacts.csv", &fod_contact_person_spec, 0,
    "employer=" ID1 " | name=Mette Sørensen | role=Butikschef | phone=+45 98 39 11 22 | "
    "email=mette@bagerietoeen.example | remark=Ring helst/efter kl. 14",
    "phone:extra", TRUE },
  { "outlook-en-contacts.csv", &fod_contact_person_spec, 1,
    "name=Jens Peter Ågård | role=Mester | phone=51525354", "employer:unknown employer:required",
    FALSE },
  { "outlook-en-contacts.csv", &fod_participant_spec, 1, "name=Jens Peter Ågård | phone=51525354",
    "", TRUE },
  { "outlook-da-kontakter.csv", &fod_contact_person_spec, 0,
    "employer=" ID2 " | name=Karen Bæk | role=HR-chef | phone=98 37 12 34 | "
    "email=karen@stoevringtoemmer.example",
    "phone:extra", TRUE },
  { "google-contacts.csv", &fod_contact_person_spec, 0,
    "name=Ole Præst | role=Værkfører | phone=98 66 10 10 | email=ole@roerholtauto.example",
    "employer:unknown employer:required", FALSE },
};

static void
test_files (void)
{
  g_autoptr (FodNameIndex) names = make_names_with_employers ();

  for (gsize i = 0; i < G_N_ELEMENTS (file_rows); i++)
    {
      g_autoptr (FodImport) import = fod_exchange_open_csv (file_rows[i].spec, file_rows[i].name);
      g_autoptr (FodImportRow) row = fod_import_read_row (import, file_rows[i].row, names);
      g_autofree char *fields = fod_exchange_dup_fields (file_rows[i].spec, row);
      g_autofree char *problems = fod_exchange_dup_problems (row);

      g_test_message ("%s, row %u", file_rows[i].name, file_rows[i].row);
      g_assert_true (fod_import_has_header (import));
      g_assert_cmpstr (fields, ==, file_rows[i].fields);
      g_assert_cmpstr (problems, ==, file_rows[i].problems);
      g_assert_cmpint (row->is_usable, ==, file_rows[i].usable);
    }
}

static FodImport *
open_vcards (const FodSpec *spec, const char *name)
{
  g_autoptr (GBytes) bytes = fod_exchange_load (name);
  g_autoptr (GError) error = NULL;
  GPtrArray *cards = fod_vcard_parse (bytes, NULL, &error);

  g_assert_no_error (error);
  return fod_import_new_vcards (spec, cards);
}

static void
test_vcard_person (void)
{
  g_autoptr (FodNameIndex) names = make_names_with_employers ();
  g_autoptr (FodImport) import = open_vcards (&fod_contact_person_spec, "evolution.vcf");
  g_autoptr (FodImportRow) row = fod_import_read_row (import, 0, names);
  g_autofree char *fields = fod_exchange_dup_fields (&fod_contact_person_spec, row);

  g_assert_cmpuint (fod_import_get_n_rows (import), ==, 2);
  g_assert_cmpstr (
      fields, ==,
      "employer=" ID2 " | name=Karen Bæk | role=HR-chef | phone=40 41 42 43 | "
      "email=karen@stoevringtoemmer.example | remark=Ring helst efter kl. 14./"
      "Har selv prøvet at være ledig; kender IPS./+45 98 37 12 34/karen.privat@eksempel.example");
  g_assert_cmpuint (row->problems->len, ==, 0);
  g_assert_true (row->is_usable);
}

static void
test_vcard_unknown_employer (void)
{
  g_autoptr (FodNameIndex) names = make_names_with_employers ();
  g_autoptr (FodImport) import = open_vcards (&fod_contact_person_spec, "outlook.vcf");
  g_autoptr (FodImportRow) row = fod_import_read_row (import, 0, names);
  g_autoptr (FodImportRow) given = NULL;

  g_assert_false (row->is_usable);
  g_assert_cmpstr (row->unknown_reference, ==, "Rørholt Auto");

  fod_import_set_fixed (import, "employer", ID1);
  given = fod_import_read_row (import, 0, names);
  g_assert_true (given->is_usable);
  g_assert_null (given->unknown_reference);
  g_assert_cmpstr (g_hash_table_lookup (given->fields, "employer"), ==, ID1);
}

static void
test_vcard_employer (void)
{
  g_autoptr (FodImport) import = open_vcards (&fod_employer_spec, "outlook.vcf");
  g_autoptr (FodImportRow) row = fod_import_read_row (import, 0, NULL);
  g_autofree char *fields = fod_exchange_dup_fields (&fod_employer_spec, row);

  g_assert_cmpstr (fields, ==,
                   "name=Rørholt Auto | address=Sæbyvej 1 | postcode=9330 | town=Rørholt | "
                   "phone=51 52 53 54 | email=ole@roerholtauto.example");
}

static void
test_vcard_employer_without_organisation (void)
{
  g_autoptr (FodImport) import = open_vcards (&fod_employer_spec, "gnome-contacts.vcf");
  g_autoptr (FodImportRow) row = fod_import_read_row (import, 0, NULL);

  g_assert_cmpstr (g_hash_table_lookup (row->fields, "name"), ==, "Mette Sørensen");
}

static void
test_no_header (void)
{
  g_autoptr (FodImport) import =
      fod_exchange_open_text (&fod_participant_spec, "Bo Ibsen;20304050\nIb Boesen;\n");
  g_autoptr (FodImportRow) row = NULL;

  g_assert_false (fod_import_has_header (import));
  g_assert_cmpuint (fod_import_get_n_rows (import), ==, 2);
  g_assert_null (fod_import_get_target (import, 0));
  g_assert_cmpstr (fod_import_get_header (import, 0), ==, "");
  g_assert_true (fod_import_set_target (import, 0, "name"));
  g_assert_true (fod_import_set_target (import, 1, "phone"));
  g_assert_false (fod_import_set_target (import, 1, "consultant"));
  row = fod_import_read_row (import, 0, NULL);
  g_assert_cmpstr (g_hash_table_lookup (row->fields, "name"), ==, "Bo Ibsen");
  g_assert_cmpstr (g_hash_table_lookup (row->fields, "phone"), ==, "20304050");
}

static void
test_header_said_to_be_none (void)
{
  g_autoptr (FodImport) import =
      fod_exchange_open_text (&fod_participant_spec, "navn;by\nBo;Ask\n");

  g_assert_cmpuint (fod_import_get_n_rows (import), ==, 1);
  fod_import_set_has_header (import, FALSE);
  g_assert_cmpuint (fod_import_get_n_rows (import), ==, 2);
  g_assert_cmpstr (fod_import_get_cell (import, 0, 0), ==, "navn");
  g_assert_cmpstr (fod_import_get_target (import, 0), ==, "name");
}

static const struct
{
  const char *label;
  const char *text;
  const char *fields;
  const char *problems;
  gboolean usable;
} row_rows[] = {
  { "nothing in it", "navn;tlf\n;20304050\n", "phone=20304050", "name:required", FALSE },
  { "end before start", "navn;start;slut\nBo;01-02-2026;01-01-2026\n",
    "name=Bo | entry-date=2026-02-01 | ended-on=2026-01-01", "ended-on:order", FALSE },
  { "a date that is none", "navn;start\nBo;31-02-2026\n", "name=Bo", "entry-date:form", TRUE },
  { "two phones", "navn;telefon;mobil\nBo;98123456;20304050\n", "name=Bo | phone=98123456",
    "phone:extra", TRUE },
  { "the same phone twice", "navn;telefon;mobil\nBo;98123456;98123456\n",
    "name=Bo | phone=98123456", "", TRUE },
  { "only the second phone", "navn;telefon;mobil\nBo;;20304050\n", "name=Bo | phone=20304050", "",
    TRUE },
  { "name over its parts", "navn;fornavn;efternavn\nBo I.;Bo;Ibsen\n", "name=Bo I.", "", TRUE },
  { "parts of a name", "navn;fornavn;efternavn\n; Bo ;Ibsen\n", "name=Bo Ibsen", "", TRUE },
  { "town without street", "navn;postnr;by\nBo;9520;Skørping\n", "name=Bo | address=9520 Skørping",
    "", TRUE },
  { "a column twice", "navn;start;startdato\nBo;01-02-2026;01-03-2026\n",
    "name=Bo | entry-date=2026-02-01", "", TRUE },
  { "short row", "navn;start\nBo\n", "name=Bo", "", TRUE },
};

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (row_rows); i++)
    {
      g_autoptr (FodImport) import =
          fod_exchange_open_text (&fod_participant_spec, row_rows[i].text);
      g_autoptr (FodImportRow) row = fod_import_read_row (import, 0, NULL);
      g_autofree char *fields = fod_exchange_dup_fields (&fod_participant_spec, row);
      g_autofree char *problems = fod_exchange_dup_problems (row);

      g_test_message ("%s", row_rows[i].label);
      g_assert_cmpstr (fields, ==, row_rows[i].fields);
      g_assert_cmpstr (problems, ==, row_rows[i].problems);
      g_assert_cmpint (row->is_usable, ==, row_rows[i].usable);
      g_assert_cmpuint (row->line, ==, 2);
    }
}

static const struct
{
  const char *label;
  const FodSpec *spec;
  const char *existing[5];
  const char *text;
  int match; /* -1: nobody */
} duplicate_rows[] = {
  { "same CPR",
    &fod_participant_spec,
    { "name=Bo", "cpr=9901900002" },
    "navn;cpr\nB. Ibsen;990190-0002\n",
    FOD_IMPORT_MATCH_CERTAIN },
  { "same name, other CPR",
    &fod_participant_spec,
    { "name=Bo", "cpr=9901900002" },
    "navn;cpr\nBo;990190-0004\n",
    -1 },
  { "same name, CPR on one side",
    &fod_participant_spec,
    { "name=Bo Ibsen", "cpr=9901900002" },
    "navn\nbo ibsen\n",
    FOD_IMPORT_MATCH_POSSIBLE },
  { "same name and phone",
    &fod_participant_spec,
    { "name=Åse", "phone=+45 20 30 40 50" },
    "navn;tlf\nAase;20304050\n",
    FOD_IMPORT_MATCH_LIKELY },
  { "same name and mail",
    &fod_participant_spec,
    { "name=Åse", "email=A@b.dk" },
    "navn;mail\nAase;a@B.dk\n",
    FOD_IMPORT_MATCH_LIKELY },
  { "same phone alone",
    &fod_participant_spec,
    { "name=Åse", "phone=20304050" },
    "navn;tlf\nBo;20304050\n",
    -1 },
  { "somebody else", &fod_participant_spec, { "name=Åse" }, "navn\nBo\n", -1 },
  { "same P-number",
    &fod_employer_spec,
    { "name=Netto", "p-number=1001234567" },
    "navn;p-nr\nNetto Arden;1001234567\n",
    FOD_IMPORT_MATCH_CERTAIN },
  { "same CVR, other site",
    &fod_employer_spec,
    { "name=Netto", "cvr=12345678", "p-number=1001234567" },
    "navn;cvr;p-nr\nNetto;12345678;1001234568\n",
    -1 },
  { "same CVR",
    &fod_employer_spec,
    { "name=Netto", "cvr=12345678" },
    "navn;cvr\nFøtex;12345678\n",
    FOD_IMPORT_MATCH_LIKELY },
  { "same CVR, name and town",
    &fod_employer_spec,
    { "name=Netto", "cvr=12345678", "town=Arden" },
    "navn;cvr;by\nNETTO;12345678;arden\n",
    FOD_IMPORT_MATCH_CERTAIN },
  { "same name and town",
    &fod_employer_spec,
    { "name=Netto", "town=Skørping" },
    "navn;by\nNetto;Skoerping\n",
    FOD_IMPORT_MATCH_LIKELY },
  { "same name",
    &fod_employer_spec,
    { "name=Netto", "town=Skørping" },
    "navn;by\nNetto;Arden\n",
    FOD_IMPORT_MATCH_POSSIBLE },
  { "same person at the same place",
    &fod_contact_person_spec,
    { "name=Mette", "employer=" ID1 },
    "navn;firma\nmette;Bageriet Øen\n",
    FOD_IMPORT_MATCH_CERTAIN },
  { "same name elsewhere",
    &fod_contact_person_spec,
    { "name=Mette", "employer=" ID2 },
    "navn;firma\nMette;Bageriet Øen\n",
    -1 },
};

static void
test_duplicates (void)
{
  g_autoptr (FodNameIndex) names = make_names_with_employers ();

  for (gsize i = 0; i < G_N_ELEMENTS (duplicate_rows); i++)
    {
      g_autoptr (FodImport) import =
          fod_exchange_open_text (duplicate_rows[i].spec, duplicate_rows[i].text);
      g_autoptr (GPtrArray) existing =
          g_ptr_array_new_with_free_func ((GDestroyNotify)fod_record_unref);
      g_autoptr (GPtrArray) rows = NULL;
      const GArray *found;

      g_test_message ("%s", duplicate_rows[i].label);
      g_ptr_array_add (existing, fod_exchange_make_record (duplicate_rows[i].spec, 9,
                                                           duplicate_rows[i].existing));
      rows = fod_import_read (import, names, existing);
      g_assert_cmpuint (rows->len, ==, 1);
      found = ((FodImportRow *)g_ptr_array_index (rows, 0))->duplicates;
      g_assert_cmpuint (found->len, ==, duplicate_rows[i].match < 0 ? 0 : 1);
      if (found->len == 0)
        continue;
      g_assert_cmpint (g_array_index (found, FodImportDuplicate, 0).match, ==,
                       duplicate_rows[i].match);
      g_assert_true (g_array_index (found, FodImportDuplicate, 0).record ==
                     g_ptr_array_index (existing, 0));
    }
}

static void
test_duplicates_within_the_file (void)
{
  g_autoptr (FodImport) import =
      fod_exchange_open_text (&fod_participant_spec, "navn\nBo\nIb\nbo\nBO\n");
  g_autoptr (GPtrArray) rows = fod_import_read (import, NULL, NULL);
  const FodImportRow *first = g_ptr_array_index (rows, 0);
  const FodImportRow *third = g_ptr_array_index (rows, 2);
  const FodImportRow *fourth = g_ptr_array_index (rows, 3);

  g_assert_cmpuint (first->duplicates->len, ==, 0);
  g_assert_cmpuint (third->duplicates->len, ==, 1);
  g_assert_null (g_array_index (third->duplicates, FodImportDuplicate, 0).record);
  g_assert_cmpuint (g_array_index (third->duplicates, FodImportDuplicate, 0).row, ==, 0);
  g_assert_cmpuint (fourth->duplicates->len, ==, 2);
}

static void
test_large_file (void)
{
  GString *text = g_string_new ("navn;cpr;telefon;start\n");
  g_autofree char *csv = NULL;
  g_autoptr (FodImport) import = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "Navn %u;99%08u;%08u;05-10-2026\n", i, i, 20000000 + i);
  csv = g_string_free (text, FALSE);
  import = fod_exchange_open_text (&fod_participant_spec, csv);
  rows = fod_import_read (import, NULL, NULL);
  g_assert_cmpuint (rows->len, ==, 20000);
  g_assert_true (((FodImportRow *)g_ptr_array_index (rows, 19999))->is_usable);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/import/files-of-other-programs", test_files);
  g_test_add_func ("/import/vcard-to-contact-person", test_vcard_person);
  g_test_add_func ("/import/vcard-of-an-unknown-employer", test_vcard_unknown_employer);
  g_test_add_func ("/import/vcard-to-employer", test_vcard_employer);
  g_test_add_func ("/import/vcard-to-employer-without-organisation",
                   test_vcard_employer_without_organisation);
  g_test_add_func ("/import/file-without-header", test_no_header);
  g_test_add_func ("/import/header-said-to-be-none", test_header_said_to_be_none);
  g_test_add_func ("/import/rows", test_rows);
  g_test_add_func ("/import/duplicates", test_duplicates);
  g_test_add_func ("/import/duplicates-within-the-file", test_duplicates_within_the_file);
  g_test_add_func ("/import/large-file", test_large_file);
  return g_test_run ();
}
