/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-rate.h"
#include "server/fod-server-routes.h"
#include "server/fod-server-worker.h"

G_BEGIN_DECLS

/**
 * FodServerLive:
 *
 * The lines on which devices listen: one a device. Each is told the heads of its own scopes when it
 * is opened and within a quarter of a second after one of them moved, and may ask one thing at a
 * time that the routes let onto lines. What this
 * process moves it is told; for what others do it asks the store every two seconds, and closes the
 * lines of who lost their access. It asks for the parts of first loads, too, and lets go of all
 * that are kept when an administrator's command has changed something: it may have erased somebody
 * who is in them. Main thread only.
 */
typedef struct _FodServerLive FodServerLive;

/** fod_server_live_new: @worker, @rate, @shelf: borrowed; @lines: at most so many at a time;
 * Returns: (transfer full) */
FodServerLive *fod_server_live_new (FodServerStore *store,
                                    FodClock *clock,
                                    FodServerWorker *worker,
                                    FodServerRate *rate,
                                    FodServerShelf *shelf,
                                    guint lines);

/** fod_server_live_unref: after fod_server_live_close() */
void fod_server_live_unref (FodServerLive *self);

/** fod_server_live_is_full: Returns: whether there is no room for a device more */
gboolean fod_server_live_is_full (FodServerLive *self);

/** fod_server_live_open: @ticket: (transfer full); @stream: (transfer full): a WebSocket after its
 * handshake; @packs: whether what is said there travels packed. An earlier line of the device is
 * closed */
void fod_server_live_open (FodServerLive *self,
                           FodServerTicket *ticket,
                           GIOStream *stream,
                           gboolean packs);

/** fod_server_live_move: the heads of @scopes (element-type utf8) have moved */
void fod_server_live_move (FodServerLive *self, GPtrArray *scopes);

/** fod_server_live_review: anything may have changed: who may listen, to what */
void fod_server_live_review (FodServerLive *self);

/** fod_server_live_watch: parts may have been put on the shelf: they are watched over though nobody
 * listens */
void fod_server_live_watch (FodServerLive *self);

/** fod_server_live_close: closes all lines, and takes no more */
void fod_server_live_close (FodServerLive *self);

/** fod_server_live_is_busy: Returns: whether the worker is at work for it */
gboolean fod_server_live_is_busy (FodServerLive *self);

/** fod_server_live_count: Returns: how many devices listen */
guint fod_server_live_count (FodServerLive *self);

G_END_DECLS
