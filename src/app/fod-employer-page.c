/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One employer. What the team knows of visits comes from the visit log. */

#include "config.h"

#include "app/fod-employer-page.h"
#include "app/fod-apply.h"
#include "app/fod-conflict-bar.h"
#include "app/fod-contact-person-dialog.h"
#include "app/fod-employer-fields.h"
#include "app/fod-entity-group.h"
#include "app/fod-format.h"
#include "app/fod-go.h"
#include "app/fod-history-dialog.h"
#include "app/fod-import-window.h"
#include "app/fod-job-opening-dialog.h"
#include "app/fod-job-opening-row.h"
#include "app/fod-name.h"
#include "app/fod-planned.h"
#include "app/fod-reach.h"
#include "app/fod-read-only.h"
#include "app/fod-row-of.h"
#include "app/fod-visit-dialog.h"
#include "app/fod-visit-words.h"
#include "app/fod-wrap-layout.h"
#include "model/fod-entity-list.h"
#include "model/fod-entity-watch.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FodEmployerPage
{
  AdwBin parent_instance;

  FodContext *context;   /* owned, nullable */
  FodEntity *entity;     /* owned, nullable */
  FodEntityList *visits; /* owned, nullable */
  gulong follows;
  gboolean can_go_back;

  GtkWidget *first;          /* template */
  GtkWidget *more;           /* template */
  GtkStack *whether;         /* template */
  GtkScrolledWindow *scroll; /* template */
  GtkLabel *name;            /* template */
  GtkLabel *where;           /* template */
  GtkLabel *cups;            /* template */
  FodConflictBar *conflicts; /* template */
  GtkWidget *quiet;          /* template */
  GtkLabel *quiet_words;     /* template */
  GtkWidget *clash;          /* template */
  GtkLabel *clash_words;     /* template */
  FodEntityGroup *next;      /* template */
  FodEntityGroup *people;    /* template */
  FodEntityGroup *openings;  /* template */
  FodEntityGroup *log;       /* template */
  FodRecordFields *fields;   /* template */
};

enum
{
  PROP_CAN_GO_BACK = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FodEmployerPage, fod_employer_page, ADW_TYPE_BIN)

static void
append (GString *text, const char *before, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, before);
  g_string_append (text, part);
}

static char *
dup_address (FodEntity *entity)
{
  GString *text = g_string_new (NULL);

  append (text, ", ", fod_entity_get (entity, "address"));
  append (text, ", ", fod_entity_get (entity, "postcode"));
  append (text, fod_entity_get (entity, "postcode") != NULL ? " " : ", ",
          fod_entity_get (entity, "town"));
  return g_string_free (text, FALSE);
}

static void
show_head (FodEmployerPage *self)
{
  FodDirectory *directory = fod_context_get_directory (self->context);
  g_autofree char *address = dup_address (self->entity);
  g_autoptr (GString) where = g_string_new (address);
  const char *owner = fod_entity_get (self->entity, "owner");
  const char *reason = fod_entity_get (self->entity, "do-not-contact-reason");

  append (
      where, " · ",
      fod_directory_get_code_name (directory, "branch", fod_entity_get (self->entity, "branch")));
  append (where, " · ", fod_directory_get_user_name (directory, owner));
  gtk_label_set_text (self->name, fod_entity_get (self->entity, "name"));
  gtk_label_set_text (self->where, where->str);
  gtk_widget_set_visible (GTK_WIDGET (self->where), where->len > 0);
  gtk_widget_set_visible (self->quiet, fod_entity_get_bool (self->entity, "do-not-contact"));
  if (reason != NULL)
    {
      /* Translators: %s is the reason that somebody wrote */
      g_autofree char *words = g_strdup_printf (_ ("Do not contact: %s"), reason);

      gtk_label_set_text (self->quiet_words, words);
    }
  else
    gtk_label_set_text (self->quiet_words, _ ("Do not contact"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "employer.call",
                                 fod_entity_get (self->entity, "phone") != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "employer.write",
                                 fod_entity_get (self->entity, "email") != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "employer.map", *address != '\0');
  fod_read_only_apply (GTK_WIDGET (self), self->context);
}

static void
show_visits (FodEmployerPage *self)
{
  g_autofree char *warning = fod_visit_words_dup_warning (self->context, self->visits);
  g_autofree char *cups = fod_visit_words_dup_cups (self->context, self->visits);

  gtk_label_set_text (self->clash_words, warning != NULL ? warning : "");
  gtk_widget_set_visible (self->clash, warning != NULL);
  gtk_label_set_text (self->cups, cups != NULL ? cups : "");
  gtk_widget_set_visible (GTK_WIDGET (self->cups), cups != NULL);
}

static FodEntityList *
list_of (FodEmployerPage *self, const char *kind, const char *order, gboolean descending)
{
  g_autoptr (FodQuery) query = fod_query_new (kind);

  fod_query_where (query, "employer", FOD_QUERY_IS, fod_entity_get_id (self->entity));
  if (strcmp (kind, FOD_KIND_FOLLOW_UP) == 0)
    {
      /* What a participant has to do with an employer is shown with the participant. */
      fod_query_where (query, "participant", FOD_QUERY_IS, NULL);
      fod_planned_where (query);
    }
  fod_query_order (query, order, descending);
  return fod_entity_list_new (fod_context_get_store (self->context), query);
}

static void
show_lists (FodEmployerPage *self)
{
  g_autoptr (FodEntityList) next = list_of (self, FOD_KIND_FOLLOW_UP, "slot", FALSE);
  g_autoptr (FodEntityList) people = list_of (self, FOD_KIND_CONTACT_PERSON, "name", FALSE);
  g_autoptr (FodEntityList) openings = list_of (self, FOD_KIND_JOB_OPENING, "heard-on", TRUE);

  g_clear_object (&self->visits);
  self->visits = list_of (self, FOD_KIND_EMPLOYER_CONTACT, "slot", TRUE);
  fod_entity_watch (G_LIST_MODEL (self->visits), G_CALLBACK (show_visits), self);
  fod_entity_group_bind (self->next, G_LIST_MODEL (next), fod_row_of_follow_up, self->context);
  fod_entity_group_bind (self->people, G_LIST_MODEL (people), fod_row_of_contact_person,
                         self->context);
  fod_entity_group_bind (self->openings, G_LIST_MODEL (openings), fod_job_opening_row_new,
                         self->context);
  fod_entity_group_bind (self->log, G_LIST_MODEL (self->visits), fod_row_of_visit, self->context);
  show_visits (self);
}

static void
on_new (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodEmployerPage *self = FOD_EMPLOYER_PAGE (widget);
  const char *kind = g_variant_get_string (parameter, NULL);

  if (self->entity == NULL)
    return;
  if (strcmp (kind, FOD_KIND_FOLLOW_UP) == 0)
    fod_go_new (widget, kind, "employer", fod_entity_get_id (self->entity), NULL);
  else
    fod_employer_page_add (self, kind);
}

static void
launch (char *uri)
{
  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, NULL, NULL);
  g_free (uri);
}

static void
on_call (GtkWidget *widget, const char *action, GVariant *parameter)
{
  fod_reach_call (FOD_EMPLOYER_PAGE (widget)->entity);
}

static void
on_write (GtkWidget *widget, const char *action, GVariant *parameter)
{
  fod_reach_write (FOD_EMPLOYER_PAGE (widget)->entity);
}

static void
on_map (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodEmployerPage *self = FOD_EMPLOYER_PAGE (widget);
  g_autofree char *address = dup_address (self->entity);
  g_autofree char *escaped = g_uri_escape_string (address, NULL, FALSE);

  launch (g_strconcat ("geo:0,0?q=", escaped, NULL));
}

static void
on_delete (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodEmployerPage *self = FOD_EMPLOYER_PAGE (widget);

  if (self->entity != NULL)
    fod_apply_delete (widget, self->context, self->entity);
}

static void
on_history (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodEmployerPage *self = FOD_EMPLOYER_PAGE (widget);

  if (self->entity == NULL)
    return;
  fod_employer_page_flush (self);
  fod_history_dialog_open (widget, self->context, self->entity);
}

static void
on_import (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodEmployerPage *self = FOD_EMPLOYER_PAGE (widget);

  if (self->entity != NULL)
    fod_import_window_open (widget, self->context, FOD_KIND_CONTACT_PERSON,
                            fod_entity_get_id (self->entity));
}

static void
fod_employer_page_dispose (GObject *object)
{
  FodEmployerPage *self = FOD_EMPLOYER_PAGE (object);

  if (self->entity != NULL)
    g_clear_signal_handler (&self->follows, self->entity);
  g_clear_object (&self->visits);
  g_clear_object (&self->entity);
  g_clear_object (&self->context);
  /* The template would take the child away behind the bin's back. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_EMPLOYER_PAGE);
  G_OBJECT_CLASS (fod_employer_page_parent_class)->dispose (object);
}

static void
fod_employer_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CAN_GO_BACK)
    g_value_set_boolean (value, FOD_EMPLOYER_PAGE (object)->can_go_back);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
fod_employer_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CAN_GO_BACK)
    FOD_EMPLOYER_PAGE (object)->can_go_back = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
fod_employer_page_class_init (FodEmployerPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fod_employer_page_dispose;
  object_class->get_property = fod_employer_page_get_property;
  object_class->set_property = fod_employer_page_set_property;

  properties[PROP_CAN_GO_BACK] = g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE,
                                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (FOD_TYPE_CONFLICT_BAR);
  g_type_ensure (FOD_TYPE_EMPLOYER_FIELDS);
  g_type_ensure (FOD_TYPE_ENTITY_GROUP);
  g_type_ensure (FOD_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-employer-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FodEmployerPage, whether);
  gtk_widget_class_bind_template_child (widget_class, FodEmployerPage, first);
  gtk_widget_class_bind_template_child (widget_class, FodEmployerPage, more);
  gtk_widget_class_bind_template_child (widget_class, FodEmployerPage, scroll);
  gtk_widget_class_bind_template_child (widget_class, FodEmployerPage, name);
  gtk_widget_class_bind_template_child (widget_class, FodEmployerPage, where);
  gtk_widget_class_bind_template_child (widget_class, FodEmployerPage, cups);
  gtk_widget_class_bind_template_child (widget_class, FodEmployerPage, quiet);
  gtk_widget_class_bind_template_child (widget_class, FodEmployerPage, conflicts);
  gtk_widget_class_bind_template_child (widget_class, FodEmployerPage, quiet_words);
  gtk_widget_class_bind_template_child (widget_class, FodEmployerPage, clash);
  gtk_widget_class_bind_template_child (widget_class, FodEmployerPage, clash_words);
  gtk_widget_class_bind_template_child (widget_class, FodEmployerPage, next);
  gtk_widget_class_bind_template_child (widget_class, FodEmployerPage, people);
  gtk_widget_class_bind_template_child (widget_class, FodEmployerPage, openings);
  gtk_widget_class_bind_template_child (widget_class, FodEmployerPage, log);
  gtk_widget_class_bind_template_child (widget_class, FodEmployerPage, fields);
  gtk_widget_class_install_action (widget_class, "employer.new", "s", on_new);
  gtk_widget_class_install_action (widget_class, "employer.call", NULL, on_call);
  gtk_widget_class_install_action (widget_class, "employer.write", NULL, on_write);
  gtk_widget_class_install_action (widget_class, "employer.map", NULL, on_map);
  gtk_widget_class_install_action (widget_class, "employer.delete", NULL, on_delete);
  gtk_widget_class_install_action (widget_class, "employer.history", NULL, on_history);
  gtk_widget_class_install_action (widget_class, "employer.import-people", NULL, on_import);
}

static void
fod_employer_page_init (FodEmployerPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fod_name (self->more, _ ("More about this employer"));
}

void
fod_employer_page_show (FodEmployerPage *self, FodContext *context, FodEntity *entity)
{
  g_return_if_fail (FOD_IS_EMPLOYER_PAGE (self));

  if (self->entity == entity)
    return;
  fod_employer_page_flush (self);
  if (self->entity != NULL)
    g_clear_signal_handler (&self->follows, self->entity);
  g_set_object (&self->context, context);
  g_set_object (&self->entity, entity);
  gtk_stack_set_visible_child_name (self->whether, entity != NULL ? "one" : "none");
  fod_record_fields_show (self->fields, context, entity);
  if (entity == NULL)
    return;

  self->follows =
      g_signal_connect_object (entity, "notify", G_CALLBACK (show_head), self, G_CONNECT_SWAPPED);
  show_head (self);
  fod_conflict_bar_show (self->conflicts, self->context, fod_entity_get_id (entity));
  show_lists (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroll), 0);
}

FodEntity *
fod_employer_page_get_entity (FodEmployerPage *self)
{
  g_return_val_if_fail (FOD_IS_EMPLOYER_PAGE (self), NULL);

  return self->entity;
}

void
fod_employer_page_add (FodEmployerPage *self, const char *kind)
{
  GVariantBuilder builder;
  g_autoptr (GVariant) known = NULL;

  g_return_if_fail (FOD_IS_EMPLOYER_PAGE (self));

  if (self->entity == NULL)
    return;
  if (strcmp (kind, FOD_KIND_EMPLOYER_CONTACT) == 0)
    {
      fod_visit_dialog_open_new (GTK_WIDGET (self), self->context, self->entity,
                                 fod_visit_words_get_purpose (self->context, self->visits));
      return;
    }
  if (strcmp (kind, FOD_KIND_JOB_OPENING) == 0)
    {
      fod_job_opening_dialog_open_new (GTK_WIDGET (self), self->context,
                                       fod_entity_get_id (self->entity));
      return;
    }
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "employer", fod_entity_get_id (self->entity));
  known = g_variant_ref_sink (g_variant_builder_end (&builder));
  if (strcmp (kind, FOD_KIND_CONTACT_PERSON) == 0)
    fod_contact_person_dialog_open_new (GTK_WIDGET (self), self->context, known);
}

void
fod_employer_page_focus (FodEmployerPage *self)
{
  g_return_if_fail (FOD_IS_EMPLOYER_PAGE (self));

  if (self->entity != NULL)
    gtk_widget_grab_focus (self->first);
}

void
fod_employer_page_flush (FodEmployerPage *self)
{
  g_return_if_fail (FOD_IS_EMPLOYER_PAGE (self));

  fod_record_fields_flush (self->fields);
}
