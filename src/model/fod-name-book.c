/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names of rows by their id, so that a view need not load lists to show a name. */

#include "config.h"

#include "model/fod-name-book.h"

#include <string.h>

struct _FodNameBook
{
  GObject parent_instance;

  FodStore *store;           /* owned */
  GHashTable *names;         /* id → name; NULL: not known, or being looked up */
  GCancellable *cancellable; /* owned */
  guint idle;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodNameBook, fod_name_book, G_TYPE_OBJECT)

static gboolean
on_idle (gpointer user_data)
{
  FodNameBook *self = user_data;

  self->idle = 0;
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
on_row (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodNameBook) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FodRecord) record = fod_store_get_finish (FOD_STORE (source), result, &error);
  const char *name;

  /* A row that is not here, or a store that was locked meanwhile, has no name to show. */
  if (record == NULL)
    return;

  name = fod_record_get (record, fod_record_get_spec (record)->title);
  if (g_strcmp0 (name, g_hash_table_lookup (self->names, fod_record_get_id (record))) == 0)
    return;
  g_hash_table_insert (self->names, g_strdup (fod_record_get_id (record)), g_strdup (name));
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT, on_idle, self, NULL);
}

static void
look_up (FodNameBook *self, const char *kind, const char *id)
{
  fod_store_get_async (self->store, kind, id, self->cancellable, on_row, g_object_ref (self));
}

static void
on_store_changed (FodNameBook *self, const char *kind, const char *const *ids)
{
  GHashTableIter iter;
  gpointer id;

  if (strcmp (kind, FOD_KIND_PARTICIPANT) != 0 && strcmp (kind, FOD_KIND_EMPLOYER) != 0)
    return;
  if (ids != NULL && ids[0] != NULL)
    {
      for (; *ids != NULL; ids++)
        if (g_hash_table_contains (self->names, *ids))
          look_up (self, kind, *ids);
      return;
    }
  g_hash_table_iter_init (&iter, self->names);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    look_up (self, kind, id);
}

static void
fod_name_book_dispose (GObject *object)
{
  FodNameBook *self = FOD_NAME_BOOK (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (fod_name_book_parent_class)->dispose (object);
}

static void
fod_name_book_finalize (GObject *object)
{
  FodNameBook *self = FOD_NAME_BOOK (object);

  g_hash_table_unref (self->names);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (fod_name_book_parent_class)->finalize (object);
}

static void
fod_name_book_class_init (FodNameBookClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fod_name_book_dispose;
  object_class->finalize = fod_name_book_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
fod_name_book_init (FodNameBook *self)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cancellable = g_cancellable_new ();
}

FodNameBook *
fod_name_book_new (FodStore *store)
{
  FodNameBook *self;

  g_return_val_if_fail (FOD_IS_STORE (store), NULL);

  self = g_object_new (FOD_TYPE_NAME_BOOK, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

const char *
fod_name_book_get (FodNameBook *self, const char *kind, const char *id)
{
  gpointer name = NULL;

  g_return_val_if_fail (FOD_IS_NAME_BOOK (self) && kind != NULL, NULL);

  if (id == NULL || g_hash_table_lookup_extended (self->names, id, NULL, &name))
    return name;
  g_hash_table_insert (self->names, g_strdup (id), NULL);
  look_up (self, kind, id);
  return NULL;
}
