/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "db/fod-db.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* What the files of src/db know of each other. */

/** fod_db_fail: sets @error from SQLite's @rc; @doing says in English what was tried.
 * Returns: %FALSE */
gboolean fod_db_fail (sqlite3 *handle, int rc, const char *doing, GError **error);

/** fod_db_get_handle: Returns: (transfer none) (nullable): the open connection, %NULL when closed
 */
sqlite3 *fod_db_get_handle (FodDb *self);

/** fod_db_get_key: Returns: (transfer none) (nullable): the key, %NULL when closed */
FodSecret *fod_db_get_key (FodDb *self);

/** fod_db_get_statements: Returns: (transfer none) (nullable): the cache of statements by their SQL
 */
GHashTable *fod_db_get_statements (FodDb *self);

/** fod_stmt_cache_new: Returns: (transfer full): an empty cache; letting it go finalizes what it
 * holds
 */
GHashTable *fod_stmt_cache_new (void);

/** fod_db_connect: opens and keys a connection in the pinned format, without looking at what lies
 * in the file. Error: %FOD_DB_ERROR */
sqlite3 *fod_db_connect (const char *path, FodSecret *key, GError **error);

G_END_DECLS
