/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a server says by itself on a line, as text or packed, by what was agreed on. */

#include "config.h"

#include "sync/fod-http-transport.h"
#include "wire/fod-protocol.h"
#include "wire/fod-wire-ask.h"

#include <libsoup/soup.h>
#include <string.h>

#define HEADS "{\"epoch\":\"e\",\"heads\":{\"team:7\":12},\"end\":true}"

/* A server that agrees to @protocol alone, and says @word, or these heads packed. */
typedef struct
{
  SoupServer *server;
  const char *protocol; /* (nullable) */
  GBytes *word;
  gboolean text;
  SoupWebsocketConnection *peer; /* (nullable) */
  char *heard;                   /* (nullable) */
  gboolean ended;
} Fixture;

static void
on_peer (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         SoupWebsocketConnection *peer,
         gpointer user_data)
{
  Fixture *f = user_data;
  gsize size;
  gconstpointer data = g_bytes_get_data (f->word, &size);

  f->peer = g_object_ref (peer);
  if (f->text)
    soup_websocket_connection_send_message (peer, SOUP_WEBSOCKET_DATA_TEXT, f->word);
  else
    soup_websocket_connection_send_binary (peer, data, size);
}

static void
on_heard (FodLiveLine *line, GBytes *message, Fixture *f)
{
  g_free (f->heard);
  f->heard = g_strndup (g_bytes_get_data (message, NULL), g_bytes_get_size (message));
}

static void
on_ended (FodLiveLine *line, guint code, gint64 retry_after, Fixture *f)
{
  f->ended = TRUE;
}

static char *
listen (Fixture *f)
{
  char *protocols[] = { (char *)f->protocol, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = NULL;
  GSList *uris;

  f->server = soup_server_new (NULL, NULL);
  soup_server_add_websocket_handler (f->server, FOD_PATH_LIVE, NULL,
                                     f->protocol == NULL ? NULL : protocols, on_peer, f, NULL);
  soup_server_listen_local (f->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (f->server);
  uri = uris->data;
  g_slist_free (uris);
  return g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uri));
}

/* Opens a line, until it has brought a word or ended. */
static void
hear (Fixture *f)
{
  g_autofree char *url = listen (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodTransport) transport = fod_http_transport_new (url, &error);
  g_autoptr (FodLiveLine) line = NULL;

  g_assert_no_error (error);
  line = fod_transport_open_line (transport, "token", 60);
  g_signal_connect (line, "heard", G_CALLBACK (on_heard), f);
  g_signal_connect (line, "ended", G_CALLBACK (on_ended), f);
  while (f->heard == NULL && !f->ended)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (line, f);
  fod_live_line_hang_up (line);
  soup_server_disconnect (f->server);
  g_clear_object (&f->peer);
  g_clear_object (&f->server);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->word, g_bytes_unref);
  g_free (f->heard);
}

static GBytes *
pack_answer (guint number)
{
  g_autoptr (GBytes) body = g_bytes_new_static (HEADS, strlen (HEADS));
  FodLineAnswer answer = { number, 200, 0, body };

  return fod_wire_pack_answer (&answer);
}

static void
test_packed_heads_are_heard (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodHeads) heads = fod_wire_parse_heads (HEADS, strlen (HEADS), &error);

  g_assert_no_error (error);
  f->protocol = FOD_LIVE_PACKED;
  f->word = fod_wire_pack_heads (heads);
  g_assert_cmpuint (g_bytes_get_size (f->word), <, strlen (HEADS));
  hear (f);
  g_assert_cmpstr (f->heard, ==, HEADS);
  g_assert_false (f->ended);
}

/* An earlier server, and one before it. */
static void
test_text_is_heard (Fixture *f, gconstpointer data)
{
  f->protocol = data;
  f->word = g_bytes_new_static (HEADS, strlen (HEADS));
  f->text = TRUE;
  hear (f);
  g_assert_cmpstr (f->heard, ==, HEADS);
  g_assert_false (f->ended);
}

static void
test_packed_where_it_was_not_agreed_on_ends_the_line (Fixture *f, gconstpointer data)
{
  f->protocol = data;
  f->word = pack_answer (FOD_LIVE_UNASKED);
  hear (f);
  g_assert_null (f->heard);
}

static void
test_an_answer_to_nothing_ends_the_line (Fixture *f, gconstpointer data)
{
  f->protocol = FOD_LIVE_PACKED;
  f->word = pack_answer (1);
  hear (f);
  g_assert_null (f->heard);
}

static void
test_what_does_not_unpack_ends_the_line (Fixture *f, gconstpointer data)
{
  f->protocol = FOD_LIVE_PACKED;
  f->word = g_bytes_new_static (HEADS, strlen (HEADS));
  hear (f);
  g_assert_null (f->heard);
}

static void
add (const char *path, gconstpointer data, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, NULL, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/http-line/packed-heads-are-heard", NULL, test_packed_heads_are_heard);
  add ("/http-line/text-is-heard", FOD_LIVE_PACKED, test_text_is_heard);
  add ("/http-line/text-is-heard-of-an-earlier-server", FOD_LIVE_ASKS, test_text_is_heard);
  add ("/http-line/text-is-heard-of-the-first-server", NULL, test_text_is_heard);
  add ("/http-line/packed-where-it-was-not-agreed-on-ends-the-line", FOD_LIVE_ASKS,
       test_packed_where_it_was_not_agreed_on_ends_the_line);
  add ("/http-line/packed-where-nothing-was-agreed-on-ends-the-line", NULL,
       test_packed_where_it_was_not_agreed_on_ends_the_line);
  add ("/http-line/an-answer-to-nothing-ends-the-line", NULL,
       test_an_answer_to_nothing_ends_the_line);
  add ("/http-line/what-does-not-unpack-ends-the-line", NULL,
       test_what_does_not_unpack_ends_the_line);
  return g_test_run ();
}
