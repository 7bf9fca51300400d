/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-base.h"
#include "store/fod-queue.h"
#include "store/fod-rows.h"

G_BEGIN_DECLS

/**
 * fod_overlay_apply:
 * @queued: an own op that the server has not answered
 * @base: (nullable): what the server confirmed
 * @record: (inout) (nullable): the row so far
 * @deleted: (inout) (nullable): its mark so far
 *
 * Lays one op over a row, as the server would with nobody else about: the person's own value shows
 * until the server has spoken.
 */
void fod_overlay_apply (FodLedger *ledger,
                        const FodQueued *queued,
                        const FodBase *base,
                        FodRecord **record,
                        char **deleted);

/**
 * fod_overlay_compute:
 * @record: (out) (nullable) (transfer full): the row, %NULL when there is none
 * @deleted: (out) (nullable) (transfer full): its mark
 *
 * The one definition of the view: base, with the queue laid over it; none of what is concealed
 * (fod-concealed.h). Error: %FOD_DB_ERROR
 */
gboolean fod_overlay_compute (FodLedger *ledger,
                              const FodSpec *spec,
                              const char *id,
                              FodRecord **record,
                              char **deleted,
                              GError **error);

/**
 * fod_overlay_rebuild:
 * @overwritten: (nullable): versions of the base before the server's news, for the history
 *
 * Brings the row's view to base + queue; a row of neither goes. Kinds that this program does not
 * know have no view. Error: %FOD_DB_ERROR
 */
gboolean fod_overlay_rebuild (
    FodLedger *ledger, const char *kind, const char *id, GHashTable *overwritten, GError **error);

/** fod_overlay_rebuild_each: as fod_overlay_rebuild(), of every row whose kind and id the query
 * @sql names. Error: %FOD_DB_ERROR */
gboolean fod_overlay_rebuild_each (FodLedger *ledger, const char *sql, GError **error);

/** fod_overlay_rebuild_about: of a resolve: the row whose field @queued settles. Error:
 * %FOD_DB_ERROR */
gboolean fod_overlay_rebuild_about (FodLedger *ledger, const FodQueued *queued, GError **error);

/** fod_overlay_rebuild_from: as fod_overlay_rebuild(), of the row that @base is, as it was just
 * written. Error: %FOD_DB_ERROR */
gboolean fod_overlay_rebuild_from (FodLedger *ledger,
                                   const FodBase *base,
                                   GHashTable *overwritten,
                                   GError **error);

/** fod_overlay_fill_server_fields: shows the enrolled user where the server will write who made the
 * row */
void fod_overlay_fill_server_fields (FodLedger *ledger, FodRecord *record);

G_END_DECLS
