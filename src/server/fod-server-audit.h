/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-work.h"
#include "wire/fod-wire.h"

G_BEGIN_DECLS

/* The audit (PROTOCOL.md, merging; security: who did what): one entry per outcome of an op, per
 * change that the server made because of it, per range that was read, per administrator's command.
 * Each entry's hash covers the entry before; the first of a day covers the day's name too. The
 * chain is one for the whole store, so that a transaction joins it last of all and leaves it at
 * once. */

/**
 * fod_server_audit_add:
 * @entry: (transfer full): kind, id, verb, result and, as they apply, op, hlc, eff, rv and values;
 *   the rest is filled in
 *
 * Keeps the entry for fod_server_audit_flush().
 */
void fod_server_audit_add (FodServerWork *work, FodServerAuditEntry *entry);

/** fod_server_audit_flush: joins what was kept to the chain. Error: %FOD_DB_ERROR */
gboolean fod_server_audit_flush (FodServerWork *work, GError **error);

/** fod_server_audit_get_eff: @eff: (out): as fod_server_store_get_eff(), with what this
 * transaction has done. Error: %FOD_DB_ERROR */
gboolean fod_server_audit_get_eff (
    FodServerWork *work, const FodRow *row, guint64 rv, guint64 *eff, GError **error);

/** fod_server_audit_new: Returns: (transfer full): an entry with those texts */
FodServerAuditEntry *
fod_server_audit_new (const char *kind, const char *id, const char *verb, const char *result);

/**
 * fod_server_audit_dup_written:
 * @made: (nullable): what it made of the row
 *
 * Returns: (transfer full) (nullable): all that @op says, as values of an entry; what a set gains
 *   and loses by "+name" and "-name", what stands now in the place of what the op says by "=name"
 */
char *fod_server_audit_dup_written (const FodOp *op, GHashTable *made);

/**
 * fod_server_audit_verify:
 * @broken: (out): the first entry that is not what was written, 0 when all are
 *
 * Walks the whole chain. Error: %FOD_DB_ERROR
 */
gboolean fod_server_audit_verify (FodServerStore *store, gint64 *broken, GError **error);

G_END_DECLS
