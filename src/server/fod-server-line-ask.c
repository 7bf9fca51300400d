/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Between the lines and the routes. */

#include "config.h"

#include "server/fod-server-line-ask.h"

#include "wire/fod-wire-ask.h"

FodServerLineAsk *
fod_server_line_ask_new (const FodServerTicket *ticket,
                         GBytes *packed,
                         FodServerStore *store,
                         FodClock *clock)
{
  g_autoptr (FodLineAsk) ask = fod_wire_unpack_ask (packed, NULL);
  FodServerLineAsk *self;

  if (ask == NULL)
    return NULL;
  self = g_new0 (FodServerLineAsk, 1);
  self->device = g_strdup (ticket->device);
  self->number = ask->number;
  self->started_us = g_get_monotonic_time ();
  self->route = fod_server_route_find (ask->path);
  if (self->route != NULL && !self->route->on_lines)
    self->route = NULL;
  self->call = g_new0 (FodServerCall, 1);
  self->call->store = g_object_ref (store);
  self->call->clock = g_object_ref (clock);
  self->call->token_hash = g_strdup (ticket->token_hash);
  self->call->body = g_bytes_ref (ask->body);
  return self;
}

void
fod_server_line_ask_free (FodServerLineAsk *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->call, fod_server_call_free);
  g_free (self->device);
  g_free (self);
}

/* @reply: (transfer full) */
static GBytes *
pack (FodServerLineAsk *self, FodServerReply *reply)
{
  FodLineAnswer answer = { self->number, reply->status, reply->retry_after, reply->body };
  GBytes *packed = fod_wire_pack_answer (&answer);

  self->status = reply->status;
  fod_server_reply_free (reply);
  return packed;
}

gpointer
fod_server_line_ask_run (gpointer data)
{
  FodServerLineAsk *self = data;

  return pack (self, self->route->answer (self->call, self->route->max_body));
}

GBytes *
fod_server_line_ask_refuse (FodServerLineAsk *self, guint status, const char *word)
{
  return pack (self, fod_server_reply_new_error (status, word));
}

void
fod_server_line_ask_log (const FodServerLineAsk *self)
{
  fod_server_reply_log (self->route == NULL ? "other" : self->route->path, self->status,
                        self->started_us);
}
