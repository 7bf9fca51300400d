/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One value of somebody else's file to one of ours. What comes out has passed the field's check. */

#include "config.h"

#include "exchange/fod-import-value.h"

#include "base/fod-date.h"
#include "base/fod-fold.h"

#include <string.h>

FodImportProblemCode
fod_import_problem_from_field_error (int code)
{
  switch (code)
    {
    case FOD_FIELD_ERROR_REQUIRED:
      return FOD_IMPORT_PROBLEM_REQUIRED;
    case FOD_FIELD_ERROR_UTF8:
      return FOD_IMPORT_PROBLEM_TEXT;
    case FOD_FIELD_ERROR_TOO_LONG:
      return FOD_IMPORT_PROBLEM_TOO_LONG;
    case FOD_FIELD_ERROR_RANGE:
      return FOD_IMPORT_PROBLEM_RANGE;
    case FOD_FIELD_ERROR_ORDER:
      return FOD_IMPORT_PROBLEM_ORDER;
    default:
      return FOD_IMPORT_PROBLEM_FORM;
    }
}

static gboolean
is_number (const char *text)
{
  return *text != '\0' && strlen (text) <= 4 && strspn (text, "0123456789") == strlen (text);
}

static char *
format_date (int year, int month, int day)
{
  g_autofree char *text = g_strdup_printf ("%04d-%02d-%02d", year, month, day);

  return fod_date_parse (text, NULL) ? g_steal_pointer (&text) : NULL;
}

/* 22-11-2026, 22.11.2026, 22/11/2026, 22/11-2026, 2026-11-22, each with or without a time of day
 * behind it. A month over 12 in the second place is the American order. */
static char *
convert_date (const char *text, FodImportProblemCode *problem)
{
  g_autofree char *date = g_strndup (text, strcspn (text, " T"));
  g_auto (GStrv) parts = NULL;
  int numbers[3];
  char *found;

  g_strdelimit (date, "./", '-');
  parts = g_strsplit (date, "-", 4);
  if (g_strv_length (parts) != 3)
    return NULL;
  for (int i = 0; i < 3; i++)
    {
      if (!is_number (parts[i]))
        return NULL;
      numbers[i] = (int)g_ascii_strtoll (parts[i], NULL, 10);
    }

  if (strlen (parts[0]) == 4)
    return format_date (numbers[0], numbers[1], numbers[2]);
  if (strlen (parts[2]) != 4)
    return NULL;
  found = format_date (numbers[2], numbers[1], numbers[0]);
  if (found == NULL)
    {
      found = format_date (numbers[2], numbers[0], numbers[1]);
      *problem = found == NULL ? *problem : FOD_IMPORT_PROBLEM_GUESSED;
    }
  return found;
}

/* Returns the empty text for no, which is the same as not set. */
static char *
convert_bool (const char *text)
{
  static const char *const yes[] = {
    "1", "ja", "j", "x", "yes", "y", "true", "sand", "sandt", NULL
  };
  static const char *const no[] = { "0", "nej", "n", "no", "false", "falsk", "", NULL };
  g_autofree char *folded = fod_fold_search (text);

  if (g_strv_contains (yes, folded))
    return g_strdup ("1");
  return g_strv_contains (no, folded) ? g_strdup ("") : NULL;
}

/* "1.200" is how a Danish sheet writes 1200, and "12,0" how it writes 12. */
static char *
convert_int (const char *text)
{
  GString *digits = g_string_new (NULL);
  gsize whole = strcspn (text, ",");
  gsize zeros = text[whole] == ',' ? strspn (text + whole + 1, "0") : 0;
  gboolean good = text[whole] == '\0' || text[whole + 1 + zeros] == '\0';
  const char *p;

  for (gsize i = 0; i < whole; i++)
    {
      gboolean group =
          (text[i] == '.' || text[i] == ' ') && i > 0 && whole - i >= 4 && (whole - i) % 4 == 0;

      good = good && (group || g_ascii_isdigit (text[i]));
      if (g_ascii_isdigit (text[i]))
        g_string_append_c (digits, text[i]);
    }
  p = digits->str + strspn (digits->str, "0");
  p = *p == '\0' && p > digits->str ? p - 1 : p;
  good = good && *p != '\0';
  g_string_erase (digits, 0, p - digits->str);
  return g_string_free (digits, !good);
}

/* A spreadsheet takes 0101900002 for a number and drops the zero. */
static char *
convert_cpr (const char *text, FodImportProblemCode *problem)
{
  if (strlen (text) != 9 || strspn (text, "0123456789") != 9)
    return g_strdup (text);

  *problem = FOD_IMPORT_PROBLEM_GUESSED;
  return g_strconcat ("0", text, NULL);
}

static char *
convert_phone (const char *text)
{
  const char *start = text;

  if (g_ascii_strncasecmp (start, "tlf", 3) == 0 || g_ascii_strncasecmp (start, "tel", 3) == 0)
    start += strcspn (start, "+0123456789");
  if (g_str_has_prefix (start, "00"))
    return g_strconcat ("+", start + 2, NULL);
  return g_strdup (start);
}

static char *
convert_set (const char *text)
{
  return g_strdelimit (g_strdup (text), ",;", '\n');
}

/* A line of text takes no line ends: an address on two lines becomes one with a comma. */
static char *
convert_line (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  return g_strjoinv (", ", lines);
}

static char *
convert_name (const FodField *field,
              const char *text,
              const FodNameIndex *names,
              FodImportProblemCode *problem)
{
  char *value = NULL;
  FodNameMatch match =
      names == NULL ? FOD_NAME_MATCH_NONE : fod_name_index_find (names, field, text, &value);

  if (match == FOD_NAME_MATCH_NONE)
    *problem = FOD_IMPORT_PROBLEM_UNKNOWN;
  else if (match == FOD_NAME_MATCH_SEVERAL)
    *problem = FOD_IMPORT_PROBLEM_SEVERAL;
  return value;
}

static char *
convert_by_type (const FodField *field,
                 const char *text,
                 const FodNameIndex *names,
                 FodImportProblemCode *problem)
{
  switch ((int)field->type)
    {
    case FOD_FIELD_DATE:
      return convert_date (text, problem);
    case FOD_FIELD_BOOL:
      return convert_bool (text);
    case FOD_FIELD_INT:
      return convert_int (text);
    case FOD_FIELD_CPR:
      return convert_cpr (text, problem);
    case FOD_FIELD_PHONE:
      return convert_phone (text);
    case FOD_FIELD_SET:
      return convert_set (text);
    case FOD_FIELD_TEXT:
      return convert_line (text);
    case FOD_FIELD_CODE:
    case FOD_FIELD_REF:
      return convert_name (field, text, names, problem);
    default:
      return g_strdup (text);
    }
}

/* CR LF and CR to LF; no-break blanks, which sheets and web pages are full of, to blanks. */
static char *
tidy (const char *text)
{
  GString *tidied = g_string_new (text);

  g_string_replace (tidied, "\r\n", "\n", 0);
  g_string_replace (tidied, "\r", "\n", 0);
  g_string_replace (tidied, "\xc2\xa0", " ", 0);
  return g_strstrip (g_string_free (tidied, FALSE));
}

char *
fod_import_convert (const FodField *field,
                    const char *text,
                    const FodNameIndex *names,
                    FodImportProblemCode *problem)
{
  g_autofree char *tidied = NULL;
  g_autofree char *converted = NULL;
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (field != NULL && problem != NULL, NULL);

  *problem = FOD_IMPORT_PROBLEM_NONE;
  tidied = tidy (text == NULL ? "" : text);
  if (*tidied == '\0')
    return NULL;

  converted = convert_by_type (field, tidied, names, problem);
  if (converted == NULL)
    {
      if (*problem == FOD_IMPORT_PROBLEM_NONE)
        *problem = FOD_IMPORT_PROBLEM_FORM;
      return NULL;
    }
  value = fod_field_normalize (field, converted);
  if (value == NULL || fod_field_check (field, value, &error))
    return g_steal_pointer (&value);

  *problem = fod_import_problem_from_field_error (error->code);
  return NULL;
}
