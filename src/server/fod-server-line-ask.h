/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-routes.h"

G_BEGIN_DECLS

/**
 * FodServerLineAsk:
 * @owner: of whoever runs it
 * @line: which line of the device the answer belongs on
 * @route: (nullable): %NULL for what can't be asked on a line
 * @status: (out): of the answer
 *
 * A request that came on a line: what the routes answer, without the heads of HTTP.
 */
typedef struct
{
  gpointer owner;
  char *device;
  guint line;
  FodServerCall *call;
  const FodServerRoute *route;
  guint number;
  guint status;
  gint64 started_us;
} FodServerLineAsk;

/** fod_server_line_ask_new: @store, @clock: of the call; Returns: (transfer full) (nullable): what
 * @packed asks in the name of @ticket, %NULL when it asks nothing */
FodServerLineAsk *fod_server_line_ask_new (const FodServerTicket *ticket,
                                           GBytes *packed,
                                           FodServerStore *store,
                                           FodClock *clock);

void fod_server_line_ask_free (FodServerLineAsk *self);

/** fod_server_line_ask_run: for the worker, with a #FodServerLineAsk; Returns: (transfer full)
 * (type GBytes): the answer, packed */
gpointer fod_server_line_ask_run (gpointer data);

/** fod_server_line_ask_refuse: Returns: (transfer full): an answer without asking anybody */
GBytes *fod_server_line_ask_refuse (FodServerLineAsk *self, guint status, const char *word);

/** fod_server_line_ask_log: one line about it, which names nobody */
void fod_server_line_ask_log (const FodServerLineAsk *self);

G_END_DECLS
