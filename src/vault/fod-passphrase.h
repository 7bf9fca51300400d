/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-secret.h"

G_BEGIN_DECLS

#define FOD_PASSPHRASE_MIN_CHARS 12

/**
 * FodPassphraseResult:
 * @FOD_PASSPHRASE_GOOD: may be used
 * @FOD_PASSPHRASE_TOO_SHORT: fewer than %FOD_PASSPHRASE_MIN_CHARS characters
 * @FOD_PASSPHRASE_COMMON: among the first that anybody would try: a common word with digits or
 *   signs around it, a row of keys, a few characters over and over, digits only
 * @FOD_PASSPHRASE_NOT_TEXT: not UTF-8, or longer than 1024 bytes
 */
typedef enum
{
  FOD_PASSPHRASE_GOOD,
  FOD_PASSPHRASE_TOO_SHORT,
  FOD_PASSPHRASE_COMMON,
  FOD_PASSPHRASE_NOT_TEXT,
} FodPassphraseResult;

/** fod_passphrase_check: Returns: whether @passphrase may be chosen for a new key file */
FodPassphraseResult fod_passphrase_check (FodSecret *passphrase);

G_END_DECLS
