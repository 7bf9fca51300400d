/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page "Participants": the list with its filters, and the detail beside it. */

#include "config.h"

#include "app/fod-participants-page.h"

#include "app/fod-context.h"
#include "app/fod-export.h"
#include "app/fod-import-window.h"
#include "app/fod-list-pane.h"
#include "app/fod-name.h"
#include "app/fod-new-participant.h"
#include "app/fod-overviews.h"
#include "app/fod-page.h"
#include "app/fod-participant-page.h"
#include "app/fod-participant-row.h"
#include "app/fod-roster.h"
#include "app/fod-split.h"
#include "ips/fod-no-contact.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FodParticipantsPage
{
  AdwBin parent_instance;

  FodContext *context;     /* owned */
  FodEntityList *list;     /* owned */
  FodOverviews *overviews; /* owned */
  FodRoster *roster;       /* owned */
  char *wanted;            /* owned, nullable: to be shown as soon as it is loaded */
  char *wanted_kind;       /* owned, nullable: to be added to it then */
  char *today;             /* owned; of the filters */
  FodNoContactLimits limits;

  FodSplit *split;            /* template */
  FodListPane *pane;          /* template */
  FodParticipantPage *detail; /* template */
  GtkToggleButton *mine;      /* template */
  GtkToggleButton *overdue;   /* template */
  GtkToggleButton *unseen;    /* template */
  GtkToggleButton *ended;     /* template */
  GtkDropDown *stage;         /* template */
};

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void fod_participants_page_page_init (FodPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FodParticipantsPage,
                               fod_participants_page,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (FOD_TYPE_PAGE,
                                                      fod_participants_page_page_init))

/* In the order of the drop-down; the first lets every stage through. */
static const char *const stages[] = { NULL, "referred", "active", "aftercare" };

static gboolean
is_mine (FodParticipantsPage *self, FodEntity *entity)
{
  FodDirectory *directory = fod_context_get_directory (self->context);
  const char *cover = fod_entity_get (entity, "cover");

  return fod_directory_is_me (directory, fod_entity_get (entity, "consultant")) ||
         (cover != NULL && fod_directory_is_me (directory, cover));
}

static gboolean
matches (FodEntity *entity, const FodOverview *overview, gpointer user_data)
{
  FodParticipantsPage *self = user_data;
  const char *stage = fod_entity_get (entity, "stage");
  const char *wanted =
      stages[MIN (gtk_drop_down_get_selected (self->stage), G_N_ELEMENTS (stages) - 1)];
  FodNoContact without;

  if (gtk_toggle_button_get_active (self->ended) != (g_strcmp0 (stage, "ended") == 0))
    return FALSE;
  if (wanted != NULL && g_strcmp0 (stage != NULL ? stage : "active", wanted) != 0)
    return FALSE;
  if (gtk_toggle_button_get_active (self->mine) && !is_mine (self, entity))
    return FALSE;
  if (gtk_toggle_button_get_active (self->overdue) && (overview == NULL || overview->overdue == 0))
    return FALSE;
  return !gtk_toggle_button_get_active (self->unseen) ||
         fod_no_contact_judge (fod_entity_get_record (entity),
                               overview != NULL ? overview->last_contact : NULL, self->today,
                               &self->limits, &without);
}

static void
update_count (FodParticipantsPage *self)
{
  guint n = g_list_model_get_n_items (fod_roster_get_model (self->roster));
  g_autofree char *words = g_strdup_printf (ngettext ("%u participant", "%u participants", n), n);

  fod_list_pane_set_count (self->pane, words);
}

static void
on_filter (FodParticipantsPage *self)
{
  if (self->roster == NULL)
    return;
  g_free (self->today);
  self->today = fod_context_dup_today (self->context);
  fod_roster_refilter (self->roster);
}

static void
on_sort_changed (FodListPane *pane, guint position, FodParticipantsPage *self)
{
  if (self->roster != NULL)
    fod_roster_set_sort (self->roster, (FodRosterSort)position);
}

static void
on_picked (FodListPane *pane, FodEntity *entity, gboolean opened, FodParticipantsPage *self)
{
  fod_participant_page_show (self->detail, self->context, entity);
  if (!opened)
    return;
  fod_split_set_show_detail (self->split, TRUE);
  fod_participant_page_focus (self->detail);
}

/* A row that was asked for before the list had it, or that somebody deleted. */
static void
on_list_changed (FodParticipantsPage *self)
{
  FodEntity *entity = self->wanted != NULL ? fod_entity_list_find (self->list, self->wanted) : NULL;
  FodEntity *shown = fod_participant_page_get_entity (self->detail);

  if (entity != NULL)
    {
      g_autofree char *id = g_steal_pointer (&self->wanted);
      g_autofree char *kind = g_steal_pointer (&self->wanted_kind);

      fod_list_pane_select (self->pane, id);
      on_picked (self->pane, entity, TRUE, self);
      if (kind != NULL)
        fod_participant_page_add (self->detail, kind);
    }
  else if (shown != NULL && !fod_entity_list_get_loading (self->list) &&
           fod_entity_list_find (self->list, fod_entity_get_id (shown)) == NULL)
    {
      fod_participant_page_show (self->detail, self->context, NULL);
      fod_split_set_show_detail (self->split, FALSE);
    }
}

static GtkWidget *
make_row (gpointer user_data)
{
  FodParticipantsPage *self = user_data;

  return fod_participant_row_new (self->context, self->overviews);
}

static void
show_entity (GtkWidget *row, FodEntity *entity, gpointer user_data)
{
  fod_participant_row_show (FOD_PARTICIPANT_ROW (row), entity);
}

static void
want (FodParticipantsPage *self, const char *id, const char *kind)
{
  g_free (self->wanted);
  g_free (self->wanted_kind);
  self->wanted = g_strdup (id);
  self->wanted_kind = g_strdup (kind);
  on_list_changed (self);
}

static void
on_new (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodParticipantsPage *self = FOD_PARTICIPANTS_PAGE (widget);

  fod_new_participant_open (widget, self->context, self->list);
}

static void
on_import (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodParticipantsPage *self = FOD_PARTICIPANTS_PAGE (widget);

  fod_import_window_open (widget, self->context, FOD_KIND_PARTICIPANT, NULL);
}

static void
on_export (GtkWidget *widget, const char *action, GVariant *parameter)
{
  FodParticipantsPage *self = FOD_PARTICIPANTS_PAGE (widget);

  fod_export_list (widget, self->context, FOD_KIND_PARTICIPANT,
                   fod_roster_get_model (self->roster));
}

/* FodPage */

static void
show_row (FodPage *page, const char *kind, const char *id)
{
  want (FOD_PARTICIPANTS_PAGE (page), id, NULL);
}

static void
add (FodPage *page, const char *kind, GVariant *known)
{
  FodParticipantsPage *self = FOD_PARTICIPANTS_PAGE (page);
  const char *participant = NULL;

  if (known != NULL)
    g_variant_lookup (known, "participant", "&s", &participant);
  if (strcmp (kind, FOD_KIND_PARTICIPANT) == 0)
    on_new (GTK_WIDGET (self), NULL, NULL);
  else if (participant != NULL)
    want (self, participant, kind);
  else if (fod_participant_page_get_entity (self->detail) != NULL)
    {
      fod_split_set_show_detail (self->split, TRUE);
      fod_participant_page_add (self->detail, kind);
    }
  else
    fod_list_pane_start_search (self->pane);
}

static void
start_search (FodPage *page)
{
  FodParticipantsPage *self = FOD_PARTICIPANTS_PAGE (page);

  fod_split_set_show_detail (self->split, FALSE);
  fod_list_pane_start_search (self->pane);
}

static gboolean
go_back (FodPage *page)
{
  FodParticipantsPage *self = FOD_PARTICIPANTS_PAGE (page);

  if (!fod_split_get_folded (self->split) || !fod_split_get_show_detail (self->split))
    return FALSE;
  fod_split_set_show_detail (self->split, FALSE);
  return TRUE;
}

static void
fod_participants_page_page_init (FodPageInterface *iface)
{
  iface->show_row = show_row;
  iface->add = add;
  iface->start_search = start_search;
  iface->go_back = go_back;
}

static void
fod_participants_page_constructed (GObject *object)
{
  static const char *const searched[] = { "name", "called", "phone", "tags", NULL };
  FodParticipantsPage *self = FOD_PARTICIPANTS_PAGE (object);
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_PARTICIPANT);
  FodStore *store = fod_context_get_store (self->context);

  G_OBJECT_CLASS (fod_participants_page_parent_class)->constructed (object);

  fod_no_contact_limits_init (&self->limits);
  self->today = fod_context_dup_today (self->context);
  fod_query_order (query, "name", FALSE);
  self->list = fod_entity_list_new (store, query);
  self->overviews = fod_overviews_new (store, FOD_KIND_PARTICIPANT);
  self->roster = fod_roster_new (self->list, self->overviews, searched);
  fod_roster_set_match (self->roster, matches, self);
  fod_list_pane_set_rows (self->pane, self->list, self->roster, make_row, show_entity, self);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (on_list_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (fod_roster_get_model (self->roster), "items-changed",
                           G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
  update_count (self);
}

static void
fod_participants_page_dispose (GObject *object)
{
  FodParticipantsPage *self = FOD_PARTICIPANTS_PAGE (object);

  /* The template would take the child away behind the bin's back. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOD_TYPE_PARTICIPANTS_PAGE);
  g_clear_object (&self->roster);
  g_clear_object (&self->overviews);
  g_clear_object (&self->list);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_participants_page_parent_class)->dispose (object);
}

static void
fod_participants_page_finalize (GObject *object)
{
  FodParticipantsPage *self = FOD_PARTICIPANTS_PAGE (object);

  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->wanted_kind, g_free);
  g_clear_pointer (&self->today, g_free);
  G_OBJECT_CLASS (fod_participants_page_parent_class)->finalize (object);
}

static void
fod_participants_page_set_property (GObject *object,
                                    guint id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  FodParticipantsPage *self = FOD_PARTICIPANTS_PAGE (object);

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
fod_participants_page_class_init (FodParticipantsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = fod_participants_page_constructed;
  object_class->dispose = fod_participants_page_dispose;
  object_class->finalize = fod_participants_page_finalize;
  object_class->set_property = fod_participants_page_set_property;

  properties[PROP_CONTEXT] =
      g_param_spec_object ("context", NULL, NULL, FOD_TYPE_CONTEXT,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (FOD_TYPE_LIST_PANE);
  g_type_ensure (FOD_TYPE_PARTICIPANT_PAGE);
  g_type_ensure (FOD_TYPE_SPLIT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/dk/fodfaeste/Fodfaeste/fod-participants-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FodParticipantsPage, split);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantsPage, pane);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantsPage, detail);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantsPage, mine);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantsPage, overdue);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantsPage, unseen);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantsPage, ended);
  gtk_widget_class_bind_template_child (widget_class, FodParticipantsPage, stage);
  gtk_widget_class_bind_template_callback (widget_class, on_filter);
  gtk_widget_class_bind_template_callback (widget_class, on_picked);
  gtk_widget_class_bind_template_callback (widget_class, on_sort_changed);
  gtk_widget_class_install_action (widget_class, "participants.new", NULL, on_new);
  gtk_widget_class_install_action (widget_class, "participants.import", NULL, on_import);
  gtk_widget_class_install_action (widget_class, "participants.export", NULL, on_export);
}

static void
fod_participants_page_init (FodParticipantsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fod_name (GTK_WIDGET (self->stage), _ ("Stage"));
}
