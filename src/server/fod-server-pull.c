/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages of the scopes' feeds. A large scope that is loaded for the first time has none: it comes in
 * parts, to who takes them. */

#include "config.h"

#include "server/fod-server-pull.h"

#include "server/fod-server-reading.h"
#include "wire/fod-protocol.h"

#include <string.h>

typedef struct
{
  FodServerWork *work;
  FodPullReply *reply;
  guint part_from;
  guint rows_left;
  gsize bytes_left;
} FodPull;

/* Near enough to the bytes that the row takes in the reply. */
static gsize
measure (const FodRow *row)
{
  gsize size = 120;
  GHashTableIter iter;
  gpointer field;
  gpointer value;

  g_hash_table_iter_init (&iter, row->fields);
  while (g_hash_table_iter_next (&iter, &field, &value))
    size += 2 * strlen (field) + strlen (value) + 16;
  return size;
}

/* Whether the very program that asks made the change itself and has it from its push's answer; a
 * copy of its laptop has not, nor has the laptop when it is put back from a backup. */
static gboolean
is_own (const FodPull *pull, const FodServerPlace *place, const FodServerCursor *cursor)
{
  return !cursor->loading && place->other_seq <= cursor->since &&
         g_strcmp0 (place->origin, pull->work->origin) == 0;
}

/* Takes entries until the page is full; at least one, so that the cursor moves. */
static gboolean
fill (
    FodPull *pull, FodPullScope *scope, FodServerCursor *cursor, GPtrArray *places, GError **error)
{
  for (guint i = 0; i < places->len; i++)
    {
      const FodServerPlace *place = places->pdata[i];
      FodRow *row = NULL;
      gsize size;

      if (is_own (pull, place, cursor))
        {
          cursor->seq = place->seq;
          continue;
        }
      if (!fod_server_reading_get_row (pull->work, place, &row, error))
        return FALSE;
      size = measure (row);
      if (scope->rows->len > 0 && (size > pull->bytes_left || pull->rows_left == 0))
        {
          fod_row_unref (row);
          return TRUE;
        }
      g_ptr_array_add (scope->rows, row);
      cursor->seq = place->seq;
      pull->bytes_left -= MIN (size, pull->bytes_left);
      pull->rows_left -= MIN (1, pull->rows_left);
    }
  return TRUE;
}

/* The feed's last entries may be of those that are forgotten: who has all that is there stands at
 * the feed's end. */
static gboolean
add_page (FodPull *pull, FodPullScope *scope, FodServerCursor *cursor, GError **error)
{
  g_autoptr (GPtrArray) places = NULL;
  guint limit = MAX (pull->rows_left, 1);
  const FodServerPlace *last;

  if (!fod_server_store_list_feed (pull->work->store, scope->id, cursor->seq, limit, &places,
                                   error) ||
      !fill (pull, scope, cursor, places, error))
    return FALSE;
  last = places->len == 0 ? NULL : places->pdata[places->len - 1];
  if (places->len < limit && (last == NULL || cursor->seq == last->seq))
    cursor->seq = scope->head;
  return TRUE;
}

/* A large scope that is loaded for the first time, if there is a part of it to be had. */
static gboolean
choose_parts (FodPull *pull, FodPullScope *scope, const FodServerCursor *cursor, GError **error)
{
  scope->parts =
      pull->part_from > 0 && cursor->loading && scope->head - cursor->seq > pull->part_from;
  return !scope->parts ||
         fod_server_reading_has_more (pull->work, scope->id, cursor->seq, &scope->parts, error);
}

static void
add_reset (FodPull *pull, const char *id, const char *why)
{
  g_ptr_array_add (pull->reply->reset, g_strdup (id));
  g_hash_table_insert (pull->reply->why, g_strdup (id), g_strdup (why));
}

static gboolean
add_scope (FodPull *pull, const char *id, const char *cursor_text, GError **error)
{
  g_autoptr (FodPullScope) scope = NULL;
  FodServerHead head;
  FodServerCursor cursor;
  const char *why;
  guint64 from;

  if (!fod_server_store_get_head (pull->work->store, id, &head, error))
    return FALSE;
  why = fod_server_cursor_parse (cursor_text, &head, &cursor);
  if (why != NULL)
    {
      add_reset (pull, id, why);
      return TRUE;
    }
  from = cursor.seq;
  scope = g_new0 (FodPullScope, 1);
  scope->id = g_strdup (id);
  scope->head = head.seq;
  scope->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_row_unref);
  if (!choose_parts (pull, scope, &cursor, error))
    return FALSE;
  if (!scope->parts && !add_page (pull, scope, &cursor, error))
    return FALSE;
  scope->more = cursor.seq < head.seq;
  cursor.loading = cursor.loading && scope->more;
  if (!scope->more)
    cursor.since = cursor.seq;
  scope->next = fod_server_cursor_print (&cursor);
  scope->count = head.count;
  scope->check = scope->more ? 0 : head.check;
  if (scope->rows->len > 0)
    fod_server_reading_audit (pull->work, id, from, scope->next);
  g_ptr_array_add (pull->reply->scopes, g_steal_pointer (&scope));
  return TRUE;
}

static void
add_revoked (FodPull *pull, GHashTable *cursors)
{
  GHashTableIter iter;
  gpointer scope;

  g_hash_table_iter_init (&iter, cursors);
  while (g_hash_table_iter_next (&iter, &scope, NULL))
    if (!g_ptr_array_find_with_equal_func (pull->work->scopes, scope, g_str_equal, NULL))
      g_ptr_array_add (pull->reply->revoked, g_strdup (scope));
}

static FodPullReply *
make_reply (FodServerWork *work)
{
  FodPullReply *reply = g_new0 (FodPullReply, 1);

  reply->epoch = g_strdup (work->epoch);
  reply->now = work->now;
  reply->scopes = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_pull_scope_free);
  reply->granted = g_ptr_array_new_with_free_func (g_free);
  reply->revoked = g_ptr_array_new_with_free_func (g_free);
  reply->reset = g_ptr_array_new_with_free_func (g_free);
  reply->why = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return reply;
}

FodPullReply *
fod_server_pull (FodServerWork *work,
                 const FodPullRequest *request,
                 guint part_from,
                 GError **error)
{
  g_autoptr (FodPullReply) reply = NULL;
  FodPull pull = { work, NULL, 0, 0, 0 };

  g_return_val_if_fail (work != NULL && request != NULL, NULL);

  /* A newer program finds here what it knows; what it writes has to wait. */
  if (!fod_server_work_admit_schema (request->schema, fod_schema_versions.min_pull, 0, error) ||
      !fod_server_work_admit (work, request->device, request->epoch, request->run, error))
    return NULL;
  reply = make_reply (work);
  pull.reply = reply;
  pull.part_from = request->parts ? part_from : 0;
  pull.rows_left = MIN (request->limit, FOD_LIMIT_PULL_ROWS);
  pull.bytes_left = MIN (request->max_bytes, FOD_LIMIT_PULL_BYTES);
  for (guint i = 0; i < work->scopes->len; i++)
    {
      const char *scope = work->scopes->pdata[i];

      g_ptr_array_add (reply->granted, g_strdup (scope));
      if (!add_scope (&pull, scope, g_hash_table_lookup (request->cursors, scope), error))
        return NULL;
    }
  add_revoked (&pull, request->cursors);
  return g_steal_pointer (&reply);
}

char *
fod_server_heads (FodServerWork *work, GError **error)
{
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (work != NULL && work->scopes != NULL, NULL);

  text = g_string_new (work->epoch);
  for (guint i = 0; i < work->scopes->len; i++)
    {
      FodServerHead head;

      if (!fod_server_store_get_head (work->store, work->scopes->pdata[i], &head, error))
        return NULL;
      g_string_append_printf (text, "\n%s %" G_GUINT64_FORMAT, (char *)work->scopes->pdata[i],
                              head.seq);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
