/* SPDX-License-Identifier: GPL-3.0-or-later */

/* In which order the lines look into a store that several threads ask, and that answers late. */

#include "config.h"

#include "server/fod-server-live.h"
#include "support/fod-fake-clock.h"

#include <sys/socket.h>

#define SCOPE "team:019a6b2c-31f4-7000-8000-000000000001"

/* Answers a question for news when it may, and a late look at the heads after a second, or as soon
 * as another looks beside it. */
struct _SlowStore
{
  GObject parent;
  GMutex lock;
  GCond moved;
  guint asked;
  guint may_answer; /* so many questions */
  guint looks;
  guint looking;
  guint late; /* the number of that look */
  gboolean met;
};

#define SLOW_TYPE_STORE (slow_store_get_type ())
G_DECLARE_FINAL_TYPE (SlowStore, slow_store, SLOW, STORE, GObject)

static gboolean
begin (FodServerStore *store, FodServerAccess access, GError **error)
{
  return TRUE;
}

static void
rollback (FodServerStore *store)
{
}

static gboolean
get_meta (FodServerStore *store, const char *key, char **value, GError **error)
{
  *value = g_strdup (key);
  return TRUE;
}

static gboolean
get_head (FodServerStore *store, const char *scope, FodServerHead *head, GError **error)
{
  SlowStore *self = SLOW_STORE (store);
  gint64 end = g_get_monotonic_time () + G_TIME_SPAN_SECOND;

  g_mutex_lock (&self->lock);
  *head = (FodServerHead){ ++self->looks, 0, 0 };
  self->met = self->met || ++self->looking > 1;
  g_cond_broadcast (&self->moved);
  g_main_context_wakeup (NULL);
  while (head->seq == self->late && !self->met)
    if (!g_cond_wait_until (&self->moved, &self->lock, end))
      break;
  self->looking--;
  g_mutex_unlock (&self->lock);
  return TRUE;
}

static gboolean
take_news (FodServerStore *store, gboolean *anything, GPtrArray *scopes, GError **error)
{
  SlowStore *self = SLOW_STORE (store);
  guint number;

  g_mutex_lock (&self->lock);
  number = ++self->asked;
  g_main_context_wakeup (NULL);
  while (number > self->may_answer)
    g_cond_wait (&self->moved, &self->lock);
  g_mutex_unlock (&self->lock);
  g_ptr_array_add (scopes, g_strdup (SCOPE));
  return TRUE;
}

static void
init_store (FodServerStoreInterface *iface)
{
  iface->begin = begin;
  iface->rollback = rollback;
  iface->get_meta = get_meta;
  iface->get_head = get_head;
  iface->take_news = take_news;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SlowStore,
                               slow_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (FOD_TYPE_SERVER_STORE, init_store))

static void
slow_store_finalize (GObject *object)
{
  SlowStore *self = SLOW_STORE (object);

  g_mutex_clear (&self->lock);
  g_cond_clear (&self->moved);
  G_OBJECT_CLASS (slow_store_parent_class)->finalize (object);
}

static void
slow_store_class_init (SlowStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = slow_store_finalize;
}

static void
slow_store_init (SlowStore *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->moved);
}

/* Runs the loop until @count, which the store's threads raise, is @wanted. */
static void
wait_for (SlowStore *store, const guint *count, guint wanted)
{
  gboolean there = FALSE;

  while (!there)
    {
      g_mutex_lock (&store->lock);
      there = *count >= wanted;
      g_mutex_unlock (&store->lock);
      if (!there)
        g_main_context_iteration (NULL, TRUE);
    }
}

static void
answer (SlowStore *store, guint questions)
{
  g_mutex_lock (&store->lock);
  store->may_answer = questions;
  g_cond_broadcast (&store->moved);
  g_mutex_unlock (&store->lock);
}

static GIOStream *
make_stream (int fd)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = g_socket_new_from_fd (fd, &error);

  g_assert_no_error (error);
  return G_IO_STREAM (g_socket_connection_factory_create_connection (socket));
}

static FodServerTicket *
make_ticket (void)
{
  FodServerTicket *ticket = g_new0 (FodServerTicket, 1);

  ticket->device = g_strdup ("device");
  ticket->token_hash = g_strdup ("hash");
  ticket->scopes = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (ticket->scopes, g_strdup (SCOPE));
  return ticket;
}

static void
wait_until_idle (FodServerLive *live)
{
  while (fod_server_live_is_busy (live))
    g_main_context_iteration (NULL, TRUE);
}

/* The earlier of two looks might answer last, and a device be told what was before. */
static void
test_one_look_at_a_time (void)
{
  g_autoptr (SlowStore) store = g_object_new (SLOW_TYPE_STORE, NULL);
  g_autoptr (FodFakeClock) clock = fod_fake_clock_new ();
  FodServerWorker *worker = fod_server_worker_new (4);
  FodServerRate *rate = fod_server_rate_new (FOD_CLOCK (clock), 600);
  g_autoptr (FodServerShelf) shelf = fod_server_shelf_new (1024, 1024, 1);
  FodServerLive *live =
      fod_server_live_new (FOD_SERVER_STORE (store), FOD_CLOCK (clock), worker, rate, shelf, 1);
  g_autoptr (GIOStream) peer = NULL;
  int fds[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, fds), ==, 0);
  peer = make_stream (fds[1]);
  store->late = 2;
  fod_server_live_open (live, make_ticket (), make_stream (fds[0]), FALSE);
  wait_for (store, &store->looks, 1);
  wait_until_idle (live);
  /* News that come while the store is asked for some are asked for next, beside the look that the
   * first of them are a reason for. */
  g_signal_emit_by_name (store, "news");
  wait_for (store, &store->asked, 1);
  g_signal_emit_by_name (store, "news");
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  answer (store, 1);
  wait_for (store, &store->asked, 2);
  wait_for (store, &store->looks, 2);
  answer (store, G_MAXUINT);
  wait_for (store, &store->looks, 3);
  wait_until_idle (live);
  g_assert_false (store->met);
  fod_server_live_close (live);
  fod_server_live_unref (live);
  fod_server_worker_free (worker);
  fod_server_rate_free (rate);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/told/one-look-at-a-time", test_one_look_at_a_time);
  return g_test_run ();
}
