/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-ledger.h"
#include "wire/fod-op.h"

G_BEGIN_DECLS

/**
 * FodOpState: as numbers on the disk.
 */
typedef enum
{
  FOD_OP_QUEUED,    /* may still change */
  FOD_OP_IN_FLIGHT, /* pushed, or about to be: never changes any more */
  FOD_OP_REFUSED,   /* the server said no; kept to be shown */
  FOD_OP_HELD,      /* refused, and all there is of its row: still laid over it */
  FOD_OP_DISCARDED  /* of a held row that was deleted: in the bin, never sent */
} FodOpState;

/**
 * FodQueued:
 * @tx: the local transaction; the op's own may be a part of it, because a push has its limits
 * @about: (nullable): of a resolve: the row whose field it settles
 * @code: (nullable): why it was refused; of one that waits: FOD_COMEBACK_CODE
 *
 * An own change that the server does not have.
 */
typedef struct
{
  gint64 seq;
  char *tx;
  FodOp *op;
  FodOpState state;
  char *about;
  char *code;
  gint64 at_ms;
  gsize bytes;
} FodQueued;

void fod_queued_free (FodQueued *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodQueued, fod_queued_free)

/** fod_queue_add: puts @op at the end; @tx and @about as FodQueued. Error: %FOD_DB_ERROR */
gboolean fod_queue_add (
    FodLedger *ledger, const FodOp *op, const char *tx, const char *about, GError **error);

/** fod_queue_update: writes what the op of @queued says now, its id too. Error: %FOD_DB_ERROR */
gboolean fod_queue_update (FodLedger *ledger, const FodQueued *queued, GError **error);

/** fod_queue_has_flying: @flying: (out): whether an op was sent and its answer is not here. Error:
 * %FOD_DB_ERROR */
gboolean fod_queue_has_flying (FodLedger *ledger, gboolean *flying, GError **error);

/** fod_queue_has_held: @held: (out): whether own new rows that the server refused stand here, or
 * lie in the bin. Error: %FOD_DB_ERROR */
gboolean fod_queue_has_held (FodLedger *ledger, gboolean *held, GError **error);

/** fod_queue_remove: takes it out. Error: %FOD_DB_ERROR */
gboolean fod_queue_remove (FodLedger *ledger, gint64 seq, GError **error);

/** fod_queue_archive: takes an answered op out and keeps it for a server that is restored. Error:
 * %FOD_DB_ERROR */
gboolean fod_queue_archive (FodLedger *ledger, const FodQueued *queued, GError **error);

/** fod_queue_age_archive: lets go of what was answered more than 30 days ago. Error: %FOD_DB_ERROR
 */
gboolean fod_queue_age_archive (FodLedger *ledger, GError **error);

/** fod_queue_revive_archive: queues what was answered and is still kept (30 days) again, before all
 * that waits: the server was restored and may have lost it; what it has, it knows by the ops' ids,
 * and so they are in flight, and never change.
 * Error: %FOD_DB_ERROR */
gboolean fod_queue_revive_archive (FodLedger *ledger, GError **error);

/** fod_queue_restore: puts one back as the second journal has it, unless it was answered. Error:
 * %FOD_DB_ERROR */
gboolean fod_queue_restore (FodLedger *ledger, const FodJournalEntry *entry, GError **error);

/** fod_queue_set_state: @code: (nullable). Error: %FOD_DB_ERROR */
gboolean fod_queue_set_state (
    FodLedger *ledger, gint64 seq, FodOpState state, const char *code, GError **error);

/** fod_queue_let_fly: what waits from number @first to number @last is in flight. Error:
 * %FOD_DB_ERROR */
gboolean fod_queue_let_fly (FodLedger *ledger, gint64 first, gint64 last, GError **error);

/** fod_queue_move_last: puts it behind all others. Error: %FOD_DB_ERROR */
gboolean fod_queue_move_last (FodLedger *ledger, gint64 seq, GError **error);

/** fod_queue_list_row: Returns: (transfer full) (nullable) (element-type FodQueued): what is laid
 * over the row (all but what was refused) or is about it, oldest first */
GPtrArray *
fod_queue_list_row (FodLedger *ledger, const char *kind, const char *row, GError **error);

/** fod_queue_find: @queued: (out) (nullable): the op of that id, when it was pushed. Error:
 * %FOD_DB_ERROR */
gboolean fod_queue_find (FodLedger *ledger, const char *op, FodQueued **queued, GError **error);

/** fod_queue_find_sent: as fod_queue_find() for an op that was taken to be sent: it never changed
 * since, and need not be read again. Error: %FOD_DB_ERROR */
gboolean fod_queue_find_sent (FodLedger *ledger, FodOp *op, FodQueued **queued, GError **error);

/** fod_queue_list: Returns: (transfer full) (nullable) (element-type FodQueued): all but the
 * discarded, refused ones first; oldest first */
GPtrArray *fod_queue_list (FodLedger *ledger, GError **error);

/** fod_queue_list_waiting: Returns: (transfer full) (nullable) (element-type FodQueued): what waits
 * with numbers above @after, oldest first, at most @limit */
GPtrArray *fod_queue_list_waiting (FodLedger *ledger, gint64 after, guint limit, GError **error);

/** fod_queue_get_last: Returns: the newest op's number, 0 for an empty queue */
gint64 fod_queue_get_last (FodLedger *ledger);

G_END_DECLS
