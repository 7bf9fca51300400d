/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-queue.h"

G_BEGIN_DECLS

/* What becomes of an op that the server refused. A row that the server does not have stays on the
 * laptop as its author wrote it (held), until she corrects it, which sends it anew, or deletes it
 * (discarded). A change to a row that the server has is taken back and kept to be shown. */

/** fod_refusal_take: the server refused @queued with @code. Error: %FOD_DB_ERROR */
gboolean
fod_refusal_take (FodLedger *ledger, const FodQueued *queued, const char *code, GError **error);

/** fod_refusal_find_held: Returns: (transfer none) (nullable): the creation in @queue, a row's ops,
 * that was refused */
FodQueued *fod_refusal_find_held (const GPtrArray *queue);

/** fod_refusal_discard: @removal (the newest op) deletes the row that @held would have made:
 * neither is sent. Error: %FOD_DB_ERROR */
gboolean
fod_refusal_discard (FodLedger *ledger, const FodQueued *held, gint64 removal, GError **error);

/** fod_refusal_keep: takes a discarding back. Error: %FOD_DB_ERROR */
gboolean fod_refusal_keep (FodLedger *ledger, const GPtrArray *queue, GError **error);

/** fod_refusal_yield: the server has row @id of @kind after all, from a copy of this laptop: what
 * was refused is kept as a refused change is, and a discarding has not happened.
 * Error: %FOD_DB_ERROR */
gboolean fod_refusal_yield (FodLedger *ledger, const char *kind, const char *id, GError **error);

/**
 * fod_refusal_send_again:
 * @tx: (nullable): the save that they are all taken or refused with from now on; %NULL: each with
 *   its own
 *
 * Queues a refused op anew, under another id, behind all that waits; and with it what was saved
 * along with it and what hangs on the rows that it makes. Error: %FOD_DB_ERROR
 */
gboolean fod_refusal_send_again (FodLedger *ledger,
                                 const FodQueued *refused,
                                 const char *tx,
                                 GError **error);

/** fod_refusal_is_kept: @code: (nullable): why an op was refused; Returns: whether the server keeps
 * what it refuses so, for the leader (PROTOCOL.md, quarantine) */
gboolean fod_refusal_is_kept (const char *code);

/** fod_refusal_ask_anew: the server was restored, and keeps no copy of what it had refused: that
 * waits again, as it was sent. Error: %FOD_DB_ERROR */
gboolean fod_refusal_ask_anew (FodLedger *ledger, GError **error);

G_END_DECLS
