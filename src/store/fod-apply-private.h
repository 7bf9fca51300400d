/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-base.h"
#include "store/fod-edit-private.h"
#include "store/fod-history.h"
#include "store/fod-queue.h"
#include "store/fod-rows.h"

G_BEGIN_DECLS

/**
 * FodApply:
 * @tx: the local transaction
 * @wire_tx: the part of it that is pushed as one
 * @n_ops, @n_bytes: in that part so far
 * @gives: the part hands a row over, and takes no other op
 * @may_fold: whether a set may join an op that waits already: only when the edit is about one row,
 *   because what it does to several must reach the server together
 * @noted: whether anything changed
 *
 * One edit on its way to the disk.
 */
typedef struct
{
  FodLedger *ledger;
  char *tx;
  char *wire_tx;
  guint n_ops;
  gsize n_bytes;
  gboolean gives;
  gboolean may_fold;
  gboolean noted;
} FodApply;

/** fod_apply_new_op: Returns: (transfer full): an op of this edit, dated now */
FodOp *fod_apply_new_op (FodApply *self, FodOpVerb verb, const char *kind, const char *row);

/** fod_apply_queue: queues @op; @about as FodQueued. Error: %FOD_DB_ERROR */
gboolean fod_apply_queue (FodApply *self, FodOp *op, const char *about, GError **error);

/** fod_apply_note_row_version: names the version of the whole row that the author of @op has seen:
 * that of the base, or of the newest op in @queue. Error: %FOD_DB_ERROR */
gboolean
fod_apply_note_row_version (FodApply *self, FodOp *op, const GPtrArray *queue, GError **error);

/** fod_apply_note: writes @line as part of this edit. Error: %FOD_DB_ERROR */
gboolean fod_apply_note (FodApply *self, FodHistoryLine *line, GError **error);

/** fod_apply_find_row: the live row that a change is about. Error: %FOD_STORE_ERROR_NOT_FOUND,
 * %FOD_STORE_ERROR_SERVER_ONLY, %FOD_FIELD_ERROR_UNKNOWN for the kind */
FodViewRow *fod_apply_find_row (FodApply *self, const char *kind, const char *id, GError **error);

/** fod_apply_join: writes what @said says of the shared @row, which is here, as somebody who has
 * seen nothing of it. Error: as fod_apply_edit() */
gboolean
fod_apply_join (FodApply *self, const FodViewRow *row, const FodRecord *said, GError **error);

/** fod_apply_sets: writes @count sets of one row as one op. Error: as fod_apply_edit() */
gboolean fod_apply_sets (FodApply *self, FodEditStep **steps, guint count, GError **error);

G_END_DECLS
