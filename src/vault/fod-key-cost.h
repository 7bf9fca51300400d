/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FodKeyCost:
 * @ops: Argon2id's passes, 1 to %FOD_KEY_COST_MAX_OPS
 * @mem_kib: its memory, %FOD_KEY_COST_MIN_KIB to %FOD_KEY_COST_MAX_KIB
 *
 * What one try of a passphrase costs.
 */
typedef struct
{
  guint32 ops;
  guint32 mem_kib;
} FodKeyCost;

#define FOD_KEY_COST_MAX_OPS 20
#define FOD_KEY_COST_MIN_KIB 8
#define FOD_KEY_COST_MAX_KIB (1024 * 1024)

/** fod_key_cost_init_moderate: 3 passes over 256 MiB, about half a second on a laptop of 2020 */
void fod_key_cost_init_moderate (FodKeyCost *cost);

/** fod_key_cost_init_floor: 3 passes over 64 MiB, the least that a person's passphrase gets */
void fod_key_cost_init_floor (FodKeyCost *cost);

/**
 * fod_key_cost_init_calibrated:
 *
 * Measures this machine (a tenth of a second or two; not for the main thread) and takes the
 * dearest cost of about three quarters of a second: never under the floor, never over 1 GiB or an
 * eighth of the machine's memory.
 */
void fod_key_cost_init_calibrated (FodKeyCost *cost);

/** fod_key_cost_choose: sets @cost to what a machine with @total_kib of memory gets that needs
 * @floor_us microseconds for the floor */
void fod_key_cost_choose (FodKeyCost *cost, gint64 floor_us, guint64 total_kib);

/** fod_key_cost_is_valid: Returns: whether @cost is within the limits; a file that says otherwise
 * must not hang us */
gboolean fod_key_cost_is_valid (const FodKeyCost *cost);

G_END_DECLS
