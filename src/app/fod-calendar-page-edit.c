/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page "Calendar": what is done to the entries on it. */

#include "config.h"

#include "app/fod-calendar-page-private.h"

#include "app/fod-follow-up-dialog.h"
#include "app/fod-follow-up-edit.h"
#include "base/fod-when.h"

#include <glib/gi18n.h>

#define LEAST_MINUTES 15

static FodRecord *
find_record (FodCalendarPage *self, const char *id)
{
  FodEntity *entity = fod_calendar_window_find (self->window, id);

  return entity == NULL ? NULL : fod_entity_get_record (entity);
}

static void
on_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (widget);

  fod_follow_up_dialog_open (widget, self->context, g_variant_get_string (parameter, NULL));
}

static void
on_new (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (widget);
  g_auto (GVariantBuilder) known = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  g_autoptr (GVariant) sunk = NULL;

  g_variant_builder_add (&known, "{ss}", "slot", g_variant_get_string (parameter, NULL));
  sunk = g_variant_ref_sink (g_variant_builder_end (&known));
  fod_follow_up_dialog_new_row (widget, self->context, sunk);
}

static void
set_slot (FodCalendarPage *self, FodRecord *record, const FodWhen *when)
{
  g_autofree char *slot = fod_when_format (when);

  fod_follow_up_set_slot (GTK_WIDGET (self), self->context, record, slot);
}

static void
on_move (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (widget);
  FodRecord *record;
  FodWhen when;
  const char *id;
  int days;
  int minutes;

  g_variant_get (parameter, "(&sii)", &id, &days, &minutes);
  record = find_record (self, id);
  if (record == NULL || !fod_when_parse_here (fod_record_get (record, "slot"), &when))
    return;
  fod_when_move (&when, days, minutes);
  set_slot (self, record, &when);
}

static void
on_resize (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (widget);
  FodRecord *record;
  FodWhen when;
  FodWhen longer;
  const char *id;
  int minutes;

  g_variant_get (parameter, "(&si)", &id, &minutes);
  record = find_record (self, id);
  if (record == NULL || !fod_when_parse_here (fod_record_get (record, "slot"), &when) ||
      !fod_when_has_time (&when))
    return;
  fod_when_init_time (&longer, when.date, when.start,
                      MAX (fod_when_get_minutes (&when) + minutes, LEAST_MINUTES), when.zone);
  set_slot (self, record, &longer);
}

static void
on_place (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (widget);
  FodRecord *record;
  const char *id;
  const char *slot;

  g_variant_get (parameter, "(&s&s)", &id, &slot);
  record = find_record (self, id);
  if (record != NULL)
    fod_follow_up_set_slot (widget, self->context, record, slot);
}

static void
on_status (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (widget);
  FodRecord *record;
  const char *id;
  const char *status;

  g_variant_get (parameter, "(&s&s)", &id, &status);
  record = find_record (self, id);
  if (record != NULL)
    fod_follow_up_set_status (widget, self->context, record, status);
}

static void
on_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodCalendarPage *self = FOD_CALENDAR_PAGE (widget);
  FodRecord *record = find_record (self, g_variant_get_string (parameter, NULL));

  if (record == NULL)
    return;
  fod_follow_up_delete (widget, self->context, record);
}

static GtkWidget *
find_widget (FodCalendarPage *self, const char *id)
{
  if (self->month)
    return fod_month_view_find (self->month_view, id);
  return self->narrow ? fod_day_list_find (self->day_list, id)
                      : fod_week_view_find (self->week_view, id);
}

static void
add_menu_item (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static GMenu *
build_menu (const char *id)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) outcome = g_menu_new ();
  g_autoptr (GMenu) move = g_menu_new ();

  add_menu_item (menu, _ ("Open"), "calendar.open", g_variant_new_string (id));
  add_menu_item (outcome, _ ("Done"), "calendar.status", g_variant_new ("(ss)", id, "done"));
  add_menu_item (outcome, _ ("Cancelled"), "calendar.status",
                 g_variant_new ("(ss)", id, "cancelled"));
  add_menu_item (outcome, _ ("No-show"), "calendar.status", g_variant_new ("(ss)", id, "no-show"));
  add_menu_item (outcome, _ ("Planned again"), "calendar.status",
                 g_variant_new ("(ss)", id, "planned"));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (outcome));
  add_menu_item (move, _ ("Move a day"), "calendar.move", g_variant_new ("(sii)", id, 1, 0));
  add_menu_item (move, _ ("Move a week"), "calendar.move", g_variant_new ("(sii)", id, 7, 0));
  add_menu_item (move, _ ("Move to the bin"), "calendar.delete", g_variant_new_string (id));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (move));
  return menu;
}

static gboolean
on_menu_idle (gpointer popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

/* Not at once: the item that closed it still looks for its action from here. */
static void
on_menu_closed (GtkWidget *popover)
{
  gtk_widget_grab_focus (gtk_widget_get_parent (popover));
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_menu_idle, g_object_ref (popover), g_object_unref);
}

static void
on_menu (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *id = g_variant_get_string (parameter, NULL);
  GtkWidget *entry = find_widget (FOD_CALENDAR_PAGE (widget), id);
  g_autoptr (GMenu) menu = NULL;
  GtkWidget *popover;

  if (entry == NULL)
    return;
  menu = build_menu (id);
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_widget_set_parent (popover, entry);
  g_signal_connect (popover, "closed", G_CALLBACK (on_menu_closed), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

void
fod_calendar_page_install_edits (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "calendar.open", "s", on_open);
  gtk_widget_class_install_action (klass, "calendar.new", "s", on_new);
  gtk_widget_class_install_action (klass, "calendar.move", "(sii)", on_move);
  gtk_widget_class_install_action (klass, "calendar.resize", "(si)", on_resize);
  gtk_widget_class_install_action (klass, "calendar.place", "(ss)", on_place);
  gtk_widget_class_install_action (klass, "calendar.status", "(ss)", on_status);
  gtk_widget_class_install_action (klass, "calendar.delete", "s", on_delete);
  gtk_widget_class_install_action (klass, "calendar.menu", "s", on_menu);
}
