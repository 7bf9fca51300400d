/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodField: what a person may type into each type of field, and what is stored of it. */

#include "config.h"

#include "schema/fod-field.h"

#include <string.h>

#define FINE (-1)

static const FodField line = { "line", FOD_FIELD_TEXT };
static const FodField short_line = { "short", FOD_FIELD_TEXT, .max = 3 };
static const FodField needed = { "needed", FOD_FIELD_TEXT, .flags = FOD_FIELD_REQUIRED };
static const FodField lines = { "lines", FOD_FIELD_LONG_TEXT };
static const FodField date = { "date", FOD_FIELD_DATE };
static const FodField slot = { "slot", FOD_FIELD_WHEN };
static const FodField at = { "at", FOD_FIELD_TIME };
static const FodField number = { "number", FOD_FIELD_INT, .max = 1440 };
static const FodField flag = { "flag", FOD_FIELD_BOOL };
static const FodField code = { "code", FOD_FIELD_CODE };
static const FodField ref = { "ref", FOD_FIELD_REF };
static const FodField set = { "set", FOD_FIELD_SET };
static const FodField cpr = { "cpr", FOD_FIELD_CPR };
static const FodField cvr = { "cvr", FOD_FIELD_CVR };
static const FodField p_number = { "p-number", FOD_FIELD_P_NUMBER };
static const FodField phone = { "phone", FOD_FIELD_PHONE };
static const FodField email = { "email", FOD_FIELD_EMAIL };

static const struct
{
  const char *label;
  const FodField *field;
  const char *typed;
  const char *kept;
  int code;
} rows[] = {
  { "line", &line, "Åse Mølholm", "Åse Mølholm", FINE },
  { "line-blanks-go", &line, "  Åse \t", "Åse", FINE },
  { "line-composed", &line, "A\u030ase", "Åse", FINE },
  { "line-only-blanks", &line, " \n ", NULL, FINE },
  { "line-nothing", &line, NULL, NULL, FINE },
  { "line-of-two", &line, "one\ntwo", "one\ntwo", FOD_FIELD_ERROR_UTF8 },
  { "line-with-tab", &line, "one\ttwo", "one\ttwo", FOD_FIELD_ERROR_UTF8 },
  { "line-with-escape", &line, "one\033two", "one\033two", FOD_FIELD_ERROR_UTF8 },
  { "line-latin-1", &line, "\305se", "\305se", FOD_FIELD_ERROR_UTF8 },
  { "line-turned-around", &line, "a\u202e-b", "a\u202e-b", FOD_FIELD_ERROR_UTF8 },
  { "line-markup-is-text", &line, "<b>&\"Ærø</b>", "<b>&\"Ærø</b>", FINE },
  { "line-of-three-characters", &short_line, "æøå", "æøå", FINE },
  { "line-of-four-characters", &short_line, "æøåa", "æøåa", FOD_FIELD_ERROR_TOO_LONG },
  { "needed", &needed, "x", "x", FINE },
  { "needed-but-blank", &needed, "  ", NULL, FOD_FIELD_ERROR_REQUIRED },
  { "lines", &lines, "one\n\ttwo\n", "one\n\ttwo", FINE },
  { "lines-with-return", &lines, "one\r\ntwo", "one\r\ntwo", FOD_FIELD_ERROR_UTF8 },
  { "date", &date, "2028-02-29", "2028-02-29", FINE },
  { "date-that-is-none", &date, "2026-02-29", "2026-02-29", FOD_FIELD_ERROR_FORM },
  { "date-danish", &date, "29-02-2028", "29-02-2028", FOD_FIELD_ERROR_FORM },
  { "date-short", &date, "2028-2-9", "2028-2-9", FOD_FIELD_ERROR_FORM },
  { "slot-day", &slot, "2026-11-23", "2026-11-23", FINE },
  { "slot-time", &slot, "2026-11-23T09:00/2026-11-23T10:30@Europe/Copenhagen",
    "2026-11-23T09:00/2026-11-23T10:30@Europe/Copenhagen", FINE },
  { "slot-end-before-start", &slot, "2026-11-23T09:00/2026-11-23T08:30@Europe/Copenhagen",
    "2026-11-23T09:00/2026-11-23T08:30@Europe/Copenhagen", FOD_FIELD_ERROR_FORM },
  { "slot-without-zone", &slot, "2026-11-23T09:00/2026-11-23T10:30@",
    "2026-11-23T09:00/2026-11-23T10:30@", FOD_FIELD_ERROR_FORM },
  { "at", &at, "1795420800000", "1795420800000", FINE },
  { "at-negative", &at, "-1", "-1", FOD_FIELD_ERROR_FORM },
  { "number-greatest", &number, "1440", "1440", FINE },
  { "number-0", &number, "0", "0", FINE },
  { "number-above", &number, "1441", "1441", FOD_FIELD_ERROR_RANGE },
  { "number-leading-0", &number, "007", "007", FOD_FIELD_ERROR_FORM },
  { "number-fraction", &number, "1,5", "1,5", FOD_FIELD_ERROR_FORM },
  { "number-of-30-digits", &number, "111111111111111111111111111111",
    "111111111111111111111111111111", FOD_FIELD_ERROR_FORM },
  { "flag", &flag, "1", "1", FINE },
  { "flag-0-is-not-set", &flag, "0", NULL, FINE },
  { "flag-word", &flag, "yes", "yes", FOD_FIELD_ERROR_FORM },
  { "code", &code, "job-centre-2", "job-centre-2", FINE },
  { "code-of-a-newer-list", &code, "not-known-here", "not-known-here", FINE },
  { "code-upper", &code, "Job", "Job", FOD_FIELD_ERROR_FORM },
  { "ref", &ref, "019a6b2c-31f4-7000-8000-000000000001", "019a6b2c-31f4-7000-8000-000000000001",
    FINE },
  { "ref-upper", &ref, "019A6B2C-31F4-7000-8000-000000000001",
    "019A6B2C-31F4-7000-8000-000000000001", FOD_FIELD_ERROR_FORM },
  { "ref-name", &ref, "anna", "anna", FOD_FIELD_ERROR_FORM },
  { "set-sorted-and-distinct", &set, "b\n a\nb\n\n", "a\nb", FINE },
  { "set-of-nothing", &set, "\n \n", NULL, FINE },
  { "cpr-with-hyphen", &cpr, "311299-1234", "3112991234", FINE },
  { "cpr-no-modulus", &cpr, "0101010000", "0101010000", FINE },
  { "cpr-replacement-number", &cpr, "6101010000", "6101010000", FINE },
  { "cpr-of-nine", &cpr, "311299123", "311299123", FOD_FIELD_ERROR_FORM },
  { "cpr-with-letter", &cpr, "311299-123O", "311299123O", FOD_FIELD_ERROR_FORM },
  { "cvr", &cvr, "12 34 56 78", "12345678", FINE },
  { "cvr-of-seven", &cvr, "1234567", "1234567", FOD_FIELD_ERROR_FORM },
  { "p-number", &p_number, "1234567890", "1234567890", FINE },
  { "phone", &phone, "+45 (98) 12-34.56", "+45 98 12 34 56", FINE },
  { "phone-short", &phone, "112", "112", FINE },
  { "phone-with-words", &phone, "98 12 34 56 efter kl. 9", "98 12 34 56 efter kl 9",
    FOD_FIELD_ERROR_FORM },
  { "email", &email, "aase@rebild.dk", "aase@rebild.dk", FINE },
  { "email-without-at", &email, "aase.rebild.dk", "aase.rebild.dk", FOD_FIELD_ERROR_FORM },
  { "email-two", &email, "a@b.dk, c@d.dk", "a@b.dk, c@d.dk", FOD_FIELD_ERROR_FORM },
};

static void
test_row (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *kept = fod_field_normalize (rows[i].field, rows[i].typed);
  g_autoptr (GError) error = NULL;
  gboolean fine;

  g_assert_cmpstr (kept, ==, rows[i].kept);
  fine = fod_field_check (rows[i].field, kept, &error);
  g_assert_true (fine == (rows[i].code == FINE));
  if (rows[i].code != FINE)
    g_assert_error (error, FOD_FIELD_ERROR, rows[i].code);
}

/* What is canonical stays as it is, whoever normalizes it again. */
static void
test_normalizing_twice_is_once (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *once = fod_field_normalize (rows[i].field, rows[i].typed);
      g_autofree char *twice = fod_field_normalize (rows[i].field, once);

      g_assert_cmpstr (once, ==, twice);
    }
}

static void
test_errors_name_the_field_and_no_value (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fod_field_check (&cpr, "311299123", &error));
  g_assert_nonnull (strstr (error->message, "cpr"));
  g_assert_null (strstr (error->message, "311299"));
}

static void
test_column (void)
{
  g_autofree char *column = fod_field_dup_column (&p_number);

  g_assert_cmpstr (column, ==, "p_number");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/field/", rows[i].label, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  g_test_add_func ("/field/normalizing-twice-is-once", test_normalizing_twice_is_once);
  g_test_add_func ("/field/errors-name-the-field-and-no-value",
                   test_errors_name_the_field_and_no_value);
  g_test_add_func ("/field/column", test_column);
  return g_test_run ();
}
