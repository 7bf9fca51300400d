/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FodRelay:
 *
 * A port of 127.0.0.1 that hands on to another one what it is given, both ways, whatever it is:
 * counts the bytes, remembers what was sent, and breaks all connections at a byte.
 */
typedef struct _FodRelay FodRelay;

/** fod_relay_start: @port: of 127.0.0.1, to hand on to */
FodRelay *fod_relay_start (guint port);

/** fod_relay_stop: also waits for the threads */
void fod_relay_stop (FodRelay *self);

/** fod_relay_get_url: Returns: (transfer none): "http://127.0.0.1:port" */
const char *fod_relay_get_url (FodRelay *self);

/** fod_relay_begin: counts from here */
void fod_relay_begin (FodRelay *self);

/** fod_relay_count: Returns: the bytes handed on since, there or, with @back, from there */
gsize fod_relay_count (FodRelay *self, gboolean back);

/** fod_relay_has_sent: Returns: whether @text was among what went there since */
gboolean fod_relay_has_sent (FodRelay *self, const char *text);

/** fod_relay_cut: begins to count, and breaks all connections when @at bytes have gone there or,
 * with @back, come from there */
void fod_relay_cut (FodRelay *self, gboolean back, gsize at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodRelay, fod_relay_stop)

G_END_DECLS
