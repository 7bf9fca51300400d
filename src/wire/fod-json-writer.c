/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Compact JSON, written front to back: no tree is built for what is only sent. */

#include "config.h"

#include "wire/fod-json-writer.h"

#include <stdlib.h>
#include <string.h>

static void
append_quoted (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    switch (*p)
      {
      case '"':
        g_string_append (out, "\\\"");
        break;
      case '\\':
        g_string_append (out, "\\\\");
        break;
      case '\n':
        g_string_append (out, "\\n");
        break;
      case '\t':
        g_string_append (out, "\\t");
        break;
      default:
        if ((guint8)*p < 0x20)
          g_string_append_printf (out, "\\u%04x", (guint)*p);
        else
          g_string_append_c (out, *p);
      }
  g_string_append_c (out, '"');
}

static void
begin (FodJsonWriter *self, const char *name)
{
  if (self->comma)
    g_string_append_c (self->text, ',');
  self->comma = TRUE;
  if (name == NULL)
    return;
  append_quoted (self->text, name);
  g_string_append_c (self->text, ':');
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static char **
list_names (GHashTable *texts, guint *count)
{
  char **names = (char **)g_hash_table_get_keys_as_array (texts, count);

  if (*count > 1)
    qsort (names, *count, sizeof *names, compare_names);
  return names;
}

void
fod_json_writer_init (FodJsonWriter *self, gsize size)
{
  self->text = g_string_sized_new (size);
  self->comma = FALSE;
}

char *
fod_json_writer_end (FodJsonWriter *self)
{
  return g_string_free (g_steal_pointer (&self->text), FALSE);
}

void
fod_json_writer_open (FodJsonWriter *self, const char *name, char bracket)
{
  begin (self, name);
  g_string_append_c (self->text, bracket);
  self->comma = FALSE;
}

void
fod_json_writer_close (FodJsonWriter *self, char bracket)
{
  g_string_append_c (self->text, bracket);
  self->comma = TRUE;
}

void
fod_json_writer_text (FodJsonWriter *self, const char *name, const char *text)
{
  begin (self, name);
  if (text == NULL)
    g_string_append (self->text, "null");
  else
    append_quoted (self->text, text);
}

void
fod_json_writer_text_if (FodJsonWriter *self, const char *name, const char *text)
{
  if (text != NULL)
    fod_json_writer_text (self, name, text);
}

void
fod_json_writer_number (FodJsonWriter *self, const char *name, guint64 number)
{
  begin (self, name);
  g_string_append_printf (self->text, "%" G_GUINT64_FORMAT, number);
}

void
fod_json_writer_flag (FodJsonWriter *self, const char *name, gboolean flag)
{
  begin (self, name);
  g_string_append (self->text, flag ? "true" : "false");
}

void
fod_json_writer_texts (FodJsonWriter *self, const char *name, GHashTable *texts)
{
  guint count = 0;
  g_autofree char **names = list_names (texts, &count);

  fod_json_writer_open (self, name, '{');
  for (guint i = 0; i < count; i++)
    fod_json_writer_text (self, names[i], g_hash_table_lookup (texts, names[i]));
  fod_json_writer_close (self, '}');
}

void
fod_json_writer_texts_if (FodJsonWriter *self, const char *name, GHashTable *texts)
{
  if (texts != NULL && g_hash_table_size (texts) > 0)
    fod_json_writer_texts (self, name, texts);
}

void
fod_json_writer_versions (FodJsonWriter *self, const char *name, GHashTable *versions)
{
  guint count = 0;
  g_autofree char **names = list_names (versions, &count);

  fod_json_writer_open (self, name, '{');
  for (guint i = 0; i < count; i++)
    {
      const char *version = g_hash_table_lookup (versions, names[i]);

      if (*version == '@')
        fod_json_writer_text (self, names[i], version);
      else
        fod_json_writer_number (self, names[i], g_ascii_strtoull (version, NULL, 10));
    }
  fod_json_writer_close (self, '}');
}
