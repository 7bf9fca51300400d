/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fod_json_flat_parse:
 * @error: %FOD_WIRE_ERROR
 *
 * Reads one object whose members are texts or null, without a tree: what the store and the server
 * keep of a row is such an object, and they read it for every row that they touch.
 *
 * Returns: (transfer full) (nullable) (element-type utf8 utf8): name → text or %NULL
 */
GHashTable *fod_json_flat_parse (const char *data, gsize size, gsize max_size, GError **error);

G_END_DECLS
