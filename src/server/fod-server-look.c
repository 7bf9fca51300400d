/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may listen, and where the feeds end: the only questions of the lines to the store. */

#include "config.h"

#include "server/fod-server-look.h"

#include "server/fod-server-work.h"

FodServerLook *
fod_server_look_new (FodServerStore *store, FodClock *clock)
{
  FodServerLook *self = g_new0 (FodServerLook, 1);

  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  self->tokens = g_ptr_array_new_with_free_func (g_free);
  self->scopes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->tickets =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)fod_server_ticket_free);
  self->heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
fod_server_look_free (FodServerLook *self)
{
  g_return_if_fail (self != NULL);

  g_object_unref (self->store);
  g_object_unref (self->clock);
  g_ptr_array_unref (self->tokens);
  g_hash_table_unref (self->scopes);
  g_hash_table_unref (self->tickets);
  g_hash_table_unref (self->heads);
  g_free (self->epoch);
  g_free (self);
}

/* FALSE only when the store fails. */
static gboolean
look_at_device (FodServerLook *self, FodServerWork *work, const char *token_hash, GError **error)
{
  g_autoptr (GError) denial = NULL;
  FodServerTicket *ticket;

  if (!fod_server_work_become (work, token_hash, &denial))
    {
      if (denial->domain == FOD_SERVER_DENIAL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&denial));
      return FALSE;
    }
  ticket = g_new0 (FodServerTicket, 1);
  ticket->device = g_strdup (work->device->id);
  ticket->token_hash = g_strdup (token_hash);
  ticket->scopes = g_steal_pointer (&work->scopes);
  for (guint i = 0; i < ticket->scopes->len; i++)
    g_hash_table_add (self->scopes, g_strdup (ticket->scopes->pdata[i]));
  g_hash_table_insert (self->tickets, ticket->token_hash, ticket);
  return TRUE;
}

static gboolean
look_at_heads (FodServerLook *self, FodServerWork *work, GError **error)
{
  GHashTableIter iter;
  gpointer scope;

  g_hash_table_iter_init (&iter, self->scopes);
  while (g_hash_table_iter_next (&iter, &scope, NULL))
    {
      FodServerHead head;

      if (!fod_server_store_get_head (self->store, scope, &head, error))
        return FALSE;
      g_hash_table_insert (self->heads, g_strdup (scope),
                           g_strdup_printf ("%" G_GUINT64_FORMAT, head.seq));
    }
  return TRUE;
}

static gboolean
look (FodServerLook *self, GError **error)
{
  g_autoptr (FodServerWork) work = fod_server_work_look (self->store, self->clock, error);

  if (work == NULL)
    return FALSE;
  for (guint i = 0; i < self->tokens->len; i++)
    if (!look_at_device (self, work, self->tokens->pdata[i], error))
      return FALSE;
  if (!look_at_heads (self, work, error))
    return FALSE;
  self->epoch = g_strdup (work->epoch);
  return TRUE;
}

gpointer
fod_server_look_run (gpointer data)
{
  FodServerLook *self = data;
  g_autoptr (GError) error = NULL;

  if (!look (self, &error))
    g_warning ("cannot look for the listening devices: %s", error->message);
  return NULL;
}

gpointer
fod_server_look_for_news (gpointer data)
{
  FodServerLook *self = data;
  g_autoptr (GPtrArray) scopes = NULL;
  g_autoptr (GError) error = NULL;

  if (!fod_server_store_take_news (self->store, &self->anything, &scopes, &error))
    {
      g_warning ("cannot ask for news: %s", error->message);
      return NULL;
    }
  for (guint i = 0; i < scopes->len; i++)
    g_hash_table_add (self->scopes, g_strdup (scopes->pdata[i]));
  return NULL;
}
