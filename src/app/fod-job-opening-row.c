/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An opening in one row: the hours and the times, what it is like there, and until when. */

#include "config.h"

#include "app/fod-job-opening-row.h"

#include "app/fod-entity-row.h"
#include "app/fod-format.h"
#include "app/fod-job-opening-dialog.h"
#include "app/fod-label.h"

#include <glib/gi18n.h>
#include <string.h>

/* A row shows the beginning of a long text; to lay out all of it would be dear. */
#define SHOWN_CHARACTERS 240

static const char *
code_name (FodContext *context, FodEntity *entity, const char *list, const char *field)
{
  return fod_directory_get_code_name (fod_context_get_directory (context), list,
                                      fod_entity_get (entity, field));
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
append_tasks (GString *text, const char *tasks)
{
  g_autofree char *start = NULL;
  g_autofree char *shortened = NULL;

  if (tasks == NULL || g_utf8_strlen (tasks, -1) <= SHOWN_CHARACTERS)
    {
      append (text, tasks);
      return;
    }
  start = g_utf8_substring (tasks, 0, SHOWN_CHARACTERS);
  shortened = g_strconcat (start, "…", NULL);
  append (text, shortened);
}

static void
say_job_opening (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  const FodField *times = fod_spec_find (&fod_job_opening_spec, "times");
  const char *state = fod_entity_get (entity, "state");
  const char *until = fod_entity_get (entity, "until");
  g_autofree char *today = fod_context_dup_today (context);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *hours = NULL;
  gboolean open = state == NULL || strcmp (state, "open") == 0;
  gboolean past = open && until != NULL && strcmp (until, today) < 0;

  hours = fod_format_weekly_span (fod_entity_get (entity, "weekly-minutes-from"),
                                  fod_entity_get (entity, "weekly-minutes-to"));
  append (text, hours);
  if (fod_entity_get (entity, "times") != NULL)
    {
      g_autofree char *when = fod_label_value (fod_context_get_directory (context), times,
                                               fod_entity_get (entity, "times"));

      append (text, when);
    }
  append (text, code_name (context, entity, "noise", "noise"));
  append (text, code_name (context, entity, "people-around", "people"));
  if (until != NULL)
    {
      g_autofree char *date = fod_format_date (until);
      /* Translators: %s is a date */
      g_autofree char *words = g_strdup_printf (_ ("until %s"), date);

      append (text, words);
    }
  append_tasks (text, fod_entity_get (entity, "tasks"));
  fod_entity_row_set_words (row, fod_entity_get (entity, "title"), text->str);
  if (past)
    fod_entity_row_set_chip (row, _ ("past its day"), "caution");
  else
    fod_entity_row_set_chip (row, code_name (context, entity, "opening-state", "state"),
                             open ? "granted" : NULL);
}

static void
press_job_opening (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  fod_job_opening_dialog_open (GTK_WIDGET (row), context, entity);
}

GtkWidget *
fod_job_opening_row_new (gpointer entity, gpointer context)
{
  return fod_entity_row_new (context, entity, say_job_opening, press_job_opening);
}
