/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vault/fod-key-cost.h"

G_BEGIN_DECLS

/* What stands in a key file, as bytes and as a struct; no file, no secret, no cipher.
 *
 *   head     magic[8] version u32 db_id[16] nslots u16 generation u64
 *   slot     type u8 flags u8 salt[16] ops u32 mem_kib u32 nonce[24] ct[32] tag[16] label[64]
 *   trailer  BLAKE2b-256 of all before: tells damage; authenticity comes from the slots' tags
 *
 * Numbers are little-endian. Every version keeps the magic and the version where they are and has
 * the trailer last, so that an older program can tell "newer" from "damaged". A slot of a type that
 * this program does not know is kept as it is. */

#define FOD_KEY_VERSION 1
#define FOD_KEY_MAX_SLOTS 16
#define FOD_KEY_MAX_FILE 4096

/**
 * FodKeySlotType:
 * @FOD_KEY_SLOT_PASSPHRASE: opened by a passphrase through Argon2id
 *
 * Others come later: 2 secret service, 3 recovery code, 4 organisation escrow.
 */
typedef enum
{
  FOD_KEY_SLOT_PASSPHRASE = 1,
} FodKeySlotType;

/** FodKeySlot: one way to the data key */
typedef struct
{
  guint8 type;
  guint8 flags;
  guint8 salt[16];
  FodKeyCost cost;
  guint8 nonce[24];
  guint8 ct[32];
  guint8 tag[16];
  char label[64];
} FodKeySlot;

/** FodKeyTable: @generation counts the writes */
typedef struct
{
  guint8 db_id[16];
  guint64 generation;
  guint n_slots;
  FodKeySlot slots[FOD_KEY_MAX_SLOTS];
} FodKeyTable;

/**
 * fod_key_table_parse:
 *
 * Reads the bytes of a key file. Costs nothing before the trailer is found right.
 *
 * Returns: whether @table was set. Error: %FOD_VAULT_ERROR_DAMAGED, %FOD_VAULT_ERROR_TOO_NEW
 */
gboolean fod_key_table_parse (FodKeyTable *table, const guint8 *data, gsize size, GError **error);

/** fod_key_table_print: Returns: (transfer full): the bytes of a key file */
GBytes *fod_key_table_print (const FodKeyTable *table);

/** fod_key_table_print_context: Returns: (transfer full): what the tag of @slot also vouches for:
 * magic, version, database, type, salt and cost */
GBytes *fod_key_table_print_context (const FodKeyTable *table, const FodKeySlot *slot);

G_END_DECLS
