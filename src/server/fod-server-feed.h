/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-work.h"

G_BEGIN_DECLS

/* The feeds of the scopes (PROTOCOL.md, pull): one entry per scope and row, moved to the head by
 * every change; a `gone` entry in a scope that the row has left. */

/** fod_server_feed_new_index: Returns: (transfer full): for #FodServerWork */
GHashTable *fod_server_feed_new_index (void);

/**
 * fod_server_feed_mark:
 * @row: as it is stored now
 * @known: whether the device at work knows the row's new state from the answer to its push, and
 *   need not pull it
 *
 * Notes that a row changed; its places are written when the work is committed.
 * Error: %FOD_DB_ERROR
 */
gboolean
fod_server_feed_mark (FodServerWork *work, const FodStoredRow *row, gboolean known, GError **error);

/** fod_server_feed_mark_tree: notes @row and all that hangs on it, for a row whose holders changed.
 * Error: %FOD_DB_ERROR */
gboolean fod_server_feed_mark_tree (FodServerWork *work, const FodStoredRow *row, GError **error);

/** fod_server_feed_flush: writes the places of all that was noted, the heads in the order of their
 * names. Error: %FOD_DB_ERROR */
gboolean fod_server_feed_flush (FodServerWork *work, GError **error);

G_END_DECLS
