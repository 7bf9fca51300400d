/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"
#include "server/fod-server-store.h"

G_BEGIN_DECLS

/**
 * FodServerLimits:
 * @deadline_ms: from the first byte of a request to its whole body
 * @connections: at most so many at a time, lines not counted
 * @lines: at most so many devices listen at a time
 * @work_ms: the time that one request may work in the database; then it is told to come again
 * @requests_per_minute: of one device
 * @part_bytes: of a part of a first load, before it is packed
 * @loads: at most so many requests for such parts wait or are worked on at a time
 * @password_mib: memory of one password check; production takes 64
 *
 * What the server allows; a test takes small ones.
 */
typedef struct
{
  guint deadline_ms;
  guint connections;
  guint lines;
  guint work_ms;
  guint requests_per_minute;
  gsize part_bytes;
  guint loads;
  guint password_mib;
} FodServerLimits;

/** fod_server_limits_init: the limits of production */
void fod_server_limits_init (FodServerLimits *limits);

/**
 * FodServer:
 *
 * The sync protocol over HTTP: routes, guards, and the worker's threads, which have the store while
 * the server lives. Runs in the thread-default main context of the thread that calls
 * fod_server_listen().
 */
#define FOD_TYPE_SERVER (fod_server_get_type ())
G_DECLARE_FINAL_TYPE (FodServer, fod_server, FOD, SERVER, GObject)

/**
 * fod_server_new:
 * @store: an initialised store (fod_server_setup())
 * @limits: (nullable): %NULL for those of production
 *
 * Returns: (transfer full): a server at rest
 */
FodServer *fod_server_new (FodServerStore *store, FodClock *clock, const FodServerLimits *limits);

/**
 * fod_server_listen:
 * @address: (nullable): "127.0.0.1:8443" or "[::1]:0"; %NULL for any free port of 127.0.0.1
 * @certificate: (nullable): needed for an address that is not loopback; then HTTPS by TLS 1.2+
 * @error: %G_IO_ERROR
 *
 * Returns: the port, or 0 with @error
 */
guint fod_server_listen (FodServer *self,
                         const char *address,
                         GTlsCertificate *certificate,
                         GError **error);

/** fod_server_stop: takes no more requests, finishes the work under way, lets the sockets go */
void fod_server_stop (FodServer *self);

G_END_DECLS
