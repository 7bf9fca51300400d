/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** fod_gzip_pack: Returns: (transfer full): @data as one gzip member */
GBytes *fod_gzip_pack (GBytes *data);

/**
 * fod_gzip_unpack:
 * @max_size: the most bytes that may come out; unpacking stops there
 * @error: %FOD_SYNC_ERROR_SERVER
 *
 * Unpacks one whole gzip member: cut, damaged or continued data is refused, where libsoup's own
 * decoder hands out what it has.
 *
 * Returns: (transfer full) (nullable): what was packed
 */
GBytes *fod_gzip_unpack (GBytes *data, gsize max_size, GError **error);

G_END_DECLS
