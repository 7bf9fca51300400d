/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"

G_BEGIN_DECLS

/**
 * FodTries:
 *
 * How long a person waits after wrong passphrases: not at all after the first three, then a second,
 * and twice as long each time, up to half a minute. Nobody is ever locked out for longer. It is
 * there for whoever stands at the screen; against a copied key file only the cost of a try helps.
 */
#define FOD_TYPE_TRIES (fod_tries_get_type ())
G_DECLARE_FINAL_TYPE (FodTries, fod_tries, FOD, TRIES, GObject)

/** fod_tries_new: Returns: (transfer full): nothing was tried yet */
FodTries *fod_tries_new (FodClock *clock);

/** fod_tries_note: a passphrase was tried, and it was @right */
void fod_tries_note (FodTries *self, gboolean right);

/** fod_tries_get_wait: Returns: seconds until the next try, begun ones counted whole; 0 when it
 * may be made at once */
guint fod_tries_get_wait (FodTries *self);

G_END_DECLS
