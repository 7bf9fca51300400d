/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The serving process: listens, waits for a signal, ends. */

#include "config.h"

#include "server/fod-server-serve.h"

#include "server/fod-server-accounts.h"
#include "server/fod-server.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

/* The database, the log, and what the libraries open. */
#define OTHER_FILES 64
/* GnuTLS by itself still speaks what nobody should. */
#define TLS_PRIORITY "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"

static gboolean
on_signal (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
load_certificate (const char *certificate,
                  const char *private_key,
                  GTlsCertificate **loaded,
                  GError **error)
{
  *loaded = NULL;
  if (certificate == NULL && private_key == NULL)
    return TRUE;
  if (certificate == NULL || private_key == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _ ("A certificate and its key go together."));
      return FALSE;
    }
  g_setenv ("G_TLS_GNUTLS_PRIORITY", TLS_PRIORITY, TRUE);
  *loaded = g_tls_certificate_new_from_files (certificate, private_key, error);
  if (*loaded == NULL)
    g_prefix_error (error, "%s: ", _ ("The certificate can’t be used with this key"));
  return *loaded != NULL;
}

static void
announce (const char *address, guint port, gboolean secure)
{
  g_autofree char *host = g_strndup (address, (gsize)(strrchr (address, ':') - address));

  printf (_ ("Listening on %s://%s:%u\n"), secure ? "https" : "http", host, port);
  fflush (stdout);
}

/* Each line is an open file, and a session may open few unless it asks for more. */
static void
make_room (FodServerLimits *limits)
{
  const rlim_t wanted = limits->lines + limits->connections + OTHER_FILES;
  struct rlimit files;

  if (getrlimit (RLIMIT_NOFILE, &files) != 0 || files.rlim_cur >= wanted)
    return;
  files.rlim_cur = MIN (wanted, files.rlim_max);
  setrlimit (RLIMIT_NOFILE, &files);
  if (files.rlim_cur < wanted)
    limits->lines -= MIN (limits->lines, (guint)(wanted - files.rlim_cur));
}

gboolean
fod_server_serve (FodServerStore *store,
                  FodClock *clock,
                  const char *address,
                  const char *certificate,
                  const char *private_key,
                  GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GTlsCertificate) loaded = NULL;
  g_autoptr (FodServer) server = NULL;
  FodServerLimits limits;
  guint port;
  guint term;
  guint interrupt;

  if (strrchr (address, ':') == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _ ("An address to listen on has a port."));
      return FALSE;
    }
  if (!load_certificate (certificate, private_key, &loaded, error) ||
      !fod_server_update_codes (store, clock, error))
    return FALSE;
  fod_server_limits_init (&limits);
  make_room (&limits);
  server = fod_server_new (store, clock, &limits);
  port = fod_server_listen (server, address, loaded, error);
  if (port == 0)
    return FALSE;
  term = g_unix_signal_add (SIGTERM, on_signal, loop);
  interrupt = g_unix_signal_add (SIGINT, on_signal, loop);
  announce (address, port, loaded != NULL);
  g_main_loop_run (loop);
  fod_server_stop (server);
  g_source_remove (term);
  g_source_remove (interrupt);
  return TRUE;
}
