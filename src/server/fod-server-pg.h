/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

/**
 * FodPg:
 *
 * One connection to PostgreSQL, used by one thread at a time. What only writes is sent without
 * waiting for its answer; the next read, or the end of the transaction, tells how it went.
 * Statements are prepared when they are first used and kept by their text. Errors are
 * %FOD_DB_ERROR and never quote a value.
 */
typedef struct _FodPg FodPg;

/** fod_pg_new: @conninfo: as libpq reads it (a URI, or words as "service=fodfaeste").
 * Returns: (transfer full) (nullable) */
FodPg *fod_pg_new (const char *conninfo, GError **error);

void fod_pg_free (FodPg *self);

/** fod_pg_is_alive: Returns: whether the other end is there, as far as is known without asking */
gboolean fod_pg_is_alive (FodPg *self);

/** fod_pg_set_patience: no statement works longer than @ms, and no transaction; 0 is for ever */
gboolean fod_pg_set_patience (FodPg *self, guint ms, GError **error);

guint fod_pg_get_patience (FodPg *self);

/** fod_pg_begin: @sql: the constant words that begin the transaction. Not waited for */
gboolean fod_pg_begin (FodPg *self, const char *sql, GError **error);

/** fod_pg_commit: after a failure the transaction is over; whether it was committed is unknown only
 * when the connection broke */
gboolean fod_pg_commit (FodPg *self, GError **error);

void fod_pg_rollback (FodPg *self);

/** fod_pg_send: a statement of which only a failure is of interest; inside a transaction it is not
 * waited for */
gboolean
fod_pg_send (FodPg *self, const char *sql, int n, const char *const *values, GError **error);

/** fod_pg_query: Returns: (transfer full) (nullable): the rows */
PGresult *
fod_pg_query (FodPg *self, const char *sql, int n, const char *const *values, GError **error);

/** fod_pg_get_handle: for a listener's socket and notifications; Returns: (transfer none) */
PGconn *fod_pg_get_handle (FodPg *self);

/** fod_pg_migrate: runs the scripts of @resource_folder that the database has not seen, one server
 * at a time; the schema's number is in the table "schema_version". Error: %FOD_DB_ERROR_TOO_NEW
 * when it is newer than the last script */
gboolean fod_pg_migrate (FodPg *self, const char *resource_folder, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodPg, fod_pg_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

G_END_DECLS
