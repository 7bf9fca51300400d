/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FodBackoff:
 *
 * How long to wait after a failure: at random up to 1, 2, 4 … 300 seconds (full jitter, so that a
 * team whose server comes back does not come back all at once). A value; has no clock of its own.
 */
typedef struct
{
  guint failures;
  gint64 due_ms;
} FodBackoff;

/**
 * fod_backoff_fail:
 * @now_ms: any clock that does not go back
 * @random: 0 to 1
 * @retry_after_ms: what the server asks for, 0 for nothing: waited for at least
 *
 * Returns: how long to wait, ms
 */
gint64 fod_backoff_fail (FodBackoff *self, gint64 now_ms, double random, gint64 retry_after_ms);

/** fod_backoff_succeed: the next failure is a first one */
void fod_backoff_succeed (FodBackoff *self);

/** fod_backoff_forgive: may be tried now (the network is back), and a failure still counts */
void fod_backoff_forgive (FodBackoff *self);

/** fod_backoff_get_wait: Returns: ms until it may be tried again, 0 for at once */
gint64 fod_backoff_get_wait (const FodBackoff *self, gint64 now_ms);

G_END_DECLS
