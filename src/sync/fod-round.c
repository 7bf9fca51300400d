/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One round of the sync: its beginning and its end, what a status means, and the meeting with a
 * new epoch. Pulling and pushing have files of their own. */

#include "config.h"

#include "sync/fod-round-private.h"

#include "base/fod-uuid.h"
#include "wire/fod-protocol.h"
#include "wire/fod-wire.h"

#define RESETS_A_DAY 3
#define KEEP_CONTACT_MS (5 * 60 * 1000)

FodRoundMemory *
fod_round_memory_new (void)
{
  FodRoundMemory *self = g_new0 (FodRoundMemory, 1);

  self->mismatched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->max_ops = FOD_LIMIT_OPS;
  return self;
}

void
fod_round_memory_free (FodRoundMemory *self)
{
  g_hash_table_unref (self->mismatched);
  g_free (self->run);
  g_hash_table_unref (self->heads);
  g_free (self->epoch);
  g_free (self);
}

static void
round_free (FodRound *round)
{
  g_clear_object (&round->store);
  g_clear_object (&round->transport);
  g_clear_pointer (&round->enrolment, fod_enrolment_free);
  g_clear_pointer (&round->seen, g_hash_table_unref);
  g_clear_pointer (&round->load, fod_load_free);
  g_clear_pointer (&round->asked, g_hash_table_unref);
  g_clear_pointer (&round->resets, g_hash_table_unref);
  g_clear_pointer (&round->answered, g_hash_table_unref);
  g_free (round);
}

void
fod_round_fail (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

void
fod_round_fail_with (GTask *task, FodSyncError code, const char *why)
{
  fod_round_fail (task, g_error_new_literal (FOD_SYNC_ERROR, (int)code, why));
}

GError *
fod_round_translate (GError *error)
{
  g_autoptr (GError) cause = error;

  if (cause->domain != FOD_WIRE_ERROR)
    return g_steal_pointer (&cause);
  return g_error_new (FOD_SYNC_ERROR, FOD_SYNC_ERROR_SERVER, "what answered is no message: %s",
                      cause->message);
}

void
fod_round_note_time (FodRound *round, gint64 server_ms)
{
  gint64 now = fod_clock_get_real_ms (fod_store_get_clock (round->store));

  round->memory->clock_off_ms = server_ms <= 0 ? 0 : now - server_ms;
}

gboolean
fod_round_may_reset (FodRound *round, const char *scope)
{
  const char *count = g_hash_table_lookup (round->resets, scope);

  return count == NULL || g_ascii_strtoull (count, NULL, 10) < RESETS_A_DAY;
}

static FodSyncError
code_of_status (guint status)
{
  switch (status)
    {
    case 401:
    case 410:
      return FOD_SYNC_ERROR_REVOKED;
    case 422:
    case 426:
      return FOD_SYNC_ERROR_TOO_OLD;
    case 429:
    case 503:
      return FOD_SYNC_ERROR_BUSY;
    case 502:
    case 504:
      return FOD_SYNC_ERROR_OFFLINE; /* a proxy that does not reach the server either */
    default:
      return FOD_SYNC_ERROR_SERVER;
    }
}

gboolean
fod_round_check_status (FodRound *round, const FodReply *reply, GError **error)
{
  if (reply->status == 200)
    return TRUE;
  if (reply->retry_after > 0)
    round->memory->retry_after_ms = reply->retry_after * 1000;
  g_set_error (error, FOD_SYNC_ERROR, (int)code_of_status (reply->status), "status %u",
               reply->status);
  return FALSE;
}

void
fod_round_send (
    GTask *task, const char *method, const char *path, char *body, GAsyncReadyCallback callback)
{
  FodRound *round = g_task_get_task_data (task);

  fod_transport_send_async (round->transport,
                            fod_request_new (method, path, round->enrolment->token, body),
                            g_task_get_cancellable (task), callback, task);
}

static void
on_contact_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FodRound *round = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!fod_journal_set_enrolment_finish (round->store, result, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (round->mismatch)
    g_task_return_new_error (task, FOD_SYNC_ERROR, FOD_SYNC_ERROR_MISMATCH,
                             "a scope differs from the server's though it was loaded anew");
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FodRound *round = g_task_get_task_data (task);
  gint64 now = fod_clock_get_real_ms (fod_store_get_clock (round->store));
  FodJournalCounts counts = { 0 };
  g_autoptr (GError) error = NULL;
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (!fod_journal_count_finish (round->store, result, &counts, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  round->sum.waiting = counts.waiting;
  if (round->misfit != FOD_SYNC_NO_PROBLEM && counts.waiting > 0)
    {
      g_task_return_new_error (task, FOD_SYNC_ERROR, round->misfit,
                               "the server takes no changes of this version");
      return;
    }
  if (ABS (now - round->enrolment->last_contact) < KEEP_CONTACT_MS && !round->mismatch)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  round->enrolment->last_contact = now;
  fod_journal_set_enrolment_async (round->store, round->enrolment, cancellable, on_contact_kept,
                                   g_steal_pointer (&task));
}

void
fod_round_finish (GTask *task)
{
  FodRound *round = g_task_get_task_data (task);

  fod_journal_count_async (round->store, g_task_get_cancellable (task), on_counted, task);
}

static void
on_epoch_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FodRound *round = g_task_get_task_data (task);
  GError *error = NULL;

  if (!fod_journal_set_enrolment_finish (round->store, result, &error))
    {
      fod_round_fail (task, error);
      return;
    }
  g_hash_table_remove_all (round->seen);
  /* What the old history's server answered is sent once more. */
  g_hash_table_remove_all (round->answered);
  round->after_push = FALSE;
  round->pull_again = FALSE;
  fod_round_pull (task);
}

static FodHello *
read_hello (FodRound *round, FodReply *reply, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (reply->body, &size);

  if (!fod_round_check_status (round, reply, error))
    return NULL;
  return fod_wire_parse_hello (data, size, error);
}

/* What the server's versions mean for this program: a FodSyncError, or that they fit. */
static int
compare_versions (FodRound *round, const FodHello *hello)
{
  int misfit = FOD_SYNC_NO_PROBLEM;

  if (hello->proto_max < FOD_PROTOCOL_VERSION || hello->proto_min > FOD_PROTOCOL_VERSION ||
      hello->schema_min_pull > FOD_SCHEMA_VERSION)
    misfit = FOD_SYNC_ERROR_TOO_OLD;
  else if (hello->schema_min_push > FOD_SCHEMA_VERSION)
    misfit = FOD_SYNC_ERROR_PULL_ONLY;
  else if (hello->schema_now < FOD_SCHEMA_VERSION)
    misfit = FOD_SYNC_ERROR_SERVER_OLD;
  round->memory->ask_versions = misfit != FOD_SYNC_NO_PROBLEM;
  round->misfit = misfit;
  return misfit;
}

static void
on_refusal_explained (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FodRound *round = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FodReply) reply = fod_transport_send_finish (round->transport, result, &error);
  g_autoptr (FodHello) hello = reply == NULL ? NULL : read_hello (round, reply, &error);
  int misfit;

  if (hello == NULL)
    {
      fod_round_fail (task, fod_round_translate (error));
      return;
    }
  misfit = compare_versions (round, hello);
  fod_round_fail_with (task, misfit == FOD_SYNC_NO_PROBLEM ? FOD_SYNC_ERROR_TOO_OLD : misfit,
                       "the server does not take this schema");
}

void
fod_round_meet_refusal (GTask *task)
{
  fod_round_send (task, "GET", FOD_PATH_HELLO, NULL, on_refusal_explained);
}

/* Server and program did not fit when they last met; either may have been updated. */
static void
on_versions (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FodRound *round = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FodReply) reply = fod_transport_send_finish (round->transport, result, &error);
  g_autoptr (FodHello) hello = reply == NULL ? NULL : read_hello (round, reply, &error);

  if (hello == NULL)
    fod_round_fail (task, fod_round_translate (error));
  else if (compare_versions (round, hello) == FOD_SYNC_ERROR_TOO_OLD)
    fod_round_fail_with (task, FOD_SYNC_ERROR_TOO_OLD, "the server speaks another version");
  else
    fod_round_pull (task);
}

static void
on_hello (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FodRound *round = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FodReply) reply = fod_transport_send_finish (round->transport, result, &error);
  g_autoptr (FodHello) hello = reply == NULL ? NULL : read_hello (round, reply, &error);

  if (hello == NULL)
    {
      fod_round_fail (task, fod_round_translate (error));
      return;
    }
  if (compare_versions (round, hello) == FOD_SYNC_ERROR_TOO_OLD)
    {
      fod_round_fail_with (task, FOD_SYNC_ERROR_TOO_OLD, "the server speaks another version");
      return;
    }
  if (g_strcmp0 (hello->epoch, round->enrolment->epoch) == 0)
    {
      fod_round_fail_with (task, FOD_SYNC_ERROR_SERVER, "the server disowns its own epoch");
      return;
    }
  g_debug ("the server has a new epoch; loading anew, the queue is kept");
  g_free (round->enrolment->epoch);
  round->enrolment->epoch = g_strdup (hello->epoch);
  fod_journal_set_enrolment_async (round->store, round->enrolment, g_task_get_cancellable (task),
                                   on_epoch_kept, task);
}

void
fod_round_meet_epoch (GTask *task)
{
  FodRound *round = g_task_get_task_data (task);

  if (round->new_epoch)
    {
      fod_round_fail_with (task, FOD_SYNC_ERROR_LOOP, "the server's epoch changes all the time");
      return;
    }
  round->new_epoch = TRUE;
  fod_round_send (task, "GET", FOD_PATH_HELLO, NULL, on_hello);
}

static void
on_enrolment (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FodRound *round = g_task_get_task_data (task);
  GError *error = NULL;

  round->enrolment = fod_journal_get_enrolment_finish (round->store, result, &error);
  if (round->enrolment == NULL)
    fod_round_fail (task, error);
  else if (round->enrolment->token == NULL)
    fod_round_fail_with (task, FOD_SYNC_ERROR_NOT_ENROLLED, "no server is set up");
  else if (round->enrolment->epoch == NULL)
    fod_round_meet_epoch (task);
  else if (round->memory->ask_versions)
    fod_round_send (task, "GET", FOD_PATH_HELLO, NULL, on_versions);
  else if (round->memory->in_step)
    fod_round_push (task);
  else
    fod_round_pull (task);
}

void
fod_round_run_async (FodStore *store,
                     FodTransport *transport,
                     FodRoundMemory *memory,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task;
  FodRound *round;

  g_return_if_fail (FOD_IS_STORE (store));
  g_return_if_fail (FOD_IS_TRANSPORT (transport));
  g_return_if_fail (memory != NULL);

  round = g_new0 (FodRound, 1);
  round->store = g_object_ref (store);
  round->transport = g_object_ref (transport);
  round->memory = memory;
  round->misfit = FOD_SYNC_NO_PROBLEM;
  round->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  round->answered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  memory->retry_after_ms = 0;
  if (memory->run == NULL)
    memory->run = fod_uuid_new (fod_store_get_clock (store));

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, fod_round_run_async);
  g_task_set_task_data (task, round, (GDestroyNotify)round_free);
  fod_journal_get_enrolment_async (store, cancellable, on_enrolment, task);
}

gboolean
fod_round_run_finish (GAsyncResult *result, FodSyncRound *sum, GError **error)
{
  FodRound *round;

  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  round = g_task_get_task_data (G_TASK (result));
  if (sum != NULL)
    *sum = round->sum;
  return g_task_propagate_boolean (G_TASK (result), error);
}
