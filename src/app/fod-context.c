/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The collaborators of an unlocked profile in one hand, so that a page takes one property. */

#include "config.h"

#include "app/fod-context.h"

struct _FodContext
{
  GObject parent_instance;

  FodStore *store;
  FodDirectory *directory;
  FodSyncEngine *engine;
  FodNameWatch *names;
  GSettings *settings;
};

enum
{
  KEEP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodContext, fod_context, G_TYPE_OBJECT)

static void
fod_context_dispose (GObject *object)
{
  FodContext *self = FOD_CONTEXT (object);

  g_clear_object (&self->engine);
  g_clear_object (&self->names);
  g_clear_object (&self->directory);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (fod_context_parent_class)->dispose (object);
}

static void
fod_context_class_init (FodContextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_context_dispose;

  signals[KEEP] = g_signal_new ("keep", FOD_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
fod_context_init (FodContext *self)
{
}

FodContext *
fod_context_new (FodStore *store,
                 FodDirectory *directory,
                 FodSyncEngine *engine,
                 GSettings *settings)
{
  FodContext *self;

  g_return_val_if_fail (FOD_IS_STORE (store), NULL);
  g_return_val_if_fail (FOD_IS_DIRECTORY (directory), NULL);
  g_return_val_if_fail (FOD_IS_SYNC_ENGINE (engine), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (FOD_TYPE_CONTEXT, NULL);
  self->store = g_object_ref (store);
  self->directory = g_object_ref (directory);
  self->engine = g_object_ref (engine);
  self->settings = g_object_ref (settings);
  self->names = fod_name_watch_new (store);
  return self;
}

FodClock *
fod_context_get_clock (FodContext *self)
{
  g_return_val_if_fail (FOD_IS_CONTEXT (self), NULL);

  return fod_store_get_clock (self->store);
}

FodStore *
fod_context_get_store (FodContext *self)
{
  g_return_val_if_fail (FOD_IS_CONTEXT (self), NULL);

  return self->store;
}

FodDirectory *
fod_context_get_directory (FodContext *self)
{
  g_return_val_if_fail (FOD_IS_CONTEXT (self), NULL);

  return self->directory;
}

FodNameWatch *
fod_context_get_names (FodContext *self)
{
  g_return_val_if_fail (FOD_IS_CONTEXT (self), NULL);

  return self->names;
}

FodSyncEngine *
fod_context_get_engine (FodContext *self)
{
  g_return_val_if_fail (FOD_IS_CONTEXT (self), NULL);

  return self->engine;
}

GSettings *
fod_context_get_settings (FodContext *self)
{
  g_return_val_if_fail (FOD_IS_CONTEXT (self), NULL);

  return self->settings;
}

void
fod_context_keep (FodContext *self)
{
  g_return_if_fail (FOD_IS_CONTEXT (self));

  g_signal_emit (self, signals[KEEP], 0);
}

char *
fod_context_dup_today (FodContext *self)
{
  return fod_clock_dup_today (fod_context_get_clock (self));
}
