/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-work.h"

G_BEGIN_DECLS

/* Who holds what (PROTOCOL.md, scopes). Only the server computes scopes: those of a user from the
 * account, those of a row from the row and what it hangs on. */

/** fod_server_scopes_of_user: Returns: (transfer full) (element-type utf8): own first, so that a
 * first load begins with what its user needs most */
GPtrArray *fod_server_scopes_of_user (FodServerWork *work, const FodServerUser *user);

/** fod_server_scopes_of_row: @scopes: (out) (transfer full) (element-type utf8): empty when the row
 * hangs on nothing. Error: %FOD_DB_ERROR */
gboolean fod_server_scopes_of_row (FodServerWork *work,
                                   const FodStoredRow *row,
                                   GPtrArray **scopes,
                                   GError **error);

/** fod_server_scopes_get_parent: @parent: (out) (transfer full) (nullable): what @row hangs on.
 * Error: %FOD_DB_ERROR */
gboolean fod_server_scopes_get_parent (FodServerWork *work,
                                       const FodStoredRow *row,
                                       FodStoredRow **parent,
                                       GError **error);

/**
 * FodServerHolding:
 * @scopes: (element-type utf8): who holds the row
 * @state, @rv: as the row is
 *
 * What most questions about another row are about, kept while a transaction lasts: a batch of notes
 * asks a hundred times about one participant.
 */
typedef struct
{
  GPtrArray *scopes;
  FodRowState state;
  guint64 rv;
} FodServerHolding;

/** fod_server_scopes_new_holdings: Returns: (transfer full): for #FodServerWork */
GHashTable *fod_server_scopes_new_holdings (void);

/** fod_server_scopes_hold: @holding: (out) (transfer none) (nullable): of the row of that id, until
 * it changes; %NULL when there is none. Error: %FOD_DB_ERROR */
gboolean fod_server_scopes_hold (FodServerWork *work,
                                 const char *kind,
                                 const char *id,
                                 const FodServerHolding **holding,
                                 GError **error);

/** fod_server_scopes_note: takes over that @row is now as it is. Error: %FOD_DB_ERROR */
gboolean fod_server_scopes_note (FodServerWork *work, const FodStoredRow *row, GError **error);

/** fod_server_scopes_forget: takes back all that was taken over, after a rollback */
void fod_server_scopes_forget (FodServerWork *work);

/** fod_server_scopes_meet: Returns: whether the one at work has one of @scopes */
gboolean fod_server_scopes_meet (const FodServerWork *work, GPtrArray *scopes);

/** fod_server_scopes_see: @seen: (out): whether the one at work holds @row. Error: %FOD_DB_ERROR */
gboolean fod_server_scopes_see (FodServerWork *work,
                                const FodStoredRow *row,
                                gboolean *seen,
                                GError **error);

G_END_DECLS
