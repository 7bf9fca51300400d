/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodBackoff: arithmetic only. */

#include "config.h"

#include "sync/fod-backoff.h"

#define FIRST_MS 1000
#define LONGEST_MS 300000

gint64
fod_backoff_fail (FodBackoff *self, gint64 now_ms, double random, gint64 retry_after_ms)
{
  gint64 longest;
  gint64 wait;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (random >= 0 && random <= 1, 0);

  longest = MIN ((gint64)FIRST_MS << MIN (self->failures, 20), LONGEST_MS);
  wait = MAX ((gint64)((double)longest * random), retry_after_ms);
  self->failures++;
  self->due_ms = now_ms + wait;
  return wait;
}

void
fod_backoff_succeed (FodBackoff *self)
{
  g_return_if_fail (self != NULL);

  self->failures = 0;
  self->due_ms = 0;
}

void
fod_backoff_forgive (FodBackoff *self)
{
  g_return_if_fail (self != NULL);

  self->due_ms = 0;
}

gint64
fod_backoff_get_wait (const FodBackoff *self, gint64 now_ms)
{
  g_return_val_if_fail (self != NULL, 0);

  return MAX (self->due_ms - now_ms, 0);
}
