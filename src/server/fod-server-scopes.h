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

/** fod_server_scopes_see: @seen: (out): whether the one at work holds @row. Error: %FOD_DB_ERROR */
gboolean fod_server_scopes_see (FodServerWork *work,
                                const FodStoredRow *row,
                                gboolean *seen,
                                GError **error);

G_END_DECLS
