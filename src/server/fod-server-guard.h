/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * FodServerGuard:
 *
 * What SoupServer does not do by itself: a deadline for each request, a cap on its bytes while
 * they come, a cap on connections, and no for the forms of a request that two programs may read in
 * two ways. All of it is decided before a body is kept.
 */
typedef struct _FodServerGuard FodServerGuard;

/**
 * fod_server_guard_new:
 * @deadline_ms: from the start of a connection, or of a further request on it, to its end
 * @connections: at most so many at a time
 * @body_bytes: the largest body that is kept
 *
 * Returns: (transfer full): a guard over @server, which must outlive it
 */
FodServerGuard *
fod_server_guard_new (SoupServer *server, guint deadline_ms, guint connections, gsize body_bytes);

void fod_server_guard_free (FodServerGuard *self);

G_END_DECLS
