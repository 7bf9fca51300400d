/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a plan says of itself in a list. */

#include "config.h"

#include "app/fod-plan-rows.h"
#include "app/fod-entity-row.h"
#include "app/fod-format.h"
#include "app/fod-search-plan-dialog.h"

#include <glib/gi18n.h>

static void
append (GString *text, const char *part)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

/* Lines one after the other. */
static void
append_lines (GString *text, const char *lines)
{
  g_auto (GStrv) parts = g_strsplit (lines != NULL ? lines : "", "\n", -1);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_strstrip (parts[i]);
      if (*parts[i] != '\0')
        g_string_append_printf (line, "%s%s", line->len > 0 ? ", " : "", parts[i]);
    }
  if (line->len > 0)
    append (text, line->str);
}

static void
append_hours (GString *text, const char *now, const char *goal)
{
  g_autofree char *from = now != NULL ? fod_format_weekly_hours (now) : NULL;
  g_autofree char *to = goal != NULL ? fod_format_weekly_hours (goal) : NULL;
  g_autofree char *words = NULL;

  if (from != NULL && to != NULL)
    /* Translators: hours a week now, and those that are the goal */
    words = g_strdup_printf (_ ("%1$s → %2$s h a week"), from, to);
  else if (to != NULL)
    /* Translators: the hours a week that are the goal */
    words = g_strdup_printf (_ ("goal %s h a week"), to);
  if (words != NULL)
    append (text, words);
}

static void
say_search (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  g_autofree char *date = fod_format_date (fod_entity_get (entity, "agreed-on"));
  const char *review = fod_entity_get (entity, "next-review");
  g_autoptr (GString) text = g_string_new (NULL);

  append_lines (text, fod_entity_get (entity, "goals"));
  append_hours (text, fod_entity_get (entity, "weekly-minutes"),
                fod_entity_get (entity, "weekly-minutes-goal"));
  if (review != NULL)
    {
      g_autofree char *day = fod_format_date (review);
      /* Translators: %s is a date */
      g_autofree char *words = g_strdup_printf (_ ("next review %s"), day);

      append (text, words);
    }
  fod_entity_row_set_words (row, date, text->str);
}

static void
press_search (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  fod_search_plan_dialog_open (GTK_WIDGET (row), context, entity);
}

GtkWidget *
fod_plan_row_of_search (gpointer entity, gpointer context)
{
  return fod_entity_row_new (context, entity, say_search, press_search);
}
