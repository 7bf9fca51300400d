/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"
#include "server/fod-server-reply.h"
#include "server/fod-server-shelf.h"
#include "server/fod-server-store.h"

G_BEGIN_DECLS

/**
 * FodServerTicket:
 * @scopes: (element-type utf8): what the device has
 *
 * A device that may listen.
 */
typedef struct
{
  char *device;
  char *token_hash;
  GPtrArray *scopes;
} FodServerTicket;

void fod_server_ticket_free (FodServerTicket *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodServerTicket, fod_server_ticket_free)

/**
 * FodServerCall:
 * @token_hash: (nullable): of the token that came along
 * @token: (nullable): that token, where the answer needs it
 * @body: (nullable): as it came
 * @packed: whether it is gzip
 * @if_none_match: (nullable): the header
 * @shelf: (nullable): borrowed: where parts of first loads are kept; without it there are none
 * @moved: (nullable) (element-type utf8): (out): scopes whose heads the call has moved
 * @ticket: (nullable): (out): of a device that wants to listen, with the status 101
 *
 * A request, taken off its socket, for the worker.
 */
typedef struct
{
  FodServerStore *store;
  FodClock *clock;
  char *token_hash;
  char *token;
  GBytes *body;
  gboolean packed;
  char *if_none_match;
  FodServerShelf *shelf;
  GPtrArray *moved;
  FodServerTicket *ticket;
} FodServerCall;

/**
 * FodServerRoute:
 * @answer: runs on the worker; %NULL for the routes that the server answers itself
 * @needs_token: whether a request without a token is refused before anything is read
 * @max_body: the most bytes of a body, also after unpacking
 * @opens_line: whether the answer is a line that stays open
 * @loads: whether only so many at a time are worked on as the shelf says
 * @on_lines: whether a device may ask it on its line, too
 */
typedef struct
{
  const char *path;
  const char *method;
  gboolean needs_token;
  gsize max_body;
  FodServerReply *(*answer) (FodServerCall *call, gsize max_body);
  gboolean opens_line;
  gboolean loads;
  gboolean on_lines;
} FodServerRoute;

/** fod_server_route_find: Returns: (transfer none) (nullable): the route of @path */
const FodServerRoute *fod_server_route_find (const char *path);

/** fod_server_route_list: Returns: (transfer none): all of them */
const FodServerRoute *fod_server_route_list (guint *n_routes);

/** fod_server_call_read: Returns: (transfer full) (nullable): the body, unpacked.
 * Error: %G_IO_ERROR */
GBytes *fod_server_call_read (FodServerCall *call, gsize max_body, GError **error);

void fod_server_call_free (FodServerCall *self);

G_END_DECLS
