/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FodRawServer:
 *
 * Answers every connection to a port of 127.0.0.1 with the same bytes, right or wrong, and closes
 * it. Threads of its own read and write; connections are accepted by the main context of the test.
 */
typedef struct _FodRawServer FodRawServer;

/**
 * fod_raw_server_start:
 * @reply: (nullable): what to answer; %NULL for silence until the other side gives up
 * @certificate: (nullable): speak TLS with it
 */
FodRawServer *fod_raw_server_start (GBytes *reply, GTlsCertificate *certificate);

/** fod_raw_server_stop: also waits for the threads */
void fod_raw_server_stop (FodRawServer *self);

/** fod_raw_server_get_url: Returns: (transfer none): http://127.0.0.1:port, or https with a
 * certificate */
const char *fod_raw_server_get_url (FodRawServer *self);

/** fod_raw_server_get_count: Returns: how many connections came */
guint fod_raw_server_get_count (FodRawServer *self);

/** fod_raw_server_dup_request: Returns: (transfer full): the last request, head and body;
 * nothing when none came */
GBytes *fod_raw_server_dup_request (FodRawServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodRawServer, fod_raw_server_stop)

G_END_DECLS
