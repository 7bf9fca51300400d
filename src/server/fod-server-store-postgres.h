/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-store-sql.h"

G_BEGIN_DECLS

/**
 * FodServerStorePostgres:
 *
 * The store in a PostgreSQL database, for any number of threads and processes. Each transaction has
 * a connection of its own for as long as it lasts.
 */
#define FOD_TYPE_SERVER_STORE_POSTGRES (fod_server_store_postgres_get_type ())
G_DECLARE_FINAL_TYPE (FodServerStorePostgres,
                      fod_server_store_postgres,
                      FOD,
                      SERVER_STORE_POSTGRES,
                      FodServerStoreSql)

/**
 * fod_server_store_postgres_new:
 * @conninfo: where the database is, as libpq reads it; without a password, which libpq finds in its
 *   password file or service file
 * @error: %FOD_DB_ERROR
 *
 * Connects and brings the tables up to date.
 *
 * Returns: (transfer full) (nullable): the store
 */
FodServerStore *fod_server_store_postgres_new (const char *conninfo, GError **error);

G_END_DECLS
