/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When an op was saved (PROTOCOL.md, identifiers and time). */

#include "config.h"

#include "store/fod-op-clock.h"

#include <string.h>

/* How far the wall clock and the time since start may drift apart before somebody moved one. */
#define JUMP_MS (60 * 1000)

/* After a restart there is nothing to compare with, but a wall clock behind what was already
 * written has certainly been moved. */
static void
watch_jump (FodOpClock *self, gint64 real_ms)
{
  gint64 difference = real_ms - fod_clock_get_boot_ms (self->clock);
  gboolean jumped = self->compared ? ABS (difference - self->difference) > JUMP_MS
                                   : real_ms < fod_hlc_get_ms (self->last) - JUMP_MS;

  if (jumped)
    {
      self->session++;
      self->last = 0;
    }
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
fod_op_clock_note (FodOpClock *self)
{
  gint64 real_ms = fod_clock_get_real_ms (self->clock);

  watch_jump (self, real_ms);
  self->last = fod_hlc_next (self->last, MAX (0, real_ms));
  return self->last;
}

FodHlc
fod_op_clock_next (FodOpClock *self)
{
  FodHlc hlc = fod_op_clock_note (self);

  self->dated = TRUE;
  self->op_difference = self->difference;
  return hlc;
}

void
fod_op_clock_see (FodOpClock *self, gint64 server_ms)
{
  if (server_ms > 0)
    self->offset = server_ms - fod_clock_get_real_ms (self->clock);
}

gint64
fod_op_clock_get_session_ms (const FodOpClock *self)
{
  return self->dated ? fod_clock_get_boot_ms (self->clock) + self->op_difference
                     : fod_clock_get_real_ms (self->clock);
}

gint64
fod_op_clock_get_ms (const FodOpClock *self)
{
  return fod_clock_get_real_ms (self->clock) + self->offset;
}
