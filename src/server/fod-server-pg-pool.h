/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-pg.h"

G_BEGIN_DECLS

/**
 * FodPgPool:
 *
 * Connections to one database, for any thread. Makes one when none is free; there are as many as
 * there ever were threads at work at once. Lets go of those that broke.
 */
typedef struct _FodPgPool FodPgPool;

/** fod_pg_pool_new: Returns: (transfer full): an empty pool for @conninfo */
FodPgPool *fod_pg_pool_new (const char *conninfo);

void fod_pg_pool_free (FodPgPool *self);

/** fod_pg_pool_set_patience: as fod_pg_set_patience(), of all connections that are taken from now
 * on */
void fod_pg_pool_set_patience (FodPgPool *self, guint ms);

/** fod_pg_pool_take: Returns: (transfer full) (nullable). Error: %FOD_DB_ERROR */
FodPg *fod_pg_pool_take (FodPgPool *self, GError **error);

/** fod_pg_pool_give: @pg: (transfer full): outside of a transaction */
void fod_pg_pool_give (FodPgPool *self, FodPg *pg);

G_END_DECLS
