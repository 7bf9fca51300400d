/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-pg-pool.h"
#include "server/fod-server-store.h"

G_BEGIN_DECLS

/**
 * FodPgNews:
 *
 * What other processes wrote: a thread that listens for their word, and a look at every head, which
 * finds also what no word came of.
 */
typedef struct _FodPgNews FodPgNews;

/** fod_pg_news_new: @store: emits "news"; outlives it. Returns: (transfer full) */
FodPgNews *fod_pg_news_new (FodServerStore *store, FodPgPool *pool);

/** fod_pg_news_stop: the thread is over when it returns; the look at the heads goes on */
void fod_pg_news_stop (FodPgNews *self);

void fod_pg_news_free (FodPgNews *self);

/** fod_pg_news_take: as fod_server_store_take_news() */
gboolean fod_pg_news_take (FodPgNews *self, gboolean *anything, GPtrArray *scopes, GError **error);

/** fod_pg_news_tell: gives the others word, by a connection that has just committed. A word that is
 * lost costs delay only */
void fod_pg_news_tell (FodPg *pg);

G_END_DECLS
