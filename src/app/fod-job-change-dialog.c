/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A change in a job. Most are written down on the day on which they become so. */

#include "config.h"

#include "app/fod-job-change-dialog.h"

struct _FodJobChangeDialog
{
  FodRecordDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (FodJobChangeDialog, fod_job_change_dialog, FOD_TYPE_RECORD_DIALOG)

static void
fod_job_change_dialog_class_init (FodJobChangeDialogClass *klass)
{
  static const char *const fields[] = { "weekly-minutes", "hourly-pay-ore", "title",
                                        "changed-on",     "remark",         NULL };

  fod_record_dialog_class_set_template (FOD_RECORD_DIALOG_CLASS (klass), FOD_KIND_JOB_CHANGE,
                                        fields, "/dk/fodfaeste/Fodfaeste/fod-job-change-dialog.ui");
}

static void
fod_job_change_dialog_init (FodJobChangeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fod_job_change_dialog_open (GtkWidget *from, FodContext *context, FodEntity *entity)
{
  FodRecordDialog *self = g_object_new (FOD_TYPE_JOB_CHANGE_DIALOG, NULL);

  fod_record_dialog_open (self, from, context, entity);
}

void
fod_job_change_dialog_open_new (GtkWidget *from, FodContext *context, const FodRecord *placement)
{
  FodRecordDialog *self = g_object_new (FOD_TYPE_JOB_CHANGE_DIALOG, NULL);
  g_autofree char *today = fod_context_dup_today (context);
  g_autofree char *place = g_strconcat ("new-job-change/", fod_record_get_id (placement), NULL);
  g_autoptr (GVariant) known = NULL;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "participant",
                         fod_record_get (placement, "participant"));
  g_variant_builder_add (&builder, "{ss}", "placement", fod_record_get_id (placement));
  g_variant_builder_add (&builder, "{ss}", "changed-on", today);
  known = g_variant_ref_sink (g_variant_builder_end (&builder));
  fod_record_dialog_open_new (self, from, context, known, place);
}
