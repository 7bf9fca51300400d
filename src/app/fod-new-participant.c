/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A new participant: the name is all that must be known. */

#include "config.h"

#include "app/fod-new-participant.h"
#include "base/fod-uuid.h"

struct _FodNewParticipant
{
  FodNewDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (FodNewParticipant, fod_new_participant, FOD_TYPE_NEW_DIALOG)

static void
fod_new_participant_class_init (FodNewParticipantClass *klass)
{
  static const char *const fields[] = { "name",  "phone",  "cpr",          "entry-date",
                                        "stage", "clinic", "target-group", NULL };
  static const char *const exact[] = { "cpr", "phone", NULL };

  fod_new_dialog_class_set_template (FOD_NEW_DIALOG_CLASS (klass), FOD_KIND_PARTICIPANT, fields,
                                     exact, "/dk/fodfaeste/Fodfaeste/fod-new-participant.ui");
}

static void
fod_new_participant_init (FodNewParticipant *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fod_new_participant_open (GtkWidget *from, FodContext *context, FodEntityList *list)
{
  g_autofree char *id = fod_uuid_new (fod_context_get_clock (context));
  g_autofree char *today = fod_context_dup_today (context);
  g_autoptr (FodRecord) known = fod_record_new (&fod_participant_spec, id);

  fod_record_set (known, "stage", "active");
  fod_record_set (known, "entry-date", today);
  fod_new_dialog_open (g_object_new (FOD_TYPE_NEW_PARTICIPANT, NULL), from, context, list, known);
}

void
fod_new_participant_refer (GtkWidget *from,
                           FodContext *context,
                           FodEntityList *list,
                           const char *clinic)
{
  g_autofree char *id = fod_uuid_new (fod_context_get_clock (context));
  g_autofree char *today = fod_context_dup_today (context);
  g_autoptr (FodRecord) known = fod_record_new (&fod_participant_spec, id);
  FodNewDialog *self = g_object_new (FOD_TYPE_NEW_PARTICIPANT, NULL);

  fod_record_set (known, "stage", "referred");
  fod_record_set (known, "referred-on", today);
  fod_record_set (known, "referral-source", "clinician");
  fod_record_set (known, "clinic", clinic);
  fod_new_dialog_stay (self);
  fod_new_dialog_open (self, from, context, list, known);
}
