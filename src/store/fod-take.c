/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Chooses what is pushed next. */

#include "config.h"

#include "store/fod-take.h"

#include "store/fod-comeback.h"
#include "store/fod-queue.h"

/* More than any transaction has (fod-apply.c parts them), so that one is never cut. */
#define GROUP_MAX 600

static const FodQueued *
at (GPtrArray *queue, guint index)
{
  return g_ptr_array_index (queue, index);
}

static guint
end_of_group (GPtrArray *queue, guint from)
{
  guint end = from + 1;

  while (end < queue->len && g_strcmp0 (at (queue, end)->op->tx, at (queue, from)->op->tx) == 0)
    end++;
  return end;
}

/* How many ops from the beginning: whole groups within the limits, but at least one. */
static guint
choose (GPtrArray *queue, guint max_ops, gsize max_bytes)
{
  guint chosen = 0;
  gsize bytes = 0;

  while (chosen < queue->len)
    {
      guint end = end_of_group (queue, chosen);

      for (guint i = chosen; i < end; i++)
        bytes += at (queue, i)->bytes + 1;
      if (chosen > 0 && (end > max_ops || bytes > max_bytes))
        return chosen;
      chosen = end;
    }
  return chosen;
}

/* What does not wait for somebody else's row. */
static GPtrArray *
list_others (FodLedger *ledger, const FodTake *which, GHashTable *awaiting, GError **error)
{
  GPtrArray *queue = fod_queue_list_waiting (ledger, which->after, G_MAXINT, error);

  for (guint i = queue == NULL ? 0 : queue->len; i > 0; i--)
    if (g_hash_table_contains (awaiting, &at (queue, i - 1)->seq))
      g_ptr_array_remove_index (queue, i - 1);
  return queue;
}

/* What waits first. The last group may be cut: it is over the limit then. Only one that is so by
 * itself has to be whole. */
static GPtrArray *
list_first (FodLedger *ledger, const FodTake *which, GError **error)
{
  g_autoptr (GPtrArray) queue = NULL;
  g_autoptr (GHashTable) awaiting = NULL;

  if (!fod_comeback_heed_clock (ledger, error) || !fod_comeback_list (ledger, &awaiting, error))
    return NULL;
  if (awaiting != NULL)
    return list_others (ledger, which, awaiting, error);
  queue = fod_queue_list_waiting (ledger, which->after, which->max_ops + 1, error);
  if (queue == NULL || queue->len <= which->max_ops || end_of_group (queue, 0) < queue->len)
    return g_steal_pointer (&queue);
  return fod_queue_list_waiting (ledger, which->after, which->max_ops + GROUP_MAX, error);
}

static gboolean
mark (FodLedger *ledger, GPtrArray *queue, guint count, GError **error)
{
  guint first = 0;

  for (guint i = 0; i < count; i++)
    {
      const FodQueued *queued = at (queue, i);
      gboolean ends = i + 1 == count || at (queue, i + 1)->seq != queued->seq + 1;

      if (ends && !fod_queue_let_fly (ledger, at (queue, first)->seq, queued->seq, error))
        return FALSE;
      first = ends ? i + 1 : first;
      /* From here on the server may have it. */
      if (queued->code != NULL &&
          !fod_queue_set_state (ledger, queued->seq, FOD_OP_IN_FLIGHT, NULL, error))
        return FALSE;
    }
  return TRUE;
}

void
fod_taken_free (FodTaken *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->ops);
  g_free (self);
}

FodTaken *
fod_take_ops (FodLedger *ledger, const FodTake *which, GError **error)
{
  g_autoptr (GPtrArray) queue = list_first (ledger, which, error);
  FodTaken *taken;
  guint count;

  if (queue == NULL)
    return NULL;
  count = choose (queue, which->max_ops, which->max_bytes);
  if (!fod_ledger_begin (ledger, error) ||
      !fod_ledger_end (ledger, mark (ledger, queue, count, error), error))
    return NULL;
  taken = g_new0 (FodTaken, 1);
  taken->ops = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_op_unref);
  for (guint i = 0; i < count; i++)
    g_ptr_array_add (taken->ops, fod_op_ref (at (queue, i)->op));
  taken->last = count == 0 ? which->after : at (queue, count - 1)->seq;
  taken->more = count < queue->len;
  taken->clock_ms = fod_ledger_get_session_ms (ledger);
  taken->boot_ms = fod_clock_get_boot_ms (fod_ledger_get_clock (ledger));
  return taken;
}
