/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** fod_passphrase_text_objection: Returns: (transfer none) (nullable): what to improve of a new
 * passphrase, in words; %NULL when it may be used */
const char *fod_passphrase_text_objection (const char *passphrase);

/** fod_passphrase_text_hint: Returns: (transfer none): what to say below the field while
 * @passphrase is typed */
const char *fod_passphrase_text_hint (const char *passphrase);

G_END_DECLS
