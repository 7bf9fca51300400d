/* SPDX-License-Identifier: GPL-3.0-or-later */

/* "Go to week or date". */

#include "config.h"

#include "app/fod-go-to.h"

#include "app/fod-name.h"
#include "base/fod-date-input.h"
#include "base/fod-date.h"

#include <glib/gi18n.h>

struct _FodGoTo
{
  GtkPopover parent_instance;

  FodContext *context; /* owned */
  gboolean filling;

  GtkEntry *entry;       /* template */
  GtkLabel *hint;        /* template */
  GtkCalendar *calendar; /* template */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodGoTo, fod_go_to, GTK_TYPE_POPOVER)

static void
set_wrong (FodGoTo *self, gboolean wrong)
{
  if (wrong)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      gtk_label_set_text (self->hint, _ ("That is no week or day. Write for example 48, 1/12 or "
                                         "Friday."));
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
      gtk_label_set_text (self->hint, _ ("A week or a day: 48, 1/12, Friday, in 3 weeks"));
    }
}

static void
choose (FodGoTo *self, const GDate *date)
{
  g_autofree char *text = fod_date_format (date);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, text);
}

static void
on_activate (FodGoTo *self)
{
  g_autofree char *today = fod_context_dup_today (self->context);
  GDate from;
  GDate date;

  if (fod_date_parse (today, &from) &&
      fod_date_input_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                            FOD_DATE_INPUT_GO_TO, &from, &date))
    choose (self, &date);
  else
    set_wrong (self, TRUE);
}

static void
on_changed (FodGoTo *self)
{
  set_wrong (self, FALSE);
}

static void
on_day_selected (FodGoTo *self)
{
  g_autoptr (GDateTime) picked = NULL;
  GDate date;

  if (self->filling)
    return;
  picked = gtk_calendar_get_date (self->calendar);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)g_date_time_get_day_of_month (picked),
                  (GDateMonth)g_date_time_get_month (picked),
                  (GDateYear)g_date_time_get_year (picked));
  choose (self, &date);
}

static void
on_show (FodGoTo *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  set_wrong (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
fod_go_to_dispose (GObject *object)
{
  FodGoTo *self = FOD_GO_TO (object);

  /* The popover lets go of its child by itself, and must do so first. */
  gtk_popover_set_child (GTK_POPOVER (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_GO_TO);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_go_to_parent_class)->dispose (object);
}

static void
fod_go_to_class_init (FodGoToClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_go_to_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-go-to.ui");
  gtk_widget_class_bind_template_child (widget_class, FodGoTo, entry);
  gtk_widget_class_bind_template_child (widget_class, FodGoTo, hint);
  gtk_widget_class_bind_template_child (widget_class, FodGoTo, calendar);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_day_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_show);
}

static void
fod_go_to_init (FodGoTo *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fod_name (GTK_WIDGET (self->entry), _ ("Go to week or date"));
  fod_name (GTK_WIDGET (self->calendar), _ ("Days of the month"));
  set_wrong (self, FALSE);
}

void
fod_go_to_set_context (FodGoTo *self, FodContext *context)
{
  g_return_if_fail (FOD_IS_GO_TO (self) && self->context == NULL);
  g_return_if_fail (FOD_IS_CONTEXT (context));

  self->context = g_object_ref (context);
}

void
fod_go_to_set_date (FodGoTo *self, const char *date)
{
  g_autoptr (GDateTime) day = NULL;
  GDate parsed;

  g_return_if_fail (FOD_IS_GO_TO (self));

  if (!fod_date_parse (date, &parsed))
    return;
  day = g_date_time_new_local (g_date_get_year (&parsed), (int)g_date_get_month (&parsed),
                               g_date_get_day (&parsed), 12, 0, 0);
  self->filling = TRUE;
  gtk_calendar_select_day (self->calendar, day);
  self->filling = FALSE;
}
