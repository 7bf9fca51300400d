/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A reader for flat objects of texts. It runs behind fod_json_scan(), so that it may take for
 * granted that what it reads is JSON and ends where it should. */

#include "config.h"

#include "wire/fod-json-flat.h"

#include "wire/fod-json-scan.h"
#include "wire/fod-wire.h"

#include <string.h>

static const char *
skip (const char *at, const char *what)
{
  while (strchr (what, *at) != NULL)
    at++;
  return at;
}

/* Where the plain part of a text ends: at a quote or a backslash, one of which must come. */
static const char *
end_of_plain (const char *at)
{
  while (*at != '"' && *at != '\\')
    at++;
  return at;
}

static gunichar
take_unit (const char **at)
{
  gunichar unit = 0;

  for (guint i = 0; i < 4; i++)
    unit = unit * 16 + (gunichar)g_ascii_xdigit_value ((*at)[i]);
  *at += 4;
  return unit;
}

/* @at stands behind the backslash. */
static void
take_escape (const char **at, GString *text)
{
  static const char names[] = "bfnrt";
  static const char values[] = "\b\f\n\r\t";
  char c = *(*at)++;
  const char *name = strchr (names, c);
  gunichar unit;

  if (c != 'u')
    {
      g_string_append_c (text, name == NULL ? c : values[name - names]);
      return;
    }
  unit = take_unit (at);
  if (unit >= 0xd800 && unit <= 0xdbff)
    {
      *at += 2; /* the "\u" of the other half */
      unit = 0x10000 + ((unit - 0xd800) << 10) + (take_unit (at) - 0xdc00);
    }
  g_string_append_unichar (text, unit);
}

/* @at stands on the opening quote, and afterwards behind the closing one. */
static char *
take_text (const char **at)
{
  const char *start = ++*at;
  const char *plain = end_of_plain (start);
  g_autoptr (GString) text = NULL;

  if (*plain == '"')
    {
      *at = plain + 1;
      return g_strndup (start, (gsize)(plain - start));
    }
  text = g_string_new (NULL);
  while (**at != '"')
    {
      const char *end = end_of_plain (*at);

      g_string_append_len (text, *at, end - *at);
      *at = end;
      if (**at != '\\')
        continue;
      ++*at;
      take_escape (at, text);
    }
  ++*at;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The value behind a name; FALSE when it is neither a text nor null. */
static gboolean
take_value (const char **at, char **value)
{
  *value = NULL;
  if (**at == 'n')
    {
      *at += strlen ("null");
      return TRUE;
    }
  if (**at != '"')
    return FALSE;
  *value = take_text (at);
  return **value != '\0';
}

GHashTable *
fod_json_flat_parse (const char *data, gsize size, gsize max_size, GError **error)
{
  g_autoptr (GHashTable) texts = NULL;
  const char *at;

  if (!fod_json_scan (data, size, max_size, error))
    return NULL;
  texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  at = skip (data, " \t\r\n") + 1;
  for (at = skip (at, " \t\r\n,"); *at != '}'; at = skip (at, " \t\r\n,"))
    {
      g_autofree char *name = take_text (&at);
      g_autofree char *value = NULL;

      at = skip (at, " \t\r\n:");
      if (!take_value (&at, &value))
        {
          g_set_error_literal (error, FOD_WIRE_ERROR, FOD_WIRE_ERROR_FORM,
                               "an object holds a value that is no text");
          return NULL;
        }
      g_hash_table_insert (texts, g_steal_pointer (&name), g_steal_pointer (&value));
    }
  return g_steal_pointer (&texts);
}
