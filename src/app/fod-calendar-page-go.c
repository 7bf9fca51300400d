/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page "Calendar": which days it shows, and how one gets to others. */

#include "config.h"

#include "app/fod-calendar-page-private.h"

#include "app/fod-format.h"
#include "app/fod-name.h"
#include "base/fod-date.h"

#include <glib/gi18n.h>
#include <string.h>

static void
show_title (FodCalendarPage *self)
{
  g_autofree char *week = fod_format_week (self->date);
  g_autofree char *title = NULL;
  g_autofree char *name = NULL;
  const char *month;
  GDate date;
  gboolean with_week = !self->month;

  fod_date_parse (self->date, &date);
  month = fod_format_month ((int)g_date_get_month (&date));
  if (with_week && self->narrow)
    title = g_strdup (week);
  else if (with_week)
    /* Translators: the calendar's title: week, month, year. */
    title = g_strdup_printf (_ ("%1$s · %2$s %3$d"), week, month, g_date_get_year (&date));
  else
    title = g_strdup_printf ("%s %d", month, g_date_get_year (&date));
  gtk_label_set_text (self->title_label, title);
  name = g_strdup_printf (_ ("%s, go to week or date"), title);
  fod_name (GTK_WIDGET (self->title), name);
}

static void
set_range (FodCalendarPage *self)
{
  char first[11];
  char last[11];

  /* The whole month also for the week: turning weeks then asks the store seldom. */
  if (fod_month_view_get_range (self->date, first, last))
    fod_calendar_window_set_range (self->window, first, last);
}

void
fod_calendar_page_go (FodCalendarPage *self, const char *date)
{
  if (!fod_date_parse (date, NULL))
    return;

  g_strlcpy (self->date, date, sizeof self->date);
  set_range (self);
  fod_week_view_set_date (self->week_view, date);
  fod_month_view_set_date (self->month_view, date);
  fod_day_list_set_date (self->day_list, date);
  fod_go_to_set_date (self->go_to, date);
  show_title (self);
}

void
fod_calendar_page_show_view (FodCalendarPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, self->month    ? "month"
                                                 : self->narrow ? "day"
                                                                : "week");
  gtk_widget_set_visible (self->today_button, !self->narrow);
  gtk_widget_set_visible (self->views, !self->narrow);
  fod_month_view_set_compact (self->month_view, self->narrow);
  show_title (self);
}

void
fod_calendar_page_focus_day (FodCalendarPage *self)
{
  if (self->month)
    fod_month_view_focus_day (self->month_view, self->date);
  else if (self->narrow)
    fod_day_list_focus (self->day_list);
  else
    fod_week_view_focus_day (self->week_view, self->date);
}

/* Turns the page by @pages weeks or months. */
static void
turn (FodCalendarPage *self, int pages)
{
  g_autofree char *date = NULL;
  GDate day;

  fod_date_parse (self->date, &day);
  if (!self->month)
    date = fod_date_add_days (self->date, pages * 7);
  else
    {
      if (pages > 0)
        g_date_add_months (&day, (guint)pages);
      else
        g_date_subtract_months (&day, (guint)-pages);
      date = fod_date_format (&day);
    }
  fod_calendar_page_go (self, date);
}

static void
on_previous (GtkWidget *widget, const char *name, GVariant *parameter)
{
  turn (FOD_CALENDAR_PAGE (widget), -1);
}

static void
on_next (GtkWidget *widget, const char *name, GVariant *parameter)
{
  turn (FOD_CALENDAR_PAGE (widget), 1);
}

gboolean
fod_calendar_page_shows_weekend (FodCalendarPage *self)
{
  return g_settings_get_boolean (fod_context_get_settings (self->context), "week-shows-weekend");
}

/* On a Saturday or Sunday that the week does not show, the week that is ahead. */
void
fod_calendar_page_go_today (FodCalendarPage *self)
{
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *monday = NULL;
  GDate date;

  fod_date_parse (today, &date);
  if (!self->month && !self->narrow && !fod_calendar_page_shows_weekend (self) &&
      g_date_get_weekday (&date) >= G_DATE_SATURDAY)
    monday = fod_date_add_days (today, G_DATE_SUNDAY + 1 - (int)g_date_get_weekday (&date));
  fod_calendar_page_go (self, monday == NULL ? today : monday);
}

static void
on_today (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fod_calendar_page_go_today (FOD_CALENDAR_PAGE (widget));
}

static void
on_go_to (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (FOD_CALENDAR_PAGE (widget)->title);
}

/* The next day to the side; over Saturday and Sunday where they are not shown. */
static void
on_step (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (widget);
  GSettings *settings = fod_context_get_settings (self->context);
  gboolean skip =
      !self->month && !self->narrow && !g_settings_get_boolean (settings, "week-shows-weekend");
  int days = g_variant_get_int32 (parameter);
  g_autofree char *date = g_strdup (self->date);
  GDate day;

  do
    {
      g_autofree char *next = fod_date_add_days (date, days);

      if (!fod_date_parse (next, &day))
        return;
      g_free (date);
      date = g_steal_pointer (&next);
    }
  while (skip && ABS (days) == 1 && g_date_get_weekday (&day) >= G_DATE_SATURDAY);

  fod_calendar_page_go (self, date);
  fod_calendar_page_focus_day (self);
}

static void
on_choose (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fod_calendar_page_go (FOD_CALENDAR_PAGE (widget), g_variant_get_string (parameter, NULL));
}

void
fod_calendar_page_install_going (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "calendar.previous", NULL, on_previous);
  gtk_widget_class_install_action (klass, "calendar.next", NULL, on_next);
  gtk_widget_class_install_action (klass, "calendar.today", NULL, on_today);
  gtk_widget_class_install_action (klass, "calendar.go-to", NULL, on_go_to);
  gtk_widget_class_install_action (klass, "calendar.step", "i", on_step);
  gtk_widget_class_install_action (klass, "calendar.choose", "s", on_choose);
}
