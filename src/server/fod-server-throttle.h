/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/fod-clock.h"

G_BEGIN_DECLS

/**
 * FodServerThrottle:
 *
 * Slows down the guessing of secrets, by account and by address: 200 ms after the first failure,
 * doubling to 25 s, forgotten after 12 hours. Nobody is locked out for good: a colleague could do
 * that to them. Remembers a bounded number of keys, and those that are made to wait above all.
 */
typedef struct _FodServerThrottle FodServerThrottle;

/** fod_server_throttle_new: Returns: (transfer full): a throttle without a memory */
FodServerThrottle *fod_server_throttle_new (FodClock *clock);

void fod_server_throttle_free (FodServerThrottle *self);

/** fod_server_throttle_get_wait: Returns: milliseconds until @key may be tried again */
guint fod_server_throttle_get_wait (FodServerThrottle *self, const char *key);

/** fod_server_throttle_fail: notes a failure of @key */
void fod_server_throttle_fail (FodServerThrottle *self, const char *key);

/**
 * fod_server_throttle_reserve:
 * @longest_ms: who would have to wait longer may not try
 * @wait_ms: (out): how long to wait, before the try or before the next request
 *
 * Counts a try as failed before it is made, so that many at once are as slow as one after the
 * other. Returns: whether it may be made. After a success fod_server_throttle_forget(); a try that
 * came to nothing is withdrawn.
 */
gboolean fod_server_throttle_reserve (FodServerThrottle *self,
                                      const char *key,
                                      guint longest_ms,
                                      guint *wait_ms);

/** fod_server_throttle_withdraw: the try that was reserved was not made */
void fod_server_throttle_withdraw (FodServerThrottle *self, const char *key);

/** fod_server_throttle_enter: Returns: whether fewer than @most tries of @key are under way; then
 * this one is, until fod_server_throttle_leave() */
gboolean fod_server_throttle_enter (FodServerThrottle *self, const char *key, guint most);

void fod_server_throttle_leave (FodServerThrottle *self, const char *key);

/** fod_server_throttle_forget: @key has proved itself */
void fod_server_throttle_forget (FodServerThrottle *self, const char *key);

/** fod_server_throttle_dup_network: Returns: (transfer full): the key of an address: its /24, or
 * its /64 */
char *fod_server_throttle_dup_network (const char *address);

G_END_DECLS
