/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The real engine and the real server, and between them what routers, guest networks and other
 * people's proxies do. */

#include "config.h"

#include "support/fod-http-bytes.h"
#include "support/fod-line-fixture.h"
#include "sync/fod-gzip.h"
#include "sync/fod-http-transport.h"
#include "wire/fod-protocol.h"

#include <string.h>

/* What a silent line costs a test; a good line is given the time of production. */
#define IMPATIENCE_MS 100
#define PATIENCE_MS 60000

/* The reply's body under another head. */
static GBytes *
with_head (const char *head, const void *body, gsize size)
{
  GByteArray *all = g_byte_array_new ();

  g_byte_array_append (all, (const guint8 *)head, (guint)strlen (head));
  g_byte_array_append (all, body, (guint)size);
  return g_byte_array_free_to_bytes (all);
}

static GBytes *
dup_body (GBytes *reply)
{
  gsize head = fod_http_bytes_get_head_size (reply);

  return g_bytes_new_from_bytes (reply, head, g_bytes_get_size (reply) - head);
}

/* Content-Length is @delta more than there is. */
static GBytes *
promise (GBytes *reply, int delta)
{
  g_autoptr (GBytes) body = dup_body (reply);
  gsize size = g_bytes_get_size (body);
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                           "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                                           delta < 0 ? size - (gsize)-delta : size + (gsize)delta);

  return with_head (head, g_bytes_get_data (body, NULL), size);
}

static GBytes *
promise_more (GBytes *reply, gsize at)
{
  return promise (reply, 7);
}

static GBytes *
promise_less (GBytes *reply, gsize at)
{
  return promise (reply, -7);
}

/* All but @at bytes of the body in one whole chunk; what has to come behind it does not. */
static GBytes *
chunk (GBytes *reply, gsize at)
{
  g_autoptr (GBytes) body = dup_body (reply);
  gsize size = g_bytes_get_size (body) - at;
  g_autofree char *head =
      g_strdup_printf ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n", (guint)size);

  return with_head (head, g_bytes_get_data (body, NULL), size);
}

static GBytes *
with_packed_body (GBytes *packed, gsize size)
{
  g_autofree char *head =
      g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                       "%" G_GSIZE_FORMAT "\r\n\r\n",
                       size);

  return with_head (head, g_bytes_get_data (packed, NULL), size);
}

/* Packed, and @at bytes are missing at its end, of which no length tells. */
static GBytes *
cut_packed (GBytes *reply, gsize at)
{
  g_autoptr (GBytes) body = dup_body (reply);
  g_autoptr (GBytes) packed = fod_gzip_pack (body);

  return with_packed_body (packed, g_bytes_get_size (packed) - at);
}

/* 64 MiB of blanks. */
static GBytes *
bomb (GBytes *reply, gsize at)
{
  gsize size = 64 * 1024 * 1024;
  g_autoptr (GBytes) blanks = g_bytes_new_take (g_strnfill (size, ' '), size);
  g_autoptr (GBytes) packed = fod_gzip_pack (blanks);

  return with_packed_body (packed, g_bytes_get_size (packed));
}

/* Somebody between gives up on a server that does the work all the same. */
static GBytes *
too_late (GBytes *reply, gsize at)
{
  static const char answer[] = "HTTP/1.1 504 Gateway Timeout\r\nContent-Length: 0\r\n\r\n";

  return g_bytes_new_static (answer, strlen (answer));
}

#define PORTAL                                                                                     \
  "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"                        \
  "<html><h1>Velkommen. Log på</h1></html>"
#define PORTAL_SENDS_ON                                                                            \
  "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/log\r\nContent-Length: 0\r\n\r\n"

static const struct
{
  const char *label;
  FodFault fault;
  int code;
} faults[] = {
  { "silence-there", { FOD_FAULT_REQUEST_STALL }, FOD_SYNC_ERROR_OFFLINE },
  { "silence-in-the-request", { FOD_FAULT_REQUEST_STALL, .at = 400 }, FOD_SYNC_ERROR_OFFLINE },
  { "silence-back", { FOD_FAULT_REPLY_STALL }, FOD_SYNC_ERROR_OFFLINE },
  { "silence-in-the-answer", { FOD_FAULT_REPLY_STALL, .at = 250 }, FOD_SYNC_ERROR_OFFLINE },
  { "drips-there", { FOD_FAULT_REQUEST_DRIP }, FOD_SYNC_ERROR_OFFLINE },
  { "drips-back", { FOD_FAULT_REPLY_DRIP }, FOD_SYNC_ERROR_OFFLINE },
  { "502",
    { FOD_FAULT_ANSWER, .answer = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n" },
    FOD_SYNC_ERROR_OFFLINE },
  { "503",
    { FOD_FAULT_ANSWER, .answer = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 120\r\n"
                                  "Content-Length: 0\r\n\r\n" },
    FOD_SYNC_ERROR_BUSY },
  { "429",
    { FOD_FAULT_ANSWER, .answer = "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 120\r\n"
                                  "Content-Length: 0\r\n\r\n" },
    FOD_SYNC_ERROR_BUSY },
  { "500",
    { FOD_FAULT_ANSWER,
      .answer = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n" },
    FOD_SYNC_ERROR_SERVER },
  { "portal", { FOD_FAULT_ANSWER, .answer = PORTAL }, FOD_SYNC_ERROR_SERVER },
  { "portal-sends-on", { FOD_FAULT_ANSWER, .answer = PORTAL_SENDS_ON }, FOD_SYNC_ERROR_SERVER },
  { "504-though-done", { .edit = too_late }, FOD_SYNC_ERROR_OFFLINE },
  { "promises-more", { .edit = promise_more }, FOD_SYNC_ERROR_OFFLINE },
  { "promises-less", { .edit = promise_less }, FOD_SYNC_ERROR_SERVER },
  { "last-chunk-is-missing", { .edit = chunk, .at = 20 }, FOD_SYNC_ERROR_SERVER },
  { "packed-and-cut", { .edit = cut_packed, .at = 4 }, FOD_SYNC_ERROR_SERVER },
  { "bomb", { .edit = bomb }, FOD_SYNC_ERROR_SERVER },
};

static void
set_patience (FodLine *f, guint ms)
{
  fod_http_transport_set_limits (FOD_HTTP_TRANSPORT (f->line), ms, FOD_LIMIT_BODY_BYTES);
}

/* Whether the fault lasts until somebody loses patience. */
static gboolean
is_silent (const FodFault *fault)
{
  return fault->kind == FOD_FAULT_REQUEST_STALL || fault->kind == FOD_FAULT_REPLY_STALL ||
         fault->kind == FOD_FAULT_REQUEST_DRIP || fault->kind == FOD_FAULT_REPLY_DRIP;
}

/* For the push and for the pull: what fails, as what, and that all is whole after it. */
static void
test_fault (FodLine *f, gconstpointer data)
{
  static const char *const paths[] = { FOD_PATH_PULL, FOD_PATH_PUSH };
  guint i = GPOINTER_TO_UINT (data);

  for (guint p = 0; p < G_N_ELEMENTS (paths); p++)
    {
      FodFault fault = faults[i].fault;

      fault.path = paths[p];
      fod_line_give_both_ways (f);
      set_patience (f, is_silent (&fault) ? IMPATIENCE_MS : PATIENCE_MS);
      g_assert_cmpint (fod_line_fail (f, &fault), ==, faults[i].code);
      set_patience (f, PATIENCE_MS);
      fod_line_assert_whole (f);
    }
}

/* Whoever delivers twice, the second time on another connection, gets the second answer back. */
static void
test_delivered_twice (FodLine *f, gconstpointer data)
{
  const FodFault fault = { FOD_FAULT_REQUEST_TWICE };

  fod_line_give_both_ways (f);
  fod_fault_proxy_set (f->proxy, &fault);
  fod_line_sync (f->anna);
  fod_line_assert_whole (f);
}

/* A push that got lost somewhere comes out again when its row has been changed and deleted. */
static void
test_delivered_late (FodLine *f, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (GBytes) answer = NULL;

  id = fod_test_device_create (f->anna, FOD_KIND_EMPLOYER, "name", "Rebild Tømrer", NULL);
  fod_line_sync (f->anna);
  fod_line_sync (f->bo);
  fod_line_delete (f->bo, FOD_KIND_EMPLOYER, id);
  fod_line_sync (f->bo);
  answer = fod_fault_proxy_replay (f->proxy, FOD_PATH_PUSH);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (answer, NULL),
                                  (gssize)g_bytes_get_size (answer), "\"r\":\"dup\""));
  fod_line_assert_whole (f);
}

/* A message ends with its own end mark: with that, it is whole, whatever HTTP says. */
static void
test_only_the_empty_chunk_is_missing (FodLine *f, gconstpointer data)
{
  const FodFault fault = { .edit = chunk };

  fod_line_give_both_ways (f);
  fod_fault_proxy_set (f->proxy, &fault);
  fod_line_sync (f->anna);
  fod_line_assert_whole (f);
}

static void
on_synced (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  fod_sync_engine_sync_finish (FOD_SYNC_ENGINE (source), result, NULL, &error);
  g_assert_no_error (error);
  *(gboolean *)user_data = TRUE;
}

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* What is written while the answer is under way is not taken for answered. */
static void
test_late_answer (FodLine *f, gconstpointer data)
{
  const FodFault fault = { FOD_FAULT_REPLY_HOLD, FOD_PATH_PUSH };
  gboolean done = FALSE;
  guint tick = g_timeout_add (5, on_tick, NULL); /* the proxy wakes nobody */

  fod_line_give_both_ways (f);
  fod_fault_proxy_set (f->proxy, &fault);
  fod_sync_engine_sync_async (fod_test_device_get_engine (f->anna), NULL, on_synced, &done);
  while (fod_fault_proxy_count (f->proxy, FOD_PATH_PUSH) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  fod_line_write (f, f->anna);
  g_assert_false (done);
  fod_fault_proxy_release (f->proxy);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  fod_line_assert_whole (f);
}

/* The server made a token, and nobody heard of it. */
static void
test_enrolment_without_an_answer (FodLine *f, gconstpointer data)
{
  const FodFault fault = { FOD_FAULT_REPLY_CUT, FOD_PATH_ENROL };
  g_autoptr (GError) error = NULL;

  fod_line_write (f, f->anna);
  fod_fault_proxy_set (f->proxy, &fault);
  g_assert_false (
      fod_test_device_enrol (f->anna, fod_fault_proxy_get_url (f->proxy), "anna", &error));
  g_assert_error (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_OFFLINE);
  fod_fault_proxy_set (f->proxy, NULL);
  g_clear_error (&error);
  fod_test_device_enrol (f->anna, fod_fault_proxy_get_url (f->proxy), "anna", &error);
  g_assert_no_error (error);
  fod_line_assert_whole (f);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/bad-proxy/" name, FodLine, NULL, fod_line_set_up, function, fod_line_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/bad-proxy/", faults[i].label, NULL);

      g_test_add (path, FodLine, GUINT_TO_POINTER (i), fod_line_set_up, test_fault,
                  fod_line_tear_down);
    }
  ADD ("only-the-empty-chunk-is-missing", test_only_the_empty_chunk_is_missing);
  ADD ("delivers-twice", test_delivered_twice);
  ADD ("delivers-late", test_delivered_late);
  ADD ("answers-late", test_late_answer);
  ADD ("keeps-the-answer-to-an-enrolment", test_enrolment_without_an_answer);
  return g_test_run ();
}
