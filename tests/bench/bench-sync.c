/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the sync costs: a real store and a real server, both on disk and encrypted, on loopback.
 * Prints one JSON object; bytes are those of the packed bodies. Beside it stands the limit of the
 * machine: the same rows written by nothing but SQLCipher, a transaction for each of our batches,
 * and the same bytes carried by nothing but libsoup. With "--short" it is the push and the load
 * alone, for a median of many. */

#include "config.h"

#include "base/fod-uuid.h"
#include "bench/fod-bare.h"
#include "support/fod-relay.h"
#include "support/fod-temp.h"
#include "support/fod-test-device.h"
#include "support/fod-test-server.h"
#include "sync/fod-gzip.h"
#include "sync/fod-http-transport.h"
#include "wire/fod-protocol.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROWS 10000
#define MANY_ROWS 100000
#define ROWS_AN_EDIT 100
/* What one of the rows below is on the line, unpacked. */
#define ROW_BYTES 300
#define EDITS 50
/* Longer than an edit waits for the next one, and a laptop that is told of news with its pull. */
#define CALM_MS 6000

/* A transport that keeps what goes over it, to be weighed when nothing is timed. */
#define FOD_TYPE_METER (fod_meter_get_type ())
G_DECLARE_FINAL_TYPE (FodMeter, fod_meter, FOD, METER, GObject)

struct _FodMeter
{
  GObject parent_instance;

  FodTransport *inner;
  GPtrArray *sent; /* of GBytes */
  GPtrArray *received;
};

static void fod_meter_iface_init (FodTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FodMeter,
                               fod_meter,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FOD_TYPE_TRANSPORT, fod_meter_iface_init))

static gsize
packed_size (GBytes *body)
{
  g_autoptr (GBytes) packed = NULL;

  if (body == NULL || g_bytes_get_size (body) < 1024)
    return body == NULL ? 0 : g_bytes_get_size (body);
  packed = fod_gzip_pack (body);
  return g_bytes_get_size (packed);
}

static gsize
weigh (GPtrArray *bodies)
{
  gsize size = 0;

  for (guint i = 0; i < bodies->len; i++)
    size += packed_size (bodies->pdata[i]);
  return size;
}

static void
keep (GPtrArray *bodies, GBytes *body)
{
  if (body != NULL)
    g_ptr_array_add (bodies, g_bytes_ref (body));
}

static void
on_replied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  FodReply *reply = fod_transport_send_finish (FOD_TRANSPORT (source), result, &error);

  if (reply == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  keep (FOD_METER (g_task_get_source_object (task))->received, reply->body);
  g_task_return_pointer (task, reply, (GDestroyNotify)fod_reply_free);
}

static void
fod_meter_send_async (FodTransport *transport,
                      FodRequest *request,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  FodMeter *self = FOD_METER (transport);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, fod_meter_send_async);
  keep (self->sent, request->body);
  fod_transport_send_async (self->inner, request, cancellable, on_replied, task);
}

static FodReply *
fod_meter_send_finish (FodTransport *transport, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static FodLiveLine *
fod_meter_open_line (FodTransport *transport, const char *token, guint ping_seconds)
{
  return fod_transport_open_line (FOD_METER (transport)->inner, token, ping_seconds);
}

static void
fod_meter_iface_init (FodTransportInterface *iface)
{
  iface->open_line = fod_meter_open_line;
  iface->send_async = fod_meter_send_async;
  iface->send_finish = fod_meter_send_finish;
}

static void
fod_meter_finalize (GObject *object)
{
  FodMeter *self = FOD_METER (object);

  g_clear_object (&self->inner);
  g_ptr_array_unref (self->sent);
  g_ptr_array_unref (self->received);
  G_OBJECT_CLASS (fod_meter_parent_class)->finalize (object);
}

static void
fod_meter_class_init (FodMeterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fod_meter_finalize;
}

static void
fod_meter_init (FodMeter *self)
{
  self->sent = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  self->received = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
}

static void
go_by (FodMeter *self, const char *url)
{
  g_clear_object (&self->inner);
  self->inner = fod_http_transport_new (url, NULL);
}

static FodMeter *
new_meter (const char *url)
{
  FodMeter *meter = g_object_new (FOD_TYPE_METER, NULL);

  go_by (meter, url);
  return meter;
}

static FodTestDevice *
new_device (FodClock *clock, FodMeter *meter, const char *url)
{
  FodTestDevice *device = fod_test_device_new (clock, FOD_TRANSPORT (meter));
  g_autoptr (GError) error = NULL;

  fod_test_device_enrol (device, url, "anna", &error);
  g_assert_no_error (error);
  return device;
}

typedef struct
{
  FodTestDevice *device;
  FodMeter *meter;
} Laptop;

/* Seconds that one round takes. */
static double
time_round (FodTestDevice *device, FodSyncRound *round)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  fod_test_device_sync (device, round, &error);
  g_assert_no_error (error);
  return (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static void
write_rows (FodTestDevice *device, FodClock *clock, guint rows)
{
  for (guint n = 0; n < rows; n += ROWS_AN_EDIT)
    {
      FodEdit *edit = fod_edit_new ();
      g_autoptr (GError) error = NULL;

      for (guint i = n; i < n + ROWS_AN_EDIT; i++)
        {
          g_autofree char *id = fod_uuid_new (clock);
          g_autofree char *name = g_strdup_printf ("Virksomhed nr. %u i Rebild", i);
          g_autofree char *phone = g_strdup_printf ("98%06u", i);
          g_autoptr (FodRecord) record = fod_record_new (&fod_employer_spec, id);

          fod_record_set (record, "name", name);
          fod_record_set (record, "phone", phone);
          fod_record_set (record, "branch", "retail");
          fod_record_set (record, "town", "Støvring");
          fod_record_set (record, "culture", "Venlige folk, rolig pause, tidligt oppe.");
          fod_edit_create (edit, record);
        }
      fod_test_device_apply (device, edit, &error);
      g_assert_no_error (error);
    }
}

/* The median of many times that one edit goes from one laptop to the other, ms. */
static double
time_edits (FodTestDevice *from, FodTestDevice *to, const char *id)
{
  double times[EDITS];

  for (guint i = 0; i < EDITS; i++)
    {
      g_autofree char *phone = g_strdup_printf ("22%06u", i);

      fod_test_device_set (from, FOD_KIND_EMPLOYER, id, "phone", phone);
      times[i] = 1000 * (time_round (from, NULL) + time_round (to, NULL));
    }
  for (guint i = 1; i < EDITS; i++)
    for (guint j = i; j > 0 && times[j - 1] > times[j]; j--)
      {
        double swap = times[j];

        times[j] = times[j - 1];
        times[j - 1] = swap;
      }
  return times[EDITS / 2];
}

static gsize
count_bytes (FodRelay *there, FodRelay *here)
{
  return fod_relay_count (there, FALSE) + fod_relay_count (there, TRUE) +
         fod_relay_count (here, FALSE) + fod_relay_count (here, TRUE);
}

static gboolean
wake (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Waits until nobody has said anything for a while. */
static void
await_calm (FodRelay *there, FodRelay *here)
{
  guint timer = g_timeout_add (CALM_MS / 10, wake, NULL);
  gint64 since = g_get_monotonic_time ();
  gsize bytes = count_bytes (there, here);

  while (g_get_monotonic_time () - since < CALM_MS * 1000)
    {
      g_main_context_iteration (NULL, TRUE);
      if (count_bytes (there, here) == bytes)
        continue;
      bytes = count_bytes (there, here);
      since = g_get_monotonic_time ();
    }
  g_source_remove (timer);
}

/* All bytes, up and down, of one edit from one laptop to the other, as the app does it: both have
 * their line to the server, and nobody asks for anything. */
static gsize
weigh_edit (Laptop *from, Laptop *to, guint port, const char *id)
{
  g_autoptr (FodRelay) there = fod_relay_start (port);
  g_autoptr (FodRelay) here = fod_relay_start (port);
  g_autofree char *seen = NULL;
  gsize bytes;

  go_by (from->meter, fod_relay_get_url (there));
  go_by (to->meter, fod_relay_get_url (here));
  fod_sync_engine_start (fod_test_device_get_engine (from->device));
  fod_sync_engine_start (fod_test_device_get_engine (to->device));
  await_calm (there, here);
  fod_relay_begin (there);
  fod_relay_begin (here);
  fod_test_device_set (from->device, FOD_KIND_EMPLOYER, id, "phone", "23000000");
  await_calm (there, here);
  bytes = count_bytes (there, here);
  seen = fod_test_device_dup (to->device, FOD_KIND_EMPLOYER, id, "phone");
  g_assert_cmpstr (seen, ==, "23000000");
  fod_test_device_restart (from->device);
  fod_test_device_restart (to->device);
  return bytes;
}

/* Seconds that a laptop takes that comes when there are many rows. */
static double
time_late (FodClock *clock, const char *url)
{
  g_autoptr (FodMeter) meter = new_meter (url);
  g_autoptr (FodTestDevice) late = new_device (clock, meter, url);
  FodSyncRound round;
  double seconds = time_round (late, &round);

  g_assert_cmpuint (round.pulled, >=, MANY_ROWS);
  return seconds;
}

static void
write_many (FodTestDevice *first, FodClock *clock)
{
  FodSyncRound round;

  write_rows (first, clock, MANY_ROWS - ROWS);
  time_round (first, &round);
  g_assert_cmpuint (round.pushed, ==, MANY_ROWS - ROWS);
}

typedef struct
{
  double push;
  double load;
  double edit;
  double many;
  double many_next; /* the laptop after that: the server has made the parts */
  double bare_push;
  double bare_load;
  gsize push_bytes;
  gsize load_bytes;
  gsize edit_bytes;
} Found;

static void
measure_bare (Found *found)
{
  g_autoptr (FodTemp) push = fod_temp_new ();
  g_autoptr (FodTemp) load = fod_temp_new ();

  found->bare_push = fod_bare_write (push, ROWS, FOD_LIMIT_OPS, ROW_BYTES) +
                     fod_bare_fetch (ROWS / FOD_LIMIT_OPS, found->push_bytes);
  found->bare_load = fod_bare_write (load, ROWS, FOD_LIMIT_PULL_ROWS, ROW_BYTES) +
                     fod_bare_fetch (ROWS / FOD_LIMIT_PULL_ROWS, found->load_bytes);
}

static void
measure_edit (Laptop *from, Laptop *to, FodTestServer *server, Found *found)
{
  g_autoptr (GPtrArray) rows = fod_test_device_list (to->device, FOD_KIND_EMPLOYER);
  const char *id = fod_record_get_id (rows->pdata[0]);
  const char *url = fod_test_server_get_url (server);

  g_assert_cmpuint (rows->len, ==, ROWS);
  found->edit = time_edits (from->device, to->device, id);
  found->edit_bytes = weigh_edit (from, to, fod_test_server_get_port (server), id);
  go_by (from->meter, url);
  go_by (to->meter, url);
}

static void
measure_many (Laptop *from, FodClock *clock, const char *url, Found *found)
{
  write_many (from->device, clock);
  found->many = time_late (clock, url);
  found->many_next = time_late (clock, url);
}

static void
measure (FodClock *clock, FodTestServer *server, gboolean all, Found *found)
{
  const char *url = fod_test_server_get_url (server);
  g_autoptr (FodMeter) up = new_meter (url);
  g_autoptr (FodMeter) down = new_meter (url);
  g_autoptr (FodTestDevice) first = new_device (clock, up, url);
  g_autoptr (FodTestDevice) second = new_device (clock, down, url);
  Laptop from = { first, up };
  Laptop to = { second, down };
  FodSyncRound round;

  time_round (first, &round);
  write_rows (first, clock, ROWS);
  g_ptr_array_set_size (up->sent, 0);
  found->push = time_round (first, &round);
  found->push_bytes = weigh (up->sent);
  g_assert_cmpuint (round.pushed, ==, ROWS);
  g_ptr_array_set_size (down->received, 0);
  found->load = time_round (second, &round);
  found->load_bytes = weigh (down->received);
  measure_bare (found);
  if (!all)
    return;
  measure_edit (&from, &to, server, found);
  measure_many (&from, clock, url, found);
}

static void
print (const Found *found, gboolean all)
{
  printf ("{\"rows\": %d, \"push_s\": %.3f, \"push_bytes\": %zu, \"push_to_bare\": %.1f, "
          "\"load_s\": %.3f, \"load_bytes\": %zu, \"load_to_bare\": %.1f",
          ROWS, found->push, found->push_bytes, found->push / found->bare_push, found->load,
          found->load_bytes, found->load / found->bare_load);
  if (all)
    printf (", \"edit_there_ms\": %.2f, \"edit_bytes\": %zu, \"many_rows\": %d, "
            "\"load_many_s\": %.2f, \"load_many_next_s\": %.2f",
            found->edit, found->edit_bytes, MANY_ROWS, found->many, found->many_next);
  printf ("}\n");
}

int
main (int argc, char *argv[])
{
  gboolean all = argc < 2 || strcmp (argv[1], "--short") != 0;
  FodServerLimits limits;
  g_autoptr (FodTemp) folder = fod_temp_new ();
  g_autoptr (FodClock) clock = fod_system_clock_new ();
  FodTestServer *server;
  Found found = { 0 };

  setlocale (LC_CTYPE, "");
  fod_server_limits_init (&limits);
  limits.requests_per_minute = G_MAXINT;
  server = fod_test_server_start_with (folder, clock, &limits, 0);
  measure (clock, server, all, &found);
  print (&found, all);
  fod_test_server_stop (server);
  return EXIT_SUCCESS;
}
