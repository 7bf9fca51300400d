/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An opening. Whom to ask about it is one of the employer's people. */

#include "config.h"

#include "app/fod-job-opening-dialog.h"

#include "app/fod-choice.h"
#include "app/fod-toggle-row.h"
#include "model/fod-entity-list.h"

#include <glib/gi18n.h>

struct _FodJobOpeningDialog
{
  FodRecordDialog parent_instance;

  FodEntityList *people; /* owned, nullable */
  char *person;          /* owned, nullable */
  gboolean filling;

  AdwComboRow *with; /* template */
};

G_DEFINE_FINAL_TYPE (FodJobOpeningDialog, fod_job_opening_dialog, FOD_TYPE_RECORD_DIALOG)

/* The first entry stands for nobody. */
static void
fill_people (FodJobOpeningDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->people));
  guint selected = 0;

  gtk_string_list_append (names, _ ("Nobody in particular"));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FodEntity) person = g_list_model_get_item (G_LIST_MODEL (self->people), i);

      gtk_string_list_append (names, fod_entity_get (person, "name"));
      if (g_strcmp0 (fod_entity_get_id (person), self->person) == 0)
        selected = i + 1;
    }
  self->filling = TRUE;
  adw_combo_row_set_model (self->with, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->with, selected);
  self->filling = FALSE;
}

static void
on_person (FodJobOpeningDialog *self)
{
  FodForm *form = fod_record_dialog_get_form (FOD_RECORD_DIALOG (self));
  guint selected = adw_combo_row_get_selected (self->with);
  g_autoptr (FodEntity) person = NULL;

  if (self->filling || form == NULL)
    return;
  if (selected > 0)
    person = g_list_model_get_item (G_LIST_MODEL (self->people), selected - 1);
  g_free (self->person);
  self->person = person != NULL ? g_strdup (fod_entity_get_id (person)) : NULL;
  fod_form_set_value (form, "contact-person", self->person);
}

static void
load_people (FodJobOpeningDialog *self,
             FodContext *context,
             const char *employer,
             const char *person)
{
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_CONTACT_PERSON);

  fod_query_where (query, "employer", FOD_QUERY_IS, employer);
  fod_query_order (query, "name", FALSE);
  self->person = g_strdup (person);
  self->people = fod_entity_list_new (fod_context_get_store (context), query);
  fod_choice_show_whole (GTK_WIDGET (self->with));
  g_signal_connect_object (self->people, "items-changed", G_CALLBACK (fill_people), self,
                           G_CONNECT_SWAPPED);
  fill_people (self);
}

static void
fod_job_opening_dialog_dispose (GObject *object)
{
  g_clear_object (&FOD_JOB_OPENING_DIALOG (object)->people);
  G_OBJECT_CLASS (fod_job_opening_dialog_parent_class)->dispose (object);
}

static void
fod_job_opening_dialog_finalize (GObject *object)
{
  g_free (FOD_JOB_OPENING_DIALOG (object)->person);
  G_OBJECT_CLASS (fod_job_opening_dialog_parent_class)->finalize (object);
}

static void
fod_job_opening_dialog_class_init (FodJobOpeningDialogClass *klass)
{
  static const char *const fields[] = { "title",
                                        "tasks",
                                        "weekly-minutes-from",
                                        "weekly-minutes-to",
                                        "times",
                                        "noise",
                                        "people",
                                        "heard-on",
                                        "until",
                                        "state",
                                        "remark",
                                        NULL };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fod_job_opening_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_job_opening_dialog_finalize;
  g_type_ensure (FOD_TYPE_TOGGLE_ROW);
  fod_record_dialog_class_set_template (FOD_RECORD_DIALOG_CLASS (klass), FOD_KIND_JOB_OPENING,
                                        fields,
                                        "/dk/fodfaeste/Fodfaeste/fod-job-opening-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FodJobOpeningDialog, with);
  gtk_widget_class_bind_template_callback (widget_class, on_person);
}

static void
fod_job_opening_dialog_init (FodJobOpeningDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
fod_job_opening_dialog_open (GtkWidget *from, FodContext *context, FodEntity *entity)
{
  FodJobOpeningDialog *self = g_object_new (FOD_TYPE_JOB_OPENING_DIALOG, NULL);

  load_people (self, context, fod_entity_get (entity, "employer"),
               fod_entity_get (entity, "contact-person"));
  fod_record_dialog_open (FOD_RECORD_DIALOG (self), from, context, entity);
}

void
fod_job_opening_dialog_open_new (GtkWidget *from, FodContext *context, const char *employer)
{
  FodJobOpeningDialog *self = g_object_new (FOD_TYPE_JOB_OPENING_DIALOG, NULL);
  g_autofree char *today = fod_context_dup_today (context);
  g_autofree char *place = g_strconcat ("new-job-opening/", employer, NULL);
  g_autoptr (GVariant) known = NULL;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "employer", employer);
  g_variant_builder_add (&builder, "{ss}", "heard-on", today);
  g_variant_builder_add (&builder, "{ss}", "state", "open");
  known = g_variant_ref_sink (g_variant_builder_end (&builder));
  load_people (self, context, employer, NULL);
  fod_record_dialog_open_new (FOD_RECORD_DIALOG (self), from, context, known, place);
}
