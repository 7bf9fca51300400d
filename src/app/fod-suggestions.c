/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps the suggestions of all participants. One question at a time: for all of them at first, then
 * for those whose rows changed. */

#include "config.h"

#include "app/fod-suggestions.h"

#include "app/fod-suggestion-gather.h"

#include <string.h>

/* More rows than these at once come from a pull: all is asked for anew. */
#define MAX_SINGLE 4

struct _FodSuggestions
{
  GObject parent_instance;

  FodStore *store;           /* owned */
  GHashTable *by_id;         /* owned */
  GHashTable *waiting;       /* owned: participants to be asked for */
  GCancellable *cancellable; /* owned */
  char *asked;               /* owned, nullable: for whom; NULL for all of them */
  gboolean asking;
  gboolean all;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodSuggestions, fod_suggestions, G_TYPE_OBJECT)

static void ask (FodSuggestions *self);

static void
take_answer (FodSuggestions *self, GHashTable *found)
{
  gpointer id;
  gpointer list;

  if (self->asked == NULL)
    {
      g_hash_table_unref (self->by_id);
      self->by_id = g_hash_table_ref (found);
    }
  else if (g_hash_table_steal_extended (found, self->asked, &id, &list))
    g_hash_table_replace (self->by_id, id, list);
  else
    g_hash_table_remove (self->by_id, self->asked);
}

static void
warn (const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !g_error_matches (error, FOD_STORE_ERROR, FOD_STORE_ERROR_CLOSED))
    g_warning ("no suggestions: %s", error->message);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodSuggestions) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) found = NULL;
  gpointer data = fod_store_visit_finish (FOD_STORE (source), result, &error);

  self->asking = FALSE;
  if (data == NULL)
    {
      warn (error);
      return;
    }
  found = fod_suggestion_gather_take (data);
  take_answer (self, found);
  if (self->all || g_hash_table_size (self->waiting) > 0)
    ask (self);
  else
    g_signal_emit (self, signals[CHANGED], 0);
}

/* The next of those who wait; nobody when all of them are asked for. */
static char *
take_waiting (FodSuggestions *self)
{
  GHashTableIter iter;
  gpointer id;

  if (self->all)
    {
      g_hash_table_remove_all (self->waiting);
      return NULL;
    }
  g_hash_table_iter_init (&iter, self->waiting);
  if (!g_hash_table_iter_next (&iter, &id, NULL))
    return NULL;
  g_hash_table_iter_steal (&iter);
  return id;
}

static void
ask (FodSuggestions *self)
{
  g_autofree char *today = NULL;
  g_autoptr (GPtrArray) queries = NULL;
  FodVisitor visitor;

  if (self->asking)
    return;
  self->asking = TRUE;
  g_free (self->asked);
  self->asked = take_waiting (self);
  self->all = FALSE;
  today = fod_clock_dup_today (fod_store_get_clock (self->store));
  queries = fod_suggestion_gather_list_queries (today, self->asked);
  visitor = fod_suggestion_gather_visitor (today, self->asked);
  fod_store_visit_async (self->store, queries, &visitor, self->cancellable, on_answered,
                         g_object_ref (self));
}

static void
ask_for (FodSuggestions *self, const char *participant)
{
  g_hash_table_add (self->waiting, g_strdup (participant));
  ask (self);
}

static void
on_row (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodSuggestions) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FodRecord) record = fod_store_get_finish (FOD_STORE (source), result, &error);
  const char *owner = record != NULL ? fod_record_get (record, "participant") : NULL;

  if (self->store == NULL)
    return;
  if (owner != NULL)
    ask_for (self, owner);
  else if (record == NULL)
    fod_suggestions_reload (self);
}

static void
on_store_changed (FodStore *store, const char *kind, const char *const *ids, gpointer user_data)
{
  static const char *const below[] = { FOD_KIND_NOTE,
                                       FOD_KIND_FOLLOW_UP,
                                       FOD_KIND_PLACEMENT,
                                       FOD_KIND_TREATMENT_CONTACT,
                                       FOD_KIND_CONSENT,
                                       FOD_KIND_JOB_CHANGE,
                                       FOD_KIND_BENEFIT_SHEET,
                                       FOD_KIND_DISCLOSURE_PLAN,
                                       FOD_KIND_PROFILE_SECTION,
                                       NULL };
  FodSuggestions *self = user_data;
  guint n_ids = g_strv_length ((GStrv)ids);
  gboolean single = n_ids > 0 && n_ids <= MAX_SINGLE;

  if (strcmp (kind, FOD_KIND_CODE) == 0)
    fod_suggestions_reload (self);
  else if (strcmp (kind, FOD_KIND_PARTICIPANT) == 0)
    {
      for (guint i = 0; single && i < n_ids; i++)
        ask_for (self, ids[i]);
      if (!single)
        fod_suggestions_reload (self);
    }
  else if (g_strv_contains (below, kind))
    {
      for (guint i = 0; single && i < n_ids; i++)
        fod_store_get_async (store, kind, ids[i], self->cancellable, on_row, g_object_ref (self));
      if (!single)
        fod_suggestions_reload (self);
    }
}

static void
fod_suggestions_dispose (GObject *object)
{
  FodSuggestions *self = FOD_SUGGESTIONS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (fod_suggestions_parent_class)->dispose (object);
}

static void
fod_suggestions_finalize (GObject *object)
{
  FodSuggestions *self = FOD_SUGGESTIONS (object);

  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->waiting);
  g_free (self->asked);
  G_OBJECT_CLASS (fod_suggestions_parent_class)->finalize (object);
}

static void
fod_suggestions_class_init (FodSuggestionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fod_suggestions_dispose;
  object_class->finalize = fod_suggestions_finalize;

  signals[CHANGED] = g_signal_new ("changed", FOD_TYPE_SUGGESTIONS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
fod_suggestions_init (FodSuggestions *self)
{
  self->cancellable = g_cancellable_new ();
  self->by_id =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

FodSuggestions *
fod_suggestions_new (FodStore *store)
{
  FodSuggestions *self;

  g_return_val_if_fail (FOD_IS_STORE (store), NULL);

  self = g_object_new (FOD_TYPE_SUGGESTIONS, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, 0);
  fod_suggestions_reload (self);
  return self;
}

GArray *
fod_suggestions_get (FodSuggestions *self, const char *participant)
{
  g_return_val_if_fail (FOD_IS_SUGGESTIONS (self) && participant != NULL, NULL);

  return g_hash_table_lookup (self->by_id, participant);
}

void
fod_suggestions_reload (FodSuggestions *self)
{
  g_return_if_fail (FOD_IS_SUGGESTIONS (self));

  if (self->store == NULL)
    return;
  self->all = TRUE;
  ask (self);
}
