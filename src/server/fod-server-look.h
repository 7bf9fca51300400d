/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-routes.h"

G_BEGIN_DECLS

/**
 * FodServerLook:
 * @tokens: (element-type utf8): hashes of the tokens of who is to be looked at anew
 * @scopes: (element-type utf8): a set: of these and of all that those devices have, the heads are
 *   wanted
 * @tickets: (out): token hash → FodServerTicket; who is not in it may not listen any more
 * @heads: (out): scope → decimal text
 * @epoch: (out) (nullable): %NULL when the store could not be asked
 * @anything: (out): of fod_server_look_for_news()
 * @owner: whose it is
 *
 * A look into the store on behalf of the lines: made by the main thread, lent to the worker.
 */
typedef struct
{
  FodServerStore *store;
  FodClock *clock;
  GPtrArray *tokens;
  GHashTable *scopes;
  GHashTable *tickets;
  GHashTable *heads;
  char *epoch;
  gboolean anything;
  gpointer owner;
} FodServerLook;

/** fod_server_look_new: Returns: (transfer full): a look at nothing yet */
FodServerLook *fod_server_look_new (FodServerStore *store, FodClock *clock);

void fod_server_look_free (FodServerLook *self);

/** fod_server_look_run: runs on the worker, in one transaction; Returns: %NULL */
gpointer fod_server_look_run (gpointer look);

/** fod_server_look_for_news: runs on the worker: what other processes have moved, into @scopes and
 * @anything; Returns: %NULL */
gpointer fod_server_look_for_news (gpointer look);

G_END_DECLS
