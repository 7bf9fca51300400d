/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Small requests on the line on which the server also tells what moved: what they weigh, what
 * breaks them, and what a broken device may do with them. */

#include "config.h"

#include "support/fod-fake-clock.h"
#include "support/fod-raw-line.h"
#include "support/fod-relay.h"
#include "support/fod-temp.h"
#include "support/fod-test-device.h"
#include "support/fod-test-server.h"
#include "sync/fod-http-transport.h"
#include "wire/fod-protocol.h"
#include "wire/fod-wire-ask.h"

#include <string.h>

#define ASK_FRAME 0x82
#define HALF_ASK_FRAME 0x02
#define MANY 700

/* A laptop whose bytes are counted. */
typedef struct
{
  FodRelay *relay;
  FodTransport *transport;
  FodTestDevice *device;
  FodLiveLine *line;
  gboolean up;
  gboolean over;
} Laptop;

typedef struct
{
  char *folder;
  FodFakeClock *clock;
  FodTestServer *server;
  Laptop anna;
  Laptop bo;
} Fixture;

static void
sync_now (Laptop *laptop)
{
  g_autoptr (GError) error = NULL;

  fod_test_device_sync (laptop->device, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fod_test_device_count (laptop->device).waiting, ==, 0);
}

static void
on_opened (FodLiveLine *line, Laptop *laptop)
{
  laptop->up = TRUE;
}

static void
on_ended (FodLiveLine *line, guint code, gint64 retry_after, Laptop *laptop)
{
  laptop->up = FALSE;
  laptop->over = TRUE;
}

static void
hang_up (Laptop *laptop)
{
  laptop->up = FALSE;
  laptop->over = FALSE;
  if (laptop->line == NULL)
    return;
  g_signal_handlers_disconnect_by_data (laptop->line, laptop);
  fod_live_line_hang_up (laptop->line);
  g_clear_object (&laptop->line);
}

/* A cut that was due in the round before may still come. */
static void
open_line (Laptop *laptop)
{
  g_autoptr (FodEnrolment) enrolment = fod_test_device_dup_enrolment (laptop->device);

  fod_relay_begin (laptop->relay);
  while (!laptop->up)
    {
      hang_up (laptop);
      laptop->line = fod_transport_open_line (laptop->transport, enrolment->token, 60);
      g_signal_connect (laptop->line, "opened", G_CALLBACK (on_opened), laptop);
      g_signal_connect (laptop->line, "ended", G_CALLBACK (on_ended), laptop);
      while (!laptop->up && !laptop->over)
        g_main_context_iteration (NULL, TRUE);
    }
}

static void
set_up_laptop (Fixture *f, Laptop *laptop, const char *login)
{
  g_autoptr (GError) error = NULL;

  laptop->relay = fod_relay_start (fod_test_server_get_port (f->server));
  laptop->transport = fod_http_transport_new (fod_relay_get_url (laptop->relay), &error);
  g_assert_no_error (error);
  laptop->device = fod_test_device_new (FOD_CLOCK (f->clock), laptop->transport);
  fod_test_device_enrol (laptop->device, fod_relay_get_url (laptop->relay), login, &error);
  g_assert_no_error (error);
  sync_now (laptop);
  open_line (laptop);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = fod_temp_new ();
  f->clock = fod_fake_clock_new ();
  f->server = fod_test_server_start (f->folder, FOD_CLOCK (f->clock));
  set_up_laptop (f, &f->anna, "anna");
  set_up_laptop (f, &f->bo, "bo");
}

static void
tear_down_laptop (Laptop *laptop)
{
  hang_up (laptop);
  fod_test_device_free (laptop->device);
  g_object_unref (laptop->transport);
  fod_relay_stop (laptop->relay);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  tear_down_laptop (&f->anna);
  tear_down_laptop (&f->bo);
  fod_test_server_stop (f->server);
  g_object_unref (f->clock);
  fod_temp_free (f->folder);
}

static char *
write_employer (Laptop *laptop, guint number)
{
  g_autofree char *name = g_strdup_printf ("Virksomhed %u", number);

  return fod_test_device_create (laptop->device, FOD_KIND_EMPLOYER, "name", name, "phone",
                                 "98111111", NULL);
}

static guint
count_employers (Laptop *laptop)
{
  g_autoptr (GPtrArray) rows = fod_test_device_list (laptop->device, FOD_KIND_EMPLOYER);

  return rows->len;
}

static void
assert_same (Fixture *f)
{
  g_autofree char *one = fod_test_device_dup_view (f->anna.device);
  g_autofree char *other = fod_test_device_dup_view (f->bo.device);

  g_assert_cmpstr (one, ==, other);
}

static gsize
weigh (Laptop *laptop)
{
  return fod_relay_count (laptop->relay, FALSE) + fod_relay_count (laptop->relay, TRUE);
}

static void
test_small_requests_travel_on_the_line (Fixture *f, gconstpointer data)
{
  g_autofree char *id = write_employer (&f->anna, 1);

  sync_now (&f->anna);
  sync_now (&f->bo);
  fod_relay_begin (f->anna.relay);
  fod_relay_begin (f->bo.relay);
  fod_test_device_set (f->anna.device, FOD_KIND_EMPLOYER, id, "phone", "98222222");
  sync_now (&f->anna);
  sync_now (&f->bo);
  assert_same (f);
  g_assert_false (fod_relay_has_sent (f->anna.relay, FOD_PATH_PUSH));
  g_assert_false (fod_relay_has_sent (f->bo.relay, FOD_PATH_PULL));
  g_test_message ("one edit: %zu and %zu bytes", weigh (&f->anna), weigh (&f->bo));
  g_assert_cmpuint (weigh (&f->anna), >, 0);
}

static void
open_again (Laptop *laptop)
{
  hang_up (laptop);
  open_line (laptop);
}

/* How many bytes anna's next round has, there or back, when nothing breaks. */
static gsize
measure_round (Fixture *f, gboolean back)
{
  g_autofree char *id = write_employer (&f->anna, 0);

  fod_relay_begin (f->anna.relay);
  sync_now (&f->anna);
  return fod_relay_count (f->anna.relay, back);
}

/* Wherever the line breaks, HTTP takes over in the same round, and the op counts once. */
static void
test_broken_at_every_byte (Fixture *f, gconstpointer data)
{
  gboolean back = GPOINTER_TO_INT (data);
  gsize size = measure_round (f, back);

  g_assert_cmpuint (size, >, 100);
  for (gsize at = 1; at < size; at++)
    {
      g_autofree char *id = write_employer (&f->anna, (guint)at);

      fod_relay_cut (f->anna.relay, back, at);
      sync_now (&f->anna);
      open_again (&f->anna);
    }
  sync_now (&f->bo);
  g_assert_cmpuint (count_employers (&f->bo), ==, size);
  assert_same (f);
}

static void
test_a_long_answer_comes_over_http (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < MANY; i++)
    g_free (write_employer (&f->anna, i));
  sync_now (&f->anna);
  fod_relay_begin (f->bo.relay);
  sync_now (&f->bo);
  g_assert_true (fod_relay_has_sent (f->bo.relay, FOD_PATH_PULL));
  g_assert_cmpuint (count_employers (&f->bo), ==, MANY);
  assert_same (f);
}

/* A round that is given up leaves the line as it was; the next ones go on. */
static void
test_a_server_that_stops_is_offline (Fixture *f, gconstpointer data)
{
  g_autofree char *id = write_employer (&f->anna, 1);
  g_autoptr (GError) error = NULL;

  fod_test_server_stop (f->server);
  g_assert_false (fod_test_device_sync (f->anna.device, NULL, &error));
  g_assert_error (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_OFFLINE);
  g_assert_cmpuint (fod_test_device_count (f->anna.device).waiting, ==, 1);
  f->server = fod_test_server_start (f->folder, FOD_CLOCK (f->clock));
}

/* Raw lines */

static FodRawLine *
listen_raw (Fixture *f)
{
  g_autoptr (FodEnrolment) enrolment = fod_test_device_dup_enrolment (f->anna.device);
  FodRawLine *line =
      fod_raw_line_open (fod_test_server_get_port (f->server), enrolment->token, NULL);
  g_autofree char *heads = NULL;

  g_assert_cmpuint (fod_raw_line_get_status (line), ==, 101);
  heads = fod_raw_line_read (line, NULL);
  g_assert_nonnull (heads);
  return line;
}

static void
ask_raw (FodRawLine *line, guint number, const char *path, const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  FodLineAsk ask = { number, (char *)path, bytes };
  g_autoptr (GBytes) packed = fod_wire_pack_ask (&ask);
  gsize size;
  gconstpointer data = g_bytes_get_data (packed, &size);

  fod_raw_line_send (line, ASK_FRAME, data, size);
}

static void
assert_forbidden (FodRawLine *line)
{
  g_assert_cmpuint (fod_raw_line_read_end (line), ==, FOD_LIVE_FORBIDDEN);
  fod_raw_line_free (line);
}

static void
test_what_makes_no_sense_ends_the_line (Fixture *f, gconstpointer data)
{
  const guint8 too_long[] = {
    ASK_FRAME, 0x80 | 126, (FOD_LIMIT_ASK_BYTES + 1) >> 8, (FOD_LIMIT_ASK_BYTES + 1) & 0xff, 0, 0,
    0,         0
  };
  FodRawLine *line = listen_raw (f);

  fod_raw_line_send (line, ASK_FRAME, "no packed thing", 15);
  assert_forbidden (line);

  line = listen_raw (f);
  fod_raw_line_send (line, HALF_ASK_FRAME, "half of one", 11);
  assert_forbidden (line);

  line = listen_raw (f);
  g_assert_true (fod_raw_line_send_bytes (line, too_long, sizeof too_long));
  assert_forbidden (line);

  line = listen_raw (f);
  fod_raw_line_send (line, ASK_FRAME, "", 0);
  assert_forbidden (line);
}

static void
test_two_at_once_end_the_line (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  FodLineAsk ask = { 1, (char *)FOD_PATH_PULL, body };
  g_autoptr (GBytes) packed = fod_wire_pack_ask (&ask);
  g_autoptr (GByteArray) twice = g_byte_array_new ();
  FodRawLine *line = listen_raw (f);
  gsize size;
  const guint8 *bytes = g_bytes_get_data (packed, &size);
  guint8 head[6] = { ASK_FRAME, (guint8)(0x80 | size), 0, 0, 0, 0 };

  g_assert_cmpuint (size, <, 126);
  /* In one packet, so that the second is there before the first can be answered. */
  for (guint i = 0; i < 2; i++)
    {
      g_byte_array_append (twice, head, sizeof head);
      g_byte_array_append (twice, bytes, (guint)size);
    }
  g_assert_true (fod_raw_line_send_bytes (line, twice->data, twice->len));
  assert_forbidden (line);
}

static void
assert_answer (FodRawLine *line, guint number, guint status)
{
  g_autoptr (FodLineAnswer) answer = NULL;
  g_autoptr (GBytes) packed = fod_raw_line_read_bytes (line, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (packed);
  answer = fod_wire_unpack_answer (packed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->number, ==, number);
  g_assert_cmpuint (answer->status, ==, status);
}

static void
test_only_what_lines_carry_is_answered (Fixture *f, gconstpointer data)
{
  g_autoptr (FodRawLine) line = listen_raw (f);

  ask_raw (line, 7, FOD_PATH_ENROL, "{}");
  assert_answer (line, 7, 404);
  ask_raw (line, 8, FOD_PATH_SNAPSHOT, "{}");
  assert_answer (line, 8, 404);
  ask_raw (line, 9, FOD_PATH_PULL, "{}");
  assert_answer (line, 9, 400);
}

/* Each protocol's name stands alone, or before one that this server does not know. */
static void
test_heads_travel_as_was_agreed (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *offered;
    gboolean packed;
  } lines[] = { { "Sec-WebSocket-Protocol: fodfaeste-packed, fodfaeste-asks\r\n", TRUE },
                { "Sec-WebSocket-Protocol: later, fodfaeste-packed\r\n", TRUE },
                { "Sec-WebSocket-Protocol: fodfaeste-asks\r\n", FALSE },
                { "", FALSE } };
  g_autoptr (FodEnrolment) enrolment = fod_test_device_dup_enrolment (f->bo.device);
  guint port = fod_test_server_get_port (f->server);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *headers = g_strconcat (FOD_RAW_LINE_HEADERS, lines[i].offered, NULL);
      g_autoptr (FodRawLine) line = fod_raw_line_open (port, enrolment->token, headers);
      g_autoptr (GBytes) word = fod_raw_line_read_bytes (line, NULL);
      g_autoptr (FodLineAnswer) unasked = NULL;
      g_autoptr (FodHeads) heads = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (word);
      unasked = fod_wire_unpack_answer (word, NULL);
      g_assert_true ((unasked != NULL) == lines[i].packed);
      if (unasked != NULL)
        {
          g_assert_cmpuint (unasked->number, ==, FOD_LIVE_UNASKED);
          g_bytes_unref (word);
          word = g_bytes_ref (unasked->body);
        }
      heads = fod_wire_parse_heads (g_bytes_get_data (word, NULL), g_bytes_get_size (word), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_hash_table_size (heads->heads), >, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/line-asks/small-requests-travel-on-the-line", Fixture, NULL, set_up,
              test_small_requests_travel_on_the_line, tear_down);
  g_test_add ("/line-asks/broken-at-every-byte-there", Fixture, GINT_TO_POINTER (FALSE), set_up,
              test_broken_at_every_byte, tear_down);
  g_test_add ("/line-asks/broken-at-every-byte-back", Fixture, GINT_TO_POINTER (TRUE), set_up,
              test_broken_at_every_byte, tear_down);
  g_test_add ("/line-asks/a-long-answer-comes-over-http", Fixture, NULL, set_up,
              test_a_long_answer_comes_over_http, tear_down);
  g_test_add ("/line-asks/a-server-that-stops-is-offline", Fixture, NULL, set_up,
              test_a_server_that_stops_is_offline, tear_down);
  g_test_add ("/line-asks/what-makes-no-sense-ends-the-line", Fixture, NULL, set_up,
              test_what_makes_no_sense_ends_the_line, tear_down);
  g_test_add ("/line-asks/two-at-once-end-the-line", Fixture, NULL, set_up,
              test_two_at_once_end_the_line, tear_down);
  g_test_add ("/line-asks/only-what-lines-carry-is-answered", Fixture, NULL, set_up,
              test_only_what_lines_carry_is_answered, tear_down);
  g_test_add ("/line-asks/heads-travel-as-was-agreed", Fixture, NULL, set_up,
              test_heads_travel_as_was_agreed, tear_down);
  return g_test_run ();
}
