/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * fod_server_unpack:
 * @cap: the most bytes that may come out
 *
 * Unpacks one gzip body; stops at the cap, so that a small body can't become a large one.
 *
 * Returns: (transfer full) (nullable): the bytes. Error: %G_IO_ERROR_MESSAGE_TOO_LARGE above the
 *   cap, %G_IO_ERROR_INVALID_DATA for anything that is not exactly one gzip stream
 */
GBytes *fod_server_unpack (GBytes *packed, gsize cap, GError **error);

/** fod_server_pack: Returns: (transfer full): @bytes as gzip */
GBytes *fod_server_pack (GBytes *bytes);

G_END_DECLS
