/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-work.h"

G_BEGIN_DECLS

/* What the pages of a pull and the parts of a first load have in common: where a device stands in a
 * feed, the row at a place of it, and that it was read. */

/**
 * FodServerCursor:
 * @seq: up to there the device holds every change
 * @loading: it loads the scope for the first time, when nothing may be left out
 * @floor: where the feed's floor was when that load began
 * @since: where the pull began of whose pages the last one led here; @seq when it was the last
 */
typedef struct
{
  guint64 seq;
  gboolean loading;
  guint64 floor;
  guint64 since;
} FodServerCursor;

/** fod_server_cursor_parse: @text: (nullable): %NULL for a scope that was not loaded; Returns:
 * (nullable): why it is of no use: "unknown" where it is none of this feed's, "too_old" where
 * deaths behind it are forgotten */
const char *
fod_server_cursor_parse (const char *text, const FodServerHead *head, FodServerCursor *cursor);

/** fod_server_cursor_print: Returns: (transfer full): as devices keep it */
char *fod_server_cursor_print (const FodServerCursor *cursor);

/** fod_server_reading_get_row: @row: (out) (transfer full): what a reply says of @place. Error:
 * %FOD_DB_ERROR, %G_IO_ERROR_FAILED for a place without a row */
gboolean fod_server_reading_get_row (FodServerWork *work,
                                     const FodServerPlace *place,
                                     FodRow **row,
                                     GError **error);

/** fod_server_reading_has_more: @more: (out): whether the feed of @scope has anything behind
 * @after: not all of its places have an entry */
gboolean fod_server_reading_has_more (
    FodServerWork *work, const char *scope, guint64 after, gboolean *more, GError **error);

/** fod_server_reading_audit: notes that the one at work read what lies behind @from up to @next;
 * the rows of the team and the organisation are nobody's */
void
fod_server_reading_audit (FodServerWork *work, const char *scope, guint64 from, const char *next);

G_END_DECLS
