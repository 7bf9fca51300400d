/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FodReadOnly: why a profile is open to be read and not to be written
 * @FOD_READ_ONLY_NO: it can be written
 * @FOD_READ_ONLY_DISK: the file system takes no writing: a failing disk, or a medium
 * @FOD_READ_ONLY_FILES: the folder or a file in it may not be written by this user
 */
typedef enum
{
  FOD_READ_ONLY_NO,
  FOD_READ_ONLY_DISK,
  FOD_READ_ONLY_FILES
} FodReadOnly;

/** fod_read_copy_find_reason: Returns: why @folder, in which a writing failed, can't be written */
FodReadOnly fod_read_copy_find_reason (const char *folder);

/**
 * fod_read_copy_make:
 * @folder: a profile that can't be written
 *
 * Copies the database with its log and the second journal, encrypted as they are, to where this
 * user may write and nobody else may look; in memory where the machine has such a place.
 *
 * Returns: (transfer full) (nullable): the copy's folder. Error: %FOD_STORE_ERROR_IN_USE when
 *   somebody is writing the profile all the same; %FOD_DB_ERROR_READ_ONLY when there is nothing to
 *   read, or no room for a copy
 */
char *fod_read_copy_make (const char *folder, GError **error);

/** fod_read_copy_remove: takes the names of the copy away. What is open stays to be read until it
 * is closed, or the process dies */
void fod_read_copy_remove (const char *copy);

G_END_DECLS
