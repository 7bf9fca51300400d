/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-work.h"
#include "wire/fod-wire.h"

G_BEGIN_DECLS

/* The quarantine (PROTOCOL.md, scopes): what the server refused, and what nobody but the audit has
 * any more. */

/** fod_server_quarantine_list_ended: Returns: (transfer full) (nullable) (element-type utf8): a set
 * of the laptops that have handed over and are wiped: what they had to put right is here alone.
 * Error: %FOD_DB_ERROR */
GHashTable *fod_server_quarantine_list_ended (FodServerStore *store, GError **error);

/** fod_server_quarantine_has: @ended: of fod_server_quarantine_list_ended(); Returns: whether
 * @entry is in the quarantine */
gboolean fod_server_quarantine_has (const FodServerAuditEntry *entry, GHashTable *ended);

/**
 * fod_server_quarantine:
 *
 * What is in it about the rows that the leader at work has in their team now, and nothing else;
 * before that, what they settled is noted in the audit and shown no more.
 *
 * Returns: (transfer full) (nullable): the reply. Error: %FOD_SERVER_DENIAL, of which
 *   %FOD_SERVER_DENIAL_ROLE for who is no leader; %FOD_WIRE_ERROR_FORM, %FOD_DB_ERROR
 */
FodQuarantineReply *
fod_server_quarantine (FodServerWork *work, const FodQuarantineRequest *request, GError **error);

G_END_DECLS
