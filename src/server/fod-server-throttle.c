/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counts failures. Lives in memory alone: a restart forgives, and takes longer than a guess. */

#include "config.h"

#include "server/fod-server-throttle.h"

#include <gio/gio.h>
#include <string.h>

#define FIRST_MS 200
#define LONGEST_MS 25000
#define MEMORY_MS (12 * 60 * 60 * 1000)
/* Who tries from more keys than this only pushes out older ones. */
#define KEYS 10000

struct _FodServerThrottle
{
  FodClock *clock;
  GHashTable *failures;
};

typedef struct
{
  guint count;
  gint64 last_ms;
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

guint
fod_server_throttle_get_wait (FodServerThrottle *self, const char *key)
{
  const FodFailure *failure;
  gint64 wait;

  g_return_val_if_fail (self != NULL, 0);

  failure = g_hash_table_lookup (self->failures, key);
  if (failure == NULL)
    return 0;
  wait = failure->last_ms + delay_of (failure) - fod_clock_get_boot_ms (self->clock);
  return (guint)CLAMP (wait, 0, LONGEST_MS);
}

static gboolean
is_old (gpointer key, gpointer value, gpointer user_data)
{
  const FodFailure *failure = value;
  const gint64 *now = user_data;

  return *now - failure->last_ms > MEMORY_MS;
}

void
fod_server_throttle_fail (FodServerThrottle *self, const char *key)
{
  gint64 now;
  FodFailure *failure;

  g_return_if_fail (self != NULL);

  now = fod_clock_get_boot_ms (self->clock);
  g_hash_table_foreach_remove (self->failures, is_old, &now);
  if (g_hash_table_size (self->failures) >= KEYS)
    g_hash_table_remove_all (self->failures);
  failure = g_hash_table_lookup (self->failures, key);
  if (failure == NULL)
    {
      failure = g_new0 (FodFailure, 1);
      g_hash_table_insert (self->failures, g_strdup (key), failure);
    }
  failure->count++;
  failure->last_ms = now;
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
