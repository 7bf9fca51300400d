/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "db/fod-stmt.h"
#include "server/fod-server-sql.h"

G_BEGIN_DECLS

/** fod_sql_sqlite_new: Returns: (transfer full) (nullable): @id for the embedded database.
 * Error: %FOD_DB_ERROR */
FodSql *fod_sql_sqlite_new (FodDb *db, FodSqlId id, GError **error);

G_END_DECLS
