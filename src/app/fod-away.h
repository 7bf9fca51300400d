/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FodAway:
 *
 * Hears from the system that nobody is going to be there: the machine is about to sleep, the screen
 * is locked. Where the system does not say so, it says nothing either.
 *
 * Signal "away" (): the machine waits with sleeping until this has been dealt with. Signal "back"
 * (): the machine has slept.
 */
#define FOD_TYPE_AWAY (fod_away_get_type ())
G_DECLARE_FINAL_TYPE (FodAway, fod_away, FOD, AWAY, GObject)

/** fod_away_new: Returns: (transfer full): listens from now on, without a wait */
FodAway *fod_away_new (void);

G_END_DECLS
