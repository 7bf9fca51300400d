/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody around a participant, and what the participant agreed may be said to them. */

#include "config.h"

#include "app/fod-treatment-contact-dialog.h"

#include <glib/gi18n.h>

struct _FodTreatmentContactDialog
{
  FodRecordDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (FodTreatmentContactDialog,
                     fod_treatment_contact_dialog,
                     FOD_TYPE_RECORD_DIALOG)

static void
fod_treatment_contact_dialog_class_init (FodTreatmentContactDialogClass *klass)
{
  static const char *const fields[] = { "name",          "role",   "organisation",
                                        "phone",         "email",  "consent",
                                        "consent-until", "remark", NULL };

  fod_record_dialog_class_set_template (FOD_RECORD_DIALOG_CLASS (klass), FOD_KIND_TREATMENT_CONTACT,
                                        fields,
                                        "/dk/fodfaeste/Fodfaeste/fod-treatment-contact-dialog.ui");
}

static void
fod_treatment_contact_dialog_init (FodTreatmentContactDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fod_treatment_contact_dialog_open (GtkWidget *from, FodContext *context, FodEntity *entity)
{
  fod_record_dialog_open (g_object_new (FOD_TYPE_TREATMENT_CONTACT_DIALOG, NULL), from, context,
                          entity);
}

void
fod_treatment_contact_dialog_open_new (GtkWidget *from, FodContext *context, GVariant *known)
{
  g_autofree char *parent = NULL;
  g_autofree char *place = NULL;

  g_variant_lookup (known, "participant", "s", &parent);
  place = g_strconcat ("new-treatment-contact/", parent, NULL);
  fod_record_dialog_open_new (g_object_new (FOD_TYPE_TREATMENT_CONTACT_DIALOG, NULL), from, context,
                              known, place);
}
