/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A real store over real HTTP against what is no server of ours: whatever comes back, at whatever
 * byte it ends, nothing is taken over and nothing is lost. */

#include "config.h"

#include "support/fod-fake-clock.h"
#include "support/fod-flaky-transport.h"
#include "support/fod-raw-server.h"
#include "support/fod-test-device.h"
#include "sync/fod-gzip.h"
#include "wire/fod-wire.h"

#include <string.h>

#define TEAM "019a6b2c-31f4-7000-8000-00000000b001"

typedef struct
{
  FodFakeClock *clock;
  FodFlakyTransport *line;
  FodTestDevice *device;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *id = NULL;

  f->clock = fod_fake_clock_new ();
  f->line = fod_flaky_transport_new ("http://127.0.0.1:9");
  f->device = fod_test_device_new (FOD_CLOCK (f->clock), FOD_TRANSPORT (f->line));
  fod_test_device_pretend_enrolled (f->device);
  id = fod_test_device_create (f->device, FOD_KIND_EMPLOYER, "name", "Rebild Tømrer", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  fod_test_device_free (f->device);
  g_object_unref (f->line);
  g_object_unref (f->clock);
}

/* A pull's reply with one row, as a good server gives it. */
static GBytes *
good_body (void)
{
  static const char text[] =
      "{\"epoch\":\"e1\",\"now\":1795420800000,\"scopes\":[{\"id\":\"org:1\",\"next\":\"1\","
      "\"head\":1,\"more\":false,\"count\":1,\"check\":\"CHECK\",\"changes\":[{\"t\":\"team\","
      "\"id\":\"" TEAM "\",\"s\":1,\"rv\":1,\"f\":{\"name\":\"Rebild\"},\"v\":{\"name\":1}}]}],"
      "\"granted\":[\"org:1\"],\"revoked\":[],\"reset\":[],\"end\":true}";
  g_autofree char *check =
      g_strdup_printf ("%016" G_GINT64_MODIFIER "x", fod_row_check_word ("team", TEAM, 1));
  g_auto (GStrv) parts = g_strsplit (text, "CHECK", 2);
  char *body = g_strjoinv (check, parts);

  return g_bytes_new_take (body, strlen (body));
}

static GBytes *
with_head (const char *head, GBytes *body, gsize size)
{
  GByteArray *all = g_byte_array_new ();

  g_byte_array_append (all, (const guint8 *)head, (guint)strlen (head));
  g_byte_array_append (all, g_bytes_get_data (body, NULL), (guint)size);
  return g_byte_array_free_to_bytes (all);
}

/* One round against a server that answers every request with @raw. */
static gboolean
sync_with (Fixture *f, GBytes *raw, GError **error)
{
  g_autoptr (FodRawServer) server = fod_raw_server_start (raw, NULL);

  fod_flaky_transport_set_url (f->line, fod_raw_server_get_url (server));
  return fod_test_device_sync (f->device, NULL, error);
}

static void
assert_untouched (Fixture *f)
{
  g_autoptr (GPtrArray) teams = fod_test_device_list (f->device, FOD_KIND_TEAM);
  g_autoptr (GPtrArray) employers = fod_test_device_list (f->device, FOD_KIND_EMPLOYER);

  g_assert_cmpuint (teams->len, ==, 0);
  g_assert_cmpuint (employers->len, ==, 1);
  g_assert_cmpuint (fod_test_device_count (f->device).waiting, ==, 1);
  g_assert_cmpint (fod_sync_engine_get_state (fod_test_device_get_engine (f->device)), !=,
                   FOD_SYNC_IN_STEP);
}

/* The control: the whole of it is taken over, so that what follows fails for the cut alone. */
static void
test_the_whole_is_taken (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) body = good_body ();
  g_autoptr (GBytes) raw =
      with_head ("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", body, g_bytes_get_size (body));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) teams = NULL;

  /* The push is answered with a pull's reply, which is none; but the pull was done. */
  g_assert_false (sync_with (f, raw, &error));
  g_assert_error (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_SERVER);
  teams = fod_test_device_list (f->device, FOD_KIND_TEAM);
  g_assert_cmpuint (teams->len, ==, 1);
}

static void
cut_everywhere (Fixture *f, const char *head, GBytes *body)
{
  for (gsize size = 0; size < g_bytes_get_size (body); size++)
    {
      g_autoptr (GBytes) raw = with_head (head, body, size);
      g_autoptr (GError) error = NULL;

      g_assert_false (sync_with (f, raw, &error));
      g_assert_true (error->domain == FOD_SYNC_ERROR);
    }
  assert_untouched (f);
}

static void
test_cut_at_every_byte (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) body = good_body ();

  cut_everywhere (f, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", body);
}

static void
test_packed_and_cut_at_every_byte (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) body = good_body ();
  g_autoptr (GBytes) packed = fod_gzip_pack (body);

  cut_everywhere (f, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: gzip\r\n\r\n",
                  packed);
}

/* A flipped bit of a packed body is found by its sum. */
static void
test_packed_and_damaged (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) body = good_body ();
  g_autoptr (GBytes) packed = fod_gzip_pack (body);
  gsize size;
  const guint8 *good = g_bytes_get_data (packed, &size);

  /* The first ten bytes are a head whose time and system nobody reads. */
  for (gsize at = 10; at < size; at++)
    {
      guint8 *copy = g_memdup2 (good, size);
      g_autoptr (GBytes) damaged = NULL;
      g_autoptr (GBytes) raw = NULL;
      g_autoptr (GError) error = NULL;

      copy[at] ^= 0x10;
      damaged = g_bytes_new_take (copy, size);
      raw = with_head ("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: gzip\r\n\r\n",
                       damaged, size);
      g_assert_false (sync_with (f, raw, &error));
    }
  assert_untouched (f);
}

static const struct
{
  const char *label;
  const char *raw;
  int code;
} answers[] = {
  { "portal",
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html>Log på</html>",
    FOD_SYNC_ERROR_SERVER },
  { "portal-that-sends-on",
    "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n",
    FOD_SYNC_ERROR_SERVER },
  { "empty", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", FOD_SYNC_ERROR_SERVER },
  { "nothing", "", FOD_SYNC_ERROR_OFFLINE },
  { "no-http", "SSH-2.0-OpenSSH_9.2\r\n", FOD_SYNC_ERROR_OFFLINE },
  { "chunks-without-end",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n9\r\n{\"epoch\":",
    FOD_SYNC_ERROR_SERVER },
  { "less-than-promised",
    "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"epoch\":", FOD_SYNC_ERROR_OFFLINE },
};

static void
test_answer (Fixture *f, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GBytes) raw = g_bytes_new_static (answers[i].raw, strlen (answers[i].raw));
  g_autoptr (GError) error = NULL;

  g_assert_false (sync_with (f, raw, &error));
  g_assert_error (error, FOD_SYNC_ERROR, answers[i].code);
  assert_untouched (f);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/bad-server/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("the-whole-is-taken", test_the_whole_is_taken);
  ADD ("cut-at-every-byte", test_cut_at_every_byte);
  ADD ("packed-and-cut-at-every-byte", test_packed_and_cut_at_every_byte);
  ADD ("packed-and-damaged", test_packed_and_damaged);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *path = g_strconcat ("/bad-server/answers-", answers[i].label, NULL);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_answer, tear_down);
    }
  return g_test_run ();
}
