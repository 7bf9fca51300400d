/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A cursor is the sequence number up to which the device holds every change; with a "+" while it
 * loads the scope for the first time, and the floor of then; and between two pages with a "~" and
 * where the first of them began. */

#include "config.h"

#include "server/fod-server-reading.h"

#include "server/fod-server-audit.h"

/* "12", or "12~7" between the pages of a pull from 7 on, or "12+" while it loads, or "12+7" where
 * the floor was at 7 when it began to. */
static gboolean
read_cursor (const char *text, FodServerCursor *cursor)
{
  char *end = NULL;

  if (!g_ascii_isdigit (text[0]))
    return FALSE;
  cursor->seq = g_ascii_strtoull (text, &end, 10);
  cursor->since = cursor->seq;
  if (*end == '~' && g_ascii_isdigit (end[1]))
    cursor->since = g_ascii_strtoull (end + 1, &end, 10);
  cursor->loading = *end == '+';
  if (cursor->loading && g_ascii_isdigit (end[1]))
    cursor->floor = g_ascii_strtoull (end + 1, &end, 10);
  else if (cursor->loading)
    end++;
  return *end == '\0' && cursor->since <= cursor->seq;
}

const char *
fod_server_cursor_parse (const char *text, const FodServerHead *head, FodServerCursor *cursor)
{
  g_return_val_if_fail (head != NULL && cursor != NULL, "unknown");

  *cursor = (FodServerCursor){ 0, TRUE, head->floor };
  if (text == NULL || text[0] == '\0')
    return NULL;
  cursor->floor = 0;
  if (!read_cursor (text, cursor) || cursor->seq > head->seq || cursor->floor > head->floor)
    return "unknown";
  /* What it has not heard of by then it had not been given either, if it began after that. */
  return cursor->seq < head->floor && !(cursor->loading && cursor->floor == head->floor) ? "too_old"
                                                                                         : NULL;
}

char *
fod_server_cursor_print (const FodServerCursor *cursor)
{
  g_return_val_if_fail (cursor != NULL, NULL);

  if (!cursor->loading && cursor->since < cursor->seq)
    return g_strdup_printf ("%" G_GUINT64_FORMAT "~%" G_GUINT64_FORMAT, cursor->seq, cursor->since);
  if (!cursor->loading || cursor->floor == 0)
    return g_strdup_printf ("%" G_GUINT64_FORMAT "%s", cursor->seq, cursor->loading ? "+" : "");
  return g_strdup_printf ("%" G_GUINT64_FORMAT "+%" G_GUINT64_FORMAT, cursor->seq, cursor->floor);
}

gboolean
fod_server_reading_get_row (FodServerWork *work,
                            const FodServerPlace *place,
                            FodRow **row,
                            GError **error)
{
  g_autoptr (FodStoredRow) stored = NULL;

  g_return_val_if_fail (work != NULL && place != NULL && row != NULL, FALSE);

  /* Of a tombstone the row says who made it. */
  if (place->state != FOD_ROW_GONE &&
      !fod_server_store_get_row (work->store, place->kind, place->id, &stored, error))
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

gboolean
fod_server_reading_has_more (
    FodServerWork *work, const char *scope, guint64 after, gboolean *more, GError **error)
{
  g_autoptr (GPtrArray) places = NULL;

  g_return_val_if_fail (work != NULL && scope != NULL && more != NULL, FALSE);

  if (!fod_server_store_list_feed (work->store, scope, after, 1, &places, error))
    return FALSE;
  *more = places->len > 0;
  return TRUE;
}

void
fod_server_reading_audit (FodServerWork *work, const char *scope, guint64 from, const char *next)
{
  g_autofree char *range = NULL;

  g_return_if_fail (work != NULL && scope != NULL && next != NULL);

  if (!g_str_has_prefix (scope, "user:") && !g_str_has_prefix (scope, "lead:"))
    return;
  range = g_strdup_printf ("%" G_GUINT64_FORMAT "-%s", from + 1, next);
  fod_server_audit_add (work, fod_server_audit_new (scope, range, "read", "ok"));
}
