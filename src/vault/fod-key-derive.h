/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-secret.h"

G_BEGIN_DECLS

/**
 * FodKeyUse:
 * @FOD_KEY_DATABASE: the raw key of the database
 * @FOD_KEY_ATTACHMENTS: files kept beside the database
 * @FOD_KEY_BACKUP: local backups
 * @FOD_KEY_JOURNAL: the second journal of changes that are not sent yet
 *
 * What a key made from the data key is for. The numbers are part of the files: never to change.
 */
typedef enum
{
  FOD_KEY_DATABASE = 1,
  FOD_KEY_ATTACHMENTS = 2,
  FOD_KEY_BACKUP = 3,
  FOD_KEY_JOURNAL = 4,
} FodKeyUse;

/**
 * fod_key_derive:
 * @data_key: 32 bytes, as a key file gives them
 *
 * Returns: (transfer full): the 32 bytes of the key for @use (libsodium's crypto_kdf)
 */
FodSecret *fod_key_derive (FodSecret *data_key, FodKeyUse use);

G_END_DECLS
