/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The command that runs others, from the standard input. */

#include "config.h"

#include "console/fod-console-commands.h"

#include <glib/gi18n.h>
#include <unistd.h>

#define MAX_LINE (1024 * 1024)

/* Byte by byte: the passphrase's line may stand before the commands in the same input. Returns
 * FALSE at the end of the input. */
static gboolean
read_line (GString *line)
{
  char byte;

  g_string_truncate (line, 0);
  while (read (STDIN_FILENO, &byte, 1) == 1)
    {
      if (byte == '\n')
        return TRUE;
      if (line->len <= MAX_LINE)
        g_string_append_c (line, byte);
    }
  return line->len > 0;
}

static FodConsoleCall *
bad_line (GError **error)
{
  g_set_error_literal (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL,
                       _ ("A line of a batch is a JSON array of words: [\"get\", \"employer\", "
                          "\"ID\"]."));
  return NULL;
}

/* Words do not nest, and the reader of JSON has no limit of its own: a bracket outside the texts,
 * but the two at the ends, makes it none of our lines. */
static gboolean
is_flat (const char *line)
{
  gboolean in_text = FALSE;

  if (line[0] != '[')
    return FALSE;
  for (const char *p = line + 1; *p != '\0'; p++)
    {
      if (in_text && *p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '"')
        in_text = !in_text;
      else if (!in_text && (*p == '[' || *p == '{'))
        return FALSE;
    }
  return TRUE;
}

static FodConsoleCall *
parse_line (const GString *line, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  JsonArray *words;

  if (line->len > MAX_LINE || !is_flat (line->str))
    return bad_line (error);
  node = json_from_string (line->str, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return bad_line (error);

  words = json_node_get_array (node);
  g_ptr_array_add (argv, (char *)"batch");
  for (guint i = 0; i < json_array_get_length (words); i++)
    {
      JsonNode *word = json_array_get_element (words, i);

      if (json_node_get_value_type (word) != G_TYPE_STRING)
        return bad_line (error);
      g_ptr_array_add (argv, (char *)json_node_get_string (word));
    }
  g_ptr_array_add (argv, NULL);
  return fod_console_call_parse ((const char *const *)argv->pdata, NULL, error);
}

static void
print_outcome (FodConsole *self, const GError *problem)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  FodExit code = fod_console_take_exit (self);
  g_autofree char *sentence = NULL;

  if (problem != NULL)
    sentence = fod_console_explain (problem, &code);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "exit");
  json_builder_add_int_value (builder, code);
  if (sentence != NULL)
    {
      json_builder_set_member_name (builder, "error");
      json_builder_add_string_value (builder, sentence);
    }
  json_builder_end_object (builder);
  fod_console_print (self, json_builder_get_root (builder));
}

gboolean
fod_console_batch (FodConsole *self, const FodConsoleCall *call, GError **error)
{
  g_autoptr (GString) line = g_string_new (NULL);

  if (fod_console_get_store (self, error) == NULL)
    return FALSE;

  while (read_line (line))
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (FodConsoleCall) one = parse_line (line, &problem);

      if (one != NULL && g_strcmp0 (fod_console_call_get_command (one), "batch") == 0)
        bad_line (&problem);
      else if (one != NULL)
        fod_console_run (self, one, &problem);
      print_outcome (self, problem);
      if (!fod_console_flush (self, error))
        return FALSE;
    }
  return TRUE;
}
