/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A disclosure plan. Most are written down while they are talked about. */

#include "config.h"

#include "app/fod-disclosure-dialog.h"
#include "app/fod-picker-row.h"

struct _FodDisclosureDialog
{
  FodRecordDialog parent_instance;

  FodPickerRow *employer; /* template */
};

G_DEFINE_FINAL_TYPE (FodDisclosureDialog, fod_disclosure_dialog, FOD_TYPE_RECORD_DIALOG)

static void
on_employer (FodDisclosureDialog *self)
{
  FodForm *form = fod_record_dialog_get_form (FOD_RECORD_DIALOG (self));

  if (form != NULL)
    fod_form_set_value (form, "employer", fod_picker_row_get_id (self->employer));
}

static void
fod_disclosure_dialog_class_init (FodDisclosureDialogClass *klass)
{
  static const char *const fields[] = { "disclosure", "approach-employers", "wording",
                                        "told-by",    "told-whom",          "for-and-against",
                                        "agreed-on",  "talked-on",          "revoked-on",
                                        NULL };

  g_type_ensure (FOD_TYPE_PICKER_ROW);
  fod_record_dialog_class_set_template (FOD_RECORD_DIALOG_CLASS (klass), FOD_KIND_DISCLOSURE_PLAN,
                                        fields, "/dk/fodfaeste/Fodfaeste/fod-disclosure-dialog.ui");
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), FodDisclosureDialog, employer);
  gtk_widget_class_bind_template_callback (GTK_WIDGET_CLASS (klass), on_employer);
}

static void
fod_disclosure_dialog_init (FodDisclosureDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fod_disclosure_dialog_open (GtkWidget *from, FodContext *context, FodEntity *plan)
{
  FodDisclosureDialog *self = g_object_new (FOD_TYPE_DISCLOSURE_DIALOG, NULL);

  fod_picker_row_set_context (self->employer, context, FOD_KIND_EMPLOYER);
  fod_picker_row_set_id (self->employer, fod_entity_get (plan, "employer"));
  fod_record_dialog_open (FOD_RECORD_DIALOG (self), from, context, plan);
}

void
fod_disclosure_dialog_open_new (GtkWidget *from, FodContext *context, GVariant *known)
{
  FodDisclosureDialog *self = g_object_new (FOD_TYPE_DISCLOSURE_DIALOG, NULL);
  g_autofree char *today = fod_context_dup_today (context);
  g_autofree char *parent = NULL;
  g_autofree char *place = NULL;
  g_autoptr (GVariant) all = NULL;
  GVariantBuilder builder;

  g_variant_lookup (known, "participant", "s", &parent);
  place = g_strconcat ("new-disclosure-plan/", parent, NULL);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "participant", parent);
  g_variant_builder_add (&builder, "{ss}", "agreed-on", today);
  g_variant_builder_add (&builder, "{ss}", "talked-on", today);
  all = g_variant_ref_sink (g_variant_builder_end (&builder));
  fod_picker_row_set_context (self->employer, context, FOD_KIND_EMPLOYER);
  fod_record_dialog_open_new (FOD_RECORD_DIALOG (self), from, context, all, place);
  /* For whom comes first: without an employer a decision is for all. */
  gtk_widget_grab_focus (GTK_WIDGET (self->employer));
}
