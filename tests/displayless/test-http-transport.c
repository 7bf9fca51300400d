/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The network's end of the sync against servers that answer wrong, late or not at all. */

#include "config.h"

#include "support/fod-raw-server.h"
#include "sync/fod-gzip.h"
#include "sync/fod-http-address.h"
#include "sync/fod-http-transport.h"
#include "sync/fod-sync-engine.h"

#include <string.h>

#define MAX_BYTES 100000
#define DEADLINE_MS 20000

typedef struct
{
  GAsyncResult *result;
} Wait;

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Wait *)user_data)->result = g_object_ref (result);
}

static FodReply *
exchange (const char *url, FodRequest *request, guint deadline_ms, GError **error)
{
  g_autoptr (FodTransport) transport = fod_http_transport_new (url, error);
  g_autoptr (GAsyncResult) result = NULL;
  Wait wait = { NULL };

  g_assert_nonnull (transport);
  fod_http_transport_set_limits (FOD_HTTP_TRANSPORT (transport), deadline_ms, MAX_BYTES);
  fod_transport_send_async (transport, request, NULL, on_done, &wait);
  while (wait.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  result = wait.result;
  return fod_transport_send_finish (transport, result, error);
}

static FodReply *
exchange_with (GBytes *reply, GError **error)
{
  g_autoptr (FodRawServer) server = fod_raw_server_start (reply, NULL);

  return exchange (fod_raw_server_get_url (server), fod_request_new ("GET", "/x", NULL, NULL),
                   DEADLINE_MS, error);
}

static GBytes *
join (const char *head, GBytes *body)
{
  GByteArray *all = g_byte_array_new ();

  g_byte_array_append (all, (const guint8 *)head, (guint)strlen (head));
  g_byte_array_append (all, g_bytes_get_data (body, NULL), (guint)g_bytes_get_size (body));
  return g_byte_array_free_to_bytes (all);
}

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
assert_text (GBytes *bytes, const char *text)
{
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text));
}

static const struct
{
  const char *label;
  const char *given;
  const char *kept;
  int code;
} addresses[] = {
  { "plain", "https://sync.rebild.dk", "https://sync.rebild.dk", 0 },
  { "port-and-folder", "https://sync.rebild.dk:8443/ips/", "https://sync.rebild.dk:8443/ips", 0 },
  { "without-scheme", "sync.rebild.dk", "https://sync.rebild.dk", 0 },
  { "blanks-around", " https://sync.rebild.dk\n", "https://sync.rebild.dk", 0 },
  { "loopback", "http://127.0.0.1:8080", "http://127.0.0.1:8080", 0 },
  { "loopback-6", "http://[::1]:8080", "http://[::1]:8080", 0 },
  { "name-of-loopback", "http://localhost:8080", NULL, FOD_SYNC_ERROR_CERTIFICATE },
  { "http-elsewhere", "http://sync.rebild.dk", NULL, FOD_SYNC_ERROR_CERTIFICATE },
  { "http-to-another-machine", "http://192.168.1.4", NULL, FOD_SYNC_ERROR_CERTIFICATE },
  { "loopback-as-a-user", "http://127.0.0.1@sync.rebild.dk", NULL, FOD_SYNC_ERROR_ADDRESS },
  { "another-scheme", "ftp://sync.rebild.dk", NULL, FOD_SYNC_ERROR_ADDRESS },
  { "file", "file:///etc/passwd", NULL, FOD_SYNC_ERROR_ADDRESS },
  { "nothing", "", NULL, FOD_SYNC_ERROR_ADDRESS },
  { "no-host", "https://", NULL, FOD_SYNC_ERROR_ADDRESS },
  { "query", "https://sync.rebild.dk/?a=b", NULL, FOD_SYNC_ERROR_ADDRESS },
  { "fragment", "https://sync.rebild.dk/#a", NULL, FOD_SYNC_ERROR_ADDRESS },
  { "blank-inside", "https://sync rebild.dk", NULL, FOD_SYNC_ERROR_ADDRESS },
};

static void
test_address (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = fod_http_address_dup (addresses[i].given, &error);

  g_assert_cmpstr (kept, ==, addresses[i].kept);
  if (addresses[i].kept == NULL)
    g_assert_error (error, FOD_SYNC_ERROR, addresses[i].code);
}

static void
test_reply_has_status_tag_and_body (void)
{
  g_autoptr (GBytes) raw = bytes_of ("HTTP/1.1 503 Later\r\nETag: \"e-7\"\r\nRetry-After: 17\r\n"
                                     "Content-Length: 5\r\n\r\nhello");
  g_autoptr (GError) error = NULL;
  g_autoptr (FodReply) reply = exchange_with (raw, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 503);
  g_assert_cmpstr (reply->etag, ==, "\"e-7\"");
  g_assert_cmpint (reply->retry_after, ==, 17);
  assert_text (reply->body, "hello");
}

static void
test_request_is_packed_and_signed (void)
{
  g_autoptr (GBytes) raw = bytes_of ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  g_autoptr (FodRawServer) server = fod_raw_server_start (raw, NULL);
  g_autofree char *text = g_strnfill (5000, 'x');
  FodRequest *request = fod_request_new ("POST", "/v1/sync/push", "token-1", g_strdup (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (FodReply) reply =
      exchange (fod_raw_server_get_url (server), request, DEADLINE_MS, &error);
  g_autoptr (GBytes) seen = fod_raw_server_dup_request (server);
  gsize size;
  const char *data = g_bytes_get_data (seen, &size);
  const char *end = g_strstr_len (data, (gssize)size, "\r\n\r\n");
  g_autofree char *head = g_strndup (data, (gsize)(end - data));
  g_autoptr (GBytes) packed = g_bytes_new (end + 4, size - (gsize)(end + 4 - data));
  g_autoptr (GBytes) body = fod_gzip_unpack (packed, MAX_BYTES, &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (head, "POST /v1/sync/push HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (head, "Authorization: Bearer token-1\r\n"));
  g_assert_nonnull (strstr (head, "Content-Encoding: gzip"));
  g_assert_nonnull (strstr (head, "Content-Type: application/json"));
  assert_text (body, text);
  g_assert_cmpuint (g_bytes_get_size (packed), <, 200);
}

static void
test_redirect_is_a_reply (void)
{
  g_autoptr (GBytes) raw = bytes_of ("HTTP/1.1 302 Found\r\nLocation: /y\r\n"
                                     "Content-Length: 0\r\nConnection: close\r\n\r\n");
  g_autoptr (FodRawServer) server = fod_raw_server_start (raw, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodReply) reply =
      exchange (fod_raw_server_get_url (server), fod_request_new ("GET", "/x", "secret", NULL),
                DEADLINE_MS, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 302);
  g_assert_cmpuint (fod_raw_server_get_count (server), ==, 1);
}

static void
test_401_asks_nobody (void)
{
  g_autoptr (GBytes) raw = bytes_of ("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                                     "Content-Length: 0\r\nConnection: close\r\n\r\n");
  g_autoptr (FodRawServer) server = fod_raw_server_start (raw, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodReply) reply =
      exchange (fod_raw_server_get_url (server), fod_request_new ("GET", "/x", "secret", NULL),
                DEADLINE_MS, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 401);
  g_assert_cmpuint (fod_raw_server_get_count (server), ==, 1);
}

static GBytes *
gzip_reply (GBytes *packed)
{
  return join ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n", packed);
}

static void
test_gzip_is_unpacked (void)
{
  g_autoptr (GBytes) body = bytes_of ("{\"end\":true}");
  g_autoptr (GBytes) packed = fod_gzip_pack (body);
  g_autoptr (GBytes) raw = gzip_reply (packed);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodReply) reply = exchange_with (raw, &error);

  g_assert_no_error (error);
  assert_text (reply->body, "{\"end\":true}");
}

static void
assert_refused (GBytes *raw, FodSyncError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodReply) reply = exchange_with (raw, &error);

  g_assert_null (reply);
  g_assert_error (error, FOD_SYNC_ERROR, (int)code);
}

static GBytes *
packed_noise (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autofree guint8 *noise = g_malloc (20000);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < 20000; i++)
    noise[i] = (guint8)g_rand_int_range (rand, 0, 256);
  bytes = g_bytes_new (noise, 20000);
  return fod_gzip_pack (bytes);
}

static void
test_gzip_cut_in_half_is_refused (void)
{
  g_autoptr (GBytes) packed = packed_noise ();
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (packed, 0, g_bytes_get_size (packed) / 2);
  g_autoptr (GBytes) raw = gzip_reply (half);

  assert_refused (raw, FOD_SYNC_ERROR_SERVER);
}

static void
test_gzip_with_a_wrong_sum_is_refused (void)
{
  g_autoptr (GBytes) packed = packed_noise ();
  gsize size;
  guint8 *copy = g_memdup2 (g_bytes_get_data (packed, &size), g_bytes_get_size (packed));
  g_autoptr (GBytes) wrong = NULL;
  g_autoptr (GBytes) raw = NULL;

  copy[size - 6] ^= 1;
  wrong = g_bytes_new_take (copy, size);
  raw = gzip_reply (wrong);
  assert_refused (raw, FOD_SYNC_ERROR_SERVER);
}

static void
test_gzip_that_is_none_is_refused (void)
{
  g_autoptr (GBytes) text = bytes_of ("hello");
  g_autoptr (GBytes) raw = gzip_reply (text);

  assert_refused (raw, FOD_SYNC_ERROR_SERVER);
}

static void
test_gzip_with_something_behind_is_refused (void)
{
  g_autoptr (GBytes) packed = packed_noise ();
  g_autoptr (GByteArray) twice = g_byte_array_new ();
  g_autoptr (GBytes) both = NULL;
  g_autoptr (GBytes) raw = NULL;

  for (guint i = 0; i < 2; i++)
    g_byte_array_append (twice, g_bytes_get_data (packed, NULL), (guint)g_bytes_get_size (packed));
  both = g_byte_array_free_to_bytes (g_steal_pointer (&twice));
  raw = gzip_reply (both);
  assert_refused (raw, FOD_SYNC_ERROR_SERVER);
}

static void
test_bomb_is_refused (void)
{
  g_autofree char *zeros = g_malloc0 (MAX_BYTES * 100);
  g_autoptr (GBytes) bytes = g_bytes_new_static (zeros, MAX_BYTES * 100);
  g_autoptr (GBytes) packed = fod_gzip_pack (bytes);
  g_autoptr (GBytes) raw = gzip_reply (packed);

  g_assert_cmpuint (g_bytes_get_size (packed), <, MAX_BYTES);
  assert_refused (raw, FOD_SYNC_ERROR_SERVER);
}

static void
test_double_gzip_is_refused (void)
{
  g_autoptr (GBytes) body = packed_noise ();
  g_autoptr (GBytes) packed = fod_gzip_pack (body);
  g_autoptr (GBytes) raw = join ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\n"
                                 "Connection: close\r\n\r\n",
                                 packed);

  assert_refused (raw, FOD_SYNC_ERROR_SERVER);
}

static void
test_too_long_a_body_is_refused (void)
{
  g_autofree char *text = g_strnfill (MAX_BYTES + 1, 'x');
  g_autoptr (GBytes) body = bytes_of (text);
  g_autoptr (GBytes) raw = join ("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", body);

  assert_refused (raw, FOD_SYNC_ERROR_SERVER);
}

static void
test_a_body_of_the_limit_is_taken (void)
{
  g_autofree char *text = g_strnfill (MAX_BYTES, 'x');
  g_autoptr (GBytes) body = bytes_of (text);
  g_autoptr (GBytes) raw = join ("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", body);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodReply) reply = exchange_with (raw, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (reply->body), ==, MAX_BYTES);
}

static void
test_less_than_promised_is_no_reply (void)
{
  g_autoptr (GBytes) raw = bytes_of ("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"a\":1}");

  assert_refused (raw, FOD_SYNC_ERROR_OFFLINE);
}

static void
test_no_http_is_no_reply (void)
{
  g_autoptr (GBytes) raw = bytes_of ("220 mail.rebild.dk ESMTP\r\n");

  assert_refused (raw, FOD_SYNC_ERROR_OFFLINE);
}

static void
test_silence_ends_at_the_deadline (void)
{
  g_autoptr (FodRawServer) server = fod_raw_server_start (NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodReply) reply = exchange (fod_raw_server_get_url (server),
                                         fod_request_new ("GET", "/x", NULL, NULL), 100, &error);

  g_assert_null (reply);
  g_assert_error (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_OFFLINE);
}

static void
test_nobody_there_is_offline (void)
{
  g_autoptr (GBytes) raw = bytes_of ("");
  g_autoptr (FodRawServer) server = fod_raw_server_start (raw, NULL);
  g_autofree char *url = g_strdup (fod_raw_server_get_url (server));
  g_autoptr (GError) error = NULL;
  g_autoptr (FodReply) reply = NULL;

  g_clear_pointer (&server, fod_raw_server_stop);
  reply = exchange (url, fod_request_new ("GET", "/x", NULL, NULL), DEADLINE_MS, &error);
  g_assert_null (reply);
  g_assert_error (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_OFFLINE);
}

static void
test_cancelled_is_cancelled (void)
{
  g_autoptr (FodRawServer) server = fod_raw_server_start (NULL, NULL);
  g_autoptr (FodTransport) transport =
      fod_http_transport_new (fod_raw_server_get_url (server), NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FodReply) reply = NULL;
  Wait wait = { NULL };

  fod_transport_send_async (transport, fod_request_new ("GET", "/x", NULL, NULL), cancellable,
                            on_done, &wait);
  while (fod_raw_server_get_count (server) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  while (wait.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  result = wait.result;
  reply = fod_transport_send_finish (transport, result, &error);
  g_assert_null (reply);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *path = g_strconcat ("/http/address/", addresses[i].label, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_address);
    }
  g_test_add_func ("/http/reply-has-status-tag-and-body", test_reply_has_status_tag_and_body);
  g_test_add_func ("/http/request-is-packed-and-signed", test_request_is_packed_and_signed);
  g_test_add_func ("/http/redirect-is-a-reply", test_redirect_is_a_reply);
  g_test_add_func ("/http/401-asks-nobody", test_401_asks_nobody);
  g_test_add_func ("/http/gzip-is-unpacked", test_gzip_is_unpacked);
  g_test_add_func ("/http/gzip-cut-in-half-is-refused", test_gzip_cut_in_half_is_refused);
  g_test_add_func ("/http/gzip-with-a-wrong-sum-is-refused", test_gzip_with_a_wrong_sum_is_refused);
  g_test_add_func ("/http/gzip-that-is-none-is-refused", test_gzip_that_is_none_is_refused);
  g_test_add_func ("/http/gzip-with-something-behind-is-refused",
                   test_gzip_with_something_behind_is_refused);
  g_test_add_func ("/http/bomb-is-refused", test_bomb_is_refused);
  g_test_add_func ("/http/double-gzip-is-refused", test_double_gzip_is_refused);
  g_test_add_func ("/http/too-long-a-body-is-refused", test_too_long_a_body_is_refused);
  g_test_add_func ("/http/a-body-of-the-limit-is-taken", test_a_body_of_the_limit_is_taken);
  g_test_add_func ("/http/less-than-promised-is-no-reply", test_less_than_promised_is_no_reply);
  g_test_add_func ("/http/no-http-is-no-reply", test_no_http_is_no_reply);
  g_test_add_func ("/http/silence-ends-at-the-deadline", test_silence_ends_at_the_deadline);
  g_test_add_func ("/http/nobody-there-is-offline", test_nobody_there_is_offline);
  g_test_add_func ("/http/cancelled-is-cancelled", test_cancelled_is_cancelled);
  return g_test_run ();
}
