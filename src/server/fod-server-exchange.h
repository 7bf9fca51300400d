/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "server/fod-server-routes.h"
#include "wire/fod-wire.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * FodServerExchange:
 * @message: paused until the reply is there
 * @call: what came, for the worker
 * @route: where to
 * @pack: whether the caller takes gzip
 * @done: whether the message is over, answered or not
 * @enrol, @hash, @network: (nullable): of an enrolment, between its steps
 * @switching: whether the message is about to become a line (fod-server-live.h)
 * @on_over: called once when the message is over; @owner is the caller's
 *
 * One request and its reply. Counted; main thread only, but for what the worker is lent.
 */
typedef struct _FodServerExchange
{
  SoupServerMessage *message;
  FodServerCall *call;
  const FodServerRoute *route;
  gboolean pack;
  gboolean done;
  gboolean switching;
  gint64 started_us;
  FodEnrolRequest *enrol;
  char *hash;
  char *account; /* what the throttle counts a login under; never the name of a network */
  char *network;
  void (*on_over) (struct _FodServerExchange *exchange);
  gpointer owner;
} FodServerExchange;

/** fod_server_exchange_new: pauses @message; Returns: (transfer full): an exchange that frees
 * itself of it when it is over */
FodServerExchange *fod_server_exchange_new (SoupServerMessage *message,
                                            const FodServerRoute *route,
                                            FodServerStore *store,
                                            FodClock *clock);

FodServerExchange *fod_server_exchange_ref (FodServerExchange *self);
void fod_server_exchange_unref (FodServerExchange *self);

/** fod_server_exchange_send: puts @reply (transfer full) into the message and lets it go */
void fod_server_exchange_send (FodServerExchange *self, FodServerReply *reply);

/** fod_server_exchange_put: puts @reply into a message that is not paused */
void fod_server_exchange_put (SoupServerMessage *message, const FodServerReply *reply);

/** fod_server_exchange_judge: Returns: (transfer full) (nullable): the refusal of a request whose
 * headers do not fit @route; takes token, encoding and ETag into @call */
FodServerReply *fod_server_exchange_judge (SoupServerMessage *message,
                                           const FodServerRoute *route,
                                           FodServerCall *call);

/** fod_server_exchange_dup_network: Returns: (transfer full): the network that the caller is in; a
 * proxy's word is taken from loopback alone */
char *fod_server_exchange_dup_network (SoupServerMessage *message);

G_END_DECLS
