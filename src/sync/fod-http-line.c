/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodHttpLine: libsoup's WebSocket, with limits, and with an ear for its silence. */

#include "config.h"

#include "sync/fod-http-line.h"

#include "wire/fod-protocol.h"
#include "wire/fod-wire-ask.h"

#include <string.h>

#define HANDSHAKE_SECONDS 30
#define RETRY_AFTER_MAX 3600

struct _FodHttpLine
{
  FodLiveLine parent_instance;

  SoupMessage *message;            /* while the line is being opened */
  SoupWebsocketConnection *socket; /* once it is open */
  GCancellable *cancellable;
  guint ping_seconds;
  guint silence;                /* timer: the other side should have said something by then */
  gboolean asks;                /* the server takes requests here */
  gboolean packs;               /* and packs what it says by itself */
  guint asked;                  /* how many it was asked */
  gboolean busy;                /* and the last of them was not answered yet */
  FodHttpLineAnswered answered; /* (nullable): whoever waits for it */
  gpointer data;
};

G_DEFINE_FINAL_TYPE (FodHttpLine, fod_http_line, FOD_TYPE_LIVE_LINE)

gint64
fod_http_read_retry_after (SoupMessage *message)
{
  const char *text =
      soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After");
  guint64 seconds;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &seconds, NULL))
    return -1;
  return (gint64)MIN (seconds, RETRY_AFTER_MAX);
}

/* @reply: (transfer full) (nullable) */
static void
give (FodHttpLine *self, FodReply *reply)
{
  FodHttpLineAnswered answered = g_steal_pointer (&self->answered);

  self->busy = FALSE;
  if (answered != NULL)
    answered (reply, g_steal_pointer (&self->data));
  else
    g_clear_pointer (&reply, fod_reply_free);
}

static void
let_go (FodHttpLine *self)
{
  g_clear_handle_id (&self->silence, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  self->asks = FALSE;
  if (self->socket != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->socket, self);
      if (soup_websocket_connection_get_state (self->socket) == SOUP_WEBSOCKET_STATE_OPEN)
        soup_websocket_connection_close (self->socket, SOUP_WEBSOCKET_CLOSE_GOING_AWAY, NULL);
      g_clear_object (&self->socket);
    }
  give (self, NULL);
}

static void
end (FodHttpLine *self, guint code, gint64 retry_after_ms)
{
  g_autoptr (FodHttpLine) alive = g_object_ref (self);

  let_go (self);
  fod_live_line_say_ended (FOD_LIVE_LINE (alive), code, retry_after_ms);
}

static gboolean
on_silence (gpointer user_data)
{
  FodHttpLine *self = user_data;

  self->silence = 0;
  end (self, 0, 0);
  return G_SOURCE_REMOVE;
}

static void
expect_word (FodHttpLine *self, guint seconds)
{
  g_clear_handle_id (&self->silence, g_source_remove);
  self->silence = g_timeout_add_seconds (seconds, on_silence, self);
}

static FodReply *
make_reply (FodLineAnswer *answer)
{
  FodReply *reply = fod_reply_new (answer->status);

  if (answer->retry_after > 0)
    reply->retry_after = MIN (answer->retry_after, RETRY_AFTER_MAX);
  g_bytes_unref (reply->body);
  reply->body = g_steal_pointer (&answer->body);
  return reply;
}

/* Whether the line goes on. */
static gboolean
take_packed (FodHttpLine *self, GBytes *message)
{
  g_autoptr (FodLineAnswer) answer = self->asks ? fod_wire_unpack_answer (message, NULL) : NULL;

  if (answer != NULL && answer->number == FOD_LIVE_UNASKED && self->packs)
    {
      fod_live_line_say_heard (FOD_LIVE_LINE (self), answer->body);
      return TRUE;
    }
  if (answer == NULL || !self->busy || answer->number != self->asked)
    return FALSE;
  give (self, make_reply (answer));
  return TRUE;
}

static void
on_message (SoupWebsocketConnection *socket, int type, GBytes *message, gpointer user_data)
{
  g_autoptr (FodHttpLine) self = g_object_ref (user_data);

  expect_word (self, 2 * self->ping_seconds + HANDSHAKE_SECONDS);
  if (type == SOUP_WEBSOCKET_DATA_TEXT)
    fod_live_line_say_heard (FOD_LIVE_LINE (self), message);
  else if (!take_packed (self, message))
    end (self, SOUP_WEBSOCKET_CLOSE_UNSUPPORTED_DATA, 0);
}

static void
on_pong (SoupWebsocketConnection *socket, GBytes *message, gpointer user_data)
{
  FodHttpLine *self = user_data;

  expect_word (self, 2 * self->ping_seconds + HANDSHAKE_SECONDS);
  fod_live_line_say_alive (FOD_LIVE_LINE (self));
}

static void
on_closed (SoupWebsocketConnection *socket, gpointer user_data)
{
  end (user_data, soup_websocket_connection_get_close_code (socket), 0);
}

static void
apply_ping (FodHttpLine *self)
{
  soup_websocket_connection_set_keepalive_interval (self->socket, self->ping_seconds);
  expect_word (self, 2 * self->ping_seconds + HANDSHAKE_SECONDS);
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodHttpLine) self = user_data;
  g_autoptr (SoupMessage) message = g_steal_pointer (&self->message);
  g_autoptr (GError) error = NULL;
  const char *protocol;

  self->socket = soup_session_websocket_connect_finish (SOUP_SESSION (source), result, &error);
  if (self->socket == NULL)
    {
      /* Also 101 with a bad handshake behind it is no line. */
      end (self, soup_message_get_status (message),
           MAX (0, fod_http_read_retry_after (message)) * 1000);
      return;
    }
  soup_websocket_connection_set_max_incoming_payload_size (self->socket, FOD_LIMIT_LIVE_BYTES);
  g_signal_connect (self->socket, "message", G_CALLBACK (on_message), self);
  g_signal_connect (self->socket, "pong", G_CALLBACK (on_pong), self);
  g_signal_connect (self->socket, "closed", G_CALLBACK (on_closed), self);
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      let_go (self);
      return;
    }
  protocol = soup_websocket_connection_get_protocol (self->socket);
  self->packs = g_strcmp0 (protocol, FOD_LIVE_PACKED) == 0;
  self->asks = self->packs || g_strcmp0 (protocol, FOD_LIVE_ASKS) == 0;
  apply_ping (self);
  fod_live_line_say_opened (FOD_LIVE_LINE (self));
}

static void
fod_http_line_hang_up (FodLiveLine *line)
{
  let_go (FOD_HTTP_LINE (line));
}

static void
fod_http_line_set_ping (FodLiveLine *line, guint seconds)
{
  FodHttpLine *self = FOD_HTTP_LINE (line);

  self->ping_seconds = seconds;
  if (self->socket != NULL)
    apply_ping (self);
}

static void
fod_http_line_dispose (GObject *object)
{
  FodHttpLine *self = FOD_HTTP_LINE (object);

  let_go (self);
  g_clear_object (&self->message);
  G_OBJECT_CLASS (fod_http_line_parent_class)->dispose (object);
}

static void
fod_http_line_finalize (GObject *object)
{
  g_object_unref (FOD_HTTP_LINE (object)->cancellable);
  G_OBJECT_CLASS (fod_http_line_parent_class)->finalize (object);
}

static void
fod_http_line_class_init (FodHttpLineClass *klass)
{
  FodLiveLineClass *line_class = FOD_LIVE_LINE_CLASS (klass);

  line_class->hang_up = fod_http_line_hang_up;
  line_class->set_ping = fod_http_line_set_ping;
  G_OBJECT_CLASS (klass)->dispose = fod_http_line_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_http_line_finalize;
}

static void
fod_http_line_init (FodHttpLine *self)
{
  self->cancellable = g_cancellable_new ();
}

FodLiveLine *
fod_http_line_new (SoupSession *session, SoupMessage *message, guint ping_seconds)
{
  char *protocols[] = { (char *)FOD_LIVE_PACKED, (char *)FOD_LIVE_ASKS, NULL };
  FodHttpLine *self = g_object_new (FOD_TYPE_HTTP_LINE, NULL);

  self->message = message;
  self->ping_seconds = ping_seconds;
  expect_word (self, HANDSHAKE_SECONDS);
  soup_session_websocket_connect_async (session, message, NULL, protocols, G_PRIORITY_DEFAULT,
                                        self->cancellable, on_connected, g_object_ref (self));
  return FOD_LIVE_LINE (self);
}

gboolean
fod_http_line_ask (FodHttpLine *self,
                   const FodRequest *request,
                   FodHttpLineAnswered answered,
                   gpointer data)
{
  FodLineAsk ask = { 0 };
  g_autoptr (GBytes) packed = NULL;
  gconstpointer bytes;
  gsize size;

  g_return_val_if_fail (FOD_IS_HTTP_LINE (self) && request != NULL && answered != NULL, FALSE);

  if (!self->asks || self->busy || request->body == NULL ||
      soup_websocket_connection_get_state (self->socket) != SOUP_WEBSOCKET_STATE_OPEN)
    return FALSE;
  ask.number = self->asked + 1;
  ask.path = request->path;
  ask.body = request->body;
  packed = fod_wire_pack_ask (&ask);
  if (packed == NULL)
    return FALSE;
  self->asked = ask.number;
  self->busy = TRUE;
  self->answered = answered;
  self->data = data;
  bytes = g_bytes_get_data (packed, &size);
  soup_websocket_connection_send_binary (self->socket, bytes, size);
  return TRUE;
}

void
fod_http_line_forget (FodHttpLine *self)
{
  g_return_if_fail (FOD_IS_HTTP_LINE (self));

  self->answered = NULL;
  self->data = NULL;
}
