/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Parts of the scopes' feeds for first loads. Nothing of a load is kept between its requests: each
 * part gives the cursor of the next, so any process on the database can answer.
 *
 * A row that changes, leaves the scope or dies moves to the feed's end, and nothing moves into what
 * lies behind it. So which entries lie in a range, with their versions, says what the range holds;
 * and a part that was made before is the right one when, and only when, these are the same still.
 */

#include "config.h"

#include "server/fod-server-snapshot.h"

#include "server/fod-server-pack.h"
#include "server/fod-server-reading.h"
#include "wire/fod-protocol.h"

#include <string.h>

static gboolean
is_cut (FodServerShelf *shelf,
        const GString *lines,
        gsize before,
        const FodServerPlace *last,
        const FodServerPlace *next)
{
  guint64 cell = fod_server_shelf_get_cell (shelf);

  return lines->len > FOD_LIMIT_PART_BYTES || (before >= fod_server_shelf_get_part_bytes (shelf) &&
                                               last->seq / cell != next->seq / cell);
}

/* Rows until the part is large enough and a cell ends; at least one, so that the cursor moves. */
static FodServerPart *
make_part (FodServerWork *work, FodServerShelf *shelf, GPtrArray *places, GError **error)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GBytes) plain = NULL;
  guint count = 0;

  for (; count < places->len; count++)
    {
      g_autoptr (FodRow) row = NULL;
      gsize before = lines->len;

      if (!fod_server_reading_get_row (work, places->pdata[count], &row, error))
        return NULL;
      fod_wire_append_row (lines, row);
      if (count > 0 &&
          is_cut (shelf, lines, before, places->pdata[count - 1], places->pdata[count]))
        {
          g_string_truncate (lines, before);
          break;
        }
    }
  plain = g_string_free_to_bytes (g_steal_pointer (&lines));
  return fod_server_part_new (places, count, fod_server_pack (plain));
}

/* Whether @part is what lies behind @from now. */
static gboolean
is_right (FodServerWork *work,
          const char *scope,
          guint64 from,
          const FodServerPart *part,
          gboolean *right,
          GError **error)
{
  g_autoptr (GPtrArray) places = NULL;
  g_autofree char *print = NULL;

  if (!fod_server_store_list_feed (work->store, scope, from, part->places, &places, error))
    return FALSE;
  print = fod_server_part_print (places, places->len);
  *right = strcmp (print, part->print) == 0;
  return TRUE;
}

static FodServerPart *
find_part (FodServerWork *work,
           const FodSnapshotRequest *request,
           FodServerShelf *shelf,
           guint age,
           guint64 from,
           GError **error)
{
  const char *scope = request->scope;
  g_autofree char *key =
      g_strdup_printf ("%s %s %u %" G_GUINT64_FORMAT, work->epoch, scope, request->schema, from);
  g_autoptr (FodServerPart) part = fod_server_shelf_find (shelf, key);
  g_autoptr (GPtrArray) places = NULL;
  gboolean right = FALSE;

  if (part != NULL && !is_right (work, scope, from, part, &right, error))
    return NULL;
  if (right)
    return g_steal_pointer (&part);
  fod_server_shelf_drop (shelf, key);
  g_clear_pointer (&part, fod_server_part_unref);
  if (!fod_server_store_list_feed (work->store, scope, from, FOD_LIMIT_PART_ROWS, &places, error))
    return NULL;
  if (places->len == 0)
    {
      g_set_error_literal (error, FOD_SERVER_DENIAL, FOD_SERVER_DENIAL_PART, "nothing to come");
      return NULL;
    }
  part = make_part (work, shelf, places, error);
  if (part != NULL)
    fod_server_shelf_put (shelf, key, part, age);
  return g_steal_pointer (&part);
}

/* The part's line and the part. */
static GBytes *
put_together (FodServerWork *work,
              const FodSnapshotRequest *request,
              const FodServerHead *head,
              const FodServerPart *part,
              const char *next,
              gboolean more)
{
  FodSnapshotHead line = { .epoch = work->epoch,
                           .now = work->now,
                           .scope = request->scope,
                           .from = request->cursor,
                           .next = (char *)next,
                           .more = more,
                           .head = head->seq,
                           .count = head->count,
                           .sum = part->sum };
  g_autofree char *text = fod_wire_print_snapshot_head (&line);
  GByteArray *body = g_byte_array_new ();
  gsize size;
  const guint8 *packed = g_bytes_get_data (part->packed, &size);

  g_byte_array_append (body, (const guint8 *)text, (guint)strlen (text));
  g_byte_array_append (body, (const guint8 *)"\n", 1);
  g_byte_array_append (body, packed, (guint)size);
  return g_byte_array_free_to_bytes (body);
}

/* Asked each time, whatever was answered a moment ago: whose the scope is, and where it ends. */
static gboolean
may_load (FodServerWork *work,
          const FodSnapshotRequest *request,
          FodServerHead *head,
          FodServerCursor *cursor,
          GError **error)
{
  if (!fod_server_work_admit_schema (request->schema, fod_schema_versions.min_pull, 0, error) ||
      !fod_server_work_admit (work, request->device, request->epoch, request->run, error) ||
      !fod_server_store_get_head (work->store, request->scope, head, error))
    return FALSE;
  if (g_ptr_array_find_with_equal_func (work->scopes, request->scope, g_str_equal, NULL) &&
      fod_server_cursor_parse (request->cursor, head, cursor) == NULL && cursor->loading)
    return TRUE;
  g_set_error_literal (error, FOD_SERVER_DENIAL, FOD_SERVER_DENIAL_PART, "no load of this device");
  return FALSE;
}

GBytes *
fod_server_snapshot (FodServerWork *work,
                     const FodSnapshotRequest *request,
                     FodServerShelf *shelf,
                     guint age,
                     GError **error)
{
  g_autoptr (FodServerPart) part = NULL;
  g_autofree char *next = NULL;
  FodServerHead head;
  FodServerCursor cursor;
  guint64 from;
  gboolean more;

  g_return_val_if_fail (work != NULL && request != NULL && shelf != NULL, NULL);

  if (!may_load (work, request, &head, &cursor, error))
    return NULL;
  part = find_part (work, request, shelf, age, cursor.seq, error);
  if (part == NULL)
    return NULL;
  from = cursor.seq;
  cursor.seq = part->to;
  more = head.seq - part->to > fod_server_shelf_get_part_from (shelf);
  if (more && !fod_server_reading_has_more (work, request->scope, part->to, &more, error))
    return NULL;
  next = fod_server_cursor_print (&cursor);
  fod_server_reading_audit (work, request->scope, from, next);
  return put_together (work, request, &head, part, next, more);
}
