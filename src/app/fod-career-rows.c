/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of a career profile say of themselves in a list. */

#include "config.h"

#include "app/fod-career-rows.h"
#include "app/fod-earlier-job-dialog.h"
#include "app/fod-entity-row.h"
#include "app/fod-format.h"

#include <glib/gi18n.h>

/* A row shows the beginning of a long text; to lay out all of it would be dear. */
#define SHOWN_CHARACTERS 240

static void
append (GString *text, const char *between, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, between);
  g_string_append (text, part);
}

static char *
dup_when (FodEntity *job)
{
  const char *from = fod_entity_get (job, "worked-from");
  const char *until = fod_entity_get (job, "worked-until");

  if (from != NULL && until != NULL)
    /* Translators: the two ends of a job, as they are remembered, such as "2009" and "2012" */
    return g_strdup_printf (C_ ("job", "%1$s – %2$s"), from, until);
  if (from != NULL)
    /* Translators: %s is when an earlier job began, such as "2009" */
    return g_strdup_printf (C_ ("job", "from %s"), from);
  /* Translators: %s is when an earlier job ended, such as "2012" */
  return until != NULL ? g_strdup_printf (C_ ("job", "until %s"), until) : NULL;
}

/* Adds a line, such as "Good: the colleagues". */
static void
append_told (GString *text, const char *label, const char *told)
{
  g_autofree char *start = NULL;
  g_autofree char *line = NULL;

  if (told == NULL)
    return;
  if (g_utf8_strlen (told, -1) > SHOWN_CHARACTERS)
    start = g_utf8_substring (told, 0, SHOWN_CHARACTERS);
  /* Translators: what is told of an earlier job, such as "Good" and what was good there */
  line = g_strdup_printf (C_ ("job", "%1$s: %2$s"), label, start != NULL ? start : told);
  append (text, "\n", line);
  if (start != NULL)
    g_string_append (text, "…");
}

static char *
dup_hours (FodEntity *job)
{
  const char *minutes = fod_entity_get (job, "weekly-minutes");
  g_autofree char *hours = fod_format_weekly_hours (minutes);

  return minutes == NULL ? NULL : g_strdup_printf (_ ("%s h a week"), hours);
}

static void
say_job (FodEntityRow *row, FodContext *context, FodEntity *job)
{
  g_autoptr (GString) title = g_string_new (fod_entity_get (job, "title"));
  g_autoptr (GString) details = g_string_new (NULL);
  g_autofree char *when = dup_when (job);
  g_autofree char *hours = dup_hours (job);

  append (title, ", ", fod_entity_get (job, "workplace"));
  append (details, " · ", when);
  append (details, " · ", hours);
  append_told (details, C_ ("job", "Good"), fod_entity_get (job, "liked"));
  append_told (details, C_ ("job", "Hard"), fod_entity_get (job, "disliked"));
  append_told (details, C_ ("job", "Ended"), fod_entity_get (job, "ended-because"));
  fod_entity_row_set_words (row, title->str, details->str);
}

static void
press_job (FodEntityRow *row, FodContext *context, FodEntity *job)
{
  fod_earlier_job_dialog_open (GTK_WIDGET (row), context, job);
}

GtkWidget *
fod_career_row_of_earlier_job (gpointer entity, gpointer context)
{
  return fod_entity_row_new (context, entity, say_job, press_job);
}
