/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The differences between the widgets of a form end here: texts, choices, switches. */

#include "config.h"

#include "app/fod-form-field.h"

#include "app/fod-choice.h"
#include "app/fod-field-text.h"
#include "app/fod-read-only.h"
#include "app/fod-toggle-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _FodFormField
{
  GObject parent_instance;

  FodContext *context;
  const FodField *field;
  GtkWidget *widget; /* the form lets its fields go when one of these goes */
  FodFormText show;
  FodFormText read;
  GPtrArray *codes; /* of a choice: the code at each position, "" for not set */
  guint extra;      /* of them, for a code that is not valid any more */
  char *title;      /* of an AdwPreferencesRow, while an error stands in its place */
  gboolean silent;
  gboolean edited;
  char *seen;
};

enum
{
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodFormField, fod_form_field, G_TYPE_OBJECT)

static gboolean
is_choice (FodFormField *self)
{
  return ADW_IS_COMBO_ROW (self->widget) || GTK_IS_DROP_DOWN (self->widget);
}

static gboolean
is_switch (FodFormField *self)
{
  return GTK_IS_SWITCH (self->widget) || GTK_IS_CHECK_BUTTON (self->widget);
}

static void
emit_edited (FodFormField *self, gboolean commit)
{
  if (!self->silent)
    g_signal_emit (self, signals[EDITED], 0, commit);
}

static void
on_typed (FodFormField *self)
{
  emit_edited (self, FALSE);
}

static void
on_committed (FodFormField *self)
{
  emit_edited (self, TRUE);
}

/* To make a model is dear, and most often the next row has the same choices. */
static gboolean
choose (FodFormField *self, const char *selected)
{
  guint position;

  if (self->codes->len == 0 ||
      !g_ptr_array_find_with_equal_func (self->codes, selected != NULL ? selected : "", g_str_equal,
                                         &position))
    return FALSE;
  self->silent = TRUE;
  g_object_set (self->widget, "selected", position, NULL);
  self->silent = FALSE;
  return TRUE;
}

static gboolean
is_of_users (FodFormField *self)
{
  return self->field->type == FOD_FIELD_REF && g_str_equal (self->field->of, FOD_KIND_USER);
}

static GPtrArray *
list_choices (FodFormField *self)
{
  FodDirectory *directory = fod_context_get_directory (self->context);
  g_autofree char *today = fod_context_dup_today (self->context);

  return is_of_users (self) ? fod_directory_list_users (directory)
                            : fod_directory_list_codes (directory, self->field->of, today);
}

/* NULL is a colleague of whom this laptop does not know, such as before the first sync. */
static const char *
name_choice (FodFormField *self, const char *code)
{
  FodDirectory *directory = fod_context_get_directory (self->context);
  const char *name = is_of_users (self)
                         ? fod_directory_get_user_name (directory, code)
                         : fod_directory_get_code_name (directory, self->field->of, code);

  return name != NULL ? name : _ ("(another)");
}

/* The entries of the code list that are valid today, or the colleagues; and what is set in any
 * case. Without a server there are no colleagues to choose from. */
static void
fill_choice (FodFormField *self, const char *selected)
{
  g_autoptr (GPtrArray) list = list_choices (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint position = 0;

  if (self->extra == 0 && choose (self, selected))
    return;
  self->extra = 0;
  g_ptr_array_set_size (self->codes, 0);
  g_ptr_array_add (self->codes, g_strdup (""));
  gtk_string_list_append (names, C_ ("choice", "Not set"));
  for (guint i = 0; i < list->len; i++)
    {
      const FodCode *code = g_ptr_array_index (list, i);

      if (g_strcmp0 (code->code, selected) == 0)
        position = self->codes->len;
      g_ptr_array_add (self->codes, g_strdup (code->code));
      gtk_string_list_append (names, code->name);
    }
  if (selected != NULL && position == 0)
    {
      position = self->codes->len;
      self->extra = 1;
      g_ptr_array_add (self->codes, g_strdup (selected));
      gtk_string_list_append (names, name_choice (self, selected));
    }

  if (is_of_users (self))
    gtk_widget_set_visible (self->widget, self->codes->len > 1);
  self->silent = TRUE;
  g_object_set (self->widget, "model", names, "selected", position, NULL);
  self->silent = FALSE;
}

static const char *
get_choice (FodFormField *self)
{
  guint selected;

  g_object_get (self->widget, "selected", &selected, NULL);
  if (selected == GTK_INVALID_LIST_POSITION || selected >= self->codes->len)
    return NULL;
  return *(char *)g_ptr_array_index (self->codes, selected) != '\0'
             ? g_ptr_array_index (self->codes, selected)
             : NULL;
}

static void
on_directory_changed (FodFormField *self)
{
  g_autofree char *selected = g_strdup (get_choice (self));

  g_ptr_array_set_size (self->codes, 0);
  fill_choice (self, selected);
}

static GtkTextBuffer *
get_buffer (FodFormField *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->widget));
}

static void
connect_widget (FodFormField *self)
{
  GtkEventController *focus;

  if (is_choice (self))
    {
      g_signal_connect_object (self->widget, "notify::selected", G_CALLBACK (on_committed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (fod_context_get_directory (self->context), "changed",
                               G_CALLBACK (on_directory_changed), self, G_CONNECT_SWAPPED);
      return;
    }
  if (is_switch (self))
    {
      g_signal_connect_object (self->widget, "notify::active", G_CALLBACK (on_committed), self,
                               G_CONNECT_SWAPPED);
      return;
    }

  if (FOD_IS_TOGGLE_ROW (self->widget))
    {
      g_signal_connect_object (self->widget, "edited", G_CALLBACK (on_committed), self,
                               G_CONNECT_SWAPPED);
      return;
    }

  if (GTK_IS_TEXT_VIEW (self->widget))
    g_signal_connect_object (get_buffer (self), "changed", G_CALLBACK (on_typed), self,
                             G_CONNECT_SWAPPED);
  else
    g_signal_connect_object (self->widget, "changed", G_CALLBACK (on_typed), self,
                             G_CONNECT_SWAPPED);
  if (ADW_IS_ENTRY_ROW (self->widget))
    g_signal_connect_object (self->widget, "entry-activated", G_CALLBACK (on_committed), self,
                             G_CONNECT_SWAPPED);
  else if (GTK_IS_ENTRY (self->widget) || GTK_IS_TEXT (self->widget))
    g_signal_connect_object (self->widget, "activate", G_CALLBACK (on_committed), self,
                             G_CONNECT_SWAPPED);

  focus = gtk_event_controller_focus_new ();
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_committed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->widget, focus);
}

/* A text can be selected and copied still. */
static void
lock_widget (FodFormField *self)
{
  if (GTK_IS_TEXT_VIEW (self->widget))
    gtk_text_view_set_editable (GTK_TEXT_VIEW (self->widget), FALSE);
  else if (GTK_IS_EDITABLE (self->widget))
    gtk_editable_set_editable (GTK_EDITABLE (self->widget), FALSE);
  else
    gtk_widget_set_sensitive (self->widget, FALSE);
}

static void
fod_form_field_dispose (GObject *object)
{
  FodFormField *self = FOD_FORM_FIELD (object);

  g_clear_object (&self->context);
  g_clear_weak_pointer (&self->widget);

  G_OBJECT_CLASS (fod_form_field_parent_class)->dispose (object);
}

static void
fod_form_field_finalize (GObject *object)
{
  FodFormField *self = FOD_FORM_FIELD (object);

  g_ptr_array_unref (self->codes);
  g_free (self->title);
  g_free (self->seen);

  G_OBJECT_CLASS (fod_form_field_parent_class)->finalize (object);
}

static void
fod_form_field_class_init (FodFormFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fod_form_field_dispose;
  object_class->finalize = fod_form_field_finalize;

  signals[EDITED] = g_signal_new ("edited", FOD_TYPE_FORM_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
fod_form_field_init (FodFormField *self)
{
  self->codes = g_ptr_array_new_with_free_func (g_free);
}

FodFormField *
fod_form_field_new (FodContext *context,
                    const FodField *field,
                    GtkWidget *widget,
                    FodFormText show,
                    FodFormText read)
{
  FodFormField *self = g_object_new (FOD_TYPE_FORM_FIELD, NULL);

  self->context = g_object_ref (context);
  self->field = field;
  g_set_weak_pointer (&self->widget, widget);
  self->show = show;
  self->read = read;
  if (show == NULL && read == NULL)
    fod_field_text_find (field, &self->show, &self->read);
  if (ADW_IS_COMBO_ROW (widget))
    fod_choice_show_whole (widget);
  if (FOD_IS_TOGGLE_ROW (widget))
    fod_toggle_row_set_list (FOD_TOGGLE_ROW (widget), context, field->of);
  if (is_choice (self))
    {
      fod_choice_type_ahead (widget);
      fill_choice (self, NULL);
    }
  if (ADW_IS_PREFERENCES_ROW (widget))
    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  connect_widget (self);
  if (fod_read_only (context))
    lock_widget (self);
  return self;
}

const FodField *
fod_form_field_get_field (FodFormField *self)
{
  return self->field;
}

GtkWidget *
fod_form_field_get_widget (FodFormField *self)
{
  return self->widget;
}

gboolean
fod_form_field_is_edited (FodFormField *self)
{
  return self->edited;
}

const char *
fod_form_field_get_seen (FodFormField *self)
{
  return self->seen;
}

void
fod_form_field_begin (FodFormField *self, const char *seen)
{
  if (self->edited)
    return;
  self->edited = TRUE;
  g_free (self->seen);
  self->seen = g_strdup (seen);
}

void
fod_form_field_settle (FodFormField *self, const char *text)
{
  self->edited = FALSE;
  g_clear_pointer (&self->seen, g_free);
  fod_form_field_set_error (self, NULL);
  fod_form_field_set_text (self, text);
}

void
fod_form_field_set_typed (FodFormField *self, const char *typed)
{
  self->silent = TRUE;
  if (is_choice (self))
    fill_choice (self, *typed != '\0' ? typed : NULL);
  else if (is_switch (self))
    g_object_set (self->widget, "active", *typed != '\0', NULL);
  else if (FOD_IS_TOGGLE_ROW (self->widget))
    fod_toggle_row_set_text (FOD_TOGGLE_ROW (self->widget), typed);
  else if (GTK_IS_TEXT_VIEW (self->widget))
    gtk_text_buffer_set_text (get_buffer (self), typed, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->widget), typed);
  self->silent = FALSE;
}

char *
fod_form_field_dup_typed (FodFormField *self)
{
  GtkTextIter start, end;
  gboolean active;

  if (is_choice (self))
    return g_strdup (get_choice (self) != NULL ? get_choice (self) : "");
  if (is_switch (self))
    {
      g_object_get (self->widget, "active", &active, NULL);
      return g_strdup (active ? "1" : "");
    }
  if (FOD_IS_TOGGLE_ROW (self->widget))
    return fod_toggle_row_dup_text (FOD_TOGGLE_ROW (self->widget));
  if (!GTK_IS_TEXT_VIEW (self->widget))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->widget)));

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  return gtk_text_buffer_get_text (get_buffer (self), &start, &end, FALSE);
}

void
fod_form_field_set_text (FodFormField *self, const char *text)
{
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *shown = NULL;
  g_autofree char *typed = fod_form_field_dup_typed (self);

  if (text != NULL && self->show != NULL)
    shown = self->show (text, today);
  else
    shown = g_strdup (text != NULL ? text : "");

  /* Setting an equal text would move the cursor and empty the widget's own undo. */
  if (is_choice (self) || !g_str_equal (shown, typed))
    fod_form_field_set_typed (self, shown);
}

char *
fod_form_field_dup_text (FodFormField *self)
{
  g_autofree char *typed = fod_form_field_dup_typed (self);
  g_autofree char *today = NULL;
  g_autofree char *read = NULL;

  if (self->read == NULL || *typed == '\0')
    return fod_field_normalize (self->field, typed);

  today = fod_context_dup_today (self->context);
  read = self->read (typed, today);
  return fod_field_normalize (self->field, read);
}

void
fod_form_field_set_error (FodFormField *self, const char *reason)
{
  if (reason == NULL && !gtk_widget_has_css_class (self->widget, "error"))
    return;
  if (reason != NULL)
    gtk_widget_add_css_class (self->widget, "error");
  else
    gtk_widget_remove_css_class (self->widget, "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->widget), GTK_ACCESSIBLE_STATE_INVALID,
      reason != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);

  if (!ADW_IS_PREFERENCES_ROW (self->widget))
    {
      gtk_widget_set_tooltip_text (self->widget, reason);
      return;
    }

  /* The title is what stands in view and is read out; there the reason is seen. */
  if (self->title == NULL)
    self->title = g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->widget)));
  if (reason != NULL)
    {
      g_autofree char *title = g_strdup_printf ("%s – %s", self->title, reason);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->widget), title);
    }
  else
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->widget), self->title);
      g_clear_pointer (&self->title, g_free);
    }
}
