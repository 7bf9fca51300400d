/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A set of codes as buttons that stay pressed. */

#include "config.h"

#include "app/fod-toggle-row.h"

#include "app/fod-wrap-layout.h"

#define SPACING 6
#define MARGIN 12

struct _FodToggleRow
{
  AdwPreferencesRow parent_instance;

  FodContext *context; /* owned, nullable */
  char *list;          /* owned, nullable */
  GtkWidget *box;      /* of the buttons; the row's own */
  GPtrArray *codes;    /* (element-type utf8), a code for each button */
  GPtrArray *others;   /* (element-type utf8), codes without a button */
  gboolean filling;
};

enum
{
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodToggleRow, fod_toggle_row, ADW_TYPE_PREFERENCES_ROW)

static void
on_toggled (FodToggleRow *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[EDITED], 0);
}

static void
take_buttons_away (FodToggleRow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  g_ptr_array_set_size (self->codes, 0);
}

static void
fill (FodToggleRow *self)
{
  FodDirectory *directory = fod_context_get_directory (self->context);
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *before = fod_toggle_row_dup_text (self);
  g_autoptr (GPtrArray) list = fod_directory_list_codes (directory, self->list, today);

  take_buttons_away (self);
  for (guint i = 0; i < list->len; i++)
    {
      const FodCode *code = g_ptr_array_index (list, i);
      GtkWidget *button = gtk_toggle_button_new_with_label (code->name);

      g_signal_connect_object (button, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->box), button);
      g_ptr_array_add (self->codes, g_strdup (code->code));
    }
  fod_toggle_row_set_text (self, before);
}

static void
fod_toggle_row_dispose (GObject *object)
{
  FodToggleRow *self = FOD_TOGGLE_ROW (object);

  g_clear_object (&self->context);
  G_OBJECT_CLASS (fod_toggle_row_parent_class)->dispose (object);
}

static void
fod_toggle_row_finalize (GObject *object)
{
  FodToggleRow *self = FOD_TOGGLE_ROW (object);

  g_free (self->list);
  g_ptr_array_unref (self->codes);
  g_ptr_array_unref (self->others);
  G_OBJECT_CLASS (fod_toggle_row_parent_class)->finalize (object);
}

static void
fod_toggle_row_class_init (FodToggleRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_toggle_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_toggle_row_finalize;

  signals[EDITED] = g_signal_new ("edited", FOD_TYPE_TOGGLE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
fod_toggle_row_init (FodToggleRow *self)
{
  GtkWidget *whole = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  GtkWidget *title = gtk_label_new (NULL);

  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->others = g_ptr_array_new_with_free_func (g_free);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->box, fod_wrap_layout_new ());
  fod_wrap_layout_set_spacing (FOD_WRAP_LAYOUT (gtk_widget_get_layout_manager (self->box)),
                               SPACING);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  g_object_bind_property (self, "title", title, "label", G_BINDING_SYNC_CREATE);
  g_object_set (whole, "margin-top", MARGIN, "margin-bottom", MARGIN, "margin-start", MARGIN,
                "margin-end", MARGIN, NULL);
  gtk_box_append (GTK_BOX (whole), title);
  gtk_box_append (GTK_BOX (whole), self->box);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), whole);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

void
fod_toggle_row_set_list (FodToggleRow *self, FodContext *context, const char *list)
{
  g_return_if_fail (FOD_IS_TOGGLE_ROW (self));
  g_return_if_fail (FOD_IS_CONTEXT (context));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  self->list = g_strdup (list);
  g_signal_connect_object (fod_context_get_directory (context), "changed", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  fill (self);
}

void
fod_toggle_row_set_text (FodToggleRow *self, const char *text)
{
  g_auto (GStrv) parts = NULL;
  GtkWidget *button;
  guint i = 0;

  g_return_if_fail (FOD_IS_TOGGLE_ROW (self));
  g_return_if_fail (text != NULL);

  parts = g_strsplit (text, ", ", -1);
  self->filling = TRUE;
  for (button = gtk_widget_get_first_child (self->box); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      const char *code = g_ptr_array_index (self->codes, i++);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                    g_strv_contains ((const char *const *)parts, code));
    }
  self->filling = FALSE;
  g_ptr_array_set_size (self->others, 0);
  for (char **part = parts; *part != NULL; part++)
    if (**part != '\0' && !g_ptr_array_find_with_equal_func (self->codes, *part, g_str_equal, NULL))
      g_ptr_array_add (self->others, g_strdup (*part));
}

char *
fod_toggle_row_dup_text (FodToggleRow *self)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  GtkWidget *button;
  guint i = 0;

  g_return_val_if_fail (FOD_IS_TOGGLE_ROW (self), NULL);

  for (button = gtk_widget_get_first_child (self->box); button != NULL;
       button = gtk_widget_get_next_sibling (button), i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
      g_ptr_array_add (parts, self->codes->pdata[i]);
  for (guint k = 0; k < self->others->len; k++)
    g_ptr_array_add (parts, self->others->pdata[k]);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **)parts->pdata);
}
