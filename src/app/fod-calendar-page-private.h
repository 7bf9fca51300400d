/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-calendar-page.h"
#include "app/fod-context.h"
#include "app/fod-day-list.h"
#include "app/fod-go-to.h"
#include "app/fod-month-view.h"
#include "app/fod-week-view.h"

G_BEGIN_DECLS

struct _FodCalendarPage
{
  AdwBin parent_instance;

  FodContext *context;       /* owned */
  FodCalendarWindow *window; /* owned */
  FodNameBook *names;        /* owned */
  char date[11];             /* the day that was last chosen */
  gboolean month;
  gboolean everyone;
  gboolean narrow;
  guint layout_idle;

  GtkStack *stack;          /* template */
  FodWeekView *week_view;   /* template */
  FodMonthView *month_view; /* template */
  FodDayList *day_list;     /* template */
  GtkMenuButton *title;     /* template */
  GtkLabel *title_label;    /* template */
  FodGoTo *go_to;           /* template */
  GtkWidget *today_button;  /* template */
  GtkWidget *views;         /* template */
  GtkWidget *view_menu;     /* template */
};

/* fod_calendar_page_install_edits: the actions that open, make and change entries */
void fod_calendar_page_install_edits (GtkWidgetClass *klass);

G_END_DECLS
