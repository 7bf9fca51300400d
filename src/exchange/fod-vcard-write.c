/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cards as vCard 3.0, which every program reads. */

#include "config.h"

#include "exchange/fod-vcard.h"

#include <string.h>

/* RFC 2426 §2.6: no line longer, its end not counted. */
#define FOLD_BYTES 75

static void
append_folded (GString *out, const char *line)
{
  gsize room = FOLD_BYTES;
  gsize used = 0;

  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize size = (gsize)(g_utf8_next_char (p) - p);

      if (used + size > room)
        {
          g_string_append (out, "\r\n ");
          used = 1;
        }
      g_string_append_len (out, p, (gssize)size);
      used += size;
    }
  g_string_append (out, "\r\n");
}

static char *
escape (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text == NULL ? "" : text; *p != '\0'; p++)
    {
      if (*p == '\n')
        g_string_append (out, "\\n");
      else if (strchr ("\\,;", *p) != NULL)
        g_string_append_printf (out, "\\%c", *p);
      else if (*p == '\t' || !g_ascii_iscntrl (*p))
        g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

static void
append_property (GString *out, const char *head, const char *value)
{
  g_autofree char *escaped = escape (value);
  g_autofree char *line = g_strconcat (head, ":", escaped, NULL);

  if (value != NULL && *value != '\0')
    append_folded (out, line);
}

static void
append_parts (GString *out, const char *head, const char *const *parts)
{
  g_autoptr (GString) line = g_string_new (head);
  gboolean any = FALSE;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *part = escape (parts[i]);

      g_string_append_c (line, i == 0 ? ':' : ';');
      g_string_append (line, part);
      any = any || *part != '\0';
    }
  if (any)
    append_folded (out, line->str);
}

static const char *
or_empty (const char *text)
{
  return text == NULL ? "" : text;
}

void
fod_vcard_append (GString *out, const FodVcard *self)
{
  const char *name;
  const char *space;
  g_autofree char *given = NULL;

  g_return_if_fail (out != NULL && self != NULL);

  name = self->name == NULL ? or_empty (self->organisation) : self->name;
  /* N must be there. The last word is the family name as often as any rule would have it. */
  space = strrchr (name, ' ');
  given = g_strndup (name, space == NULL ? 0 : (gsize)(space - name));

  g_string_append (out, "BEGIN:VCARD\r\nVERSION:3.0\r\n");
  append_property (out, "FN", name);
  append_parts (out, "N",
                (const char *const[]){ space == NULL ? name : space + 1, given, "", "", "", NULL });
  append_parts (
      out, "ORG",
      self->department == NULL
          ? (const char *const[]){ or_empty (self->organisation), NULL }
          : (const char *const[]){ or_empty (self->organisation), self->department, NULL });
  append_property (out, "TITLE", self->title);
  for (guint i = 0; i < self->phones->len; i++)
    append_property (out, "TEL;TYPE=WORK,VOICE", g_ptr_array_index (self->phones, i));
  for (guint i = 0; i < self->emails->len; i++)
    append_property (out, "EMAIL;TYPE=INTERNET", g_ptr_array_index (self->emails, i));
  append_parts (out, "ADR;TYPE=WORK",
                (const char *const[]){ "", "", or_empty (self->street), or_empty (self->town), "",
                                       or_empty (self->postcode), "", NULL });
  append_property (out, "URL", self->website);
  append_property (out, "NOTE", self->note);
  g_string_append (out, "END:VCARD\r\n");
}
