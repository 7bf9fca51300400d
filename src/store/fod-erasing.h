/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-ledger.h"

G_BEGIN_DECLS

/**
 * fod_erasing_take:
 *
 * The server says that the row was erased: nothing of it stays, nor of what was written about it
 * and not sent, answered or not. Its own and its scopes' places are left to fod_belonging_leave(),
 * the bytes to fod_ledger_forget_bytes(). Error: %FOD_DB_ERROR
 */
gboolean fod_erasing_take (FodLedger *ledger, const char *kind, const char *id, GError **error);

/** fod_erasing_scrub: after its transaction: the search index forgets the words, too, and the files
 * the bytes. What was killed before it is done at the next opening. Error: %FOD_DB_ERROR */
gboolean fod_erasing_scrub (FodLedger *ledger, GError **error);

/** fod_erasing_note_loss: a row that nobody may read here any more has gone: its words are to leave
 * the search index, too, when it is quiet. Error: %FOD_DB_ERROR */
gboolean fod_erasing_note_loss (FodLedger *ledger, GError **error);

/** fod_erasing_finish: at opening, and when it is quiet: does what fod_erasing_scrub() was kept
 * from, or what a loss left. Where the disk has no room for it, it waits. Error: %FOD_DB_ERROR */
gboolean fod_erasing_finish (FodLedger *ledger, GError **error);

G_END_DECLS
