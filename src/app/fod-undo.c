/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The two lists behind Ctrl+Z and Shift+Ctrl+Z. Knows transaction ids and nothing of what they did;
 * the store writes the opposite. */

#include "config.h"

#include "app/fod-undo.h"

/* More than a person takes back by hand in one sitting. */
#define MAX_REMEMBERED 200

struct _FodUndo
{
  GObject parent_instance;

  FodStore *store;
  GPtrArray *done;
  GPtrArray *undone;
};

typedef struct
{
  FodUndo *self;
  gboolean redo;
} Step;

enum
{
  UNDONE,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodUndo, fod_undo, G_TYPE_OBJECT)

static void
on_undo_finished (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Step *step = user_data;
  g_autoptr (FodUndo) self = step->self;
  g_autoptr (GError) error = NULL;
  char *tx = fod_store_undo_finish (FOD_STORE (source), result, &error);

  if (tx == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }

  g_ptr_array_add (step->redo ? self->done : self->undone, tx);
  g_signal_emit (self, signals[UNDONE], 0, step->redo);
}

static void
take_back (FodUndo *self, const char *tx, gboolean redo)
{
  Step *step = g_new (Step, 1);

  step->self = g_object_ref (self);
  step->redo = redo;
  fod_store_undo_async (self->store, tx, NULL, on_undo_finished, step);
}

static void
fod_undo_dispose (GObject *object)
{
  FodUndo *self = FOD_UNDO (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->done, g_ptr_array_unref);
  g_clear_pointer (&self->undone, g_ptr_array_unref);

  G_OBJECT_CLASS (fod_undo_parent_class)->dispose (object);
}

static void
fod_undo_class_init (FodUndoClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_undo_dispose;

  signals[UNDONE] = g_signal_new ("undone", FOD_TYPE_UNDO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[FAILED] = g_signal_new ("failed", FOD_TYPE_UNDO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
fod_undo_init (FodUndo *self)
{
  self->done = g_ptr_array_new_with_free_func (g_free);
  self->undone = g_ptr_array_new_with_free_func (g_free);
}

FodUndo *
fod_undo_new (FodStore *store)
{
  FodUndo *self;

  g_return_val_if_fail (FOD_IS_STORE (store), NULL);

  self = g_object_new (FOD_TYPE_UNDO, NULL);
  self->store = g_object_ref (store);
  return self;
}

void
fod_undo_remember (FodUndo *self, const char *tx)
{
  g_return_if_fail (FOD_IS_UNDO (self));
  g_return_if_fail (tx != NULL);

  if (self->done->len == MAX_REMEMBERED)
    g_ptr_array_remove_index (self->done, 0);
  g_ptr_array_add (self->done, g_strdup (tx));
  g_ptr_array_set_size (self->undone, 0);
}

void
fod_undo_undo (FodUndo *self, const char *tx)
{
  guint index;

  g_return_if_fail (FOD_IS_UNDO (self));

  if (self->done->len == 0)
    return;
  if (tx == NULL)
    index = self->done->len - 1;
  else if (!g_ptr_array_find_with_equal_func (self->done, tx, g_str_equal, &index))
    return;

  take_back (self, g_ptr_array_index (self->done, index), FALSE);
  g_ptr_array_remove_index (self->done, index);
}

void
fod_undo_redo (FodUndo *self)
{
  g_return_if_fail (FOD_IS_UNDO (self));

  if (self->undone->len == 0)
    return;

  take_back (self, g_ptr_array_index (self->undone, self->undone->len - 1), TRUE);
  g_ptr_array_remove_index (self->undone, self->undone->len - 1);
}
