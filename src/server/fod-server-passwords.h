/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-secret.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Passwords by Argon2id. A check takes much memory on purpose, so at most two run at a time and
 * few wait: more would let anybody exhaust the server. */

#define FOD_SERVER_PASSWORD_MIB 64

/** fod_server_hash_password: @mib: the memory of one check; Returns: (transfer full) (nullable):
 * the text to keep. Blocks for a tenth of a second. Error: %G_IO_ERROR_FAILED without the memory */
char *fod_server_hash_password (FodSecret *password, guint mib, GError **error);

typedef struct _FodServerPasswords FodServerPasswords;

/** fod_server_passwords_new: Returns: (transfer full): the pool of checks */
FodServerPasswords *fod_server_passwords_new (guint mib);

/** fod_server_passwords_free: waits for the checks under way */
void fod_server_passwords_free (FodServerPasswords *self);

/**
 * fod_server_passwords_check_async:
 * @hash: (nullable): what is kept; %NULL for an unknown user, which takes the same time and fails
 */
void fod_server_passwords_check_async (FodServerPasswords *self,
                                       FodSecret *password,
                                       const char *hash,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/** fod_server_passwords_check_finish: Returns: whether the password is right. Error:
 * %G_IO_ERROR_BUSY when too many checks wait; sets none for a wrong password */
gboolean fod_server_passwords_check_finish (GAsyncResult *result, GError **error);

G_END_DECLS
