/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The audit's lines as SQL keeps them. That they only grow is seen to by the triggers of the
 * scripts. */

#include "config.h"

#include "server/fod-server-store-sql-private.h"

static gboolean
append_audit (FodServerStore *store, const FodServerAuditEntry *entry, GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, FOD_SQL_APPEND_AUDIT, error);
  const char *const texts[] = { entry->user, entry->device, entry->op,    entry->kind,
                                entry->id,   entry->verb,   entry->result };

  if (sql == NULL)
    return FALSE;
  fod_sql_bind_int (sql, 1, entry->seq);
  fod_sql_bind_int (sql, 2, entry->at);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    fod_sql_bind_text (sql, 3 + (int)i, texts[i]);
  fod_sql_bind_int (sql, 10, (gint64)entry->hlc);
  fod_sql_bind_int (sql, 11, (gint64)entry->eff);
  fod_sql_bind_int (sql, 12, (gint64)entry->rv);
  fod_sql_bind_text (sql, 13, entry->old_values);
  fod_sql_bind_text (sql, 14, entry->new_values);
  fod_sql_bind_text (sql, 15, entry->salt);
  fod_sql_bind_text (sql, 16, entry->sum);
  fod_sql_bind_text (sql, 17, entry->hash);
  return fod_sql_run (sql, error);
}

static gpointer
read_entry (FodSql *sql, GError **error)
{
  FodServerAuditEntry *entry = g_new0 (FodServerAuditEntry, 1);

  entry->seq = fod_sql_get_int (sql, 0);
  entry->at = fod_sql_get_int (sql, 1);
  entry->user = fod_sql_dup_text (sql, 2);
  entry->device = fod_sql_dup_text (sql, 3);
  entry->op = fod_sql_dup_text (sql, 4);
  entry->kind = fod_sql_dup_text (sql, 5);
  entry->id = fod_sql_dup_text (sql, 6);
  entry->verb = fod_sql_dup_text (sql, 7);
  entry->result = fod_sql_dup_text (sql, 8);
  entry->hlc = (guint64)fod_sql_get_int (sql, 9);
  entry->eff = (guint64)fod_sql_get_int (sql, 10);
  entry->rv = (guint64)fod_sql_get_int (sql, 11);
  entry->old_values = fod_sql_dup_text (sql, 12);
  entry->new_values = fod_sql_dup_text (sql, 13);
  entry->salt = fod_sql_dup_text (sql, 14);
  entry->sum = fod_sql_dup_text (sql, 15);
  entry->hash = fod_sql_dup_text (sql, 16);
  return entry;
}

static gboolean
find_entry (FodSql *sql, FodServerAuditEntry **entry, GError **error)
{
  gpointer found;
  gboolean done = fod_sql_find (sql, read_entry, &found, error);

  *entry = found;
  return done;
}

static gboolean
list_entries (FodSql *sql, GPtrArray **entries, GError **error)
{
  return fod_sql_list (sql, read_entry, (GDestroyNotify)fod_server_audit_entry_free, entries,
                       error);
}

static gboolean
get_audit (FodServerStore *store, gint64 seq, FodServerAuditEntry **entry, GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, FOD_SQL_GET_AUDIT, error);

  *entry = NULL;
  if (sql == NULL)
    return FALSE;
  fod_sql_bind_int (sql, 1, seq);
  return find_entry (sql, entry, error);
}

static gboolean
list_changes (FodServerStore *store,
              const char *kind,
              const char *id,
              gint64 before,
              GPtrArray **entries,
              GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, FOD_SQL_LIST_CHANGES, error);

  if (sql == NULL)
    return FALSE;
  fod_sql_bind_text (sql, 1, id);
  fod_sql_bind_text (sql, 2, kind);
  fod_sql_bind_int (sql, 3, before);
  fod_sql_bind_int (sql, 4, FOD_SERVER_CHANGES_AT_ONCE);
  return list_entries (sql, entries, error);
}

static gboolean
find_create (FodServerStore *store,
             const char *kind,
             const char *id,
             FodServerAuditEntry **entry,
             GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, FOD_SQL_FIND_CREATE, error);

  *entry = NULL;
  if (sql == NULL)
    return FALSE;
  fod_sql_bind_text (sql, 1, kind);
  fod_sql_bind_text (sql, 2, id);
  return find_entry (sql, entry, error);
}

static gboolean
list_refused (FodServerStore *store, gint64 after, guint limit, GPtrArray **entries, GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, FOD_SQL_LIST_REFUSED, error);

  if (sql == NULL)
    return FALSE;
  fod_sql_bind_int (sql, 1, after);
  fod_sql_bind_int (sql, 2, limit);
  return list_entries (sql, entries, error);
}

/* A statement sees what was committed before it began, so that the lock is one of its own. */
static gboolean
lock_end (FodServerStore *store, GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, FOD_SQL_LOCK_AUDIT, error);

  return sql != NULL && fod_sql_run (sql, error);
}

static gboolean
get_audit_end (FodServerStore *store, gint64 *seq, GError **error)
{
  g_autoptr (FodSql) sql = NULL;

  *seq = 0;
  if (!lock_end (store, error))
    return FALSE;
  sql = fod_sql_new (store, FOD_SQL_GET_AUDIT_END, error);
  if (sql == NULL || !fod_sql_step (sql, NULL, error))
    return FALSE;
  *seq = fod_sql_get_int (sql, 0);
  return TRUE;
}

static gboolean
get_eff (FodServerStore *store,
         const char *kind,
         const char *id,
         guint64 rv,
         guint64 *eff,
         GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, FOD_SQL_GET_EFF, error);

  *eff = 0;
  if (sql == NULL)
    return FALSE;
  fod_sql_bind_text (sql, 1, id);
  fod_sql_bind_int (sql, 2, (gint64)rv);
  fod_sql_bind_text (sql, 3, kind);
  if (!fod_sql_step (sql, NULL, error))
    return FALSE;
  *eff = (guint64)fod_sql_get_int (sql, 0);
  return TRUE;
}

static gboolean
erase_audit (FodServerStore *store, const char *id, gboolean mentions, GError **error)
{
  g_autoptr (FodSql) sql =
      fod_sql_new (store, mentions ? FOD_SQL_ERASE_MENTIONS : FOD_SQL_ERASE_AUDIT, error);

  if (sql == NULL)
    return FALSE;
  fod_sql_bind_text (sql, 1, id);
  return fod_sql_run (sql, error);
}

void
fod_sql_audit_fill (FodServerStoreInterface *iface)
{
  iface->append_audit = append_audit;
  iface->get_audit = get_audit;
  iface->list_changes = list_changes;
  iface->find_create = find_create;
  iface->list_refused = list_refused;
  iface->get_audit_end = get_audit_end;
  iface->get_eff = get_eff;
  iface->erase_audit = erase_audit;
}
