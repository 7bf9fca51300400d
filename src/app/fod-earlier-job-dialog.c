/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An earlier job. Most are told of one after the other, so that little is asked for. */

#include "config.h"

#include "app/fod-earlier-job-dialog.h"

struct _FodEarlierJobDialog
{
  FodRecordDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (FodEarlierJobDialog, fod_earlier_job_dialog, FOD_TYPE_RECORD_DIALOG)

static void
fod_earlier_job_dialog_class_init (FodEarlierJobDialogClass *klass)
{
  static const char *const fields[] = { "title",        "workplace",      "worked-from",
                                        "worked-until", "weekly-minutes", "liked",
                                        "disliked",     "ended-because",  NULL };

  fod_record_dialog_class_set_template (FOD_RECORD_DIALOG_CLASS (klass), FOD_KIND_EARLIER_JOB,
                                        fields,
                                        "/dk/fodfaeste/Fodfaeste/fod-earlier-job-dialog.ui");
}

static void
fod_earlier_job_dialog_init (FodEarlierJobDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fod_earlier_job_dialog_open (GtkWidget *from, FodContext *context, FodEntity *entity)
{
  FodRecordDialog *self = g_object_new (FOD_TYPE_EARLIER_JOB_DIALOG, NULL);

  fod_record_dialog_open (self, from, context, entity);
}

void
fod_earlier_job_dialog_open_new (GtkWidget *from, FodContext *context, const char *participant)
{
  FodRecordDialog *self = g_object_new (FOD_TYPE_EARLIER_JOB_DIALOG, NULL);
  g_autofree char *place = g_strconcat ("new-earlier-job/", participant, NULL);
  g_autoptr (GVariant) known = NULL;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "participant", participant);
  known = g_variant_ref_sink (g_variant_builder_end (&builder));
  fod_record_dialog_open_new (self, from, context, known, place);
}
