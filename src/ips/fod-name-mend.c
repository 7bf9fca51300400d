/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A text without the names that may not stand in it. */

#include "config.h"

#include "ips/fod-name-guard.h"

#include <string.h>

static gboolean
begins_sentence (const GString *text)
{
  for (gsize i = text->len; i > 0; i--)
    if (!g_ascii_isspace (text->str[i - 1]))
      return strchr (".!?", text->str[i - 1]) != NULL;
    else if (text->str[i - 1] == '\n')
      return TRUE;
  return TRUE;
}

static void
append_instead (GString *text, const char *instead)
{
  g_autofree char *first = NULL;

  if (!begins_sentence (text))
    {
      g_string_append (text, instead);
      return;
    }
  first = g_utf8_substring (instead, 0, 1);
  g_string_append_unichar (text, g_unichar_toupper (g_utf8_get_char (first)));
  g_string_append (text, g_utf8_next_char (instead));
}

char *
fod_name_guard_dup_without (FodNameGuard *self,
                            const char *employer,
                            const char *text,
                            const char *date,
                            const char *const instead[2],
                            const char *words)
{
  GString *without = g_string_new (NULL);
  FodNameFind find;
  gsize at = 0;

  g_return_val_if_fail (text != NULL && instead != NULL, g_string_free (without, FALSE));

  while (fod_name_guard_find (self, employer, text, at, date, &find))
    {
      g_string_append_len (without, text + at, (gssize)(find.start - at));
      append_instead (without, instead[find.genitive > 0 ? 1 : 0]);
      at = find.end + find.genitive;
    }
  g_string_append (without, text + at);
  if (words != NULL && strstr (without->str, words) == NULL)
    {
      if (without->len > 0 && strchr (".!? \n", without->str[without->len - 1]) == NULL)
        g_string_append_c (without, '.');
      if (without->len > 0 && !g_ascii_isspace (without->str[without->len - 1]))
        g_string_append_c (without, ' ');
      g_string_append (without, words);
    }
  return g_string_free (without, FALSE);
}
