/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FodThrift:
 *
 * How often to look for what colleagues wrote: about every minute, and seldom while the line is
 * paid for by what is sent or the computer saves power (protocol.md §4). Own changes are sent at
 * once either way. Signal "changed": it is another answer now.
 */
#define FOD_TYPE_THRIFT (fod_thrift_get_type ())
G_DECLARE_FINAL_TYPE (FodThrift, fod_thrift, FOD, THRIFT, GObject)

/** fod_thrift_new: Returns: (transfer full): follows these two */
FodThrift *fod_thrift_new (GNetworkMonitor *network, GPowerProfileMonitor *power);

/** fod_thrift_get_look_ms: Returns: the wait to the next look; @random is from 0 to 1, so that a
 * team does not come all at once */
gint64 fod_thrift_get_look_ms (FodThrift *self, double random);

/** fod_thrift_get_ping: Returns: how often a line that is open is to be seen to, in seconds */
guint fod_thrift_get_ping (FodThrift *self);

G_END_DECLS
