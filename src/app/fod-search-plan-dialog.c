/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A job search plan. What is to be done by whom and when goes into the calendar, not into the plan.
 */

#include "config.h"

#include "app/fod-search-plan-dialog.h"
#include "app/fod-follow-up-dialog.h"

struct _FodSearchPlanDialog
{
  FodRecordDialog parent_instance;

  FodContext *context; /* owned */
  char *participant;
};

G_DEFINE_FINAL_TYPE (FodSearchPlanDialog, fod_search_plan_dialog, FOD_TYPE_RECORD_DIALOG)

static void
on_new_follow_up (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodSearchPlanDialog *self = FOD_SEARCH_PLAN_DIALOG (widget);
  g_autoptr (GVariant) known = NULL;
  GVariantBuilder builder;

  fod_form_flush (fod_record_dialog_get_form (FOD_RECORD_DIALOG (self)));
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "participant", self->participant);
  known = g_variant_ref_sink (g_variant_builder_end (&builder));
  fod_follow_up_dialog_new_row (widget, self->context, known);
}

static void
fod_search_plan_dialog_dispose (GObject *object)
{
  FodSearchPlanDialog *self = FOD_SEARCH_PLAN_DIALOG (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->participant, g_free);
  G_OBJECT_CLASS (fod_search_plan_dialog_parent_class)->dispose (object);
}

static void
fod_search_plan_dialog_class_init (FodSearchPlanDialogClass *klass)
{
  static const char *const fields[] = { "goals",
                                        "targets",
                                        "search-manner",
                                        "cv-state",
                                        "application-state",
                                        "weekly-minutes",
                                        "weekly-minutes-goal",
                                        "agreed-on",
                                        "accepted-on",
                                        "next-review",
                                        "remark",
                                        NULL };

  G_OBJECT_CLASS (klass)->dispose = fod_search_plan_dialog_dispose;

  fod_record_dialog_class_set_template (FOD_RECORD_DIALOG_CLASS (klass), FOD_KIND_SEARCH_PLAN,
                                        fields,
                                        "/dk/fodfaeste/Fodfaeste/fod-search-plan-dialog.ui");
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "plan.new-follow-up", NULL,
                                   on_new_follow_up);
}

static void
fod_search_plan_dialog_init (FodSearchPlanDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static FodSearchPlanDialog *
dialog_new (FodContext *context, const char *participant)
{
  FodSearchPlanDialog *self = g_object_new (FOD_TYPE_SEARCH_PLAN_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->participant = g_strdup (participant);
  return self;
}

void
fod_search_plan_dialog_open (GtkWidget *from, FodContext *context, FodEntity *entity)
{
  FodSearchPlanDialog *self = dialog_new (context, fod_entity_get (entity, "participant"));

  fod_record_dialog_open (FOD_RECORD_DIALOG (self), from, context, entity);
}

void
fod_search_plan_dialog_open_new (GtkWidget *from, FodContext *context, FodEntity *participant)
{
  const char *id = fod_entity_get_id (participant);
  FodSearchPlanDialog *self = dialog_new (context, id);
  g_autofree char *today = fod_context_dup_today (context);
  g_autofree char *place = g_strconcat ("new-search-plan/", id, NULL);
  g_autoptr (GVariant) known = NULL;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "participant", id);
  g_variant_builder_add (&builder, "{ss}", "agreed-on", today);
  known = g_variant_ref_sink (g_variant_builder_end (&builder));
  fod_record_dialog_open_new (FOD_RECORD_DIALOG (self), from, context, known, place);
}
