/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "db/fod-stmt.h"
#include "server/fod-server-store-sqlite.h"

G_BEGIN_DECLS

/* The parts of the embedded store. Each fills in its functions, which fod-server-store.h explains.
 */

FodDb *fod_server_store_sqlite_get_db (FodServerStore *store);

void fod_sqlite_rows_fill (FodServerStoreInterface *iface);
void fod_sqlite_feed_fill (FodServerStoreInterface *iface);
void fod_sqlite_accounts_fill (FodServerStoreInterface *iface);
void fod_sqlite_audit_fill (FodServerStoreInterface *iface);

G_END_DECLS
