/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** fod_profile_lock_take: Returns: a file descriptor that holds the profile in @folder until it is
 * closed, or -1. Error: %FOD_STORE_ERROR_IN_USE with the other process's id in the message,
 * %FOD_DB_ERROR */
int fod_profile_lock_take (const char *folder, GError **error);

/** fod_profile_lock_share: for a profile that can't be written: @lock: (out): keeps writers off it
 * until it is closed; -1 when nobody may have written there. Returns: %FALSE when somebody writes
 * it. Error: %FOD_STORE_ERROR_IN_USE */
gboolean fod_profile_lock_share (const char *folder, int *lock, GError **error);

G_END_DECLS
