/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One key a use, so that no two files are ever encrypted with the same one. */

#include "config.h"

#include "vault/fod-key-derive.h"

#include <sodium.h>

/* Part of every key: never to change. */
static const char context[crypto_kdf_CONTEXTBYTES + 1] = "fodvault";

FodSecret *
fod_key_derive (FodSecret *data_key, FodKeyUse use)
{
  guint8 key[32];
  FodSecret *secret;

  g_return_val_if_fail (data_key != NULL, NULL);
  g_return_val_if_fail (fod_secret_get_size (data_key) == crypto_kdf_KEYBYTES, NULL);

  if (sodium_init () < 0)
    g_error ("libsodium does not start");

  crypto_kdf_derive_from_key (key, sizeof key, use, context, fod_secret_get_data (data_key));
  secret = fod_secret_new (key, sizeof key);
  sodium_memzero (key, sizeof key);
  return secret;
}
