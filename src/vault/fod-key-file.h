/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "base/fod-secret.h"
#include "vault/fod-key-cost.h"
#include "vault/fod-vault-error.h"

G_BEGIN_DECLS

/* The key file of a profile: it holds the random data key of the database, wrapped once a slot. The
 * functions without _async take a second on purpose (Argon2id) and belong on a worker thread. */

/**
 * fod_key_file_create:
 * @path: where; nothing may be there
 * @cost: (nullable): what a try of the passphrase costs; %NULL measures this machine
 *
 * Makes a random data key and a key file that @passphrase opens, with a copy beside it (".bak").
 *
 * Returns: (transfer full) (nullable): the data key, 32 bytes. Error: %FOD_VAULT_ERROR_EXISTS,
 *   %FOD_VAULT_ERROR_NO_MEMORY, %FOD_VAULT_ERROR_NO_SPACE, %FOD_VAULT_ERROR_READ_ONLY,
 *   %FOD_VAULT_ERROR_IO
 */
FodSecret *fod_key_file_create (const char *path,
                                FodSecret *passphrase,
                                const FodKeyCost *cost,
                                GError **error);

/**
 * fod_key_file_unlock:
 *
 * Reads the key file or, when that is missing or damaged, its copy; mends the one from the other
 * once the passphrase was right.
 *
 * Returns: (transfer full) (nullable): the data key, 32 bytes. Error:
 *   %FOD_VAULT_ERROR_WRONG_PASSPHRASE, %FOD_VAULT_ERROR_NO_FILE, %FOD_VAULT_ERROR_DAMAGED,
 *   %FOD_VAULT_ERROR_TOO_NEW, %FOD_VAULT_ERROR_NO_MEMORY, %FOD_VAULT_ERROR_IO
 */
FodSecret *fod_key_file_unlock (const char *path, FodSecret *passphrase, GError **error);

/**
 * fod_key_file_change_passphrase:
 * @cost: (nullable): as in fod_key_file_create()
 *
 * Wraps the same data key for @fresh instead of @old. A copy of the key file that somebody took
 * before still opens with @old.
 *
 * Returns: whether it is done; if not, @old is still the passphrase. Errors of both above
 */
gboolean fod_key_file_change_passphrase (
    const char *path, FodSecret *old, FodSecret *fresh, const FodKeyCost *cost, GError **error);

/**
 * fod_key_file_read_db_id:
 *
 * Returns: (transfer full) (nullable): which database the key file is for, 32 lower-case
 *   hexadecimal digits; random, made with the key file. Error: as fod_key_file_unlock()
 */
char *fod_key_file_read_db_id (const char *path, GError **error);

/**
 * fod_key_file_check_db_id:
 * @db_id: the id that the database was made with
 *
 * Returns: whether the key file is for that database. Error: %FOD_VAULT_ERROR_OTHER_DATABASE, and
 *   as fod_key_file_read_db_id()
 */
gboolean fod_key_file_check_db_id (const char *path, const char *db_id, GError **error);

/** fod_key_file_create_async: fod_key_file_create() on a thread */
void fod_key_file_create_async (const char *path,
                                FodSecret *passphrase,
                                const FodKeyCost *cost,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/** fod_key_file_create_finish: Returns: (transfer full) (nullable): as fod_key_file_create() */
FodSecret *fod_key_file_create_finish (GAsyncResult *result, GError **error);

/** fod_key_file_unlock_async: fod_key_file_unlock() on a thread */
void fod_key_file_unlock_async (const char *path,
                                FodSecret *passphrase,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/** fod_key_file_unlock_finish: Returns: (transfer full) (nullable): as fod_key_file_unlock() */
FodSecret *fod_key_file_unlock_finish (GAsyncResult *result, GError **error);

/** fod_key_file_change_passphrase_async: fod_key_file_change_passphrase() on a thread, with a
 * measured cost. What was begun is not broken off; @cancellable only spares the answer */
void fod_key_file_change_passphrase_async (const char *path,
                                           FodSecret *old,
                                           FodSecret *fresh,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);

/** fod_key_file_change_passphrase_finish: Returns: whether it is done */
gboolean fod_key_file_change_passphrase_finish (GAsyncResult *result, GError **error);

G_END_DECLS
