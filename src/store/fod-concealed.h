/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-ledger.h"
#include "wire/fod-row.h"

G_BEGIN_DECLS

/** fod_concealed_add: the row, which hangs on @parent (nullable), is not shown. Error:
 * %FOD_DB_ERROR */
gboolean fod_concealed_add (
    FodLedger *ledger, const char *kind, const char *id, const char *parent, GError **error);

/** fod_concealed_remove: nothing keeps the row from being shown. Error: %FOD_DB_ERROR */
gboolean fod_concealed_remove (FodLedger *ledger, const char *kind, const char *id, GError **error);

/** fod_concealed_has: @has: (out): whether the row is here and not shown. Error: %FOD_DB_ERROR */
gboolean fod_concealed_has (
    FodLedger *ledger, const char *kind, const char *id, gboolean *has, GError **error);

/** fod_concealed_is_empty: @empty: (out): whether there is no such row. Error: %FOD_DB_ERROR */
gboolean fod_concealed_is_empty (FodLedger *ledger, gboolean *empty, GError **error);

/** fod_concealed_list: Returns: (transfer full) (nullable) (element-type FodRow): those of @kind,
 * with nothing but kind and id. Error: %FOD_DB_ERROR */
GPtrArray *fod_concealed_list (FodLedger *ledger, const char *kind, GError **error);

/** fod_concealed_list_children: Returns: likewise: those that hang on the row @parent */
GPtrArray *fod_concealed_list_children (FodLedger *ledger, const char *parent, GError **error);

/** fod_concealed_list_dead: Returns: likewise: those of them that the server has confirmed as dead
 */
GPtrArray *fod_concealed_list_dead (FodLedger *ledger, const char *parent, GError **error);

/** fod_concealed_list_left: Returns: likewise: own rows that the server does not have and that hung
 * on what is here no more */
GPtrArray *fod_concealed_list_left (FodLedger *ledger, GError **error);

G_END_DECLS
