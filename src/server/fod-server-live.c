/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who listens, what they were told, and when the store is asked. What is said on a line is always
 * the heads as they are then, all of them: whatever is lost is made good by the next. */

#include "config.h"

#include "server/fod-server-live.h"

#include "base/fod-source.h"
#include "server/fod-server-line-ask.h"
#include "server/fod-server-listener.h"
#include "server/fod-server-look.h"
#include "wire/fod-protocol.h"

#define GATHER_MS 250
#define TICK_MS 2000
#define GOING_AWAY 1001

struct _FodServerLive
{
  FodServerStore *store;
  FodClock *clock;
  FodServerWorker *worker;
  FodServerRate *rate;
  FodServerShelf *shelf;
  guint limit;
  guint opened;        /* lines so far */
  guint asks;          /* under way */
  GHashTable *devices; /* id → FodServerListener */
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

static void gather (FodServerLive *self);

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

/* Whether what others do is anything to this process. */
static gboolean
wants_news (FodServerLive *self)
{
  return !self->closed &&
         (g_hash_table_size (self->devices) > 0 || fod_server_shelf_get_bytes (self->shelf) > 0);
}

static void
remove_listener (FodServerLive *self, FodServerListener *listener)
{
  g_hash_table_remove (self->devices, listener->ticket->device);
  if (g_hash_table_size (self->devices) == 0)
    g_hash_table_remove_all (self->heads);
}

static void
on_line_ended (gpointer data)
{
  FodServerListener *listener = data;

  remove_listener (listener->owner, listener);
}

/* The line may be another one by now, or none; then the device asks again. */
static void
answer_on_line (FodServerLive *self, FodServerLineAsk *ask, GBytes *answer)
{
  FodServerListener *listener = g_hash_table_lookup (self->devices, ask->device);

  fod_server_line_ask_log (ask);
  if (listener != NULL && listener->number == ask->line)
    fod_server_line_answer (listener->line, answer);
  g_bytes_unref (answer);
  fod_server_line_ask_free (ask);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FodServerLineAsk *ask = user_data;
  FodServerLive *self = ask->owner;

  self->asks--;
  if (ask->call->moved != NULL)
    fod_server_live_move (self, ask->call->moved);
  answer_on_line (self, ask, fod_server_worker_run_finish (result));
  fod_server_live_unref (self);
}

static void
on_line_asked (gpointer data, GBytes *packed)
{
  FodServerListener *listener = data;
  FodServerLive *self = listener->owner;
  FodServerLineAsk *ask =
      fod_server_line_ask_new (listener->ticket, packed, self->store, self->clock);

  /* The next look at the line ends it. */
  if (ask == NULL)
    {
      listener->wrong = TRUE;
      return;
    }
  ask->line = listener->number;
  if (ask->route == NULL)
    answer_on_line (self, ask, fod_server_line_ask_refuse (ask, 404, "path"));
  else if (!fod_server_rate_take (self->rate, ask->call->token_hash))
    answer_on_line (self, ask, fod_server_line_ask_refuse (ask, 429, "rate"));
  else
    {
      self->asks++;
      ask->owner = g_atomic_rc_box_acquire (self);
      fod_server_worker_run_async (self->worker, fod_server_line_ask_run, ask,
                                   (GDestroyNotify)g_bytes_unref, on_answered, ask);
    }
}

static const FodServerLineCalls line_calls = { on_line_ended, on_line_asked };

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
      FodServerListener *listener = listeners->pdata[i];
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
      fod_server_listener_take_scopes (listener, ticket->scopes);
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
      FodServerListener *listener = value;

      listener->told = listener->told && same_epoch;
      if (listener->told ? fod_server_listener_has_any (listener, changed)
                         : fod_server_listener_has_all (listener, self->heads))
        fod_server_listener_tell (listener, look->epoch, self->heads);
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

  fod_source_drop (&self->gather);
  g_hash_table_iter_init (&iter, self->devices);
  while (self->review && g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (look->tokens, g_strdup (((FodServerListener *)value)->ticket->token_hash));
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
  if (look->anything && !self->closed)
    fod_server_shelf_empty (self->shelf);
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
  if (self->asking || !wants_news (self))
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

static gboolean
on_tick (gpointer user_data)
{
  FodServerLive *self = user_data;
  g_autoptr (GPtrArray) listeners = list_of (g_hash_table_get_values (self->devices));

  for (guint i = 0; i < listeners->len; i++)
    if (!fod_server_listener_judge (listeners->pdata[i], fod_clock_get_boot_ms (self->clock)))
      remove_listener (self, listeners->pdata[i]);
  gather (self);
  ask_for_news (self);
  if (wants_news (self))
    return G_SOURCE_CONTINUE;
  fod_source_drop (&self->tick);
  return G_SOURCE_REMOVE;
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
fod_server_live_new (FodServerStore *store,
                     FodClock *clock,
                     FodServerWorker *worker,
                     FodServerRate *rate,
                     FodServerShelf *shelf,
                     guint lines)
{
  FodServerLive *self = g_atomic_rc_box_new0 (FodServerLive);

  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  self->worker = worker;
  self->rate = rate;
  self->shelf = shelf;
  self->limit = lines;
  self->devices = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, fod_server_listener_free);
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
fod_server_live_open (FodServerLive *self,
                      FodServerTicket *ticket,
                      GIOStream *stream,
                      gboolean packs)
{
  FodServerListener *before = g_hash_table_lookup (self->devices, ticket->device);
  FodServerListener *listener = g_new0 (FodServerListener, 1);

  if (before != NULL)
    {
      fod_server_line_close (before->line, FOD_LIVE_REPLACED);
      remove_listener (self, before);
    }
  listener->owner = self;
  listener->ticket = ticket;
  listener->number = ++self->opened;
  listener->packs = packs;
  listener->line = fod_server_line_new (stream, &line_calls, listener);
  listener->heard_ms = fod_clock_get_boot_ms (self->clock);
  g_hash_table_insert (self->devices, ticket->device, listener);
  fod_server_live_watch (self);
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
fod_server_live_watch (FodServerLive *self)
{
  if (self->tick == NULL && wants_news (self))
    self->tick = add_timer (self, TICK_MS, on_tick);
}

void
fod_server_live_close (FodServerLive *self)
{
  GHashTableIter iter;
  gpointer value;

  self->closed = TRUE;
  fod_source_drop (&self->gather);
  fod_source_drop (&self->tick);
  g_hash_table_iter_init (&iter, self->devices);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    fod_server_line_close (((FodServerListener *)value)->line, GOING_AWAY);
  g_hash_table_remove_all (self->devices);
}

gboolean
fod_server_live_is_busy (FodServerLive *self)
{
  return self->looking || self->asking || self->asks > 0;
}

guint
fod_server_live_count (FodServerLive *self)
{
  return g_hash_table_size (self->devices);
}
