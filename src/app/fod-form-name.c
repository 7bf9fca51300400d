/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A name that may not stand in a field: the bar beside it, and what its buttons put there. */

#include "config.h"

#include "app/fod-form-private.h"

#include "app/fod-name-bar.h"

#define FIELD_KEY "fod-field"

/* The box of the page or window that holds the field: what is inside a group is the group's own. */
static GtkWidget *
find_place (GtkWidget *widget)
{
  GtkWidget *group = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_GROUP);
  GtkWidget *child = group != NULL ? group : widget;

  for (GtkWidget *parent = gtk_widget_get_parent (child); parent != NULL;
       child = parent, parent = gtk_widget_get_parent (parent))
    if (GTK_IS_BOX (parent) &&
        gtk_orientable_get_orientation (GTK_ORIENTABLE (parent)) == GTK_ORIENTATION_VERTICAL)
      return child;
  return NULL;
}

static void
on_mended (FodNameBar *bar, gboolean agreed, FodForm *self)
{
  FodFormField *field = g_object_get_data (G_OBJECT (bar), FIELD_KEY);
  g_autofree char *typed = NULL;
  g_autofree char *without = NULL;

  if (self->record == NULL)
    return;
  typed = fod_form_field_dup_typed (field);
  without = fod_name_watch_dup_without (fod_context_get_names (self->context), self->record, typed,
                                        agreed ? fod_name_bar_get_words (bar) : NULL);
  gtk_widget_grab_focus (fod_form_field_get_widget (field));
  fod_form_field_begin (field,
                        fod_record_get (self->record, fod_form_field_get_field (field)->name));
  fod_form_field_set_typed (field, without);
  fod_form_save (self, FALSE);
}

static void
show_bar (FodForm *self, FodFormField *field, const FodNameFind *find)
{
  GtkWidget *child;
  GtkWidget *bar;

  if (self->name_bar != NULL &&
      g_object_get_data (G_OBJECT (self->name_bar), FIELD_KEY) == (gpointer)field)
    {
      fod_name_bar_show (FOD_NAME_BAR (self->name_bar), find);
      return;
    }
  /* One is enough: the next comes when this one is mended. */
  child = self->name_bar == NULL ? find_place (fod_form_field_get_widget (field)) : NULL;
  if (child == NULL)
    return;
  bar = fod_name_bar_new ();
  g_object_set_data_full (G_OBJECT (bar), FIELD_KEY, g_object_ref (field), g_object_unref);
  g_signal_connect_object (bar, "mended", G_CALLBACK (on_mended), self, 0);
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (child)), bar, child);
  g_set_weak_pointer (&self->name_bar, bar);
  fod_name_bar_show (FOD_NAME_BAR (bar), find);
}

gboolean
fod_form_check_name (
    FodForm *self, FodFormField *field, const FodRecord *after, const char *text, GError **error)
{
  const FodField *spec = fod_form_field_get_field (field);
  FodNameFind find;

  if (!fod_name_watch_find (fod_context_get_names (self->context), after, spec, text, &find))
    {
      fod_form_hide_name (self, field);
      return TRUE;
    }
  show_bar (self, field, &find);
  g_set_error (error, FOD_FIELD_ERROR, FOD_FIELD_ERROR_NAME, "%s holds a name", spec->name);
  return FALSE;
}

void
fod_form_hide_name (FodForm *self, FodFormField *field)
{
  GtkWidget *bar = self->name_bar;

  if (bar == NULL ||
      (field != NULL && g_object_get_data (G_OBJECT (bar), FIELD_KEY) != (gpointer)field))
    return;
  g_clear_weak_pointer (&self->name_bar);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (bar)), bar);
}
