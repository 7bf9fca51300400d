/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A person to talk to at an employer. */

#include "config.h"

#include "app/fod-contact-person-dialog.h"

#include <glib/gi18n.h>

struct _FodContactPersonDialog
{
  FodRecordDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (FodContactPersonDialog, fod_contact_person_dialog, FOD_TYPE_RECORD_DIALOG)

static void
fod_contact_person_dialog_class_init (FodContactPersonDialogClass *klass)
{
  static const char *const fields[] = { "name", "role", "phone", "email", "remark", NULL };

  fod_record_dialog_class_set_template (FOD_RECORD_DIALOG_CLASS (klass), FOD_KIND_CONTACT_PERSON,
                                        fields,
                                        "/dk/fodfaeste/Fodfaeste/fod-contact-person-dialog.ui");
}

static void
fod_contact_person_dialog_init (FodContactPersonDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fod_contact_person_dialog_open (GtkWidget *from, FodContext *context, FodEntity *entity)
{
  fod_record_dialog_open (g_object_new (FOD_TYPE_CONTACT_PERSON_DIALOG, NULL), from, context,
                          entity);
}

void
fod_contact_person_dialog_open_new (GtkWidget *from, FodContext *context, GVariant *known)
{
  g_autofree char *parent = NULL;
  g_autofree char *place = NULL;

  g_variant_lookup (known, "employer", "s", &parent);
  place = g_strconcat ("new-contact-person/", parent, NULL);
  fod_record_dialog_open_new (g_object_new (FOD_TYPE_CONTACT_PERSON_DIALOG, NULL), from, context,
                              known, place);
}
