/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list of rows. What counts is the rule's. */

#include "config.h"

#include "app/fod-week-window.h"

#include "app/fod-entity-row.h"
#include "app/fod-format.h"
#include "app/fod-note-dialog.h"
#include "app/fod-title.h"
#include "app/fod-visit-dialog.h"
#include "model/fod-items.h"
#include "model/fod-name-book.h"

#include <glib/gi18n.h>

struct _FodWeekWindow
{
  AdwWindow parent_instance;

  FodContext *context;
  FodTodayModel *model;
  FodWeekPart part;
  FodNameBook *names;
  GListStore *entries;

  GtkListBox *list; /* template */
};

G_DEFINE_FINAL_TYPE (FodWeekWindow, fod_week_window, ADW_TYPE_WINDOW)

static gboolean
is_note (FodEntity *entry)
{
  return g_str_equal (fod_record_get_kind (fod_entity_get_record (entry)), FOD_KIND_NOTE);
}

static void
append (GString *text, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

static void
append_code (GString *text, FodContext *context, FodEntity *entry, const char *list, const char *of)
{
  append (text, fod_directory_get_code_name (fod_context_get_directory (context), list,
                                             fod_entity_get (entry, of)));
}

static void
append_what (GString *text, FodContext *context, FodEntity *entry)
{
  if (is_note (entry))
    {
      append_code (text, context, entry, "note-type", "type");
      append_code (text, context, entry, "attendance", "attendance");
      return;
    }
  append_code (text, context, entry, "contact-manner", "manner");
  append_code (text, context, entry, "contact-purpose", "purpose");
}

static void
append_time (GString *text, FodEntity *entry)
{
  int minutes = fod_record_get_int (fod_entity_get_record (entry), "minutes");
  g_autofree char *time = fod_format_minutes (minutes);

  append (text, minutes > 0 ? time : _ ("without minutes"));
  append (text, fod_week_is_out (fod_entity_get_record (entry)) ? _ ("out of the office") : NULL);
}

/* The name may be on its way, or be none of this laptop's any more. */
static const char *
name_of (FodNameBook *names, FodEntity *entry)
{
  const char *kind = is_note (entry) ? FOD_KIND_PARTICIPANT : FOD_KIND_EMPLOYER;
  const char *name = fod_name_book_get (names, kind, fod_entity_get (entry, kind));

  return name != NULL ? name : "…";
}

static void
say (FodEntityRow *row, FodContext *context, FodEntity *entry)
{
  g_autofree char *today = fod_context_dup_today (context);
  g_autofree char *day = is_note (entry) ? fod_format_day (fod_entity_get (entry, "date"), today)
                                         : fod_format_slot (fod_entity_get (entry, "slot"), today);
  g_autoptr (GString) text = g_string_new (day);

  append_what (text, context, entry);
  append_time (text, entry);
  fod_entity_row_set_words (row, name_of (fod_entity_row_get_beside (row), entry), text->str);
}

static void
press (FodEntityRow *row, FodContext *context, FodEntity *entry)
{
  if (is_note (entry))
    fod_note_dialog_open (GTK_WIDGET (row), context, entry);
  else
    fod_visit_dialog_open (GTK_WIDGET (row), context, entry);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  FodWeekWindow *self = user_data;

  return fod_entity_row_new_beside (self->context, item, G_OBJECT (self->names), say, press);
}

static void
follow (FodWeekWindow *self)
{
  g_autoptr (GPtrArray) entries = fod_today_model_list_week (self->model, self->part);

  fod_items_put (self->entries, entries);
}

static const char *
title_of (FodWeekPart part)
{
  switch (part)
    {
    case FOD_WEEK_PART_EMPLOYERS:
      return _ ("The week’s employer contacts");
    case FOD_WEEK_PART_TIMED:
      return _ ("The week’s hours");
    case FOD_WEEK_PART_UNTIMED:
      return _ ("Entries without minutes");
    case FOD_WEEK_PART_TALKS:
      return _ ("The week’s talks");
    default:
      g_assert_not_reached ();
    }
}

static void
on_row_activated (FodWeekWindow *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (row), "row.open", NULL);
}

static void
fod_week_window_dispose (GObject *object)
{
  FodWeekWindow *self = FOD_WEEK_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_WEEK_WINDOW);
  g_clear_object (&self->entries);
  g_clear_object (&self->names);
  g_clear_object (&self->model);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_week_window_parent_class)->dispose (object);
}

static void
fod_week_window_class_init (FodWeekWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_week_window_dispose;

  g_type_ensure (FOD_TYPE_TITLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-week-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FodWeekWindow, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fod_week_window_init (FodWeekWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->entries = g_list_store_new (FOD_TYPE_ENTITY);
}

void
fod_week_window_open (GtkWidget *from, FodContext *context, FodTodayModel *model, FodWeekPart part)
{
  FodWeekWindow *self;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (FOD_IS_CONTEXT (context) && FOD_IS_TODAY_MODEL (model));

  self = g_object_new (FOD_TYPE_WEEK_WINDOW, NULL);
  self->context = g_object_ref (context);
  self->model = g_object_ref (model);
  self->part = part;
  self->names = fod_name_book_new (fod_context_get_store (context));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->entries), make_row, self, NULL);
  g_signal_connect_object (model, "changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  follow (self);
  gtk_window_set_title (GTK_WINDOW (self), title_of (part));
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (gtk_widget_get_root (from)));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_present (GTK_WINDOW (self));
}
