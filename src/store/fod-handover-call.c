/* SPDX-License-Identifier: GPL-3.0-or-later */

/* This device's access has ended: all that a person wrote and that the server has not taken goes to
 * it, whatever state it is in. */

#include "config.h"

#include "store/fod-handover.h"
#include "store/fod-job.h"
#include "store/fod-journal.h"

static gboolean
let_fly (FodLedger *ledger, GPtrArray *queue, GError **error)
{
  for (guint i = 0; i < queue->len; i++)
    {
      const FodQueued *queued = g_ptr_array_index (queue, i);

      if (queued->state == FOD_OP_QUEUED &&
          !fod_queue_let_fly (ledger, queued->seq, queued->seq, error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
run_list (FodLedger *ledger, gpointer input, GError **error)
{
  g_autoptr (GPtrArray) queue = fod_queue_list (ledger, error);
  GPtrArray *ops;

  if (queue == NULL || !fod_ledger_begin (ledger, error) ||
      !fod_ledger_end (ledger, let_fly (ledger, queue, error), error))
    return NULL;
  ops = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_op_unref);
  if (queue->len == 0 && GPOINTER_TO_INT (input))
    fod_ledger_end_saves (ledger);
  for (guint i = 0; i < queue->len; i++)
    g_ptr_array_add (ops, fod_op_ref (((FodQueued *)g_ptr_array_index (queue, i))->op));
  return ops;
}

static gboolean
take_all (FodLedger *ledger, GPtrArray *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (FodQueued) queued = NULL;

      if (!fod_queue_find (ledger, g_ptr_array_index (ids, i), &queued, error) ||
          (queued != NULL && !fod_handover_drop (ledger, queued, error)))
        return FALSE;
    }
  return fod_handover_lower_left (ledger, ids->len, error);
}

/* Before the first goes, in a transaction of its own: whenever this is killed, and whichever of
 * database and second journal is ahead then, what is gone was counted. */
static gboolean
count_left (FodLedger *ledger, GError **error)
{
  g_autoptr (GPtrArray) queue = fod_queue_list (ledger, error);

  return queue != NULL && fod_ledger_begin (ledger, error) &&
         fod_ledger_end (ledger, fod_handover_note_left (ledger, queue->len, error), error);
}

static gpointer
run_take (FodLedger *ledger, gpointer input, GError **error)
{
  if (!count_left (ledger, error) || !fod_ledger_begin (ledger, error) ||
      !fod_ledger_end (ledger, take_all (ledger, input, error), error))
    return NULL;
  return FOD_JOB_DONE;
}

void
fod_journal_list_left_async (FodStore *store,
                             gboolean told,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  const FodCall call = { run_list, GINT_TO_POINTER (told), NULL,
                         (GDestroyNotify)g_ptr_array_unref };

  g_task_set_source_tag (task, fod_journal_list_left_async);
  fod_store_call_async (store, &call, task);
}

GPtrArray *
fod_journal_list_left_finish (FodStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fod_journal_hand_over_async (FodStore *store,
                             GPtrArray *ids,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  const FodCall call = { run_take, g_ptr_array_ref (ids), (GDestroyNotify)g_ptr_array_unref, NULL };

  g_task_set_source_tag (task, fod_journal_hand_over_async);
  fod_store_call_async (store, &call, task);
}

gboolean
fod_journal_hand_over_finish (FodStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
