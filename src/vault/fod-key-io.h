/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vault/fod-key-table.h"

G_BEGIN_DECLS

/**
 * fod_key_io_load:
 *
 * Reads the key file at @path or, when that is missing or damaged, its copy (@path with ".bak").
 *
 * Returns: whether @table was set. Error, that of the key file itself: %FOD_VAULT_ERROR_NO_FILE,
 *   %FOD_VAULT_ERROR_DAMAGED, %FOD_VAULT_ERROR_TOO_NEW, %FOD_VAULT_ERROR_IO
 */
gboolean fod_key_io_load (const char *path, FodKeyTable *table, GError **error);

/**
 * fod_key_io_save:
 *
 * Writes the key file and then its copy, each by a new file, fsync, rename and fsync of the folder:
 * whenever the power goes, one of the two is whole. Only the user may read them (0600).
 *
 * Returns: whether the key file itself is written. Error: %FOD_VAULT_ERROR_NO_SPACE,
 *   %FOD_VAULT_ERROR_READ_ONLY, %FOD_VAULT_ERROR_IO
 */
gboolean fod_key_io_save (const char *path, const FodKeyTable *table, GError **error);

/** fod_key_io_repair: writes what of the two files at @path is not as @table; quietly does nothing
 * where it cannot */
void fod_key_io_repair (const char *path, const FodKeyTable *table);

G_END_DECLS
