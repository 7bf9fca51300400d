/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The scale of hours, the days on it, and what is dragged over them. */

#include "config.h"

#include "app/fod-hour-grid.h"

#include "app/fod-calendar-entry.h"
#include "app/fod-follow-up-edit.h"
#include "app/fod-format.h"
#include "base/fod-when.h"

#define HOURS 24
#define DAYS 7
#define DAY_MINUTES (24 * 60)
#define SNAP_MINUTES 15
#define LEAST_HOUR_HEIGHT 46
/* The strip at an entry's foot that makes it longer. */
#define FOOT_PIXELS 7

typedef enum
{
  DRAG_NONE,
  DRAG_MOVE,
  DRAG_RESIZE,
  DRAG_BOOK
} DragWhat;

typedef struct
{
  DragWhat what;
  gboolean claimed;
  FodRecord *record; /* owned; NULL for DRAG_BOOK */
  FodWhen when;      /* as it was */
  int day;           /* the column where it began */
  int start;         /* the minutes where it began */
  int to_day;        /* where it would land */
  FodWhen to;
} Drag;

struct _FodHourGrid
{
  GtkWidget parent_instance;

  GtkWidget *labels[HOURS];
  GtkWidget *lines[HOURS];
  FodDayColumn *columns[DAYS];
  int n_days;
  int gutter;
  int hour_height;
  Drag drag;
};

G_DEFINE_FINAL_TYPE (FodHourGrid, fod_hour_grid, GTK_TYPE_WIDGET)

static int
column_left (FodHourGrid *self, int index, int width)
{
  return self->gutter + (width - self->gutter) * index / self->n_days;
}

static int
day_at (FodHourGrid *self, double x)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)) - self->gutter;

  if (width <= 0)
    return 0;
  return CLAMP ((int)(x - self->gutter) * self->n_days / width, 0, self->n_days - 1);
}

static int
minutes_at (FodHourGrid *self, double y)
{
  int minutes = self->hour_height == 0 ? 0 : (int)y * 60 / self->hour_height;

  return CLAMP (minutes, 0, DAY_MINUTES - 1);
}

static int
snap (int minutes)
{
  return (minutes + SNAP_MINUTES / 2) / SNAP_MINUTES * SNAP_MINUTES;
}

static void
clear_drag (FodHourGrid *self)
{
  for (int i = 0; i < DAYS; i++)
    if (self->columns[i] != NULL)
      fod_day_column_set_preview (self->columns[i], 0, 0);
  g_clear_pointer (&self->drag.record, fod_record_unref);
  self->drag.what = DRAG_NONE;
  self->drag.claimed = FALSE;
}

static gboolean
is_at_foot (FodHourGrid *self, GtkWidget *entry, double x, double y)
{
  graphene_point_t from = GRAPHENE_POINT_INIT ((float)x, (float)y);
  graphene_point_t inside;

  return gtk_widget_compute_point (GTK_WIDGET (self), entry, &from, &inside) &&
         inside.y > (float)(gtk_widget_get_height (entry) - FOOT_PIXELS);
}

static void
on_drag_begin (FodHourGrid *self, double x, double y, GtkGestureDrag *gesture)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GdkDevice *device =
      gtk_event_controller_get_current_event_device (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *entry = NULL;

  clear_drag (self);
  /* A finger scrolls. */
  if (picked == NULL || x < self->gutter ||
      (device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN))
    return;

  entry = gtk_widget_get_ancestor (picked, FOD_TYPE_CALENDAR_ENTRY);
  self->drag.day = day_at (self, x);
  self->drag.start = minutes_at (self, y);
  if (entry == NULL)
    {
      self->drag.what = DRAG_BOOK;
      return;
    }
  self->drag.record = fod_record_ref (fod_calendar_entry_get_record (FOD_CALENDAR_ENTRY (entry)));
  if (fod_when_parse_here (fod_record_get (self->drag.record, "slot"), &self->drag.when))
    self->drag.what = is_at_foot (self, entry, x, y) ? DRAG_RESIZE : DRAG_MOVE;
}

/* Where what is dragged would land with the pointer at @day and @minutes. */
static void
aim (FodHourGrid *self, int day, int minutes)
{
  Drag *drag = &self->drag;
  const char *date = fod_day_column_get_date (self->columns[day]);
  int start;
  int length;

  drag->to_day = drag->what == DRAG_MOVE ? day : drag->day;
  switch (drag->what)
    {
    case DRAG_MOVE:
      start = snap (drag->when.start + minutes - drag->start);
      fod_when_init_time (&drag->to, date, CLAMP (start, 0, DAY_MINUTES - SNAP_MINUTES),
                          fod_when_get_minutes (&drag->when), drag->when.zone);
      break;
    case DRAG_RESIZE:
      length = drag->when.start + fod_when_get_minutes (&drag->when) + minutes - drag->start;
      length = snap (length) - drag->when.start;
      fod_when_init_time (&drag->to, drag->when.date, drag->when.start, MAX (length, SNAP_MINUTES),
                          drag->when.zone);
      break;
    case DRAG_BOOK:
      start = snap (MIN (minutes, drag->start));
      start = MIN (start, DAY_MINUTES - SNAP_MINUTES);
      length = MAX (snap (MAX (minutes, drag->start)) - start, SNAP_MINUTES);
      fod_when_init_time (&drag->to, fod_day_column_get_date (self->columns[drag->day]), start,
                          length, fod_when_get_here ());
      break;
    case DRAG_NONE:
    default:
      break;
    }
}

static void
on_drag_update (FodHourGrid *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x;
  double y;

  if (self->drag.what == DRAG_NONE || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  if (!self->drag.claimed)
    {
      if (!gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int)dx, (int)dy))
        return;
      self->drag.claimed = TRUE;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    }

  aim (self, day_at (self, x + dx), minutes_at (self, y + dy));
  for (int i = 0; i < self->n_days; i++)
    fod_day_column_set_preview (self->columns[i], self->drag.to.start,
                                i == self->drag.to_day ? fod_when_get_minutes (&self->drag.to) : 0);
}

/* Escape, with the button still held: nothing happened. */
static gboolean
on_key (FodHourGrid *self, guint key, guint code, GdkModifierType state)
{
  if (key != GDK_KEY_Escape || !self->drag.claimed)
    return FALSE;
  clear_drag (self);
  return TRUE;
}

static void
on_drag_end (FodHourGrid *self, double dx, double dy)
{
  g_autofree char *slot = NULL;

  if (self->drag.claimed)
    {
      slot = fod_when_format (&self->drag.to);
      if (self->drag.record == NULL)
        gtk_widget_activate_action (GTK_WIDGET (self), "calendar.new", "s", slot);
      else
        gtk_widget_activate_action (GTK_WIDGET (self), "calendar.place", "(ss)",
                                    fod_record_get_id (self->drag.record), slot);
    }
  clear_drag (self);
}

static void
place (GtkWidget *widget, int x, int y, int width, int height)
{
  GtkAllocation area = { x, y, width, height };

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (widget, &area, -1);
}

static void
fod_hour_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FodHourGrid *self = FOD_HOUR_GRID (widget);

  for (int i = 0; i < HOURS; i++)
    {
      int y = i * self->hour_height;
      int label_height;

      gtk_widget_measure (self->labels[i], GTK_ORIENTATION_VERTICAL, -1, &label_height, NULL, NULL,
                          NULL);
      place (self->lines[i], self->gutter, y, MAX (width - self->gutter, 1), 1);
      place (self->labels[i], 0, MAX (y - label_height / 2, 0), self->gutter, label_height);
    }
  for (int i = 0; i < self->n_days; i++)
    if (self->columns[i] != NULL)
      {
        int left = column_left (self, i, width);

        place (GTK_WIDGET (self->columns[i]), left, 0, column_left (self, i + 1, width) - left,
               height);
      }
}

static void
measure_scale (FodHourGrid *self)
{
  int width;
  int height;

  gtk_widget_measure (self->labels[HOURS - 1], GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL,
                      NULL);
  gtk_widget_measure (self->labels[HOURS - 1], GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL,
                      NULL);
  self->gutter = width;
  self->hour_height = MAX (LEAST_HOUR_HEIGHT, height * 3);
  for (int i = 0; i < DAYS; i++)
    if (self->columns[i] != NULL)
      fod_day_column_set_hour_height (self->columns[i], self->hour_height);
}

/* style: allow parameters: the signature of GtkWidgetClass.measure */
static void
fod_hour_grid_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  FodHourGrid *self = FOD_HOUR_GRID (widget);

  measure_scale (self);
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? HOURS * self->hour_height
                                                     : self->gutter + self->n_days * 40;
  *natural = *minimum;
}

static void
fod_hour_grid_dispose (GObject *object)
{
  FodHourGrid *self = FOD_HOUR_GRID (object);
  GtkWidget *child;

  g_clear_pointer (&self->drag.record, fod_record_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  for (int i = 0; i < DAYS; i++)
    self->columns[i] = NULL;

  G_OBJECT_CLASS (fod_hour_grid_parent_class)->dispose (object);
}

static void
fod_hour_grid_class_init (FodHourGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_hour_grid_dispose;
  widget_class->measure = fod_hour_grid_measure;
  widget_class->size_allocate = fod_hour_grid_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "hourgrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fod_hour_grid_init (FodHourGrid *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->n_days = 5;
  for (int i = 0; i < HOURS; i++)
    {
      g_autofree char *clock = fod_format_clock (i * 60);

      self->lines[i] = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
      gtk_widget_set_can_target (self->lines[i], FALSE);
      gtk_widget_set_parent (self->lines[i], GTK_WIDGET (self));
      self->labels[i] = gtk_label_new (i == 0 ? "" : clock);
      gtk_widget_add_css_class (self->labels[i], "hour");
      gtk_widget_add_css_class (self->labels[i], "numeric");
      gtk_widget_set_parent (self->labels[i], GTK_WIDGET (self));
    }
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (clear_drag), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

void
fod_hour_grid_set_context (FodHourGrid *self, FodContext *context, FodNameBook *names)
{
  g_return_if_fail (FOD_IS_HOUR_GRID (self) && self->columns[0] == NULL);

  for (int i = 0; i < DAYS; i++)
    {
      GtkWidget *column = fod_day_column_new (context, names);

      self->columns[i] = FOD_DAY_COLUMN (column);
      gtk_widget_set_parent (column, GTK_WIDGET (self));
      gtk_widget_set_visible (column, i < self->n_days);
    }
}

void
fod_hour_grid_set_n_days (FodHourGrid *self, int n_days)
{
  g_return_if_fail (FOD_IS_HOUR_GRID (self));
  g_return_if_fail (n_days >= 1 && n_days <= DAYS);

  self->n_days = n_days;
  for (int i = 0; i < DAYS; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->columns[i]), i < n_days);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

FodDayColumn *
fod_hour_grid_get_column (FodHourGrid *self, int index)
{
  g_return_val_if_fail (FOD_IS_HOUR_GRID (self), NULL);
  g_return_val_if_fail (index >= 0 && index < DAYS, NULL);

  return self->columns[index];
}

int
fod_hour_grid_get_gutter (FodHourGrid *self)
{
  g_return_val_if_fail (FOD_IS_HOUR_GRID (self), 0);

  measure_scale (self);
  return self->gutter;
}

int
fod_hour_grid_to_pixels (FodHourGrid *self, int minutes)
{
  g_return_val_if_fail (FOD_IS_HOUR_GRID (self), 0);

  measure_scale (self);
  return minutes * self->hour_height / 60;
}
