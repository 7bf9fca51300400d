/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A cursor is the sequence number up to which the device holds every change; with a "+" while it
 * loads the scope for the first time. */

#include "config.h"

#include "server/fod-server-reading.h"

#include "server/fod-server-audit.h"

gboolean
fod_server_cursor_parse (const char *text, guint64 head, FodServerCursor *cursor)
{
  char *end = NULL;

  g_return_val_if_fail (cursor != NULL, FALSE);

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

char *
fod_server_cursor_print (const FodServerCursor *cursor)
{
  g_return_val_if_fail (cursor != NULL, NULL);

  return g_strdup_printf ("%" G_GUINT64_FORMAT "%s", cursor->seq, cursor->loading ? "+" : "");
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
