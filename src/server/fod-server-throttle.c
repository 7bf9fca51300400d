/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counts failures. Lives in memory alone: a restart forgives, and takes longer than a guess. */

#include "config.h"

#include "server/fod-server-throttle.h"

#include <gio/gio.h>
#include <string.h>

#define FIRST_MS 200
#define LONGEST_MS 25000
#define MEMORY_MS (12 * 60 * 60 * 1000)
/* So many keys are remembered. Who tries more pushes out those that failed least: names that are
 * made up push out each other. When all have failed again and again, a new one waits too. */
#define KEYS 10000

struct _FodServerThrottle
{
  FodClock *clock;
  GHashTable *failures;
};

typedef struct
{
  guint count;
  guint pending;  /* tries under way */
  gint64 last_ms; /* of the last try, or when it is due */
} FodFailure;

FodServerThrottle *
fod_server_throttle_new (FodClock *clock)
{
  FodServerThrottle *self = g_new0 (FodServerThrottle, 1);

  self->clock = g_object_ref (clock);
  self->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
fod_server_throttle_free (FodServerThrottle *self)
{
  g_return_if_fail (self != NULL);

  g_object_unref (self->clock);
  g_hash_table_unref (self->failures);
  g_free (self);
}

static gint64
delay_of (const FodFailure *failure)
{
  gint64 delay = FIRST_MS;

  for (guint i = 1; i < failure->count && delay < LONGEST_MS; i++)
    delay *= 2;
  return MIN (delay, LONGEST_MS);
}

static gint64
wait_of (const FodFailure *failure, gint64 now)
{
  if (failure->count == 0)
    return 0;
  return CLAMP (failure->last_ms + delay_of (failure) - now, 0, LONGEST_MS);
}

guint
fod_server_throttle_get_wait (FodServerThrottle *self, const char *key)
{
  const FodFailure *failure;

  g_return_val_if_fail (self != NULL, 0);

  failure = g_hash_table_lookup (self->failures, key);
  if (failure != NULL)
    return (guint)wait_of (failure, fod_clock_get_boot_ms (self->clock));
  return 0;
}

static gboolean
is_old (gpointer key, gpointer value, gpointer user_data)
{
  const FodFailure *failure = value;
  const gint64 *now = user_data;

  return failure->pending == 0 && *now - failure->last_ms > MEMORY_MS;
}

static gboolean
is_less (const FodFailure *a, const FodFailure *b)
{
  return a->count < b->count || (a->count == b->count && a->last_ms < b->last_ms);
}

/* Whether there is room for one more key, now that what matters least is gone. */
static gboolean
make_room (FodServerThrottle *self, gint64 now)
{
  GHashTableIter iter;
  gpointer key, value;
  const FodFailure *least = NULL;
  const char *least_key = NULL;

  if (g_hash_table_size (self->failures) < KEYS)
    return TRUE;
  g_hash_table_foreach_remove (self->failures, is_old, &now);
  if (g_hash_table_size (self->failures) < KEYS)
    return TRUE;
  g_hash_table_iter_init (&iter, self->failures);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const FodFailure *failure = value;

      if (failure->pending > 0 || (least != NULL && !is_less (failure, least)))
        continue;
      least = failure;
      least_key = key;
    }
  if (least == NULL || (least->count > 1 && wait_of (least, now) > 0))
    return FALSE;
  return g_hash_table_remove (self->failures, least_key);
}

/* Returns: (nullable): %NULL when nobody may be forgotten for this key. */
static FodFailure *
remember (FodServerThrottle *self, const char *key, gint64 now)
{
  FodFailure *failure = g_hash_table_lookup (self->failures, key);

  if (failure != NULL && is_old (NULL, failure, &now))
    failure->count = 0;
  if (failure != NULL)
    return failure;
  if (!make_room (self, now))
    return NULL;
  failure = g_new0 (FodFailure, 1);
  failure->last_ms = now;
  g_hash_table_insert (self->failures, g_strdup (key), failure);
  return failure;
}

void
fod_server_throttle_fail (FodServerThrottle *self, const char *key)
{
  gint64 now;
  FodFailure *failure;

  g_return_if_fail (self != NULL);

  now = fod_clock_get_boot_ms (self->clock);
  failure = remember (self, key, now);
  if (failure == NULL)
    return;
  failure->count++;
  failure->last_ms = now;
}

gboolean
fod_server_throttle_reserve (FodServerThrottle *self,
                             const char *key,
                             guint longest_ms,
                             guint *wait_ms)
{
  gint64 now;
  FodFailure *failure;

  g_return_val_if_fail (self != NULL && wait_ms != NULL, FALSE);

  now = fod_clock_get_boot_ms (self->clock);
  failure = remember (self, key, now);
  *wait_ms = failure == NULL ? FIRST_MS : (guint)wait_of (failure, now);
  if (failure == NULL || *wait_ms > longest_ms)
    return FALSE;
  failure->count++;
  failure->last_ms = now + *wait_ms;
  return TRUE;
}

void
fod_server_throttle_withdraw (FodServerThrottle *self, const char *key)
{
  FodFailure *failure;

  g_return_if_fail (self != NULL);

  failure = g_hash_table_lookup (self->failures, key);
  if (failure != NULL && failure->count > 0)
    failure->count--;
}

gboolean
fod_server_throttle_enter (FodServerThrottle *self, const char *key, guint most)
{
  FodFailure *failure;

  g_return_val_if_fail (self != NULL, FALSE);

  failure = remember (self, key, fod_clock_get_boot_ms (self->clock));
  if (failure == NULL || failure->pending >= most)
    return FALSE;
  failure->pending++;
  return TRUE;
}

void
fod_server_throttle_leave (FodServerThrottle *self, const char *key)
{
  FodFailure *failure;

  g_return_if_fail (self != NULL);

  failure = g_hash_table_lookup (self->failures, key);
  g_return_if_fail (failure != NULL && failure->pending > 0);
  failure->pending--;
  if (failure->pending == 0 && failure->count == 0)
    g_hash_table_remove (self->failures, key);
}

void
fod_server_throttle_forget (FodServerThrottle *self, const char *key)
{
  g_return_if_fail (self != NULL);

  g_hash_table_remove (self->failures, key);
}

char *
fod_server_throttle_dup_network (const char *address)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (address);
  const guint8 *bytes;

  if (inet == NULL)
    return g_strdup (address);
  bytes = g_inet_address_to_bytes (inet);
  if (g_inet_address_get_family (inet) == G_SOCKET_FAMILY_IPV4)
    return g_strdup_printf ("%u.%u.%u", bytes[0], bytes[1], bytes[2]);
  return g_strdup_printf ("%02x%02x:%02x%02x:%02x%02x:%02x%02x", bytes[0], bytes[1], bytes[2],
                          bytes[3], bytes[4], bytes[5], bytes[6], bytes[7]);
}
