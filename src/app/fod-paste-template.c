/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads from left to right; what a bracket holds is written to its end and cut off again when
 * nothing in it had a value. */

#include "config.h"

#include "app/fod-paste-template.h"

#include <string.h>

#define NO_BRACKET G_MAXSIZE

typedef struct
{
  FodPasteValue value;
  gpointer user_data;
  GString *text;
  gsize bracket; /* where the text of an open bracket begins, or NO_BRACKET */
  gboolean asked;
  gboolean told;
} Filling;

/* @at: after the brace; Returns: after its other half */
static const char *
fill_name (Filling *filling, const char *at, const char *end)
{
  g_autofree char *name = g_strndup (at, (gsize)(end - at));
  g_autofree char *value = NULL;

  if (strcmp (name, "n") == 0)
    {
      g_string_append_c (filling->text, '\n');
      return end + 1;
    }
  value = filling->value (name, filling->user_data);
  filling->asked = TRUE;
  if (value != NULL && *value != '\0')
    {
      filling->told = TRUE;
      g_string_append (filling->text, value);
    }
  return end + 1;
}

static void
open_bracket (Filling *filling)
{
  filling->bracket = filling->text->len;
  filling->asked = FALSE;
  filling->told = FALSE;
}

static void
close_bracket (Filling *filling)
{
  if (filling->asked && !filling->told)
    g_string_truncate (filling->text, filling->bracket);
  filling->bracket = NO_BRACKET;
}

char *
fod_paste_template_fill (const char *template, FodPasteValue value, gpointer user_data)
{
  Filling filling = { value, user_data, NULL, NO_BRACKET, FALSE, FALSE };
  const char *at = template;

  g_return_val_if_fail (template != NULL && value != NULL, NULL);

  filling.text = g_string_new (NULL);
  while (*at != '\0')
    {
      const char *end = *at == '{' ? strchr (at, '}') : NULL;

      if (end != NULL)
        {
          at = fill_name (&filling, at + 1, end);
          continue;
        }
      if (*at == '[' && filling.bracket == NO_BRACKET && strchr (at, ']') != NULL)
        open_bracket (&filling);
      else if (*at == ']' && filling.bracket != NO_BRACKET)
        close_bracket (&filling);
      else
        g_string_append_c (filling.text, *at);
      at++;
    }
  return g_strstrip (g_string_free (filling.text, FALSE));
}
