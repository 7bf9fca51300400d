/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Head and sections of one participant. Which rows belong to a section is a query; what they say is
 * theirs; the rules of phases are ips'. */

#include "config.h"

#include "app/fod-participant-page.h"
#include "app/fod-apply.h"
#include "app/fod-career-groups.h"
#include "app/fod-conflict-bar.h"
#include "app/fod-curtain.h"
#include "app/fod-disc.h"
#include "app/fod-disclosure-dialog.h"
#include "app/fod-disclosure-groups.h"
#include "app/fod-earlier-job-dialog.h"
#include "app/fod-entity-group.h"
#include "app/fod-go.h"
#include "app/fod-handover-dialog.h"
#include "app/fod-history-dialog.h"
#include "app/fod-job-book.h"
#include "app/fod-job-rows.h"
#include "app/fod-last-contacts.h"
#include "app/fod-name.h"
#include "app/fod-network-groups.h"
#include "app/fod-note-composer.h"
#include "app/fod-participant-fields.h"
#include "app/fod-participant-words.h"
#include "app/fod-phase-strip.h"
#include "app/fod-placement-dialog.h"
#include "app/fod-placement-groups.h"
#include "app/fod-planned.h"
#include "app/fod-reach.h"
#include "app/fod-read-only.h"
#include "app/fod-row-of.h"
#include "app/fod-timeline.h"
#include "app/fod-wrap-layout.h"
#include "model/fod-entity-list.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FodParticipantPage
{
  AdwBin parent_instance;

  FodContext *context; /* owned, nullable */
  FodEntity *entity;   /* owned, nullable */
  FodNameBook *names;  /* owned, nullable: to whom something was promised */
  FodJobBook *book;    /* owned, nullable */
  gulong follows;
  char *section; /* owned */
  gboolean can_go_back;

  GtkWidget *first;                /* template */
  GtkWidget *more;                 /* template */
  GtkStack *whether;               /* template */
  GtkScrolledWindow *scroll;       /* template */
  FodDisc *disc;                   /* template */
  GtkLabel *name;                  /* template */
  GtkLabel *state;                 /* template */
  GtkWidget *is_protected;         /* template */
  GtkWidget *in_pairs;             /* template */
  FodConflictBar *conflicts;       /* template */
  FodPhaseStrip *phase;            /* template */
  GtkStack *sections;              /* template */
  AdwBin *overview_section;        /* template */
  AdwBin *timeline_section;        /* template */
  FodRecordFields *fields;         /* template */
  FodNoteComposer *composer;       /* template */
  FodTimeline *timeline;           /* template */
  FodEntityGroup *next;            /* template */
  FodLastContacts *last;           /* template */
  FodEntityGroup *working;         /* template */
  FodEntityGroup *consents;        /* template */
  GtkLabel *towards;               /* template */
  FodCareerGroups *career;         /* template */
  FodPlacementGroups *jobs;        /* template */
  FodNetworkGroups *network;       /* template */
  FodDisclosureGroups *disclosure; /* template */
  FodEntityGroup *planned;         /* template */
  FodEntityGroup *closed;          /* template */
};

enum
{
  PROP_CAN_GO_BACK = 1,
  PROP_SECTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FodParticipantPage, fod_participant_page, ADW_TYPE_BIN)

static void
show_head (FodParticipantPage *self)
{
  g_autofree char *today = fod_context_dup_today (self->context);
  const char *name = fod_entity_get (self->entity, "name");
  g_autofree char *state = fod_participant_words_dup_state (self->context, self->entity);

  fod_disc_set_name (self->disc, name);
  gtk_label_set_text (self->name, name != NULL ? name : "");
  gtk_label_set_text (self->state, state);
  gtk_widget_set_visible (GTK_WIDGET (self->state), *state != '\0');
  gtk_widget_set_visible (self->is_protected,
                          fod_entity_get_bool (self->entity, "protected-address"));
  gtk_widget_set_visible (self->in_pairs, fod_entity_get_bool (self->entity, "visit-in-pairs"));
  fod_phase_strip_show (self->phase, fod_entity_get_record (self->entity), today);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "participant.call",
                                 fod_entity_get (self->entity, "phone") != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "participant.write",
                                 fod_entity_get (self->entity, "email") != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "participant.hand-over",
                                 fod_handover_dialog_may (self->context, self->entity));
  fod_read_only_apply (GTK_WIDGET (self), self->context);
}

static GtkWidget *
make_promise (gpointer entity, gpointer self)
{
  return fod_row_of_promise (entity, FOD_PARTICIPANT_PAGE (self)->context,
                             FOD_PARTICIPANT_PAGE (self)->names);
}

static void
show_follow_ups (FodParticipantPage *self)
{
  FodStore *store = fod_context_get_store (self->context);
  g_autoptr (FodQuery) planned = fod_query_new (FOD_KIND_FOLLOW_UP);
  g_autoptr (FodQuery) closed = fod_query_new (FOD_KIND_FOLLOW_UP);
  g_autoptr (FodEntityList) planned_list = NULL;
  g_autoptr (FodEntityList) closed_list = NULL;
  const char *id = fod_entity_get_id (self->entity);

  fod_query_where (planned, "participant", FOD_QUERY_IS, id);
  fod_planned_where (planned);
  fod_query_order (planned, "slot", FALSE);
  fod_query_where (closed, "participant", FOD_QUERY_IS, id);
  fod_planned_where_over (closed);
  fod_query_order (closed, "slot", TRUE);
  planned_list = fod_entity_list_new (store, planned);
  closed_list = fod_entity_list_new (store, closed);

  if (self->names == NULL)
    self->names = fod_name_book_new (store);
  fod_entity_group_bind (self->next, G_LIST_MODEL (planned_list), make_promise, self);
  fod_entity_group_bind (self->planned, G_LIST_MODEL (planned_list), make_promise, self);
  fod_entity_group_bind (self->closed, G_LIST_MODEL (closed_list), make_promise, self);
}

static void
show_working (FodParticipantPage *self)
{
  g_autoptr (FodQuery) started = fod_query_new (FOD_KIND_PLACEMENT);
  g_autoptr (FodEntityList) working = NULL;

  fod_query_where (started, "participant", FOD_QUERY_IS, fod_entity_get_id (self->entity));
  fod_query_where (started, "stage", FOD_QUERY_IS, "started");
  working = fod_entity_list_new (fod_context_get_store (self->context), started);
  fod_entity_group_bind (self->working, G_LIST_MODEL (working), fod_job_row_of_placement,
                         self->book);
}

static GVariant *
known_of (FodParticipantPage *self)
{
  GVariantBuilder known;

  g_variant_builder_init (&known, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&known, "{ss}", "participant", fod_entity_get_id (self->entity));
  return g_variant_ref_sink (g_variant_builder_end (&known));
}

static void
on_new (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodParticipantPage *self = FOD_PARTICIPANT_PAGE (widget);
  const char *kind = g_variant_get_string (parameter, NULL);

  if (self->entity == NULL)
    return;
  if (strcmp (kind, FOD_KIND_FOLLOW_UP) == 0)
    fod_go_new (widget, FOD_KIND_FOLLOW_UP, "participant", fod_entity_get_id (self->entity), NULL);
  else
    fod_participant_page_add (self, kind);
}

static void
on_call (GtkWidget *widget, const char *action, GVariant *parameter)
{
  fod_reach_call (FOD_PARTICIPANT_PAGE (widget)->entity);
}

static void
on_write (GtkWidget *widget, const char *action, GVariant *parameter)
{
  fod_reach_write (FOD_PARTICIPANT_PAGE (widget)->entity);
}

static void
on_delete (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodParticipantPage *self = FOD_PARTICIPANT_PAGE (widget);

  if (self->entity != NULL)
    fod_apply_delete (widget, self->context, self->entity);
}

static void
on_history (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodParticipantPage *self = FOD_PARTICIPANT_PAGE (widget);

  if (self->entity == NULL)
    return;
  fod_participant_page_flush (self);
  fod_history_dialog_open (widget, self->context, self->entity);
}

static void
on_hand_over (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodParticipantPage *self = FOD_PARTICIPANT_PAGE (widget);

  if (self->entity == NULL)
    return;
  fod_participant_page_flush (self);
  fod_handover_dialog_open (widget, self->context, self->entity);
}

static void
set_section (FodParticipantPage *self, const char *section)
{
  if (g_strcmp0 (self->section, section) == 0)
    return;
  g_free (self->section);
  self->section = g_strdup (section);
  gtk_stack_set_visible_child_name (self->sections, section);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECTION]);
}

static void
fod_participant_page_dispose (GObject *object)
{
  FodParticipantPage *self = FOD_PARTICIPANT_PAGE (object);

  if (self->entity != NULL)
    g_clear_signal_handler (&self->follows, self->entity);
  g_clear_object (&self->entity);
  g_clear_object (&self->context);
  /* The template would take the child away behind the bin's back. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_PARTICIPANT_PAGE);
  g_clear_object (&self->book);
  g_clear_object (&self->names);
  G_OBJECT_CLASS (fod_participant_page_parent_class)->dispose (object);
}

static void
fod_participant_page_finalize (GObject *object)
{
  g_clear_pointer (&FOD_PARTICIPANT_PAGE (object)->section, g_free);
  G_OBJECT_CLASS (fod_participant_page_parent_class)->finalize (object);
}

static void
fod_participant_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FodParticipantPage *self = FOD_PARTICIPANT_PAGE (object);

  switch (id)
    {
    case PROP_CAN_GO_BACK:
      g_value_set_boolean (value, self->can_go_back);
      break;
    case PROP_SECTION:
      g_value_set_string (value, self->section);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fod_participant_page_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  FodParticipantPage *self = FOD_PARTICIPANT_PAGE (object);

  switch (id)
    {
    case PROP_CAN_GO_BACK:
      self->can_go_back = g_value_get_boolean (value);
      break;
    case PROP_SECTION:
      set_section (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, whether);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, first);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, more);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, scroll);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, disc);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, name);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, state);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, is_protected);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, in_pairs);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, phase);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, conflicts);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, sections);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, overview_section);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, timeline_section);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, fields);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, composer);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, next);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, last);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, working);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, consents);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, towards);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, career);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, jobs);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, network);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, disclosure);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, planned);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantPage, closed);
}

static void
fod_participant_page_class_init (FodParticipantPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fod_participant_page_dispose;
  object_class->finalize = fod_participant_page_finalize;
  object_class->get_property = fod_participant_page_get_property;
  object_class->set_property = fod_participant_page_set_property;

  properties[PROP_CAN_GO_BACK] = g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE,
                                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SECTION] =
      g_param_spec_string ("section", NULL, NULL, "overview",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (FOD_TYPE_CAREER_GROUPS);
  g_type_ensure (FOD_TYPE_CONFLICT_BAR);
  g_type_ensure (FOD_TYPE_DISC);
  g_type_ensure (FOD_TYPE_ENTITY_GROUP);
  g_type_ensure (FOD_TYPE_LAST_CONTACTS);
  g_type_ensure (FOD_TYPE_DISCLOSURE_GROUPS);
  g_type_ensure (FOD_TYPE_NETWORK_GROUPS);
  g_type_ensure (FOD_TYPE_NOTE_COMPOSER);
  g_type_ensure (FOD_TYPE_PARTICIPANT_FIELDS);
  g_type_ensure (FOD_TYPE_PHASE_STRIP);
  g_type_ensure (FOD_TYPE_PLACEMENT_GROUPS);
  g_type_ensure (FOD_TYPE_TIMELINE);
  g_type_ensure (FOD_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-participant-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_property_action (widget_class, "participant.section", "section");
  gtk_widget_class_install_action (widget_class, "participant.new", "s", on_new);
  gtk_widget_class_install_action (widget_class, "participant.call", NULL, on_call);
  gtk_widget_class_install_action (widget_class, "participant.write", NULL, on_write);
  gtk_widget_class_install_action (widget_class, "participant.delete", NULL, on_delete);
  gtk_widget_class_install_action (widget_class, "participant.history", NULL, on_history);
  gtk_widget_class_install_action (widget_class, "participant.hand-over", NULL, on_hand_over);
}

static void
fod_participant_page_init (FodParticipantPage *self)
{
  self->section = g_strdup ("overview");
  gtk_widget_init_template (GTK_WIDGET (self));
  fod_curtain (self->overview_section);
  fod_curtain (self->timeline_section);
  fod_name (self->more, _ ("More about this participant"));
}

void
fod_participant_page_show (FodParticipantPage *self, FodContext *context, FodEntity *entity)
{
  g_autoptr (FodJobBook) before = NULL;
  g_autoptr (FodDisclosureBook) disclosures = NULL;

  g_return_if_fail (FOD_IS_PARTICIPANT_PAGE (self));

  if (self->entity == entity)
    return;
  fod_participant_page_flush (self);
  if (self->entity != NULL)
    g_clear_signal_handler (&self->follows, self->entity);
  g_set_object (&self->context, context);
  g_set_object (&self->entity, entity);
  gtk_stack_set_visible_child_name (self->whether, entity != NULL ? "one" : "none");
  fod_record_fields_show (self->fields, context, entity);
  fod_last_contacts_show (self->last, context, entity != NULL ? fod_entity_get_id (entity) : NULL);
  fod_timeline_show (self->timeline, context, entity != NULL ? fod_entity_get_id (entity) : NULL);
  if (entity == NULL)
    return;

  self->follows =
      g_signal_connect_object (entity, "notify", G_CALLBACK (show_head), self, G_CONNECT_SWAPPED);
  show_head (self);
  fod_conflict_bar_show (self->conflicts, context, fod_entity_get_id (entity));
  fod_note_composer_show (self->composer, context, fod_entity_get_id (entity));
  show_follow_ups (self);
  before = g_steal_pointer (&self->book);
  self->book = fod_job_book_new (context, fod_entity_get_id (entity));
  show_working (self);
  fod_career_groups_show (self->career, context, fod_entity_get_id (entity));
  fod_placement_groups_show (self->jobs, self->book);
  fod_network_groups_show (self->network, context, entity, self->consents);
  disclosures = fod_disclosure_book_new (context, entity);
  fod_disclosure_groups_show (self->disclosure, disclosures);
  fod_participant_words_show_towards (disclosures, self->towards);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroll), 0);
}

FodEntity *
fod_participant_page_get_entity (FodParticipantPage *self)
{
  g_return_val_if_fail (FOD_IS_PARTICIPANT_PAGE (self), NULL);

  return self->entity;
}

void
fod_participant_page_add (FodParticipantPage *self, const char *kind)
{
  g_autoptr (GVariant) whose = NULL;

  g_return_if_fail (FOD_IS_PARTICIPANT_PAGE (self));

  if (self->entity == NULL)
    return;
  whose = known_of (self);
  if (strcmp (kind, FOD_KIND_NOTE) == 0)
    {
      set_section (self, "timeline");
      fod_note_composer_start (self->composer);
    }
  else if (strcmp (kind, FOD_KIND_PLACEMENT) == 0)
    {
      set_section (self, "jobs");
      fod_placement_dialog_open_new (GTK_WIDGET (self), self->context, whose);
    }
  else if (strcmp (kind, FOD_KIND_BENEFIT_SHEET) == 0 || strcmp (kind, FOD_KIND_SEARCH_PLAN) == 0)
    {
      set_section (self, "jobs");
      fod_placement_groups_add (self->jobs, kind, self->entity);
    }
  else if (strcmp (kind, FOD_KIND_EARLIER_JOB) == 0)
    {
      set_section (self, "career");
      fod_earlier_job_dialog_open_new (GTK_WIDGET (self), self->context,
                                       fod_entity_get_id (self->entity));
    }
  else if (strcmp (kind, FOD_KIND_TREATMENT_CONTACT) == 0 || strcmp (kind, FOD_KIND_CONSENT) == 0)
    {
      set_section (self, "network");
      fod_network_groups_add (self->network, kind, whose);
    }
  else if (strcmp (kind, FOD_KIND_DISCLOSURE_PLAN) == 0)
    {
      set_section (self, "network");
      fod_disclosure_dialog_open_new (GTK_WIDGET (self), self->context, whose);
    }
}

void
fod_participant_page_focus (FodParticipantPage *self)
{
  g_return_if_fail (FOD_IS_PARTICIPANT_PAGE (self));

  if (self->entity != NULL)
    gtk_widget_grab_focus (self->first);
}

void
fod_participant_page_flush (FodParticipantPage *self)
{
  g_return_if_fail (FOD_IS_PARTICIPANT_PAGE (self));

  fod_record_fields_flush (self->fields);
  fod_note_composer_flush (self->composer);
}
