/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fod_process_harden:
 *
 * To be called first in main(), before any passphrase is read: no core dump and no tracing by other
 * programs of the same user (PR_SET_DUMPABLE, RLIMIT_CORE), and files that only the user may read
 * (umask 0077).
 *
 * Returns: whether the kernel granted all of it; the program may go on without
 */
gboolean fod_process_harden (void);

G_END_DECLS
