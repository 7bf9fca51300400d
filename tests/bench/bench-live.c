/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a thousand devices cost that only listen: memory of the server for each, and the time from a
 * push until the last of them has been told. The server is a process of its own; the devices are
 * bare sockets. Prints one JSON object. */

#include "config.h"

#include "base/fod-uuid.h"
#include "server/fod-server-enrol.h"
#include "support/fod-raw-line.h"
#include "support/fod-temp.h"
#include "support/fod-test-device.h"
#include "support/fod-test-server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define DEVICES 1000
#define POKES 5

typedef struct
{
  pid_t pid;
  int stop;
  guint port;
} Server;

/* The child: serves until the other end of the pipe is closed. */
static void
serve (const char *folder, FodClock *clock, int tell, int stop)
{
  FodServerLimits limits;
  FodTestServer *server;
  guint port;
  char byte;

  fod_server_limits_init (&limits);
  limits.requests_per_minute = G_MAXINT;
  server = fod_test_server_start_with (folder, clock, &limits, 0);
  port = fod_test_server_get_port (server);
  if (write (tell, &port, sizeof port) == sizeof port)
    while (read (stop, &byte, 1) > 0)
      continue;
  fod_test_server_stop (server);
}

static Server
start (const char *folder, FodClock *clock)
{
  Server server = { 0 };
  int port_pipe[2], stop_pipe[2];

  if (pipe (port_pipe) != 0 || pipe (stop_pipe) != 0)
    g_error ("no pipes");
  server.pid = fork ();
  if (server.pid == 0)
    {
      close (stop_pipe[1]);
      serve (folder, clock, port_pipe[1], stop_pipe[0]);
      _exit (EXIT_SUCCESS);
    }
  close (stop_pipe[0]);
  server.stop = stop_pipe[1];
  if (read (port_pipe[0], &server.port, sizeof server.port) != sizeof server.port)
    g_error ("the server did not start");
  return server;
}

static guint64
get_resident_kib (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", (int)pid);
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents (path, &status, NULL, NULL));
  line = strstr (status, "VmRSS:");
  g_assert_nonnull (line);
  return g_ascii_strtoull (line + strlen ("VmRSS:"), NULL, 10);
}

/* Devices of all three of the team, as if each had known its password. */
static GPtrArray *
make_tokens (FodServerStore *store, FodClock *clock)
{
  static const char *const logins[] = { "anna", "bo", "lene" };
  GPtrArray *tokens = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < DEVICES; i++)
    {
      g_autofree char *device = fod_uuid_new (clock);
      FodEnrolRequest request = { (char *)logins[i % 3], NULL, device, (char *)"Bærbar" };
      g_autoptr (GError) error = NULL;
      g_autoptr (FodEnrolReply) reply = fod_server_enrol (store, clock, &request, &error);

      g_assert_no_error (error);
      g_ptr_array_add (tokens, g_steal_pointer (&reply->token));
    }
  return tokens;
}

static void
read_all (GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      g_autofree char *text = fod_raw_line_read (lines->pdata[i], NULL);

      g_assert_nonnull (text);
    }
}

/* Milliseconds from the moment that a colleague syncs until everybody has heard of it. */
static double
time_poke (FodTestDevice *device, GPtrArray *lines)
{
  gint64 started = g_get_monotonic_time ();
  g_autofree char *id = fod_test_device_create (device, FOD_KIND_EMPLOYER, "name", "Et", NULL);
  g_autoptr (GError) error = NULL;

  fod_test_device_sync (device, NULL, &error);
  g_assert_no_error (error);
  read_all (lines);
  return (double)(g_get_monotonic_time () - started) / 1000;
}

static void
allow_files (void)
{
  struct rlimit files;

  getrlimit (RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit (RLIMIT_NOFILE, &files);
}

int
main (void)
{
  g_autoptr (FodTemp) folder = fod_temp_new ();
  g_autoptr (FodClock) clock = fod_system_clock_new ();
  Server server;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_raw_line_free);
  g_autoptr (GPtrArray) tokens = NULL;
  g_autoptr (FodTestDevice) writer = NULL;
  g_autoptr (FodServerStore) store = NULL;
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;
  double worst = 0;
  guint64 before, after;

  allow_files ();
  server = start (folder, clock);
  store = fod_test_server_open_store_in (folder);
  tokens = make_tokens (store, clock);
  url = g_strdup_printf ("http://127.0.0.1:%u", server.port);
  writer = fod_test_device_new (clock, NULL);
  fod_test_device_enrol (writer, url, "anna", &error);
  g_assert_no_error (error);
  fod_test_device_sync (writer, NULL, &error);
  g_assert_no_error (error);
  before = get_resident_kib (server.pid);
  for (guint i = 0; i < tokens->len; i++)
    g_ptr_array_add (lines, fod_raw_line_open (server.port, tokens->pdata[i], NULL));
  read_all (lines);
  for (guint i = 0; i < POKES; i++)
    worst = MAX (worst, time_poke (writer, lines));
  after = get_resident_kib (server.pid);
  printf ("{\"devices\": %d, \"server_kib\": %" G_GUINT64_FORMAT ", \"kib_a_device\": %.1f, "
          "\"told_all_ms\": %.0f}\n",
          DEVICES, after, (double)(after - before) / DEVICES, worst);
  close (server.stop);
  waitpid (server.pid, NULL, 0);
  return EXIT_SUCCESS;
}
