/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-ledger.h"

G_BEGIN_DECLS

/** fod_setup_run: what a profile must have before anybody reads it: the device's id, the code
 * lists, and views of what an older program could only keep raw. Error: %FOD_DB_ERROR */
gboolean fod_setup_run (FodLedger *ledger, GError **error);

G_END_DECLS
