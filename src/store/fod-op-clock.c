/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When an op was saved (PROTOCOL.md, identifiers and time). */

#include "config.h"

#include "store/fod-op-clock.h"

#include <stdlib.h>
#include <string.h>

/* How far the wall clock and the time since start may drift apart before somebody moved one. */
#define JUMP_MS (60 * 1000)

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *)a;
  gint64 right = *(const gint64 *)b;

  return left < right ? -1 : left > right;
}

static gint64
median_offset (const FodOpClock *self)
{
  gint64 sorted[G_N_ELEMENTS (self->offsets)];

  if (self->n_offsets == 0)
    return 0;
  memcpy (sorted, self->offsets, sizeof sorted);
  qsort (sorted, self->n_offsets, sizeof *sorted, compare_offsets);
  return sorted[self->n_offsets / 2];
}

/* After a restart there is nothing to compare with, but a wall clock behind what was already
 * written has certainly been moved. */
static void
watch_jump (FodOpClock *self, gint64 real_ms)
{
  gint64 difference = real_ms - fod_clock_get_boot_ms (self->clock);
  gboolean jumped = self->compared
                        ? ABS (difference - self->difference) > JUMP_MS
                        : real_ms + median_offset (self) < fod_hlc_get_ms (self->last) - JUMP_MS;

  if (jumped)
    self->session++;
  self->compared = TRUE;
  self->difference = difference;
}

void
fod_op_clock_init (FodOpClock *self, FodClock *clock, FodHlc last, guint session)
{
  memset (self, 0, sizeof *self);
  self->clock = g_object_ref (clock);
  self->last = last;
  self->session = session;
}

void
fod_op_clock_clear (FodOpClock *self)
{
  g_clear_object (&self->clock);
}

FodHlc
fod_op_clock_next (FodOpClock *self)
{
  gint64 real_ms = fod_clock_get_real_ms (self->clock);

  watch_jump (self, real_ms);
  self->last = fod_hlc_next (self->last, MAX (0, real_ms + median_offset (self)));
  return self->last;
}

void
fod_op_clock_see (FodOpClock *self, gint64 server_ms)
{
  const guint room = G_N_ELEMENTS (self->offsets);

  if (server_ms <= 0)
    return;
  if (self->n_offsets == room)
    memmove (self->offsets, self->offsets + 1, (room - 1) * sizeof *self->offsets);
  else
    self->n_offsets++;
  self->offsets[self->n_offsets - 1] = server_ms - fod_clock_get_real_ms (self->clock);
}

gint64
fod_op_clock_get_ms (const FodOpClock *self)
{
  /* The newest answer alone: a clock that was moved since the one before is known at once. */
  gint64 offset = self->n_offsets == 0 ? 0 : self->offsets[self->n_offsets - 1];

  return fod_clock_get_real_ms (self->clock) + offset;
}
