/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"
#include "server/fod-server-store.h"
#include "wire/fod-wire.h"

G_BEGIN_DECLS

/* Tokens and devices. A token is shown once, to the device; the server keeps its hash. */

/** fod_server_token_hash: Returns: (transfer full) (nullable): the hash of @token; %NULL for a text
 * that no token can be */
char *fod_server_token_hash (const char *token);

/** fod_server_enrol_find: @hash: (out) (transfer full) (nullable): what the login's password is
 * checked against; %NULL for nobody. Error: %FOD_DB_ERROR */
gboolean
fod_server_enrol_find (FodServerStore *store, const char *login, char **hash, GError **error);

/**
 * fod_server_enrol:
 * @request: whose password was checked
 *
 * Makes the device known and gives it a new token; an earlier token of it is void.
 *
 * Returns: (transfer full) (nullable): the reply. Error: %FOD_SERVER_DENIAL_TOKEN when the user is
 *   gone, %FOD_SERVER_DENIAL_DEVICE when the device is another user's, %FOD_DB_ERROR
 */
FodEnrolReply *fod_server_enrol (FodServerStore *store,
                                 FodClock *clock,
                                 const FodEnrolRequest *request,
                                 GError **error);

G_END_DECLS
