/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FodVaultError:
 * @FOD_VAULT_ERROR_WRONG_PASSPHRASE: the key file is whole, but this passphrase opens no slot of it
 * @FOD_VAULT_ERROR_DAMAGED: neither the key file nor its copy is whole
 * @FOD_VAULT_ERROR_OTHER_DATABASE: the key file belongs to another database
 * @FOD_VAULT_ERROR_NO_FILE: there is no key file and no copy of it
 * @FOD_VAULT_ERROR_TOO_NEW: a later version of the program wrote it
 * @FOD_VAULT_ERROR_EXISTS: a key file is there already; a key is never written over
 * @FOD_VAULT_ERROR_NO_SPACE: the disk is full
 * @FOD_VAULT_ERROR_READ_ONLY: the folder may not be written
 * @FOD_VAULT_ERROR_NO_MEMORY: not enough memory for the key derivation
 * @FOD_VAULT_ERROR_IO: the system refused to read or write, for another reason
 */
typedef enum
{
  FOD_VAULT_ERROR_WRONG_PASSPHRASE,
  FOD_VAULT_ERROR_DAMAGED,
  FOD_VAULT_ERROR_OTHER_DATABASE,
  FOD_VAULT_ERROR_NO_FILE,
  FOD_VAULT_ERROR_TOO_NEW,
  FOD_VAULT_ERROR_EXISTS,
  FOD_VAULT_ERROR_NO_SPACE,
  FOD_VAULT_ERROR_READ_ONLY,
  FOD_VAULT_ERROR_NO_MEMORY,
  FOD_VAULT_ERROR_IO,
} FodVaultError;

#define FOD_VAULT_ERROR (fod_vault_error_quark ())
GQuark fod_vault_error_quark (void);

G_END_DECLS
