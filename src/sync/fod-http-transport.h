/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/fod-transport.h"

G_BEGIN_DECLS

/**
 * FodHttpTransport:
 *
 * The messages over HTTPS, and over HTTP to this very machine. Follows no redirect, keeps no
 * cookie, trusts the system's certificates and nothing else, gives up after a total deadline and
 * reads no more than a limit of decoded bytes.
 */
#define FOD_TYPE_HTTP_TRANSPORT (fod_http_transport_get_type ())
G_DECLARE_FINAL_TYPE (FodHttpTransport, fod_http_transport, FOD, HTTP_TRANSPORT, GObject)

/**
 * fod_http_transport_new:
 * @server: https://host[:port][/folder]; http:// with a literal loopback address only. Without a
 *   scheme, https:// is meant.
 * @error: %FOD_SYNC_ERROR_ADDRESS; %FOD_SYNC_ERROR_CERTIFICATE for http:// to another machine
 *
 * Returns: (transfer full) (nullable): a transport
 */
FodTransport *fod_http_transport_new (const char *server, GError **error);

/** fod_http_transport_set_limits: @deadline_ms: from the start to the last byte; @max_bytes: of a
 * decoded body */
void fod_http_transport_set_limits (FodHttpTransport *self, guint deadline_ms, gsize max_bytes);

G_END_DECLS
