/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes requests off their sockets, hands them to the worker, and sends what comes back. What the
 * paths mean is in the routes. */

#include "config.h"

#include "server/fod-server.h"

#include "server/fod-server-address.h"
#include "server/fod-server-enrol.h"
#include "server/fod-server-exchange.h"
#include "server/fod-server-guard.h"
#include "server/fod-server-live.h"
#include "server/fod-server-passwords.h"
#include "server/fod-server-rate.h"
#include "server/fod-server-throttle.h"
#include "server/fod-server-worker.h"
#include "wire/fod-protocol.h"

#include <sodium.h>
#include <string.h>

/* A login that has to wait no longer than this is held, a longer wait is told. */
#define HOLD_MS 1000
#define GUESSES_A_NETWORK 4
/* How long a stopping server waits for the answers under way. */
#define STOP_SECONDS 10

struct _FodServer
{
  GObject parent;
  FodServerStore *store;
  FodClock *clock;
  FodServerLimits limits;
  SoupServer *soup;
  FodServerGuard *guard;
  FodServerWorker *worker;
  FodServerLive *live;
  FodServerPasswords *passwords;
  FodServerThrottle *throttle;
  FodServerRate *rate;
  FodServerShelf *shelf;
  guint under_way;
  gboolean stopping;
};

G_DEFINE_FINAL_TYPE (FodServer, fod_server, G_TYPE_OBJECT)

void
fod_server_limits_init (FodServerLimits *limits)
{
  g_return_if_fail (limits != NULL);

  limits->deadline_ms = 30000;
  limits->connections = 256;
  limits->lines = 4000;
  limits->work_ms = 10000;
  /* A first load asks page by page, and an eager hand saves twice a second. */
  limits->requests_per_minute = 600;
  limits->part_bytes = 1024 * 1024;
  limits->loads = 4;
  limits->password_mib = FOD_SERVER_PASSWORD_MIB;
}

static void
finish (FodServerExchange *exchange, FodServerReply *reply)
{
  FodServer *self = exchange->owner;

  fod_server_reply_log (exchange->route->path, reply->status, exchange->started_us);
  fod_server_exchange_send (exchange, reply);
  fod_server_exchange_unref (exchange);
  g_object_unref (self);
}

static void
end_switching (FodServerExchange *exchange)
{
  exchange->switching = FALSE;
  g_object_unref (exchange->owner);
  fod_server_exchange_unref (exchange);
}

/* The reply is on the wire, or nobody is there to take it. */
static void
on_over (FodServerExchange *exchange)
{
  FodServer *self = exchange->owner;

  self->under_way--;
  if (exchange->switching)
    end_switching (exchange);
  fod_server_exchange_unref (exchange);
}

/* Runs on the worker. */
static gpointer
run_route (gpointer data)
{
  FodServerExchange *exchange = data;
  FodServerReply *reply = exchange->route->answer (exchange->call, exchange->route->max_body);

  if (exchange->pack)
    fod_server_reply_pack (reply);
  return reply;
}

/* The handshake is on the wire: from here the connection is a line. */
static void
on_switched (SoupServerMessage *message, FodServerExchange *exchange)
{
  FodServer *self = exchange->owner;
  FodServerTicket *ticket = g_steal_pointer (&exchange->call->ticket);
  const char *protocol = soup_message_headers_get_one (
      soup_server_message_get_response_headers (message), "Sec-WebSocket-Protocol");
  gboolean packs = g_strcmp0 (protocol, FOD_LIVE_PACKED) == 0;
  GIOStream *stream;

  if (ticket == NULL)
    return;
  fod_server_exchange_ref (exchange);
  stream = soup_server_message_steal_connection (message);
  if (stream == NULL || self->stopping)
    {
      g_clear_object (&stream);
      fod_server_ticket_free (ticket);
    }
  else
    fod_server_live_open (self->live, ticket, stream, packs);
  fod_server_exchange_unref (exchange);
}

static void
switch_over (FodServerExchange *exchange, FodServerReply *reply)
{
  char *protocols[] = { (char *)FOD_LIVE_PACKED, (char *)FOD_LIVE_ASKS, NULL };
  SoupServerMessage *message = exchange->message;

  if (exchange->done ||
      !soup_websocket_server_process_handshake (message, NULL, protocols, NULL, NULL))
    {
      fod_server_reply_free (reply);
      finish (exchange, fod_server_reply_new_error (400, "upgrade"));
      return;
    }
  fod_server_reply_log (exchange->route->path, reply->status, exchange->started_us);
  fod_server_reply_free (reply);
  exchange->switching = TRUE;
  g_signal_connect (message, "wrote-informational", G_CALLBACK (on_switched), exchange);
  soup_server_message_unpause (message);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FodServerExchange *exchange = user_data;
  FodServer *self = exchange->owner;
  FodServerReply *reply = fod_server_worker_run_finish (result);

  if (exchange->route->loads)
    {
      fod_server_shelf_leave (self->shelf);
      fod_server_live_watch (self->live);
    }
  if (exchange->call->moved != NULL)
    fod_server_live_move (self->live, exchange->call->moved);
  /* Of a device that enrolled anew the earlier token is void. */
  if (exchange->enrol != NULL)
    fod_server_live_review (self->live);
  if (exchange->call->ticket != NULL)
    switch_over (exchange, reply);
  else
    finish (exchange, reply);
}

static void
run_async (FodServerExchange *exchange, FodServerJob job, GAsyncReadyCallback callback)
{
  FodServer *self = exchange->owner;

  fod_server_worker_run_async (self->worker, job, exchange, (GDestroyNotify)fod_server_reply_free,
                               callback, exchange);
}

/* Runs on the worker: the device of a user whose password was right. */
static gpointer
run_enrol (gpointer data)
{
  FodServerExchange *exchange = data;
  FodServerCall *call = exchange->call;
  g_autoptr (GError) error = NULL;
  g_autoptr (FodEnrolReply) reply =
      fod_server_enrol (call->store, call->clock, exchange->enrol, &error);

  if (reply == NULL)
    return fod_server_reply_from_error (error);
  return fod_server_reply_new (200, fod_wire_print_enrol_reply (reply));
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FodServerExchange *exchange = user_data;
  FodServer *self = exchange->owner;
  g_autoptr (GError) error = NULL;
  gboolean right = fod_server_passwords_check_finish (result, &error);

  fod_server_throttle_leave (self->throttle, exchange->network);
  if (right)
    {
      fod_server_throttle_forget (self->throttle, exchange->account);
      run_async (exchange, run_enrol, on_answered);
      return;
    }
  if (error != NULL)
    {
      fod_server_throttle_withdraw (self->throttle, exchange->account);
      finish (exchange, fod_server_reply_from_error (error));
      return;
    }
  fod_server_throttle_fail (self->throttle, exchange->network);
  finish (exchange, fod_server_reply_new_error (401, "login"));
}

static gboolean
check_password (gpointer user_data)
{
  FodServerExchange *exchange = user_data;
  FodServer *self = exchange->owner;

  fod_server_passwords_check_async (self->passwords, exchange->enrol->password, exchange->hash,
                                    on_checked, exchange);
  return G_SOURCE_REMOVE;
}

static void
fold_login (FodServerExchange *exchange)
{
  g_autofree char *given = g_steal_pointer (&exchange->enrol->login);

  exchange->enrol->login = g_ascii_strdown (given, -1);
  exchange->account = g_strconcat ("login/", exchange->enrol->login, NULL);
}

/* Runs on the worker: reads an enrolment and looks its login up. */
static gpointer
read_enrol (gpointer data)
{
  FodServerExchange *exchange = data;
  FodServerCall *call = exchange->call;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = fod_server_call_read (call, exchange->route->max_body, &error);
  const char *text;
  gsize size;

  if (body != NULL)
    {
      text = g_bytes_get_data (body, &size);
      exchange->enrol = fod_wire_parse_enrol_request (text, size, &error);
    }
  /* One account has one count of failures, however its name is spelled. */
  if (exchange->enrol != NULL)
    fold_login (exchange);
  if (exchange->enrol != NULL &&
      fod_server_enrol_find (call->store, exchange->enrol->login, &exchange->hash, &error))
    return NULL;
  return fod_server_reply_from_error (error);
}

/* Before the expensive part begins the try is on the account's count, so that many at once gain
 * nothing. A network has several people, who may come at once, and a few tries under way. */
static gboolean
may_guess (FodServer *self, FodServerExchange *exchange, guint *wait_ms)
{
  guint network = fod_server_throttle_get_wait (self->throttle, exchange->network);

  *wait_ms = MAX (network, HOLD_MS);
  if (network > HOLD_MS ||
      !fod_server_throttle_enter (self->throttle, exchange->network, GUESSES_A_NETWORK))
    return FALSE;
  if (!fod_server_throttle_reserve (self->throttle, exchange->account, HOLD_MS, wait_ms))
    {
      fod_server_throttle_leave (self->throttle, exchange->network);
      return FALSE;
    }
  *wait_ms = MAX (*wait_ms, network);
  return TRUE;
}

static void
on_enrol_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FodServerExchange *exchange = user_data;
  FodServer *self = exchange->owner;
  FodServerReply *reply = fod_server_worker_run_finish (result);
  g_autoptr (GSource) hold = NULL;
  guint wait;

  if (reply != NULL)
    {
      finish (exchange, reply);
      return;
    }
  if (!may_guess (self, exchange, &wait))
    {
      reply = fod_server_reply_new_error (429, "throttle");
      reply->retry_after = (wait + 999) / 1000;
      finish (exchange, reply);
      return;
    }
  hold = g_timeout_source_new (wait);
  g_source_set_callback (hold, check_password, exchange, NULL);
  g_source_attach (hold, g_main_context_get_thread_default ());
}

/* Whether the caller may ask now; a device by its token, a stranger by its network. */
static FodServerReply *
judge (FodServer *self, FodServerExchange *exchange)
{
  const char *who;
  FodServerReply *reply;

  if (self->stopping)
    return fod_server_reply_new_error (503, "stopping");
  reply = fod_server_exchange_judge (exchange->message, exchange->route, exchange->call);
  if (reply != NULL)
    return reply;
  if (exchange->route->opens_line && fod_server_live_is_full (self->live))
    return fod_server_reply_new_error (503, "lines");
  /* Where no token is asked for, a made-up one is not another caller. */
  who = exchange->route->needs_token ? exchange->call->token_hash : exchange->network;
  if (!fod_server_rate_take (self->rate, who))
    return fod_server_reply_new_error (429, "rate");
  exchange->call->shelf = self->shelf;
  /* Who saves does not wait behind everybody who begins. */
  return !exchange->route->loads || fod_server_shelf_enter (self->shelf)
             ? NULL
             : fod_server_reply_new_error (503, "loads");
}

static void
on_request (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  FodServer *self = user_data;
  const FodServerRoute *route = fod_server_route_find (path);
  FodServerExchange *exchange;
  FodServerReply *reply;

  if (route == NULL)
    {
      g_autoptr (FodServerReply) unknown = fod_server_reply_new_error (404, "path");

      fod_server_exchange_put (message, unknown);
      fod_server_reply_log ("other", 404, g_get_monotonic_time ());
      return;
    }
  exchange = fod_server_exchange_new (message, route, self->store, self->clock);
  fod_server_exchange_ref (exchange);
  exchange->on_over = on_over;
  exchange->owner = g_object_ref (self);
  exchange->network = fod_server_exchange_dup_network (message);
  self->under_way++;
  reply = judge (self, exchange);
  if (reply != NULL)
    finish (exchange, reply);
  else if (route->answer != NULL)
    run_async (exchange, run_route, on_answered);
  else
    run_async (exchange, read_enrol, on_enrol_read);
}

static void
fod_server_finalize (GObject *object)
{
  FodServer *self = FOD_SERVER (object);

  fod_server_guard_free (self->guard);
  g_object_unref (self->soup);
  fod_server_live_unref (self->live);
  fod_server_worker_free (self->worker);
  fod_server_passwords_free (self->passwords);
  fod_server_throttle_free (self->throttle);
  fod_server_rate_free (self->rate);
  fod_server_shelf_free (self->shelf);
  g_object_unref (self->store);
  g_object_unref (self->clock);
  G_OBJECT_CLASS (fod_server_parent_class)->finalize (object);
}

static void
fod_server_class_init (FodServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fod_server_finalize;
}

static void
fod_server_init (FodServer *self)
{
  fod_server_limits_init (&self->limits);
}

FodServer *
fod_server_new (FodServerStore *store, FodClock *clock, const FodServerLimits *limits)
{
  FodServer *self;

  g_return_val_if_fail (FOD_IS_SERVER_STORE (store), NULL);
  g_return_val_if_fail (FOD_IS_CLOCK (clock), NULL);
  if (sodium_init () < 0)
    g_error ("libsodium does not start");

  self = g_object_new (FOD_TYPE_SERVER, NULL);
  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  if (limits != NULL)
    self->limits = *limits;
  fod_server_store_set_patience (store, self->limits.work_ms);
  self->soup = soup_server_new (NULL, NULL);
  self->guard = fod_server_guard_new (self->soup, self->limits.deadline_ms,
                                      self->limits.connections, FOD_LIMIT_PUSH_BYTES);
  self->worker = fod_server_worker_new (fod_server_store_get_threads (store));
  self->passwords = fod_server_passwords_new (self->limits.password_mib);
  self->throttle = fod_server_throttle_new (clock);
  self->rate = fod_server_rate_new (clock, self->limits.requests_per_minute);
  self->shelf = fod_server_shelf_new (self->limits.part_bytes, FOD_SHELF_BYTES, self->limits.loads);
  self->live =
      fod_server_live_new (store, clock, self->worker, self->rate, self->shelf, self->limits.lines);
  soup_server_add_handler (self->soup, NULL, on_request, self, NULL);
  return self;
}

guint
fod_server_listen (FodServer *self,
                   const char *address,
                   GTlsCertificate *certificate,
                   GError **error)
{
  g_autoptr (GSocketAddress) socket_address = NULL;
  g_autoptr (GSocket) socket = NULL;
  GSList *uris;
  guint port;

  g_return_val_if_fail (FOD_IS_SERVER (self), 0);

  socket_address = fod_server_address_parse (address == NULL ? "127.0.0.1:0" : address,
                                             certificate != NULL, error);
  if (socket_address == NULL)
    return 0;
  if (certificate != NULL)
    soup_server_set_tls_certificate (self->soup, certificate);
  socket = fod_server_address_listen (socket_address, error);
  if (socket == NULL ||
      !soup_server_listen_socket (self->soup, socket,
                                  certificate == NULL ? 0 : SOUP_SERVER_LISTEN_HTTPS, error))
    return 0;
  uris = soup_server_get_uris (self->soup);
  port = (guint)g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  return port;
}

static gboolean
on_stop_timeout (gpointer user_data)
{
  gboolean *waiting = user_data;

  *waiting = FALSE;
  return G_SOURCE_REMOVE;
}

void
fod_server_stop (FodServer *self)
{
  GMainContext *context = g_main_context_get_thread_default ();
  g_autoptr (GSource) timeout = g_timeout_source_new_seconds (STOP_SECONDS);
  gboolean waiting = TRUE;

  g_return_if_fail (FOD_IS_SERVER (self));

  self->stopping = TRUE;
  fod_server_live_close (self->live);
  g_source_set_callback (timeout, on_stop_timeout, &waiting, NULL);
  g_source_attach (timeout, context);
  while (waiting && (self->under_way > 0 || fod_server_live_is_busy (self->live)))
    g_main_context_iteration (context, TRUE);
  g_source_destroy (timeout);
  /* Its thread would tell one that is gone, or be the last to let the store go. */
  fod_server_store_stop_news (self->store);
  soup_server_disconnect (self->soup);
  while (g_main_context_iteration (context, FALSE))
    continue;
}
