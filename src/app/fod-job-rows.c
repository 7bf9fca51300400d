/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a job says of itself in a list, and what became different in it. */

#include "config.h"

#include "app/fod-job-rows.h"
#include "app/fod-benefit-sheet-dialog.h"
#include "app/fod-entity-row.h"
#include "app/fod-format.h"
#include "app/fod-job-book.h"
#include "app/fod-job-change-dialog.h"
#include "app/fod-placement-dialog.h"
#include "app/fod-placement-text.h"

static void
say_placement (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  FodDirectory *directory = fod_context_get_directory (context);
  int minutes = fod_job_book_get_minutes (fod_entity_row_get_beside (row), entity);
  g_autofree char *title = fod_placement_text_title (directory, entity, NULL);
  g_autofree char *details = fod_placement_text_details (directory, entity, minutes);

  fod_entity_row_set_words (row, title, details);
}

static void
press_placement (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  fod_placement_dialog_open (GTK_WIDGET (row), context, entity);
}

GtkWidget *
fod_job_row_of_placement (gpointer entity, gpointer book)
{
  return fod_entity_row_new_beside (fod_job_book_get_context (book), entity, book, say_placement,
                                    press_placement);
}

static void
say_change (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  g_autofree char *date = fod_format_date (fod_entity_get (entity, "changed-on"));
  g_autofree char *text = fod_placement_text_terms (entity, "title", "remark");

  fod_entity_row_set_words (row, date, text);
}

static void
press_change (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  fod_job_change_dialog_open (GTK_WIDGET (row), context, entity);
}

GtkWidget *
fod_job_row_of_change (gpointer entity, gpointer context)
{
  return fod_entity_row_new (context, entity, say_change, press_change);
}

static void
say_sheet (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  g_autofree char *date = fod_format_date (fod_entity_get (entity, "advised-on"));
  g_autofree char *text = fod_placement_text_terms (entity, "advised-by", "effect");

  fod_entity_row_set_words (row, date, text);
}

static void
press_sheet (FodEntityRow *row, FodContext *context, FodEntity *entity)
{
  fod_benefit_sheet_dialog_open (GTK_WIDGET (row), context, entity);
}

GtkWidget *
fod_job_row_of_sheet (gpointer entity, gpointer context)
{
  return fod_entity_row_new (context, entity, say_sheet, press_sheet);
}
