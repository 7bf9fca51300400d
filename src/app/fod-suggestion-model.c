/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which suggestions are mine, and in which order. */

#include "config.h"

#include "app/fod-suggestion-model.h"

#include "app/fod-suggestion-item.h"
#include "app/fod-suggestions.h"

#include <string.h>

struct _FodSuggestionModel
{
  GObject parent_instance;

  FodContext *context;
  GListModel *participants;
  FodSuggestions *suggestions;
  GListStore *items;
  guint idle;
};

G_DEFINE_FINAL_TYPE (FodSuggestionModel, fod_suggestion_model, G_TYPE_OBJECT)

static gboolean
is_mine (FodSuggestionModel *self, FodEntity *participant)
{
  FodDirectory *directory = fod_context_get_directory (self->context);
  const char *cover = fod_entity_get (participant, "cover");

  return fod_directory_is_me (directory, fod_entity_get (participant, "consultant")) ||
         (cover != NULL && fod_directory_is_me (directory, cover));
}

static int
compare_people (gconstpointer a, gconstpointer b, gpointer user_data)
{
  FodSuggestionModel *self = user_data;
  FodEntity *first = *(FodEntity *const *)a;
  FodEntity *second = *(FodEntity *const *)b;
  GArray *ours = fod_suggestions_get (self->suggestions, fod_entity_get_id (first));
  GArray *theirs = fod_suggestions_get (self->suggestions, fod_entity_get_id (second));
  int order = strcmp (g_array_index (ours, FodSuggestion, 0).due,
                      g_array_index (theirs, FodSuggestion, 0).due);

  return order != 0 ? order : strcmp (fod_entity_get_id (first), fod_entity_get_id (second));
}

static GPtrArray *
list_people (FodSuggestionModel *self)
{
  GPtrArray *people = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (self->participants); i++)
    {
      g_autoptr (FodEntity) participant = g_list_model_get_item (self->participants, i);

      if (fod_suggestions_get (self->suggestions, fod_entity_get_id (participant)) != NULL &&
          is_mine (self, participant))
        g_ptr_array_add (people, g_steal_pointer (&participant));
    }
  g_ptr_array_sort_with_data (people, compare_people, self);
  return people;
}

static GPtrArray *
list_items (FodSuggestionModel *self)
{
  g_autoptr (GPtrArray) people = list_people (self);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < people->len; i++)
    {
      FodEntity *participant = g_ptr_array_index (people, i);
      GArray *list = fod_suggestions_get (self->suggestions, fod_entity_get_id (participant));

      for (guint j = 0; j < list->len; j++)
        g_ptr_array_add (items, fod_suggestion_item_new (
                                    participant, &g_array_index (list, FodSuggestion, j), j == 0));
    }
  return items;
}

static gboolean
is_same (GListModel *shown, guint position, GPtrArray *items, guint index)
{
  g_autoptr (FodSuggestionItem) item = g_list_model_get_item (shown, position);

  return fod_suggestion_item_equal (item, g_ptr_array_index (items, index));
}

/* Rows that stay keep their place and the focus. */
static void
show (FodSuggestionModel *self, GPtrArray *items)
{
  GListModel *shown = G_LIST_MODEL (self->items);
  guint n_shown = g_list_model_get_n_items (shown);
  guint before = 0;
  guint after = 0;

  while (before < MIN (n_shown, items->len) && is_same (shown, before, items, before))
    before++;
  while (after < MIN (n_shown, items->len) - before &&
         is_same (shown, n_shown - 1 - after, items, items->len - 1 - after))
    after++;
  if (before + after < MAX (n_shown, items->len))
    g_list_store_splice (self->items, before, n_shown - before - after, items->pdata + before,
                         items->len - before - after);
}

static gboolean
on_idle (gpointer user_data)
{
  FodSuggestionModel *self = user_data;
  g_autoptr (GPtrArray) items = NULL;

  self->idle = 0;
  items = list_items (self);
  show (self, items);
  return G_SOURCE_REMOVE;
}

/* Once for a burst: a pull changes many rows. */
static void
queue_update (FodSuggestionModel *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add (on_idle, self);
}

static void
fod_suggestion_model_dispose (GObject *object)
{
  FodSuggestionModel *self = FOD_SUGGESTION_MODEL (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->items);
  g_clear_object (&self->suggestions);
  g_clear_object (&self->participants);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (fod_suggestion_model_parent_class)->dispose (object);
}

static void
fod_suggestion_model_class_init (FodSuggestionModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_suggestion_model_dispose;
}

static void
fod_suggestion_model_init (FodSuggestionModel *self)
{
  self->items = g_list_store_new (FOD_TYPE_SUGGESTION_ITEM);
}

FodSuggestionModel *
fod_suggestion_model_new (FodContext *context, GListModel *participants)
{
  FodSuggestionModel *self;

  g_return_val_if_fail (FOD_IS_CONTEXT (context) && G_IS_LIST_MODEL (participants), NULL);

  self = g_object_new (FOD_TYPE_SUGGESTION_MODEL, NULL);
  self->context = g_object_ref (context);
  self->participants = g_object_ref (participants);
  self->suggestions = fod_suggestions_new (fod_context_get_store (context));
  g_signal_connect_object (self->suggestions, "changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (participants, "items-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (fod_context_get_directory (context), "changed",
                           G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  return self;
}

GListModel *
fod_suggestion_model_get_items (FodSuggestionModel *self)
{
  g_return_val_if_fail (FOD_IS_SUGGESTION_MODEL (self), NULL);

  return G_LIST_MODEL (self->items);
}

void
fod_suggestion_model_reload (FodSuggestionModel *self)
{
  g_return_if_fail (FOD_IS_SUGGESTION_MODEL (self));

  fod_suggestions_reload (self->suggestions);
}
