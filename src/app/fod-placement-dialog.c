/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A job or an education, from the idea of it to its last day. */

#include "config.h"

#include "app/fod-placement-dialog.h"
#include "app/fod-entity-group.h"
#include "app/fod-job-change-dialog.h"
#include "app/fod-job-rows.h"
#include "app/fod-picker-row.h"
#include "model/fod-entity-list.h"

#include <glib/gi18n.h>

#include <string.h>

struct _FodPlacementDialog
{
  FodRecordDialog parent_instance;

  FodContext *context;
  FodPickerRow *employer;  /* template */
  FodEntityGroup *changes; /* template */
};

G_DEFINE_FINAL_TYPE (FodPlacementDialog, fod_placement_dialog, FOD_TYPE_RECORD_DIALOG)

static void
on_employer (FodPlacementDialog *self)
{
  FodForm *form = fod_record_dialog_get_form (FOD_RECORD_DIALOG (self));

  const char *id = fod_picker_row_get_id (self->employer);
  GtkEditable *place =
      GTK_EDITABLE (fod_record_dialog_get_child (FOD_RECORD_DIALOG (self), "workplace"));

  if (form == NULL)
    return;
  fod_form_set_value (form, "employer", id);
  /* The name stays in words, also for those who do not see the employer's row. */
  if (id != NULL && *gtk_editable_get_text (place) == '\0')
    gtk_editable_set_text (place, adw_action_row_get_subtitle (ADW_ACTION_ROW (self->employer)));
}

/* What has not begun does not change, and a change names the row. */
static void
show_whether_begun (FodPlacementDialog *self)
{
  FodRecord *record = fod_form_get_record (fod_record_dialog_get_form (FOD_RECORD_DIALOG (self)));

  gtk_widget_set_visible (GTK_WIDGET (self->changes),
                          record != NULL && fod_record_get (record, "start-date") != NULL);
}

/* In the row itself, where it is seen, saved and changed as if it had been chosen. */
static void
choose_stage (FodPlacementDialog *self, const char *stage, const char *today)
{
  FodDirectory *directory = fod_context_get_directory (self->context);
  g_autoptr (GPtrArray) codes = fod_directory_list_codes (directory, "placement-stage", today);
  GtkWidget *row = fod_record_dialog_get_child (FOD_RECORD_DIALOG (self), "stage");

  for (guint i = 0; i < codes->len; i++)
    {
      const FodCode *code = g_ptr_array_index (codes, i);

      /* The first choice is "not set". */
      if (g_str_equal (code->code, stage))
        adw_combo_row_set_selected (ADW_COMBO_ROW (row), i + 1);
    }
}

/* Who writes the first or the last day has said that it began or ended; what somebody chose
 * otherwise stays. */
static void
on_saved (FodPlacementDialog *self)
{
  FodForm *form = fod_record_dialog_get_form (FOD_RECORD_DIALOG (self));
  FodRecord *record = fod_form_get_record (form);
  g_autofree char *today = fod_context_dup_today (self->context);
  const char *stage = record != NULL ? fod_record_get (record, "stage") : NULL;
  const char *start = record != NULL ? fod_record_get (record, "start-date") : NULL;
  const char *end = record != NULL ? fod_record_get (record, "end-date") : NULL;

  if (end != NULL && strcmp (end, today) <= 0 && (stage == NULL || g_str_equal (stage, "started")))
    choose_stage (self, "ended", today);
  else if (start != NULL && strcmp (start, today) <= 0 && stage == NULL)
    choose_stage (self, "started", today);
  show_whether_begun (self);
}

/* With changes, the fields of the job say how it began. */
static void
on_changes (FodPlacementDialog *self, guint position, guint removed, guint added, GListModel *list)
{
  gboolean any = g_list_model_get_n_items (list) > 0;
  GtkWidget *hours = fod_record_dialog_get_child (FOD_RECORD_DIALOG (self), "weekly-minutes");
  GtkWidget *pay = fod_record_dialog_get_child (FOD_RECORD_DIALOG (self), "hourly-pay-ore");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (hours),
                                 any ? _ ("Hours a week at the start") : _ ("Hours a week"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (pay),
                                 any ? _ ("Pay an hour at the start (kr.)")
                                     : _ ("Pay an hour (kr.)"));
}

static void
show_changes (FodPlacementDialog *self)
{
  FodForm *form = fod_record_dialog_get_form (FOD_RECORD_DIALOG (self));
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_JOB_CHANGE);
  g_autoptr (FodEntityList) list = NULL;

  fod_query_where (query, "placement", FOD_QUERY_IS, fod_form_get_id (form));
  fod_query_order (query, "changed-on", TRUE);
  list = fod_entity_list_new (fod_context_get_store (self->context), query);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (on_changes), self, G_CONNECT_SWAPPED);
  fod_entity_group_bind (self->changes, G_LIST_MODEL (list), fod_job_row_of_change, self->context);
  show_whether_begun (self);
}

static void
on_new_change (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodPlacementDialog *self = FOD_PLACEMENT_DIALOG (widget);
  FodForm *form = fod_record_dialog_get_form (FOD_RECORD_DIALOG (self));

  fod_form_flush (form);
  if (fod_form_get_record (form) != NULL)
    fod_job_change_dialog_open_new (widget, self->context, fod_form_get_record (form));
}

static void
watch (FodPlacementDialog *self)
{
  g_signal_connect_object (fod_record_dialog_get_form (FOD_RECORD_DIALOG (self)), "saved",
                           G_CALLBACK (on_saved), self, G_CONNECT_SWAPPED);
}

static void
fod_placement_dialog_dispose (GObject *object)
{
  g_clear_object (&FOD_PLACEMENT_DIALOG (object)->context);

  G_OBJECT_CLASS (fod_placement_dialog_parent_class)->dispose (object);
}

static void
fod_placement_dialog_class_init (FodPlacementDialogClass *klass)
{
  static const char *const fields[] = { "type",      "title",          "workplace",
                                        "stage",     "start-date",     "end-date",
                                        "deadline",  "weekly-minutes", "hourly-pay-ore",
                                        "permanent", "end-reason",     "remark",
                                        NULL };

  G_OBJECT_CLASS (klass)->dispose = fod_placement_dialog_dispose;

  g_type_ensure (FOD_TYPE_ENTITY_GROUP);
  g_type_ensure (FOD_TYPE_PICKER_ROW);
  fod_record_dialog_class_set_template (FOD_RECORD_DIALOG_CLASS (klass), FOD_KIND_PLACEMENT, fields,
                                        "/dk/fodfaeste/Fodfaeste/fod-placement-dialog.ui");
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), FodPlacementDialog, employer);
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), FodPlacementDialog, changes);
  gtk_widget_class_bind_template_callback (GTK_WIDGET_CLASS (klass), on_employer);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "placement.new-change", NULL,
                                   on_new_change);
}

static void
fod_placement_dialog_init (FodPlacementDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fod_placement_dialog_open (GtkWidget *from, FodContext *context, FodEntity *entity)
{
  FodPlacementDialog *self = g_object_new (FOD_TYPE_PLACEMENT_DIALOG, NULL);

  fod_picker_row_set_context (self->employer, context, FOD_KIND_EMPLOYER);
  fod_picker_row_set_id (self->employer, fod_entity_get (entity, "employer"));
  self->context = g_object_ref (context);
  fod_record_dialog_open (FOD_RECORD_DIALOG (self), from, context, entity);
  watch (self);
  show_changes (self);
}

void
fod_placement_dialog_open_new (GtkWidget *from, FodContext *context, GVariant *known)
{
  FodPlacementDialog *self = g_object_new (FOD_TYPE_PLACEMENT_DIALOG, NULL);
  g_autofree char *parent = NULL;
  g_autofree char *place = NULL;

  g_variant_lookup (known, "participant", "s", &parent);
  place = g_strconcat ("new-placement/", parent, NULL);
  fod_picker_row_set_context (self->employer, context, FOD_KIND_EMPLOYER);
  self->context = g_object_ref (context);
  fod_record_dialog_open_new (FOD_RECORD_DIALOG (self), from, context, known, place);
  watch (self);
  g_signal_connect_object (fod_record_dialog_get_form (FOD_RECORD_DIALOG (self)), "created",
                           G_CALLBACK (show_changes), self, G_CONNECT_SWAPPED);
}
