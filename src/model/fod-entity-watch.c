/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One call for all that may happen to the rows of a list, for what is said of them together. */

#include "config.h"

#include "model/fod-entity-watch.h"

#include "model/fod-entity.h"

typedef struct
{
  GCallback touched;
  gpointer user; /* alive as long as the signal is connected */
} Watch;

static void
free_watch (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, Watch *watch)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (FodEntity) entity = g_list_model_get_item (model, i);

      g_signal_handlers_disconnect_by_func (entity, watch->touched, watch->user);
      g_signal_connect_object (entity, "notify", watch->touched, watch->user, G_CONNECT_SWAPPED);
    }
  ((void (*) (gpointer))watch->touched) (watch->user);
}

void
fod_entity_watch (GListModel *entities, GCallback touched, gpointer user)
{
  Watch *watch;
  GClosure *closure;

  g_return_if_fail (G_IS_LIST_MODEL (entities));
  g_return_if_fail (touched != NULL && G_IS_OBJECT (user));

  watch = g_new0 (Watch, 1);
  watch->touched = touched;
  watch->user = user;
  closure = g_cclosure_new (G_CALLBACK (on_items_changed), watch, free_watch);
  g_object_watch_closure (user, closure);
  g_signal_connect_closure (entities, "items-changed", closure, FALSE);
}
