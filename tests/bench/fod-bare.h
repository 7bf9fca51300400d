/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** fod_bare_write: Returns: seconds that @rows rows of @row_bytes bytes take in a database as ours,
 * made in @folder, in transactions of @batch rows that are on the disk before the next one begins
 */
double fod_bare_write (const char *folder, guint rows, guint batch, gsize row_bytes);

/** fod_bare_fetch: Returns: seconds that @bytes bytes take from a bare libsoup server to a bare
 * libsoup session on loopback, by GET, @parts of them one after the other */
double fod_bare_fetch (guint parts, gsize bytes);

G_END_DECLS
