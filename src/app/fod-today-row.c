/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One follow-up and its actions. The edits themselves are fod-follow-up-edit's. */

#include "config.h"

#include "app/fod-today-row.h"

#include "app/fod-day-popover.h"
#include "app/fod-follow-up-edit.h"
#include "app/fod-format.h"
#include "app/fod-go.h"
#include "app/fod-name.h"
#include "app/fod-read-only.h"
#include "base/fod-date.h"
#include "base/fod-when.h"

#include <glib/gi18n.h>

#include <string.h>

struct _FodTodayRow
{
  GtkListBoxRow parent_instance;

  FodContext *context;
  FodTodayModel *model;
  FodEntity *entity;

  GtkWidget *done;     /* template */
  GtkLabel *title;     /* template */
  GtkLabel *subtitle;  /* template */
  GtkLabel *badge;     /* template */
  GtkMenuButton *more; /* template */
};

G_DEFINE_FINAL_TYPE (FodTodayRow, fod_today_row, GTK_TYPE_LIST_BOX_ROW)

static FodRecord *
get_record (FodTodayRow *self)
{
  return fod_entity_get_record (self->entity);
}

static void
move_to (FodTodayRow *self, const char *date)
{
  const char *slot = fod_entity_get (self->entity, "slot");
  g_autofree char *moved = NULL;
  FodWhen when;

  if (slot == NULL || !fod_when_parse_here (slot, &when))
    return;
  fod_when_move (&when, fod_date_days_between (when.date, date), 0);
  moved = fod_when_format (&when);
  fod_follow_up_set_slot (GTK_WIDGET (self), self->context, get_record (self), moved);
}

static void
on_postpone (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodTodayRow *self = FOD_TODAY_ROW (widget);
  const char *today = fod_today_model_get_today (self->model);
  g_autofree char *date = NULL;
  int days = 1;
  GDate day;

  if (g_str_equal (g_variant_get_string (parameter, NULL), "monday"))
    {
      fod_date_parse (today, &day);
      days = 8 - (int)g_date_get_weekday (&day);
    }
  date = fod_date_add_days (today, days);
  move_to (self, date);
}

static void
on_day_picked (GtkWidget *parent, const char *date)
{
  GtkWidget *row = gtk_widget_get_ancestor (parent, FOD_TYPE_TODAY_ROW);

  move_to (FOD_TODAY_ROW (row), date);
}

static void
on_pick (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodTodayRow *self = FOD_TODAY_ROW (widget);

  fod_day_popover_show (GTK_WIDGET (self->more), fod_today_model_get_today (self->model),
                        on_day_picked);
}

static void
on_status (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodTodayRow *self = FOD_TODAY_ROW (widget);

  fod_follow_up_set_status (widget, self->context, get_record (self),
                            g_variant_get_string (parameter, NULL));
}

static void
on_note (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodTodayRow *self = FOD_TODAY_ROW (widget);
  const char *slot = fod_entity_get (self->entity, "slot");
  FodWhen when;

  if (slot != NULL && fod_when_parse_here (slot, &when))
    fod_go_new (widget, FOD_KIND_NOTE, "participant", fod_entity_get (self->entity, "participant"),
                "date", when.date, NULL);
}

static void
on_participant (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FodTodayRow *self = FOD_TODAY_ROW (widget);

  fod_go_show (widget, FOD_KIND_PARTICIPANT, fod_entity_get (self->entity, "participant"));
}

/* "Overdue" in words and colour; an appointment that is going on, likewise. */
static void
show_badge (FodTodayRow *self, const FodWhen *when, const char *today)
{
  gboolean overdue = strcmp (when->end_date, today) < 0;
  int minutes = 0;
  gboolean now;
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (
      fod_clock_get_real_ms (fod_context_get_clock (self->context)) / 1000);

  minutes = g_date_time_get_hour (moment) * 60 + g_date_time_get_minute (moment);
  now = fod_when_has_time (when) && g_str_equal (when->date, today) && when->start <= minutes &&
        minutes < when->end;

  gtk_label_set_text (self->badge, overdue ? _ ("Overdue") : C_ ("appointment", "Now"));
  gtk_widget_set_visible (GTK_WIDGET (self->badge), overdue || now);
  if (overdue)
    gtk_widget_add_css_class (GTK_WIDGET (self->badge), "overdue");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->badge), "overdue");
}

static char *
describe (FodTodayRow *self, const FodWhen *when, const char *today)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  const char *who = fod_today_model_get_participant_name (
      self->model, fod_entity_get (self->entity, "participant"));
  const char *place = fod_entity_get (self->entity, "place");
  gboolean late = strcmp (when->date, today) < 0;

  g_ptr_array_add (parts, fod_format_slot (fod_entity_get (self->entity, "slot"), today));
  if (late)
    g_ptr_array_add (parts, fod_format_ago (when->date, today));
  if (who != NULL)
    g_ptr_array_add (parts, g_strdup (who));
  if (place != NULL)
    g_ptr_array_add (parts, g_strdup (place));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **)parts->pdata);
}

static void
update (FodTodayRow *self)
{
  const char *today = fod_today_model_get_today (self->model);
  const char *title = fod_entity_get (self->entity, "title");
  const char *slot = fod_entity_get (self->entity, "slot");
  g_autofree char *subtitle = NULL;
  g_autofree char *done_name = NULL;
  g_autofree char *more_name = NULL;
  g_autofree char *row_name = NULL;
  FodWhen when;

  if (slot == NULL || !fod_when_parse_here (slot, &when))
    return;
  title = title != NULL ? title : "";
  subtitle = describe (self, &when, today);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, subtitle);
  show_badge (self, &when, today);

  /* Translators: a button on the row; followed by the follow-up's title */
  done_name = g_strdup_printf (_ ("Done: %s"), title);
  more_name = g_strdup_printf (_ ("More: %s"), title);
  row_name = g_strdup_printf (
      "%s, %s%s%s", title, subtitle, gtk_widget_get_visible (GTK_WIDGET (self->badge)) ? ", " : "",
      gtk_widget_get_visible (GTK_WIDGET (self->badge)) ? gtk_label_get_text (self->badge) : "");
  fod_name (self->done, done_name);
  fod_name (GTK_WIDGET (self->more), more_name);
  fod_name (GTK_WIDGET (self), row_name);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.note",
                                 fod_entity_get (self->entity, "participant") != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.participant",
                                 fod_entity_get (self->entity, "participant") != NULL);
}

static void
fod_today_row_dispose (GObject *object)
{
  FodTodayRow *self = FOD_TODAY_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_TODAY_ROW);
  g_clear_object (&self->entity);
  g_clear_object (&self->model);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_today_row_parent_class)->dispose (object);
}

static void
fod_today_row_class_init (FodTodayRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_today_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-today-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FodTodayRow, done);
  gtk_widget_class_bind_template_child (widget_class, FodTodayRow, title);
  gtk_widget_class_bind_template_child (widget_class, FodTodayRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, FodTodayRow, badge);
  gtk_widget_class_bind_template_child (widget_class, FodTodayRow, more);
  gtk_widget_class_install_action (widget_class, "row.status", "s", on_status);
  gtk_widget_class_install_action (widget_class, "row.postpone", "s", on_postpone);
  gtk_widget_class_install_action (widget_class, "row.pick", NULL, on_pick);
  gtk_widget_class_install_action (widget_class, "row.note", NULL, on_note);
  gtk_widget_class_install_action (widget_class, "row.participant", NULL, on_participant);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "row.status",
                                       "s", "done");
}

static void
fod_today_row_init (FodTodayRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
fod_today_row_new (FodContext *context, FodTodayModel *model, FodEntity *entity)
{
  FodTodayRow *self = g_object_new (FOD_TYPE_TODAY_ROW, NULL);

  self->context = g_object_ref (context);
  self->model = g_object_ref (model);
  self->entity = g_object_ref (entity);
  g_signal_connect_object (entity, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "names-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  fod_read_only_apply (GTK_WIDGET (self), self->context);
  return GTK_WIDGET (self);
}

void
fod_today_row_open (FodTodayRow *self)
{
  g_return_if_fail (FOD_IS_TODAY_ROW (self));

  fod_go_show (GTK_WIDGET (self), FOD_KIND_FOLLOW_UP, fod_entity_get_id (self->entity));
}
