/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pushing half of a round: the queue in whole transactions, each op answered once.
 *
 * Three things run side by side: one push is on its way, the answer to the one before it is settled
 * in the store, and the ops for the next are taken. After each of them go_on() looks what can
 * begin. When something fails, it waits for the others before the round ends or turns to a new
 * epoch. */

#include "config.h"

#include "sync/fod-round-private.h"

#include "wire/fod-protocol.h"
#include "wire/fod-wire.h"

#include <string.h>

/**
 * FodRoundPush:
 * @taken: (nullable): what is pushed: @sent of its ops are answered, the next @window are on their
 *   way
 * @ahead: (nullable): what was taken to be pushed next
 * @max_ops: how many at a time; halved when the server finds them too much
 * @asking, @taking: a push is on its way; ops are being taken
 * @arrived: (nullable): the answer to the window, until it is its turn to be settled
 * @settling: (nullable): the answer that is being settled, which the store borrows
 * @failure, @epoch_moved, @refused, @ended: why the round goes on elsewhere as soon as nothing runs
 *   any more
 */
typedef struct _FodRoundPush
{
  FodTaken *taken;
  FodTaken *ahead;
  guint sent;
  guint window;
  guint max_ops;
  gboolean asking;
  gboolean taking;
  FodPushReply *arrived;
  FodPushReply *settling;
  GError *failure;
  gboolean epoch_moved;
  gboolean refused;
  gboolean ended;
} FodRoundPush;

static void go_on (GTask *task);

static FodRoundPush *
get_push (GTask *task)
{
  return ((FodRound *)g_task_get_task_data (task))->push;
}

static void
push_free (FodRoundPush *push)
{
  g_clear_pointer (&push->taken, fod_taken_free);
  g_clear_pointer (&push->ahead, fod_taken_free);
  g_clear_pointer (&push->arrived, fod_push_reply_free);
  g_clear_pointer (&push->settling, fod_push_reply_free);
  g_clear_error (&push->failure);
  g_free (push);
}

/* The first failure is the one that is told. */
static void
note_failure (GTask *task, GError *error)
{
  FodRoundPush *push = get_push (task);

  if (push->failure == NULL)
    push->failure = error;
  else
    g_error_free (error);
}

static void
note_fault (GTask *task, FodSyncError code, const char *why)
{
  note_failure (task, g_error_new_literal (FOD_SYNC_ERROR, (int)code, why));
}

static FodOp *
op_at (const FodRoundPush *push, guint index)
{
  return push->taken->ops->pdata[push->sent + index];
}

static guint
count_left (const FodRoundPush *push)
{
  return push->taken == NULL ? 0 : push->taken->ops->len - push->sent;
}

/* How many ops from @from on belong together. */
static guint
count_group (const FodRoundPush *push, guint from)
{
  guint count = 1;

  while (from + count < count_left (push) && op_at (push, from)->tx != NULL &&
         g_strcmp0 (op_at (push, from)->tx, op_at (push, from + count)->tx) == 0)
    count++;
  return count;
}

/* Whole transactions, as many as fit into max_ops, and at least one. */
static guint
choose_window (const FodRoundPush *push)
{
  guint window = count_group (push, 0);

  while (window < count_left (push) && window + count_group (push, window) <= push->max_ops)
    window += count_group (push, window);
  return window;
}

/* Every op of the push is answered exactly once, or the answer is none of ours. */
static gboolean
answers_all (const FodRoundPush *push, const FodPushReply *reply)
{
  g_autoptr (GHashTable) open = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < push->window; i++)
    g_hash_table_add (open, op_at (push, i)->id);
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
  g_autoptr (FodPushReply) reply = g_steal_pointer (&round->push->settling);
  FodSettled settled = { 0 };
  GError *error = NULL;

  if (!fod_journal_settle_finish (round->store, result, &settled, &error))
    {
      note_failure (task, error);
      go_on (task);
      return;
    }
  note_own_moves (round->memory, reply);
  round->sum.pushed +=
      reply->results->len - MIN (settled.rejected + settled.handed, reply->results->len);
  round->sum.merged += settled.merged;
  round->sum.conflicts += settled.conflicts;
  round->sum.rejected += settled.rejected;
  round->pull_again = round->pull_again ||
                      settled.merged + settled.conflicts + settled.rejected + settled.handed > 0;
  go_on (task);
}

/* The ops of the window, which is answered. */
static GPtrArray *
leave_window (FodRound *round)
{
  FodRoundPush *push = round->push;
  GPtrArray *sent = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_op_unref);

  for (guint i = 0; i < push->window; i++)
    {
      g_ptr_array_add (sent, fod_op_ref (op_at (push, i)));
      g_hash_table_add (round->answered, g_strdup (op_at (push, i)->id));
    }
  push->sent += push->window;
  push->window = 0;
  return sent;
}

/* The store borrows the answer until it is settled. */
static void
settle (GTask *task)
{
  FodRound *round = g_task_get_task_data (task);
  FodRoundPush *push = round->push;

  push->settling = g_steal_pointer (&push->arrived);
  fod_journal_settle_async (round->store, push->settling, leave_window (round),
                            g_task_get_cancellable (task), on_settled, task);
}

/* One transaction that no push can hold: nobody will ever take it, so it is shown as refused
 * instead of stopping everything behind it. The server has said nothing of the time. */
static void
refuse_window (GTask *task)
{
  FodRound *round = g_task_get_task_data (task);
  FodRoundPush *push = round->push;
  FodPushReply *reply = g_new0 (FodPushReply, 1);

  reply->epoch = g_strdup (round->enrolment->epoch);
  reply->results = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_op_result_free);
  for (guint i = 0; i < push->window; i++)
    {
      FodOpResult *result = g_new0 (FodOpResult, 1);

      result->op = g_strdup (op_at (push, i)->id);
      result->result = FOD_RESULT_REJECTED;
      result->code = g_strdup ("quota");
      g_ptr_array_add (reply->results, result);
    }
  push->arrived = reply;
}

/* The same ops once more, fewer at a time. */
static void
shrink_window (GTask *task)
{
  FodRoundPush *push = get_push (task);

  if (push->window == count_group (push, 0))
    {
      refuse_window (task);
      return;
    }
  push->max_ops = MAX (push->window / 2, 1);
  push->window = 0;
}

static void
take_answer (GTask *task, const FodReply *http)
{
  FodRound *round = g_task_get_task_data (task);
  FodRoundPush *push = round->push;
  GError *error = NULL;
  g_autoptr (FodPushReply) reply = NULL;

  if (fod_round_check_status (round, http, &error))
    reply = fod_wire_parse_push_reply (g_bytes_get_data (http->body, NULL),
                                       g_bytes_get_size (http->body), &error);
  if (reply == NULL)
    note_failure (task, fod_round_translate (error));
  else if (g_strcmp0 (reply->epoch, round->enrolment->epoch) != 0)
    push->epoch_moved = TRUE;
  else if (!answers_all (push, reply))
    note_fault (task, FOD_SYNC_ERROR_SERVER, "the answer is to other ops");
  else
    {
      fod_round_note_time (round, reply->now);
      push->arrived = g_steal_pointer (&reply);
    }
}

static void
on_pushed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FodRound *round = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FodReply) http = fod_transport_send_finish (round->transport, result, &error);

  round->push->asking = FALSE;
  if (http == NULL)
    note_failure (task, fod_round_translate (error));
  else if (http->status == 413)
    shrink_window (task);
  else if (http->status == 409)
    round->push->epoch_moved = TRUE;
  else if (http->status == 422)
    round->push->refused = TRUE;
  else if (http->status == 410)
    round->push->ended = TRUE;
  else
    take_answer (task, http);
  go_on (task);
}

/* What the clock that the ops were dated by says now. */
static gint64
get_sent_at (FodRound *round)
{
  const FodTaken *taken = round->push->taken;

  return taken->clock_ms + fod_clock_get_boot_ms (fod_store_get_clock (round->store)) -
         taken->boot_ms;
}

static void
send_window (GTask *task)
{
  FodRound *round = g_task_get_task_data (task);
  FodRoundPush *push = round->push;
  FodPushRequest request = { .schema = FOD_SCHEMA_VERSION,
                             .device = round->enrolment->device,
                             .epoch = round->enrolment->epoch,
                             .run = round->memory->run };
  g_autoptr (GPtrArray) ops = g_ptr_array_new ();
  g_autofree char *body = NULL;

  push->window = choose_window (push);
  for (guint i = 0; i < push->window; i++)
    g_ptr_array_add (ops, op_at (push, i));
  request.ops = ops;
  request.sent_at = get_sent_at (round);
  body = fod_wire_print_push_request (&request);
  if (push->window > FOD_LIMIT_OPS || strlen (body) > FOD_LIMIT_PUSH_BYTES)
    {
      shrink_window (task);
      return;
    }
  push->asking = TRUE;
  fod_round_send (task, "POST", FOD_PATH_PUSH, g_steal_pointer (&body), on_pushed);
}

static void
on_taken (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FodRound *round = g_task_get_task_data (task);
  FodRoundPush *push = round->push;
  GError *error = NULL;
  FodTaken *taken = fod_journal_take_finish (round->store, result, &error);

  push->taking = FALSE;
  push->ahead = taken;
  if (taken == NULL)
    note_failure (task, error);
  else if (taken->ops->len > 0 &&
           g_hash_table_contains (round->answered, ((FodOp *)taken->ops->pdata[0])->id))
    note_fault (task, FOD_SYNC_ERROR_LOOP, "an answered op waits again");
  go_on (task);
}

static void
take_more (GTask *task, gint64 after)
{
  FodRound *round = g_task_get_task_data (task);
  const FodTake which = { after, round->memory->max_ops, FOD_LIMIT_PUSH_BYTES - 1024 };

  round->push->taking = TRUE;
  fod_journal_take_async (round->store, &which, g_task_get_cancellable (task), on_taken, task);
}

static gboolean
is_at_rest (const FodRoundPush *push)
{
  return !push->asking && !push->taking && push->settling == NULL;
}

/* Nothing runs any more, and nothing waits. */
static void
leave (GTask *task)
{
  FodRound *round = g_task_get_task_data (task);
  g_autoptr (GError) failure = g_steal_pointer (&round->push->failure);
  gboolean epoch_moved = round->push->epoch_moved;
  gboolean refused = round->push->refused;
  gboolean ended = round->push->ended;

  g_clear_pointer (&round->push, push_free);
  if (failure != NULL)
    {
      fod_round_fail (task, g_steal_pointer (&failure));
      return;
    }
  if (epoch_moved)
    {
      fod_round_meet_epoch (task);
      return;
    }
  if (refused)
    {
      fod_round_meet_refusal (task);
      return;
    }
  if (ended)
    {
      fod_round_end (task);
      return;
    }
  round->after_push = TRUE;
  g_hash_table_remove_all (round->seen);
  if (round->pull_again)
    fod_round_pull (task);
  else
    fod_round_finish (task);
}

/* Turns to what was taken ahead when all before it was answered. */
static void
turn_over (FodRoundPush *push)
{
  if (count_left (push) > 0 || push->ahead == NULL)
    return;
  g_clear_pointer (&push->taken, fod_taken_free);
  push->taken = g_steal_pointer (&push->ahead);
  push->sent = 0;
}

/* Begins with the window that is next, if there is one; a window that no push can hold is answered
 * without one. */
static void
begin_window (GTask *task)
{
  FodRoundPush *push = get_push (task);

  while (!push->asking)
    {
      if (push->arrived != NULL && push->settling != NULL)
        return;
      if (push->arrived != NULL)
        settle (task);
      turn_over (push);
      if (count_left (push) == 0)
        return;
      send_window (task);
    }
}

static void
go_on (GTask *task)
{
  FodRoundPush *push = get_push (task);

  if (push->failure != NULL || push->epoch_moved || push->refused || push->ended)
    {
      if (is_at_rest (push))
        leave (task);
      return;
    }
  begin_window (task);
  if (push->asking && push->taken->more && push->ahead == NULL && !push->taking)
    take_more (task, push->taken->last);
  if (!is_at_rest (push))
    return;
  /* Also what was written while the last ones were pushed. */
  if (push->taken == NULL || push->taken->ops->len > 0)
    take_more (task, 0);
  else
    leave (task);
}

void
fod_round_push (GTask *task)
{
  FodRound *round = g_task_get_task_data (task);

  round->push = g_new0 (FodRoundPush, 1);
  round->push->max_ops = round->memory->max_ops;
  go_on (task);
}
