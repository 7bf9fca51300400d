/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-store-sql.h"

G_BEGIN_DECLS

/* The parts of a store by SQL. Each fills in its functions, which fod-server-store.h explains. */

FodSql *fod_sql_new (FodServerStore *store, FodSqlId id, GError **error);

void fod_sql_rows_fill (FodServerStoreInterface *iface);
void fod_sql_feed_fill (FodServerStoreInterface *iface);
void fod_sql_accounts_fill (FodServerStoreInterface *iface);
void fod_sql_audit_fill (FodServerStoreInterface *iface);

G_END_DECLS
