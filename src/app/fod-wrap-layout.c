/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Breaks children into lines. Knows nothing of what they are; a line is as high as its highest
 * child, and a child never gets more width than it asks for. */

#include "config.h"

#include "app/fod-wrap-layout.h"

struct _FodWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

enum
{
  PROP_SPACING = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FodWrapLayout, fod_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
child_width (GtkWidget *child, int available)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, available));
}

static int
child_height (GtkWidget *child, int width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* One line from @first on: returns the first child of the next line, sets the line's height. */
static GtkWidget *
measure_line (FodWrapLayout *self, GtkWidget *first, int width, int *height)
{
  int used = 0;

  *height = 0;
  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int wanted;

      if (!gtk_widget_should_layout (child))
        continue;
      wanted = child_width (child, width);
      if (used > 0 && used + self->spacing + wanted > width)
        return child;
      used += (used > 0 ? self->spacing : 0) + wanted;
      *height = MAX (*height, child_height (child, wanted));
    }
  return NULL;
}

static GtkSizeRequestMode
fod_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* What a row of chips asks for at most; it takes more where it is given more, and no list beside
 * a detail grows wide for the sake of its chips. */
#define NATURAL_WIDTH 340

static void
measure_width (FodWrapLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += (*natural > 0 ? self->spacing : 0) + child_natural;
    }
  *natural = MAX (*minimum, MIN (*natural, NATURAL_WIDTH));
}

/* style: allow parameters: the signature of GtkLayoutManagerClass.measure */
static void
fod_wrap_layout_measure (GtkLayoutManager *manager,
                         GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  FodWrapLayout *self = FOD_WRAP_LAYOUT (manager);
  GtkWidget *line = gtk_widget_get_first_child (widget);
  int total = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, widget, minimum, natural);
      return;
    }

  while (line != NULL)
    {
      int height;

      line = measure_line (self, line, for_size < 0 ? G_MAXINT / 2 : for_size, &height);
      total += (total > 0 && height > 0 ? self->spacing : 0) + height;
    }
  *minimum = *natural = total;
}

static void
fod_wrap_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  FodWrapLayout *self = FOD_WRAP_LAYOUT (manager);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *line = gtk_widget_get_first_child (widget);
  int y = 0;

  while (line != NULL)
    {
      int line_height, x = 0;
      GtkWidget *next = measure_line (self, line, width, &line_height);

      for (GtkWidget *child = line; child != next; child = gtk_widget_get_next_sibling (child))
        {
          int wanted;

          if (!gtk_widget_should_layout (child))
            continue;
          wanted = child_width (child, width);
          gtk_widget_size_allocate (
              child, &(GtkAllocation){ mirrored ? width - x - wanted : x, y, wanted, line_height },
              -1);
          x += wanted + self->spacing;
        }
      y += line_height + self->spacing;
      line = next;
    }
}

static void
fod_wrap_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FodWrapLayout *self = FOD_WRAP_LAYOUT (object);

  if (id == PROP_SPACING)
    g_value_set_int (value, self->spacing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
fod_wrap_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FodWrapLayout *self = FOD_WRAP_LAYOUT (object);

  if (id == PROP_SPACING)
    fod_wrap_layout_set_spacing (self, g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
fod_wrap_layout_class_init (FodWrapLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = fod_wrap_layout_get_property;
  object_class->set_property = fod_wrap_layout_set_property;
  layout_class->get_request_mode = fod_wrap_layout_get_request_mode;
  layout_class->measure = fod_wrap_layout_measure;
  layout_class->allocate = fod_wrap_layout_allocate;

  properties[PROP_SPACING] =
      g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 0,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fod_wrap_layout_init (FodWrapLayout *self)
{
}

GtkLayoutManager *
fod_wrap_layout_new (void)
{
  return g_object_new (FOD_TYPE_WRAP_LAYOUT, NULL);
}

void
fod_wrap_layout_set_spacing (FodWrapLayout *self, int spacing)
{
  g_return_if_fail (FOD_IS_WRAP_LAYOUT (self));

  if (self->spacing == spacing)
    return;
  self->spacing = spacing;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPACING]);
}
