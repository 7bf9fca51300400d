/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"
#include "server/fod-server-store.h"

G_BEGIN_DECLS

/**
 * fod_server_serve:
 * @address: where to listen, "127.0.0.1:8437"
 * @certificate, @private_key: (nullable): files in PEM, both or none
 *
 * Serves until SIGTERM or SIGINT, and then ends in order. Prints one line with the URL on stdout
 * when it is ready. Error: %G_IO_ERROR, %G_TLS_ERROR
 */
gboolean fod_server_serve (FodServerStore *store,
                           FodClock *clock,
                           const char *address,
                           const char *certificate,
                           const char *private_key,
                           GError **error);

G_END_DECLS
