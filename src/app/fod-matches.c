/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks the store who fits. One question at a time: changes that come while one is under way are
 * answered by a single further one. */

#include "config.h"

#include "app/fod-matches.h"

#include "app/fod-match-gather.h"
#include "app/fod-match-item.h"
#include "ips/fod-matcher.h"

struct _FodMatches
{
  GObject parent_instance;

  FodStore *store;        /* owned */
  FodEntity *participant; /* owned */
  GListStore *items;
  GCancellable *cancellable;
  FodMatchesState state;
  gboolean asking;
  gboolean stale;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodMatches, fod_matches, G_TYPE_OBJECT)

static void ask (FodMatches *self);

static gboolean
is_same (GListModel *shown, guint position, GPtrArray *items, guint index)
{
  g_autoptr (FodMatchItem) item = g_list_model_get_item (shown, position);

  return fod_match_item_equal (item, g_ptr_array_index (items, index));
}

/* Rows that stay keep their place and the focus. */
static void
show (FodMatches *self, GPtrArray *items)
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

static void
take_found (FodMatches *self, GPtrArray *found)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_set_free_func (found, NULL);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (items, fod_match_item_new (g_ptr_array_index (found, i)));
  self->state = items->len > 0 ? FOD_MATCHES_SOME : FOD_MATCHES_NONE;
  show (self, items);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodMatches) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer data = fod_store_visit_finish (FOD_STORE (source), result, &error);
  g_autoptr (GPtrArray) found = NULL;

  self->asking = FALSE;
  if (data == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
          !g_error_matches (error, FOD_STORE_ERROR, FOD_STORE_ERROR_CLOSED))
        g_warning ("nobody could be found for the wishes: %s", error->message);
      return;
    }
  found = fod_match_gather_take (data);
  if (self->stale)
    ask (self);
  else
    take_found (self, found);
}

static gboolean
has_wishes (FodMatches *self, const char *today)
{
  g_autoptr (FodMatcher) matcher =
      fod_matcher_new (fod_entity_get_record (self->participant), today);

  return fod_matcher_has_wishes (matcher);
}

static void
ask (FodMatches *self)
{
  g_autofree char *today = fod_clock_dup_today (fod_store_get_clock (self->store));
  g_autoptr (GPtrArray) queries = NULL;
  FodVisitor visitor;

  self->stale = self->asking;
  if (self->asking)
    return;
  if (!has_wishes (self, today))
    {
      self->state = FOD_MATCHES_NO_WISHES;
      g_list_store_remove_all (self->items);
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }
  self->asking = TRUE;
  queries = fod_match_gather_list_queries ();
  visitor = fod_match_gather_visitor (fod_entity_get_record (self->participant), today);
  fod_store_visit_async (self->store, queries, &visitor, self->cancellable, on_answered,
                         g_object_ref (self));
}

static void
on_store_changed (FodStore *store, const char *kind, const char *const *ids, gpointer user_data)
{
  static const char *const asked[] = { FOD_KIND_EMPLOYER, FOD_KIND_JOB_OPENING, FOD_KIND_CODE,
                                       NULL };

  if (g_strv_contains (asked, kind))
    ask (user_data);
}

static void
fod_matches_dispose (GObject *object)
{
  FodMatches *self = FOD_MATCHES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->participant);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (fod_matches_parent_class)->dispose (object);
}

static void
fod_matches_finalize (GObject *object)
{
  FodMatches *self = FOD_MATCHES (object);

  g_object_unref (self->cancellable);
  g_object_unref (self->items);

  G_OBJECT_CLASS (fod_matches_parent_class)->finalize (object);
}

static void
fod_matches_class_init (FodMatchesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_matches_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_matches_finalize;

  signals[CHANGED] = g_signal_new ("changed", FOD_TYPE_MATCHES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
fod_matches_init (FodMatches *self)
{
  self->items = g_list_store_new (FOD_TYPE_MATCH_ITEM);
  self->cancellable = g_cancellable_new ();
}

FodMatches *
fod_matches_new (FodStore *store, FodEntity *participant)
{
  FodMatches *self;

  g_return_val_if_fail (FOD_IS_STORE (store) && FOD_IS_ENTITY (participant), NULL);

  self = g_object_new (FOD_TYPE_MATCHES, NULL);
  self->store = g_object_ref (store);
  self->participant = g_object_ref (participant);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, 0);
  g_signal_connect_object (participant, "notify", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  ask (self);
  return self;
}

GListModel *
fod_matches_get_items (FodMatches *self)
{
  g_return_val_if_fail (FOD_IS_MATCHES (self), NULL);

  return G_LIST_MODEL (self->items);
}

FodMatchesState
fod_matches_get_state (FodMatches *self)
{
  g_return_val_if_fail (FOD_IS_MATCHES (self), FOD_MATCHES_WAITING);

  return self->state;
}
