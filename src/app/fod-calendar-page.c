/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page "Calendar": which days are shown and how, and what is done to the entries on them. */

#include "config.h"

#include "app/fod-calendar-page-private.h"

#include "app/fod-follow-up-dialog.h"
#include "app/fod-format.h"
#include "app/fod-name.h"
#include "app/fod-page.h"
#include "base/fod-date.h"

#include <glib/gi18n.h>
#include <string.h>

/* Below this a week by the hour has no room for names. */
#define NARROW_BELOW 620

enum
{
  PROP_CONTEXT = 1,
  PROP_VIEW,
  PROP_EVERYONE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void fod_calendar_page_page_init (FodPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FodCalendarPage,
                               fod_calendar_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (FOD_TYPE_PAGE, fod_calendar_page_page_init))

/* What is shown */

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

static void
show_date (FodCalendarPage *self, const char *date)
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

static void
show_view (FodCalendarPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, self->month    ? "month"
                                                 : self->narrow ? "day"
                                                                : "week");
  gtk_widget_set_visible (self->today_button, !self->narrow);
  gtk_widget_set_visible (self->views, !self->narrow);
  fod_month_view_set_compact (self->month_view, self->narrow);
  show_title (self);
}

static void
focus_day (FodCalendarPage *self)
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
  show_date (self, date);
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

static void
on_today (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (widget);
  g_autofree char *today = fod_context_dup_today (self->context);

  show_date (self, today);
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

  show_date (self, date);
  focus_day (self);
}

static void
on_choose (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_date (FOD_CALENDAR_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
set_month (FodCalendarPage *self, gboolean month)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);
  gboolean inside = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack));

  if (self->month == month)
    return;
  self->month = month;
  show_view (self);
  if (inside)
    focus_day (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

static void
set_everyone (FodCalendarPage *self, gboolean everyone)
{
  if (self->everyone == everyone)
    return;
  self->everyone = everyone;
  fod_calendar_window_set_everyone (self->window, everyone);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EVERYONE]);
}

/* A week's number, or a day where the month has only room for numbers. */
static void
on_show_week (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (widget);

  show_date (self, g_variant_get_string (parameter, NULL));
  set_month (self, FALSE);
  focus_day (self);
}

/* Layout */

static gboolean
on_layout_idle (gpointer user_data)
{
  FodCalendarPage *self = user_data;

  self->layout_idle = 0;
  show_view (self);
  return G_SOURCE_REMOVE;
}

static void
fod_calendar_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (widget);
  gboolean narrow = width < NARROW_BELOW;

  GTK_WIDGET_CLASS (fod_calendar_page_parent_class)
      ->size_allocate (widget, width, height, baseline);

  /* Children may not change their size while they are being given one. */
  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  if (self->layout_idle == 0)
    self->layout_idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_layout_idle, self, NULL);
}

static void
on_chosen (FodCalendarPage *self, const char *date)
{
  show_date (self, date);
  focus_day (self);
}

static void
on_settings_changed (FodCalendarPage *self)
{
  GSettings *settings = fod_context_get_settings (self->context);

  fod_week_view_set_weekend (self->week_view,
                             g_settings_get_boolean (settings, "week-shows-weekend"));
}

/* FodPage */

static void
fod_calendar_page_show_row (FodPage *page, const char *kind, const char *id)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (page);

  fod_follow_up_dialog_open (GTK_WIDGET (self), self->context, id);
}

static void
fod_calendar_page_add (FodPage *page, const char *kind, GVariant *known)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (page);

  fod_follow_up_dialog_new_row (GTK_WIDGET (self), self->context, known);
}

static void
fod_calendar_page_show_date (FodPage *page, const char *date)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (page);

  show_date (self, date);
  focus_day (self);
}

static void
fod_calendar_page_start_search (FodPage *page)
{
  gtk_menu_button_popup (FOD_CALENDAR_PAGE (page)->title);
}

static void
fod_calendar_page_page_init (FodPageInterface *iface)
{
  iface->show_row = fod_calendar_page_show_row;
  iface->add = fod_calendar_page_add;
  iface->show_date = fod_calendar_page_show_date;
  iface->start_search = fod_calendar_page_start_search;
}

static void
fod_calendar_page_constructed (GObject *object)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (object);
  GSettings *settings = fod_context_get_settings (self->context);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GAction) weekend = g_settings_create_action (settings, "week-shows-weekend");
  g_autofree char *today = fod_context_dup_today (self->context);

  G_OBJECT_CLASS (fod_calendar_page_parent_class)->constructed (object);

  self->names = fod_name_book_new (fod_context_get_store (self->context));
  self->window = fod_calendar_window_new (fod_context_get_store (self->context),
                                          fod_context_get_directory (self->context));
  fod_week_view_set_context (self->week_view, self->context, self->window, self->names);
  fod_month_view_set_context (self->month_view, self->context, self->window, self->names);
  fod_day_list_set_context (self->day_list, self->context, self->window, self->names);
  fod_go_to_set_context (self->go_to, self->context);
  g_action_map_add_action (G_ACTION_MAP (group), weekend);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "calendar-settings", G_ACTION_GROUP (group));
  g_signal_connect_object (settings, "changed::week-shows-weekend",
                           G_CALLBACK (on_settings_changed), self, G_CONNECT_SWAPPED);
  on_settings_changed (self);
  show_date (self, today);
  show_view (self);
}

static void
fod_calendar_page_dispose (GObject *object)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (object);

  g_clear_handle_id (&self->layout_idle, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_CALENDAR_PAGE);
  g_clear_object (&self->window);
  g_clear_object (&self->names);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_calendar_page_parent_class)->dispose (object);
}

static void
fod_calendar_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (object);

  switch (id)
    {
    case PROP_VIEW:
      g_value_set_static_string (value, self->month ? "month" : "week");
      break;
    case PROP_EVERYONE:
      g_value_set_boolean (value, self->everyone);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fod_calendar_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (object);

  switch (id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    case PROP_VIEW:
      set_month (self, g_strcmp0 (g_value_get_string (value), "month") == 0);
      break;
    case PROP_EVERYONE:
      set_everyone (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "calendar.previous", NULL, on_previous);
  gtk_widget_class_install_action (klass, "calendar.next", NULL, on_next);
  gtk_widget_class_install_action (klass, "calendar.today", NULL, on_today);
  gtk_widget_class_install_action (klass, "calendar.go-to", NULL, on_go_to);
  gtk_widget_class_install_action (klass, "calendar.step", "i", on_step);
  gtk_widget_class_install_action (klass, "calendar.choose", "s", on_choose);
  gtk_widget_class_install_property_action (klass, "calendar.view", "view");
  gtk_widget_class_install_property_action (klass, "calendar.everyone", "everyone");
  gtk_widget_class_install_action (klass, "calendar.show-week", "s", on_show_week);
  gtk_widget_class_install_action (klass, "calendar.show-day", "s", on_show_week);
}

static void
install_keys (GtkWidgetClass *klass)
{
  gtk_widget_class_add_binding_action (klass, GDK_KEY_t, 0, "calendar.today", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_g, 0, "calendar.go-to", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_u, 0, "calendar.view", "s", "week");
  gtk_widget_class_add_binding_action (klass, GDK_KEY_w, 0, "calendar.view", "s", "week");
  gtk_widget_class_add_binding_action (klass, GDK_KEY_m, 0, "calendar.view", "s", "month");
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Page_Up, 0, "calendar.previous", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Page_Down, 0, "calendar.next", NULL);
}

static void
fod_calendar_page_class_init (FodCalendarPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = fod_calendar_page_constructed;
  object_class->dispose = fod_calendar_page_dispose;
  object_class->get_property = fod_calendar_page_get_property;
  object_class->set_property = fod_calendar_page_set_property;
  widget_class->size_allocate = fod_calendar_page_size_allocate;

  properties[PROP_CONTEXT] =
      g_param_spec_object ("context", NULL, NULL, FOD_TYPE_CONTEXT,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_VIEW] =
      g_param_spec_string ("view", NULL, NULL, "week",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_EVERYONE] =
      g_param_spec_boolean ("everyone", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (FOD_TYPE_WEEK_VIEW);
  g_type_ensure (FOD_TYPE_MONTH_VIEW);
  g_type_ensure (FOD_TYPE_DAY_LIST);
  g_type_ensure (FOD_TYPE_GO_TO);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-calendar-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FodCalendarPage, stack);
  gtk_widget_class_bind_template_child (widget_class, FodCalendarPage, week_view);
  gtk_widget_class_bind_template_child (widget_class, FodCalendarPage, month_view);
  gtk_widget_class_bind_template_child (widget_class, FodCalendarPage, day_list);
  gtk_widget_class_bind_template_child (widget_class, FodCalendarPage, title);
  gtk_widget_class_bind_template_child (widget_class, FodCalendarPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, FodCalendarPage, go_to);
  gtk_widget_class_bind_template_child (widget_class, FodCalendarPage, today_button);
  gtk_widget_class_bind_template_child (widget_class, FodCalendarPage, views);
  gtk_widget_class_bind_template_child (widget_class, FodCalendarPage, view_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  fod_calendar_page_install_edits (widget_class);
  install_actions (widget_class);
  install_keys (widget_class);
}

static void
fod_calendar_page_init (FodCalendarPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fod_name (self->view_menu, _ ("View"));
}
