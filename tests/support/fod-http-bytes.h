/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * fod_http_bytes_read:
 * @input: where one request or one reply comes from; blocks until its end
 *
 * Understands just so much of HTTP as to know where a message with a Content-Length, or without a
 * body, ends.
 *
 * Returns: (transfer full): head and body; less when the other side hung up before the end,
 *   and nothing when it said nothing
 */
GBytes *fod_http_bytes_read (GInputStream *input, GCancellable *cancellable);

/** fod_http_bytes_get_head_size: Returns: where the body of @message begins; 0 without a whole head
 */
gsize fod_http_bytes_get_head_size (GBytes *message);

G_END_DECLS
