/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words about a new passphrase, the same at the first run and later. The rules are the vault's.
 */

#include "config.h"

#include "app/fod-passphrase-text.h"

#include "vault/fod-passphrase.h"

#include <glib/gi18n.h>

const char *
fod_passphrase_text_objection (const char *text)
{
  g_autoptr (FodSecret) passphrase = fod_secret_new_text (text);

  switch (fod_passphrase_check (passphrase))
    {
    case FOD_PASSPHRASE_TOO_SHORT:
      return _ ("Too short: at least 12 characters. A sentence only you would say is easiest to "
                "remember.");
    case FOD_PASSPHRASE_COMMON:
      return _ ("Too easy to guess. Take four words that have nothing to do with each other.");
    case FOD_PASSPHRASE_NOT_TEXT:
      return _ ("Too long, or with characters that can’t be used.");
    case FOD_PASSPHRASE_GOOD:
    default:
      return NULL;
    }
}

const char *
fod_passphrase_text_hint (const char *text)
{
  const char *objection;

  if (*text == '\0')
    return _ ("At least 12 characters; a sentence is best. There is no way to get it back.");
  objection = fod_passphrase_text_objection (text);
  return objection != NULL ? objection : _ ("A good passphrase.");
}
