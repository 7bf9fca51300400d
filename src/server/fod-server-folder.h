/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"
#include "server/fod-server-store.h"

G_BEGIN_DECLS

/* The folder of a server: "server.db", its key "server.key", and a lock that the serving process
 * holds. The key lies beside the database: it keeps a copy of the database alone (a backup, a disk
 * taken out of a mirror) unreadable, and nothing from who can read the whole folder. The disk
 * under it has to be encrypted too. */

/**
 * FodServerFolderError:
 * @FOD_SERVER_FOLDER_ERROR_NO_KEY: there is no key file, or one that can't be read
 * @FOD_SERVER_FOLDER_ERROR_EXISTS: there is a server already
 * @FOD_SERVER_FOLDER_ERROR_IN_USE: a server is serving from it
 * @FOD_SERVER_FOLDER_ERROR_DAMAGED: a backup is not whole, or not of this server
 * @FOD_SERVER_FOLDER_ERROR_IO: anything else that the disk says
 */
typedef enum
{
  FOD_SERVER_FOLDER_ERROR_NO_KEY,
  FOD_SERVER_FOLDER_ERROR_EXISTS,
  FOD_SERVER_FOLDER_ERROR_IN_USE,
  FOD_SERVER_FOLDER_ERROR_DAMAGED,
  FOD_SERVER_FOLDER_ERROR_IO
} FodServerFolderError;

#define FOD_SERVER_FOLDER_ERROR (fod_server_folder_error_quark ())
GQuark fod_server_folder_error_quark (void);

/** fod_server_folder_create: makes the folder (0700), its key (0600) and an empty database.
 * Returns: (transfer full) (nullable): the store. Error: %FOD_SERVER_FOLDER_ERROR, %FOD_DB_ERROR */
FodServerStore *fod_server_folder_create (const char *folder, GError **error);

/** fod_server_folder_open: Returns: (transfer full) (nullable): the store.
 * Error: %FOD_SERVER_FOLDER_ERROR, %FOD_DB_ERROR */
FodServerStore *fod_server_folder_open (const char *folder, GError **error);

/** fod_server_folder_lock: Returns: a descriptor that holds the lock until it is closed, or -1.
 * Error: %FOD_SERVER_FOLDER_ERROR */
int fod_server_folder_lock (const char *folder, GError **error);

/**
 * fod_server_folder_keep_mark:
 * @store: the folder's own, opened; the caller holds the lock
 *
 * Notes beside the database how far it has come, from now on. Is it less far than was noted, an
 * older copy was put in its place by hand, and it gets a new epoch as by a restore. Who was erased
 * since is erased again.
 *
 * Error: %G_IO_ERROR, %FOD_DB_ERROR
 */
gboolean fod_server_folder_keep_mark (const char *folder,
                                      FodServerStore *store,
                                      FodClock *clock,
                                      GError **error);

/**
 * fod_server_folder_restore:
 * @backup: a copy that was made under the folder's key
 *
 * Proves that the copy is whole, puts it in the database's place (which is kept beside it under
 * another name) and gives it a new epoch. The server must not be running.
 *
 * Error: %FOD_SERVER_FOLDER_ERROR, %FOD_DB_ERROR
 */
gboolean
fod_server_folder_restore (const char *folder, const char *backup, FodClock *clock, GError **error);

/**
 * fod_server_folder_retire:
 *
 * Gives the database another name, under which it stays: what it held is served from elsewhere.
 * Nobody has it open, and the caller holds the lock.
 *
 * Returns: (transfer full) (nullable): where it is now. Error: %FOD_SERVER_FOLDER_ERROR
 */
char *fod_server_folder_retire (const char *folder, FodClock *clock, GError **error);

G_END_DECLS
