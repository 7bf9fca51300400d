/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who, and for how long. The rule is src/ips'. */

#include "config.h"

#include "app/fod-silence-row.h"

#include "app/fod-disc.h"
#include "app/fod-go.h"
#include "app/fod-name.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _FodSilenceRow
{
  GtkListBoxRow parent_instance;

  FodTodayModel *model;
  FodEntity *participant;

  FodDisc *disc;      /* template */
  GtkLabel *name;     /* template */
  GtkLabel *subtitle; /* template */
  GtkWidget *plan;    /* template */
};

G_DEFINE_FINAL_TYPE (FodSilenceRow, fod_silence_row, GTK_TYPE_LIST_BOX_ROW)

static char *
describe (const FodNoContact *judged)
{
  g_autofree char *since = NULL;
  g_autofree char *usual = NULL;

  if (judged->days < 0)
    return g_strdup (_ ("No contact noted, and no entry date"));

  since = judged->last[0] != '\0'
              ? g_strdup_printf (ngettext ("Last contact %d day ago", "Last contact %d days ago",
                                           (gulong)judged->days),
                                 judged->days)
              : g_strdup_printf (ngettext ("No contact noted in %d day",
                                           "No contact noted in %d days", (gulong)judged->days),
                                 judged->days);
  usual =
      g_strdup_printf (ngettext ("at most %d day is usual at this point",
                                 "at most %d days are usual at this point", (gulong)judged->limit),
                       judged->limit);
  return g_strdup_printf ("%s · %s", since, usual);
}

static void
update (FodSilenceRow *self)
{
  const char *name = fod_entity_get (self->participant, "name");
  g_autofree char *subtitle = NULL;
  g_autofree char *plan = NULL;
  g_autofree char *row_name = NULL;
  FodNoContact judged;

  fod_today_model_judge (self->model, self->participant, &judged);
  subtitle = describe (&judged);
  name = name != NULL ? name : "";
  fod_disc_set_name (self->disc, name);
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->subtitle, subtitle);
  /* Translators: a button on the row; followed by the participant's name */
  plan = g_strdup_printf (_ ("Plan a follow-up with %s"), name);
  row_name = g_strdup_printf ("%s, %s", name, subtitle);
  fod_name (self->plan, plan);
  fod_name (GTK_WIDGET (self), row_name);
}

static void
on_plan (GtkWidget *widget, const char *name, GVariant *parameter)
{
  fod_go_new (widget, FOD_KIND_FOLLOW_UP, "participant",
              fod_entity_get_id (FOD_SILENCE_ROW (widget)->participant), NULL);
}

static void
fod_silence_row_dispose (GObject *object)
{
  FodSilenceRow *self = FOD_SILENCE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_SILENCE_ROW);
  g_clear_object (&self->participant);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (fod_silence_row_parent_class)->dispose (object);
}

static void
fod_silence_row_class_init (FodSilenceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_silence_row_dispose;

  g_type_ensure (FOD_TYPE_DISC);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-silence-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FodSilenceRow, disc);
  gtk_widget_class_bind_template_child (widget_class, FodSilenceRow, name);
  gtk_widget_class_bind_template_child (widget_class, FodSilenceRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, FodSilenceRow, plan);
  gtk_widget_class_install_action (widget_class, "row.plan", NULL, on_plan);
}

static void
fod_silence_row_init (FodSilenceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
fod_silence_row_new (FodTodayModel *model, FodEntity *participant)
{
  FodSilenceRow *self = g_object_new (FOD_TYPE_SILENCE_ROW, NULL);

  self->model = g_object_ref (model);
  self->participant = g_object_ref (participant);
  g_signal_connect_object (participant, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

void
fod_silence_row_open (FodSilenceRow *self)
{
  g_return_if_fail (FOD_IS_SILENCE_ROW (self));

  fod_go_show (GTK_WIDGET (self), FOD_KIND_PARTICIPANT, fod_entity_get_id (self->participant));
}
