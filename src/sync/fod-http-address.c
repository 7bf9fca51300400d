/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What may be a server's address, and how it is kept. */

#include "config.h"

#include "sync/fod-http-address.h"

#include "sync/fod-sync-engine.h"

#include <gio/gio.h>
#include <string.h>

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

static GUri *
parse_address (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_PARSE_RELAXED, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' ||
      g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL ||
      g_uri_get_fragment (uri) != NULL)
    return NULL;
  return g_steal_pointer (&uri);
}

char *
fod_http_address_dup (const char *server, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GUri) uri = NULL;
  gboolean http;

  g_return_val_if_fail (server != NULL, NULL);

  text = g_strstrip (strstr (server, "://") == NULL ? g_strconcat ("https://", server, NULL)
                                                    : g_strdup (server));
  while (g_str_has_suffix (text, "/"))
    text[strlen (text) - 1] = '\0';
  uri = parse_address (text);
  http = uri != NULL && strcmp (g_uri_get_scheme (uri), "http") == 0;
  if (uri == NULL || strpbrk (text, " \t\n\"<>\\") != NULL ||
      (!http && strcmp (g_uri_get_scheme (uri), "https") != 0))
    {
      g_set_error_literal (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_ADDRESS, "not an address");
      return NULL;
    }
  if (http && !is_loopback (g_uri_get_host (uri)))
    {
      g_set_error_literal (error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_CERTIFICATE,
                           "http:// reaches this machine only");
      return NULL;
    }
  return g_steal_pointer (&text);
}

gboolean
fod_http_address_is_here (const char *address)
{
  g_autoptr (GUri) uri = parse_address (address);

  return uri != NULL && is_loopback (g_uri_get_host (uri));
}
