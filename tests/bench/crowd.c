/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Many devices that push at once, each one push after the other, without a pause: what a push takes
 * and how much the server gets done. Only the devices: servers.py has the servers. Prints one JSON
 * object.
 *
 * usage: crowd STORE LOGIN[,LOGIN…] DEVICES OPS PUSHES PORT…
 * STORE is the server's folder, or where its PostgreSQL is; OPS new records go in each push. */

#include "config.h"

#include "base/fod-uuid.h"
#include "schema/fod-schema.h"
#include "server/fod-server-enrol.h"
#include "server/fod-server-folder.h"
#include "server/fod-server-store-postgres.h"
#include "wire/fod-protocol.h"
#include "wire/fod-wire.h"

#include <libsoup/soup.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  FodClock *clock;
  SoupSession *session;
  GArray *times; /* of double, ms */
  guint ops;
  guint open;
  guint errors;
} Crowd;

typedef struct
{
  Crowd *crowd;
  char *id;
  char *token;
  char *epoch;
  char *url;
  guint left;
  gint64 started;
} Device;

static void push (Device *device);

static void
check (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static void
device_free (gpointer data)
{
  Device *device = data;

  g_free (device->id);
  g_free (device->token);
  g_free (device->epoch);
  g_free (device->url);
  g_free (device);
}

/* As if its user had known the password. */
static Device *
enrol (Crowd *crowd, FodServerStore *store, char *login)
{
  Device *device = g_new0 (Device, 1);
  FodEnrolRequest request = { login, NULL, NULL, (char *)"Bærbar" };
  g_autoptr (FodEnrolReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  device->crowd = crowd;
  device->id = request.device = fod_uuid_new (crowd->clock);
  reply = fod_server_enrol (store, crowd->clock, &request, &error);
  check (error);
  device->token = g_steal_pointer (&reply->token);
  device->epoch = g_steal_pointer (&reply->epoch);
  return device;
}

static FodOp *
make_op (FodClock *clock, guint number)
{
  g_autofree char *id = fod_uuid_new (clock);
  g_autofree char *row = fod_uuid_new (clock);
  FodOp *op = fod_op_new (id, FOD_OP_CREATE, FOD_KIND_EMPLOYER, row);

  op->schema = FOD_SCHEMA_VERSION;
  op->hlc = fod_hlc_from_ms (fod_clock_get_real_ms (clock));
  g_hash_table_insert (op->fields, g_strdup ("name"), g_strdup_printf ("Virksomhed %u", number));
  g_hash_table_insert (op->fields, g_strdup ("phone"), g_strdup ("98112233"));
  g_hash_table_insert (op->fields, g_strdup ("town"), g_strdup ("Støvring"));
  return op;
}

static GBytes *
make_body (Device *device)
{
  g_autoptr (GPtrArray) ops = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_op_unref);
  FodPushRequest request = { .schema = FOD_SCHEMA_VERSION,
                             .device = device->id,
                             .epoch = device->epoch,
                             .sent_at = fod_clock_get_real_ms (device->crowd->clock),
                             .ops = ops };
  char *text;

  for (guint i = 0; i < device->crowd->ops; i++)
    g_ptr_array_add (ops, make_op (device->crowd->clock, i));
  text = fod_wire_print_push_request (&request);
  return g_bytes_new_take (text, strlen (text));
}

static gboolean
is_good (SoupMessage *message, GBytes *body, guint ops)
{
  g_autoptr (FodPushReply) reply = NULL;

  if (soup_message_get_status (message) != 200)
    return FALSE;
  reply = fod_wire_parse_push_reply (g_bytes_get_data (body, NULL), g_bytes_get_size (body), NULL);
  for (guint i = 0; reply != NULL && i < reply->results->len; i++)
    if (((FodOpResult *)reply->results->pdata[i])->result != FOD_RESULT_OK)
      return FALSE;
  return reply != NULL && reply->results->len == ops;
}

static void
on_pushed (GObject *source, GAsyncResult *result, gpointer data)
{
  Device *device = data;
  Crowd *crowd = device->crowd;
  SoupSession *session = SOUP_SESSION (source);
  SoupMessage *message = soup_session_get_async_result_message (session, result);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (session, result, &error);
  double ms = (double)(g_get_monotonic_time () - device->started) / 1000;

  g_array_append_val (crowd->times, ms);
  if (body == NULL || !is_good (message, body, crowd->ops))
    {
      crowd->errors++;
      g_printerr ("crowd: %s %u\n", error == NULL ? "status" : error->message,
                  soup_message_get_status (message));
    }
  if (--device->left > 0)
    push (device);
  else
    crowd->open--;
}

static void
push (Device *device)
{
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_POST, device->url);
  g_autoptr (GBytes) body = make_body (device);
  g_autofree char *bearer = g_strconcat ("Bearer ", device->token, NULL);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                bearer);
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  device->started = g_get_monotonic_time ();
  soup_session_send_and_read_async (device->crowd->session, message, G_PRIORITY_DEFAULT, NULL,
                                    on_pushed, device);
}

static GPtrArray *
make_devices (Crowd *crowd, const char *where, char **logins, guint count)
{
  g_autoptr (GError) error = NULL;
  gboolean is_folder = where[0] == '/';
  g_autoptr (FodServerStore) store = is_folder ? fod_server_folder_open (where, &error)
                                               : fod_server_store_postgres_new (where, &error);
  GPtrArray *devices = g_ptr_array_new_with_free_func (device_free);

  check (error);
  for (guint i = 0; i < count; i++)
    g_ptr_array_add (devices, enrol (crowd, store, logins[i % g_strv_length (logins)]));
  return devices;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const double *one = a, *other = b;

  return (*one > *other) - (*one < *other);
}

static void
report (Crowd *crowd, guint devices, double seconds)
{
  guint n = crowd->times->len;

  g_array_sort (crowd->times, compare_times);
  printf ("{\"devices\": %u, \"errors\": %u, \"operations_a_second\": %.0f, "
          "\"push_ms_p50\": %.0f, \"push_ms_p95\": %.0f}\n",
          devices, crowd->errors, n * crowd->ops / seconds,
          g_array_index (crowd->times, double, n / 2),
          g_array_index (crowd->times, double, n * 95 / 100));
}

int
main (int argc, char *argv[])
{
  Crowd crowd = { 0 };
  g_autoptr (FodClock) clock = fod_system_clock_new ();
  g_autoptr (SoupSession) session = NULL;
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GPtrArray) devices = NULL;
  g_auto (GStrv) logins = NULL;
  guint count, pushes;
  gint64 started;

  if (argc < 7)
    g_error ("usage: crowd STORE LOGIN[,LOGIN…] DEVICES OPS PUSHES PORT…");
  logins = g_strsplit (argv[2], ",", -1);
  count = (guint)g_ascii_strtoull (argv[3], NULL, 10);
  crowd.ops = (guint)g_ascii_strtoull (argv[4], NULL, 10);
  pushes = (guint)g_ascii_strtoull (argv[5], NULL, 10);
  crowd.clock = clock;
  crowd.times = times;
  crowd.session = session =
      soup_session_new_with_options ("max-conns", count, "max-conns-per-host", count, NULL);
  devices = make_devices (&crowd, argv[1], logins, count);
  crowd.open = count;
  started = g_get_monotonic_time ();
  for (guint i = 0; i < count; i++)
    {
      Device *device = devices->pdata[i];

      device->left = pushes;
      device->url =
          g_strdup_printf ("http://127.0.0.1:%s" FOD_PATH_PUSH, argv[6 + i % (guint)(argc - 6)]);
      push (device);
    }
  while (crowd.open > 0)
    g_main_context_iteration (NULL, TRUE);
  report (&crowd, count, (double)(g_get_monotonic_time () - started) / G_USEC_PER_SEC);
  return crowd.errors == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
