/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The cryptography of one slot. Every byte comes from libsodium's own constructions. */

#include "config.h"

#include "vault/fod-key-slot.h"

#include "vault/fod-vault-error.h"

#include <sodium.h>

#define KEY_SIZE crypto_aead_xchacha20poly1305_ietf_KEYBYTES

G_STATIC_ASSERT (KEY_SIZE == 32);
G_STATIC_ASSERT (sizeof (((FodKeySlot *)NULL)->salt) == crypto_pwhash_SALTBYTES);
G_STATIC_ASSERT (sizeof (((FodKeySlot *)NULL)->nonce) ==
                 crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
G_STATIC_ASSERT (sizeof (((FodKeySlot *)NULL)->tag) == crypto_aead_xchacha20poly1305_ietf_ABYTES);

static gboolean
stretch (guint8 key[KEY_SIZE], const FodKeySlot *slot, FodSecret *passphrase, GError **error)
{
  if (crypto_pwhash (key, KEY_SIZE, fod_secret_get_data (passphrase),
                     fod_secret_get_size (passphrase), slot->salt, slot->cost.ops,
                     (size_t)slot->cost.mem_kib * 1024, crypto_pwhash_ALG_ARGON2ID13) == 0)
    return TRUE;

  g_set_error_literal (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_NO_MEMORY,
                       "Not enough memory for the key derivation");
  return FALSE;
}

gboolean
fod_key_slot_wrap (FodKeySlot *slot,
                   const FodKeyTable *table,
                   FodSecret *passphrase,
                   const FodKeyCost *cost,
                   FodSecret *data_key,
                   GError **error)
{
  g_autoptr (GBytes) context = NULL;
  guint8 key[KEY_SIZE];

  g_return_val_if_fail (slot != NULL && table != NULL && passphrase != NULL, FALSE);
  g_return_val_if_fail (fod_key_cost_is_valid (cost), FALSE);
  g_return_val_if_fail (fod_secret_get_size (data_key) == sizeof slot->ct, FALSE);

  slot->type = FOD_KEY_SLOT_PASSPHRASE;
  slot->cost = *cost;
  randombytes_buf (slot->salt, sizeof slot->salt);
  randombytes_buf (slot->nonce, sizeof slot->nonce);
  if (!stretch (key, slot, passphrase, error))
    return FALSE;

  context = fod_key_table_print_context (table, slot);
  crypto_aead_xchacha20poly1305_ietf_encrypt_detached (
      slot->ct, slot->tag, NULL, fod_secret_get_data (data_key), sizeof slot->ct,
      g_bytes_get_data (context, NULL), g_bytes_get_size (context), NULL, slot->nonce, key);
  sodium_memzero (key, sizeof key);
  return TRUE;
}

FodSecret *
fod_key_slot_unwrap (const FodKeySlot *slot,
                     const FodKeyTable *table,
                     FodSecret *passphrase,
                     GError **error)
{
  g_autoptr (GBytes) context = NULL;
  g_autoptr (FodSecret) data_key = NULL;
  guint8 key[KEY_SIZE];
  guint8 plain[sizeof slot->ct];

  g_return_val_if_fail (slot != NULL && table != NULL && passphrase != NULL, NULL);

  if (!stretch (key, slot, passphrase, error))
    return NULL;

  context = fod_key_table_print_context (table, slot);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt_detached (
          plain, NULL, slot->ct, sizeof slot->ct, slot->tag, g_bytes_get_data (context, NULL),
          g_bytes_get_size (context), slot->nonce, key) == 0)
    data_key = fod_secret_new (plain, sizeof plain);
  else
    g_set_error_literal (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_WRONG_PASSPHRASE,
                         "Wrong passphrase");
  sodium_memzero (key, sizeof key);
  sodium_memzero (plain, sizeof plain);
  return g_steal_pointer (&data_key);
}
