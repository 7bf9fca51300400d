/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-secret.h"
#include "db/fod-db-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FodDb:
 *
 * One open encrypted database, used by one thread at a time. The only door to SQLCipher.
 */
#define FOD_TYPE_DB (fod_db_get_type ())
G_DECLARE_FINAL_TYPE (FodDb, fod_db, FOD, DB, GObject)

/**
 * fod_db_open:
 * @path: the file; made when it is missing
 * @key: 32 raw bytes
 * @error: %FOD_DB_ERROR
 *
 * Opens with the pinned format (cipher_compatibility 3, 4,096-byte pages, WAL, synchronous FULL)
 * and verifies that what lies on the disk is encrypted.
 *
 * Returns: (transfer full) (nullable): the database
 */
FodDb *fod_db_open (const char *path, FodSecret *key, GError **error);

/**
 * fod_db_migrate:
 * @resource_folder: a GResource folder of scripts "001-start.sql", "002-….sql" …
 * @error: %FOD_DB_ERROR, %FOD_DB_ERROR_TOO_NEW when the file is newer than the last script
 *
 * Runs the scripts that the file has not seen, each in a transaction with its user_version.
 */
gboolean fod_db_migrate (FodDb *self, const char *resource_folder, GError **error);

/** fod_db_get_version: Returns: the file's schema number (user_version) */
int fod_db_get_version (FodDb *self);

/** fod_db_begin: starts a write transaction (BEGIN IMMEDIATE). Error: %FOD_DB_ERROR */
gboolean fod_db_begin (FodDb *self, GError **error);

/** fod_db_set_patience: a transaction that works longer than @ms ends with %FOD_DB_ERROR_BUSY and
 * can only be rolled back; 0 waits for ever, as a new connection does */
void fod_db_set_patience (FodDb *self, guint ms);

/** fod_db_commit: Error: %FOD_DB_ERROR; a transaction that could not commit is rolled back */
gboolean fod_db_commit (FodDb *self, GError **error);

/** fod_db_rollback: leaves the transaction, if there is one */
void fod_db_rollback (FodDb *self);

/** fod_db_savepoint: a transaction inside the transaction; @name is a constant word */
gboolean fod_db_savepoint (FodDb *self, const char *name, GError **error);

/** fod_db_release: @keep says whether what came since the savepoint stays */
gboolean fod_db_release (FodDb *self, const char *name, gboolean keep, GError **error);

/** fod_db_exec: runs one constant statement without values. Error: %FOD_DB_ERROR */
gboolean fod_db_exec (FodDb *self, const char *sql, GError **error);

/** fod_db_get_changes: Returns: how many rows the last statement changed */
int fod_db_get_changes (FodDb *self);

/** fod_db_get_last_id: Returns: the number (rowid) of the row that was inserted last */
gint64 fod_db_get_last_id (FodDb *self);

/** fod_db_backup: writes a consistent copy under the same key to @path (must not exist).
 * Error: %FOD_DB_ERROR */
gboolean fod_db_backup (FodDb *self, const char *path, GError **error);

/** fod_db_check: Error: %FOD_DB_ERROR_DAMAGED when integrity_check finds anything */
gboolean fod_db_check (FodDb *self, GError **error);

/** fod_db_close: closes at once; the object stays as a closed one */
void fod_db_close (FodDb *self);

G_END_DECLS
