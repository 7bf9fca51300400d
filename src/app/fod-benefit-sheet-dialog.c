/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A benefits counselling. Most are written down while they are given. */

#include "config.h"

#include "app/fod-benefit-sheet-dialog.h"

struct _FodBenefitSheetDialog
{
  FodRecordDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (FodBenefitSheetDialog, fod_benefit_sheet_dialog, FOD_TYPE_RECORD_DIALOG)

static void
fod_benefit_sheet_dialog_class_init (FodBenefitSheetDialogClass *klass)
{
  static const char *const fields[] = {
    "weekly-minutes", "hourly-pay-ore", "benefit",    "income",     "housing", "effect",
    "reporting",      "advised-on",     "advised-by", "in-writing", NULL
  };

  fod_record_dialog_class_set_template (FOD_RECORD_DIALOG_CLASS (klass), FOD_KIND_BENEFIT_SHEET,
                                        fields,
                                        "/dk/fodfaeste/Fodfaeste/fod-benefit-sheet-dialog.ui");
}

static void
fod_benefit_sheet_dialog_init (FodBenefitSheetDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fod_benefit_sheet_dialog_open (GtkWidget *from, FodContext *context, FodEntity *entity)
{
  FodRecordDialog *self = g_object_new (FOD_TYPE_BENEFIT_SHEET_DIALOG, NULL);

  fod_record_dialog_open (self, from, context, entity);
}

void
fod_benefit_sheet_dialog_open_new (GtkWidget *from, FodContext *context, FodEntity *participant)
{
  FodRecordDialog *self = g_object_new (FOD_TYPE_BENEFIT_SHEET_DIALOG, NULL);
  const char *id = fod_entity_get_id (participant);
  const char *benefit = fod_entity_get (participant, "benefit");
  g_autofree char *today = fod_context_dup_today (context);
  g_autofree char *place = g_strconcat ("new-benefit-sheet/", id, NULL);
  g_autoptr (GVariant) known = NULL;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "participant", id);
  g_variant_builder_add (&builder, "{ss}", "advised-on", today);
  if (benefit != NULL)
    g_variant_builder_add (&builder, "{ss}", "benefit", benefit);
  known = g_variant_ref_sink (g_variant_builder_end (&builder));
  fod_record_dialog_open_new (self, from, context, known, place);
}
