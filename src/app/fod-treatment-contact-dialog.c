/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody around a participant, and the consents to talk with them. What was noted of that with
 * the person, before consents were rows of their own, is shown where there is any. */

#include "config.h"

#include "app/fod-treatment-contact-dialog.h"
#include "app/fod-consent-dialog.h"
#include "app/fod-entity-group.h"
#include "app/fod-row-of.h"

#include <glib/gi18n.h>

struct _FodTreatmentContactDialog
{
  FodRecordDialog parent_instance;

  FodConsentBook *book; /* owned */

  FodEntityGroup *consents; /* template */
  GtkWidget *noted;         /* template */
};

G_DEFINE_FINAL_TYPE (FodTreatmentContactDialog,
                     fod_treatment_contact_dialog,
                     FOD_TYPE_RECORD_DIALOG)

static FodForm *
form_of (FodTreatmentContactDialog *self)
{
  return fod_record_dialog_get_form (FOD_RECORD_DIALOG (self));
}

static gboolean
is_of_contact (gpointer item, gpointer user_data)
{
  return g_strcmp0 (fod_entity_get (item, "contact"), user_data) == 0;
}

/* A consent names a row, so there is none before that is written. */
static void
show_consents (FodTreatmentContactDialog *self)
{
  g_autoptr (GtkFilterListModel) own = NULL;
  GtkFilter *filter = GTK_FILTER (
      gtk_custom_filter_new (is_of_contact, g_strdup (fod_form_get_id (form_of (self))), g_free));

  own =
      gtk_filter_list_model_new (g_object_ref (fod_consent_book_get_consents (self->book)), filter);
  fod_entity_group_bind (self->consents, G_LIST_MODEL (own), fod_row_of_consent, self->book);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contact.new-consent", TRUE);
}

static void
on_new_consent (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodTreatmentContactDialog *self = FOD_TREATMENT_CONTACT_DIALOG (widget);
  FodRecord *record = fod_form_get_record (form_of (self));
  g_autoptr (GVariant) known = NULL;
  GVariantBuilder builder;

  fod_form_flush (form_of (self));
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "participant", fod_record_get (record, "participant"));
  g_variant_builder_add (&builder, "{ss}", "contact", fod_record_get_id (record));
  g_variant_builder_add (&builder, "{ss}", "counterpart", fod_record_get (record, "name"));
  known = g_variant_ref_sink (g_variant_builder_end (&builder));
  fod_consent_dialog_open_new (widget, self->book, known);
}

static void
fod_treatment_contact_dialog_dispose (GObject *object)
{
  g_clear_object (&FOD_TREATMENT_CONTACT_DIALOG (object)->book);

  G_OBJECT_CLASS (fod_treatment_contact_dialog_parent_class)->dispose (object);
}

static void
fod_treatment_contact_dialog_class_init (FodTreatmentContactDialogClass *klass)
{
  static const char *const fields[] = { "name",          "role",   "organisation",
                                        "phone",         "email",  "consent",
                                        "consent-until", "remark", NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_treatment_contact_dialog_dispose;

  g_type_ensure (FOD_TYPE_ENTITY_GROUP);
  fod_record_dialog_class_set_template (FOD_RECORD_DIALOG_CLASS (klass), FOD_KIND_TREATMENT_CONTACT,
                                        fields,
                                        "/dk/fodfaeste/Fodfaeste/fod-treatment-contact-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FodTreatmentContactDialog, consents);
  gtk_widget_class_bind_template_child (widget_class, FodTreatmentContactDialog, noted);
  gtk_widget_class_install_action (widget_class, "contact.new-consent", NULL, on_new_consent);
}

static void
fod_treatment_contact_dialog_init (FodTreatmentContactDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fod_treatment_contact_dialog_open (GtkWidget *from, FodConsentBook *book, FodEntity *entity)
{
  FodTreatmentContactDialog *self = g_object_new (FOD_TYPE_TREATMENT_CONTACT_DIALOG, NULL);

  self->book = g_object_ref (book);
  gtk_widget_set_visible (self->noted, fod_entity_get (entity, "consent") != NULL ||
                                           fod_entity_get (entity, "consent-until") != NULL);
  fod_record_dialog_open (FOD_RECORD_DIALOG (self), from, fod_consent_book_get_context (book),
                          entity);
  show_consents (self);
}

void
fod_treatment_contact_dialog_open_new (GtkWidget *from, FodConsentBook *book, GVariant *known)
{
  FodTreatmentContactDialog *self = g_object_new (FOD_TYPE_TREATMENT_CONTACT_DIALOG, NULL);
  g_autofree char *parent = NULL;
  g_autofree char *place = NULL;

  g_variant_lookup (known, "participant", "s", &parent);
  place = g_strconcat ("new-treatment-contact/", parent, NULL);
  self->book = g_object_ref (book);
  gtk_widget_set_visible (self->noted, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contact.new-consent", FALSE);
  fod_record_dialog_open_new (FOD_RECORD_DIALOG (self), from, fod_consent_book_get_context (book),
                              known, place);
  g_signal_connect_object (form_of (self), "created", G_CALLBACK (show_consents), self,
                           G_CONNECT_SWAPPED);
}
