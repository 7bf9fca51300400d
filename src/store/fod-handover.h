/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-queue.h"

G_BEGIN_DECLS

/* Changes to what a person lost meanwhile (PROTOCOL.md, scopes): the server refused them and keeps
 * what was written; here they go with the rows. */

/** fod_handover_is_due: @due: (out): whether @queued, refused with @code, is about a row that no
 * scope of this laptop holds, or hangs on one. Error: %FOD_DB_ERROR */
gboolean fod_handover_is_due (
    FodLedger *ledger, const FodQueued *queued, const char *code, gboolean *due, GError **error);

/** fod_handover_take: takes the refused op out, with what is left of its row, and counts it. Error:
 * %FOD_DB_ERROR */
gboolean fod_handover_take (FodLedger *ledger, const FodQueued *queued, GError **error);

/** fod_handover_drop: the same, uncounted. Error: %FOD_DB_ERROR */
gboolean fod_handover_drop (FodLedger *ledger, const FodQueued *queued, GError **error);

/** fod_handover_note_left: @left changes are about to be handed over: those that were not known of
 * are counted. Error: %FOD_DB_ERROR */
gboolean fod_handover_note_left (FodLedger *ledger, guint left, GError **error);

/** fod_handover_lower_left: so many of them are gone. Error: %FOD_DB_ERROR */
gboolean fod_handover_lower_left (FodLedger *ledger, guint gone, GError **error);

/** fod_handover_sweep: rows were lost: those that were refused before go after them. @handed:
 * (out): whether there were any. Error: %FOD_DB_ERROR */
gboolean fod_handover_sweep (FodLedger *ledger, gboolean *handed, GError **error);

/** fod_handover_count: Returns: how many changes were handed over lately, as long as a person
 * should hear of it (two weeks after the last) */
guint fod_handover_count (FodLedger *ledger);

G_END_DECLS
