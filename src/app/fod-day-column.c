/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One day by the hour: places entries, and books where the person points. */

#include "config.h"

#include "app/fod-day-column.h"

#include "app/fod-calendar-entry.h"
#include "app/fod-follow-up-edit.h"
#include "app/fod-format.h"
#include "app/fod-name.h"
#include "base/fod-when.h"
#include "model/fod-entity.h"
#include "model/fod-lanes.h"

#include <glib/gi18n.h>
#include <string.h>

#define DAY_MINUTES (24 * 60)
#define CURSOR_MINUTES 30
#define NEW_MINUTES 60
/* As long as a line of text is high: an hour grows with the text. */
#define LINE_MINUTES 29
/* Room at the right that stays free, so that a full hour can still be clicked beside. */
#define MARGIN 6
/* So many new widgets are made in some 5 ms. */
#define MOST_FRESH 5

struct _FodDayColumn
{
  GtkWidget parent_instance;

  FodContext *context; /* owned */
  FodNameBook *names;  /* owned */
  char date[11];
  GPtrArray *widgets; /* FodCalendarEntry, not owned: children */
  GArray *lanes;      /* FodLane of each widget */
  int hour_height;
  int now;
  int cursor;
  int preview_start;
  int preview_minutes;

  GtkWidget *before; /* what is outside the working day */
  GtkWidget *after;
  GtkWidget *cursor_box;
  GtkWidget *preview_box;
  GtkWidget *now_line;
};

G_DEFINE_FINAL_TYPE (FodDayColumn, fod_day_column, GTK_TYPE_WIDGET)

static int
to_pixels (FodDayColumn *self, int minutes)
{
  return minutes * self->hour_height / 60;
}

static void
book (FodDayColumn *self, int start, int minutes)
{
  FodWhen when;
  g_autofree char *slot = NULL;

  fod_when_init_time (&when, self->date, start, minutes, fod_when_get_here ());
  slot = fod_when_format (&when);
  gtk_widget_activate_action (GTK_WIDGET (self), "calendar.new", "s", slot);
}

static void
update_name (FodDayColumn *self)
{
  g_autofree char *day = fod_format_date_long (self->date);
  g_autofree char *clock = fod_format_clock (self->cursor);
  /* Translators: a place in the calendar: a day and a time. */
  g_autofree char *name = g_strdup_printf (_ ("%1$s at %2$s, book with Enter"), day, clock);

  fod_name (GTK_WIDGET (self), name);
}

static void
scroll_to (FodDayColumn *self, int start, int end)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *vertical;

  if (scrolled == NULL)
    return;
  vertical = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  gtk_adjustment_clamp_page (vertical, to_pixels (self, start), to_pixels (self, end));
}

static void
scroll_to_cursor (FodDayColumn *self)
{
  scroll_to (self, self->cursor, self->cursor + CURSOR_MINUTES);
}

static void
on_focus (FodDayColumn *self)
{
  if (gtk_widget_has_focus (GTK_WIDGET (self)))
    scroll_to_cursor (self);
}

static void
fod_day_column_set_focus_child (GtkWidget *widget, GtkWidget *child)
{
  FodDayColumn *self = FOD_DAY_COLUMN (widget);
  guint index;

  GTK_WIDGET_CLASS (fod_day_column_parent_class)->set_focus_child (widget, child);

  if (child != NULL && g_ptr_array_find (self->widgets, child, &index))
    scroll_to (self, g_array_index (self->lanes, FodLane, index).start,
               g_array_index (self->lanes, FodLane, index).end);
}

static gboolean
on_key (FodDayColumn *self, guint key, guint code, GdkModifierType state)
{
  /* A key that an entry did not want is none for the empty place either. */
  if (!gtk_widget_is_focus (GTK_WIDGET (self)) ||
      (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;

  switch (key)
    {
    case GDK_KEY_Up:
      fod_day_column_set_cursor (self, self->cursor - CURSOR_MINUTES);
      scroll_to_cursor (self);
      return TRUE;
    case GDK_KEY_Down:
      fod_day_column_set_cursor (self, self->cursor + CURSOR_MINUTES);
      scroll_to_cursor (self);
      return TRUE;
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      gtk_widget_activate_action (GTK_WIDGET (self), "calendar.step", "i",
                                  key == GDK_KEY_Left ? -1 : 1);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      book (self, self->cursor, NEW_MINUTES);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
on_released (FodDayColumn *self, int n_press, double x, double y)
{
  int minutes;

  if (n_press != 1 || self->hour_height == 0)
    return;
  minutes = (int)y * 60 / self->hour_height;
  minutes = CLAMP (minutes - minutes % CURSOR_MINUTES, 0, DAY_MINUTES - CURSOR_MINUTES);
  fod_day_column_set_cursor (self, minutes);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  book (self, minutes, NEW_MINUTES);
}

static void
place (GtkWidget *widget, int x, int y, int width, int height)
{
  GtkAllocation area = { x, y, width, height };

  if (!gtk_widget_should_layout (widget))
    return;
  /* GTK wants to have asked before it gives. */
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (widget, &area, -1);
}

static void
allocate_entries (FodDayColumn *self, int width)
{
  int room = MAX (width - MARGIN, 1);

  for (guint i = 0; i < self->widgets->len; i++)
    {
      const FodLane *lane = &g_array_index (self->lanes, FodLane, i);
      int left = room * lane->lane / lane->lanes;
      int right = room * (lane->lane + 1) / lane->lanes;
      int top = to_pixels (self, lane->start);

      place (self->widgets->pdata[i], left + 1, top + 1, MAX (right - left - 2, 1),
             MAX (to_pixels (self, lane->end) - top - 2, 1));
    }
}

static void
fod_day_column_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FodDayColumn *self = FOD_DAY_COLUMN (widget);
  GSettings *settings = fod_context_get_settings (self->context);
  int from = to_pixels (self, g_settings_get_int (settings, "work-day-start"));
  int to = to_pixels (self, g_settings_get_int (settings, "work-day-end"));

  place (self->before, 0, 0, width, from);
  place (self->after, 0, MIN (to, height), width, MAX (height - to, 0));
  place (self->cursor_box, 0, to_pixels (self, self->cursor), width,
         to_pixels (self, CURSOR_MINUTES));
  place (self->preview_box, 0, to_pixels (self, self->preview_start), width,
         MAX (to_pixels (self, self->preview_minutes), 4));
  allocate_entries (self, width);
  place (self->now_line, 0, MAX (to_pixels (self, self->now) - 1, 0), width, 2);
}

/* style: allow parameters: the signature of GtkWidgetClass.measure */
static void
fod_day_column_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  FodDayColumn *self = FOD_DAY_COLUMN (widget);

  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? 24 * self->hour_height : 40;
  *natural = *minimum;
}

static GtkWidget *
add_box (FodDayColumn *self, const char *css_class)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, css_class);
  gtk_widget_set_can_target (box, FALSE);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  return box;
}

static void
clear_entries (FodDayColumn *self)
{
  for (guint i = 0; i < self->widgets->len; i++)
    gtk_widget_unparent (self->widgets->pdata[i]);
  g_ptr_array_set_size (self->widgets, 0);
  g_array_set_size (self->lanes, 0);
}

static void
fod_day_column_dispose (GObject *object)
{
  FodDayColumn *self = FOD_DAY_COLUMN (object);

  clear_entries (self);
  g_clear_pointer (&self->before, gtk_widget_unparent);
  g_clear_pointer (&self->after, gtk_widget_unparent);
  g_clear_pointer (&self->cursor_box, gtk_widget_unparent);
  g_clear_pointer (&self->preview_box, gtk_widget_unparent);
  g_clear_pointer (&self->now_line, gtk_widget_unparent);
  g_clear_object (&self->names);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_day_column_parent_class)->dispose (object);
}

static void
fod_day_column_finalize (GObject *object)
{
  FodDayColumn *self = FOD_DAY_COLUMN (object);

  g_ptr_array_unref (self->widgets);
  g_array_unref (self->lanes);

  G_OBJECT_CLASS (fod_day_column_parent_class)->finalize (object);
}

static void
fod_day_column_class_init (FodDayColumnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_day_column_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_day_column_finalize;
  widget_class->measure = fod_day_column_measure;
  widget_class->set_focus_child = fod_day_column_set_focus_child;
  widget_class->size_allocate = fod_day_column_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "daycolumn");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
fod_day_column_init (FodDayColumn *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->widgets = g_ptr_array_new ();
  self->lanes = g_array_new (FALSE, FALSE, sizeof (FodLane));
  self->now = -1;
  self->before = add_box (self, "off-hours");
  self->after = add_box (self, "off-hours");
  self->cursor_box = add_box (self, "cursor");
  self->preview_box = add_box (self, "preview");
  self->now_line = add_box (self, "now");
  gtk_widget_set_visible (self->preview_box, FALSE);
  gtk_widget_set_visible (self->now_line, FALSE);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (on_focus), NULL);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
fod_day_column_new (FodContext *context, FodNameBook *names)
{
  FodDayColumn *self;

  g_return_val_if_fail (FOD_IS_CONTEXT (context) && FOD_IS_NAME_BOOK (names), NULL);

  self = g_object_new (FOD_TYPE_DAY_COLUMN, NULL);
  self->context = g_object_ref (context);
  self->names = g_object_ref (names);
  self->cursor = g_settings_get_int (fod_context_get_settings (context), "work-day-start");
  self->cursor += (CURSOR_MINUTES - self->cursor % CURSOR_MINUTES) % CURSOR_MINUTES;
  return GTK_WIDGET (self);
}

/* Keeps the widgets of entries that stay, and with them the focus. Returns: (nullable): no widget
 * when it would be one more than there is time for */
static GtkWidget *
take_widget (FodDayColumn *self, GPtrArray *old, const char *id, guint *fresh)
{
  GtkWidget *widget;

  for (guint i = 0; i < old->len; i++)
    {
      widget = old->pdata[i];
      if (widget == NULL ||
          strcmp (fod_calendar_entry_get_id (FOD_CALENDAR_ENTRY (widget)), id) != 0)
        continue;
      old->pdata[i] = NULL;
      return widget;
    }
  if (*fresh == MOST_FRESH)
    return NULL;
  *fresh += 1;
  widget = fod_calendar_entry_new (self->context, self->names, TRUE);
  gtk_widget_insert_before (widget, GTK_WIDGET (self), self->now_line);
  return widget;
}

static gboolean
add_entry (FodDayColumn *self, GPtrArray *old, FodRecord *record, guint *fresh)
{
  FodLane lane = { 0 };
  FodWhen when;
  GtkWidget *widget;

  if (!fod_when_parse_here (fod_record_get (record, "slot"), &when) || !fod_when_has_time (&when))
    return TRUE;

  lane.start = strcmp (when.date, self->date) < 0 ? 0 : when.start;
  lane.end = strcmp (when.end_date, self->date) > 0 ? DAY_MINUTES : when.end;
  lane.end = MIN (MAX (lane.end, lane.start + LINE_MINUTES), DAY_MINUTES);
  lane.start = MIN (lane.start, DAY_MINUTES - LINE_MINUTES);

  widget = take_widget (self, old, fod_record_get_id (record), fresh);
  if (widget == NULL)
    return FALSE;
  fod_calendar_entry_set_record (FOD_CALENDAR_ENTRY (widget), record, self->date);
  fod_calendar_entry_set_tall (FOD_CALENDAR_ENTRY (widget),
                               lane.end - lane.start >= 2 * LINE_MINUTES - 5);
  g_ptr_array_add (self->widgets, widget);
  g_array_append_val (self->lanes, lane);
  return TRUE;
}

gboolean
fod_day_column_set_day (FodDayColumn *self, const char *date, GPtrArray *entries)
{
  g_autoptr (GPtrArray) old = NULL;
  gboolean whole = TRUE;
  guint fresh = 0;

  g_return_val_if_fail (FOD_IS_DAY_COLUMN (self), TRUE);
  g_return_val_if_fail (date != NULL && entries != NULL, TRUE);

  g_strlcpy (self->date, date, sizeof self->date);
  old = g_steal_pointer (&self->widgets);
  self->widgets = g_ptr_array_new ();
  g_array_set_size (self->lanes, 0);
  for (guint i = 0; i < entries->len; i++)
    whole &= add_entry (self, old, fod_entity_get_record (entries->pdata[i]), &fresh);
  for (guint i = 0; i < old->len; i++)
    if (old->pdata[i] != NULL)
      gtk_widget_unparent (old->pdata[i]);

  fod_lanes_place ((FodLane *)(void *)self->lanes->data, self->lanes->len);
  update_name (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return whole;
}

const char *
fod_day_column_get_date (FodDayColumn *self)
{
  g_return_val_if_fail (FOD_IS_DAY_COLUMN (self), NULL);

  return self->date;
}

void
fod_day_column_set_hour_height (FodDayColumn *self, int pixels)
{
  g_return_if_fail (FOD_IS_DAY_COLUMN (self));

  if (self->hour_height == pixels)
    return;
  self->hour_height = pixels;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
fod_day_column_set_now (FodDayColumn *self, int minutes)
{
  g_return_if_fail (FOD_IS_DAY_COLUMN (self));

  if (self->now == minutes)
    return;
  self->now = minutes;
  gtk_widget_set_visible (self->now_line, minutes >= 0);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
fod_day_column_set_cursor (FodDayColumn *self, int minutes)
{
  g_return_if_fail (FOD_IS_DAY_COLUMN (self));

  self->cursor = CLAMP (minutes, 0, DAY_MINUTES - CURSOR_MINUTES);
  update_name (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

int
fod_day_column_get_cursor (FodDayColumn *self)
{
  g_return_val_if_fail (FOD_IS_DAY_COLUMN (self), 0);

  return self->cursor;
}

void
fod_day_column_set_preview (FodDayColumn *self, int start, int minutes)
{
  g_return_if_fail (FOD_IS_DAY_COLUMN (self));

  self->preview_start = start;
  self->preview_minutes = minutes;
  gtk_widget_set_visible (self->preview_box, minutes > 0);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

GtkWidget *
fod_day_column_find (FodDayColumn *self, const char *id)
{
  g_return_val_if_fail (FOD_IS_DAY_COLUMN (self) && id != NULL, NULL);

  for (guint i = 0; i < self->widgets->len; i++)
    if (strcmp (fod_calendar_entry_get_id (self->widgets->pdata[i]), id) == 0)
      return self->widgets->pdata[i];
  return NULL;
}
