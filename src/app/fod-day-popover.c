/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A popover with a calendar, with week numbers, for one day. */

#include "config.h"

#include "app/fod-day-popover.h"

#include "app/fod-name.h"
#include "base/fod-date.h"

#include <glib/gi18n.h>

static void
on_day_selected (GtkCalendar *calendar, gpointer user_data)
{
  FodDayPicked picked = (FodDayPicked)user_data;
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER);
  GtkWidget *parent = gtk_widget_get_parent (popover);
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");

  picked (parent, date);
  gtk_popover_popdown (GTK_POPOVER (popover));
}

/* Not while it is still closing: GTK goes on with it after the signal. */
static gboolean
on_closed_idle (gpointer user_data)
{
  GtkWidget *popover = user_data;

  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  g_object_unref (popover);
  return G_SOURCE_REMOVE;
}

static void
on_closed (GtkWidget *popover)
{
  g_idle_add (on_closed_idle, g_object_ref (popover));
}

void
fod_day_popover_show (GtkWidget *parent, const char *date, FodDayPicked picked)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();
  GDate day;

  if (fod_date_parse (date, &day))
    {
      g_autoptr (GDateTime) moment = g_date_time_new_local (
          g_date_get_year (&day), (int)g_date_get_month (&day), g_date_get_day (&day), 12, 0, 0);

      gtk_calendar_select_day (GTK_CALENDAR (calendar), moment);
    }
  gtk_calendar_set_show_week_numbers (GTK_CALENDAR (calendar), TRUE);
  fod_name (calendar, _ ("Another day"));
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_widget_set_parent (popover, parent);
  g_signal_connect (popover, "closed", G_CALLBACK (on_closed), NULL);
  g_signal_connect (calendar, "day-selected", G_CALLBACK (on_day_selected), (gpointer)picked);
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_widget_grab_focus (calendar);
}
