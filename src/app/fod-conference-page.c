/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list of rows over the rule's answer. What a row shows is the row's. */

#include "config.h"

#include "app/fod-conference-page.h"

#include "app/fod-choice.h"
#include "app/fod-conference-row.h"
#include "app/fod-conference-text.h"
#include "app/fod-conferences.h"
#include "app/fod-context.h"
#include "app/fod-name.h"
#include "app/fod-new-participant.h"
#include "app/fod-page.h"
#include "app/fod-paste.h"
#include "app/fod-read-only.h"

#include <glib/gi18n.h>

#include <string.h>

struct _FodConferencePage
{
  AdwBin parent_instance;

  FodContext *context;         /* owned */
  FodConferences *conferences; /* owned */
  FodEntityList *participants; /* owned, nullable: where a new person is looked for */
  GPtrArray *rows;             /* of FodConferenceRow, in the list */
  char *team;                  /* the key of the team that is shown */
  gboolean fresh;              /* the next answer makes the order */
  gboolean filling;

  GtkWidget *nobody;         /* template */
  GtkWidget *somebody;       /* template */
  GtkDropDown *teams;        /* template */
  GtkStringList *team_names; /* template */
  GtkLabel *count;           /* template */
  GtkBox *list;              /* template */
  GtkLabel *silent;          /* template */
  GtkWidget *refer;          /* template */
};

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void fod_conference_page_page_init (FodPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FodConferencePage,
                               fod_conference_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (FOD_TYPE_PAGE, fod_conference_page_page_init))

static void
clear_rows (FodConferencePage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      fod_conference_row_flush (g_ptr_array_index (self->rows, i));
      gtk_box_remove (self->list, g_ptr_array_index (self->rows, i));
    }
  g_ptr_array_set_size (self->rows, 0);
}

/* To the next who is to be raised; after the last to those who could be referred. */
static void
on_done (FodConferenceRow *row, FodConferencePage *self)
{
  guint at = 0;

  g_ptr_array_find (self->rows, row, &at);
  for (guint i = at + 1; i < self->rows->len; i++)
    if (fod_conference_row_is_open (g_ptr_array_index (self->rows, i)))
      {
        fod_conference_row_start (g_ptr_array_index (self->rows, i));
        return;
      }
  gtk_widget_grab_focus (self->refer);
}

static void
add_row (FodConferencePage *self, FodConferencePerson *person)
{
  GtkWidget *row = fod_conference_row_new (self->context, person);

  g_signal_connect_object (row, "done", G_CALLBACK (on_done), self, 0);
  gtk_box_append (self->list, row);
  g_ptr_array_add (self->rows, row);
}

static FodConferencePerson *
find_person (GPtrArray *people, const char *id)
{
  for (guint i = 0; i < people->len; i++)
    {
      FodConferencePerson *person = g_ptr_array_index (people, i);

      if (strcmp (person->id, id) == 0)
        return person;
    }
  return NULL;
}

static gboolean
has_row (FodConferencePage *self, const char *id)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (strcmp (fod_conference_row_get_id (g_ptr_array_index (self->rows, i)), id) == 0)
      return TRUE;
  return FALSE;
}

/* Rows keep their places. Who is on the list no more, whatever the reason, is not raised. */
static void
follow (FodConferencePage *self, GPtrArray *people)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      FodConferenceRow *row = g_ptr_array_index (self->rows, i);
      FodConferencePerson *known = find_person (people, fod_conference_row_get_id (row));
      g_autoptr (FodConferencePerson) person =
          known != NULL ? fod_conference_person_ref (known)
                        : fod_conference_person_new (fod_conference_row_get_id (row));

      fod_conference_row_show (row, person);
    }
  for (guint i = 0; i < people->len; i++)
    {
      FodConferencePerson *person = g_ptr_array_index (people, i);

      if (!has_row (self, person->id))
        add_row (self, person);
    }
}

static void
begin (FodConferencePage *self, GPtrArray *people)
{
  self->fresh = FALSE;
  clear_rows (self);
  for (guint i = 0; i < people->len; i++)
    add_row (self, g_ptr_array_index (people, i));
  if (self->rows->len > 0 && fod_conference_row_is_open (g_ptr_array_index (self->rows, 0)))
    fod_conference_row_start (g_ptr_array_index (self->rows, 0));
}

static void
show_counts (FodConferencePage *self, const FodConferenceTeam *team, GPtrArray *people)
{
  g_autofree char *open = g_strdup_printf (
      ngettext ("%u person to be raised", "%u people to be raised", team->open), team->open);
  g_autofree char *words = NULL;
  guint silent = 0;

  for (guint i = 0; i < people->len; i++)
    if (((FodConferencePerson *)g_ptr_array_index (people, i))->may_say == FOD_TEAM_CONSENT_NOTHING)
      silent++;
  words = g_strdup_printf (
      ngettext ("%u participant of this team is not on the list: there is no valid consent to talk "
                "with all who treat them. See “Team and network” on their page.",
                "%u participants of this team are not on the list: there is no valid consent to "
                "talk with all who treat them. See “Team and network” on their pages.",
                silent),
      silent);
  gtk_label_set_text (self->count, open);
  gtk_label_set_text (self->silent, words);
  gtk_widget_set_visible (GTK_WIDGET (self->silent), silent > 0);
}

/* The one that was looked at last; at first the one with the most to raise. */
static guint
choose_team (FodConferencePage *self, GPtrArray *teams)
{
  guint chosen = 0;

  for (guint i = 0; i < teams->len; i++)
    {
      const FodConferenceTeam *team = g_ptr_array_index (teams, i);
      const FodConferenceTeam *best = g_ptr_array_index (teams, chosen);

      if (g_strcmp0 (team->key, self->team) == 0)
        return i;
      if (team->open > best->open)
        chosen = i;
    }
  return chosen;
}

static void
show_teams (FodConferencePage *self, GPtrArray *teams, guint chosen)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < teams->len; i++)
    g_ptr_array_add (names, ((FodConferenceTeam *)g_ptr_array_index (teams, i))->name);
  g_ptr_array_add (names, NULL);
  self->filling = TRUE;
  gtk_string_list_splice (self->team_names, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->team_names)),
                          (const char *const *)names->pdata);
  gtk_drop_down_set_selected (self->teams, chosen);
  self->filling = FALSE;
}

static void
show (FodConferencePage *self)
{
  FodConference *conference = fod_conferences_get (self->conferences);
  GPtrArray *teams = conference != NULL ? fod_conference_get_teams (conference) : NULL;
  g_autoptr (GPtrArray) people = NULL;
  const FodConferenceTeam *team;
  guint chosen;

  gtk_widget_set_visible (self->nobody, teams != NULL && teams->len == 0);
  gtk_widget_set_visible (self->somebody, teams != NULL && teams->len > 0);
  if (teams == NULL || teams->len == 0)
    {
      clear_rows (self);
      return;
    }
  chosen = choose_team (self, teams);
  team = g_ptr_array_index (teams, chosen);
  self->fresh |= g_strcmp0 (self->team, team->key) != 0;
  g_free (self->team);
  self->team = g_strdup (team->key);
  show_teams (self, teams, chosen);
  people = fod_conference_list (conference, team->key);
  show_counts (self, team, people);
  if (self->fresh)
    begin (self, people);
  else
    follow (self, people);
}

static void
on_team (FodConferencePage *self)
{
  FodConference *conference = fod_conferences_get (self->conferences);
  GPtrArray *teams;
  guint chosen = gtk_drop_down_get_selected (self->teams);

  if (self->filling || conference == NULL)
    return;
  teams = fod_conference_get_teams (conference);
  if (chosen >= teams->len)
    return;
  g_free (self->team);
  self->team = g_strdup (((FodConferenceTeam *)g_ptr_array_index (teams, chosen))->key);
  self->fresh = TRUE;
  show (self);
}

static FodEntityList *
load_participants (FodConferencePage *self)
{
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_PARTICIPANT);

  fod_query_order (query, "name", FALSE);
  return fod_entity_list_new (fod_context_get_store (self->context), query);
}

static void
on_refer (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodConferencePage *self = FOD_CONFERENCE_PAGE (widget);

  if (self->participants == NULL)
    self->participants = load_participants (self);
  fod_new_participant_refer (
      widget, self->context, self->participants,
      gtk_string_list_get_string (self->team_names, gtk_drop_down_get_selected (self->teams)));
}

/* One paragraph for each who may be named, by what is known now and not by what is typed. */
static void
on_copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodConferencePage *self = FOD_CONFERENCE_PAGE (widget);
  FodConference *conference = fod_conferences_get (self->conferences);
  FodDirectory *directory = fod_context_get_directory (self->context);
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (conference == NULL || self->team == NULL)
    return;
  people = fod_conference_list (conference, self->team);
  for (guint i = 0; i < people->len; i++)
    {
      g_autofree char *person = fod_conference_text_dup_person (
          directory, g_ptr_array_index (people, i), fod_conference_get_today (conference));

      if (*person != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", person);
    }
  fod_paste_copy_text (widget, self->context, text->str);
}

static void
fod_conference_page_page_init (FodPageInterface *iface)
{
}

static void
fod_conference_page_map (GtkWidget *widget)
{
  FodConferencePage *self = FOD_CONFERENCE_PAGE (widget);

  GTK_WIDGET_CLASS (fod_conference_page_parent_class)->map (widget);

  self->fresh = TRUE;
  fod_conferences_start (self->conferences);
}

/* What may be said is not known any more when nobody looks. */
static void
fod_conference_page_unmap (GtkWidget *widget)
{
  FodConferencePage *self = FOD_CONFERENCE_PAGE (widget);

  fod_conferences_rest (self->conferences);
  clear_rows (self);
  gtk_widget_set_visible (self->somebody, FALSE);

  GTK_WIDGET_CLASS (fod_conference_page_parent_class)->unmap (widget);
}

static void
fod_conference_page_constructed (GObject *object)
{
  FodConferencePage *self = FOD_CONFERENCE_PAGE (object);

  G_OBJECT_CLASS (fod_conference_page_parent_class)->constructed (object);

  self->conferences = fod_conferences_new (fod_context_get_store (self->context));
  g_signal_connect_object (self->conferences, "changed", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  fod_read_only_apply (GTK_WIDGET (self), self->context);
}

static void
fod_conference_page_dispose (GObject *object)
{
  FodConferencePage *self = FOD_CONFERENCE_PAGE (object);

  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_CONFERENCE_PAGE);
  g_clear_object (&self->conferences);
  g_clear_object (&self->participants);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_conference_page_parent_class)->dispose (object);
}

static void
fod_conference_page_finalize (GObject *object)
{
  FodConferencePage *self = FOD_CONFERENCE_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_free (self->team);

  G_OBJECT_CLASS (fod_conference_page_parent_class)->finalize (object);
}

static void
fod_conference_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FodConferencePage *self = FOD_CONFERENCE_PAGE (object);

  switch (id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, FodConferencePage, nobody);
  gtk_widget_class_bind_template_child (widget_class, FodConferencePage, somebody);
  gtk_widget_class_bind_template_child (widget_class, FodConferencePage, teams);
  gtk_widget_class_bind_template_child (widget_class, FodConferencePage, team_names);
  gtk_widget_class_bind_template_child (widget_class, FodConferencePage, count);
  gtk_widget_class_bind_template_child (widget_class, FodConferencePage, list);
  gtk_widget_class_bind_template_child (widget_class, FodConferencePage, silent);
  gtk_widget_class_bind_template_child (widget_class, FodConferencePage, refer);
  gtk_widget_class_bind_template_callback (widget_class, on_team);
}

static void
fod_conference_page_class_init (FodConferencePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = fod_conference_page_constructed;
  object_class->dispose = fod_conference_page_dispose;
  object_class->finalize = fod_conference_page_finalize;
  object_class->set_property = fod_conference_page_set_property;
  widget_class->map = fod_conference_page_map;
  widget_class->unmap = fod_conference_page_unmap;

  properties[PROP_CONTEXT] =
      g_param_spec_object ("context", NULL, NULL, FOD_TYPE_CONTEXT,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-conference-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "conference.refer", NULL, on_refer);
  gtk_widget_class_install_action (widget_class, "conference.copy", NULL, on_copy);
}

static void
fod_conference_page_init (FodConferencePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  fod_choice_show_whole (GTK_WIDGET (self->teams));
  fod_choice_type_ahead (GTK_WIDGET (self->teams));
  fod_name (GTK_WIDGET (self->teams), _ ("Clinic team"));
}
