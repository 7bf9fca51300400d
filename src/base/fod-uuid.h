/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"

G_BEGIN_DECLS

/**
 * fod_uuid_new:
 * @clock: gives the time part
 *
 * A UUID of version 7 (RFC 9562 §5.7): 48 bits of time, the rest from the kernel's random source.
 * Ids are never used for order.
 *
 * Returns: (transfer full): 36 characters, lower case
 */
char *fod_uuid_new (FodClock *clock);

/**
 * fod_uuid_new_from_name:
 * @name: any text
 *
 * The same id for the same @name on every machine (RFC 9562 §5.5, version 5 in a name space of our
 * own), for rows that every installation makes by itself, such as the entries of code lists.
 *
 * Returns: (transfer full): 36 characters, lower case
 */
char *fod_uuid_new_from_name (const char *name);

/**
 * fod_uuid_is_valid:
 *
 * Returns: whether @text is a UUID of any version in canonical lower-case form
 */
gboolean fod_uuid_is_valid (const char *text);

G_END_DECLS
