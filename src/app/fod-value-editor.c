/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One widget for one value, chosen by the field's type. What it says and reads is FodFormField's
 * business, but for day and time, whose rows speak for themselves. */

#include "config.h"

#include "app/fod-value-editor.h"

#include "app/fod-error-text.h"
#include "app/fod-form-field.h"
#include "app/fod-name.h"
#include "app/fod-slot-editor.h"

#include <glib/gi18n.h>

struct _FodValueEditor
{
  AdwBin parent_instance;

  const FodField *field;
  FodFormField *input; /* NULL for day and time */
  FodSlotEditor *slot; /* weak; NULL for all others */
};

enum
{
  EDITED,
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodValueEditor, fod_value_editor, ADW_TYPE_BIN)

/* As high as a few lines, and more when more is written. */
static GtkWidget *
make_lines (FodValueEditor *self)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *frame = gtk_frame_new (NULL);

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 9);
  gtk_widget_set_size_request (view, -1, 72);
  gtk_frame_set_child (GTK_FRAME (frame), view);
  adw_bin_set_child (ADW_BIN (self), frame);
  fod_name (view, _ ("Another value"));
  return view;
}

static GtkWidget *
make_choice (FodValueEditor *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_combo_row_new ();

  /* Translators: what to choose from a list; short, as the choice stands beside it */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Choice"));
  fod_name (row, _ ("Another value"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_bin_set_child (ADW_BIN (self), group);
  return row;
}

static GtkWidget *
make_line (FodValueEditor *self)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 4);
  adw_bin_set_child (ADW_BIN (self), entry);
  fod_name (entry, _ ("Another value"));
  return entry;
}

/* To leave a text is no edit of it; a choice is made at once. */
static void
on_edited (FodValueEditor *self, gboolean commit)
{
  if (commit != (self->field->type == FOD_FIELD_CODE))
    return;
  fod_form_field_set_error (self->input, NULL);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
on_slot (FodValueEditor *self)
{
  g_signal_emit (self, signals[EDITED], 0);
}

static void
on_done (FodValueEditor *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static void
show_slot (FodValueEditor *self, FodContext *context, const char *known)
{
  FodSlotEditor *slot = g_object_new (FOD_TYPE_SLOT_EDITOR, NULL);

  g_set_weak_pointer (&self->slot, slot);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (slot));
  fod_slot_editor_set_context (slot, context);
  if (known != NULL)
    fod_slot_editor_set_slot (slot, known);
  g_signal_connect_object (slot, "changed", G_CALLBACK (on_slot), self, G_CONNECT_SWAPPED);
}

static void
fod_value_editor_dispose (GObject *object)
{
  FodValueEditor *self = FOD_VALUE_EDITOR (object);

  g_clear_weak_pointer (&self->slot);
  g_clear_object (&self->input);

  G_OBJECT_CLASS (fod_value_editor_parent_class)->dispose (object);
}

static void
fod_value_editor_class_init (FodValueEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_value_editor_dispose;

  signals[EDITED] = g_signal_new ("edited", FOD_TYPE_VALUE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", FOD_TYPE_VALUE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
fod_value_editor_init (FodValueEditor *self)
{
}

gboolean
fod_value_editor_can_edit (const FodField *field)
{
  return field != NULL && field->type != FOD_FIELD_BOOL && field->type != FOD_FIELD_REF;
}

void
fod_value_editor_show (FodValueEditor *self,
                       FodContext *context,
                       const FodField *field,
                       const char *known)
{
  GtkWidget *widget;

  g_return_if_fail (FOD_IS_VALUE_EDITOR (self) && self->field == NULL);
  g_return_if_fail (FOD_IS_CONTEXT (context));
  g_return_if_fail (fod_value_editor_can_edit (field));

  self->field = field;
  if (field->type == FOD_FIELD_WHEN)
    {
      show_slot (self, context, known);
      return;
    }
  if (field->type == FOD_FIELD_CODE)
    widget = make_choice (self);
  else if (field->type == FOD_FIELD_LONG_TEXT)
    widget = make_lines (self);
  else
    widget = make_line (self);
  self->input = fod_form_field_new (context, field, widget, NULL, NULL);
  if (field->type == FOD_FIELD_CODE)
    fod_form_field_set_text (self->input, known);
  g_signal_connect_object (self->input, "edited", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  if (GTK_IS_ENTRY (widget))
    g_signal_connect_object (widget, "activate", G_CALLBACK (on_done), self, G_CONNECT_SWAPPED);
}

gboolean
fod_value_editor_read (FodValueEditor *self, char **value, GError **error)
{
  g_autofree char *read = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GError) wrong = NULL;

  g_return_val_if_fail (FOD_IS_VALUE_EDITOR (self) && self->field != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (self->slot != NULL && !fod_slot_editor_commit (self->slot))
    {
      g_set_error_literal (error, FOD_FIELD_ERROR, FOD_FIELD_ERROR_FORM, "no day or no time");
      return FALSE;
    }
  read = self->slot != NULL ? fod_slot_editor_dup_slot (self->slot)
                            : fod_form_field_dup_text (self->input);
  if (fod_field_check (self->field, read, &wrong))
    {
      *value = g_steal_pointer (&read);
      return TRUE;
    }
  if (self->input != NULL)
    {
      words = fod_error_text (wrong);
      fod_form_field_set_error (self->input, words);
      gtk_widget_grab_focus (fod_form_field_get_widget (self->input));
    }
  g_propagate_error (error, g_steal_pointer (&wrong));
  return FALSE;
}
