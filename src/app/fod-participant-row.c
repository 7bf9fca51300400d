/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a list says of a participant. Never a CPR number, an address or a diagnosis. */

#include "config.h"

#include "app/fod-participant-row.h"
#include "app/fod-cut-tip.h"
#include "app/fod-format.h"
#include "app/fod-name.h"
#include "app/fod-phase-strip.h"

#include <glib/gi18n.h>

struct _FodParticipantRow
{
  AdwBin parent_instance;

  FodContext *context;     /* owned */
  FodOverviews *overviews; /* owned */
  FodEntity *entity;       /* owned, nullable */
  gulong follows;

  AdwAvatar *avatar;       /* template */
  GtkLabel *name;          /* template */
  GtkLabel *seen;          /* template */
  GtkLabel *state;         /* template */
  GtkWidget *is_protected; /* template */
  GtkLabel *due;           /* template */
};

G_DEFINE_FINAL_TYPE (FodParticipantRow, fod_participant_row, ADW_TYPE_BIN)

static char *
dup_seen (const FodOverview *overview, const char *today)
{
  g_autofree char *ago = NULL;

  if (overview == NULL || overview->last_contact == NULL)
    return g_strdup (_ ("not met yet"));
  ago = fod_format_ago (overview->last_contact, today);
  /* Translators: %s is a time, such as "3 days ago" */
  return g_strdup_printf (_ ("last seen %s"), ago);
}

static char *
dup_due (const FodOverview *overview, const char *today)
{
  if (overview == NULL)
    return NULL;
  if (overview->overdue > 0)
    /* Translators: follow-ups whose day has passed */
    return g_strdup_printf (ngettext ("%u overdue", "%u overdue", overview->overdue),
                            overview->overdue);
  if (overview->next_slot != NULL && g_str_has_prefix (overview->next_slot, today))
    return g_strdup (_ ("today"));
  return NULL;
}

static void
show (FodParticipantRow *self)
{
  g_autofree char *today = fod_context_dup_today (self->context);
  const FodOverview *overview =
      fod_overviews_get (self->overviews, fod_entity_get_id (self->entity));
  const char *name = fod_entity_get (self->entity, "name");
  gboolean is_protected = fod_entity_get_bool (self->entity, "protected-address");
  g_autofree char *state = fod_phase_strip_text (fod_entity_get_record (self->entity), today);
  g_autofree char *seen = dup_seen (overview, today);
  g_autofree char *due = dup_due (overview, today);
  g_autofree char *spoken = g_strdup_printf (
      "%s, %s, %s%s%s%s%s", name, state, seen, due != NULL ? ", " : "", due != NULL ? due : "",
      is_protected ? ", " : "", is_protected ? _ ("protected address") : "");

  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->state, state);
  gtk_label_set_text (self->seen, seen);
  gtk_widget_set_visible (self->is_protected, is_protected);
  gtk_widget_set_visible (GTK_WIDGET (self->due), due != NULL);
  gtk_label_set_text (self->due, due != NULL ? due : "");
  if (overview != NULL && overview->overdue > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->due), "overdue");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->due), "overdue");
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    fod_name_row (GTK_WIDGET (self), spoken);
}

static void
on_changed (FodParticipantRow *self)
{
  if (self->entity != NULL)
    show (self);
}

static void
fod_participant_row_dispose (GObject *object)
{
  FodParticipantRow *self = FOD_PARTICIPANT_ROW (object);

  fod_participant_row_show (self, NULL);
  g_clear_object (&self->overviews);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_PARTICIPANT_ROW);
  G_OBJECT_CLASS (fod_participant_row_parent_class)->dispose (object);
}

static void
fod_participant_row_class_init (FodParticipantRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_participant_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-participant-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FodParticipantRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantRow, name);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantRow, state);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantRow, seen);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantRow, is_protected);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantRow, due);
}

static void
fod_participant_row_init (FodParticipantRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fod_cut_tip (self->name);
  fod_cut_tip (self->state);
  fod_cut_tip (self->seen);
}

GtkWidget *
fod_participant_row_new (FodContext *context, FodOverviews *overviews)
{
  FodParticipantRow *self = g_object_new (FOD_TYPE_PARTICIPANT_ROW, NULL);

  self->context = g_object_ref (context);
  self->overviews = g_object_ref (overviews);
  g_signal_connect_object (overviews, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
fod_participant_row_show (FodParticipantRow *self, FodEntity *entity)
{
  g_return_if_fail (FOD_IS_PARTICIPANT_ROW (self));

  if (self->entity != NULL)
    g_clear_signal_handler (&self->follows, self->entity);
  if (!g_set_object (&self->entity, entity) && entity == NULL)
    return;
  if (entity == NULL)
    return;
  self->follows =
      g_signal_connect_object (entity, "notify", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  show (self);
}
