/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-secret.h"
#include "server/fod-server-mark.h"
#include "server/fod-server-store-sql.h"

G_BEGIN_DECLS

#define FOD_TYPE_SERVER_STORE_SQLITE (fod_server_store_sqlite_get_type ())
G_DECLARE_FINAL_TYPE (
    FodServerStoreSqlite, fod_server_store_sqlite, FOD, SERVER_STORE_SQLITE, FodServerStoreSql)

/**
 * fod_server_store_sqlite_new:
 * @path: the database file; made when it is missing
 * @key: 32 bytes
 * @error: %FOD_DB_ERROR
 *
 * Opens the embedded database and brings its tables up to date.
 *
 * Returns: (transfer full) (nullable): the store
 */
FodServerStore *fod_server_store_sqlite_new (const char *path, FodSecret *key, GError **error);

/** fod_server_store_sqlite_keep_mark: @mark (transfer full) follows each commit from now on */
void fod_server_store_sqlite_keep_mark (FodServerStoreSqlite *self, FodServerMark *mark);

G_END_DECLS
