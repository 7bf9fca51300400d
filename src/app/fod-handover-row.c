/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A participant with a mark, and where each gets a colleague of their own, with that choice. */

#include "config.h"

#include "app/fod-handover-row.h"

#include "app/fod-name.h"
#include "app/fod-participant-words.h"
#include "app/fod-phase-strip.h"

#include <glib/gi18n.h>

struct _FodHandoverRow
{
  AdwActionRow parent_instance;

  FodRecord *participant;

  GtkCheckButton *chosen; /* template */
  GtkDropDown *colleague; /* template */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodHandoverRow, fod_handover_row, ADW_TYPE_ACTION_ROW)

static void
on_toggled (FodHandoverRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fod_handover_row_dispose (GObject *object)
{
  FodHandoverRow *self = FOD_HANDOVER_ROW (object);

  g_clear_pointer (&self->participant, fod_record_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_HANDOVER_ROW);

  G_OBJECT_CLASS (fod_handover_row_parent_class)->dispose (object);
}

static void
fod_handover_row_class_init (FodHandoverRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_handover_row_dispose;

  signals[CHANGED] = g_signal_new ("changed", FOD_TYPE_HANDOVER_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-handover-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FodHandoverRow, chosen);
  gtk_widget_class_bind_template_child (widget_class, FodHandoverRow, colleague);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
}

static void
fod_handover_row_init (FodHandoverRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Where the course is, and who covers already. */
static char *
dup_words (FodContext *context, FodRecord *participant)
{
  g_autoptr (FodEntity) entity = fod_entity_new (participant);
  g_autofree char *today = fod_context_dup_today (context);
  g_autofree char *hands = fod_participant_words_dup_hands (context, entity);
  char *phase = fod_phase_strip_text (participant, today);

  if (hands != NULL)
    {
      g_autofree char *alone = phase;

      phase = g_strdup_printf ("%s · %s", alone, hands);
    }
  return phase;
}

FodHandoverRow *
fod_handover_row_new (FodContext *context, FodRecord *participant)
{
  FodHandoverRow *self;
  const char *name = fod_record_get (participant, "name");
  g_autofree char *words = NULL;
  g_autofree char *whose = NULL;

  g_return_val_if_fail (FOD_IS_CONTEXT (context), NULL);

  self = g_object_new (FOD_TYPE_HANDOVER_ROW, NULL);
  self->participant = fod_record_ref (participant);
  words = dup_words (context, participant);
  /* Translators: %s is a participant */
  whose = g_strdup_printf (_ ("Colleague for %s"), name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
  fod_name (GTK_WIDGET (self->chosen), name);
  fod_name (GTK_WIDGET (self->colleague), whose);
  return self;
}

FodRecord *
fod_handover_row_get_participant (FodHandoverRow *self)
{
  g_return_val_if_fail (FOD_IS_HANDOVER_ROW (self), NULL);

  return self->participant;
}

void
fod_handover_row_set_chosen (FodHandoverRow *self, gboolean chosen)
{
  g_return_if_fail (FOD_IS_HANDOVER_ROW (self));

  gtk_check_button_set_active (self->chosen, chosen);
}

gboolean
fod_handover_row_get_chosen (FodHandoverRow *self)
{
  g_return_val_if_fail (FOD_IS_HANDOVER_ROW (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self)) && gtk_check_button_get_active (self->chosen);
}

void
fod_handover_row_offer (FodHandoverRow *self, GListModel *names, guint position)
{
  g_return_if_fail (FOD_IS_HANDOVER_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->colleague), names != NULL);
  gtk_drop_down_set_model (self->colleague, names);
  if (names != NULL)
    gtk_drop_down_set_selected (self->colleague, position);
}

guint
fod_handover_row_get_position (FodHandoverRow *self)
{
  g_return_val_if_fail (FOD_IS_HANDOVER_ROW (self), GTK_INVALID_LIST_POSITION);

  return gtk_drop_down_get_selected (self->colleague);
}
