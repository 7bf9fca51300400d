/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "vault/fod-vault-error.h"

G_BEGIN_DECLS

/* Which key file a database goes with. What is noted is no secret, and it never keeps anything from
 * opening: it only tells why something did not. */

/** fod_key_pair_note: @key_file has opened @database; notes it beside that (".id"). A note that
 * can't be written is none */
void fod_key_pair_note (const char *key_file, const char *database);

/**
 * fod_key_pair_explain:
 * @error: (transfer full): why passphrase or database did not open
 *
 * Returns: (transfer full): %FOD_VAULT_ERROR_OTHER_DATABASE when the key file is noted to be
 * another database's, else @error
 */
GError *fod_key_pair_explain (const char *key_file, const char *database, GError *error);

/** fod_key_pair_is_own: Returns: whether the two are noted to go together: a database that does not
 * open with the key is damaged then */
gboolean fod_key_pair_is_own (const char *key_file, const char *database);

G_END_DECLS
