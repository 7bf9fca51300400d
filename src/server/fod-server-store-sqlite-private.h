/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "db/fod-stmt.h"
#include "server/fod-server-store-sqlite.h"

G_BEGIN_DECLS

/* The parts of the embedded store; what they do is said in fod-server-store.h. */

FodDb *fod_server_store_sqlite_get_db (FodServerStore *store);

gboolean fod_sqlite_rows_get (
    FodServerStore *store, const char *kind, const char *id, FodStoredRow **row, GError **error);
gboolean fod_sqlite_rows_put (FodServerStore *store, const FodStoredRow *row, GError **error);
gboolean fod_sqlite_rows_list_children (
    FodServerStore *store, const char *parent, const char *kind, GPtrArray **rows, GError **error);
gboolean fod_sqlite_ops_get (FodServerStore *store, const char *op, char **result, GError **error);
gboolean fod_sqlite_ops_put (
    FodServerStore *store, const char *op, const char *device, const char *result, GError **error);

gboolean fod_sqlite_feed_get_head (FodServerStore *store,
                                   const char *scope,
                                   FodServerHead *head,
                                   GError **error);
gboolean fod_sqlite_feed_put_head (FodServerStore *store,
                                   const char *scope,
                                   const FodServerHead *head,
                                   GError **error);
gboolean fod_sqlite_feed_list_places (
    FodServerStore *store, const char *kind, const char *id, GPtrArray **places, GError **error);
gboolean
fod_sqlite_feed_put_place (FodServerStore *store, const FodServerPlace *place, GError **error);
gboolean fod_sqlite_feed_list (FodServerStore *store,
                               const char *scope,
                               guint64 after,
                               guint limit,
                               GPtrArray **places,
                               GError **error);

gboolean fod_sqlite_accounts_find_user (FodServerStore *store,
                                        const char *login,
                                        FodServerUser **user,
                                        GError **error);
gboolean fod_sqlite_accounts_get_user (FodServerStore *store,
                                       const char *id,
                                       FodServerUser **user,
                                       GError **error);
gboolean
fod_sqlite_accounts_put_user (FodServerStore *store, const FodServerUser *user, GError **error);
gboolean fod_sqlite_accounts_find_device (FodServerStore *store,
                                          const char *token_hash,
                                          FodServerDevice **device,
                                          GError **error);
gboolean fod_sqlite_accounts_get_device (FodServerStore *store,
                                         const char *id,
                                         FodServerDevice **device,
                                         GError **error);
gboolean fod_sqlite_accounts_put_device (FodServerStore *store,
                                         const FodServerDevice *device,
                                         GError **error);

gboolean
fod_sqlite_audit_append (FodServerStore *store, const FodServerAuditEntry *entry, GError **error);
gboolean fod_sqlite_audit_get (FodServerStore *store,
                               gint64 seq,
                               FodServerAuditEntry **entry,
                               GError **error);
gboolean fod_sqlite_audit_get_end (FodServerStore *store, gint64 *seq, GError **error);
gboolean fod_sqlite_audit_get_eff (FodServerStore *store,
                                   const char *kind,
                                   const char *id,
                                   guint64 rv,
                                   guint64 *eff,
                                   GError **error);

gboolean fod_sqlite_accounts_list_users (FodServerStore *store, GPtrArray **users, GError **error);
gboolean
fod_sqlite_accounts_list_devices (FodServerStore *store, GPtrArray **devices, GError **error);

G_END_DECLS
