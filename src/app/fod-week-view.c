/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The week: heads, what has no time, hours. Shows what the window holds; changes nothing. */

#include "config.h"

#include "app/fod-week-view.h"

#include "app/fod-calendar-entry.h"
#include "app/fod-format.h"
#include "app/fod-holiday-name.h"
#include "app/fod-hour-grid.h"
#include "app/fod-name.h"
#include "app/fod-slices.h"
#include "base/fod-date.h"
#include "base/fod-when.h"
#include "ips/fod-holiday.h"

#include <glib/gi18n.h>
#include <string.h>

#define DAYS 7
#define WORK_DAYS 5
/* So many new widgets are made in some 5 ms. */
#define MOST_FRESH 5

struct _FodWeekView
{
  AdwBin parent_instance;

  FodContext *context;       /* owned */
  FodCalendarWindow *window; /* owned */
  FodNameBook *names;        /* owned */
  char monday[11];
  gboolean weekend;
  gboolean scrolled_once;
  guint scroll_idle;
  int cursor; /* minutes: where the focus was in the day before */
  guint tick;
  FodSlices *filling; /* owned; a part is a day */

  GtkWidget *heads[DAYS];
  GtkWidget *head_days[DAYS];
  GtkWidget *head_notes[DAYS];
  GtkWidget *boxes[DAYS];

  GtkWidget *head_gutter;      /* template */
  GtkWidget *head_row;         /* template */
  GtkWidget *whole_gutter;     /* template */
  GtkWidget *whole_row;        /* template */
  GtkScrolledWindow *scrolled; /* template */
  FodHourGrid *grid;           /* template */
};

G_DEFINE_FINAL_TYPE (FodWeekView, fod_week_view, ADW_TYPE_BIN)

static int
count_days (FodWeekView *self)
{
  return self->weekend ? DAYS : WORK_DAYS;
}

static void
toggle_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_now (FodWeekView *self)
{
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (
      fod_clock_get_real_ms (fod_context_get_clock (self->context)) / 1000);
  int minutes = g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now);

  for (int i = 0; i < DAYS; i++)
    {
      FodDayColumn *column = fod_hour_grid_get_column (self->grid, i);
      gboolean is_today = strcmp (fod_day_column_get_date (column), today) == 0;

      fod_day_column_set_now (column, is_today ? minutes : -1);
      toggle_class (GTK_WIDGET (column), "today", is_today);
      toggle_class (self->heads[i], "today", is_today);
    }
}

static gboolean
on_minute (gpointer user_data)
{
  FodWeekView *self = user_data;
  gint64 ms = fod_clock_get_real_ms (fod_context_get_clock (self->context));

  show_now (self);
  /* From full minute to full minute; nothing runs while the week is not on screen. */
  self->tick = g_timeout_add_seconds (60 - (guint)(ms / 1000 % 60), on_minute, self);
  return G_SOURCE_REMOVE;
}

static void
fill_head (FodWeekView *self, int index, const char *date)
{
  const char *holiday = fod_holiday_name (date);
  g_autofree char *spoken = fod_format_date_long (date);
  g_autofree char *label = NULL;
  g_autofree char *name = NULL;
  GDate day;

  fod_date_parse (date, &day);
  label = g_strdup_printf ("%s %d", fod_format_weekday_short (index + 1), g_date_get_day (&day));
  gtk_label_set_text (GTK_LABEL (self->head_days[index]), label);
  gtk_label_set_text (GTK_LABEL (self->head_notes[index]), holiday == NULL ? "" : holiday);
  gtk_widget_set_visible (self->head_notes[index], holiday != NULL);
  /* Translators: the head of a day in the week; it adds something to do without a time. */
  name = g_strdup_printf (_ ("%1$s%2$s%3$s, add something to do"), spoken,
                          holiday == NULL ? "" : ", ", holiday == NULL ? "" : holiday);
  fod_name (self->heads[index], name);
  gtk_widget_set_tooltip_text (self->heads[index], name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->heads[index]), "s", date);
  toggle_class (GTK_WIDGET (fod_hour_grid_get_column (self->grid, index)), "free-day",
                !fod_holiday_is_work_day (date));
}

static GtkWidget *
find_in_box (GtkWidget *box, const char *id)
{
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (strcmp (fod_calendar_entry_get_id (FOD_CALENDAR_ENTRY (child)), id) == 0)
      return child;
  return NULL;
}

/* What has no time stands above the hours. Widgets of what stays are kept, with their focus.
 * Returns: whether all are there. */
static gboolean
fill_box (FodWeekView *self, int index, const char *date, GPtrArray *entries)
{
  GtkBox *box = GTK_BOX (self->boxes[index]);
  GtkWidget *last = NULL;
  GtkWidget *child;
  guint fresh = 0;
  gboolean whole = TRUE;

  for (guint i = 0; i < entries->len; i++)
    {
      FodRecord *record = fod_entity_get_record (entries->pdata[i]);
      FodWhen when;
      GtkWidget *entry;

      if (!fod_when_parse_here (fod_record_get (record, "slot"), &when) ||
          fod_when_has_time (&when))
        continue;
      entry = find_in_box (GTK_WIDGET (box), fod_record_get_id (record));
      if (entry == NULL && fresh == MOST_FRESH)
        {
          whole = FALSE;
          continue;
        }
      if (entry == NULL)
        {
          fresh++;
          entry = fod_calendar_entry_new (self->context, self->names, FALSE);
          gtk_box_append (box, entry);
        }
      gtk_box_reorder_child_after (box, entry, last);
      fod_calendar_entry_set_record (FOD_CALENDAR_ENTRY (entry), record, date);
      last = entry;
    }

  while ((child = last == NULL ? gtk_widget_get_first_child (GTK_WIDGET (box))
                               : gtk_widget_get_next_sibling (last)) != NULL)
    gtk_box_remove (box, child);
  return whole;
}

static gboolean
fill_day (GtkWidget *widget, guint index)
{
  FodWeekView *self = FOD_WEEK_VIEW (widget);
  int day = (int)index;
  g_autofree char *date = fod_date_add_days (self->monday, day);
  g_autoptr (GPtrArray) entries = NULL;

  gboolean whole;

  if (date == NULL)
    return TRUE;
  entries = fod_calendar_window_list_day (self->window, date);
  whole = fod_day_column_set_day (fod_hour_grid_get_column (self->grid, day), date, entries);
  whole &= fill_box (self, day, date, entries);
  if (day == DAYS - 1)
    show_now (self);
  return whole;
}

/* What is done on a day that waits to be filled is done on the new one: Enter books there. */
static void
turn_day (FodWeekView *self, int index, const char *date)
{
  FodDayColumn *column = fod_hour_grid_get_column (self->grid, index);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  if (strcmp (fod_day_column_get_date (column), date) == 0)
    return;
  fod_day_column_set_day (column, date, nothing);
  fill_box (self, index, date, nothing);
}

static void
refresh (FodWeekView *self)
{
  if (self->monday[0] == '\0')
    return;
  for (int i = 0; i < DAYS; i++)
    {
      g_autofree char *date = fod_date_add_days (self->monday, i);

      if (date == NULL)
        continue;
      fill_head (self, i, date);
      turn_day (self, i, date);
    }
  fod_slices_start (self->filling, DAYS);
}

/* The first time that there is something to scroll, to the start of the working day. */
static gboolean
on_scroll_idle (gpointer user_data)
{
  FodWeekView *self = user_data;
  GtkAdjustment *vertical = gtk_scrolled_window_get_vadjustment (self->scrolled);
  int start;

  self->scroll_idle = 0;

  if (self->scrolled_once || !gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      gtk_adjustment_get_upper (vertical) <= gtk_adjustment_get_page_size (vertical))
    return G_SOURCE_REMOVE;

  start = g_settings_get_int (fod_context_get_settings (self->context), "work-day-start");
  self->scrolled_once = TRUE;
  gtk_adjustment_set_value (vertical, fod_hour_grid_to_pixels (self->grid, MAX (start - 15, 0)));
  return G_SOURCE_REMOVE;
}

/* Not while sizes are given out: the viewport sets its own value then. */
static void
queue_scroll (FodWeekView *self)
{
  if (!self->scrolled_once && self->scroll_idle == 0)
    self->scroll_idle = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_scroll_idle, self, NULL);
}

static void
fod_week_view_map (GtkWidget *widget)
{
  FodWeekView *self = FOD_WEEK_VIEW (widget);

  GTK_WIDGET_CLASS (fod_week_view_parent_class)->map (widget);

  if (self->context != NULL && self->tick == 0)
    on_minute (self);
  queue_scroll (self);
}

static void
fod_week_view_unmap (GtkWidget *widget)
{
  FodWeekView *self = FOD_WEEK_VIEW (widget);

  g_clear_handle_id (&self->tick, g_source_remove);

  GTK_WIDGET_CLASS (fod_week_view_parent_class)->unmap (widget);
}

static void
fod_week_view_dispose (GObject *object)
{
  FodWeekView *self = FOD_WEEK_VIEW (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_handle_id (&self->scroll_idle, g_source_remove);
  g_clear_pointer (&self->filling, fod_slices_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_WEEK_VIEW);
  g_clear_object (&self->names);
  g_clear_object (&self->window);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_week_view_parent_class)->dispose (object);
}

static void
fod_week_view_class_init (FodWeekViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_week_view_dispose;
  widget_class->map = fod_week_view_map;
  widget_class->unmap = fod_week_view_unmap;

  g_type_ensure (FOD_TYPE_HOUR_GRID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-week-view.ui");
  gtk_widget_class_bind_template_child (widget_class, FodWeekView, head_gutter);
  gtk_widget_class_bind_template_child (widget_class, FodWeekView, head_row);
  gtk_widget_class_bind_template_child (widget_class, FodWeekView, whole_gutter);
  gtk_widget_class_bind_template_child (widget_class, FodWeekView, whole_row);
  gtk_widget_class_bind_template_child (widget_class, FodWeekView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, FodWeekView, grid);
}

static void
add_head (FodWeekView *self, int index)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->head_days[index] = gtk_label_new (NULL);
  self->head_notes[index] = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->head_days[index], "day");
  gtk_widget_add_css_class (self->head_notes[index], "caption");
  gtk_label_set_ellipsize (GTK_LABEL (self->head_days[index]), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (self->head_notes[index]), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), self->head_days[index]);
  gtk_box_append (GTK_BOX (box), self->head_notes[index]);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "calendar.new");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "fod-day-head");
  self->heads[index] = button;
  gtk_box_append (GTK_BOX (self->head_row), button);

  self->boxes[index] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  /* As wide as what has a time lies in its column below. */
  gtk_widget_set_margin_start (self->boxes[index], 2);
  gtk_widget_set_margin_end (self->boxes[index], 7);
  gtk_box_append (GTK_BOX (self->whole_row), self->boxes[index]);
}

static void
fod_week_view_init (FodWeekView *self)
{
  GtkAdjustment *vertical;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cursor = -1;
  self->filling = fod_slices_new (GTK_WIDGET (self), fill_day);
  for (int i = 0; i < DAYS; i++)
    add_head (self, i);
  vertical = gtk_scrolled_window_get_vadjustment (self->scrolled);
  g_signal_connect_object (vertical, "changed", G_CALLBACK (queue_scroll), self, G_CONNECT_SWAPPED);
}

void
fod_week_view_set_context (FodWeekView *self,
                           FodContext *context,
                           FodCalendarWindow *window,
                           FodNameBook *names)
{
  int gutter;

  g_return_if_fail (FOD_IS_WEEK_VIEW (self) && self->context == NULL);
  g_return_if_fail (FOD_IS_CONTEXT (context) && FOD_IS_CALENDAR_WINDOW (window));

  self->context = g_object_ref (context);
  self->window = g_object_ref (window);
  self->names = g_object_ref (names);
  fod_hour_grid_set_context (self->grid, context, names);
  gutter = fod_hour_grid_get_gutter (self->grid);
  gtk_widget_set_size_request (self->head_gutter, gutter, -1);
  gtk_widget_set_size_request (self->whole_gutter, gutter, -1);
  g_signal_connect_object (window, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (names, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  fod_week_view_set_weekend (self, FALSE);
}

void
fod_week_view_set_date (FodWeekView *self, const char *date)
{
  g_autofree char *monday = NULL;
  GDate day;

  g_return_if_fail (FOD_IS_WEEK_VIEW (self));

  if (!fod_date_parse (date, &day))
    return;
  monday = fod_date_add_days (date, G_DATE_MONDAY - (int)g_date_get_weekday (&day));
  if (monday == NULL || strcmp (monday, self->monday) == 0)
    return;
  g_strlcpy (self->monday, monday, sizeof self->monday);
  refresh (self);
}

void
fod_week_view_set_weekend (FodWeekView *self, gboolean weekend)
{
  g_return_if_fail (FOD_IS_WEEK_VIEW (self));

  self->weekend = weekend;
  for (int i = WORK_DAYS; i < DAYS; i++)
    {
      gtk_widget_set_visible (self->heads[i], weekend);
      gtk_widget_set_visible (self->boxes[i], weekend);
    }
  fod_hour_grid_set_n_days (self->grid, count_days (self));
}

void
fod_week_view_focus_day (FodWeekView *self, const char *date)
{
  GtkWidget *focus;
  FodDayColumn *column;
  int index;

  g_return_if_fail (FOD_IS_WEEK_VIEW (self) && self->monday[0] != '\0');

  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  if (focus != NULL && FOD_IS_DAY_COLUMN (focus) &&
      gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    self->cursor = fod_day_column_get_cursor (FOD_DAY_COLUMN (focus));
  index = fod_date_days_between (self->monday, date);
  if (index < 0 || index >= count_days (self))
    return;

  column = fod_hour_grid_get_column (self->grid, index);
  if (self->cursor >= 0)
    fod_day_column_set_cursor (column, self->cursor);
  gtk_widget_grab_focus (GTK_WIDGET (column));
}

GtkWidget *
fod_week_view_find (FodWeekView *self, const char *id)
{
  g_return_val_if_fail (FOD_IS_WEEK_VIEW (self) && id != NULL, NULL);

  for (int i = 0; i < count_days (self); i++)
    {
      GtkWidget *found = fod_day_column_find (fod_hour_grid_get_column (self->grid, i), id);

      if (found == NULL)
        found = find_in_box (self->boxes[i], id);
      if (found != NULL)
        return found;
    }
  return NULL;
}
