/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-ledger.h"
#include "wire/fod-wire.h"

G_BEGIN_DECLS

/**
 * FodHearsay:
 * @mark: what pulls had brought up to this line of the history is in @reply
 * @at_ms: when it came
 *
 * What the server last told of one row's history.
 */
typedef struct
{
  FodHistoryReply *reply;
  gint64 mark;
  gint64 at_ms;
} FodHearsay;

void fod_hearsay_free (FodHearsay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodHearsay, fod_hearsay_free)

/** fod_hearsay_get: @hearsay: (out) (transfer full) (nullable): %NULL when it was never asked.
 * Error: %FOD_DB_ERROR */
gboolean fod_hearsay_get (FodLedger *ledger, const char *row, FodHearsay **hearsay, GError **error);

/** fod_hearsay_take: keeps @reply in the place of what was told before, unless the row is not here
 * any more, or was changed since it was asked for, or the server is another. Error: %FOD_DB_ERROR
 */
gboolean fod_hearsay_take (FodLedger *ledger,
                           const char *kind,
                           const char *row,
                           const FodHistoryReply *reply,
                           GError **error);

/** fod_hearsay_forget: lets go of what was told about @row. Error: %FOD_DB_ERROR */
gboolean fod_hearsay_forget (FodLedger *ledger, const char *row, GError **error);

G_END_DECLS
