/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-pg-pool.h"
#include "server/fod-server-sql.h"

G_BEGIN_DECLS

/**
 * fod_sql_postgres_new:
 * @pg: (transfer full) if @pool is given: where it is given back to when the statement is freed
 * @writing: whether it is in a transaction that writes, where what is read for that is locked
 *
 * Returns: (transfer full): @id for PostgreSQL
 */
FodSql *fod_sql_postgres_new (FodPg *pg, FodPgPool *pool, FodSqlId id, gboolean writing);

G_END_DECLS
