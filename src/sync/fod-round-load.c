/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The parts of a first load, one after the other. Each is taken over in a transaction with the
 * cursor of the next, so that a load that is cut goes on with the part that is missing; what has
 * changed since, and the scope's end, come with the pull that follows. */

#include "config.h"

#include "sync/fod-round-private.h"

#include "sync/fod-gzip.h"
#include "wire/fod-protocol.h"
#include "wire/fod-wire.h"

#include <string.h>

#define MAX_HEAD_BYTES 4096

/* A part as it came, judged and read off the thread that has the screen. */
typedef struct
{
  GBytes *body;
  FodLoad *load; /* borrowed from the round, which waits */
} Part;

void
fod_load_free (FodLoad *self)
{
  g_free (self->scope);
  g_free (self->cursor);
  g_free (self);
}

static void
part_free (gpointer data)
{
  Part *part = data;

  g_bytes_unref (part->body);
  g_free (part);
}

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_SERVER, "a part of the first load %s", why);
  return FALSE;
}

/* Whether it is what was asked for, before anything is unpacked. */
static gboolean
check_head (const FodLoad *load, const FodSnapshotHead *head, GBytes *packed, GError **error)
{
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, packed);

  if (strcmp (sum, head->sum) != 0)
    return refuse (error, "is damaged");
  if (strcmp (head->scope, load->scope) != 0 || strcmp (head->from, load->cursor) != 0)
    return refuse (error, "is not the one that was asked for");
  return TRUE;
}

static FodPullReply *
make_reply (const FodSnapshotHead *head, FodPullScope *page)
{
  FodPullReply *reply = g_new0 (FodPullReply, 1);

  reply->epoch = g_strdup (head->epoch);
  reply->now = head->now;
  reply->scopes = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_pull_scope_free);
  page->head = head->head;
  page->count = head->count;
  page->parts = head->more;
  g_ptr_array_add (reply->scopes, page);
  return reply;
}

/* Returns: (transfer full) (nullable): the part as a page of a pull that is not the last. */
static FodPullReply *
read_part (const Part *part, GError **error)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (part->body, &size);
  const char *end = size == 0 ? NULL : memchr (data, '\n', MIN (size, MAX_HEAD_BYTES));
  gsize line = end == NULL ? size : (gsize)(end - data);
  g_autoptr (FodSnapshotHead) head =
      fod_wire_parse_snapshot_head (data, MIN (line, MAX_HEAD_BYTES), error);
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GBytes) plain = NULL;
  FodPullScope *page;

  if (head == NULL)
    return NULL;
  packed = g_bytes_new_from_bytes (part->body, MIN (line + 1, size), size - MIN (line + 1, size));
  if (!check_head (part->load, head, packed, error))
    return NULL;
  plain = fod_gzip_unpack (packed, FOD_LIMIT_BODY_BYTES, error);
  if (plain == NULL)
    return NULL;
  data = g_bytes_get_data (plain, &size);
  page = fod_wire_parse_rows (data, size, head->scope, head->next, error);
  return page == NULL ? NULL : make_reply (head, page);
}

/* The next part, or what has changed since: so the scope is whole before another one begins. */
static void
go_on (GTask *task, const FodPullScope *page)
{
  FodRound *round = g_task_get_task_data (task);

  g_free (round->load->cursor);
  round->load->cursor = g_strdup (page->next);
  if (page->parts)
    fod_round_load (task);
  else
    fod_round_pull (task);
}

/* What has to survive until the store has taken the part over. */
typedef struct
{
  GTask *task;
  FodPullReply *reply;
} Taking;

static void
on_applied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Taking *taking = user_data;
  GTask *task = taking->task;
  FodRound *round = g_task_get_task_data (task);
  FodRoundMemory *memory = round->memory;
  g_autoptr (FodPullReply) reply = taking->reply;
  FodApplied applied = { 0 };
  GError *error = NULL;

  if (!fod_journal_pull_finish (round->store, result, &applied, &error))
    {
      fod_round_fail (task, error);
      return;
    }
  g_strfreev (applied.mismatch);
  round->sum.pulled += applied.rows;
  fod_round_note_progress (round, MIN (memory->have + applied.rows, memory->total), memory->total);
  go_on (task, reply->scopes->pdata[0]);
}

/* The scope may be ours no more, which the pull tells; or something between here and the server
 * lets parts not through as they are. Pages come as they always did, and what waits is sent. */
static void
go_by_pages (GTask *task)
{
  FodRound *round = g_task_get_task_data (task);

  round->no_parts = TRUE;
  g_hash_table_remove_all (round->seen);
  fod_round_pull (task);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FodRound *round = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodPullReply) reply = g_task_propagate_pointer (G_TASK (result), &error);
  const FodPullScope *page;
  Taking *taking;

  if (reply == NULL)
    {
      g_debug ("%s", error->message);
      go_by_pages (task);
      return;
    }
  if (g_strcmp0 (reply->epoch, round->enrolment->epoch) != 0)
    {
      fod_round_meet_epoch (task);
      return;
    }
  page = reply->scopes->pdata[0];
  if (!fod_round_count_page (round, page->rows->len + page->aside->len))
    {
      fod_round_fail_with (task, FOD_SYNC_ERROR_LOOP, "a first load has no end");
      return;
    }
  taking = g_new0 (Taking, 1);
  taking->task = task;
  taking->reply = g_steal_pointer (&reply);
  fod_journal_pull_async (round->store, taking->reply, g_task_get_cancellable (task), on_applied,
                          taking);
}

static void
read_in_thread (GTask *reading, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  FodPullReply *reply = read_part (data, &error);

  if (reply == NULL)
    g_task_return_error (reading, error);
  else
    g_task_return_pointer (reading, reply, (GDestroyNotify)fod_pull_reply_free);
}

static void
read_async (GTask *task, GBytes *body)
{
  FodRound *round = g_task_get_task_data (task);
  g_autoptr (GTask) reading = g_task_new (NULL, NULL, on_read, task);
  Part *part = g_new0 (Part, 1);

  part->body = g_bytes_ref (body);
  part->load = round->load;
  g_task_set_source_tag (reading, read_async);
  g_task_set_task_data (reading, part, part_free);
  g_task_run_in_thread (reading, read_in_thread);
}

/* Not the end of the access, and nothing that the server would say to a page as well. */
static gboolean
is_about_parts (guint status)
{
  return status >= 400 && status < 500 && status != 401 && status != 410 && status != 429;
}

static void
on_part (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FodRound *round = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FodReply) http = fod_transport_send_finish (round->transport, result, &error);

  if (http != NULL && http->status == 409)
    fod_round_meet_epoch (task);
  else if (http != NULL && http->status == 410)
    fod_round_end (task);
  else if (http != NULL && is_about_parts (http->status))
    go_by_pages (task);
  else if (http != NULL && fod_round_check_status (round, http, &error))
    read_async (task, http->body);
  else
    fod_round_fail (task, fod_round_translate (error));
}

void
fod_round_load (GTask *task)
{
  FodRound *round = g_task_get_task_data (task);
  FodSnapshotRequest request = { .schema = FOD_SCHEMA_VERSION,
                                 .device = round->enrolment->device,
                                 .epoch = round->enrolment->epoch,
                                 .run = round->memory->run };
  const FodLoad *load = round->load;

  if (!g_hash_table_add (round->seen, g_strconcat (load->scope, "\n", load->cursor, NULL)))
    {
      fod_round_fail_with (task, FOD_SYNC_ERROR_LOOP, "a part of the first load leads nowhere");
      return;
    }
  request.scope = load->scope;
  request.cursor = load->cursor;
  fod_round_send (task, "POST", FOD_PATH_SNAPSHOT, fod_wire_print_snapshot_request (&request),
                  on_part);
}
