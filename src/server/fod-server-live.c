/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who listens, what they were told, and when the store is asked. What is said on a line is always
 * the heads as they are then, all of them: whatever is lost is made good by the next. */

#include "config.h"

#include "server/fod-server-live.h"

#include "server/fod-server-line.h"
#include "server/fod-server-look.h"
#include "wire/fod-protocol.h"
#include "wire/fod-wire.h"

#define GATHER_MS 250
#define TICK_MS 2000
/* A device says that it is there every four minutes at least. */
#define SILENCE_MS (10 * 60 * 1000)
/* And has no reason to say it this often between two ticks. */
#define FRAMES_A_TICK 30
#define GOING_AWAY 1001

struct _FodServerLive
{
  FodServerStore *store;
  FodClock *clock;
  FodServerWorker *worker;
  guint limit;
  GHashTable *devices; /* id → FodListener */
  GHashTable *heads;   /* scope → decimal text, as last seen */
  GHashTable *moved;   /* set of scopes to ask for */
  gboolean review;
  gboolean news;    /* the store has some */
  gboolean looking; /* one at a time: what is told never goes back */
  gboolean asking;  /* for news */
  gboolean closed;
  char *epoch; /* (nullable): as last seen */
  GSource *gather;
  GSource *tick;
  GMainContext *context;
  gulong news_handler;
};

typedef struct
{
  FodServerLive *live;
  FodServerTicket *ticket;
  FodServerLine *line;
  gint64 heard_ms;
  gboolean told;
} FodListener;

static void gather (FodServerLive *self);

static void
drop_source (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static GSource *
add_timer (FodServerLive *self, guint ms, GSourceFunc func)
{
  GSource *source = g_timeout_source_new (ms);

  g_source_set_callback (source, func, self, NULL);
  g_source_attach (source, self->context);
  return source;
}

/* @list (transfer container), so that what it holds may go while one walks through it. */
static GPtrArray *
list_of (GList *list)
{
  GPtrArray *items = g_ptr_array_new ();

  for (GList *item = list; item != NULL; item = item->next)
    g_ptr_array_add (items, item->data);
  g_list_free (list);
  return items;
}

static void
listener_free (gpointer data)
{
  FodListener *listener = data;

  fod_server_line_free (listener->line);
  fod_server_ticket_free (listener->ticket);
  g_free (listener);
}

static void
remove_listener (FodServerLive *self, FodListener *listener)
{
  g_hash_table_remove (self->devices, listener->ticket->device);
  if (g_hash_table_size (self->devices) > 0)
    return;
  drop_source (&self->tick);
  g_hash_table_remove_all (self->heads);
}

static void
on_line_ended (gpointer data)
{
  FodListener *listener = data;

  remove_listener (listener->live, listener);
}

static void
tell (FodServerLive *self, FodListener *listener, const char *epoch)
{
  g_autoptr (GHashTable) heads = g_hash_table_new (g_str_hash, g_str_equal);
  FodHeads message = { (char *)epoch, heads };
  g_autofree char *text = NULL;
  GPtrArray *scopes = listener->ticket->scopes;

  for (guint i = 0; i < scopes->len; i++)
    {
      gpointer head = g_hash_table_lookup (self->heads, scopes->pdata[i]);

      if (head != NULL)
        g_hash_table_insert (heads, scopes->pdata[i], head);
    }
  text = fod_wire_print_heads (&message);
  fod_server_line_say (listener->line, text);
  listener->told = TRUE;
}

static gboolean
has_any (const FodListener *listener, GHashTable *scopes)
{
  for (guint i = 0; i < listener->ticket->scopes->len; i++)
    if (g_hash_table_contains (scopes, listener->ticket->scopes->pdata[i]))
      return TRUE;
  return FALSE;
}

static gboolean
same_scopes (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_str_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

/* What the review said of each device that it was about. */
static void
take_tickets (FodServerLive *self, FodServerLook *look)
{
  g_autoptr (GPtrArray) listeners = list_of (g_hash_table_get_values (self->devices));
  g_autoptr (GHashTable) asked = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < look->tokens->len; i++)
    g_hash_table_add (asked, look->tokens->pdata[i]);
  for (guint i = 0; i < listeners->len; i++)
    {
      FodListener *listener = listeners->pdata[i];
      const char *token = listener->ticket->token_hash;
      FodServerTicket *ticket = g_hash_table_lookup (look->tickets, token);

      if (!g_hash_table_contains (asked, token))
        continue;
      if (ticket == NULL)
        {
          fod_server_line_close (listener->line, FOD_LIVE_ENDED);
          remove_listener (self, listener);
          continue;
        }
      if (same_scopes (listener->ticket->scopes, ticket->scopes))
        continue;
      g_ptr_array_unref (listener->ticket->scopes);
      listener->ticket->scopes = g_ptr_array_ref (ticket->scopes);
      listener->told = FALSE;
    }
}

/* The set of scopes of @look whose heads are others than the last time. */
static GHashTable *
take_heads (FodServerLive *self, FodServerLook *look)
{
  GHashTable *changed = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer scope;
  gpointer head;

  g_hash_table_iter_init (&iter, look->heads);
  while (g_hash_table_iter_next (&iter, &scope, &head))
    if (g_strcmp0 (g_hash_table_lookup (self->heads, scope), head) != 0)
      {
        g_hash_table_insert (self->heads, g_strdup (scope), g_strdup (head));
        g_hash_table_add (changed, scope);
      }
  return changed;
}

/* Whether the heads of all that the listener has are known. */
static gboolean
has_all (FodServerLive *self, const FodListener *listener)
{
  for (guint i = 0; i < listener->ticket->scopes->len; i++)
    if (!g_hash_table_contains (self->heads, listener->ticket->scopes->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
take_answer (FodServerLive *self, FodServerLook *look)
{
  g_autoptr (GHashTable) changed = take_heads (self, look);
  GHashTableIter iter;
  gpointer value;
  gboolean same_epoch = g_strcmp0 (self->epoch, look->epoch) == 0;

  take_tickets (self, look);
  g_free (self->epoch);
  self->epoch = g_strdup (look->epoch);
  g_hash_table_iter_init (&iter, self->devices);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      FodListener *listener = value;

      listener->told = listener->told && same_epoch;
      if (listener->told ? has_any (listener, changed) : has_all (self, listener))
        tell (self, listener, look->epoch);
    }
}

/* The store could not be asked; the next tick asks again. */
static void
take_failure (FodServerLive *self, FodServerLook *look)
{
  g_autoptr (GPtrArray) scopes = list_of (g_hash_table_get_keys (look->scopes));

  for (guint i = 0; i < scopes->len; i++)
    g_hash_table_add (self->moved, g_strdup (scopes->pdata[i]));
  self->review = self->review || look->tokens->len > 0;
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FodServerLook *look = user_data;
  FodServerLive *self = look->owner;

  fod_server_worker_run_finish (result);
  self->looking = FALSE;
  if (look->epoch == NULL)
    take_failure (self, look);
  else if (!self->closed)
    {
      take_answer (self, look);
      gather (self);
    }
  fod_server_look_free (look);
  fod_server_live_unref (self);
}

static void
run (FodServerLive *self, FodServerLook *look, FodServerJob job, GAsyncReadyCallback callback)
{
  look->owner = g_atomic_rc_box_acquire (self);
  fod_server_worker_run_async (self->worker, job, look, NULL, callback, look);
}

static gboolean
on_gathered (gpointer user_data)
{
  FodServerLive *self = user_data;
  FodServerLook *look = fod_server_look_new (self->store, self->clock);
  GHashTableIter iter;
  gpointer value;

  drop_source (&self->gather);
  g_hash_table_iter_init (&iter, self->devices);
  while (self->review && g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (look->tokens, g_strdup (((FodListener *)value)->ticket->token_hash));
  self->review = FALSE;
  g_hash_table_iter_init (&iter, self->moved);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      g_hash_table_add (look->scopes, value);
      g_hash_table_iter_steal (&iter);
    }
  self->looking = TRUE;
  run (self, look, fod_server_look_run, on_looked);
  return G_SOURCE_REMOVE;
}

/* Looks in a moment, when there is a reason to and somebody who listens. */
static void
gather (FodServerLive *self)
{
  if (self->closed || self->looking || self->gather != NULL ||
      (!self->review && g_hash_table_size (self->moved) == 0))
    return;
  if (g_hash_table_size (self->devices) > 0)
    self->gather = add_timer (self, GATHER_MS, on_gathered);
  else
    {
      self->review = FALSE;
      g_hash_table_remove_all (self->moved);
    }
}

static void ask_for_news (FodServerLive *self);

static void
on_news (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FodServerLook *look = user_data;
  FodServerLive *self = look->owner;
  g_autoptr (GPtrArray) scopes = list_of (g_hash_table_get_keys (look->scopes));

  fod_server_worker_run_finish (result);
  self->asking = FALSE;
  self->review = self->review || look->anything;
  fod_server_live_move (self, scopes);
  /* What came meanwhile. */
  if (self->news)
    ask_for_news (self);
  fod_server_look_free (look);
  fod_server_live_unref (self);
}

static void
ask_for_news (FodServerLive *self)
{
  if (self->closed || self->asking || g_hash_table_size (self->devices) == 0)
    return;
  self->news = FALSE;
  self->asking = TRUE;
  run (self, fod_server_look_new (self->store, self->clock), fod_server_look_for_news, on_news);
}

static gboolean
on_idle_news (gpointer user_data)
{
  FodServerLive *self = user_data;

  self->news = TRUE;
  ask_for_news (self);
  return G_SOURCE_REMOVE;
}

/* From any thread. */
static void
on_store_news (FodServerStore *store, FodServerLive *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, on_idle_news, g_atomic_rc_box_acquire (self),
                         (GDestroyNotify)fod_server_live_unref);
  g_source_attach (source, self->context);
}

/* Whether the listener may stay on its line. */
static gboolean
judge_listener (FodServerLive *self, FodListener *listener)
{
  gint64 now = fod_clock_get_boot_ms (self->clock);
  guint frames = fod_server_line_take_frames (listener->line);

  if (frames > 0)
    listener->heard_ms = now;
  if (frames > FRAMES_A_TICK)
    fod_server_line_close (listener->line, FOD_LIVE_FORBIDDEN);
  return frames <= FRAMES_A_TICK && now - listener->heard_ms <= SILENCE_MS;
}

static gboolean
on_tick (gpointer user_data)
{
  FodServerLive *self = user_data;
  g_autoptr (GPtrArray) listeners = list_of (g_hash_table_get_values (self->devices));

  for (guint i = 0; i < listeners->len; i++)
    if (!judge_listener (self, listeners->pdata[i]))
      remove_listener (self, listeners->pdata[i]);
  gather (self);
  ask_for_news (self);
  return self->tick == NULL ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
live_clear (gpointer data)
{
  FodServerLive *self = data;

  g_signal_handler_disconnect (self->store, self->news_handler);
  g_hash_table_unref (self->devices);
  g_hash_table_unref (self->heads);
  g_hash_table_unref (self->moved);
  g_free (self->epoch);
  g_object_unref (self->store);
  g_object_unref (self->clock);
  g_main_context_unref (self->context);
}

FodServerLive *
fod_server_live_new (FodServerStore *store, FodClock *clock, FodServerWorker *worker, guint lines)
{
  FodServerLive *self = g_atomic_rc_box_new0 (FodServerLive);

  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  self->worker = worker;
  self->limit = lines;
  self->devices = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, listener_free);
  self->heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->moved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->context = g_main_context_ref_thread_default ();
  self->news_handler = g_signal_connect (store, "news", G_CALLBACK (on_store_news), self);
  return self;
}

void
fod_server_live_unref (FodServerLive *self)
{
  g_atomic_rc_box_release_full (self, live_clear);
}

gboolean
fod_server_live_is_full (FodServerLive *self)
{
  return g_hash_table_size (self->devices) >= self->limit;
}

void
fod_server_live_open (FodServerLive *self, FodServerTicket *ticket, GIOStream *stream)
{
  FodListener *before = g_hash_table_lookup (self->devices, ticket->device);
  FodListener *listener = g_new0 (FodListener, 1);

  if (before != NULL)
    {
      fod_server_line_close (before->line, FOD_LIVE_REPLACED);
      remove_listener (self, before);
    }
  listener->live = self;
  listener->ticket = ticket;
  listener->line = fod_server_line_new (stream, on_line_ended, listener);
  listener->heard_ms = fod_clock_get_boot_ms (self->clock);
  g_hash_table_insert (self->devices, ticket->device, listener);
  if (self->tick == NULL)
    self->tick = add_timer (self, TICK_MS, on_tick);
  fod_server_live_move (self, ticket->scopes);
}

void
fod_server_live_move (FodServerLive *self, GPtrArray *scopes)
{
  for (guint i = 0; i < scopes->len; i++)
    g_hash_table_add (self->moved, g_strdup (scopes->pdata[i]));
  gather (self);
}

void
fod_server_live_review (FodServerLive *self)
{
  self->review = TRUE;
  gather (self);
}

void
fod_server_live_close (FodServerLive *self)
{
  GHashTableIter iter;
  gpointer value;

  self->closed = TRUE;
  drop_source (&self->gather);
  drop_source (&self->tick);
  g_hash_table_iter_init (&iter, self->devices);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    fod_server_line_close (((FodListener *)value)->line, GOING_AWAY);
  g_hash_table_remove_all (self->devices);
}

gboolean
fod_server_live_is_busy (FodServerLive *self)
{
  return self->looking || self->asking;
}

guint
fod_server_live_count (FodServerLive *self)
{
  return g_hash_table_size (self->devices);
}
