/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-secret.h"

G_BEGIN_DECLS

/**
 * FodStoreKeys:
 * @database: 32 bytes, of the database
 * @journal: 32 bytes, of the second journal
 *
 * What a profile is encrypted with (fod_key_derive()).
 */
typedef struct
{
  FodSecret *database;
  FodSecret *journal;
} FodStoreKeys;

G_END_DECLS
