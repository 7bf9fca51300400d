/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/fod-transport.h"

G_BEGIN_DECLS

/**
 * FodFakeAnswer:
 * @body: (nullable): the request's body as text
 *
 * A server as a function. Returns: (transfer full) (nullable): the reply; %NULL for no connection
 */
typedef FodReply *(*FodFakeAnswer) (const FodRequest *request, const char *body, gpointer data);

/**
 * FodFakeTransport:
 *
 * A network without a network: each request is answered by a function of the test, from the main
 * loop as a real one is.
 */
#define FOD_TYPE_FAKE_TRANSPORT (fod_fake_transport_get_type ())
G_DECLARE_FINAL_TYPE (FodFakeTransport, fod_fake_transport, FOD, FAKE_TRANSPORT, GObject)

/** fod_fake_transport_new: Returns: (transfer full): a transport whose other end is @answer */
FodFakeTransport *fod_fake_transport_new (FodFakeAnswer answer, gpointer data);

/** fod_fake_transport_count: Returns: how many requests for @path (%NULL for all) came */
guint fod_fake_transport_count (FodFakeTransport *self, const char *path);

/** fod_fake_transport_get_log: Returns: (transfer none): the paths of all requests, each followed
 * by a blank */
const char *fod_fake_transport_get_log (FodFakeTransport *self);

/** fod_fake_reply: Returns: (transfer full): a reply with @body (nullable) */
FodReply *fod_fake_reply (guint status, const char *body);

G_END_DECLS
