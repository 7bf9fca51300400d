/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "db/fod-db.h"

G_BEGIN_DECLS

/**
 * FodStmt:
 *
 * A prepared statement, borrowed from the database's cache for one use and reset when it is let go.
 * Values are always bound. A failing bind is reported by the next step.
 *
 * What runs for many rows inside a transaction that its first failure rolls back says OR FAIL, and
 * knows whether it updates or inserts: a plain UPDATE and INSERT OR REPLACE can take back half of
 * what they did, for which SQLite copies each page that they touch and SQLCipher encrypts each
 * copy.
 */
typedef struct _FodStmt FodStmt;

/**
 * fod_stmt_new:
 * @sql: one statement; identifiers come from constant tables only, values are "?1" …
 * @error: %FOD_DB_ERROR
 *
 * Returns: (transfer full) (nullable): the statement
 */
FodStmt *fod_stmt_new (FodDb *db, const char *sql, GError **error);

/** fod_stmt_free: resets it and gives it back to the cache */
void fod_stmt_free (FodStmt *self);

/** fod_stmt_bind_text: binds a copy of @text (%NULL: SQL NULL) to ?@index, counted from 1 */
void fod_stmt_bind_text (FodStmt *self, int index, const char *text);

/** fod_stmt_bind_int: binds a number to ?@index */
void fod_stmt_bind_int (FodStmt *self, int index, gint64 value);

/** fod_stmt_bind_blob: binds a copy of bytes to ?@index */
void fod_stmt_bind_blob (FodStmt *self, int index, const void *data, gsize size);

/**
 * fod_stmt_step:
 * @has_row: (out) (optional): whether a row is there to read
 * @error: %FOD_DB_ERROR
 *
 * Returns: whether the step went well
 */
gboolean fod_stmt_step (FodStmt *self, gboolean *has_row, GError **error);

/** fod_stmt_run: binds done, runs to the end without rows. Error: %FOD_DB_ERROR */
gboolean fod_stmt_run (FodStmt *self, GError **error);

/** fod_stmt_reset: makes it ready to bind and run again */
void fod_stmt_reset (FodStmt *self);

/** fod_stmt_get_text: Returns: (transfer none) (nullable): column @index (from 0), valid until the
 * next step */
const char *fod_stmt_get_text (FodStmt *self, int index);

/** fod_stmt_get_int: Returns: column @index as a number, 0 for NULL */
gint64 fod_stmt_get_int (FodStmt *self, int index);

/** fod_stmt_get_blob: Returns: (transfer none) (nullable): column @index as bytes; sets @size */
const void *fod_stmt_get_blob (FodStmt *self, int index, gsize *size);

/** fod_stmt_is_null: Returns: whether column @index is NULL */
gboolean fod_stmt_is_null (FodStmt *self, int index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodStmt, fod_stmt_free)

G_END_DECLS
