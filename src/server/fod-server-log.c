/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The log as lines of JSON, for machines that gather logs. Nothing that names a person is given to
 * the log anywhere in the server. */

#include "config.h"

#include "server/fod-server-log.h"

#include <stdio.h>
#include <string.h>

static const char *
name_of (GLogLevelFlags level)
{
  if ((level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL)) != 0)
    return "error";
  if ((level & G_LOG_LEVEL_WARNING) != 0)
    return "warning";
  return (level & G_LOG_LEVEL_DEBUG) != 0 ? "debug" : "info";
}

static void
append_text (GString *line, const char *text, gsize size)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize)size);

  g_string_append_c (line, '"');
  for (const char *c = valid; *c != '\0'; c++)
    if (*c == '"' || *c == '\\')
      g_string_append_printf (line, "\\%c", *c);
    else if ((guint8)*c < 0x20)
      g_string_append_printf (line, "\\u%04x", (guint)*c);
    else
      g_string_append_c (line, *c);
  g_string_append_c (line, '"');
}

/* Fields that GLib adds and nobody reads. */
static gboolean
is_noise (const char *key)
{
  return g_str_has_prefix (key, "CODE_") || strcmp (key, "PRIORITY") == 0 ||
         strcmp (key, "GLIB_OLD_LOG_API") == 0;
}

char *
fod_server_log_print (GLogLevelFlags level, const GLogField *fields, gsize n_fields)
{
  g_autoptr (GString) line = g_string_new ("{\"time\":");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format_iso8601 (now);

  append_text (line, time, strlen (time));
  g_string_append_printf (line, ",\"level\":\"%s\"", name_of (level));
  for (gsize i = 0; i < n_fields; i++)
    {
      const GLogField *field = &fields[i];
      g_autofree char *key = g_ascii_strdown (field->key, -1);

      if (is_noise (field->key))
        continue;
      g_string_append_printf (line, ",\"%s\":", key);
      append_text (line, field->value,
                   field->length < 0 ? strlen (field->value) : (gsize)field->length);
    }
  g_string_append_c (line, '}');
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  g_autofree char *line = NULL;

  if ((level & G_LOG_LEVEL_DEBUG) != 0)
    return G_LOG_WRITER_HANDLED;
  line = fod_server_log_print (level, fields, n_fields);
  fprintf (stderr, "%s\n", line);
  fflush (stderr);
  return G_LOG_WRITER_HANDLED;
}

void
fod_server_log_start (void)
{
  g_log_set_writer_func (write_log, NULL, NULL);
}
