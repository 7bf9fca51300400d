/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rules of each type of field: what a person may type, and what is stored of it. */

#include "config.h"

#include "schema/fod-field.h"

#include "base/fod-date.h"
#include "base/fod-uuid.h"
#include "base/fod-when.h"

#include <stdlib.h>
#include <string.h>

#define LINE_MAX_CHARS 200
#define LINES_MAX_CHARS 20000

G_DEFINE_QUARK (fod-field-error-quark, fod_field_error)

static gboolean
is_digits (const char *text, gsize count)
{
  return strlen (text) == count && strspn (text, "0123456789") == count;
}

/* The century and day of a CPR number follow from its digits (CPR-kontoret); replacement numbers
 * have 60 added to the day, so only the number of digits is a rule here. */
static gboolean
is_cpr (const char *text)
{
  return is_digits (text, 10);
}

static gboolean
is_phone (const char *text)
{
  const char *digits = *text == '+' ? text + 1 : text;
  gsize length = strlen (digits);

  return length >= 3 && length <= 24 && strspn (digits, "0123456789 ") == length;
}

static gboolean
is_email (const char *text)
{
  const char *at = strchr (text, '@');

  return at != NULL && at != text && at[1] != '\0' && strchr (at + 1, '@') == NULL &&
         strpbrk (text, " ,;<>\"") == NULL;
}

static gboolean
is_code (const char *text)
{
  return strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (text);
}

static gboolean
is_number (const char *text)
{
  gsize length = strlen (text);

  return length >= 1 && length <= 18 && strspn (text, "0123456789") == length &&
         (text[0] != '0' || length == 1);
}

static gboolean
is_sorted_set (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] == '\0' || (i > 0 && strcmp (lines[i - 1], lines[i]) >= 0))
      return FALSE;
  return TRUE;
}

static gboolean
has_form (const FodField *field, const char *text)
{
  switch (field->type)
    {
    case FOD_FIELD_TEXT:
    case FOD_FIELD_LONG_TEXT:
      return *text != '\0';
    case FOD_FIELD_DATE:
      return fod_date_parse (text, NULL);
    case FOD_FIELD_WHEN:
      return fod_when_parse (text, NULL);
    case FOD_FIELD_TIME:
    case FOD_FIELD_INT:
      return is_number (text);
    case FOD_FIELD_BOOL:
      return strcmp (text, "1") == 0;
    case FOD_FIELD_CODE:
      return *text != '\0' && is_code (text);
    case FOD_FIELD_REF:
      return fod_uuid_is_valid (text);
    case FOD_FIELD_SET:
      return is_sorted_set (text);
    case FOD_FIELD_CPR:
      return is_cpr (text);
    case FOD_FIELD_CVR:
      return is_digits (text, 8);
    case FOD_FIELD_P_NUMBER:
      return is_digits (text, 10);
    case FOD_FIELD_PHONE:
      return is_phone (text);
    case FOD_FIELD_EMAIL:
      return is_email (text);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
holds_lines (const FodField *field)
{
  return field->type == FOD_FIELD_LONG_TEXT || field->type == FOD_FIELD_SET;
}

/* Control characters and the invisible marks that turn the reading direction have no place in a
 * record: they hide text from the reader. */
static gboolean
is_clean (const FodField *field, const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' && holds_lines (field))
        continue;
      if (c == '\t' && field->type == FOD_FIELD_LONG_TEXT)
        continue;
      if (g_unichar_iscntrl (c) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
        return FALSE;
    }
  return TRUE;
}

static long
max_chars (const FodField *field)
{
  switch ((int)field->type)
    {
    case FOD_FIELD_TEXT:
      return field->max > 0 ? (long)field->max : LINE_MAX_CHARS;
    case FOD_FIELD_LONG_TEXT:
    case FOD_FIELD_SET:
      return field->max > 0 ? (long)field->max : LINES_MAX_CHARS;
    default:
      return LINE_MAX_CHARS;
    }
}

static gboolean
fail (const FodField *field, FodFieldError code, const char *rule, GError **error)
{
  g_set_error (error, FOD_FIELD_ERROR, (int)code, "%s %s", field->name, rule);
  return FALSE;
}

gboolean
fod_field_check (const FodField *field, const char *text, GError **error)
{
  g_return_val_if_fail (field != NULL, FALSE);

  if (text == NULL)
    return (field->flags & FOD_FIELD_REQUIRED) == 0 ||
           fail (field, FOD_FIELD_ERROR_REQUIRED, "is required", error);
  if (!is_clean (field, text))
    return fail (field, FOD_FIELD_ERROR_UTF8, "holds bytes that are not text", error);
  if (g_utf8_strlen (text, -1) > max_chars (field))
    return fail (field, FOD_FIELD_ERROR_TOO_LONG, "is too long", error);
  if (!has_form (field, text))
    return fail (field, FOD_FIELD_ERROR_FORM, "has not the form of its type", error);
  if (field->type == FOD_FIELD_INT && field->max > 0 &&
      g_ascii_strtoll (text, NULL, 10) > field->max)
    return fail (field, FOD_FIELD_ERROR_RANGE, "is out of range", error);
  return TRUE;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static char *
normalize_set (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) set = g_string_new (NULL);
  const char *last = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    g_strstrip (lines[i]);
  qsort (lines, g_strv_length (lines), sizeof *lines, compare_lines);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (lines[i][0] == '\0' || g_strcmp0 (last, lines[i]) == 0)
        continue;
      if (set->len > 0)
        g_string_append_c (set, '\n');
      g_string_append (set, lines[i]);
      last = lines[i];
    }
  return g_string_free (g_steal_pointer (&set), FALSE);
}

static char *
keep_digits (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (*p != ' ' && *p != '-')
      g_string_append_c (digits, *p);
  return g_string_free (g_steal_pointer (&digits), FALSE);
}

/* "98 12-34.56" and "+45 (98) 123456" are how people write numbers; one blank between groups
 * stays, because it is how they read them. */
static char *
normalize_phone (const char *text)
{
  g_autoptr (GString) phone = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      gboolean gap = strchr (" -./()", *p) != NULL;

      if (!gap)
        g_string_append_c (phone, *p);
      else if (phone->len > 0 && phone->str[phone->len - 1] != ' ')
        g_string_append_c (phone, ' ');
    }
  return g_strchomp (g_string_free (g_steal_pointer (&phone), FALSE));
}

static char *
normalize_typed (const FodField *field, const char *text)
{
  switch ((int)field->type)
    {
    case FOD_FIELD_SET:
      return normalize_set (text);
    case FOD_FIELD_CPR:
    case FOD_FIELD_CVR:
    case FOD_FIELD_P_NUMBER:
      return keep_digits (text);
    case FOD_FIELD_PHONE:
      return normalize_phone (text);
    case FOD_FIELD_BOOL:
      return strcmp (text, "0") == 0 ? g_strdup ("") : g_strdup (text);
    default:
      return g_strdup (text);
    }
}

char *
fod_field_normalize (const FodField *field, const char *text)
{
  g_autofree char *trimmed = NULL;
  g_autofree char *composed = NULL;
  g_autofree char *normal = NULL;

  g_return_val_if_fail (field != NULL, NULL);

  if (text == NULL)
    return NULL;
  if (!g_utf8_validate (text, -1, NULL))
    return g_strdup (text);
  composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  trimmed = g_strstrip (g_steal_pointer (&composed));
  normal = normalize_typed (field, trimmed);
  return *normal == '\0' ? NULL : g_steal_pointer (&normal);
}

char *
fod_field_dup_column (const FodField *field)
{
  g_return_val_if_fail (field != NULL, NULL);

  return g_strdelimit (g_strdup (field->name), "-", '_');
}
