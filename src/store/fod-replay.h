/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-ledger.h"

G_BEGIN_DECLS

/**
 * fod_replay_take:
 * @whole: whether what waits here and is not in @image was taken back or answered
 *
 * Brings the unsent changes, the view of their rows and who the profile is to what a second journal
 * says. Ops keep their ids, so that what the server has already it does not take twice. Error:
 * %FOD_DB_ERROR
 */
gboolean
fod_replay_take (FodLedger *ledger, FodJournalImage *image, gboolean whole, GError **error);

/** fod_replay_reconcile: after an opening: the two journals say the same again. Error:
 * %FOD_DB_ERROR */
gboolean fod_replay_reconcile (FodLedger *ledger, GError **error);

G_END_DECLS
