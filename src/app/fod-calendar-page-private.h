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
  guint focus_idle;

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

/* fod_calendar_page_go: shows @date in every view */
void fod_calendar_page_go (FodCalendarPage *self, const char *date);

/* fod_calendar_page_go_today: shows today, or the week that is ahead */
void fod_calendar_page_go_today (FodCalendarPage *self);

/* fod_calendar_page_show_view: shows week, month or day, as was chosen and as there is room */
void fod_calendar_page_show_view (FodCalendarPage *self);

/* fod_calendar_page_focus_day: moves the focus to the day that was last chosen */
void fod_calendar_page_focus_day (FodCalendarPage *self);

/* fod_calendar_page_shows_weekend: whether the week has Saturday and Sunday */
gboolean fod_calendar_page_shows_weekend (FodCalendarPage *self);

/* fod_calendar_page_install_going: the actions that lead to other days */
void fod_calendar_page_install_going (GtkWidgetClass *klass);

/* fod_calendar_page_install_edits: the actions that open, make and change entries */
void fod_calendar_page_install_edits (GtkWidgetClass *klass);

G_END_DECLS
