/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows that are kept and not shown. Which they are is fod-cover's to say; that they have no view,
 * fod-overlay's. */

#include "config.h"

#include "store/fod-concealed.h"

static FodStmt *
prepare (FodLedger *ledger, const char *sql, const char *first, const char *second, GError **error)
{
  FodStmt *stmt = fod_stmt_new (fod_ledger_get_db (ledger), sql, error);

  if (stmt == NULL)
    return NULL;
  if (first != NULL)
    fod_stmt_bind_text (stmt, 1, first);
  if (second != NULL)
    fod_stmt_bind_text (stmt, 2, second);
  return stmt;
}

static GPtrArray *
list (FodLedger *ledger, const char *sql, const char *text, GError **error)
{
  g_autoptr (FodStmt) stmt = prepare (ledger, sql, text, NULL, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_row_unref);
  gboolean has_row = FALSE;

  if (stmt == NULL)
    return NULL;
  while (TRUE)
    {
      if (!fod_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&rows);
      g_ptr_array_add (rows,
                       fod_row_new (fod_stmt_get_text (stmt, 0), fod_stmt_get_text (stmt, 1)));
    }
}

gboolean
fod_concealed_add (
    FodLedger *ledger, const char *kind, const char *id, const char *parent, GError **error)
{
  g_autoptr (FodStmt) stmt =
      prepare (ledger, "INSERT OR REPLACE INTO concealed (kind, id, parent) VALUES (?1, ?2, ?3)",
               kind, id, error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 3, parent);
  return fod_stmt_run (stmt, error);
}

gboolean
fod_concealed_remove (FodLedger *ledger, const char *kind, const char *id, GError **error)
{
  g_autoptr (FodStmt) stmt =
      prepare (ledger, "DELETE FROM concealed WHERE kind = ?1 AND id = ?2", kind, id, error);

  return stmt != NULL && fod_stmt_run (stmt, error);
}

gboolean
fod_concealed_has (
    FodLedger *ledger, const char *kind, const char *id, gboolean *has, GError **error)
{
  g_autoptr (FodStmt) stmt =
      prepare (ledger, "SELECT 1 FROM concealed WHERE kind = ?1 AND id = ?2", kind, id, error);

  return stmt != NULL && fod_stmt_step (stmt, has, error);
}

gboolean
fod_concealed_is_empty (FodLedger *ledger, gboolean *empty, GError **error)
{
  g_autoptr (FodStmt) stmt = prepare (ledger, "SELECT 1 FROM concealed LIMIT 1", NULL, NULL, error);
  gboolean has_row = FALSE;

  if (stmt == NULL || !fod_stmt_step (stmt, &has_row, error))
    return FALSE;
  *empty = !has_row;
  return TRUE;
}

GPtrArray *
fod_concealed_list (FodLedger *ledger, const char *kind, GError **error)
{
  return list (ledger, "SELECT kind, id FROM concealed WHERE kind = ?1", kind, error);
}

GPtrArray *
fod_concealed_list_children (FodLedger *ledger, const char *parent, GError **error)
{
  return list (ledger, "SELECT kind, id FROM concealed WHERE parent = ?1", parent, error);
}

GPtrArray *
fod_concealed_list_dead (FodLedger *ledger, const char *parent, GError **error)
{
  return list (ledger,
               "SELECT c.kind, c.id FROM concealed AS c JOIN base ON base.kind = c.kind AND "
               "base.id = c.id WHERE base.state <> 0 AND c.parent = ?1",
               parent, error);
}

GPtrArray *
fod_concealed_list_left (FodLedger *ledger, GError **error)
{
  return list (ledger,
               "SELECT kind, id FROM concealed AS c WHERE parent IS NOT NULL AND "
               "parent NOT IN (SELECT id FROM concealed) AND NOT EXISTS (SELECT 1 FROM base "
               "WHERE base.kind = c.kind AND base.id = c.id)",
               NULL, error);
}
