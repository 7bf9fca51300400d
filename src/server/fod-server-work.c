/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One transaction of the server, from who asks to the commit. */

#include "config.h"

#include "server/fod-server-work.h"

#include "server/fod-server-audit.h"
#include "server/fod-server-day.h"
#include "server/fod-server-feed.h"
#include "server/fod-server-scopes.h"

/* How often a device's last contact is written: a poll every minute must cost no write. */
#define SEEN_STEP_MS (10 * 60 * 1000)
/* A token that nobody used for so long is of a machine that nobody knows the place of. */
#define IDLE_MS ((gint64)90 * 24 * 60 * 60 * 1000)

G_DEFINE_QUARK (fod-server-denial-quark, fod_server_denial)

static gboolean
load_meta (FodServerWork *self, GError **error)
{
  if (!fod_server_store_get_meta (self->store, "organisation", &self->organisation, error) ||
      !fod_server_store_get_meta (self->store, "epoch", &self->epoch, error))
    return FALSE;
  if (self->organisation != NULL && self->epoch != NULL)
    return TRUE;
  g_set_error_literal (error, FOD_SERVER_DENIAL, FOD_SERVER_DENIAL_SETUP,
                       "the database is not set up");
  return FALSE;
}

static FodServerWork *
begin (FodServerStore *store, FodClock *clock, FodServerAccess access, GError **error)
{
  g_autoptr (FodServerWork) self = NULL;

  g_return_val_if_fail (FOD_IS_SERVER_STORE (store), NULL);
  g_return_val_if_fail (FOD_IS_CLOCK (clock), NULL);

  self = g_new0 (FodServerWork, 1);
  self->store = g_object_ref (store);
  self->now = fod_clock_get_real_ms (clock);
  self->dirty = g_ptr_array_new ();
  self->dirty_index = fod_server_feed_new_index ();
  self->moved = g_ptr_array_new_with_free_func (g_free);
  self->before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->after = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->handed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->holdings = fod_server_scopes_new_holdings ();
  self->audit = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_server_audit_entry_free);
  self->access = access;
  if (!fod_server_store_begin (store, access, error))
    return NULL;
  self->open = TRUE;
  return load_meta (self, error) ? g_steal_pointer (&self) : NULL;
}

FodServerWork *
fod_server_work_begin (FodServerStore *store, FodClock *clock, GError **error)
{
  return begin (store, clock, FOD_SERVER_ACCESS_ALONE, error);
}

FodServerWork *
fod_server_work_look (FodServerStore *store, FodClock *clock, GError **error)
{
  return begin (store, clock, FOD_SERVER_ACCESS_READ, error);
}

static gboolean
load_user (FodServerWork *self, const char *token_hash, GError **error)
{
  if (!fod_server_store_find_device (self->store, token_hash, &self->device, error))
    return FALSE;
  if (self->device != NULL &&
      !fod_server_store_get_user (self->store, self->device->user, &self->user, error))
    return FALSE;
  if (self->device != NULL && self->device->state != FOD_SERVER_DEVICE_ACTIVE)
    {
      g_set_error_literal (error, FOD_SERVER_DENIAL, FOD_SERVER_DENIAL_ENDED, "access has ended");
      return FALSE;
    }
  if (self->user != NULL && self->user->active && self->now - self->device->last_seen < IDLE_MS)
    return TRUE;
  g_set_error_literal (error, FOD_SERVER_DENIAL, FOD_SERVER_DENIAL_TOKEN, "no such device");
  return FALSE;
}

char *
fod_server_work_dup_day (gint64 ms)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);
  g_autoptr (GDateTime) here = g_date_time_to_local (utc);

  return g_date_time_format (here, "%Y-%m-%d");
}

gboolean
fod_server_work_become (FodServerWork *self, const char *token_hash, GError **error)
{
  g_return_val_if_fail (self != NULL && self->open, FALSE);

  g_clear_pointer (&self->user, fod_server_user_free);
  g_clear_pointer (&self->device, fod_server_device_free);
  g_clear_pointer (&self->scopes, g_ptr_array_unref);
  if (!load_user (self, token_hash, error))
    return FALSE;
  self->scopes = fod_server_scopes_of_user (self, self->user);
  return TRUE;
}

static FodServerWork *
begin_as (FodServerStore *store,
          FodClock *clock,
          FodServerAccess access,
          const char *token_hash,
          GError **error)
{
  g_autoptr (FodServerWork) self = NULL;

  if (!fod_server_day_begin (store, clock, error))
    return NULL;
  self = begin (store, clock, access, error);
  if (self == NULL || !fod_server_work_become (self, token_hash, error))
    return NULL;
  self->touched = self->now - self->device->last_seen > SEEN_STEP_MS;
  return g_steal_pointer (&self);
}

FodServerWork *
fod_server_work_begin_as (FodServerStore *store,
                          FodClock *clock,
                          const char *token_hash,
                          GError **error)
{
  return begin_as (store, clock, FOD_SERVER_ACCESS_WRITE, token_hash, error);
}

FodServerWork *
fod_server_work_begin_ended (FodServerStore *store,
                             FodClock *clock,
                             const char *token_hash,
                             GError **error)
{
  g_autoptr (FodServerWork) self = begin (store, clock, FOD_SERVER_ACCESS_WRITE, error);
  g_autoptr (GError) denial = NULL;

  if (self == NULL)
    return NULL;
  if (!load_user (self, token_hash, &denial) &&
      !g_error_matches (denial, FOD_SERVER_DENIAL, FOD_SERVER_DENIAL_ENDED))
    {
      g_propagate_error (error, g_steal_pointer (&denial));
      return NULL;
    }
  if (denial != NULL)
    return g_steal_pointer (&self);
  g_set_error_literal (error, FOD_SERVER_DENIAL, FOD_SERVER_DENIAL_TOKEN, "it has access");
  return NULL;
}

FodServerWork *
fod_server_work_begin_alone_as (FodServerStore *store,
                                FodClock *clock,
                                const char *token_hash,
                                GError **error)
{
  return begin_as (store, clock, FOD_SERVER_ACCESS_ALONE, token_hash, error);
}

FodServerWork *
fod_server_work_look_as (FodServerStore *store,
                         FodClock *clock,
                         const char *token_hash,
                         GError **error)
{
  return begin_as (store, clock, FOD_SERVER_ACCESS_READ, token_hash, error);
}

gboolean
fod_server_work_admit (
    FodServerWork *self, const char *device, const char *epoch, const char *run, GError **error)
{
  FodServerDenial denial;

  g_return_val_if_fail (self != NULL && self->device != NULL, FALSE);

  if (g_strcmp0 (device, self->device->id) != 0)
    denial = FOD_SERVER_DENIAL_DEVICE;
  else if (g_strcmp0 (epoch, self->epoch) != 0)
    denial = FOD_SERVER_DENIAL_EPOCH;
  else
    {
      g_free (self->origin);
      self->origin = run == NULL ? g_strdup (device) : g_strconcat (device, "/", run, NULL);
      return TRUE;
    }
  g_set_error_literal (error, FOD_SERVER_DENIAL, (int)denial, "the request does not fit");
  return FALSE;
}

gboolean
fod_server_work_admit_schema (guint schema, guint oldest, guint newest, GError **error)
{
  if (schema >= oldest && (newest == 0 || schema <= newest))
    return TRUE;
  g_set_error_literal (error, FOD_SERVER_DENIAL, FOD_SERVER_DENIAL_SCHEMA,
                       "the request's schema does not fit");
  return FALSE;
}

/* Ends the snapshot; @more says whether there is something to write after it. */
static gboolean
end_look (FodServerWork *self, gboolean *more, GError **error)
{
  *more = self->touched || self->audit->len > 0;
  self->open = FALSE;
  if (!fod_server_store_commit (self->store, error))
    return FALSE;
  if (!*more)
    return TRUE;
  self->open = fod_server_store_begin (self->store, FOD_SERVER_ACCESS_WRITE, error);
  return self->open;
}

/* What locks one thing of many comes first, what locks a scope's end next, the audit's end last. */
static gboolean
write_end (FodServerWork *self, GError **error)
{
  return (!self->touched ||
          fod_server_store_touch_device (self->store, self->device->id, self->now, error)) &&
         fod_server_feed_flush (self, error) && fod_server_audit_flush (self, error);
}

gboolean
fod_server_work_commit (FodServerWork *self, GError **error)
{
  gboolean more = TRUE;

  g_return_val_if_fail (self != NULL && self->open, FALSE);

  if (self->access == FOD_SERVER_ACCESS_READ && !end_look (self, &more, error))
    return FALSE;
  if (!more)
    return TRUE;
  if (!write_end (self, error))
    return FALSE;
  self->open = FALSE;
  return fod_server_store_commit (self->store, error);
}

void
fod_server_work_free (FodServerWork *self)
{
  g_return_if_fail (self != NULL);

  if (self->open)
    fod_server_store_rollback (self->store);
  g_clear_pointer (&self->user, fod_server_user_free);
  g_clear_pointer (&self->device, fod_server_device_free);
  g_clear_pointer (&self->scopes, g_ptr_array_unref);
  g_clear_pointer (&self->dirty, g_ptr_array_unref);
  g_clear_pointer (&self->dirty_index, g_hash_table_unref);
  g_clear_pointer (&self->moved, g_ptr_array_unref);
  g_clear_pointer (&self->before, g_hash_table_unref);
  g_clear_pointer (&self->after, g_hash_table_unref);
  g_clear_pointer (&self->handed, g_hash_table_unref);
  g_clear_pointer (&self->holdings, g_hash_table_unref);
  g_free (self->organisation);
  g_free (self->epoch);
  g_free (self->origin);
  g_clear_pointer (&self->audit, g_ptr_array_unref);
  g_object_unref (self->store);
  g_free (self);
}
