/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FodClock:
 *
 * Where the time comes from. Everything that needs a time takes a clock, so that a test owns it.
 */
#define FOD_TYPE_CLOCK (fod_clock_get_type ())
G_DECLARE_INTERFACE (FodClock, fod_clock, FOD, CLOCK, GObject)

struct _FodClockInterface
{
  GTypeInterface parent;

  gint64 (*get_real_ms) (FodClock *self);
  gint64 (*get_boot_ms) (FodClock *self);
};

/**
 * fod_clock_get_real_ms:
 *
 * Returns: milliseconds since 1970 by the wall clock, which a person may set wrong
 */
gint64 fod_clock_get_real_ms (FodClock *self);

/**
 * fod_clock_get_boot_ms:
 *
 * Returns: milliseconds since the machine started, counting sleep (CLOCK_BOOTTIME); never set back
 */
gint64 fod_clock_get_boot_ms (FodClock *self);

/**
 * fod_clock_dup_today:
 *
 * Returns: (transfer full): the local date as yyyy-mm-dd
 */
char *fod_clock_dup_today (FodClock *self);

#define FOD_TYPE_SYSTEM_CLOCK (fod_system_clock_get_type ())
G_DECLARE_FINAL_TYPE (FodSystemClock, fod_system_clock, FOD, SYSTEM_CLOCK, GObject)

/**
 * fod_system_clock_new:
 *
 * Returns: (transfer full): the machine's own clock
 */
FodClock *fod_system_clock_new (void);

G_END_DECLS
