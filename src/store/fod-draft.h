/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-ledger.h"

G_BEGIN_DECLS

/** fod_draft_write: keeps @text at @place, or takes away what is kept there (%NULL); within the
 * open transaction */
gboolean fod_draft_write (FodLedger *ledger, const char *place, const char *text, GError **error);

G_END_DECLS
