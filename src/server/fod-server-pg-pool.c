/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps connections for their next use. */

#include "config.h"

#include "server/fod-server-pg-pool.h"

struct _FodPgPool
{
  char *conninfo;
  GMutex lock;
  GQueue idle;
  guint patience_ms;
};

FodPgPool *
fod_pg_pool_new (const char *conninfo)
{
  FodPgPool *self = g_new0 (FodPgPool, 1);

  self->conninfo = g_strdup (conninfo);
  g_mutex_init (&self->lock);
  g_queue_init (&self->idle);
  return self;
}

void
fod_pg_pool_free (FodPgPool *self)
{
  g_return_if_fail (self != NULL);

  g_queue_clear_full (&self->idle, (GDestroyNotify)fod_pg_free);
  g_mutex_clear (&self->lock);
  g_free (self->conninfo);
  g_free (self);
}

void
fod_pg_pool_set_patience (FodPgPool *self, guint ms)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  self->patience_ms = ms;
  g_mutex_unlock (&self->lock);
}

static FodPg *
take_idle (FodPgPool *self, guint *patience_ms)
{
  FodPg *pg;

  g_mutex_lock (&self->lock);
  pg = g_queue_pop_tail (&self->idle);
  *patience_ms = self->patience_ms;
  g_mutex_unlock (&self->lock);
  return pg;
}

FodPg *
fod_pg_pool_take (FodPgPool *self, GError **error)
{
  g_autoptr (FodPg) pg = NULL;
  guint patience_ms;

  g_return_val_if_fail (self != NULL, NULL);

  pg = take_idle (self, &patience_ms);
  /* A database that was started anew has ended them all. */
  while (pg != NULL && !fod_pg_is_alive (pg))
    {
      fod_pg_free (pg);
      pg = take_idle (self, &patience_ms);
    }
  if (pg == NULL)
    pg = fod_pg_new (self->conninfo, error);
  if (pg == NULL ||
      (fod_pg_get_patience (pg) != patience_ms && !fod_pg_set_patience (pg, patience_ms, error)))
    return NULL;
  return g_steal_pointer (&pg);
}

void
fod_pg_pool_give (FodPgPool *self, FodPg *pg)
{
  g_return_if_fail (self != NULL && pg != NULL);

  if (!fod_pg_is_alive (pg))
    {
      fod_pg_free (pg);
      return;
    }
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->idle, pg);
  g_mutex_unlock (&self->lock);
}
