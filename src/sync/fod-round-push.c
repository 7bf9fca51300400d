/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pushing half of a round: the queue in whole transactions, each op answered once. */

#include "config.h"

#include "sync/fod-round-private.h"

#include "wire/fod-protocol.h"
#include "wire/fod-wire.h"

#include <string.h>

static void send_window (GTask *task);
static void take_more (GTask *task);

static FodOp *
op_at (FodRound *round, guint index)
{
  return round->ops->pdata[round->sent + index];
}

static guint
count_left (FodRound *round)
{
  return round->ops->len - round->sent;
}

/* How many ops from @from on belong together. */
static guint
count_group (FodRound *round, guint from)
{
  guint count = 1;

  while (from + count < count_left (round) && op_at (round, from)->tx != NULL &&
         g_strcmp0 (op_at (round, from)->tx, op_at (round, from + count)->tx) == 0)
    count++;
  return count;
}

/* Whole transactions, as many as fit into max_ops, and at least one. */
static guint
choose_window (FodRound *round)
{
  guint window = count_group (round, 0);

  while (window < count_left (round) && window + count_group (round, window) <= round->max_ops)
    window += count_group (round, window);
  return window;
}

/* Every op of the push is answered exactly once, or the answer is none of ours. */
static gboolean
answers_all (FodRound *round, const FodPushReply *reply)
{
  g_autoptr (GHashTable) open = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < round->window; i++)
    g_hash_table_add (open, op_at (round, i)->id);
  for (guint i = 0; i < reply->results->len; i++)
    if (!g_hash_table_remove (open, ((FodOpResult *)reply->results->pdata[i])->op))
      return FALSE;
  return g_hash_table_size (open) == 0;
}

/* What moved by these ops alone is no news when the server tells that it has moved. */
static void
note_own_moves (FodRoundMemory *memory, const FodPushReply *reply)
{
  GHashTableIter iter;
  gpointer scope;
  gpointer head;

  if (reply->heads == NULL)
    return;
  g_hash_table_iter_init (&iter, reply->heads);
  while (g_hash_table_iter_next (&iter, &scope, &head))
    {
      const char *before = g_hash_table_lookup (reply->before, scope);

      if (before != NULL && g_strcmp0 (g_hash_table_lookup (memory->heads, scope), before) == 0)
        g_hash_table_insert (memory->heads, g_strdup (scope), g_strdup (head));
    }
}

static void
on_settled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FodRound *round = g_task_get_task_data (task);
  FodSettled settled = { 0 };
  GError *error = NULL;

  if (!fod_journal_settle_finish (round->store, result, &settled, &error))
    {
      fod_round_fail (task, error);
      return;
    }
  note_own_moves (round->memory, g_object_get_data (G_OBJECT (task), "reply"));
  round->sum.pushed += round->window - MIN (settled.rejected + settled.handed, round->window);
  round->sum.merged += settled.merged;
  round->sum.conflicts += settled.conflicts;
  round->sum.rejected += settled.rejected;
  round->pull_again = round->pull_again ||
                      settled.merged + settled.conflicts + settled.rejected + settled.handed > 0;
  for (guint i = 0; i < round->window; i++)
    g_hash_table_add (round->answered, g_strdup (op_at (round, i)->id));
  round->sent += round->window;
  if (count_left (round) > 0)
    send_window (task);
  else
    take_more (task);
}

/* A reply is borrowed by the store until it is settled; it lives as long as the task. */
static void
settle (GTask *task, FodPushReply *reply)
{
  FodRound *round = g_task_get_task_data (task);

  g_object_set_data_full (G_OBJECT (task), "reply", reply, (GDestroyNotify)fod_push_reply_free);
  fod_journal_settle_async (round->store, reply, g_task_get_cancellable (task), on_settled, task);
}

/* One transaction that no push can hold: nobody will ever take it, so it is shown as refused
 * instead of stopping everything behind it. */
static void
refuse_window (GTask *task)
{
  FodRound *round = g_task_get_task_data (task);
  FodPushReply *reply = g_new0 (FodPushReply, 1);

  reply->epoch = g_strdup (round->enrolment->epoch);
  reply->now = fod_clock_get_real_ms (fod_store_get_clock (round->store));
  reply->results = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_op_result_free);
  for (guint i = 0; i < round->window; i++)
    {
      FodOpResult *result = g_new0 (FodOpResult, 1);

      result->op = g_strdup (op_at (round, i)->id);
      result->result = FOD_RESULT_REJECTED;
      result->code = g_strdup ("quota");
      g_ptr_array_add (reply->results, result);
    }
  settle (task, reply);
}

static void
shrink_window (GTask *task)
{
  FodRound *round = g_task_get_task_data (task);

  if (round->window == count_group (round, 0))
    {
      refuse_window (task);
      return;
    }
  round->max_ops = MAX (round->window / 2, 1);
  send_window (task);
}

static void
on_pushed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FodRound *round = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FodReply) http = fod_transport_send_finish (round->transport, result, &error);
  g_autoptr (FodPushReply) reply = NULL;

  if (http != NULL && http->status == 413)
    {
      shrink_window (task);
      return;
    }
  if (http != NULL && http->status == 409)
    {
      fod_round_meet_epoch (task);
      return;
    }
  if (http != NULL && fod_round_check_status (round, http, &error))
    reply = fod_wire_parse_push_reply (g_bytes_get_data (http->body, NULL),
                                       g_bytes_get_size (http->body), &error);
  if (reply == NULL)
    fod_round_fail (task, fod_round_translate (error));
  else if (g_strcmp0 (reply->epoch, round->enrolment->epoch) != 0)
    fod_round_meet_epoch (task);
  else if (!answers_all (round, reply))
    fod_round_fail_with (task, FOD_SYNC_ERROR_SERVER, "the answer is to other ops");
  else
    settle (task, g_steal_pointer (&reply));
}

static void
send_window (GTask *task)
{
  FodRound *round = g_task_get_task_data (task);
  FodPushRequest request = { .schema = FOD_SCHEMA_VERSION,
                             .device = round->enrolment->device,
                             .epoch = round->enrolment->epoch,
                             .run = round->memory->run };
  g_autoptr (GPtrArray) ops = g_ptr_array_new ();
  g_autofree char *body = NULL;

  round->window = choose_window (round);
  for (guint i = 0; i < round->window; i++)
    g_ptr_array_add (ops, op_at (round, i));
  request.ops = ops;
  request.sent_at = round->clock_ms;
  body = fod_wire_print_push_request (&request);
  if (round->window > FOD_LIMIT_OPS || strlen (body) > FOD_LIMIT_PUSH_BYTES)
    shrink_window (task);
  else
    fod_round_send (task, "POST", FOD_PATH_PUSH, g_steal_pointer (&body), on_pushed);
}

static void
on_taken (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FodRound *round = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_pointer (&round->ops, g_ptr_array_unref);
  round->ops = fod_journal_take_finish (round->store, result, &round->clock_ms, &error);
  round->sent = 0;
  if (round->ops == NULL)
    {
      fod_round_fail (task, error);
      return;
    }
  if (round->ops->len == 0)
    {
      round->after_push = TRUE;
      g_hash_table_remove_all (round->seen);
      if (round->pull_again)
        fod_round_pull (task);
      else
        fod_round_finish (task);
      return;
    }
  if (g_hash_table_contains (round->answered, op_at (round, 0)->id))
    {
      fod_round_fail_with (task, FOD_SYNC_ERROR_LOOP, "an answered op waits again");
      return;
    }
  send_window (task);
}

static void
take_more (GTask *task)
{
  FodRound *round = g_task_get_task_data (task);

  fod_journal_take_async (round->store, FOD_LIMIT_OPS, FOD_LIMIT_PUSH_BYTES - 1024,
                          g_task_get_cancellable (task), on_taken, task);
}

void
fod_round_push (GTask *task)
{
  take_more (task);
}
