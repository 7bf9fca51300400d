/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-sql.h"

G_BEGIN_DECLS

/**
 * FodServerStoreSql:
 *
 * A store by SQL: puts values into statements and reads them out again. Which database runs them,
 * and how a transaction goes, is the derived class's.
 */
#define FOD_TYPE_SERVER_STORE_SQL (fod_server_store_sql_get_type ())
G_DECLARE_DERIVABLE_TYPE (FodServerStoreSql, fod_server_store_sql, FOD, SERVER_STORE_SQL, GObject)

struct _FodServerStoreSqlClass
{
  GObjectClass parent_class;

  FodSql *(*prepare) (FodServerStoreSql *self, FodSqlId id, GError **error);
};

/** fod_server_store_sql_prepare: Returns: (transfer full) (nullable). Error: %FOD_DB_ERROR */
FodSql *fod_server_store_sql_prepare (FodServerStoreSql *self, FodSqlId id, GError **error);

G_END_DECLS
