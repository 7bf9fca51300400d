/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The last round of a device whose access has ended: it hands over what the server has not taken.
 * An answer counts only with its proof: a status alone can come from any network. */

#include "config.h"

#include "sync/fod-round-private.h"

#include "base/fod-uuid.h"
#include "wire/fod-protocol.h"
#include "wire/fod-wire.h"

#include <string.h>

/**
 * FodRoundEnd:
 * @ops: what is left here; @sent of them are handed over, the next @window are on their way
 * @max_ops: how many at a time; halved when the server finds them too much
 * @proof: what the answer under way has to say
 * @told: the server has said that this was all
 */
typedef struct
{
  GPtrArray *ops;
  guint sent;
  guint window;
  guint max_ops;
  char *proof;
  gboolean told;
} FodRoundEnd;

#define END "end"

static void list_left (GTask *task);
static void send_some (GTask *task);

static FodRoundEnd *
get_end (GTask *task)
{
  return g_object_get_data (G_OBJECT (task), END);
}

static void
end_free (gpointer data)
{
  FodRoundEnd *end = data;

  g_clear_pointer (&end->ops, g_ptr_array_unref);
  g_free (end->proof);
  g_free (end);
}

static void
on_handed_over (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FodRound *round = g_task_get_task_data (task);
  FodRoundEnd *end = get_end (task);
  GError *error = NULL;

  if (!fod_journal_hand_over_finish (round->store, result, &error))
    {
      fod_round_fail (task, error);
      return;
    }
  end->sent += end->window;
  if (end->sent < end->ops->len)
    send_some (task);
  else
    list_left (task);
}

/* What was sent is with the server: it goes from here. */
static void
let_go (GTask *task)
{
  FodRound *round = g_task_get_task_data (task);
  FodRoundEnd *end = get_end (task);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < end->window; i++)
    {
      const FodOp *op = end->ops->pdata[end->sent + i];

      if (!g_hash_table_add (round->answered, g_strdup (op->id)))
        {
          fod_round_fail_with (task, FOD_SYNC_ERROR_LOOP, "a handed over op is here again");
          return;
        }
      g_ptr_array_add (ids, g_strdup (op->id));
    }
  fod_journal_hand_over_async (round->store, ids, g_task_get_cancellable (task), on_handed_over,
                               task);
}

static gboolean
is_proven (const FodRoundEnd *end, const FodReply *reply)
{
  g_autoptr (FodEndReply) said = NULL;

  if (reply->status != 200)
    return FALSE;
  said = fod_wire_parse_end_reply (g_bytes_get_data (reply->body, NULL),
                                   g_bytes_get_size (reply->body), NULL);
  return said != NULL && said->taken == end->window && g_strcmp0 (said->proof, end->proof) == 0;
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FodRound *round = g_task_get_task_data (task);
  FodRoundEnd *end = get_end (task);
  GError *error = NULL;
  g_autoptr (FodReply) reply = fod_transport_send_finish (round->transport, result, &error);

  if (reply == NULL)
    {
      fod_round_fail (task, fod_round_translate (error));
      return;
    }
  if (reply->status == 413 && end->window > 1)
    {
      end->max_ops = end->window / 2;
      send_some (task);
    }
  else if (reply->status == 409)
    fod_round_meet_epoch (task);
  else if (reply->status == 429 || reply->status >= 500)
    {
      fod_round_check_status (round, reply, &error);
      fod_round_fail (task, error);
    }
  else if (!is_proven (end, reply))
    fod_round_fail_with (task, FOD_SYNC_ERROR_REVOKED, "told, but not by this device's server");
  else if (end->window > 0)
    let_go (task);
  else
    {
      end->told = TRUE;
      list_left (task);
    }
}

/* As many of what is left as fit one message; nothing is left: says so. Transactions are parted:
 * nothing of them is applied. */
static char *
print_some (GTask *task, const char *nonce)
{
  FodRound *round = g_task_get_task_data (task);
  FodRoundEnd *end = get_end (task);
  g_autoptr (GPtrArray) ops = g_ptr_array_new ();
  FodPushRequest request = { .schema = FOD_SCHEMA_VERSION,
                             .device = round->enrolment->device,
                             .epoch = round->enrolment->epoch,
                             .run = round->memory->run,
                             .nonce = (char *)nonce,
                             .sent_at = fod_clock_get_real_ms (fod_store_get_clock (round->store)),
                             .ops = ops };

  for (guint i = 0; i < end->window; i++)
    g_ptr_array_add (ops, end->ops->pdata[end->sent + i]);
  g_free (end->proof);
  end->proof = fod_wire_dup_end_proof (round->enrolment->token, &request);
  return fod_wire_print_push_request (&request);
}

static void
send_some (GTask *task)
{
  FodRound *round = g_task_get_task_data (task);
  FodRoundEnd *end = get_end (task);
  g_autofree char *nonce = fod_uuid_new (fod_store_get_clock (round->store));
  g_autofree char *body = NULL;

  end->window = MIN (end->ops->len - end->sent, end->max_ops);
  body = print_some (task, nonce);
  while (strlen (body) > FOD_LIMIT_PUSH_BYTES && end->window > 1)
    {
      end->window /= 2;
      g_free (body);
      body = print_some (task, nonce);
    }
  fod_round_send (task, "POST", FOD_PATH_END, g_steal_pointer (&body), on_answered);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FodRound *round = g_task_get_task_data (task);
  FodRoundEnd *end = get_end (task);
  GError *error = NULL;

  g_clear_pointer (&end->ops, g_ptr_array_unref);
  end->ops = fod_journal_list_left_finish (round->store, result, &error);
  end->sent = 0;
  if (end->ops == NULL)
    fod_round_fail (task, error);
  else if (end->ops->len == 0 && end->told)
    fod_round_fail_with (task, FOD_SYNC_ERROR_ENDED, "all is handed over");
  else
    send_some (task);
}

/* Also when the server has said that this was all: somebody may have gone on writing meanwhile.
 * What is not in the last list is not saved any more. */
static void
list_left (GTask *task)
{
  FodRound *round = g_task_get_task_data (task);

  fod_journal_list_left_async (round->store, get_end (task)->told, g_task_get_cancellable (task),
                               on_listed, task);
}

void
fod_round_end (GTask *task)
{
  FodRound *round = g_task_get_task_data (task);
  FodRoundEnd *end = g_new0 (FodRoundEnd, 1);

  end->max_ops = FOD_LIMIT_OPS;
  g_object_set_data_full (G_OBJECT (task), END, end, end_free);
  g_hash_table_remove_all (round->answered);
  list_left (task);
}
