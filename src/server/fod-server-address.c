/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a server may listen. */

#include "config.h"

#include "server/fod-server-address.h"

GSocketAddress *
fod_server_address_parse (const char *text, gboolean secure, GError **error)
{
  g_autoptr (GSocketConnectable) parsed = NULL;
  g_autoptr (GInetAddress) inet = NULL;
  GNetworkAddress *network;

  parsed = g_network_address_parse (text, 0, error);
  if (parsed == NULL)
    return NULL;
  network = G_NETWORK_ADDRESS (parsed);
  inet = g_inet_address_new_from_string (g_network_address_get_hostname (network));
  if (inet == NULL || (!secure && !g_inet_address_get_is_loopback (inet)))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           "not a loopback address, and no certificate");
      return NULL;
    }
  return g_inet_socket_address_new (inet, g_network_address_get_port (network));
}
