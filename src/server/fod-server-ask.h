/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-secret.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * fod_server_ask_password:
 * @fd: a descriptor to read the first line of, or -1 to ask at the terminal, twice and unseen
 *
 * Returns: (transfer full) (nullable): the password. Error: %G_IO_ERROR: NOT_FOUND without a
 *   terminal, INVALID_ARGUMENT when it is too short or the two differ
 */
FodSecret *fod_server_ask_password (int fd, GError **error);

G_END_DECLS
