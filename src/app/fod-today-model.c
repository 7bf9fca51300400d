/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Queries, filters and the rule of long silence, put together for one day. */

#include "config.h"

#include "app/fod-today-model.h"

#include "app/fod-overviews.h"
#include "app/fod-planned.h"
#include "app/fod-suggestion-model.h"
#include "base/fod-date.h"
#include "base/fod-when.h"
#include "model/fod-entity-list.h"
#include "model/fod-entity-watch.h"
#include "model/fod-items.h"

#include <gtk/gtk.h>

#include <string.h>

/* How far "later" reaches. */
#define AHEAD_DAYS 7

struct _FodTodayModel
{
  GObject parent_instance;

  FodContext *context;
  char *today;
  FodNoContactLimits limits;

  FodEntityList *follow_ups;
  FodEntityList *participants;
  FodEntityList *visits; /* of the week */
  FodEntityList *notes;  /* of the week */
  FodOverviews *overviews;
  FodSuggestionModel *suggestions;
  GtkFilterListModel *agenda;
  GtkFilterListModel *due;
  GListStore *silent;
  guint idle;
  gboolean moved; /* the filters have to be asked anew */
};

enum
{
  CHANGED,
  NAMES_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodTodayModel, fod_today_model, G_TYPE_OBJECT)

static gboolean
is_mine (FodTodayModel *self, FodEntity *entity, const char *field)
{
  return fod_directory_is_me (fod_context_get_directory (self->context),
                              fod_entity_get (entity, field));
}

static gboolean
match_agenda (gpointer item, gpointer user_data)
{
  FodTodayModel *self = user_data;
  const char *slot = fod_entity_get (item, "slot");
  FodWhen when;

  return slot != NULL && fod_when_parse_here (slot, &when) && fod_when_has_time (&when) &&
         strcmp (when.end_date, self->today) >= 0 && is_mine (self, item, "owner");
}

static gboolean
match_due (gpointer item, gpointer user_data)
{
  FodTodayModel *self = user_data;
  const char *slot = fod_entity_get (item, "slot");
  FodWhen when;

  if (slot == NULL || !fod_when_parse_here (slot, &when) || !is_mine (self, item, "owner"))
    return FALSE;
  if (fod_when_has_time (&when))
    return strcmp (when.end_date, self->today) < 0;
  return strcmp (when.date, self->today) <= 0;
}

static FodQuery *
query_follow_ups (FodTodayModel *self)
{
  FodQuery *query = fod_query_new (FOD_KIND_FOLLOW_UP);
  g_autofree char *end = fod_date_add_days (self->today, AHEAD_DAYS + 1);

  fod_planned_where (query);
  fod_query_where (query, "slot", FOD_QUERY_BEFORE, end);
  fod_query_order (query, "slot", FALSE);
  return query;
}

/* The rows of @kind whose @field is in this week. */
static FodQuery *
query_week (FodTodayModel *self, const char *kind, const char *field)
{
  FodQuery *query = fod_query_new (kind);
  g_autofree char *monday = NULL;
  g_autofree char *next_monday = NULL;
  GDate day;

  fod_date_parse (self->today, &day);
  monday = fod_date_add_days (self->today, 1 - (int)g_date_get_weekday (&day));
  next_monday = fod_date_add_days (monday, 7);
  fod_query_where (query, field, FOD_QUERY_FROM, monday);
  fod_query_where (query, field, FOD_QUERY_BEFORE, next_monday);
  return query;
}

static int
compare_silence (gconstpointer a, gconstpointer b, gpointer user_data)
{
  FodTodayModel *self = user_data;
  FodNoContact first, second;

  fod_today_model_judge (self, *(FodEntity *const *)a, &first);
  fod_today_model_judge (self, *(FodEntity *const *)b, &second);
  if (first.days < 0 || second.days < 0)
    return (first.days < 0) - (second.days < 0);
  return (second.days - second.limit) - (first.days - first.limit);
}

static void
update_silent (FodTodayModel *self)
{
  g_autoptr (GPtrArray) silent = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->participants)); i++)
    {
      g_autoptr (FodEntity) participant =
          g_list_model_get_item (G_LIST_MODEL (self->participants), i);
      FodNoContact judged;

      if ((is_mine (self, participant, "consultant") ||
           (fod_entity_get (participant, "cover") != NULL &&
            is_mine (self, participant, "cover"))) &&
          fod_today_model_judge (self, participant, &judged))
        g_ptr_array_add (silent, g_steal_pointer (&participant));
    }
  g_ptr_array_sort_with_data (silent, compare_silence, self);
  fod_items_put (self->silent, silent);
}

/* A follow-up that moved or was given to somebody else changes without leaving the query. */
static void
refilter (FodTodayModel *self)
{
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->agenda), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->due), GTK_FILTER_CHANGE_DIFFERENT);
  self->moved = FALSE;
}

static gboolean
on_idle (gpointer user_data)
{
  FodTodayModel *self = user_data;

  self->idle = 0;
  if (self->moved)
    refilter (self);
  update_silent (self);
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* Once for a burst: a pull changes many rows. */
static void
queue_update (FodTodayModel *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add (on_idle, self);
}

static void
on_participants (FodTodayModel *self)
{
  g_signal_emit (self, signals[NAMES_CHANGED], 0);
  queue_update (self);
}

static void
on_follow_up_notify (FodTodayModel *self, GParamSpec *pspec)
{
  self->moved |= g_str_equal (pspec->name, "slot") || g_str_equal (pspec->name, "owner");
  queue_update (self);
}

static void
on_follow_ups (FodTodayModel *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (FodEntity) entity = g_list_model_get_item (G_LIST_MODEL (self->follow_ups), i);

      g_signal_handlers_disconnect_by_func (entity, on_follow_up_notify, self);
      g_signal_connect_object (entity, "notify", G_CALLBACK (on_follow_up_notify), self,
                               G_CONNECT_SWAPPED);
    }
}

static void
on_directory (FodTodayModel *self)
{
  self->moved = TRUE;
  queue_update (self);
}

static void
fod_today_model_dispose (GObject *object)
{
  FodTodayModel *self = FOD_TODAY_MODEL (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->agenda);
  g_clear_object (&self->due);
  g_clear_object (&self->silent);
  g_clear_object (&self->follow_ups);
  g_clear_object (&self->participants);
  g_clear_object (&self->visits);
  g_clear_object (&self->notes);
  g_clear_object (&self->overviews);
  g_clear_object (&self->suggestions);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_today_model_parent_class)->dispose (object);
}

static void
fod_today_model_finalize (GObject *object)
{
  g_free (FOD_TODAY_MODEL (object)->today);

  G_OBJECT_CLASS (fod_today_model_parent_class)->finalize (object);
}

static void
fod_today_model_class_init (FodTodayModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_today_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_today_model_finalize;

  signals[CHANGED] = g_signal_new ("changed", FOD_TYPE_TODAY_MODEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[NAMES_CHANGED] = g_signal_new ("names-changed", FOD_TYPE_TODAY_MODEL, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
fod_today_model_init (FodTodayModel *self)
{
  fod_no_contact_limits_init (&self->limits);
  self->silent = g_list_store_new (FOD_TYPE_ENTITY);
}

static GtkFilterListModel *
filter_follow_ups (FodTodayModel *self, GtkCustomFilterFunc match)
{
  return gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->follow_ups)),
                                    GTK_FILTER (gtk_custom_filter_new (match, self, NULL)));
}

static void
connect_lists (FodTodayModel *self)
{
  g_signal_connect_object (self->agenda, "items-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->due, "items-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  fod_entity_watch (G_LIST_MODEL (self->visits), G_CALLBACK (queue_update), self);
  fod_entity_watch (G_LIST_MODEL (self->notes), G_CALLBACK (queue_update), self);
  g_signal_connect_object (self->overviews, "changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->follow_ups, "notify::loading", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->participants, "items-changed", G_CALLBACK (on_participants), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->follow_ups, "items-changed", G_CALLBACK (on_follow_ups), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (fod_context_get_directory (self->context), "changed",
                           G_CALLBACK (on_directory), self, G_CONNECT_SWAPPED);
}

FodTodayModel *
fod_today_model_new (FodContext *context)
{
  FodTodayModel *self;
  FodStore *store;
  g_autoptr (FodQuery) follow_ups = NULL;
  g_autoptr (FodQuery) participants = fod_query_new (FOD_KIND_PARTICIPANT);
  g_autoptr (FodQuery) visits = NULL;
  g_autoptr (FodQuery) notes = NULL;

  g_return_val_if_fail (FOD_IS_CONTEXT (context), NULL);

  self = g_object_new (FOD_TYPE_TODAY_MODEL, NULL);
  self->context = g_object_ref (context);
  self->today = fod_context_dup_today (context);
  store = fod_context_get_store (context);

  follow_ups = query_follow_ups (self);
  visits = query_week (self, FOD_KIND_EMPLOYER_CONTACT, "slot");
  notes = query_week (self, FOD_KIND_NOTE, "date");
  fod_query_order (participants, "name", FALSE);
  self->follow_ups = fod_entity_list_new (store, follow_ups);
  self->participants = fod_entity_list_new (store, participants);
  self->visits = fod_entity_list_new (store, visits);
  self->notes = fod_entity_list_new (store, notes);
  self->overviews = fod_overviews_new (store, FOD_KIND_PARTICIPANT);
  self->suggestions = fod_suggestion_model_new (context, G_LIST_MODEL (self->participants));
  self->agenda = filter_follow_ups (self, match_agenda);
  self->due = filter_follow_ups (self, match_due);
  connect_lists (self);
  return self;
}

void
fod_today_model_check_day (FodTodayModel *self)
{
  g_autofree char *today = NULL;
  g_autoptr (FodQuery) follow_ups = NULL;
  g_autoptr (FodQuery) visits = NULL;
  g_autoptr (FodQuery) notes = NULL;

  g_return_if_fail (FOD_IS_TODAY_MODEL (self));

  today = fod_context_dup_today (self->context);
  if (g_str_equal (today, self->today))
    return;

  g_free (self->today);
  self->today = g_steal_pointer (&today);
  follow_ups = query_follow_ups (self);
  visits = query_week (self, FOD_KIND_EMPLOYER_CONTACT, "slot");
  notes = query_week (self, FOD_KIND_NOTE, "date");
  fod_entity_list_set_query (self->follow_ups, follow_ups);
  fod_entity_list_set_query (self->visits, visits);
  fod_entity_list_set_query (self->notes, notes);
  fod_overviews_reload (self->overviews);
  fod_suggestion_model_reload (self->suggestions);
  on_directory (self);
}

const char *
fod_today_model_get_today (FodTodayModel *self)
{
  g_return_val_if_fail (FOD_IS_TODAY_MODEL (self), NULL);

  return self->today;
}

GListModel *
fod_today_model_get_agenda (FodTodayModel *self)
{
  g_return_val_if_fail (FOD_IS_TODAY_MODEL (self), NULL);

  return G_LIST_MODEL (self->agenda);
}

GListModel *
fod_today_model_get_due (FodTodayModel *self)
{
  g_return_val_if_fail (FOD_IS_TODAY_MODEL (self), NULL);

  return G_LIST_MODEL (self->due);
}

GListModel *
fod_today_model_get_suggestions (FodTodayModel *self)
{
  g_return_val_if_fail (FOD_IS_TODAY_MODEL (self), NULL);

  return fod_suggestion_model_get_items (self->suggestions);
}

GListModel *
fod_today_model_get_silent (FodTodayModel *self)
{
  g_return_val_if_fail (FOD_IS_TODAY_MODEL (self), NULL);

  return G_LIST_MODEL (self->silent);
}

gboolean
fod_today_model_judge (FodTodayModel *self, FodEntity *participant, FodNoContact *result)
{
  const FodOverview *overview;

  g_return_val_if_fail (FOD_IS_TODAY_MODEL (self), FALSE);

  overview = fod_overviews_get (self->overviews, fod_entity_get_id (participant));
  return fod_no_contact_judge (fod_entity_get_record (participant),
                               overview != NULL ? overview->last_contact : NULL, self->today,
                               &self->limits, result);
}

const char *
fod_today_model_get_participant_name (FodTodayModel *self, const char *id)
{
  FodEntity *participant;

  g_return_val_if_fail (FOD_IS_TODAY_MODEL (self), NULL);

  participant = id != NULL ? fod_entity_list_find (self->participants, id) : NULL;
  return participant != NULL ? fod_entity_get (participant, "name") : NULL;
}

static void
add_entries (FodTodayModel *self, FodEntityList *entries, FodWeek *week)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (entries)); i++)
    {
      g_autoptr (FodEntity) entry = g_list_model_get_item (G_LIST_MODEL (entries), i);

      if (is_mine (self, entry, "author"))
        fod_week_add (week, fod_entity_get_record (entry));
    }
}

void
fod_today_model_count_week (FodTodayModel *self, FodWeek *week)
{
  g_return_if_fail (FOD_IS_TODAY_MODEL (self) && week != NULL);

  *week = (FodWeek){ 0 };
  add_entries (self, self->visits, week);
  add_entries (self, self->notes, week);
}

static void
collect_entries (FodTodayModel *self, FodEntityList *entries, FodWeekPart part, GPtrArray *found)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (entries)); i++)
    {
      g_autoptr (FodEntity) entry = g_list_model_get_item (G_LIST_MODEL (entries), i);

      if (is_mine (self, entry, "author") && fod_week_counts (fod_entity_get_record (entry), part))
        g_ptr_array_add (found, g_steal_pointer (&entry));
    }
}

static const char *
day_of (FodEntity *entry)
{
  const char *kind = fod_record_get_kind (fod_entity_get_record (entry));
  const char *day = fod_entity_get (entry, g_str_equal (kind, FOD_KIND_NOTE) ? "date" : "slot");

  return day != NULL ? day : "";
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return -strcmp (day_of (*(FodEntity *const *)a), day_of (*(FodEntity *const *)b));
}

GPtrArray *
fod_today_model_list_week (FodTodayModel *self, FodWeekPart part)
{
  GPtrArray *found;

  g_return_val_if_fail (FOD_IS_TODAY_MODEL (self), NULL);

  found = g_ptr_array_new_with_free_func (g_object_unref);
  collect_entries (self, self->visits, part, found);
  collect_entries (self, self->notes, part, found);
  g_ptr_array_sort (found, compare_days);
  return found;
}

gboolean
fod_today_model_is_loading (FodTodayModel *self)
{
  g_return_val_if_fail (FOD_IS_TODAY_MODEL (self), FALSE);

  return fod_entity_list_get_loading (self->follow_ups);
}
