/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A held form for a new contact, a saving one for a contact that was logged before. */

#include "config.h"

#include "app/fod-visit-dialog.h"
#include "app/fod-apply.h"
#include "app/fod-capture-key.h"
#include "app/fod-choice.h"
#include "app/fod-form.h"
#include "app/fod-format.h"
#include "app/fod-go.h"
#include "app/fod-history-dialog.h"
#include "app/fod-read-only.h"
#include "app/fod-title.h"
#include "app/fod-toast.h"
#include "base/fod-uuid.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FodVisitDialog
{
  AdwWindow parent_instance;

  FodContext *context;   /* owned */
  FodForm *form;         /* owned */
  FodEntity *visit;      /* owned; %NULL while it is a new one */
  char *employer;        /* owned */
  char *employer_name;   /* owned, nullable */
  FodEntityList *people; /* owned */
  char *person;          /* owned, nullable */
  gboolean filling;

  GtkWidget *purpose;   /* template */
  GtkWidget *manner;    /* template */
  AdwComboRow *with;    /* template */
  GtkWidget *day;       /* template */
  GtkWidget *minutes;   /* template */
  GtkWidget *needs;     /* template */
  GtkWidget *openings;  /* template */
  GtkWidget *next_step; /* template */
  GtkWidget *next_date; /* template */
  GtkWidget *remove;    /* template */
  GtkWidget *cancel;    /* template */
  GtkWidget *save;      /* template */
  GtkWidget *done;      /* template */
  GtkLabel *restored;   /* template */
};

G_DEFINE_FINAL_TYPE (FodVisitDialog, fod_visit_dialog, ADW_TYPE_WINDOW)

/* The day of a slot, as people type it. */
static char *
show_day (const char *text, const char *today)
{
  g_autofree char *day = text != NULL ? g_strndup (text, 10) : NULL;

  return fod_format_date (day);
}

/* The first entry stands for nobody. */
static void
fill_people (FodVisitDialog *self)
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
on_person (FodVisitDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->with);
  g_autoptr (FodEntity) person = NULL;

  if (self->filling || self->form == NULL)
    return;
  if (selected > 0)
    person = g_list_model_get_item (G_LIST_MODEL (self->people), selected - 1);
  g_free (self->person);
  self->person = person != NULL ? g_strdup (fod_entity_get_id (person)) : NULL;
  fod_form_set_value (self->form, "contact-person", self->person);
}

/* The next step as something to do; %NULL when none was agreed. */
static FodRecord *
make_follow_up (FodVisitDialog *self, FodRecord *visit)
{
  const char *step = fod_record_get (visit, "next-step");
  const char *date = fod_record_get (visit, "next-date");
  g_autofree char *id = fod_uuid_new (fod_context_get_clock (self->context));
  g_autofree char *title = NULL;
  FodRecord *follow_up;

  if (date == NULL)
    return NULL;
  /* Translators: %s is a company */
  title = step != NULL ? g_strdup (step)
                       : g_strdup_printf (_ ("Get back to %s"),
                                          self->employer_name != NULL ? self->employer_name : "");
  follow_up = fod_record_new (&fod_follow_up_spec, id);
  fod_record_set (follow_up, "title", g_strstrip (title));
  fod_record_set (follow_up, "type", "employer-visit");
  fod_record_set (follow_up, "slot", date);
  fod_record_set (follow_up, "status", "planned");
  fod_record_set (follow_up, "employer", self->employer);
  return follow_up;
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodVisitDialog *self = FOD_VISIT_DIALOG (widget);
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (FodRecord) visit = NULL;
  g_autoptr (FodRecord) follow_up = NULL;

  if (self->visit != NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  visit = fod_form_take_new (self->form, edit, NULL);
  if (visit == NULL)
    return;
  follow_up = make_follow_up (self, visit);
  if (follow_up != NULL)
    fod_edit_create (edit, follow_up);
  fod_apply (widget, self->context, edit,
             follow_up != NULL ? _ ("Contact logged, and a follow-up made of the next step")
                               : _ ("Contact logged"));
  fod_form_taken (self->form);
  gtk_window_close (GTK_WINDOW (self));
}

static void delete (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodVisitDialog *self = FOD_VISIT_DIALOG (widget);

  fod_form_discard (self->form);
  if (self->visit != NULL)
    fod_apply_delete (widget, self->context, self->visit);
  gtk_window_close (GTK_WINDOW (self));
}

static void
show_history (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodVisitDialog *self = FOD_VISIT_DIALOG (widget);

  fod_form_flush (self->form);
  if (self->visit != NULL)
    fod_history_dialog_open (widget, self->context, self->visit);
}

static void
on_saved (FodForm *form, const char *tx, gpointer user_data)
{
  FodVisitDialog *self = user_data;

  if (fod_go_window (GTK_WIDGET (self)) != NULL)
    fod_undo_push (GTK_WIDGET (self), tx);
}

static void
on_restored (FodForm *form, gint64 at_ms, gpointer user_data)
{
  FodVisitDialog *self = user_data;
  g_autofree char *today = fod_context_dup_today (self->context);
  g_autofree char *when = fod_format_moment (at_ms, today);
  /* Translators: %s is a time, such as "10:14" */
  g_autofree char *text = g_strdup_printf (_ ("Draft from %s"), when);

  gtk_label_set_text (self->restored, text);
  gtk_widget_set_visible (GTK_WIDGET (self->restored), TRUE);
}

static void
set_up (FodVisitDialog *self, GtkWidget *from, FodContext *context, const char *employer)
{
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_CONTACT_PERSON);

  self->context = g_object_ref (context);
  self->employer = g_strdup (employer);
  self->form = fod_form_new (context, FOD_KIND_EMPLOYER_CONTACT);
  fod_choice_show_whole (GTK_WIDGET (self->with));
  fod_read_only_apply (GTK_WIDGET (self), self->context);
  fod_form_bind (self->form, "purpose", self->purpose);
  fod_form_bind (self->form, "manner", self->manner);
  fod_form_bind_text (self->form, "slot", self->day, show_day, fod_format_read_date);
  fod_form_bind (self->form, "minutes", self->minutes);
  fod_form_bind (self->form, "needs", self->needs);
  fod_form_bind (self->form, "openings", self->openings);
  fod_form_bind (self->form, "next-step", self->next_step);
  fod_form_bind (self->form, "next-date", self->next_date);
  g_signal_connect_object (self->form, "saved", G_CALLBACK (on_saved), self, 0);
  g_signal_connect_object (self->form, "restored", G_CALLBACK (on_restored), self, 0);

  fod_query_where (query, "employer", FOD_QUERY_IS, employer);
  fod_query_order (query, "name", FALSE);
  self->people = fod_entity_list_new (fod_context_get_store (context), query);
  g_signal_connect_object (self->people, "items-changed", G_CALLBACK (fill_people), self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (self), fod_go_window (from));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

static gboolean
fod_visit_dialog_close_request (GtkWindow *window)
{
  FodVisitDialog *self = FOD_VISIT_DIALOG (window);

  if (self->form != NULL)
    fod_form_flush (self->form);
  return GTK_WINDOW_CLASS (fod_visit_dialog_parent_class)->close_request (window);
}

static void
fod_visit_dialog_dispose (GObject *object)
{
  FodVisitDialog *self = FOD_VISIT_DIALOG (object);

  g_clear_object (&self->people);
  g_clear_object (&self->form);
  g_clear_object (&self->visit);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_VISIT_DIALOG);
  G_OBJECT_CLASS (fod_visit_dialog_parent_class)->dispose (object);
}

static void
fod_visit_dialog_finalize (GObject *object)
{
  FodVisitDialog *self = FOD_VISIT_DIALOG (object);

  g_clear_pointer (&self->employer, g_free);
  g_clear_pointer (&self->employer_name, g_free);
  g_clear_pointer (&self->person, g_free);
  G_OBJECT_CLASS (fod_visit_dialog_parent_class)->finalize (object);
}

static void
fod_visit_dialog_class_init (FodVisitDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fod_visit_dialog_dispose;
  object_class->finalize = fod_visit_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = fod_visit_dialog_close_request;

  g_type_ensure (FOD_TYPE_TITLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-visit-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FodVisitDialog, purpose);
  gtk_widget_class_bind_template_child (widget_class, FodVisitDialog, manner);
  gtk_widget_class_bind_template_child (widget_class, FodVisitDialog, with);
  gtk_widget_class_bind_template_child (widget_class, FodVisitDialog, day);
  gtk_widget_class_bind_template_child (widget_class, FodVisitDialog, minutes);
  gtk_widget_class_bind_template_child (widget_class, FodVisitDialog, needs);
  gtk_widget_class_bind_template_child (widget_class, FodVisitDialog, openings);
  gtk_widget_class_bind_template_child (widget_class, FodVisitDialog, next_step);
  gtk_widget_class_bind_template_child (widget_class, FodVisitDialog, next_date);
  gtk_widget_class_bind_template_child (widget_class, FodVisitDialog, remove);
  gtk_widget_class_bind_template_child (widget_class, FodVisitDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, FodVisitDialog, save);
  gtk_widget_class_bind_template_child (widget_class, FodVisitDialog, done);
  gtk_widget_class_bind_template_child (widget_class, FodVisitDialog, restored);
  gtk_widget_class_bind_template_callback (widget_class, on_person);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "dialog.delete", NULL, delete);
  gtk_widget_class_install_action (widget_class, "dialog.history", NULL, show_history);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
fod_visit_dialog_init (FodVisitDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fod_capture_finish_key (GTK_WIDGET (self), "dialog.save");
}

void
fod_visit_dialog_open (GtkWidget *from, FodContext *context, FodEntity *visit)
{
  FodVisitDialog *self = g_object_new (FOD_TYPE_VISIT_DIALOG, NULL);

  set_up (self, from, context, fod_entity_get (visit, "employer"));
  self->visit = g_object_ref (visit);
  self->person = g_strdup (fod_entity_get (visit, "contact-person"));
  gtk_widget_set_visible (self->cancel, FALSE);
  gtk_widget_set_visible (self->save, FALSE);
  fill_people (self);
  fod_form_set_entity (self->form, visit);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->needs);
}

void
fod_visit_dialog_open_new (GtkWidget *from,
                           FodContext *context,
                           FodEntity *employer,
                           const char *purpose)
{
  FodVisitDialog *self = g_object_new (FOD_TYPE_VISIT_DIALOG, NULL);
  g_autofree char *id = fod_uuid_new (fod_context_get_clock (context));
  g_autofree char *today = fod_context_dup_today (context);
  g_autofree char *place = g_strconcat ("visit/", fod_entity_get_id (employer), NULL);
  g_autoptr (FodRecord) visit = fod_record_new (&fod_employer_contact_spec, id);

  set_up (self, from, context, fod_entity_get_id (employer));
  self->employer_name = g_strdup (fod_entity_get (employer, "name"));
  gtk_widget_set_visible (self->remove, FALSE);
  gtk_widget_set_visible (self->done, FALSE);
  fod_record_set (visit, "employer", fod_entity_get_id (employer));
  fod_record_set (visit, "slot", today);
  fod_record_set (visit, "manner", "visit");
  fod_record_set (visit, "purpose", purpose);
  fill_people (self);
  fod_form_hold (self->form);
  fod_form_set_new (self->form, visit, place);
  gtk_window_set_title (GTK_WINDOW (self), self->employer_name);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->needs);
}
