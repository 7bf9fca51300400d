/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The month: six weeks of days, of which it shows those that it needs. */

#include "config.h"

#include "app/fod-month-view.h"

#include "app/fod-calendar-entry.h"
#include "app/fod-format.h"
#include "app/fod-month-day.h"
#include "app/fod-name.h"
#include "app/fod-slices.h"
#include "base/fod-date.h"

#include <glib/gi18n.h>
#include <string.h>

#define DAYS 7
#define WEEKS 6

struct _FodMonthView
{
  AdwBin parent_instance;

  FodContext *context;       /* owned */
  FodCalendarWindow *window; /* owned */
  char first[11];            /* the Monday at the top left */
  int n_weeks;
  int month;
  char *dragged; /* the id of what is dragged */
  char dragged_from[11];
  FodMonthDay *target;
  FodSlices *filling; /* owned; a part is a day */

  GtkWidget *weekdays[DAYS];
  GtkWidget *rows[WEEKS];
  GtkWidget *numbers[WEEKS];
  FodMonthDay *days[WEEKS][DAYS];

  GtkWidget *head;      /* template */
  GtkWidget *weeks;     /* template */
  GtkSizeGroup *gutter; /* template */
  GtkWidget *corner;    /* template */
};

G_DEFINE_FINAL_TYPE (FodMonthView, fod_month_view, ADW_TYPE_BIN)

static void
set_target (FodMonthView *self, FodMonthDay *target)
{
  if (self->target == target)
    return;
  if (self->target != NULL)
    fod_month_day_set_target (self->target, FALSE);
  self->target = target;
  if (target != NULL)
    fod_month_day_set_target (target, TRUE);
}

static GtkWidget *
pick (FodMonthView *self, double x, double y, GType type)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  return picked == NULL ? NULL : gtk_widget_get_ancestor (picked, type);
}

static void
on_drag_begin (FodMonthView *self, double x, double y)
{
  GtkWidget *entry = pick (self, x, y, FOD_TYPE_CALENDAR_ENTRY);
  GtkWidget *day = pick (self, x, y, FOD_TYPE_MONTH_DAY);

  g_clear_pointer (&self->dragged, g_free);
  if (entry == NULL || day == NULL)
    return;
  self->dragged = g_strdup (fod_calendar_entry_get_id (FOD_CALENDAR_ENTRY (entry)));
  g_strlcpy (self->dragged_from, fod_month_day_get_date (FOD_MONTH_DAY (day)),
             sizeof self->dragged_from);
}

static void
on_drag_update (FodMonthView *self, double dx, double dy, GtkGestureDrag *gesture)
{
  GtkWidget *day;
  double x;
  double y;

  if (self->dragged == NULL || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  if (self->target == NULL && !gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int)dx, (int)dy))
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  day = pick (self, x + dx, y + dy, FOD_TYPE_MONTH_DAY);
  if (day != NULL)
    set_target (self, FOD_MONTH_DAY (day));
}

static void
on_drag_end (FodMonthView *self)
{
  if (self->dragged != NULL && self->target != NULL)
    gtk_widget_activate_action (
        GTK_WIDGET (self), "calendar.move", "(sii)", self->dragged,
        fod_date_days_between (self->dragged_from, fod_month_day_get_date (self->target)), 0);
  set_target (self, NULL);
  g_clear_pointer (&self->dragged, g_free);
}

static void
on_drag_cancel (FodMonthView *self)
{
  set_target (self, NULL);
  g_clear_pointer (&self->dragged, g_free);
}

static void
name_week (FodMonthView *self, int week)
{
  g_autofree char *monday = fod_date_add_days (self->first, week * DAYS);
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;
  GDate date;

  if (!fod_date_parse (monday, &date))
    return;
  number = g_strdup_printf ("%d", fod_date_get_iso_week (&date, NULL));
  gtk_button_set_label (GTK_BUTTON (self->numbers[week]), number);
  /* Translators: opens that week of the calendar. */
  name = g_strdup_printf (_ ("Show week %s"), number);
  fod_name (self->numbers[week], name);
  gtk_widget_set_tooltip_text (self->numbers[week], name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->numbers[week]), "s", monday);
}

static gboolean
fill_day (GtkWidget *widget, guint index)
{
  FodMonthView *self = FOD_MONTH_VIEW (widget);
  g_autofree char *day = fod_date_add_days (self->first, (int)index);
  g_autoptr (GPtrArray) entries = NULL;
  GDate date;

  if (!fod_date_parse (day, &date))
    return TRUE;
  entries = fod_calendar_window_list_day (self->window, day);
  fod_month_day_set_day (self->days[index / DAYS][index % DAYS], day, entries,
                         (int)g_date_get_month (&date) != self->month);
  return TRUE;
}

static void
refresh (FodMonthView *self)
{
  if (self->first[0] == '\0')
    return;

  for (int i = 0; i < DAYS; i++)
    gtk_label_set_text (GTK_LABEL (self->weekdays[i]), fod_format_weekday_short (i + 1));
  for (int i = 0; i < WEEKS; i++)
    {
      gtk_widget_set_visible (self->rows[i], i < self->n_weeks);
      if (i < self->n_weeks)
        name_week (self, i);
    }
  fod_slices_start (self->filling, (guint)self->n_weeks * DAYS);
}

static void
fod_month_view_dispose (GObject *object)
{
  FodMonthView *self = FOD_MONTH_VIEW (object);

  g_clear_pointer (&self->dragged, g_free);
  g_clear_pointer (&self->filling, fod_slices_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_MONTH_VIEW);
  g_clear_object (&self->window);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_month_view_parent_class)->dispose (object);
}

static void
fod_month_view_class_init (FodMonthViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_month_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-month-view.ui");
  gtk_widget_class_bind_template_child (widget_class, FodMonthView, head);
  gtk_widget_class_bind_template_child (widget_class, FodMonthView, weeks);
  gtk_widget_class_bind_template_child (widget_class, FodMonthView, gutter);
  gtk_widget_class_bind_template_child (widget_class, FodMonthView, corner);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_begin);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_update);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_end);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_cancel);
}

static void
fod_month_view_init (FodMonthView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = fod_slices_new (GTK_WIDGET (self), fill_day);
}

static void
add_week (FodMonthView *self, int week, FodNameBook *names)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *days = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->rows[week] = row;
  self->numbers[week] = gtk_button_new_with_label ("");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->numbers[week]), "calendar.show-week");
  gtk_widget_add_css_class (self->numbers[week], "flat");
  gtk_widget_add_css_class (self->numbers[week], "fod-week-number");
  gtk_widget_set_valign (self->numbers[week], GTK_ALIGN_START);
  gtk_size_group_add_widget (self->gutter, self->numbers[week]);
  gtk_box_append (GTK_BOX (row), self->numbers[week]);

  gtk_box_set_homogeneous (GTK_BOX (days), TRUE);
  gtk_widget_set_hexpand (days, TRUE);
  for (int i = 0; i < DAYS; i++)
    {
      GtkWidget *day = fod_month_day_new (self->context, names);

      self->days[week][i] = FOD_MONTH_DAY (day);
      gtk_box_append (GTK_BOX (days), day);
    }
  gtk_box_append (GTK_BOX (row), days);
  gtk_box_append (GTK_BOX (self->weeks), row);
}

void
fod_month_view_set_context (FodMonthView *self,
                            FodContext *context,
                            FodCalendarWindow *window,
                            FodNameBook *names)
{
  g_return_if_fail (FOD_IS_MONTH_VIEW (self) && self->context == NULL);
  g_return_if_fail (FOD_IS_CONTEXT (context) && FOD_IS_CALENDAR_WINDOW (window));

  self->context = g_object_ref (context);
  self->window = g_object_ref (window);
  for (int i = 0; i < DAYS; i++)
    {
      self->weekdays[i] = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->weekdays[i], "fod-weekday");
      gtk_box_append (GTK_BOX (self->head), self->weekdays[i]);
    }
  for (int i = 0; i < WEEKS; i++)
    add_week (self, i, names);
  g_signal_connect_object (window, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (names, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
}

gboolean
fod_month_view_get_range (const char *date, char first[11], char last[11])
{
  g_autofree char *text = NULL;
  GDate day;
  GDate end;

  if (!fod_date_parse (date, &day))
    return FALSE;

  g_date_set_day (&day, 1);
  end = day;
  g_date_add_months (&end, 1);
  g_date_subtract_days (&end, 1);
  g_date_add_days (&end, (guint)(G_DATE_SUNDAY - (int)g_date_get_weekday (&end)));
  g_date_subtract_days (&day, (guint)(g_date_get_weekday (&day) - G_DATE_MONDAY));

  text = fod_date_format (&day);
  g_strlcpy (first, text, 11);
  g_free (text);
  text = fod_date_format (&end);
  g_strlcpy (last, text, 11);
  return fod_date_parse (first, NULL) && fod_date_parse (last, NULL);
}

void
fod_month_view_set_date (FodMonthView *self, const char *date)
{
  char first[11];
  char last[11];
  GDate day;

  g_return_if_fail (FOD_IS_MONTH_VIEW (self));

  if (!fod_month_view_get_range (date, first, last) || !fod_date_parse (date, &day))
    return;
  if (strcmp (first, self->first) == 0 && (int)g_date_get_month (&day) == self->month)
    return;
  g_strlcpy (self->first, first, sizeof self->first);
  self->month = (int)g_date_get_month (&day);
  self->n_weeks = (fod_date_days_between (first, last) + 1) / DAYS;
  refresh (self);
}

void
fod_month_view_set_compact (FodMonthView *self, gboolean compact)
{
  g_return_if_fail (FOD_IS_MONTH_VIEW (self) && self->context != NULL);

  for (int week = 0; week < WEEKS; week++)
    for (int i = 0; i < DAYS; i++)
      fod_month_day_set_compact (self->days[week][i], compact);
}

void
fod_month_view_focus_day (FodMonthView *self, const char *date)
{
  int days;

  g_return_if_fail (FOD_IS_MONTH_VIEW (self) && self->first[0] != '\0');

  days = fod_date_days_between (self->first, date);
  if (days >= 0 && days < self->n_weeks * DAYS)
    gtk_widget_grab_focus (GTK_WIDGET (self->days[days / DAYS][days % DAYS]));
}

GtkWidget *
fod_month_view_find (FodMonthView *self, const char *id)
{
  g_return_val_if_fail (FOD_IS_MONTH_VIEW (self) && id != NULL, NULL);

  for (int i = 0; i < self->n_weeks * DAYS; i++)
    {
      GtkWidget *found = fod_month_day_find (self->days[i / DAYS][i % DAYS], id);

      if (found != NULL)
        return found;
    }
  return NULL;
}
