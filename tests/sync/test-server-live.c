/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lines on which a real server tells its devices that something moved, and what strangers and
 * broken devices may do with them. */

#include "config.h"

#include "base/fod-uuid.h"
#include "server/fod-server-accounts.h"
#include "server/fod-server-enrol.h"
#include "support/fod-fake-clock.h"
#include "support/fod-raw-line.h"
#include "support/fod-temp.h"
#include "support/fod-test-device.h"
#include "support/fod-test-server.h"
#include "wire/fod-protocol.h"
#include "wire/fod-wire.h"

#include <string.h>

#define TEXT_FRAME 0x81
#define CLOSE_FRAME 0x88
#define PING_FRAME 0x89
#define PONG 10

typedef struct
{
  FodTemp *folder;
  FodFakeClock *clock;
  FodTestServer *server;
  FodServerStore *store; /* as an administrator's command has it */
} Fixture;

static void
start (Fixture *f, guint lines, guint connections, guint deadline_ms)
{
  FodServerLimits limits;

  fod_server_limits_init (&limits);
  limits.password_mib = 8;
  limits.requests_per_minute = 1000000;
  limits.lines = lines;
  limits.connections = connections;
  limits.deadline_ms = deadline_ms;
  f->server = fod_test_server_start_with (f->folder, FOD_CLOCK (f->clock), &limits, 0);
  f->store = fod_test_server_open_store (f->server);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = fod_temp_new ();
  f->clock = fod_fake_clock_new ();
  start (f, 100, 100, 30000);
}

static void
stop (Fixture *f)
{
  g_clear_object (&f->store);
  g_clear_pointer (&f->server, fod_test_server_stop);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->server != NULL)
    stop (f);
  g_object_unref (f->clock);
  fod_temp_free (f->folder);
}

/* A token of a device of @login, as if it had known the password. */
static char *
enrol (Fixture *f, const char *login, const char *device)
{
  FodEnrolRequest request = { (char *)login, NULL, (char *)device, (char *)"Bærbar" };
  g_autoptr (GError) error = NULL;
  g_autoptr (FodEnrolReply) reply =
      fod_server_enrol (f->store, FOD_CLOCK (f->clock), &request, &error);

  g_assert_no_error (error);
  return g_steal_pointer (&reply->token);
}

static FodRawLine *
open_line (Fixture *f, const char *token)
{
  return fod_raw_line_open (fod_test_server_get_port (f->server), token, NULL);
}

/* The line of a new device of @login, told its heads. */
static FodRawLine *
listen_as (Fixture *f, const char *login)
{
  g_autofree char *device = fod_uuid_new (FOD_CLOCK (f->clock));
  g_autofree char *token = enrol (f, login, device);
  FodRawLine *line = open_line (f, token);
  g_autofree char *first = NULL;

  g_assert_cmpuint (fod_raw_line_get_status (line), ==, 101);
  first = fod_raw_line_read (line, NULL);
  g_assert_nonnull (first);
  return line;
}

static FodHeads *
read_heads (FodRawLine *line)
{
  g_autofree char *text = fod_raw_line_read (line, NULL);
  g_autoptr (GError) error = NULL;
  FodHeads *heads;

  g_assert_nonnull (text);
  heads = fod_wire_parse_heads (text, strlen (text), &error);
  g_assert_no_error (error);
  return heads;
}

static FodTestDevice *
enrol_laptop (Fixture *f, const char *login)
{
  FodTestDevice *device = fod_test_device_new (FOD_CLOCK (f->clock), NULL);
  g_autoptr (GError) error = NULL;

  fod_test_device_enrol (device, fod_test_server_get_url (f->server), login, &error);
  g_assert_no_error (error);
  fod_test_device_sync (device, NULL, &error);
  g_assert_no_error (error);
  return device;
}

static void
write_employer (FodTestDevice *device, const char *name)
{
  g_autofree char *id = fod_test_device_create (device, FOD_KIND_EMPLOYER, "name", name, NULL);
  g_autoptr (GError) error = NULL;

  fod_test_device_sync (device, NULL, &error);
  g_assert_no_error (error);
}

static char *
dup_team_head (const FodHeads *heads)
{
  GHashTableIter iter;
  gpointer scope;
  gpointer head;

  g_hash_table_iter_init (&iter, heads->heads);
  while (g_hash_table_iter_next (&iter, &scope, &head))
    if (g_str_has_prefix (scope, "team:"))
      return g_strdup (head);
  g_assert_not_reached ();
}

static void
test_tells_the_heads (Fixture *f, gconstpointer data)
{
  g_autoptr (FodTestDevice) bo = enrol_laptop (f, "bo");
  g_autofree char *device = fod_uuid_new (FOD_CLOCK (f->clock));
  g_autofree char *token = enrol (f, "anna", device);
  g_autoptr (FodRawLine) anna = open_line (f, token);
  g_autoptr (FodHeads) first = read_heads (anna);
  g_autoptr (FodHeads) second = NULL;
  g_autofree char *before = dup_team_head (first);
  g_autofree char *after = NULL;

  g_assert_cmpuint (g_hash_table_size (first->heads), ==, 3);
  write_employer (bo, "Et");
  second = read_heads (anna);
  after = dup_team_head (second);
  g_assert_cmpuint (g_hash_table_size (second->heads), ==, 3);
  g_assert_cmpstr (first->epoch, ==, second->epoch);
  g_assert_cmpint (g_ascii_strtoll (after, NULL, 10), >, g_ascii_strtoll (before, NULL, 10));
}

/* However many changes come at once, what is said is at most one message a quarter of a second. */
static void
test_gathers (Fixture *f, gconstpointer data)
{
  g_autoptr (FodTestDevice) bo = enrol_laptop (f, "bo");
  g_autoptr (FodRawLine) anna = listen_as (f, "anna");
  g_autoptr (FodRawLine) late = NULL;
  g_autofree char *device = fod_uuid_new (FOD_CLOCK (f->clock));
  g_autofree char *token = enrol (f, "anna", device);
  g_autofree char *end = NULL;
  gint64 started = g_get_monotonic_time ();
  gint64 messages = 0;

  for (guint i = 0; i < 20; i++)
    write_employer (bo, "Mange");
  late = open_line (f, token);
  {
    g_autoptr (FodHeads) heads = read_heads (late);

    end = dup_team_head (heads);
  }
  for (gboolean same = FALSE; !same; messages++)
    {
      g_autoptr (FodHeads) heads = read_heads (anna);
      g_autofree char *head = dup_team_head (heads);

      same = g_str_equal (head, end);
    }
  g_assert_cmpint (messages, <=, (g_get_monotonic_time () - started) / 250000 + 2);
}

/* What only others may know moves nothing here. */
static void
test_says_nothing_of_others (Fixture *f, gconstpointer data)
{
  g_autoptr (FodTestDevice) bo = enrol_laptop (f, "bo");
  g_autoptr (FodRawLine) anna = listen_as (f, "anna");
  g_autofree char *id =
      fod_test_device_create (bo, FOD_KIND_PARTICIPANT, "name", "Åse Mølholm", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodHeads) heads = NULL;
  GHashTableIter iter;
  gpointer head;

  fod_test_device_sync (bo, NULL, &error);
  g_assert_no_error (error);
  write_employer (bo, "Et");
  heads = read_heads (anna);
  g_hash_table_iter_init (&iter, heads->heads);
  while (g_hash_table_iter_next (&iter, &head, NULL))
    g_assert_false (g_str_has_prefix (head, "lead:"));
  g_assert_cmpuint (g_hash_table_size (heads->heads), ==, 3);
}

static void
assert_refused (Fixture *f, const char *token, const char *headers, guint status)
{
  g_autoptr (FodRawLine) line =
      fod_raw_line_open (fod_test_server_get_port (f->server), token, headers);

  g_assert_cmpuint (fod_raw_line_get_status (line), ==, status);
}

static void
test_refuses (Fixture *f, gconstpointer data)
{
  g_autofree char *device = fod_uuid_new (FOD_CLOCK (f->clock));
  g_autofree char *token = enrol (f, "anna", device);

  assert_refused (f, "ung1_nobody", NULL, 401);
  assert_refused (f, "", NULL, 401);
  assert_refused (f, token, "", 400);
  assert_refused (f, token, "Upgrade: websocket\r\nConnection: Upgrade\r\n", 400);
  assert_refused (f, token,
                  "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 8\r\n"
                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
                  400);
}

static void
test_ends_with_the_access (Fixture *f, gconstpointer data)
{
  g_autofree char *device = fod_uuid_new (FOD_CLOCK (f->clock));
  g_autofree char *token = enrol (f, "anna", device);
  g_autoptr (FodRawLine) lost = open_line (f, token);
  g_autoptr (FodRawLine) other = listen_as (f, "anna");
  g_autoptr (FodRawLine) bo = listen_as (f, "bo");
  g_autoptr (GError) error = NULL;

  fod_server_revoke_device (f->store, FOD_CLOCK (f->clock), device, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fod_raw_line_read_end (lost), ==, FOD_LIVE_ENDED);
  assert_refused (f, token, NULL, 410);
  fod_server_disable_user (f->store, FOD_CLOCK (f->clock), "bo", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fod_raw_line_read_end (bo), ==, FOD_LIVE_ENDED);
  /* Who was not meant goes on. */
  fod_raw_line_send (other, PING_FRAME, "x", 1);
  for (guint kind = 0; kind != PONG;)
    {
      g_autofree char *text = fod_raw_line_read (other, &kind);

      g_assert_nonnull (text);
    }
}

/* An administrator's command is another process. */
static void
test_follows_a_change_of_team (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *team = fod_server_add_team (f->store, FOD_CLOCK (f->clock), "Hobro", &error);
  g_autofree char *wanted = g_strconcat ("team:", team, NULL);
  g_autoptr (FodRawLine) anna = listen_as (f, "anna");

  g_assert_no_error (error);
  fod_server_change_user (f->store, FOD_CLOCK (f->clock), "anna", NULL, team, &error);
  g_assert_no_error (error);
  for (gboolean moved = FALSE; !moved;)
    {
      g_autoptr (FodHeads) heads = read_heads (anna);

      moved = g_hash_table_contains (heads->heads, wanted);
    }
}

static void
test_one_line_a_device (Fixture *f, gconstpointer data)
{
  g_autofree char *device = fod_uuid_new (FOD_CLOCK (f->clock));
  g_autofree char *token = enrol (f, "anna", device);
  g_autoptr (FodRawLine) first = open_line (f, token);
  g_autoptr (FodRawLine) second = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpuint (fod_raw_line_get_status (first), ==, 101);
  second = open_line (f, token);
  text = fod_raw_line_read (second, NULL);
  g_assert_nonnull (text);
  g_assert_cmpuint (fod_raw_line_read_end (first), ==, FOD_LIVE_REPLACED);
}

static void
test_full (Fixture *f, gconstpointer data)
{
  g_autoptr (FodRawLine) first = NULL;
  g_autoptr (FodRawLine) second = NULL;
  g_autofree char *device = fod_uuid_new (FOD_CLOCK (f->clock));
  g_autofree char *token = NULL;

  stop (f);
  start (f, 1, 100, 30000);
  first = listen_as (f, "anna");
  token = enrol (f, "bo", device);
  second = open_line (f, token);
  g_assert_cmpuint (fod_raw_line_get_status (second), ==, 503);
  g_assert_nonnull (strstr (fod_raw_line_get_head (second), "Retry-After: "));
}

/* The deadline of a request is not that of a line, and lines leave room for requests. */
static void
test_outlives_its_request (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_raw_line_free);

  stop (f);
  start (f, 100, 3, 2000);
  for (guint i = 0; i < 10; i++)
    g_ptr_array_add (lines, listen_as (f, "anna"));
  g_assert_false (g_socket_condition_timed_wait (fod_raw_line_get_socket (lines->pdata[9]), G_IO_IN,
                                                 4 * G_USEC_PER_SEC, NULL, NULL));
  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *pong = NULL;

      fod_raw_line_send (lines->pdata[i], PING_FRAME, "x", 1);
      pong = fod_raw_line_read (lines->pdata[i], NULL);
      g_assert_cmpstr (pong, ==, "x");
    }
}

typedef struct
{
  guint8 bytes[8];
  guint8 size;
  guint code;
} Wrong;

/* What no client of ours sends. */
static const Wrong wrongs[] = {
  { { 0x81, 0x80, 0, 0, 0, 0 }, 6, FOD_LIVE_FORBIDDEN }, /* a message */
  { { 0x82, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff },
    8,
    FOD_LIVE_FORBIDDEN },                    /* and a huge one */
  { { 0x01, 0x80 }, 2, FOD_LIVE_FORBIDDEN }, /* half of one */
  { { 0x89, 0x00 }, 2, 1002 },               /* not masked */
  { { 0x89, 0xfe }, 2, 1002 },               /* a long ping */
  { { 0x09, 0x80 }, 2, 1002 },               /* half a ping */
  { { 0xc9, 0x80 }, 2, 1002 },               /* a reserved bit */
  { { 0x83, 0x80 }, 2, 1002 },               /* a reserved opcode */
  { { 0x8b, 0x80 }, 2, 1002 },
};

static void
test_wrong_frames (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autoptr (FodRawLine) line = listen_as (f, "anna");

      g_assert_true (fod_raw_line_send_bytes (line, wrongs[i].bytes, wrongs[i].size));
      g_assert_cmpuint (fod_raw_line_read_end (line), ==, wrongs[i].code);
    }
}

/* A frame that comes byte by byte, two at once, the longest, and the word to end. */
static void
test_good_frames (Fixture *f, gconstpointer data)
{
  static const guint8 two[] = { 0x89, 0x81, 0, 0, 0, 0, 'a', 0x89, 0x81, 0, 0, 0, 0, 'b' };
  g_autoptr (FodRawLine) line = listen_as (f, "anna");
  g_autofree char *longest = g_strnfill (125, 'z');
  g_autofree char *pong = NULL;
  g_autofree char *last = NULL;

  for (guint i = 0; i < 7; i++)
    g_assert_true (fod_raw_line_send_bytes (line, two + i, 1));
  pong = fod_raw_line_read (line, NULL);
  g_assert_cmpstr (pong, ==, "a");
  g_assert_true (fod_raw_line_send_bytes (line, two, sizeof two));
  fod_raw_line_send (line, PING_FRAME, longest, 125);
  while (g_strcmp0 (last, longest) != 0)
    {
      g_free (last);
      last = fod_raw_line_read (line, NULL);
      g_assert_nonnull (last);
    }
  fod_raw_line_send (line, CLOSE_FRAME, "\003\350", 2);
  g_assert_cmpuint (fod_raw_line_read_end (line), ==, 0);
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

/* A device that pings without end and reads no answer is not kept, nor are its answers. */
static void
test_flood (Fixture *f, gconstpointer data)
{
  g_autoptr (FodRawLine) line = listen_as (f, "anna");
  g_autoptr (FodRawLine) other = NULL;
  g_autoptr (GByteArray) block = g_byte_array_new ();
  guint64 before = get_resident_kib ();
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  for (guint i = 0; i < 1000; i++)
    {
      static const guint8 head[] = { PING_FRAME, 0xfd, 0, 0, 0, 0 };
      static const guint8 body[125];

      g_byte_array_append (block, head, sizeof head);
      g_byte_array_append (block, body, sizeof body);
    }
  while (fod_raw_line_send_bytes (line, block->data, block->len))
    g_assert_cmpint (g_get_monotonic_time (), <, end);
  g_assert_cmpuint (get_resident_kib (), <, before + 64 * 1024);
  other = listen_as (f, "bo");
  g_assert_nonnull (other);
}

static void
test_silence (Fixture *f, gconstpointer data)
{
  g_autoptr (FodRawLine) line = listen_as (f, "anna");

  fod_fake_clock_advance (f->clock, 11 * 60 * 1000);
  g_assert_cmpuint (fod_raw_line_read_end (line), ==, 0);
}

static void
test_stopping_server_says_so (Fixture *f, gconstpointer data)
{
  g_autoptr (FodRawLine) line = listen_as (f, "anna");

  stop (f);
  g_assert_cmpuint (fod_raw_line_read_end (line), ==, 1001);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add ("/server-live/tells-the-heads-of-its-own-scopes", test_tells_the_heads);
  add ("/server-live/gathers-what-comes-at-once", test_gathers);
  add ("/server-live/says-nothing-of-others", test_says_nothing_of_others);
  add ("/server-live/refuses-strangers-and-half-handshakes", test_refuses);
  add ("/server-live/ends-with-the-access", test_ends_with_the_access);
  add ("/server-live/follows-a-change-of-team", test_follows_a_change_of_team);
  add ("/server-live/one-line-a-device", test_one_line_a_device);
  add ("/server-live/a-full-server-says-so", test_full);
  add ("/server-live/a-line-outlives-its-request", test_outlives_its_request);
  add ("/server-live/wrong-frames-end-the-line", test_wrong_frames);
  add ("/server-live/frames-may-come-in-pieces", test_good_frames);
  add ("/server-live/a-flood-is-not-kept", test_flood);
  add ("/server-live/silence-ends-the-line", test_silence);
  add ("/server-live/a-stopping-server-says-so", test_stopping_server_says_so);
  return g_test_run ();
}
