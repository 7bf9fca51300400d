/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * fod_server_admin_run:
 * @arguments: the program's, without its name
 *
 * Runs one command of fodfaeste-server(8). What it has to say goes to stdout, why it can't to
 * stderr.
 *
 * Returns: the exit status: 0 done, 1 failed, 2 a bad call
 */
int fod_server_admin_run (const char *const *arguments);

G_END_DECLS
