/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ties the template's children that are named after fields to a form. The CPR number is masked by
 * its row until somebody presses its eye. */

#include "config.h"

#include "app/fod-participant-fields.h"
#include "app/fod-form.h"
#include "app/fod-toast.h"

struct _FodParticipantFields
{
  AdwBin parent_instance;

  FodForm *form; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (FodParticipantFields, fod_participant_fields, ADW_TYPE_BIN)

/* Children of the template with the names of the fields that they show. */
static const char *const fields[] = {
  "name",
  "called",
  "cpr",
  "phone",
  "email",
  "address",
  "protected-address",
  "visit-in-pairs",
  "language",
  "stage",
  "entry-date",
  "referred-on",
  "target-group",
  "referral-source",
  "clinic",
  "benefit",
  "ended-on",
  "end-reason",
  "wish",
  "practical",
  "approach-employers",
  "disclosure",
  "tags",
};

static void
on_saved (FodForm *form, const char *tx, gpointer user_data)
{
  fod_undo_push (user_data, tx);
}

static void
fod_participant_fields_dispose (GObject *object)
{
  FodParticipantFields *self = FOD_PARTICIPANT_FIELDS (object);

  g_clear_object (&self->form);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_PARTICIPANT_FIELDS);
  G_OBJECT_CLASS (fod_participant_fields_parent_class)->dispose (object);
}

static void
fod_participant_fields_class_init (FodParticipantFieldsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_participant_fields_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-participant-fields.ui");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_widget_class_bind_template_child_full (widget_class, fields[i], FALSE, 0);
}

static void
fod_participant_fields_init (FodParticipantFields *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
make_form (FodParticipantFields *self, FodContext *context)
{
  self->form = fod_form_new (context, FOD_KIND_PARTICIPANT);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    fod_form_bind (self->form, fields[i],
                   GTK_WIDGET (gtk_widget_get_template_child (
                       GTK_WIDGET (self), FOD_TYPE_PARTICIPANT_FIELDS, fields[i])));
  g_signal_connect_object (self->form, "saved", G_CALLBACK (on_saved), self, 0);
}

void
fod_participant_fields_show (FodParticipantFields *self, FodContext *context, FodEntity *entity)
{
  g_return_if_fail (FOD_IS_PARTICIPANT_FIELDS (self));

  if (self->form == NULL)
    {
      if (entity == NULL)
        return;
      make_form (self, context);
    }
  fod_form_set_entity (self->form, entity);
}

void
fod_participant_fields_flush (FodParticipantFields *self)
{
  g_return_if_fail (FOD_IS_PARTICIPANT_FIELDS (self));

  if (self->form != NULL)
    fod_form_flush (self->form);
}
