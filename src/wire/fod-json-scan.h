/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fod_json_scan:
 * @data: the text; need not end in NUL
 * @max_size: the most bytes that it may have
 * @error: %FOD_WIRE_ERROR
 *
 * Walks a text from outside before json-glib sees it, and lets only RFC 8259 through, with the
 * limits of fod-protocol.h. Needed because json-glib 1.6 has no limit of depth (75,000 brackets end
 * the process), and takes comments, octal numbers, single quotes, a second document behind the
 * first and a NUL inside a string for JSON.
 *
 * Returns: whether @data is one JSON object within the limits
 */
gboolean fod_json_scan (const char *data, gsize size, gsize max_size, GError **error);

G_END_DECLS
