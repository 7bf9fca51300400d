/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page "Calendar": which days are shown and how, and what is done to the entries on them. */

#include "config.h"

#include "app/fod-calendar-page-private.h"
#include "app/fod-curtain.h"

#include "app/fod-follow-up-dialog.h"
#include "app/fod-name.h"
#include "app/fod-page.h"
#include "app/fod-read-only.h"
#include "base/fod-date.h"

#include <glib/gi18n.h>
#include <string.h>

/* Below this a week by the hour has no room for names. */
#define NARROW_BELOW 620
#define LEAST_WIDTH 320

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

static void
set_month (FodCalendarPage *self, gboolean month)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);
  gboolean inside = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack));

  if (self->month == month)
    return;
  self->month = month;
  fod_calendar_page_show_view (self);
  if (inside)
    fod_calendar_page_focus_day (self);
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

  fod_calendar_page_go (self, g_variant_get_string (parameter, NULL));
  set_month (self, FALSE);
  fod_calendar_page_focus_day (self);
}

/* Layout */

static gboolean
on_layout_idle (gpointer user_data)
{
  FodCalendarPage *self = user_data;

  self->layout_idle = 0;
  fod_calendar_page_show_view (self);
  return G_SOURCE_REMOVE;
}

/* The page can always be narrow, since it then shows something else. */
/* style: allow parameters: the signature of GtkWidgetClass.measure */
static void
fod_calendar_page_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, -1, minimum, natural, NULL,
                      NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, LEAST_WIDTH);
}

static void
fod_calendar_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (widget);
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));
  gboolean narrow = width < NARROW_BELOW;
  int least;

  /* For the moment until the narrow layout stands, the wide one is cut off. */
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_allocate (child, MAX (width, least), height, baseline, NULL);

  /* Children may not change their size while they are being given one. */
  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  if (self->layout_idle == 0)
    self->layout_idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_layout_idle, self, NULL);
}

static gboolean
on_focus_idle (gpointer user_data)
{
  FodCalendarPage *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  self->focus_idle = 0;
  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack)))
    fod_calendar_page_focus_day (self);
  return G_SOURCE_REMOVE;
}

/* Who comes here wants to move among the days: by keys at once, T, G, the arrows. */
static void
fod_calendar_page_map (GtkWidget *widget)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (widget);

  GTK_WIDGET_CLASS (fod_calendar_page_parent_class)->map (widget);

  if (self->focus_idle == 0)
    self->focus_idle = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_focus_idle, self, NULL);
}

static void
on_chosen (FodCalendarPage *self, const char *date)
{
  fod_calendar_page_go (self, date);
  fod_calendar_page_focus_day (self);
}

static void
on_settings_changed (FodCalendarPage *self)
{
  fod_week_view_set_weekend (self->week_view, fod_calendar_page_shows_weekend (self));
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

  fod_calendar_page_go (self, date);
  fod_calendar_page_focus_day (self);
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

  G_OBJECT_CLASS (fod_calendar_page_parent_class)->constructed (object);

  self->names = fod_name_book_new (fod_context_get_store (self->context));
  self->window = fod_calendar_window_new (fod_context_get_store (self->context),
                                          fod_context_get_directory (self->context));
  fod_curtain (ADW_BIN (self->week_view));
  fod_curtain (ADW_BIN (self->month_view));
  fod_curtain (ADW_BIN (self->day_list));
  fod_week_view_set_context (self->week_view, self->context, self->window, self->names);
  fod_month_view_set_context (self->month_view, self->context, self->window, self->names);
  fod_day_list_set_context (self->day_list, self->context, self->window, self->names);
  fod_go_to_set_context (self->go_to, self->context);
  fod_read_only_apply (GTK_WIDGET (self), self->context);
  g_action_map_add_action (G_ACTION_MAP (group), weekend);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "calendar-settings", G_ACTION_GROUP (group));
  g_signal_connect_object (settings, "changed::week-shows-weekend",
                           G_CALLBACK (on_settings_changed), self, G_CONNECT_SWAPPED);
  on_settings_changed (self);
  fod_calendar_page_go_today (self);
  fod_calendar_page_show_view (self);
}

static void
fod_calendar_page_dispose (GObject *object)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (object);

  g_clear_handle_id (&self->layout_idle, g_source_remove);
  g_clear_handle_id (&self->focus_idle, g_source_remove);
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
  widget_class->map = fod_calendar_page_map;
  widget_class->measure = fod_calendar_page_measure;
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
  fod_calendar_page_install_going (widget_class);
  install_actions (widget_class);
  install_keys (widget_class);
}

static void
fod_calendar_page_init (FodCalendarPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The sizes are this class's own. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  fod_name (self->view_menu, _ ("View"));
}
