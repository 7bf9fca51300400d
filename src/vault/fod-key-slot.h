/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-secret.h"
#include "vault/fod-key-table.h"

G_BEGIN_DECLS

/**
 * fod_key_slot_wrap:
 * @slot: gets type, fresh salt and nonce, cost and the wrapped key; its label and flags stay
 * @table: the table that @slot is or will be in; gives the database's id
 * @data_key: 32 bytes
 *
 * Wraps @data_key with a key made from @passphrase (Argon2id, XChaCha20-Poly1305). Slow by intent.
 *
 * Returns: whether it is done. Error: %FOD_VAULT_ERROR_NO_MEMORY
 */
gboolean fod_key_slot_wrap (FodKeySlot *slot,
                            const FodKeyTable *table,
                            FodSecret *passphrase,
                            const FodKeyCost *cost,
                            FodSecret *data_key,
                            GError **error);

/**
 * fod_key_slot_unwrap:
 *
 * Slow by intent.
 *
 * Returns: (transfer full) (nullable): the data key. Error: %FOD_VAULT_ERROR_WRONG_PASSPHRASE,
 *   %FOD_VAULT_ERROR_NO_MEMORY
 */
FodSecret *fod_key_slot_unwrap (const FodKeySlot *slot,
                                const FodKeyTable *table,
                                FodSecret *passphrase,
                                GError **error);

G_END_DECLS
