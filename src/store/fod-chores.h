/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-ledger.h"

G_BEGIN_DECLS

/** fod_chores_run: does a small part, some milliseconds, of what a save leaves for later. Returns:
 * whether there is more */
gboolean fod_chores_run (FodLedger *ledger);

G_END_DECLS
