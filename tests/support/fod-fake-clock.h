/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"

G_BEGIN_DECLS

/**
 * FodFakeClock:
 *
 * A clock that stands still until a test moves it.
 */
#define FOD_TYPE_FAKE_CLOCK (fod_fake_clock_get_type ())
G_DECLARE_FINAL_TYPE (FodFakeClock, fod_fake_clock, FOD, FAKE_CLOCK, GObject)

/** fod_fake_clock_new: Returns: (transfer full): a clock at 2026-11-23 08:00 UTC, up for an hour */
FodFakeClock *fod_fake_clock_new (void);

/** fod_fake_clock_set_real_ms: sets the wall clock alone, as a person does who sets it wrong */
void fod_fake_clock_set_real_ms (FodFakeClock *self, gint64 real_ms);

/** fod_fake_clock_set_boot_ms: sets the time since start alone, as after a restart */
void fod_fake_clock_set_boot_ms (FodFakeClock *self, gint64 boot_ms);

/** fod_fake_clock_set_date: sets the wall clock to noon of @date (yyyy-mm-dd) by local time */
void fod_fake_clock_set_date (FodFakeClock *self, const char *date);

/** fod_fake_clock_advance: lets @ms pass on both */
void fod_fake_clock_advance (FodFakeClock *self, gint64 ms);

G_END_DECLS
