/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes the feeds at the end of a transaction: compares where each changed row should be with
 * where it is, and gives out places scope by scope. Counts and check hashes are kept as it goes. */

#include "config.h"

#include "server/fod-server-feed.h"

#include "server/fod-server-scopes.h"

#include <string.h>

/* A conflict about a note about a participant is the longest chain. */
#define MAX_DEPTH 4

/* A row that changed: whether the device has all of it from the answer to its push, and whether it
 * is new, so that no feed has it yet. */
typedef struct
{
  char *kind;
  char *id;
  gboolean known;
  gboolean fresh;
} FodDirty;

/* One entry that is to be written: where it was (scope, kind, id with zeros when nowhere) and what
 * it becomes. */
typedef struct
{
  FodServerPlace *place;
  FodRowState old_state;
  guint64 old_rv;
} FodMove;

/* Where one row should be, while that is compared with where it is. */
typedef struct
{
  const FodDirty *dirty;
  const FodServerHolding *holding;
  const char *origin;
  GHashTable *moves;
} FodPlan;

static void
dirty_free (gpointer data)
{
  FodDirty *dirty = data;

  g_free (dirty->kind);
  g_free (dirty->id);
  g_free (dirty);
}

static guint
dirty_hash (gconstpointer key)
{
  const FodDirty *dirty = key;

  return g_str_hash (dirty->id);
}

static gboolean
dirty_equal (gconstpointer a, gconstpointer b)
{
  const FodDirty *one = a;
  const FodDirty *other = b;

  return strcmp (one->id, other->id) == 0 && strcmp (one->kind, other->kind) == 0;
}

GHashTable *
fod_server_feed_new_index (void)
{
  return g_hash_table_new_full (dirty_hash, dirty_equal, dirty_free, NULL);
}

gboolean
fod_server_feed_mark (FodServerWork *work, const FodStoredRow *row, gboolean known, GError **error)
{
  FodDirty probe = { 0 };
  FodDirty *dirty;

  g_return_val_if_fail (work != NULL && row != NULL, FALSE);

  if (!fod_server_scopes_note (work, row, error))
    return FALSE;
  probe.kind = row->row->kind;
  probe.id = row->row->id;
  dirty = g_hash_table_lookup (work->dirty_index, &probe);
  if (dirty != NULL)
    {
      dirty->known = dirty->known && known;
      dirty->fresh = dirty->fresh && !row->kept;
      return TRUE;
    }
  dirty = g_new0 (FodDirty, 1);
  dirty->kind = g_strdup (row->row->kind);
  dirty->id = g_strdup (row->row->id);
  dirty->known = known;
  dirty->fresh = !row->kept;
  g_hash_table_insert (work->dirty_index, dirty, dirty);
  g_ptr_array_add (work->dirty, dirty);
  return TRUE;
}

static gboolean
mark_tree (FodServerWork *work, const FodStoredRow *row, guint depth, GError **error)
{
  g_autoptr (GPtrArray) children = NULL;

  if (!fod_server_feed_mark (work, row, FALSE, error))
    return FALSE;
  if (depth == MAX_DEPTH)
    return TRUE;
  if (!fod_server_store_list_children (work->store, row->row->id, NULL, &children, error))
    return FALSE;
  for (guint i = 0; i < children->len; i++)
    if (!mark_tree (work, children->pdata[i], depth + 1, error))
      return FALSE;
  return TRUE;
}

gboolean
fod_server_feed_mark_tree (FodServerWork *work, const FodStoredRow *row, GError **error)
{
  g_return_val_if_fail (work != NULL && row != NULL, FALSE);

  return mark_tree (work, row, 0, error);
}

static void
move_free (gpointer data)
{
  FodMove *move = data;

  fod_server_place_free (move->place);
  g_free (move);
}

static void
add_move (GHashTable *moves, FodMove *move)
{
  GPtrArray *list = g_hash_table_lookup (moves, move->place->scope);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (move_free);
      g_hash_table_insert (moves, g_strdup (move->place->scope), list);
    }
  g_ptr_array_add (list, move);
}

/* Who need not pull the entry: the device whose pushes alone moved it since @other_seq. */
static void
set_origin (FodServerPlace *place, const char *origin)
{
  if (origin == NULL)
    {
      g_clear_pointer (&place->origin, g_free);
      place->other_seq = 0;
    }
  else if (g_strcmp0 (place->origin, origin) != 0)
    {
      g_free (place->origin);
      place->origin = g_strdup (origin);
      place->other_seq = place->seq;
    }
}

static FodServerPlace *
find_place (GPtrArray *places, const char *scope)
{
  for (guint i = 0; i < places->len; i++)
    {
      FodServerPlace *place = places->pdata[i];

      if (place != NULL && strcmp (place->scope, scope) == 0)
        {
          places->pdata[i] = NULL;
          return place;
        }
    }
  return NULL;
}

/* A place that the row should have in @scope; takes the one that it has out of @places. */
static void
plan_in (FodPlan *plan, GPtrArray *places, const char *scope)
{
  const FodServerHolding *holding = plan->holding;
  FodServerPlace *place = find_place (places, scope);
  FodMove *move;

  if (place != NULL && place->state == holding->state && place->rv == holding->rv)
    {
      fod_server_place_free (place);
      return;
    }
  move = g_new0 (FodMove, 1);
  move->old_state = place == NULL ? FOD_ROW_GONE : place->state;
  move->old_rv = place == NULL ? 0 : place->rv;
  if (place == NULL)
    {
      place = g_new0 (FodServerPlace, 1);
      place->scope = g_strdup (scope);
      place->kind = g_strdup (plan->dirty->kind);
      place->id = g_strdup (plan->dirty->id);
    }
  place->state = holding->state;
  place->rv = holding->rv;
  set_origin (place, plan->origin);
  move->place = place;
  add_move (plan->moves, move);
}

/* A place that the row has in a scope which it has left. */
static void
plan_out (GHashTable *moves, FodServerPlace *place)
{
  FodMove *move;

  if (place->state == FOD_ROW_GONE)
    {
      fod_server_place_free (place);
      return;
    }
  move = g_new0 (FodMove, 1);
  move->old_state = place->state;
  move->old_rv = place->rv;
  place->state = FOD_ROW_GONE;
  set_origin (place, NULL);
  move->place = place;
  add_move (moves, move);
}

static void
plan_erased (FodPlan *plan, FodServerPlace *place)
{
  FodMove *move;

  if (place->state == FOD_ROW_ERASED)
    {
      fod_server_place_free (place);
      return;
    }
  move = g_new0 (FodMove, 1);
  move->old_state = place->seq == 0 ? FOD_ROW_GONE : place->state;
  move->old_rv = place->rv;
  place->state = FOD_ROW_ERASED;
  place->rv = plan->holding->rv;
  set_origin (place, NULL);
  move->place = place;
  add_move (plan->moves, move);
}

/* Everybody is told, by the scope that all have: whoever had the row once may have written about
 * it, and a database that was put back does not know who that was. */
static void
plan_erasure (FodPlan *plan, GPtrArray *places, const char *organisation)
{
  g_autofree char *scope = g_strconcat ("org:", organisation, NULL);
  FodServerPlace *place = find_place (places, scope);

  if (place == NULL)
    {
      place = g_new0 (FodServerPlace, 1);
      place->scope = g_steal_pointer (&scope);
      place->kind = g_strdup (plan->dirty->kind);
      place->id = g_strdup (plan->dirty->id);
    }
  plan_erased (plan, place);
  for (guint i = 0; i < places->len; i++)
    if (places->pdata[i] != NULL)
      plan_erased (plan, places->pdata[i]);
}

/* The places that the row has. */
static gboolean
list_places (FodServerWork *work, const FodDirty *dirty, GPtrArray **places, GError **error)
{
  if (!dirty->fresh)
    return fod_server_store_list_places (work->store, dirty->kind, dirty->id, places, error);
  *places = g_ptr_array_new ();
  return TRUE;
}

static gboolean
plan_row (FodServerWork *work, const FodDirty *dirty, GHashTable *moves, GError **error)
{
  FodPlan plan = { dirty, NULL, NULL, moves };
  g_autoptr (GPtrArray) places = NULL;

  if (dirty->known)
    plan.origin = work->origin;
  if (!fod_server_scopes_hold (work, dirty->kind, dirty->id, &plan.holding, error))
    return FALSE;
  /* A row whose group was rolled back. */
  if (plan.holding == NULL)
    return TRUE;
  if (!list_places (work, dirty, &places, error))
    return FALSE;
  g_ptr_array_set_free_func (places, NULL);
  if (plan.holding->state == FOD_ROW_ERASED)
    {
      plan_erasure (&plan, places, work->organisation);
      return TRUE;
    }
  for (guint i = 0; i < plan.holding->scopes->len; i++)
    plan_in (&plan, places, plan.holding->scopes->pdata[i]);
  for (guint i = 0; i < places->len; i++)
    if (places->pdata[i] != NULL)
      plan_out (moves, places->pdata[i]);
  return TRUE;
}

static void
count_out (FodServerHead *head, const FodMove *move)
{
  if (move->old_state != FOD_ROW_LIVE)
    return;
  head->count--;
  head->check ^= fod_row_check_word (move->place->kind, move->place->id, move->old_rv);
}

static void
count_in (FodServerHead *head, const FodMove *move)
{
  if (move->place->state != FOD_ROW_LIVE)
    return;
  head->count++;
  head->check ^= fod_row_check_word (move->place->kind, move->place->id, move->place->rv);
}

/* Whether the program at work has all of @moves from the answer to its push. */
static gboolean
are_own (const FodServerWork *work, GPtrArray *moves)
{
  for (guint i = 0; i < moves->len; i++)
    {
      const FodMove *move = moves->pdata[i];

      if (work->origin == NULL || g_strcmp0 (move->place->origin, work->origin) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
note_move (FodServerWork *work, const char *scope, guint64 before, guint64 after, gboolean own)
{
  g_ptr_array_add (work->moved, g_strdup (scope));
  if (!own)
    return;
  g_hash_table_insert (work->before, g_strdup (scope),
                       g_strdup_printf ("%" G_GUINT64_FORMAT, before));
  g_hash_table_insert (work->after, g_strdup (scope),
                       g_strdup_printf ("%" G_GUINT64_FORMAT, after));
}

static gboolean
write_scope (FodServerWork *work, const char *scope, GPtrArray *moves, GError **error)
{
  FodServerHead head;

  if (!fod_server_store_get_head (work->store, scope, &head, error))
    return FALSE;
  for (guint i = 0; i < moves->len; i++)
    {
      FodMove *move = moves->pdata[i];

      count_out (&head, move);
      count_in (&head, move);
      move->place->seq = ++head.seq;
      if (!fod_server_store_put_place (work->store, move->place, error))
        return FALSE;
    }
  note_move (work, scope, head.seq - moves->len, head.seq, are_own (work, moves));
  return fod_server_store_put_head (work->store, scope, &head, error);
}

gboolean
fod_server_feed_flush (FodServerWork *work, GError **error)
{
  g_autoptr (GHashTable) moves =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  g_autoptr (GList) names = NULL;

  g_return_val_if_fail (work != NULL, FALSE);

  for (guint i = 0; i < work->dirty->len; i++)
    if (!plan_row (work, work->dirty->pdata[i], moves, error))
      return FALSE;
  names = g_list_sort (g_hash_table_get_keys (moves), (GCompareFunc)strcmp);
  for (GList *name = names; name != NULL; name = name->next)
    if (!write_scope (work, name->data, g_hash_table_lookup (moves, name->data), error))
      return FALSE;
  g_ptr_array_set_size (work->dirty, 0);
  g_hash_table_remove_all (work->dirty_index);
  return TRUE;
}
