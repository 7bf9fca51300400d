/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words for a job or an education and what changed in it, the same in list, timeline and
 * overview. */

#include "config.h"

#include "app/fod-placement-text.h"
#include "app/fod-format.h"

#include <glib/gi18n.h>

char *
fod_placement_text_title (FodDirectory *directory, FodEntity *placement, const char *employer)
{
  const char *title = fod_entity_get (placement, "title");
  const char *place = employer != NULL ? employer : fod_entity_get (placement, "workplace");

  if (title == NULL)
    title = fod_directory_get_code_name (directory, "job-kind", fod_entity_get (placement, "type"));
  if (title == NULL)
    title = _ ("Job or education");
  if (place == NULL)
    return g_strdup (title);
  /* Translators: a job and where it is, such as "Warehouse worker, Jysk Lager" */
  return g_strdup_printf (_ ("%1$s, %2$s"), title, place);
}

static void
append (GString *text, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static void
append_span (GString *text, FodEntity *placement)
{
  g_autofree char *start = fod_format_date (fod_entity_get (placement, "start-date"));
  g_autofree char *end = fod_format_date (fod_entity_get (placement, "end-date"));
  g_autofree char *words = NULL;

  if (*start != '\0' && *end != '\0')
    words = g_strdup_printf ("%s – %s", start, end);
  else if (*start != '\0')
    /* Translators: %s is a date */
    words = g_strdup_printf (_ ("since %s"), start);
  else if (*end != '\0')
    /* Translators: %s is a date */
    words = g_strdup_printf (_ ("until %s"), end);
  append (text, words);
}

static void
append_hours (GString *text, int minutes)
{
  g_autofree char *number = g_strdup_printf ("%d", minutes);
  g_autofree char *hours = fod_format_weekly_hours (number);
  /* Translators: %s is a number of hours, such as "7.5" */
  g_autofree char *words = g_strdup_printf (_ ("%s h a week"), hours);

  if (minutes >= 0)
    append (text, words);
}

char *
fod_placement_text_details (FodDirectory *directory, FodEntity *placement, int minutes)
{
  GString *text = g_string_new (NULL);

  append (text,
          fod_directory_get_code_name (directory, "job-kind", fod_entity_get (placement, "type")));
  append (text, fod_directory_get_code_name (directory, "placement-stage",
                                             fod_entity_get (placement, "stage")));
  append_hours (text, minutes);
  append_span (text, placement);
  return g_string_free (text, FALSE);
}

int
fod_placement_text_get_minutes (FodEntity *placement)
{
  const char *minutes = fod_entity_get (placement, "weekly-minutes");

  return minutes != NULL ? (int)g_ascii_strtoll (minutes, NULL, 10) : -1;
}

char *
fod_placement_text_terms (FodEntity *entity, const char *more, const char *still_more)
{
  GString *text = g_string_new (NULL);
  const char *pay = fod_entity_get (entity, "hourly-pay-ore");

  append_hours (text, fod_placement_text_get_minutes (entity));
  if (pay != NULL)
    {
      g_autofree char *kroner = fod_format_pay (pay);
      /* Translators: %s is an amount, such as "152.50" */
      g_autofree char *words = g_strdup_printf (_ ("%s kr. an hour"), kroner);

      append (text, words);
    }
  append (text, more != NULL ? fod_entity_get (entity, more) : NULL);
  append (text, still_more != NULL ? fod_entity_get (entity, still_more) : NULL);
  return g_string_free (text, FALSE);
}
