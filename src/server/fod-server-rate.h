/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"

G_BEGIN_DECLS

/**
 * FodServerRate:
 *
 * How often each device may ask: a bucket of a minute's requests that fills up again evenly.
 */
typedef struct _FodServerRate FodServerRate;

/** fod_server_rate_new: Returns: (transfer full): full buckets */
FodServerRate *fod_server_rate_new (FodClock *clock, guint per_minute);

void fod_server_rate_free (FodServerRate *self);

/** fod_server_rate_take: Returns: whether @key may ask now */
gboolean fod_server_rate_take (FodServerRate *self, const char *key);

G_END_DECLS
