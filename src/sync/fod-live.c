/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodLive: when there is a line, and what its words lead to. */

#include "config.h"

#include "sync/fod-live.h"

#include "sync/fod-backoff.h"
#include "wire/fod-protocol.h"
#include "wire/fod-wire.h"

#include <string.h>

#define WAIT_MS 2000
#define WAIT_DOUBLINGS 6
/* A line that lived as long was a good one. */
#define GOOD_MS 60000
/* The twin of a copied disk and this one would hang each other up for ever. */
#define REPLACED_MS (15 * 60 * 1000)
/* A server or a proxy that knows no lines does not learn it soon. */
#define UNKNOWN_MS (60 * 60 * 1000)

struct _FodLive
{
  FodClock *clock;
  const FodLiveCalls *calls;
  gpointer owner;
  FodLiveLine *line;
  gboolean up;
  gint64 up_since_ms;
  FodBackoff backoff;
  guint retry;      /* timer */
  gboolean heard;   /* the server has spoken on this line */
  GBytes *word;     /* (nullable): the last one, until it is known what it speaks of */
  guint judge;      /* timer */
  gboolean chasing; /* a word has led to the round under way */
  guint idle;
  FodHeads *known; /* (nullable) */
};

gint64
fod_live_get_wait (guint idle, double random)
{
  return (gint64)(random * (double)((gint64)WAIT_MS << MIN (idle, WAIT_DOUBLINGS)));
}

static void
drop_line (FodLive *self)
{
  self->up = FALSE;
  self->heard = FALSE;
  g_clear_handle_id (&self->judge, g_source_remove);
  g_clear_pointer (&self->word, g_bytes_unref);
  if (self->line == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->line, self);
  fod_live_line_hang_up (self->line);
  g_clear_object (&self->line);
}

/* Whether @heads speak of something that is not known. */
static gboolean
is_news (const FodHeads *heads, const FodHeads *known)
{
  GHashTableIter iter;
  gpointer scope;
  gpointer head;

  if (known == NULL || strcmp (heads->epoch, known->epoch) != 0 ||
      g_hash_table_size (heads->heads) != g_hash_table_size (known->heads))
    return TRUE;
  g_hash_table_iter_init (&iter, heads->heads);
  while (g_hash_table_iter_next (&iter, &scope, &head))
    {
      const char *had = g_hash_table_lookup (known->heads, scope);

      if (had == NULL || g_ascii_strtoull (head, NULL, 10) > g_ascii_strtoull (had, NULL, 10))
        return TRUE;
    }
  return FALSE;
}

static gboolean
on_retry (gpointer user_data)
{
  FodLive *self = user_data;

  self->retry = 0;
  self->calls->wanted (self->owner);
  return G_SOURCE_REMOVE;
}

static void
retry_in (FodLive *self, gint64 ms)
{
  g_clear_handle_id (&self->retry, g_source_remove);
  self->retry = g_timeout_add ((guint)ms, on_retry, self);
}

static gint64
blur (FodLive *self, gint64 ms)
{
  return ms - ms * 3 / 10 + (gint64)((double)(ms * 6 / 10) * self->calls->random (self->owner));
}

/* When to open the next line, after one that ended with @code. */
static void
plan_retry (FodLive *self, guint code, gint64 retry_after_ms, gboolean was_up)
{
  gint64 now = fod_clock_get_boot_ms (self->clock);

  if (code == FOD_LIVE_REPLACED)
    retry_in (self, blur (self, REPLACED_MS));
  else if (code >= 400 && code < 500 && code != 429)
    retry_in (self, blur (self, UNKNOWN_MS));
  else
    {
      if (was_up && now - self->up_since_ms >= GOOD_MS)
        fod_backoff_succeed (&self->backoff);
      retry_in (self, fod_backoff_fail (&self->backoff, now, self->calls->random (self->owner),
                                        retry_after_ms));
    }
}

static void
on_ended (FodLiveLine *line, guint code, gint64 retry_after_ms, FodLive *self)
{
  gboolean was_up = self->up;

  g_debug ("the line has ended: %u", code);
  drop_line (self);
  plan_retry (self, code, retry_after_ms, was_up);
  if (was_up)
    self->calls->turned (self->owner);
  /* A round finds out what it means. */
  if (code == FOD_LIVE_ENDED || code == 401 || code == 410)
    self->calls->moved (self->owner);
}

static void
on_opened (FodLiveLine *line, FodLive *self)
{
  self->up = TRUE;
  self->up_since_ms = fod_clock_get_boot_ms (self->clock);
  self->calls->turned (self->owner);
}

static FodHeads *
read_word (FodLive *self)
{
  gsize size;
  const char *text = g_bytes_get_data (self->word, &size);

  return fod_wire_parse_heads (text, size, NULL);
}

static gboolean
on_judge (gpointer user_data)
{
  FodLive *self = user_data;
  g_autoptr (FodHeads) heads = read_word (self);

  self->judge = 0;
  if (heads == NULL)
    {
      /* Whoever this is, it is not our server. */
      on_ended (self->line, 0, 0, self);
      return G_SOURCE_REMOVE;
    }
  if (!is_news (heads, self->known))
    {
      g_clear_pointer (&self->word, g_bytes_unref);
      return G_SOURCE_REMOVE;
    }
  /* A round may be under way that has pulled before it moved: the word is judged again behind it.
   */
  self->chasing = self->calls->moved (self->owner);
  return G_SOURCE_REMOVE;
}

static void
judge_soon (FodLive *self)
{
  if (self->word != NULL && self->judge == 0)
    self->judge = g_timeout_add (
        (guint)fod_live_get_wait (self->idle, self->calls->random (self->owner)), on_judge, self);
}

static void
on_heard (FodLiveLine *line, GBytes *message, FodLive *self)
{
  self->heard = TRUE;
  g_clear_pointer (&self->word, g_bytes_unref);
  self->word = g_bytes_ref (message);
  judge_soon (self);
  self->calls->alive (self->owner);
}

static void
on_alive (FodLiveLine *line, FodLive *self)
{
  self->calls->alive (self->owner);
}

FodLive *
fod_live_new (FodClock *clock, const FodLiveCalls *calls, gpointer owner)
{
  FodLive *self = g_new0 (FodLive, 1);

  self->clock = g_object_ref (clock);
  self->calls = calls;
  self->owner = owner;
  return self;
}

void
fod_live_free (FodLive *self)
{
  g_return_if_fail (self != NULL);

  fod_live_close (self);
  g_clear_pointer (&self->known, fod_heads_free);
  g_object_unref (self->clock);
  g_free (self);
}

gboolean
fod_live_may_open (FodLive *self)
{
  return self->line == NULL && self->retry == 0;
}

void
fod_live_open (FodLive *self, FodTransport *transport, const char *token, guint ping_seconds)
{
  if (!fod_live_may_open (self))
    return;
  self->line = fod_transport_open_line (transport, token, ping_seconds);
  if (self->line == NULL)
    return;
  g_signal_connect (self->line, "opened", G_CALLBACK (on_opened), self);
  g_signal_connect (self->line, "heard", G_CALLBACK (on_heard), self);
  g_signal_connect (self->line, "alive", G_CALLBACK (on_alive), self);
  g_signal_connect (self->line, "ended", G_CALLBACK (on_ended), self);
}

void
fod_live_close (FodLive *self)
{
  g_return_if_fail (self != NULL);

  drop_line (self);
  g_clear_handle_id (&self->retry, g_source_remove);
}

gboolean
fod_live_is_up (FodLive *self)
{
  return self->up;
}

gboolean
fod_live_is_in_step (FodLive *self)
{
  g_autoptr (FodHeads) heads = NULL;

  if (!self->up || !self->heard)
    return FALSE;
  if (self->word == NULL)
    return TRUE;
  heads = read_word (self);
  return heads != NULL && !is_news (heads, self->known);
}

void
fod_live_set_ping (FodLive *self, guint seconds)
{
  if (self->line != NULL)
    fod_live_line_set_ping (self->line, seconds);
}

void
fod_live_know (FodLive *self, const char *epoch, GHashTable *heads, gboolean brought)
{
  GHashTableIter iter;
  gpointer scope;
  gpointer head;

  g_return_if_fail (self != NULL && heads != NULL);

  g_clear_pointer (&self->known, fod_heads_free);
  self->known = g_new0 (FodHeads, 1);
  self->known->epoch = g_strdup (epoch);
  self->known->heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_iter_init (&iter, heads);
  while (g_hash_table_iter_next (&iter, &scope, &head))
    g_hash_table_insert (self->known->heads, g_strdup (scope), g_strdup (head));
  if (brought)
    self->idle = 0;
  else if (self->chasing)
    self->idle++;
  self->chasing = FALSE;
  judge_soon (self);
}
