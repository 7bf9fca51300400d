/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-record.h"
#include "store/fod-queue.h"

G_BEGIN_DECLS

/* Handing a participant over, as this laptop does it (PROTOCOL.md, handing over): an op of its own,
 * so that a server that refuses it refuses nothing else, and that it can be taken back until it is
 * sent. */

/** fod_giving_is_field: Returns: whether the one who has the row may write the field */
gboolean fod_giving_is_field (const FodField *field);

/** fod_giving_is_in: Returns: whether the op hands its row over */
gboolean fod_giving_is_in (const FodOp *op);

/** fod_giving_find: @queue: (element-type FodQueued): what waits on a row; Returns: (transfer none)
 * (nullable): the newest op that hands it over and was not sent */
FodQueued *fod_giving_find (const GPtrArray *queue);

/** fod_giving_may: Returns: whether the person at this laptop may hand @record over: who has them,
 * their leader, and who takes back what was not sent */
gboolean fod_giving_may (FodLedger *ledger, const FodRecord *record, const GPtrArray *queue);

/** fod_giving_note: the server took @op: what the person keeps of it, when it gave somebody away,
 * is written (fod-given.h). Error: %FOD_DB_ERROR */
gboolean fod_giving_note (FodLedger *ledger, const FodOp *op, GError **error);

G_END_DECLS
