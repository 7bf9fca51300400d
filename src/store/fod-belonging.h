/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-base.h"
#include "wire/fod-wire.h"

G_BEGIN_DECLS

/* Which rows the profile may hold: scopes that are granted, loaded anew, or lost. */

/** fod_belonging_begin: @scope is one of ours. Error: %FOD_DB_ERROR */
gboolean fod_belonging_begin (FodLedger *ledger, const char *scope, GError **error);

/** fod_belonging_set_cursor: Error: %FOD_DB_ERROR */
gboolean
fod_belonging_set_cursor (FodLedger *ledger, const char *scope, const char *cursor, GError **error);

/** fod_belonging_list: Returns: (transfer full) (nullable) (element-type utf8 utf8): scope →
 * cursor, %NULL for one that was not loaded. Error: %FOD_DB_ERROR */
GHashTable *fod_belonging_list (FodLedger *ledger, GError **error);

/** fod_belonging_reload: @scope (%NULL: every one) is loaded from its beginning; its rows stay
 * until that is done. Error: %FOD_DB_ERROR */
gboolean fod_belonging_reload (FodLedger *ledger, const char *scope, GError **error);

/** fod_belonging_is_stale: whether @scope, or every scope that held the row, is loaded anew and has
 * not named it yet. Error: %FOD_DB_ERROR */
gboolean fod_belonging_is_stale (
    FodLedger *ledger, const char *scope, const FodRow *row, gboolean *stale, GError **error);

/** fod_belonging_set_aside: keeps an entry of the feed that can't be read. Error: %FOD_DB_ERROR */
gboolean fod_belonging_set_aside (FodLedger *ledger,
                                  const char *scope,
                                  const FodAside *aside,
                                  GError **error);

/** fod_belonging_take_up: the row came again and could be read. Error: %FOD_DB_ERROR */
gboolean
fod_belonging_take_up (FodLedger *ledger, const char *scope, const char *id, GError **error);

/** fod_belonging_has_aside: @aside: (out): whether anything of @scope (%NULL: of any) was put
 * aside. Error: %FOD_DB_ERROR */
gboolean
fod_belonging_has_aside (FodLedger *ledger, const char *scope, gboolean *aside, GError **error);

/** fod_belonging_reread: this program knows more than the one that put entries aside: their scopes
 * are loaded anew. Error: %FOD_DB_ERROR */
gboolean fod_belonging_reread (FodLedger *ledger, GError **error);

/** fod_belonging_complete: @scope was loaded; what it did not name goes; sets @lost
 * when anything did. Error: %FOD_DB_ERROR */
gboolean
fod_belonging_complete (FodLedger *ledger, const char *scope, gboolean *lost, GError **error);

/** fod_belonging_revoke: the scope is lost, with all that only it held. Error: %FOD_DB_ERROR */
gboolean fod_belonging_revoke (FodLedger *ledger, const char *scope, GError **error);

/** fod_belonging_leave: the row left @scope; when none is left that holds it, it goes, but for what
 * was answered (fod_belonging_sweep_archive()). Error: %FOD_DB_ERROR */
gboolean fod_belonging_leave (
    FodLedger *ledger, const char *scope, const char *kind, const char *id, GError **error);

/** fod_belonging_forget: nobody may read the row here any more: it goes with its earlier values,
 * its drafts and what was answered, and so do the dead rows that hung on it. What the person saved
 * and the server has not answered stays in the queue. Error: %FOD_DB_ERROR */
gboolean fod_belonging_forget (FodLedger *ledger, const char *kind, const char *id, GError **error);

/** fod_belonging_sweep_archive: what was answered about rows that are not here goes. Not while rows
 * are still to come: the row may be among them, and a server that is restored in between would not
 * get it again. Error: %FOD_DB_ERROR */
gboolean fod_belonging_sweep_archive (FodLedger *ledger, GError **error);

/** fod_belonging_has_pending: @pending: (out): whether own new rows wait for a scope. Error:
 * %FOD_DB_ERROR */
gboolean fod_belonging_has_pending (FodLedger *ledger, gboolean *pending, GError **error);

/** fod_belonging_wait: the row, which was here, came into one more scope. The server names none of
 * those rows there that were made here, so what hangs on it waits to be adopted: the answer to a
 * new one may have come before the page with its parent. Error: %FOD_DB_ERROR */
gboolean fod_belonging_wait (FodLedger *ledger, const char *kind, const char *id, GError **error);

/** fod_belonging_adopt: own new rows that wait for a scope go where their parent is. @loading: the
 * parent may turn up in other scopes yet, so that they go on waiting for those. Error:
 * %FOD_DB_ERROR */
gboolean fod_belonging_adopt (FodLedger *ledger, gboolean loading, GError **error);

/** fod_belonging_get_check: count and check hash of @scope as it lies here. Error: %FOD_DB_ERROR */
gboolean fod_belonging_get_check (
    FodLedger *ledger, const char *scope, guint64 *count, guint64 *check, GError **error);

G_END_DECLS
