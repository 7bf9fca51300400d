/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pages of the scopes' feeds. A cursor is the sequence number up to which the device holds every
 * change; with a "+" while it loads the scope for the first time, when nothing may be left out. */

#include "config.h"

#include "server/fod-server-pull.h"

#include "server/fod-server-audit.h"
#include "server/fod-server-scopes.h"
#include "wire/fod-protocol.h"

#include <string.h>

typedef struct
{
  guint64 seq;
  gboolean loading;
} FodCursor;

typedef struct
{
  FodServerWork *work;
  FodPullReply *reply;
  guint rows_left;
  gsize bytes_left;
} FodPull;

static gboolean
parse_cursor (const char *text, guint64 head, FodCursor *cursor)
{
  char *end = NULL;

  if (text == NULL || text[0] == '\0')
    {
      cursor->seq = 0;
      cursor->loading = TRUE;
      return TRUE;
    }
  if (!g_ascii_isdigit (text[0]))
    return FALSE;
  cursor->seq = g_ascii_strtoull (text, &end, 10);
  cursor->loading = *end == '+';
  return end[cursor->loading ? 1 : 0] == '\0' && cursor->seq <= head;
}

static char *
print_cursor (const FodCursor *cursor)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT "%s", cursor->seq, cursor->loading ? "+" : "");
}

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
is_own (const FodPull *pull, const FodServerPlace *place, const FodCursor *cursor)
{
  return !cursor->loading && place->other_seq <= cursor->seq &&
         g_strcmp0 (place->origin, pull->work->origin) == 0;
}

static gboolean
load_row (FodPull *pull, const FodServerPlace *place, FodRow **row, GError **error)
{
  g_autoptr (FodStoredRow) stored = NULL;

  /* Of a tombstone the row says who made it. */
  if (place->state != FOD_ROW_GONE &&
      !fod_server_store_get_row (pull->work->store, place->kind, place->id, &stored, error))
    return FALSE;
  if (stored == NULL && place->state == FOD_ROW_LIVE)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "a feed names no row");
      return FALSE;
    }
  if (stored != NULL && stored->row->state == place->state)
    *row = fod_stored_row_dup_wire (stored);
  else
    {
      *row = fod_row_new (place->kind, place->id);
      (*row)->state = place->state;
      (*row)->rv = place->rv;
    }
  (*row)->seq = place->seq;
  return TRUE;
}

/* Takes entries until the page is full; at least one, so that the cursor moves. */
static gboolean
fill (FodPull *pull, FodPullScope *scope, FodCursor *cursor, GPtrArray *places, GError **error)
{
  FodCursor start = *cursor;

  for (guint i = 0; i < places->len; i++)
    {
      const FodServerPlace *place = places->pdata[i];
      FodRow *row = NULL;
      gsize size;

      if (is_own (pull, place, &start))
        {
          cursor->seq = place->seq;
          continue;
        }
      if (!load_row (pull, place, &row, error))
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

/* Who read which part of whose data; the rows of the team and the organisation are nobody's. */
static void
audit_read (FodPull *pull, const FodPullScope *scope, guint64 from)
{
  g_autofree char *range = NULL;

  if (scope->rows->len == 0 ||
      (!g_str_has_prefix (scope->id, "user:") && !g_str_has_prefix (scope->id, "lead:")))
    return;
  range = g_strdup_printf ("%" G_GUINT64_FORMAT "-%s", from + 1, scope->next);
  fod_server_audit_add (pull->work, fod_server_audit_new (scope->id, range, "read", "ok"));
}

static gboolean
add_scope (FodPull *pull, const char *id, const char *cursor_text, GError **error)
{
  g_autoptr (FodPullScope) scope = NULL;
  g_autoptr (GPtrArray) places = NULL;
  FodServerHead head;
  FodCursor cursor;
  guint64 from;

  if (!fod_server_store_get_head (pull->work->store, id, &head, error))
    return FALSE;
  if (!parse_cursor (cursor_text, head.seq, &cursor))
    {
      g_ptr_array_add (pull->reply->reset, g_strdup (id));
      return TRUE;
    }
  from = cursor.seq;
  scope = g_new0 (FodPullScope, 1);
  scope->id = g_strdup (id);
  scope->head = head.seq;
  scope->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_row_unref);
  if (!fod_server_store_list_feed (pull->work->store, id, from, MAX (pull->rows_left, 1), &places,
                                   error) ||
      !fill (pull, scope, &cursor, places, error))
    return FALSE;
  scope->more = cursor.seq < head.seq;
  cursor.loading = cursor.loading && scope->more;
  scope->next = print_cursor (&cursor);
  scope->count = head.count;
  scope->check = scope->more ? 0 : head.check;
  audit_read (pull, scope, from);
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
  return reply;
}

FodPullReply *
fod_server_pull (FodServerWork *work, const FodPullRequest *request, GError **error)
{
  g_autoptr (FodPullReply) reply = NULL;
  FodPull pull = { work, NULL, 0, 0 };

  g_return_val_if_fail (work != NULL && request != NULL, NULL);

  /* A newer program finds here what it knows; what it writes has to wait. */
  if (!fod_server_work_admit_schema (request->schema, fod_schema_versions.min_pull, 0, error) ||
      !fod_server_work_admit (work, request->device, request->epoch, request->run, error))
    return NULL;
  reply = make_reply (work);
  pull.reply = reply;
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
