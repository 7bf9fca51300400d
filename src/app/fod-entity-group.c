/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Frame around a boxed list. Knows nothing of what the rows are. */

#include "config.h"

#include "app/fod-entity-group.h"

#include <glib/gi18n.h>

/* Rows that one frame has time to make, measure and draw. */
#define FRAME_ROWS 1
#define MORE_ROWS 50

struct _FodEntityGroup
{
  AdwPreferencesGroup parent_instance;

  GtkSliceListModel *slice; /* owned, nullable */
  GListModel *model;        /* owned, nullable */
  guint page_size;
  guint wanted;  /* rows that are to be shown, as far as there are */
  guint growing; /* a tick callback */
  gboolean keeps_empty;

  GtkListBox *list;  /* template */
  GtkLabel *empty;   /* template */
  GtkWidget *more;   /* template */
  GtkButton *adding; /* template */
};

enum
{
  PROP_EMPTY = 1,
  PROP_ADD_LABEL,
  PROP_ADD_ACTION,
  PROP_PAGE_SIZE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FodEntityGroup, fod_entity_group, ADW_TYPE_PREFERENCES_GROUP)

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  FodEntityGroup *self = FOD_ENTITY_GROUP (widget);
  guint size = gtk_slice_list_model_get_size (self->slice);

  if (size >= self->wanted || size >= g_list_model_get_n_items (self->model))
    {
      self->growing = 0;
      return G_SOURCE_REMOVE;
    }
  gtk_slice_list_model_set_size (self->slice, MIN (size + FRAME_ROWS, self->wanted));
  return G_SOURCE_CONTINUE;
}

static void
stop_growing (FodEntityGroup *self)
{
  if (self->growing != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->growing);
  self->growing = 0;
}

static void
update (FodEntityGroup *self)
{
  guint all = self->model != NULL ? g_list_model_get_n_items (self->model) : 0;

  gtk_widget_set_visible (GTK_WIDGET (self->list), all > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), all == 0 && self->keeps_empty);
  gtk_widget_set_visible (GTK_WIDGET (self), all > 0 || self->keeps_empty);
  gtk_widget_set_visible (self->more, all > self->wanted);
  if (self->slice != NULL && self->growing == 0)
    self->growing = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_frame, NULL, NULL);
}

static void
show_more (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodEntityGroup *self = FOD_ENTITY_GROUP (widget);

  self->wanted += MORE_ROWS;
  update (self);
}

static void
on_row_activated (FodEntityGroup *self, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (row), "row.open", NULL);
}

static void
fod_entity_group_dispose (GObject *object)
{
  FodEntityGroup *self = FOD_ENTITY_GROUP (object);

  stop_growing (self);
  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->slice);
  g_clear_object (&self->model);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_ENTITY_GROUP);
  G_OBJECT_CLASS (fod_entity_group_parent_class)->dispose (object);
}

static void
fod_entity_group_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FodEntityGroup *self = FOD_ENTITY_GROUP (object);

  switch (id)
    {
    case PROP_EMPTY:
      gtk_label_set_text (self->empty, g_value_get_string (value));
      self->keeps_empty = TRUE;
      update (self);
      break;
    case PROP_ADD_LABEL:
      gtk_button_set_label (self->adding, g_value_get_string (value));
      gtk_widget_set_visible (GTK_WIDGET (self->adding), TRUE);
      break;
    case PROP_ADD_ACTION:
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->adding),
                                               g_value_get_string (value));
      break;
    case PROP_PAGE_SIZE:
      self->page_size = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fod_entity_group_class_init (FodEntityGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = fod_entity_group_dispose;
  object_class->set_property = fod_entity_group_set_property;

  properties[PROP_EMPTY] = g_param_spec_string ("empty", NULL, NULL, NULL, flags);
  properties[PROP_ADD_LABEL] = g_param_spec_string ("add-label", NULL, NULL, NULL, flags);
  properties[PROP_ADD_ACTION] = g_param_spec_string ("add-action", NULL, NULL, NULL, flags);
  properties[PROP_PAGE_SIZE] = g_param_spec_uint ("page-size", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-entity-group.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_child (widget_class, FodEntityGroup, list);
  gtk_widget_class_bind_template_child (widget_class, FodEntityGroup, empty);
  gtk_widget_class_bind_template_child (widget_class, FodEntityGroup, more);
  gtk_widget_class_bind_template_child (widget_class, FodEntityGroup, adding);
  gtk_widget_class_install_action (widget_class, "group.more", NULL, show_more);
}

static void
fod_entity_group_init (FodEntityGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fod_entity_group_bind (FodEntityGroup *self,
                       GListModel *model,
                       GtkListBoxCreateWidgetFunc create,
                       gpointer user_data)
{
  g_return_if_fail (FOD_IS_ENTITY_GROUP (self));

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, update, self);
  stop_growing (self);
  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->slice);
  g_set_object (&self->model, model);
  self->wanted = self->page_size > 0 ? self->page_size : G_MAXINT;
  if (model != NULL)
    {
      g_signal_connect_object (model, "items-changed", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      self->slice = gtk_slice_list_model_new (g_object_ref (model), 0, FRAME_ROWS);
      gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->slice), create, user_data, NULL);
    }
  update (self);
}
