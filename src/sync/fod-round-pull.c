/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pulling half of a round: page by page until the server has no more, and never for ever. Large
 * scopes come in parts, for which there is a file of its own. */

#include "config.h"

#include "sync/fod-round-private.h"

#include "wire/fod-protocol.h"
#include "wire/fod-wire.h"

#include <string.h>

#define MAX_PAGES 1000
/* A device that imported a register skips its own rows: pages that hold nothing for it. */
#define MAX_EMPTY_PAGES 100

/* The scopes that are to be loaded anew because their check differs, one after the other. */
typedef struct
{
  GTask *task;
  GStrv scopes;
  guint at;
} Renewal;

static void reload_next (Renewal *renewal);

static void
go_on (GTask *task)
{
  FodRound *round = g_task_get_task_data (task);

  if (round->after_push || round->misfit != FOD_SYNC_NO_PROBLEM)
    fod_round_finish (task);
  else
    fod_round_push (task);
}

/* Whether the scope's cursor was of use to the server: a scope that is granted and was neither
 * asked for nor answered has no page yet. */
static gboolean
is_answered (const FodPullReply *reply, const char *scope)
{
  for (guint i = 0; i < reply->scopes->len; i++)
    if (strcmp (((FodPullScope *)reply->scopes->pdata[i])->id, scope) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
needs_more (FodRound *round, const FodPullReply *reply)
{
  if (reply->reset->len > 0)
    return TRUE;
  for (guint i = 0; i < reply->scopes->len; i++)
    if (((FodPullScope *)reply->scopes->pdata[i])->more)
      return TRUE;
  for (guint i = 0; i < reply->granted->len; i++)
    if (!g_hash_table_contains (round->asked, reply->granted->pdata[i]) &&
        !is_answered (reply, reply->granted->pdata[i]))
      return TRUE;
  return FALSE;
}

static guint
count_rows (const FodPullReply *reply)
{
  guint rows = 0;

  for (guint i = 0; i < reply->scopes->len; i++)
    {
      const FodPullScope *scope = reply->scopes->pdata[i];

      rows += scope->rows->len + (scope->aside == NULL ? 0 : scope->aside->len);
    }
  return rows;
}

gboolean
fod_round_count_page (FodRound *round, guint rows)
{
  round->pages++;
  round->empty_pages = rows > 0 ? 0 : round->empty_pages + 1;
  return round->pages <= MAX_PAGES && round->empty_pages <= MAX_EMPTY_PAGES;
}

/* A server that asks for yet another pull has to lead somewhere: cursors that this round has not
 * asked with yet, rows now and then, and an end. */
static gboolean
leads_on (FodRound *round, const FodPullReply *reply)
{
  if (!fod_round_count_page (round, count_rows (reply)))
    return FALSE;
  for (guint i = 0; i < reply->reset->len; i++)
    {
      const char *scope = reply->reset->pdata[i];
      const char *why = reply->why == NULL ? NULL : g_hash_table_lookup (reply->why, scope);

      g_debug ("%s is to be loaded anew: %s", scope, why == NULL ? "unknown" : why);
      if (!fod_round_may_reset (round, scope))
        return FALSE;
    }
  return TRUE;
}

static void
on_reset (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Renewal *renewal = user_data;
  FodRound *round = g_task_get_task_data (renewal->task);
  GError *error = NULL;

  if (fod_journal_reset_scope_finish (round->store, result, &error))
    {
      renewal->at++;
      reload_next (renewal);
      return;
    }
  fod_round_fail (renewal->task, error);
  g_strfreev (renewal->scopes);
  g_free (renewal);
}

static void
reload_next (Renewal *renewal)
{
  FodRound *round = g_task_get_task_data (renewal->task);
  const char *scope = renewal->scopes[renewal->at];

  if (scope != NULL)
    {
      fod_journal_reset_scope_async (round->store, scope, g_task_get_cancellable (renewal->task),
                                     on_reset, renewal);
      return;
    }
  fod_round_pull (renewal->task);
  g_strfreev (renewal->scopes);
  g_free (renewal);
}

/* The scopes that differ for the first time; those that differ again though they were loaded anew
 * are only noted. Scopes of @reply that agree are forgotten. */
static GStrv
judge_checks (FodRound *round, const FodPullReply *reply, GStrv mismatch)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < reply->scopes->len; i++)
    {
      const FodPullScope *scope = reply->scopes->pdata[i];

      if (scope->more)
        continue;
      if (mismatch == NULL || !g_strv_contains ((const char *const *)mismatch, scope->id))
        g_hash_table_remove (round->memory->mismatched, scope->id);
      else if (g_hash_table_add (round->memory->mismatched, g_strdup (scope->id)) &&
               fod_round_may_reset (round, scope->id))
        g_strv_builder_add (builder, scope->id);
      else
        round->mismatch = TRUE;
    }
  return g_strv_builder_end (builder);
}

static gboolean
is_granted (const FodPullReply *reply, const char *scope)
{
  return g_ptr_array_find_with_equal_func (reply->granted, scope, g_str_equal, NULL);
}

/* Where the feeds end, for whoever is told that they have moved. */
static void
note_heads (FodRoundMemory *memory, const FodPullReply *reply)
{
  GHashTableIter iter;
  gpointer name;

  g_free (memory->epoch);
  memory->epoch = g_strdup (reply->epoch);
  for (guint i = 0; i < reply->scopes->len; i++)
    {
      const FodPullScope *scope = reply->scopes->pdata[i];

      if (!scope->more)
        g_hash_table_insert (memory->heads, g_strdup (scope->id),
                             g_strdup_printf ("%" G_GUINT64_FORMAT, scope->head));
    }
  g_hash_table_iter_init (&iter, memory->heads);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!is_granted (reply, name))
      g_hash_table_iter_remove (&iter);
}

void
fod_round_note_progress (FodRound *round, guint64 have, guint64 total)
{
  FodRoundMemory *memory = round->memory;

  if (memory->have == have && memory->total == total)
    return;
  memory->have = have;
  memory->total = total;
  if (memory->on_progress != NULL)
    memory->on_progress (memory->owner);
}

/* The first scope that comes in parts; the pull behind the last of them names the next. Returns:
 * whether there is one. */
static gboolean
note_load (FodRound *round, const FodPullReply *reply)
{
  g_clear_pointer (&round->load, fod_load_free);
  for (guint i = 0; i < reply->scopes->len && !round->no_parts && round->load == NULL; i++)
    {
      const FodPullScope *scope = reply->scopes->pdata[i];

      if (!scope->parts)
        continue;
      round->load = g_new0 (FodLoad, 1);
      round->load->scope = g_strdup (scope->id);
      round->load->cursor = g_strdup (scope->next);
    }
  return round->load != NULL;
}

/* What has to survive from the reply until the store has taken it over. */
typedef struct
{
  GTask *task;
  FodPullReply *reply;
} Page;

static void
on_applied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Page *page = user_data;
  GTask *task = page->task;
  FodRound *round = g_task_get_task_data (task);
  g_autoptr (FodPullReply) reply = page->reply;
  FodApplied applied = { 0 };
  g_auto (GStrv) mismatch = NULL;
  g_auto (GStrv) anew = NULL;
  GError *error = NULL;

  if (!fod_journal_pull_finish (round->store, result, &applied, &error))
    {
      fod_round_fail (task, error);
      return;
    }
  round->sum.pulled += applied.rows;
  note_heads (round->memory, reply);
  fod_round_note_progress (round, applied.have, applied.total);
  mismatch = applied.mismatch;
  anew = judge_checks (round, reply, mismatch);
  if (anew[0] != NULL)
    {
      Renewal *renewal = g_new0 (Renewal, 1);

      g_debug ("a scope's check differs; loading it anew");
      g_hash_table_remove_all (round->seen);
      renewal->task = task;
      renewal->scopes = g_steal_pointer (&anew);
      reload_next (renewal);
    }
  else if (note_load (round, reply))
    fod_round_load (task);
  else if (needs_more (round, reply))
    fod_round_pull (task);
  else
    go_on (task);
}

static void
on_parsed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FodRound *round = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FodPullReply) reply = g_task_propagate_pointer (G_TASK (result), &error);
  Page *page;

  if (reply == NULL)
    {
      fod_round_fail (task, fod_round_translate (error));
      return;
    }
  if (g_strcmp0 (reply->epoch, round->enrolment->epoch) != 0)
    {
      fod_round_meet_epoch (task);
      return;
    }
  fod_round_note_time (round, reply->now);
  if (needs_more (round, reply) && !leads_on (round, reply))
    {
      fod_round_fail_with (task, FOD_SYNC_ERROR_LOOP, "the server repeats itself");
      return;
    }
  page = g_new0 (Page, 1);
  page->task = task;
  page->reply = g_steal_pointer (&reply);
  fod_journal_pull_async (round->store, page->reply, g_task_get_cancellable (task), on_applied,
                          page);
}

static void
parse_in_thread (GTask *parsing, gpointer source, gpointer data, GCancellable *cancellable)
{
  gsize size = 0;
  const char *text = g_bytes_get_data (data, &size);
  GError *error = NULL;
  FodPullReply *reply = fod_wire_parse_pull_reply (text, size, &error);

  if (reply == NULL)
    g_task_return_error (parsing, error);
  else
    g_task_return_pointer (parsing, reply, (GDestroyNotify)fod_pull_reply_free);
}

/* A page is up to a megabyte of JSON: whoever has the screen should not wait for it. */
static void
parse (GTask *task, GBytes *body)
{
  g_autoptr (GTask) parsing = g_task_new (NULL, NULL, on_parsed, task);

  g_task_set_source_tag (parsing, parse);
  g_task_set_task_data (parsing, g_bytes_ref (body), (GDestroyNotify)g_bytes_unref);
  g_task_run_in_thread (parsing, parse_in_thread);
}

static void
on_pulled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FodRound *round = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (FodReply) http = fod_transport_send_finish (round->transport, result, &error);

  if (http != NULL && http->status == 409)
    fod_round_meet_epoch (task);
  else if (http != NULL && http->status == 422)
    fod_round_meet_refusal (task);
  else if (http != NULL && http->status == 410)
    fod_round_end (task);
  else if (http != NULL && fod_round_check_status (round, http, &error))
    parse (task, http->body);
  else
    fod_round_fail (task, fod_round_translate (error));
}

/* Asks with the cursors as they are, unless this round has asked with exactly these before: the
 * server did not lead on, and would not now. */
static void
on_cursors (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FodRound *round = g_task_get_task_data (task);
  FodPullRequest request = { .schema = FOD_SCHEMA_VERSION,
                             .device = round->enrolment->device,
                             .epoch = round->enrolment->epoch,
                             .run = round->memory->run,
                             .limit = FOD_LIMIT_PULL_ROWS,
                             .max_bytes = FOD_LIMIT_PULL_BYTES,
                             .parts = !round->no_parts };
  GError *error = NULL;

  g_clear_pointer (&round->asked, g_hash_table_unref);
  g_clear_pointer (&round->resets, g_hash_table_unref);
  round->asked = fod_journal_get_cursors_finish (round->store, result, &round->resets, &error);
  if (round->asked == NULL)
    {
      fod_round_fail (task, error);
      return;
    }
  if (!g_hash_table_add (round->seen, fod_wire_print_texts (round->asked)))
    {
      fod_round_fail_with (task, FOD_SYNC_ERROR_LOOP, "the server's cursors do not move");
      return;
    }
  request.cursors = round->asked;
  fod_round_send (task, "POST", FOD_PATH_PULL, fod_wire_print_pull_request (&request), on_pulled);
}

void
fod_round_pull (GTask *task)
{
  FodRound *round = g_task_get_task_data (task);

  fod_journal_get_cursors_async (round->store, g_task_get_cancellable (task), on_cursors, task);
}
