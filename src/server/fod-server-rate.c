/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Buckets of requests, by device. */

#include "config.h"

#include "server/fod-server-rate.h"

#define MINUTE_MS (60 * 1000)
#define KEYS 10000

struct _FodServerRate
{
  FodClock *clock;
  gint64 per_minute;
  GHashTable *buckets;
};

/* What is left, in thousandths of a request times sixty, so that filling needs no fraction. */
typedef struct
{
  gint64 level;
  gint64 at_ms;
} FodBucket;

/* A full bucket says no more than a missing one. */
static gboolean
is_full (gpointer key, gpointer value, gpointer user_data)
{
  const FodServerRate *self = user_data;
  const FodBucket *bucket = value;
  gint64 past = fod_clock_get_boot_ms (self->clock) - bucket->at_ms;

  return bucket->level + MIN (past, MINUTE_MS) * self->per_minute >= self->per_minute * MINUTE_MS;
}

FodServerRate *
fod_server_rate_new (FodClock *clock, guint per_minute)
{
  FodServerRate *self = g_new0 (FodServerRate, 1);

  self->clock = g_object_ref (clock);
  self->per_minute = per_minute;
  self->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
fod_server_rate_free (FodServerRate *self)
{
  g_return_if_fail (self != NULL);

  g_object_unref (self->clock);
  g_hash_table_unref (self->buckets);
  g_free (self);
}

gboolean
fod_server_rate_take (FodServerRate *self, const char *key)
{
  gint64 now;
  gint64 full;
  FodBucket *bucket;

  g_return_val_if_fail (self != NULL, FALSE);

  now = fod_clock_get_boot_ms (self->clock);
  full = self->per_minute * MINUTE_MS;
  bucket = g_hash_table_lookup (self->buckets, key);
  if (bucket == NULL)
    {
      if (g_hash_table_size (self->buckets) >= KEYS &&
          g_hash_table_foreach_remove (self->buckets, is_full, self) == 0)
        return FALSE;
      bucket = g_new0 (FodBucket, 1);
      bucket->level = full;
      bucket->at_ms = now;
      g_hash_table_insert (self->buckets, g_strdup (key), bucket);
    }
  bucket->level =
      MIN (full, bucket->level + MIN (now - bucket->at_ms, MINUTE_MS) * self->per_minute);
  bucket->at_ms = now;
  if (bucket->level < MINUTE_MS)
    return FALSE;
  bucket->level -= MINUTE_MS;
  return TRUE;
}
