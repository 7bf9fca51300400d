/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of the list "Find employers". */

#include "config.h"

#include "app/fod-match-text.h"

#include "app/fod-format.h"
#include "app/fod-label.h"

#include <glib/gi18n.h>

/* A row shows the beginning of a long text; to lay out all of it would be dear. */
#define SHOWN_CHARACTERS 120

static void
append (GString *text, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static char *
dup_short (const char *text)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= SHOWN_CHARACTERS)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, SHOWN_CHARACTERS);
  return g_strconcat (start, "…", NULL);
}

char *
fod_match_text_dup_title (const FodMatch *match)
{
  const char *title = match->opening != NULL ? fod_record_get (match->opening, "title")
                                             : fod_record_get (match->employer, "name");

  return dup_short (title != NULL ? title : "");
}

char *
fod_match_text_dup_where (const FodMatch *match, FodDirectory *directory)
{
  GString *text = g_string_new (NULL);

  if (match->opening != NULL)
    append (text, fod_record_get (match->employer, "name"));
  append (text, fod_record_get (match->employer, "town"));
  if (match->opening == NULL)
    append (text, fod_directory_get_code_name (directory, "branch",
                                               fod_record_get (match->employer, "branch")));
  return g_string_free (text, FALSE);
}

static char *
dup_field (FodDirectory *directory, const char *name, const char *value)
{
  return fod_label_value (directory, fod_spec_find (&fod_job_opening_spec, name), value);
}

/* What fits, or does not: as it is there. */
static char *
dup_value (const FodMatch *match, const FodMatchLine *line, FodDirectory *directory)
{
  switch (line->aspect)
    {
    case FOD_MATCH_TASKS:
      {
        g_auto (GStrv) words = g_strsplit (line->value, "\n", -1);
        g_autofree char *all = g_strjoinv (", ", words);

        return dup_short (all);
      }
    case FOD_MATCH_HOURS:
      return fod_format_weekly_span (fod_record_get (match->opening, "weekly-minutes-from"),
                                     fod_record_get (match->opening, "weekly-minutes-to"));
    case FOD_MATCH_TIMES:
      return dup_field (directory, "times", line->value);
    case FOD_MATCH_NOISE:
      return dup_field (directory, "noise", line->value);
    case FOD_MATCH_PEOPLE:
      return dup_field (directory, "people", line->value);
    case FOD_MATCH_PLACE:
    case FOD_MATCH_N_ASPECTS:
    default:
      return g_strdup (line->value);
    }
}

/* What to ask about. Of an employer without an opening nobody asks for its hours. */
static char *
dup_question (const FodMatch *match, const FodMatchLine *line, FodDirectory *directory)
{
  if (match->opening == NULL && line->aspect != FOD_MATCH_TASKS && line->aspect != FOD_MATCH_PLACE)
    return NULL;
  switch (line->aspect)
    {
    case FOD_MATCH_TASKS:
      return g_strdup (_ ("the tasks"));
    case FOD_MATCH_PLACE:
      return g_strdup (_ ("the place"));
    case FOD_MATCH_HOURS:
      return g_strdup (_ ("the hours"));
    case FOD_MATCH_TIMES:
      if (line->value != NULL)
        return dup_field (directory, "times", line->value);
      return g_strdup (_ ("the times of day"));
    case FOD_MATCH_NOISE:
      return g_strdup (_ ("the noise"));
    case FOD_MATCH_PEOPLE:
    case FOD_MATCH_N_ASPECTS:
    default:
      return g_strdup (_ ("the people around"));
    }
}

char *
fod_match_text_dup_lines (const FodMatch *match, FodMatchVerdict verdict, FodDirectory *directory)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (match != NULL, NULL);

  for (guint i = 0; i < match->lines->len; i++)
    {
      const FodMatchLine *line = &g_array_index (match->lines, FodMatchLine, i);
      g_autofree char *part = NULL;

      if (line->verdict != verdict)
        continue;
      part = verdict == FOD_MATCH_UNKNOWN ? dup_question (match, line, directory)
                                          : dup_value (match, line, directory);
      append (text, part);
    }
  if (text->len == 0)
    return NULL;
  switch (verdict)
    {
    case FOD_MATCH_FITS:
      /* Translators: followed by what of somebody's wishes is so at an employer */
      return g_strdup_printf (_ ("Fits: %s"), text->str);
    case FOD_MATCH_DOES_NOT_FIT:
      /* Translators: followed by what at an employer is against somebody's wishes */
      return g_strdup_printf (_ ("Does not fit: %s"), text->str);
    case FOD_MATCH_UNKNOWN:
    case FOD_MATCH_N_VERDICTS:
    default:
      /* Translators: followed by what nobody knows yet of an employer, as “the hours” */
      return g_strdup_printf (_ ("Ask about: %s"), text->str);
    }
}
