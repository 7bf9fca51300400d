/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Between libsoup's messages and the routes: headers in, headers out. */

#include "config.h"

#include "server/fod-server-exchange.h"

#include "server/fod-server-enrol.h"
#include "server/fod-server-pack.h"
#include "server/fod-server-throttle.h"
#include "wire/fod-protocol.h"

#include <string.h>

static void
exchange_clear (gpointer data)
{
  FodServerExchange *self = data;

  g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  g_clear_pointer (&self->call, fod_server_call_free);
  g_clear_pointer (&self->enrol, fod_enrol_request_free);
  g_free (self->hash);
  g_free (self->account);
  g_free (self->network);
}

static void
on_over (SoupServerMessage *message, gpointer user_data)
{
  FodServerExchange *self = user_data;

  if (self->done)
    return;
  self->done = TRUE;
  self->on_over (self);
}

FodServerExchange *
fod_server_exchange_new (SoupServerMessage *message,
                         const FodServerRoute *route,
                         FodServerStore *store,
                         FodClock *clock)
{
  FodServerExchange *self = g_rc_box_new0 (FodServerExchange);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  const char *accepts = soup_message_headers_get_list (
      soup_server_message_get_request_headers (message), "Accept-Encoding");

  self->message = g_object_ref (message);
  self->route = route;
  self->started_us = g_get_monotonic_time ();
  self->pack = accepts != NULL && strstr (accepts, "gzip") != NULL;
  self->call = g_new0 (FodServerCall, 1);
  self->call->store = g_object_ref (store);
  self->call->clock = g_object_ref (clock);
  self->call->body = soup_message_body_flatten (body);
  g_signal_connect (message, "finished", G_CALLBACK (on_over), self);
  g_signal_connect (message, "disconnected", G_CALLBACK (on_over), self);
  soup_server_message_pause (message);
  return self;
}

FodServerExchange *
fod_server_exchange_ref (FodServerExchange *self)
{
  return g_rc_box_acquire (self);
}

void
fod_server_exchange_unref (FodServerExchange *self)
{
  g_rc_box_release_full (self, exchange_clear);
}

void
fod_server_exchange_put (SoupServerMessage *message, const FodServerReply *reply)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, reply->status, NULL);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  if (reply->etag != NULL)
    soup_message_headers_replace (headers, "ETag", reply->etag);
  if (reply->retry_after > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%u", reply->retry_after);

      soup_message_headers_replace (headers, "Retry-After", seconds);
    }
  if (reply->body == NULL)
    return;
  soup_message_headers_set_content_type (
      headers, reply->raw ? "application/octet-stream" : "application/json", NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), reply->body);
}

void
fod_server_exchange_send (FodServerExchange *self, FodServerReply *reply)
{
  SoupMessageHeaders *headers;

  if (!self->done)
    {
      headers = soup_server_message_get_response_headers (self->message);
      if (reply->packed)
        soup_message_headers_replace (headers, "Content-Encoding", "gzip");
      fod_server_exchange_put (self->message, reply);
      soup_server_message_unpause (self->message);
    }
  fod_server_reply_free (reply);
}

static void
take_token (SoupMessageHeaders *headers, const FodServerRoute *route, FodServerCall *call)
{
  const char *header = soup_message_headers_get_one (headers, "Authorization");

  if (header != NULL && g_str_has_prefix (header, "Bearer "))
    call->token_hash = fod_server_token_hash (header + strlen ("Bearer "));
  if (call->token_hash != NULL && strcmp (route->path, FOD_PATH_END) == 0)
    call->token = g_strdup (header + strlen ("Bearer "));
}

static gboolean
take_encoding (SoupMessageHeaders *headers, FodServerCall *call)
{
  const char *encoding = soup_message_headers_get_list (headers, "Content-Encoding");

  call->packed = g_strcmp0 (encoding, "gzip") == 0;
  return encoding == NULL || call->packed || strcmp (encoding, "identity") == 0;
}

FodServerReply *
fod_server_exchange_judge (SoupServerMessage *message,
                           const FodServerRoute *route,
                           FodServerCall *call)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  if (strcmp (soup_server_message_get_method (message), route->method) != 0)
    return fod_server_reply_new_error (405, "method");
  take_token (headers, route, call);
  call->if_none_match = g_strdup (soup_message_headers_get_one (headers, "If-None-Match"));
  if (route->needs_token && call->token_hash == NULL)
    return fod_server_reply_new_error (401, "token");
  if (strcmp (route->method, "POST") == 0 &&
      (g_strcmp0 (type, "application/json") != 0 || !take_encoding (headers, call)))
    return fod_server_reply_new_error (415, "type");
  return NULL;
}

/* Never the same as an account's. */
static char *
dup_network_of (const char *address)
{
  g_autofree char *network = fod_server_throttle_dup_network (address);

  return g_strconcat ("network/", network, NULL);
}

char *
fod_server_exchange_dup_network (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *forwarded = soup_message_headers_get_list (headers, "X-Forwarded-For");
  const char *host = soup_server_message_get_remote_host (message);
  g_autoptr (GInetAddress) peer = host == NULL ? NULL : g_inet_address_new_from_string (host);
  g_autofree char *nearest = NULL;
  const char *comma;

  if (forwarded == NULL || peer == NULL || !g_inet_address_get_is_loopback (peer))
    return dup_network_of (host == NULL ? "" : host);
  /* The last name in the list is the one that our own proxy saw. */
  comma = strrchr (forwarded, ',');
  nearest = g_strstrip (g_strdup (comma == NULL ? forwarded : comma + 1));
  return dup_network_of (nearest);
}
