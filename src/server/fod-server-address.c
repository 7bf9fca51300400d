/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a server may listen, and that it does. */

#include "config.h"

#include "server/fod-server-address.h"

/* How many connections wait to be taken up. GIO's ten are full when a hundred laptops come back
 * with the network, and those that find them full lose a second each, or their line. */
#define BACKLOG 1024

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

GSocket *
fod_server_address_listen (GSocketAddress *address, GError **error)
{
  g_autoptr (GSocket) socket = NULL;

  g_return_val_if_fail (G_IS_SOCKET_ADDRESS (address), NULL);

  socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP, error);
  if (socket == NULL)
    return NULL;
  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!g_socket_bind (socket, address, TRUE, error) || !g_socket_listen (socket, error))
    return NULL;
  return g_steal_pointer (&socket);
}
