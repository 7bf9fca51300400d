/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The audit's lines in the embedded database, which by its triggers only grow. */

#include "config.h"

#include "server/fod-server-store-sqlite-private.h"

#define COLUMNS                                                                                    \
  "seq, at, user, device, op, kind, id, verb, result, hlc, eff, rv, old_values, new_values, salt," \
  " sum, hash"

static gboolean
append_audit (FodServerStore *store, const FodServerAuditEntry *entry, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_server_store_sqlite_get_db (store),
                    "INSERT INTO audit (" COLUMNS ") VALUES"
                    " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
                    error);
  const char *const texts[] = { entry->user, entry->device, entry->op,    entry->kind,
                                entry->id,   entry->verb,   entry->result };

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_int (stmt, 1, entry->seq);
  fod_stmt_bind_int (stmt, 2, entry->at);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    fod_stmt_bind_text (stmt, 3 + (int)i, texts[i]);
  fod_stmt_bind_int (stmt, 10, (gint64)entry->hlc);
  fod_stmt_bind_int (stmt, 11, (gint64)entry->eff);
  fod_stmt_bind_int (stmt, 12, (gint64)entry->rv);
  fod_stmt_bind_text (stmt, 13, entry->old_values);
  fod_stmt_bind_text (stmt, 14, entry->new_values);
  fod_stmt_bind_text (stmt, 15, entry->salt);
  fod_stmt_bind_text (stmt, 16, entry->sum);
  fod_stmt_bind_text (stmt, 17, entry->hash);
  return fod_stmt_run (stmt, error);
}

static FodServerAuditEntry *
read_entry (FodStmt *stmt)
{
  FodServerAuditEntry *entry = g_new0 (FodServerAuditEntry, 1);

  entry->seq = fod_stmt_get_int (stmt, 0);
  entry->at = fod_stmt_get_int (stmt, 1);
  entry->user = g_strdup (fod_stmt_get_text (stmt, 2));
  entry->device = g_strdup (fod_stmt_get_text (stmt, 3));
  entry->op = g_strdup (fod_stmt_get_text (stmt, 4));
  entry->kind = g_strdup (fod_stmt_get_text (stmt, 5));
  entry->id = g_strdup (fod_stmt_get_text (stmt, 6));
  entry->verb = g_strdup (fod_stmt_get_text (stmt, 7));
  entry->result = g_strdup (fod_stmt_get_text (stmt, 8));
  entry->hlc = (guint64)fod_stmt_get_int (stmt, 9);
  entry->eff = (guint64)fod_stmt_get_int (stmt, 10);
  entry->rv = (guint64)fod_stmt_get_int (stmt, 11);
  entry->old_values = g_strdup (fod_stmt_get_text (stmt, 12));
  entry->new_values = g_strdup (fod_stmt_get_text (stmt, 13));
  entry->salt = g_strdup (fod_stmt_get_text (stmt, 14));
  entry->sum = g_strdup (fod_stmt_get_text (stmt, 15));
  entry->hash = g_strdup (fod_stmt_get_text (stmt, 16));
  return entry;
}

static gboolean
get_audit (FodServerStore *store, gint64 seq, FodServerAuditEntry **entry, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_server_store_sqlite_get_db (store),
                                           "SELECT " COLUMNS " FROM audit WHERE seq = ?1", error);
  gboolean has_row = FALSE;

  *entry = NULL;
  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_int (stmt, 1, seq);
  if (!fod_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row)
    *entry = read_entry (stmt);
  return TRUE;
}

static gboolean
get_audit_end (FodServerStore *store, gint64 *seq, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_server_store_sqlite_get_db (store), "SELECT max(seq) FROM audit", error);

  *seq = 0;
  if (stmt == NULL || !fod_stmt_step (stmt, NULL, error))
    return FALSE;
  *seq = fod_stmt_get_int (stmt, 0);
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
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_server_store_sqlite_get_db (store),
                    "SELECT max(eff) FROM audit WHERE id = ?1 AND rv = ?2 AND kind = ?3", error);

  *eff = 0;
  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, id);
  fod_stmt_bind_int (stmt, 2, (gint64)rv);
  fod_stmt_bind_text (stmt, 3, kind);
  if (!fod_stmt_step (stmt, NULL, error))
    return FALSE;
  *eff = (guint64)fod_stmt_get_int (stmt, 0);
  return TRUE;
}

void
fod_sqlite_audit_fill (FodServerStoreInterface *iface)
{
  iface->append_audit = append_audit;
  iface->get_audit = get_audit;
  iface->get_audit_end = get_audit_end;
  iface->get_eff = get_eff;
}
