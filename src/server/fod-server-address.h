/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** fod_server_address_parse: Returns: (transfer full) (nullable): the address of @text,
 * "127.0.0.1:8437", which has to be a loopback one unless the line is @secure.
 * Error: %G_IO_ERROR */
GSocketAddress *fod_server_address_parse (const char *text, gboolean secure, GError **error);

/** fod_server_address_listen: Returns: (transfer full) (nullable): a socket that connections come
 * to. Error: %G_IO_ERROR */
GSocket *fod_server_address_listen (GSocketAddress *address, GError **error);

G_END_DECLS
