/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps the store's overview of one kind. One question at a time: changes that come while one is
 * under way are answered by a single further one. */

#include "config.h"

#include "app/fod-overviews.h"
#include "schema/fod-schema.h"

#include <string.h>

struct _FodOverviews
{
  GObject parent_instance;

  FodStore *store;           /* owned */
  char *kind;                /* owned */
  GHashTable *by_id;         /* owned, nullable until the first answer */
  GCancellable *cancellable; /* owned */
  gboolean asking;
  gboolean stale;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodOverviews, fod_overviews, G_TYPE_OBJECT)

static void ask (FodOverviews *self);

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodOverviews) self = user_data;
  g_autoptr (GError) error = NULL;
  GHashTable *by_id = fod_store_overview_finish (FOD_STORE (source), result, &error);

  self->asking = FALSE;
  if (by_id == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
          !g_error_matches (error, FOD_STORE_ERROR, FOD_STORE_ERROR_CLOSED))
        g_warning ("no overview of %s: %s", self->kind, error->message);
      return;
    }

  g_clear_pointer (&self->by_id, g_hash_table_unref);
  self->by_id = by_id;
  g_signal_emit (self, signals[CHANGED], 0);
  if (self->stale)
    ask (self);
}

static void
ask (FodOverviews *self)
{
  g_autofree char *today = NULL;

  if (self->asking)
    {
      self->stale = TRUE;
      return;
    }
  self->asking = TRUE;
  self->stale = FALSE;
  today = fod_clock_dup_today (fod_store_get_clock (self->store));
  fod_store_overview_async (self->store, self->kind, today, self->cancellable, on_answered,
                            g_object_ref (self));
}

static void
on_store_changed (FodStore *store, const char *kind, const char *const *ids, gpointer user_data)
{
  static const char *const counted[] = { FOD_KIND_NOTE, FOD_KIND_FOLLOW_UP,
                                         FOD_KIND_EMPLOYER_CONTACT, FOD_KIND_CONFLICT, NULL };
  FodOverviews *self = user_data;

  if (strcmp (kind, self->kind) == 0 || g_strv_contains (counted, kind))
    ask (self);
}

static void
fod_overviews_dispose (GObject *object)
{
  FodOverviews *self = FOD_OVERVIEWS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (fod_overviews_parent_class)->dispose (object);
}

static void
fod_overviews_finalize (GObject *object)
{
  FodOverviews *self = FOD_OVERVIEWS (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->kind, g_free);
  G_OBJECT_CLASS (fod_overviews_parent_class)->finalize (object);
}

static void
fod_overviews_class_init (FodOverviewsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fod_overviews_dispose;
  object_class->finalize = fod_overviews_finalize;

  signals[CHANGED] = g_signal_new ("changed", FOD_TYPE_OVERVIEWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
fod_overviews_init (FodOverviews *self)
{
  self->cancellable = g_cancellable_new ();
}

FodOverviews *
fod_overviews_new (FodStore *store, const char *kind)
{
  FodOverviews *self;

  g_return_val_if_fail (FOD_IS_STORE (store), NULL);

  self = g_object_new (FOD_TYPE_OVERVIEWS, NULL);
  self->store = g_object_ref (store);
  self->kind = g_strdup (kind);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, 0);
  ask (self);
  return self;
}

const FodOverview *
fod_overviews_get (FodOverviews *self, const char *id)
{
  g_return_val_if_fail (FOD_IS_OVERVIEWS (self), NULL);

  return self->by_id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
}

void
fod_overviews_reload (FodOverviews *self)
{
  g_return_if_fail (FOD_IS_OVERVIEWS (self));

  if (self->store != NULL)
    ask (self);
}
