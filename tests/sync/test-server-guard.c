/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What strangers, broken proxies and old machines send over a raw socket, and that the server
 * answers or hangs up, and lives. */

#include "config.h"

#include "server/fod-server.h"
#include "support/fod-fake-clock.h"
#include "support/fod-temp.h"
#include "support/fod-test-server.h"

#include <gio/gio.h>
#include <string.h>

typedef struct
{
  FodTemp *folder;
  FodFakeClock *clock;
  FodTestServer *server;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  FodServerLimits limits;

  fod_server_limits_init (&limits);
  limits.password_mib = 8;
  if (data != NULL)
    limits.deadline_ms = GPOINTER_TO_UINT (data);
  limits.connections = 20;
  fixture->folder = fod_temp_new ();
  fixture->clock = fod_fake_clock_new ();
  fixture->server =
      fod_test_server_start_with (fixture->folder, FOD_CLOCK (fixture->clock), &limits, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fod_test_server_stop (fixture->server);
  g_object_unref (fixture->clock);
  fod_temp_free (fixture->folder);
}

static GSocketConnection *
connect_to (Fixture *fixture)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection = g_socket_client_connect_to_host (
      client, "127.0.0.1", (guint16)fod_test_server_get_port (fixture->server), NULL, &error);

  g_assert_no_error (error);
  g_socket_set_timeout (g_socket_connection_get_socket (connection), 60);
  return connection;
}

/* All that the server says until it hangs up. A reset counts as hanging up. */
static char *
read_all (GSocketConnection *connection)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  gssize size;
  g_autoptr (GError) error = NULL;

  while ((size = g_input_stream_read (input, buffer, sizeof buffer, NULL, &error)) > 0)
    g_string_append_len (text, buffer, size);
  g_assert_false (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
send_bytes (GSocketConnection *connection, const void *data, gsize size)
{
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  /* The server may hang up before the last byte. */
  g_output_stream_write_all (output, data, size, NULL, NULL, NULL);
}

static char *
ask (Fixture *fixture, const char *request)
{
  g_autoptr (GSocketConnection) connection = connect_to (fixture);

  send_bytes (connection, request, strlen (request));
  return read_all (connection);
}

static void
assert_status (const char *answer, const char *status)
{
  g_autofree char *line = g_strconcat ("HTTP/1.1 ", status, " ", NULL);

  if (!g_str_has_prefix (answer, line))
    g_error ("expected %s, got %.60s", status, answer);
}

#define HEALTH "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"

static void
assert_lives (Fixture *fixture)
{
  g_autofree char *answer = ask (fixture, HEALTH);

  /* Where a connection is cut early, a busy machine may be too slow for the first. */
  while (*answer == '\0')
    {
      g_free (answer);
      answer = ask (fixture, HEALTH);
    }
  assert_status (answer, "200");
  g_assert_nonnull (strstr (answer, "\"status\":\"ok\""));
}

typedef struct
{
  const char *label;
  const char *request;
  const char *status;
} Case;

#define JSON "Content-Type: application/json\r\n"
#define POST_PUSH "POST /v1/sync/push HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
#define POST_ENROL "POST /v1/enrol HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" JSON
#define TOKEN "Authorization: Bearer ung1_AAAA\r\n"

static const Case cases[] = {
  { "unknown path", "GET /etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "404" },
  { "climbing path", "GET /../../healthz/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    "404" },
  { "wrong method", "GET /v1/sync/push HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "405" },
  { "no token", POST_PUSH JSON "Content-Length: 2\r\n\r\n{}", "401" },
  { "foreign token", POST_PUSH JSON "Authorization: Basic abc\r\nContent-Length: 2\r\n\r\n{}",
    "401" },
  { "form instead of JSON",
    POST_PUSH TOKEN "Content-Type: text/html\r\nContent-Length: 2\r\n\r\nab", "415" },
  { "unknown packing", POST_PUSH TOKEN JSON "Content-Encoding: br\r\nContent-Length: 2\r\n\r\nab",
    "415" },
  { "packed twice",
    POST_PUSH TOKEN JSON "Content-Encoding: gzip, gzip\r\nContent-Length: 2\r\n\r\nab", "415" },
  { "says gzip, is not", POST_ENROL "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\nab",
    "400" },
  { "no length", POST_PUSH TOKEN JSON "\r\n", "411" },
  { "chunked", POST_PUSH TOKEN JSON "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    "411" },
  { "length and chunks",
    POST_PUSH TOKEN JSON
    "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    "400" },
  { "two lengths", POST_PUSH TOKEN JSON "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ",
    "400" },
  { "two hosts", "GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
    "400" },
  { "enrolment too large", POST_ENROL "Content-Length: 9\r\n\r\n<html><p>", "400" },
  { "empty", POST_ENROL "Content-Length: 0\r\n\r\n", "400" },
  { "huge length", POST_PUSH TOKEN JSON "Content-Length: 999999999999999\r\n\r\n{}", "413" },
  { "no end mark", POST_ENROL "Content-Length: 2\r\n\r\n{}", "400" },
};

static void
test_forms (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *answer = NULL;

      g_test_message ("%s", cases[i].label);
      answer = ask (fixture, cases[i].request);
      assert_status (answer, cases[i].status);
    }
  assert_lives (fixture);
}

/* Warnings are fatal here: libsoup would have one about the number that it was given. */
static void
test_bad_lengths (Fixture *fixture, gconstpointer data)
{
  static const char *const lengths[] = { "-1",  "-2",     "-9223372036854775808", "+2",
                                         "2x",  "0x2",    "99999999999999999999", "1e3",
                                         "2,2", "2 \t 2", "9223372036854775808" };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *request =
          g_strdup_printf (POST_PUSH TOKEN JSON "Content-Length: %s\r\n\r\n{}", lengths[i]);
      g_autofree char *answer = NULL;

      g_test_message ("%s", lengths[i]);
      answer = ask (fixture, request);
      assert_status (answer, "400");
    }
  assert_lives (fixture);
}

static void
test_errors_say_little (Fixture *fixture, gconstpointer data)
{
  g_autofree char *answer = ask (fixture, POST_ENROL "Content-Length: 2\r\n\r\n{}");
  const char *body = strstr (answer, "\r\n\r\n");

  g_assert_nonnull (body);
  g_assert_true (g_str_has_prefix (body + 4, "{\"error\":\"form\",\"id\":\""));
  g_assert_cmpuint (strlen (body + 4), <, 60);
  g_assert_null (strstr (answer, "libsoup"));
}

static void
test_silence_is_cut (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) silent = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 10; i++)
    {
      GSocketConnection *connection = connect_to (fixture);

      if (i % 2 == 1)
        send_bytes (connection, "POST /v1/sync/push HTTP/1.1\r\nHost", 33);
      g_ptr_array_add (silent, connection);
    }
  for (guint i = 0; i < silent->len; i++)
    {
      g_autofree char *answer = read_all (silent->pdata[i]);

      g_assert_cmpstr (answer, ==, "");
    }
  assert_lives (fixture);
}

static void
test_slow_body_is_cut (Fixture *fixture, gconstpointer data)
{
  static const char request[] = POST_PUSH TOKEN JSON "Content-Length: 1000\r\n\r\n{";
  g_autofree char *answer = ask (fixture, request);

  g_assert_cmpstr (answer, ==, "");
  assert_lives (fixture);
}

/* Who comes when the house is full is turned away at once; who was there before stays. */
static void
test_crowd_is_cut (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) crowd = g_ptr_array_new_with_free_func (g_object_unref);
  FodServerLimits limits;
  gboolean lived = FALSE;

  fod_test_server_stop (fixture->server);
  fod_server_limits_init (&limits);
  limits.password_mib = 8;
  limits.connections = 20;
  fixture->server =
      fod_test_server_start_with (fixture->folder, FOD_CLOCK (fixture->clock), &limits, 0);
  for (guint i = 0; i < 60; i++)
    g_ptr_array_add (crowd, connect_to (fixture));
  for (guint i = 20; i < crowd->len; i++)
    {
      g_autofree char *answer = read_all (crowd->pdata[i]);

      g_assert_cmpstr (answer, ==, "");
    }
  for (guint i = 0; i < 20; i++)
    g_assert_cmpint (
        g_socket_condition_check (g_socket_connection_get_socket (crowd->pdata[i]), G_IO_IN), ==,
        0);
  g_ptr_array_set_size (crowd, 0);
  /* The server hears of the twenty that went one by one. */
  for (gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC; !lived;)
    {
      g_autofree char *answer = ask (fixture, HEALTH);

      lived = answer[0] != '\0';
      g_assert_cmpint (g_get_monotonic_time (), <, end);
    }
  assert_lives (fixture);
}

static guint64
get_resident_kib (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmRSS:");
  g_assert_nonnull (line);
  return g_ascii_strtoull (line + strlen ("VmRSS:"), NULL, 10);
}

/* More than the header said is a second request, and no body grows without end. */
static void
test_flood_is_not_kept (Fixture *fixture, gconstpointer data)
{
  static const char head[] = POST_PUSH TOKEN JSON "Content-Length: 500000000\r\n\r\n";
  g_autoptr (GSocketConnection) connection = connect_to (fixture);
  g_autofree char *block = g_malloc0 (1024 * 1024);
  guint64 before = get_resident_kib ();

  send_bytes (connection, head, strlen (head));
  for (guint i = 0; i < 100; i++)
    send_bytes (connection, block, 1024 * 1024);
  g_assert_cmpuint (get_resident_kib (), <, before + 32 * 1024);
  assert_lives (fixture);
}

/* A client that sent a little too much is told, so that it can send half. */
static void
test_too_much_is_told (Fixture *fixture, gconstpointer data)
{
  static const char head[] = POST_PUSH TOKEN JSON "Content-Length: 1000000\r\n\r\n";
  g_autoptr (GSocketConnection) connection = connect_to (fixture);
  g_autofree char *block = g_malloc0 (1000000);
  g_autofree char *answer = NULL;

  send_bytes (connection, head, strlen (head));
  send_bytes (connection, block, 1000000);
  answer = read_all (connection);
  assert_status (answer, "413");
}

static GBytes *
pack (GBytes *bytes)
{
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (gzip));
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  g_assert_true (g_output_stream_write_all (stream, data, size, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static char *
ask_packed (Fixture *fixture, GBytes *plain)
{
  g_autoptr (GBytes) packed = pack (plain);
  gsize size;
  const void *data = g_bytes_get_data (packed, &size);
  g_autofree char *head = g_strdup_printf (
      POST_ENROL "Content-Encoding: gzip\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n", size);
  g_autoptr (GSocketConnection) connection = connect_to (fixture);

  send_bytes (connection, head, strlen (head));
  send_bytes (connection, data, size);
  return read_all (connection);
}

static void
test_gzip_bomb (Fixture *fixture, gconstpointer data)
{
  gsize size = 64 * 1024 * 1024;
  g_autoptr (GBytes) zeros = g_bytes_new_take (g_malloc0 (size), size);
  g_autofree char *answer = ask_packed (fixture, zeros);

  assert_status (answer, "413");
  assert_lives (fixture);
}

static void
test_deep_json (Fixture *fixture, gconstpointer data)
{
  g_autofree char *opened = g_strnfill (5000, '[');
  g_autofree char *closed = g_strnfill (5000, ']');
  g_autofree char *deep = g_strdup_printf ("{\"proto\":1,\"x\":%s%s,\"end\":true}", opened, closed);
  g_autoptr (GBytes) bytes = g_bytes_new (deep, strlen (deep));
  g_autofree char *answer = ask_packed (fixture, bytes);

  assert_status (answer, "413");
  assert_lives (fixture);
}

static void
test_guessing_is_slowed (Fixture *fixture, gconstpointer data)
{
  static const char body[] = "{\"proto\":1,\"login\":\"anna\",\"password\":\"guess\","
                             "\"device\":\"019a6b2c-31f4-7000-8000-000000000001\",\"end\":true}";
  g_autofree char *request = g_strdup_printf (
      POST_ENROL "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s", strlen (body), body);
  g_autofree char *first = ask (fixture, request);
  guint refused = 0;

  assert_status (first, "401");
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *answer = ask (fixture, request);

      refused +=
          g_str_has_prefix (answer, "HTTP/1.1 429 ") && strstr (answer, "Retry-After: ") != NULL;
    }
  g_assert_cmpuint (refused, >, 0);
  assert_lives (fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/server/guard/" name, Fixture, NULL, set_up, test, tear_down)
#define ADD_SHORT(name, test)                                                                      \
  g_test_add ("/server/guard/" name, Fixture, GUINT_TO_POINTER (300), set_up, test, tear_down)
  ADD ("refuses-what-two-programs-read-in-two-ways", test_forms);
  ADD ("refuses-a-length-that-is-none", test_bad_lengths);
  ADD ("errors-say-little", test_errors_say_little);
  ADD_SHORT ("silent-connections-are-cut", test_silence_is_cut);
  ADD_SHORT ("a-slow-body-is-cut", test_slow_body_is_cut);
  ADD ("a-crowd-is-cut", test_crowd_is_cut);
  ADD ("a-flood-is-not-kept", test_flood_is_not_kept);
  ADD ("too-much-is-told", test_too_much_is_told);
  ADD ("a-gzip-bomb-stops-at-the-cap", test_gzip_bomb);
  ADD ("deep-json-is-refused", test_deep_json);
  ADD ("guessing-is-slowed", test_guessing_is_slowed);
  return g_test_run ();
}
