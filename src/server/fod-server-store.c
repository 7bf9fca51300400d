/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The interface of the server's storage and the values that pass through it. */

#include "config.h"

#include "server/fod-server-store.h"

G_DEFINE_INTERFACE (FodServerStore, fod_server_store, G_TYPE_OBJECT)

void
fod_server_place_free (FodServerPlace *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->scope);
  g_free (self->kind);
  g_free (self->id);
  g_free (self->origin);
  g_free (self);
}

void
fod_server_user_free (FodServerUser *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->id);
  g_free (self->login);
  g_free (self->hash);
  g_free (self->role);
  g_free (self->team);
  g_free (self);
}

void
fod_server_device_free (FodServerDevice *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->id);
  g_free (self->user);
  g_free (self->name);
  g_free (self->token_hash);
  g_free (self);
}

void
fod_server_audit_entry_free (FodServerAuditEntry *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->user);
  g_free (self->device);
  g_free (self->op);
  g_free (self->kind);
  g_free (self->id);
  g_free (self->verb);
  g_free (self->result);
  g_free (self->old_values);
  g_free (self->new_values);
  g_free (self->salt);
  g_free (self->sum);
  g_free (self->hash);
  g_free (self);
}

static void
fod_server_store_default_init (FodServerStoreInterface *iface)
{
  g_signal_new ("news", FOD_TYPE_SERVER_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                0);
}

gboolean
fod_server_store_begin (FodServerStore *self, FodServerAccess access, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->begin (self, access, error);
}

gboolean
fod_server_store_commit (FodServerStore *self, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->commit (self, error);
}

void
fod_server_store_rollback (FodServerStore *self)
{
  g_return_if_fail (FOD_IS_SERVER_STORE (self));

  FOD_SERVER_STORE_GET_IFACE (self)->rollback (self);
}

gboolean
fod_server_store_savepoint (FodServerStore *self, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->savepoint (self, error);
}

gboolean
fod_server_store_release (FodServerStore *self, gboolean keep, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->release (self, keep, error);
}

gboolean
fod_server_store_get_meta (FodServerStore *self, const char *key, char **value, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->get_meta (self, key, value, error);
}

gboolean
fod_server_store_put_meta (FodServerStore *self, const char *key, const char *value, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->put_meta (self, key, value, error);
}

gboolean
fod_server_store_get_row (
    FodServerStore *self, const char *kind, const char *id, FodStoredRow **row, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->get_row (self, kind, id, row, error);
}

gboolean
fod_server_store_put_row (FodServerStore *self, const FodStoredRow *row, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->put_row (self, row, error);
}

gboolean
fod_server_store_lock_rows (FodServerStore *self, GPtrArray *ids, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self) && ids != NULL, FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->lock_rows (self, ids, error);
}

gboolean
fod_server_store_list_children (
    FodServerStore *self, const char *parent, const char *kind, GPtrArray **rows, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->list_children (self, parent, kind, rows, error);
}

gboolean
fod_server_store_get_op (FodServerStore *self, const char *op, char **result, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->get_op (self, op, result, error);
}

gboolean
fod_server_store_put_op (
    FodServerStore *self, const char *op, const char *device, const char *result, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->put_op (self, op, device, result, error);
}

gboolean
fod_server_store_get_head (FodServerStore *self,
                           const char *scope,
                           FodServerHead *head,
                           GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->get_head (self, scope, head, error);
}

gboolean
fod_server_store_put_head (FodServerStore *self,
                           const char *scope,
                           const FodServerHead *head,
                           GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->put_head (self, scope, head, error);
}

gboolean
fod_server_store_list_places (
    FodServerStore *self, const char *kind, const char *id, GPtrArray **places, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->list_places (self, kind, id, places, error);
}

gboolean
fod_server_store_put_place (FodServerStore *self, const FodServerPlace *place, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->put_place (self, place, error);
}

gboolean
fod_server_store_list_feed (FodServerStore *self,
                            const char *scope,
                            guint64 after,
                            guint limit,
                            GPtrArray **places,
                            GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->list_feed (self, scope, after, limit, places, error);
}

gboolean
fod_server_store_age_feeds (FodServerStore *self, gint64 now, gint64 since, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);
  g_return_val_if_fail (since < now, FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->age_feeds (self, now, since, error);
}

gboolean
fod_server_store_find_user (FodServerStore *self,
                            const char *login,
                            FodServerUser **user,
                            GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->find_user (self, login, user, error);
}

gboolean
fod_server_store_get_user (FodServerStore *self,
                           const char *id,
                           FodServerUser **user,
                           GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->get_user (self, id, user, error);
}

gboolean
fod_server_store_put_user (FodServerStore *self, const FodServerUser *user, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->put_user (self, user, error);
}

gboolean
fod_server_store_find_device (FodServerStore *self,
                              const char *token_hash,
                              FodServerDevice **device,
                              GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->find_device (self, token_hash, device, error);
}

gboolean
fod_server_store_get_device (FodServerStore *self,
                             const char *id,
                             FodServerDevice **device,
                             GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->get_device (self, id, device, error);
}

gboolean
fod_server_store_put_device (FodServerStore *self, const FodServerDevice *device, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->put_device (self, device, error);
}

gboolean
fod_server_store_touch_device (FodServerStore *self, const char *id, gint64 seen, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->touch_device (self, id, seen, error);
}

gboolean
fod_server_store_list_users (FodServerStore *self, GPtrArray **users, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->list_users (self, users, error);
}

gboolean
fod_server_store_list_devices (FodServerStore *self, GPtrArray **devices, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->list_devices (self, devices, error);
}

gboolean
fod_server_store_append_audit (FodServerStore *self,
                               const FodServerAuditEntry *entry,
                               GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->append_audit (self, entry, error);
}

gboolean
fod_server_store_get_audit (FodServerStore *self,
                            gint64 seq,
                            FodServerAuditEntry **entry,
                            GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->get_audit (self, seq, entry, error);
}

gboolean
fod_server_store_list_changes (FodServerStore *self,
                               const char *kind,
                               const char *id,
                               gint64 before,
                               GPtrArray **entries,
                               GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);
  g_return_val_if_fail (kind != NULL && id != NULL && entries != NULL, FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->list_changes (self, kind, id, before, entries, error);
}

gboolean
fod_server_store_find_create (FodServerStore *self,
                              const char *kind,
                              const char *id,
                              FodServerAuditEntry **entry,
                              GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->find_create (self, kind, id, entry, error);
}

gboolean
fod_server_store_list_refused (
    FodServerStore *self, gint64 after, guint limit, GPtrArray **entries, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->list_refused (self, after, limit, entries, error);
}

gboolean
fod_server_store_get_audit_end (FodServerStore *self, gint64 *seq, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->get_audit_end (self, seq, error);
}

gboolean
fod_server_store_erase_audit (FodServerStore *self,
                              const char *id,
                              gboolean mentions,
                              GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->erase_audit (self, id, mentions, error);
}

gboolean
fod_server_store_get_eff (FodServerStore *self,
                          const char *kind,
                          const char *id,
                          guint64 rv,
                          guint64 *eff,
                          GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->get_eff (self, kind, id, rv, eff, error);
}

gboolean
fod_server_store_count (FodServerStore *self, FodServerCounts *counts, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->count (self, counts, error);
}

gboolean
fod_server_store_check (FodServerStore *self, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->check (self, error);
}

gboolean
fod_server_store_backup (FodServerStore *self, const char *path, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->backup (self, path, error);
}

void
fod_server_store_set_patience (FodServerStore *self, guint ms)
{
  g_return_if_fail (FOD_IS_SERVER_STORE (self));

  FOD_SERVER_STORE_GET_IFACE (self)->set_patience (self, ms);
}

guint
fod_server_store_get_threads (FodServerStore *self)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), 1);

  return FOD_SERVER_STORE_GET_IFACE (self)->get_threads (self);
}

gboolean
fod_server_store_take_news (FodServerStore *self,
                            gboolean *anything,
                            GPtrArray **scopes,
                            GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  *anything = FALSE;
  *scopes = g_ptr_array_new_with_free_func (g_free);
  return FOD_SERVER_STORE_GET_IFACE (self)->take_news (self, anything, *scopes, error);
}

void
fod_server_store_stop_news (FodServerStore *self)
{
  g_return_if_fail (FOD_IS_SERVER_STORE (self));

  if (FOD_SERVER_STORE_GET_IFACE (self)->stop_news != NULL)
    FOD_SERVER_STORE_GET_IFACE (self)->stop_news (self);
}

gboolean
fod_server_store_forget_bytes (FodServerStore *self, GError **error)
{
  g_return_val_if_fail (FOD_IS_SERVER_STORE (self), FALSE);

  return FOD_SERVER_STORE_GET_IFACE (self)->forget_bytes == NULL ||
         FOD_SERVER_STORE_GET_IFACE (self)->forget_bytes (self, error);
}
