/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/fod-ledger.h"
#include "wire/fod-row.h"

G_BEGIN_DECLS

/**
 * FodBase:
 * @row: kind, id, rv, fields and versions as the server confirmed them; state live or deleted; a
 *   deleted row keeps the fields that it had
 * @gone_tx: (nullable): the own transaction that deleted it
 * @kept: whether the disk has it
 * @kept_word: what the row adds to its scopes' check as it lies on the disk; 0 for a row that does
 *   not count (deleted, or not there)
 */
typedef struct
{
  FodRow *row;
  char *gone_tx;
  guint64 kept_word;
  gboolean kept_live;
  gboolean kept;
} FodBase;

/* The pseudo scope of own new rows until the server or their parent says where they belong. */
#define FOD_SCOPE_PENDING ""

/** fod_base_new: Returns: (transfer full): a live row that the server has not numbered yet */
FodBase *fod_base_new (const char *kind, const char *id);

void fod_base_free (FodBase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodBase, fod_base_free)

/** fod_base_get: @base: (out) (nullable): %NULL when the server has confirmed no such row. Error:
 * %FOD_DB_ERROR */
gboolean
fod_base_get (FodLedger *ledger, const char *kind, const char *id, FodBase **base, GError **error);

/** fod_base_put: writes @base as it is now; count and check hash of each scope that holds the row
 * follow. Error: %FOD_DB_ERROR */
gboolean fod_base_put (FodLedger *ledger, FodBase *base, GError **error);

/** fod_base_get_version: Returns: (transfer none): the version of @field as decimal text, "0" for
 * never; @base may be %NULL */
const char *fod_base_get_version (const FodBase *base, const char *field);

/** fod_base_enter: @scope holds the row from now on. Error: %FOD_DB_ERROR */
gboolean fod_base_enter (FodLedger *ledger, const char *scope, const FodBase *base, GError **error);

/** fod_base_leave: @scope holds the row no more; @orphan: (out): whether no scope does. Error:
 * %FOD_DB_ERROR */
gboolean fod_base_leave (FodLedger *ledger,
                         const char *scope,
                         const char *kind,
                         const char *id,
                         gboolean *orphan,
                         GError **error);

/** fod_base_list_scopes: Returns: (transfer full) (nullable) (element-type utf8): the scopes that
 * hold the row. Error: %FOD_DB_ERROR */
GPtrArray *
fod_base_list_scopes (FodLedger *ledger, const char *kind, const char *id, GError **error);

/** fod_base_remove: forgets what the server confirmed of the row. Error: %FOD_DB_ERROR */
gboolean fod_base_remove (FodLedger *ledger, const char *kind, const char *id, GError **error);

G_END_DECLS
