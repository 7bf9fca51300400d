/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A row over one entity. Titles are plain text: what people write is never markup. */

#include "config.h"

#include "app/fod-entity-row.h"
#include "app/fod-cut-tip.h"
#include "app/fod-name.h"
#include "app/fod-paste.h"

struct _FodEntityRow
{
  GtkListBoxRow parent_instance;

  FodContext *context; /* owned */
  FodEntity *entity;   /* owned */
  GObject *beside;     /* owned, nullable */
  FodEntityRowFunc say;
  FodEntityRowFunc press;

  GtkGrid *grid;      /* template */
  GtkImage *icon;     /* template */
  GtkLabel *title;    /* template */
  GtkLabel *subtitle; /* template */
  GtkLabel *chip;     /* template */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodEntityRow, fod_entity_row, GTK_TYPE_LIST_BOX_ROW)

static void
on_entity_notify (FodEntityRow *self)
{
  self->say (self, self->context, self->entity);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_open (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodEntityRow *self = FOD_ENTITY_ROW (widget);

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

static gboolean
on_copy (GtkWidget *widget, GVariant *parameter, gpointer user_data)
{
  FodEntityRow *self = FOD_ENTITY_ROW (widget);
  FodRecord *record = fod_entity_get_record (self->entity);

  if (!fod_paste_knows (fod_record_get_kind (record)))
    return GDK_EVENT_PROPAGATE;
  fod_paste_copy (widget, self->context, record);
  return GDK_EVENT_STOP;
}

static void
fod_entity_row_dispose (GObject *object)
{
  FodEntityRow *self = FOD_ENTITY_ROW (object);

  g_clear_object (&self->beside);
  g_clear_object (&self->entity);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (fod_entity_row_parent_class)->dispose (object);
}

static void
fod_entity_row_class_init (FodEntityRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_entity_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-entity-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FodEntityRow, grid);
  gtk_widget_class_bind_template_child (widget_class, FodEntityRow, icon);
  gtk_widget_class_bind_template_child (widget_class, FodEntityRow, title);
  gtk_widget_class_bind_template_child (widget_class, FodEntityRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, FodEntityRow, chip);
  /* The only action: a screen reader is told of all of them in no order of ours, and takes the
   * first for what the row is for. */
  gtk_widget_class_install_action (widget_class, "row.open", NULL, on_open);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_C, GDK_CONTROL_MASK | GDK_SHIFT_MASK, on_copy,
                                NULL);

  signals[CHANGED] = g_signal_new ("changed", FOD_TYPE_ENTITY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
fod_entity_row_init (FodEntityRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fod_cut_tip (self->chip);
}

GtkWidget *
fod_entity_row_new (FodContext *context,
                    FodEntity *entity,
                    FodEntityRowFunc say,
                    FodEntityRowFunc press)
{
  return fod_entity_row_new_beside (context, entity, NULL, say, press);
}

GtkWidget *
fod_entity_row_new_beside (FodContext *context,
                           FodEntity *entity,
                           GObject *beside,
                           FodEntityRowFunc say,
                           FodEntityRowFunc press)
{
  FodEntityRow *self;

  g_return_val_if_fail (FOD_IS_ENTITY (entity), NULL);

  self = g_object_new (FOD_TYPE_ENTITY_ROW, NULL);
  self->context = g_object_ref (context);
  self->entity = g_object_ref (entity);
  self->beside = beside != NULL ? g_object_ref (beside) : NULL;
  self->say = say;
  self->press = press;
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), press != NULL);
  g_signal_connect_object (entity, "notify", G_CALLBACK (on_entity_notify), self,
                           G_CONNECT_SWAPPED);
  if (beside != NULL)
    g_signal_connect_object (beside, "changed", G_CALLBACK (on_entity_notify), self,
                             G_CONNECT_SWAPPED);
  say (self, context, entity);
  return GTK_WIDGET (self);
}

gpointer
fod_entity_row_get_beside (FodEntityRow *self)
{
  g_return_val_if_fail (FOD_IS_ENTITY_ROW (self), NULL);

  return self->beside;
}

/* The chip belongs to what is said aloud: its colour cannot be heard. */
static void
update_name (FodEntityRow *self)
{
  GString *spoken = g_string_new (gtk_label_get_text (self->title));
  const char *subtitle = gtk_label_get_text (self->subtitle);
  const char *chip = gtk_label_get_text (self->chip);

  if (*subtitle != '\0')
    g_string_append_printf (spoken, ", %s", subtitle);
  if (*chip != '\0')
    g_string_append_printf (spoken, ", %s", chip);
  fod_name (GTK_WIDGET (self), spoken->str);
  g_string_free (spoken, TRUE);
}

void
fod_entity_row_set_words (FodEntityRow *self, const char *title, const char *subtitle)
{
  gboolean two = subtitle != NULL && *subtitle != '\0';

  g_return_if_fail (FOD_IS_ENTITY_ROW (self));

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), two);
  gtk_label_set_yalign (self->title, two ? 1 : 0.5f);
  update_name (self);
}

void
fod_entity_row_set_icon (FodEntityRow *self, const char *icon)
{
  g_return_if_fail (FOD_IS_ENTITY_ROW (self));

  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), TRUE);
}

void
fod_entity_row_set_chip (FodEntityRow *self, const char *words, const char *css_class)
{
  g_return_if_fail (FOD_IS_ENTITY_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->chip), words != NULL);
  gtk_label_set_text (self->chip, words != NULL ? words : "");
  /* Short words stay whole, long ones keep enough to be told apart. */
  gtk_label_set_width_chars (self->chip,
                             words != NULL ? (int)MIN (g_utf8_strlen (words, -1), 12) : 0);
  gtk_widget_set_css_classes (GTK_WIDGET (self->chip),
                              (const char *[]){ "badge", css_class, NULL });
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
  gtk_grid_attach_next_to (self->grid, button, NULL, GTK_POS_RIGHT, 1, 1);
}
