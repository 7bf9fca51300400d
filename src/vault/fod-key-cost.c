/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How dear a try of a passphrase is made on this machine. */

#include "config.h"

#include "vault/fod-key-cost.h"

#include <sodium.h>
#include <unistd.h>

#define OPS 3
#define FLOOR_KIB (64 * 1024)
#define MODERATE_KIB (256 * 1024)
#define TARGET_US (750 * 1000)

void
fod_key_cost_init_moderate (FodKeyCost *cost)
{
  g_return_if_fail (cost != NULL);

  cost->ops = OPS;
  cost->mem_kib = MODERATE_KIB;
}

void
fod_key_cost_init_floor (FodKeyCost *cost)
{
  g_return_if_fail (cost != NULL);

  cost->ops = OPS;
  cost->mem_kib = FLOOR_KIB;
}

void
fod_key_cost_choose (FodKeyCost *cost, gint64 floor_us, guint64 total_kib)
{
  g_return_if_fail (cost != NULL);

  /* Time grows as the memory does. */
  fod_key_cost_init_floor (cost);
  while (cost->mem_kib * 2 <= MIN (FOD_KEY_COST_MAX_KIB, total_kib / 8) &&
         floor_us * (cost->mem_kib * 2 / FLOOR_KIB) <= TARGET_US)
    cost->mem_kib *= 2;
}

void
fod_key_cost_init_calibrated (FodKeyCost *cost)
{
  const guint8 salt[crypto_pwhash_SALTBYTES] = { 0 };
  guint64 total_kib = (guint64)sysconf (_SC_PHYS_PAGES) * ((guint64)sysconf (_SC_PAGESIZE) / 1024);
  guint8 key[32];
  gint64 before;

  g_return_if_fail (cost != NULL);

  fod_key_cost_init_floor (cost);
  if (sodium_init () < 0)
    g_error ("libsodium does not start");

  before = g_get_monotonic_time ();
  if (crypto_pwhash (key, sizeof key, "calibration", 11, salt, cost->ops,
                     (size_t)cost->mem_kib * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0)
    return;
  fod_key_cost_choose (cost, MAX (g_get_monotonic_time () - before, 1), total_kib);
}

gboolean
fod_key_cost_is_valid (const FodKeyCost *cost)
{
  return cost->ops >= 1 && cost->ops <= FOD_KEY_COST_MAX_OPS &&
         cost->mem_kib >= FOD_KEY_COST_MIN_KIB && cost->mem_kib <= FOD_KEY_COST_MAX_KIB;
}
