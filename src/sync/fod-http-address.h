/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** fod_http_address_dup: Returns: (transfer full) (nullable): @server as it is kept: with its
 * scheme, without a slash at the end. Error: as fod_http_transport_new() */
char *fod_http_address_dup (const char *server, GError **error);

/** fod_http_address_is_here: Returns: whether a kept @address is of this very machine */
gboolean fod_http_address_is_here (const char *address);

G_END_DECLS
