/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A line whose other end asks and does not read. */

#include "config.h"

#include "server/fod-server-line.h"
#include "wire/fod-protocol.h"

#include <gio/gio.h>
#include <sys/socket.h>
#include <unistd.h>

/* More than any socket keeps. */
#define ASKS_MAX 4000

typedef struct
{
  int client;
  FodServerLine *line;
  guint asked;
  gboolean ended;
} Fixture;

static void
on_ended (gpointer data)
{
  ((Fixture *)data)->ended = TRUE;
}

static void
on_asked (gpointer data, GBytes *packed)
{
  ((Fixture *)data)->asked++;
}

static const FodServerLineCalls calls = { on_ended, on_asked };

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = NULL;
  int ends[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, ends), ==, 0);
  self->client = ends[0];
  socket = g_socket_new_from_fd (ends[1], &error);
  g_assert_no_error (error);
  self->line = fod_server_line_new (
      G_IO_STREAM (g_socket_connection_factory_create_connection (socket)), &calls, self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  fod_server_line_free (self->line);
  close (self->client);
}

/* One request of a byte, and what becomes of it. */
static void
ask (Fixture *self)
{
  static const guint8 frame[] = { 0x82, 0x81, 0, 0, 0, 0, 'x' };
  guint before = self->asked;

  g_assert_cmpint (write (self->client, frame, sizeof frame), ==, (gssize)sizeof frame);
  while (!self->ended && self->asked == before)
    g_main_context_iteration (NULL, TRUE);
}

/* What it was told is kept once, and no more of it. */
static void
test_who_asks_and_never_reads_is_cut_off (Fixture *self, gconstpointer data)
{
  g_autofree guint8 *bytes = g_malloc0 (FOD_LIMIT_LIVE_BYTES);
  g_autoptr (GBytes) answer = g_bytes_new (bytes, FOD_LIMIT_LIVE_BYTES);

  for (guint i = 0; i < ASKS_MAX && !self->ended; i++)
    {
      ask (self);
      if (!self->ended)
        fod_server_line_answer (self->line, answer);
    }
  g_assert_true (self->ended);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/server-line/who-asks-and-never-reads-is-cut-off", Fixture, NULL, set_up,
              test_who_asks_and_never_reads_is_cut_off, tear_down);
  return g_test_run ();
}
