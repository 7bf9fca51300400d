/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A layout of sections by width; each column is as high as its sections. */

#include "config.h"

#include "app/fod-columns.h"

#define TWO_FROM 720
#define THREE_FROM 1140
#define SPACING 18
#define MAX_COLUMNS 3

struct _FodColumns
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (FodColumns, fod_columns, GTK_TYPE_LAYOUT_MANAGER)

/* Larger text needs wider columns: 1 for text of the usual size. */
static double
text_scale (GtkWidget *widget)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? MAX (1.0, dpi / 1024.0 / 96.0) : 1.0;
}

static int
count_columns (GtkWidget *widget, int width)
{
  double scale = text_scale (widget);

  if (width >= THREE_FROM * scale)
    return 3;
  return width >= TWO_FROM * scale ? 2 : 1;
}

/* The column of the child at @index; what is beyond the table goes last. */
static int
column_of (int n_columns, int index)
{
  static const int two[] = { 0, 1, 1, 0 };
  static const int three[] = { 0, 1, 2, 2 };

  if (n_columns == 1)
    return 0;
  if (index >= (int)G_N_ELEMENTS (two))
    return n_columns - 1;
  return n_columns == 2 ? two[index] : three[index];
}

static int
column_width (int width, int n_columns)
{
  return (width - (n_columns - 1) * SPACING) / n_columns;
}

static GtkSizeRequestMode
fod_columns_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

/* style: allow parameters: the signature of GtkLayoutManagerClass.measure */
static void
fod_columns_measure (GtkLayoutManager *manager,
                     GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  int heights[MAX_COLUMNS] = { 0 };
  int n_columns, width, index = 0;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (widget, minimum, natural);
      return;
    }

  n_columns = count_columns (widget, for_size);
  width = for_size >= 0 ? column_width (for_size, n_columns) : -1;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int column = column_of (n_columns, index++);
      int height;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
      heights[column] += height + (heights[column] > 0 ? SPACING : 0);
    }
  for (int i = 0; i < MAX_COLUMNS; i++)
    *minimum = MAX (*minimum, heights[i]);
  *natural = *minimum;
}

static void
fod_columns_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  int n_columns = count_columns (widget, width);
  int each = column_width (width, n_columns);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int tops[MAX_COLUMNS] = { 0 };
  int index = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int column = column_of (n_columns, index++);
      GtkAllocation area = { 0 };

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, each, NULL, &area.height, NULL, NULL);
      area.x = (rtl ? n_columns - 1 - column : column) * (each + SPACING);
      area.y = tops[column];
      area.width = each;
      gtk_widget_size_allocate (child, &area, -1);
      tops[column] += area.height + SPACING;
    }
}

static void
fod_columns_class_init (FodColumnsClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = fod_columns_get_request_mode;
  layout_class->measure = fod_columns_measure;
  layout_class->allocate = fod_columns_allocate;
}

static void
fod_columns_init (FodColumns *self)
{
}
