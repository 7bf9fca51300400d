/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"

G_BEGIN_DECLS

/**
 * FodIdle:
 *
 * Tells when nobody has touched the program for as long as was agreed. The time that the machine
 * sleeps counts. Wakes no oftener than once in that time.
 *
 * Signal "idle" (): the time is up. Once, until the next fod_idle_start().
 */
#define FOD_TYPE_IDLE (fod_idle_get_type ())
G_DECLARE_FINAL_TYPE (FodIdle, fod_idle, FOD, IDLE, GObject)

/** fod_idle_new: Returns: (transfer full): at rest */
FodIdle *fod_idle_new (FodClock *clock);

/** fod_idle_start: counts from now; @minutes of 0: never */
void fod_idle_start (FodIdle *self, guint minutes);

/** fod_idle_stop: counts no more */
void fod_idle_stop (FodIdle *self);

/** fod_idle_touch: somebody is there. Returns: %FALSE if too late: "idle" was told first, and what
 * was touched must not answer */
gboolean fod_idle_touch (FodIdle *self);

/** fod_idle_check: tells "idle" if the time is up; to be called when the machine has slept */
void fod_idle_check (FodIdle *self);

G_END_DECLS
