/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sync's calls: each packs its input, runs on the worker, and unpacks the answer. */

#include "config.h"

#include "store/fod-journal.h"

#include "store/fod-belonging.h"
#include "store/fod-enrolment.h"
#include "store/fod-job.h"
#include "store/fod-pull.h"
#include "store/fod-queue.h"
#include "store/fod-refusal.h"
#include "store/fod-resets.h"
#include "store/fod-settle.h"
#include "store/fod-take.h"
#include "store/fod-waiting.h"

static gpointer
run_get_enrolment (FodLedger *ledger, gpointer input, GError **error)
{
  return fod_enrolment_read (ledger, error);
}

static gpointer
run_set_enrolment (FodLedger *ledger, gpointer input, GError **error)
{
  return fod_enrolment_keep (ledger, input, error) ? FOD_JOB_DONE : NULL;
}

static gboolean
has_no_cursor (gpointer scope, gpointer cursor, gpointer data)
{
  return cursor == NULL;
}

/* Where the scopes stand, and how often they began anew. */
typedef struct
{
  GHashTable *cursors;
  GHashTable *resets;
} Standing;

static void
standing_free (gpointer data)
{
  Standing *standing = data;

  g_clear_pointer (&standing->cursors, g_hash_table_unref);
  g_clear_pointer (&standing->resets, g_hash_table_unref);
  g_free (standing);
}

static gpointer
run_get_cursors (FodLedger *ledger, gpointer input, GError **error)
{
  GHashTable *cursors = fod_belonging_list (ledger, error);
  Standing *standing;

  if (cursors == NULL)
    return NULL;
  g_hash_table_foreach_remove (cursors, has_no_cursor, NULL);
  standing = g_new0 (Standing, 1);
  standing->cursors = cursors;
  standing->resets = fod_resets_list (ledger);
  return standing;
}

static gpointer
run_take (FodLedger *ledger, gpointer input, GError **error)
{
  return fod_take_ops (ledger, input, error);
}

typedef struct
{
  FodPushReply *reply; /* borrowed */
  GPtrArray *sent;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->sent, g_ptr_array_unref);
  g_free (answer);
}

static gpointer
run_settle (FodLedger *ledger, gpointer input, GError **error)
{
  const Answer *answer = input;
  g_autofree FodSettled *settled = g_new0 (FodSettled, 1);

  if (!fod_settle_take (ledger, answer->reply, answer->sent, settled, error))
    return NULL;
  return g_steal_pointer (&settled);
}

static void
applied_free (gpointer data)
{
  FodApplied *applied = data;

  g_strfreev (applied->mismatch);
  g_free (applied);
}

static gpointer
run_pull (FodLedger *ledger, gpointer input, GError **error)
{
  FodApplied *applied = g_new0 (FodApplied, 1);

  if (fod_pull_take (ledger, input, applied, error))
    return applied;
  applied_free (applied);
  return NULL;
}

static gpointer
run_reset (FodLedger *ledger, gpointer input, GError **error)
{
  if (!fod_ledger_begin (ledger, error))
    return NULL;
  return fod_ledger_end (ledger,
                         fod_resets_note (ledger, input, error) &&
                             fod_belonging_reload (ledger, input, error),
                         error)
             ? FOD_JOB_DONE
             : NULL;
}

static gpointer
run_list_waiting (FodLedger *ledger, gpointer input, GError **error)
{
  return fod_waiting_list (ledger, error);
}

static gboolean
drop_refused (FodLedger *ledger, const char *op, GError **error)
{
  g_autoptr (FodQueued) queued = NULL;

  if (!fod_queue_find (ledger, op, &queued, error))
    return FALSE;
  if (queued != NULL && queued->state == FOD_OP_REFUSED)
    return fod_queue_remove (ledger, queued->seq, error);
  g_set_error_literal (error, FOD_STORE_ERROR, FOD_STORE_ERROR_NOT_FOUND, "no such refused change");
  return FALSE;
}

static gpointer
run_drop_refused (FodLedger *ledger, gpointer input, GError **error)
{
  if (!fod_ledger_begin (ledger, error))
    return NULL;
  return fod_ledger_end (ledger, drop_refused (ledger, input, error), error) ? FOD_JOB_DONE : NULL;
}

static gboolean
send_again (FodLedger *ledger, const char *op, GError **error)
{
  g_autoptr (FodQueued) queued = NULL;

  if (!fod_queue_find (ledger, op, &queued, error))
    return FALSE;
  if (queued != NULL && (queued->state == FOD_OP_REFUSED || queued->state == FOD_OP_HELD))
    return fod_refusal_send_again (ledger, queued, NULL, error);
  g_set_error_literal (error, FOD_STORE_ERROR, FOD_STORE_ERROR_NOT_FOUND, "no such refused change");
  return FALSE;
}

static gpointer
run_send_again (FodLedger *ledger, gpointer input, GError **error)
{
  if (!fod_ledger_begin (ledger, error))
    return NULL;
  return fod_ledger_end (ledger, send_again (ledger, input, error), error) ? FOD_JOB_DONE : NULL;
}

static gpointer
run_count (FodLedger *ledger, gpointer input, GError **error)
{
  g_autofree FodJournalCounts *counts = g_new0 (FodJournalCounts, 1);

  return fod_waiting_count (ledger, counts, error) ? g_steal_pointer (&counts) : NULL;
}

void
fod_journal_get_enrolment_async (FodStore *store,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  const FodCall call = { run_get_enrolment, NULL, NULL, (GDestroyNotify)fod_enrolment_free };

  g_task_set_source_tag (task, fod_journal_get_enrolment_async);
  fod_store_call_async (store, &call, task);
}

FodEnrolment *
fod_journal_get_enrolment_finish (FodStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fod_journal_set_enrolment_async (FodStore *store,
                                 const FodEnrolment *enrolment,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  const FodCall call = { run_set_enrolment, fod_enrolment_copy (enrolment),
                         (GDestroyNotify)fod_enrolment_free, NULL };

  g_task_set_source_tag (task, fod_journal_set_enrolment_async);
  fod_store_call_async (store, &call, task);
}

gboolean
fod_journal_set_enrolment_finish (FodStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

void
fod_journal_get_cursors_async (FodStore *store,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  const FodCall call = { run_get_cursors, NULL, NULL, standing_free };

  g_task_set_source_tag (task, fod_journal_get_cursors_async);
  fod_store_call_async (store, &call, task);
}

GHashTable *
fod_journal_get_cursors_finish (FodStore *store,
                                GAsyncResult *result,
                                GHashTable **resets,
                                GError **error)
{
  Standing *standing;
  GHashTable *cursors;

  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  standing = g_task_propagate_pointer (G_TASK (result), error);
  if (standing == NULL)
    return NULL;
  cursors = g_steal_pointer (&standing->cursors);
  if (resets != NULL)
    *resets = g_steal_pointer (&standing->resets);
  standing_free (standing);
  return cursors;
}

void
fod_journal_take_async (FodStore *store,
                        const FodTake *which,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  const FodCall call = { run_take, g_memdup2 (which, sizeof *which), g_free,
                         (GDestroyNotify)fod_taken_free };

  g_task_set_source_tag (task, fod_journal_take_async);
  fod_store_call_async (store, &call, task);
}

FodTaken *
fod_journal_take_finish (FodStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fod_journal_settle_async (FodStore *store,
                          FodPushReply *reply,
                          GPtrArray *sent,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Answer *answer = g_new0 (Answer, 1);
  const FodCall call = { run_settle, answer, answer_free, g_free };

  answer->reply = reply;
  answer->sent = sent;
  g_task_set_source_tag (task, fod_journal_settle_async);
  fod_store_call_async (store, &call, task);
}

gboolean
fod_journal_settle_finish (FodStore *store,
                           GAsyncResult *result,
                           FodSettled *settled,
                           GError **error)
{
  g_autofree FodSettled *answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  answer = g_task_propagate_pointer (G_TASK (result), error);
  if (answer == NULL)
    return FALSE;
  if (settled != NULL)
    *settled = *answer;
  return TRUE;
}

void
fod_journal_pull_async (FodStore *store,
                        FodPullReply *reply,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  const FodCall call = { run_pull, reply, NULL, applied_free };

  g_task_set_source_tag (task, fod_journal_pull_async);
  fod_store_call_async (store, &call, task);
}

gboolean
fod_journal_pull_finish (FodStore *store, GAsyncResult *result, FodApplied *applied, GError **error)
{
  FodApplied *answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  answer = g_task_propagate_pointer (G_TASK (result), error);
  if (answer == NULL)
    return FALSE;
  if (applied != NULL)
    {
      applied->rows = answer->rows;
      applied->have = answer->have;
      applied->total = answer->total;
      applied->mismatch = g_steal_pointer (&answer->mismatch);
    }
  applied_free (answer);
  return TRUE;
}

void
fod_journal_reset_scope_async (FodStore *store,
                               const char *scope,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  const FodCall call = { run_reset, g_strdup (scope), g_free, NULL };

  g_task_set_source_tag (task, fod_journal_reset_scope_async);
  fod_store_call_async (store, &call, task);
}

gboolean
fod_journal_reset_scope_finish (FodStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

void
fod_journal_list_waiting_async (FodStore *store,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  const FodCall call = { run_list_waiting, NULL, NULL, (GDestroyNotify)g_ptr_array_unref };

  g_task_set_source_tag (task, fod_journal_list_waiting_async);
  fod_store_call_async (store, &call, task);
}

GPtrArray *
fod_journal_list_waiting_finish (FodStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fod_journal_drop_refused_async (FodStore *store,
                                const char *op,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  const FodCall call = { run_drop_refused, g_strdup (op), g_free, NULL };

  g_task_set_source_tag (task, fod_journal_drop_refused_async);
  fod_store_call_async (store, &call, task);
}

gboolean
fod_journal_drop_refused_finish (FodStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

void
fod_journal_send_again_async (FodStore *store,
                              const char *op,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  const FodCall call = { run_send_again, g_strdup (op), g_free, NULL };

  g_task_set_source_tag (task, fod_journal_send_again_async);
  fod_store_call_async (store, &call, task);
}

gboolean
fod_journal_send_again_finish (FodStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

void
fod_journal_count_async (FodStore *store,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  const FodCall call = { run_count, NULL, NULL, g_free };

  g_task_set_source_tag (task, fod_journal_count_async);
  fod_store_call_async (store, &call, task);
}

gboolean
fod_journal_count_finish (FodStore *store,
                          GAsyncResult *result,
                          FodJournalCounts *counts,
                          GError **error)
{
  g_autofree FodJournalCounts *answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  answer = g_task_propagate_pointer (G_TASK (result), error);
  if (answer == NULL)
    return FALSE;
  *counts = *answer;
  return TRUE;
}
