/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The seam around AdwLeaflet, which a later libadwaita replaces. */

#include "config.h"

#include "app/fod-split.h"

/* The two are side by side where the detail has so many pixels beside the list. */
#define DETAIL_WIDTH 420

struct _FodSplit
{
  AdwBin parent_instance;

  AdwLeaflet *leaflet;
  GtkWidget *list;
  GtkWidget *detail; /* a frame around the child that was given */
};

enum
{
  PROP_LIST = 1,
  PROP_DETAIL,
  PROP_FOLDED,
  PROP_SHOW_DETAIL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FodSplit, fod_split, ADW_TYPE_BIN)

/* style: allow parameters: the signature of GtkCustomMeasureFunc */
static void
measure_frame (GtkWidget *widget,
               GtkOrientation orientation,
               int for_size,
               int *minimum,
               int *natural,
               int *minimum_baseline,
               int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child == NULL)
    return;
  /* The leaflet asks how wide it is for a height, for which each label would try many widths. */
  gtk_widget_measure (child, orientation, orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, DETAIL_WIDTH);
}

static void
allocate_frame (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL)
    gtk_widget_allocate (child, width, height, baseline, NULL);
}

static GtkSizeRequestMode
get_frame_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* The frame asks for a width at which a detail is pleasant to read; with less the pane folds. */
static GtkWidget *
make_frame (GtkWidget *child)
{
  GtkWidget *frame = adw_bin_new ();

  gtk_widget_set_layout_manager (
      frame, gtk_custom_layout_new (get_frame_mode, measure_frame, allocate_frame));
  adw_bin_set_child (ADW_BIN (frame), child);
  return frame;
}

static void
put (FodSplit *self, GtkWidget **place, GtkWidget *child, gboolean first)
{
  AdwLeafletPage *page;

  if (*place != NULL)
    adw_leaflet_remove (self->leaflet, *place);
  *place = child;
  if (child == NULL)
    return;

  page = first ? adw_leaflet_prepend (self->leaflet, child)
               : adw_leaflet_append (self->leaflet, child);
  adw_leaflet_page_set_name (page, first ? "list" : "detail");
}

static void
on_folded (FodSplit *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "split.back",
                                 adw_leaflet_get_folded (self->leaflet));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

static void
on_visible_child (FodSplit *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_DETAIL]);
}

static void
on_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fod_split_set_show_detail (FOD_SPLIT (widget), FALSE);
}

static void
fod_split_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FodSplit *self = FOD_SPLIT (object);

  switch (id)
    {
    case PROP_LIST:
      g_value_set_object (value, self->list);
      break;
    case PROP_DETAIL:
      g_value_set_object (value,
                          self->detail != NULL ? adw_bin_get_child (ADW_BIN (self->detail)) : NULL);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, fod_split_get_folded (self));
      break;
    case PROP_SHOW_DETAIL:
      g_value_set_boolean (value, fod_split_get_show_detail (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fod_split_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FodSplit *self = FOD_SPLIT (object);

  switch (id)
    {
    case PROP_LIST:
      put (self, &self->list, g_value_get_object (value), TRUE);
      break;
    case PROP_DETAIL:
      put (self, &self->detail,
           g_value_get_object (value) != NULL ? make_frame (g_value_get_object (value)) : NULL,
           FALSE);
      break;
    case PROP_SHOW_DETAIL:
      fod_split_set_show_detail (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fod_split_class_init (FodSplitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fod_split_get_property;
  object_class->set_property = fod_split_set_property;

  properties[PROP_LIST] = g_param_spec_object ("list", NULL, NULL, GTK_TYPE_WIDGET,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DETAIL] = g_param_spec_object ("detail", NULL, NULL, GTK_TYPE_WIDGET,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLDED] =
      g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SHOW_DETAIL] =
      g_param_spec_boolean ("show-detail", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "split.back", NULL, on_back);
}

static void
fod_split_init (FodSplit *self)
{
  self->leaflet = ADW_LEAFLET (adw_leaflet_new ());
  adw_leaflet_set_can_navigate_back (self->leaflet, TRUE);
  /* Folded, a pane is as narrow as it can be itself; its sibling may need more. */
  adw_leaflet_set_homogeneous (self->leaflet, FALSE);
  adw_leaflet_set_fold_threshold_policy (self->leaflet, ADW_FOLD_THRESHOLD_POLICY_NATURAL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->leaflet));
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (on_folded), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leaflet, "notify::visible-child", G_CALLBACK (on_visible_child),
                           self, G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "split.back", FALSE);
}

gboolean
fod_split_get_folded (FodSplit *self)
{
  g_return_val_if_fail (FOD_IS_SPLIT (self), FALSE);

  return adw_leaflet_get_folded (self->leaflet);
}

gboolean
fod_split_get_show_detail (FodSplit *self)
{
  g_return_val_if_fail (FOD_IS_SPLIT (self), FALSE);

  return self->detail != NULL && adw_leaflet_get_visible_child (self->leaflet) == self->detail;
}

void
fod_split_set_show_detail (FodSplit *self, gboolean show_detail)
{
  GtkWidget *child;

  g_return_if_fail (FOD_IS_SPLIT (self));

  child = show_detail ? self->detail : self->list;
  if (child != NULL)
    adw_leaflet_set_visible_child (self->leaflet, child);
}
