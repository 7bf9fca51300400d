/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A server with a certificate that nobody vouches for is told nothing. By itself, because the leak
 * check of the sanitizers crashes in a process that has loaded the TLS library's modules. */

#include "config.h"

#include "support/fod-raw-server.h"
#include "sync/fod-http-transport.h"
#include "sync/fod-sync-engine.h"

#include <string.h>

#ifdef __SANITIZE_ADDRESS__
const char *__lsan_default_options (void);

const char *
__lsan_default_options (void)
{
  return "detect_leaks=0";
}
#endif

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static GTlsCertificate *
load_certificate (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "data", "tls", "self-signed.pem", NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);
  return certificate;
}

static void
test_unknown_certificate_gets_nothing (void)
{
  g_autoptr (GTlsCertificate) certificate = load_certificate ();
  g_autoptr (GBytes) raw = g_bytes_new_static ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 38);
  g_autoptr (FodRawServer) server = fod_raw_server_start (raw, certificate);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodTransport) transport =
      fod_http_transport_new (fod_raw_server_get_url (server), &error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FodReply) reply = NULL;
  g_autoptr (GBytes) seen = NULL;

  g_assert_no_error (error);
  fod_transport_send_async (transport, fod_request_new ("GET", "/x", "secret", NULL), NULL, on_done,
                            &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  reply = fod_transport_send_finish (transport, result, &error);
  g_assert_null (reply);
  g_assert_error (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_CERTIFICATE);
  seen = fod_raw_server_dup_request (server);
  g_assert_cmpuint (g_bytes_get_size (seen), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/http/unknown-certificate-gets-nothing", test_unknown_certificate_gets_nothing);
  return g_test_run ();
}
