/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A row over one entity. Titles are plain text: what people write is never markup. */

#include "config.h"

#include "app/fod-entity-row.h"
#include "app/fod-cut-tip.h"
#include "app/fod-name.h"

/* More than a row ever has. A label that may have any number of lines is laid out at several widths
 * to find its own: three times as dear. */
#define LINES 20

struct _FodEntityRow
{
  AdwActionRow parent_instance;

  FodContext *context; /* owned */
  FodEntity *entity;   /* owned */
  FodEntityRowFunc say;
  FodEntityRowFunc press;
  GtkWidget *icon; /* a child, nullable */
  GtkWidget *chip; /* a child, nullable */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodEntityRow, fod_entity_row, ADW_TYPE_ACTION_ROW)

static void
on_entity_notify (FodEntityRow *self)
{
  self->say (self, self->context, self->entity);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_activated (FodEntityRow *self)
{
  if (self->press != NULL)
    self->press (self, self->context, self->entity);
}

static void
on_clicked (GtkButton *button, gpointer user_data)
{
  FodEntityRow *self = user_data;
  FodEntityRowFunc press = g_object_get_data (G_OBJECT (button), "press");

  press (self, self->context, self->entity);
}

static void
fod_entity_row_dispose (GObject *object)
{
  FodEntityRow *self = FOD_ENTITY_ROW (object);

  g_clear_object (&self->entity);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (fod_entity_row_parent_class)->dispose (object);
}

static void
fod_entity_row_class_init (FodEntityRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_entity_row_dispose;

  signals[CHANGED] = g_signal_new ("changed", FOD_TYPE_ENTITY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
fod_entity_row_init (FodEntityRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), LINES);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), LINES);
  g_signal_connect (self, "activated", G_CALLBACK (on_activated), NULL);
}

GtkWidget *
fod_entity_row_new (FodContext *context,
                    FodEntity *entity,
                    FodEntityRowFunc say,
                    FodEntityRowFunc press)
{
  FodEntityRow *self;

  g_return_val_if_fail (FOD_IS_ENTITY (entity), NULL);

  self = g_object_new (FOD_TYPE_ENTITY_ROW, NULL);
  self->context = g_object_ref (context);
  self->entity = g_object_ref (entity);
  self->say = say;
  self->press = press;
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), press != NULL);
  g_signal_connect_object (entity, "notify", G_CALLBACK (on_entity_notify), self,
                           G_CONNECT_SWAPPED);
  say (self, context, entity);
  return GTK_WIDGET (self);
}

/* The chip belongs to what is said aloud: its colour cannot be heard. */
static void
update_name (FodEntityRow *self)
{
  GString *spoken = g_string_new (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));
  const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (self));
  const char *chip = self->chip != NULL ? gtk_label_get_text (GTK_LABEL (self->chip)) : NULL;

  if (subtitle != NULL && *subtitle != '\0')
    g_string_append_printf (spoken, ", %s", subtitle);
  if (chip != NULL && *chip != '\0')
    g_string_append_printf (spoken, ", %s", chip);
  fod_name (GTK_WIDGET (self), spoken->str);
  g_string_free (spoken, TRUE);
}

void
fod_entity_row_set_words (FodEntityRow *self, const char *title, const char *subtitle)
{
  g_return_if_fail (FOD_IS_ENTITY_ROW (self));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle != NULL ? subtitle : "");
  update_name (self);
}

void
fod_entity_row_set_icon (FodEntityRow *self, const char *icon)
{
  g_return_if_fail (FOD_IS_ENTITY_ROW (self));

  if (self->icon == NULL)
    {
      self->icon =
          g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->icon);
    }
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon);
}

void
fod_entity_row_set_chip (FodEntityRow *self, const char *words, const char *css_class)
{
  g_return_if_fail (FOD_IS_ENTITY_ROW (self));

  if (self->chip == NULL)
    {
      self->chip = gtk_label_new (NULL);
      gtk_widget_set_valign (self->chip, GTK_ALIGN_CENTER);
      gtk_label_set_ellipsize (GTK_LABEL (self->chip), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (self->chip), 26);
      fod_cut_tip (GTK_LABEL (self->chip));
      adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->chip);
    }
  gtk_widget_set_visible (self->chip, words != NULL);
  gtk_label_set_text (GTK_LABEL (self->chip), words != NULL ? words : "");
  /* Short words stay whole, long ones keep enough to be told apart. */
  gtk_label_set_width_chars (GTK_LABEL (self->chip),
                             words != NULL ? (int)MIN (g_utf8_strlen (words, -1), 12) : 0);
  gtk_widget_set_css_classes (self->chip, (const char *[]){ "badge", css_class, NULL });
  update_name (self);
}

void
fod_entity_row_add_button (FodEntityRow *self,
                           const char *icon,
                           const char *name,
                           FodEntityRowFunc press)
{
  GtkWidget *button;

  g_return_if_fail (FOD_IS_ENTITY_ROW (self));

  button = gtk_button_new_from_icon_name (icon);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  fod_name (button, name);
  g_object_set_data (G_OBJECT (button), "press", press);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}
