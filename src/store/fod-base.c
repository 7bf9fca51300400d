/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the server has confirmed, row by row, and which scopes hold it. Each scope's row count and
 * check hash are kept as rows come and go, so that comparing with the server costs nothing. */

#include "config.h"

#include "store/fod-base.h"

#include "wire/fod-wire.h"

#include <string.h>

FodBase *
fod_base_new (const char *kind, const char *id)
{
  FodBase *self = g_new0 (FodBase, 1);

  self->row = fod_row_new (kind, id);
  return self;
}

void
fod_base_free (FodBase *self)
{
  fod_row_unref (self->row);
  g_free (self->gone_tx);
  g_free (self);
}

static gboolean
read_texts (FodStmt *stmt, int column, GHashTable **texts, GError **error)
{
  const char *json = fod_stmt_get_text (stmt, column);
  GHashTable *table = fod_wire_parse_texts (json, strlen (json), error);

  if (table == NULL)
    return FALSE;
  g_hash_table_unref (*texts);
  *texts = table;
  return TRUE;
}

/* What the row adds to a check: the server counts live rows only. */
static guint64
word_of (const FodRow *row)
{
  return row->state == FOD_ROW_LIVE ? fod_row_check_word (row->kind, row->id, row->rv) : 0;
}

gboolean
fod_base_get (FodLedger *ledger, const char *kind, const char *id, FodBase **base, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_ledger_get_db (ledger),
                    "SELECT rv, state, gone_tx, fields, versions FROM base WHERE kind = ?1 AND "
                    "id = ?2",
                    error);
  g_autoptr (FodBase) found = NULL;
  gboolean has_row = FALSE;

  *base = NULL;
  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, kind);
  fod_stmt_bind_text (stmt, 2, id);
  if (!fod_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  found = fod_base_new (kind, id);
  found->row->rv = (guint64)fod_stmt_get_int (stmt, 0);
  found->row->state = fod_stmt_get_int (stmt, 1) == 0 ? FOD_ROW_LIVE : FOD_ROW_DELETED;
  found->gone_tx = g_strdup (fod_stmt_get_text (stmt, 2));
  found->kept = TRUE;
  found->kept_live = found->row->state == FOD_ROW_LIVE;
  found->kept_word = word_of (found->row);
  if (!read_texts (stmt, 3, &found->row->fields, error) ||
      !read_texts (stmt, 4, &found->row->versions, error))
    return FALSE;
  *base = g_steal_pointer (&found);
  return TRUE;
}

/* Adds to a scope's count, and XORs a word into its check. XOR of two numbers is their "or" less
 * their "and". */
static gboolean
adjust_scope (FodLedger *ledger, const char *scope, int count, guint64 word, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_ledger_get_db (ledger),
                    "UPDATE OR FAIL scope SET \"count\" = \"count\" + ?2, "
                    "\"check\" = (\"check\" | ?3) - (\"check\" & ?3) WHERE id = ?1",
                    error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, scope);
  fod_stmt_bind_int (stmt, 2, count);
  fod_stmt_bind_int (stmt, 3, (gint64)word);
  return fod_stmt_run (stmt, error);
}

GPtrArray *
fod_base_list_scopes (FodLedger *ledger, const char *kind, const char *id, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_ledger_get_db (ledger),
                    "SELECT scope FROM base_scope WHERE kind = ?1 AND id = ?2", error);
  g_autoptr (GPtrArray) scopes = NULL;
  gboolean has_row = FALSE;

  if (stmt == NULL)
    return NULL;
  fod_stmt_bind_text (stmt, 1, kind);
  fod_stmt_bind_text (stmt, 2, id);
  scopes = g_ptr_array_new_with_free_func (g_free);
  while (TRUE)
    {
      if (!fod_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&scopes);
      g_ptr_array_add (scopes, g_strdup (fod_stmt_get_text (stmt, 0)));
    }
}

static gboolean
move_checks (FodLedger *ledger, const FodBase *base, GError **error)
{
  guint64 word = base->kept_word ^ word_of (base->row);
  int count = (base->row->state == FOD_ROW_LIVE) - base->kept_live;
  g_autoptr (GPtrArray) scopes = NULL;

  if (word == 0)
    return TRUE;
  scopes = fod_base_list_scopes (ledger, base->row->kind, base->row->id, error);
  if (scopes == NULL)
    return FALSE;
  for (guint i = 0; i < scopes->len; i++)
    if (!adjust_scope (ledger, g_ptr_array_index (scopes, i), count, word, error))
      return FALSE;
  return TRUE;
}

gboolean
fod_base_put (FodLedger *ledger, FodBase *base, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (
      fod_ledger_get_db (ledger),
      base->kept ? "UPDATE OR FAIL base SET rv = ?3, state = ?4, gone_tx = ?5, fields = ?6, "
                   "versions = ?7 WHERE kind = ?1 AND id = ?2"
                 : "INSERT INTO base (kind, id, rv, state, gone_tx, fields, versions) "
                   "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      error);
  g_autofree char *fields = fod_wire_print_texts (base->row->fields);
  g_autofree char *versions = fod_wire_print_texts (base->row->versions);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, base->row->kind);
  fod_stmt_bind_text (stmt, 2, base->row->id);
  fod_stmt_bind_int (stmt, 3, (gint64)base->row->rv);
  fod_stmt_bind_int (stmt, 4, base->row->state == FOD_ROW_LIVE ? 0 : 1);
  fod_stmt_bind_text (stmt, 5, base->gone_tx);
  fod_stmt_bind_text (stmt, 6, fields);
  fod_stmt_bind_text (stmt, 7, versions);
  if (!fod_stmt_run (stmt, error) || !move_checks (ledger, base, error))
    return FALSE;
  base->kept = TRUE;
  base->kept_live = base->row->state == FOD_ROW_LIVE;
  base->kept_word = word_of (base->row);
  return TRUE;
}

const char *
fod_base_get_version (const FodBase *base, const char *field)
{
  const char *version = base == NULL ? NULL : g_hash_table_lookup (base->row->versions, field);

  return version == NULL ? "0" : version;
}

static gboolean
run_member (
    FodLedger *ledger, const char *sql, const char *scope, const FodRow *row, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_ledger_get_db (ledger), sql, error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, scope);
  fod_stmt_bind_text (stmt, 2, row->kind);
  fod_stmt_bind_text (stmt, 3, row->id);
  return fod_stmt_run (stmt, error);
}

gboolean
fod_base_enter (FodLedger *ledger, const char *scope, const FodBase *base, GError **error)
{
  if (!run_member (ledger, "INSERT OR IGNORE INTO base_scope (scope, kind, id) VALUES (?1, ?2, ?3)",
                   scope, base->row, error))
    return FALSE;
  if (fod_db_get_changes (fod_ledger_get_db (ledger)) > 0)
    return adjust_scope (ledger, scope, base->kept_live, base->kept_word, error);
  return run_member (ledger,
                     "UPDATE OR FAIL base_scope SET stale = 0 "
                     "WHERE scope = ?1 AND kind = ?2 AND id = ?3 AND stale <> 0",
                     scope, base->row, error);
}

gboolean
fod_base_leave (FodLedger *ledger,
                const char *scope,
                const char *kind,
                const char *id,
                gboolean *orphan,
                GError **error)
{
  g_autoptr (FodBase) base = NULL;
  g_autoptr (FodRow) row = fod_row_new (kind, id);
  g_autoptr (GPtrArray) scopes = NULL;

  *orphan = FALSE;
  if (!run_member (ledger, "DELETE FROM base_scope WHERE scope = ?1 AND kind = ?2 AND id = ?3",
                   scope, row, error))
    return FALSE;
  if (fod_db_get_changes (fod_ledger_get_db (ledger)) == 0)
    return TRUE;
  scopes = fod_base_list_scopes (ledger, kind, id, error);
  if (scopes == NULL || !fod_base_get (ledger, kind, id, &base, error))
    return FALSE;
  *orphan = scopes->len == 0;
  return base == NULL || adjust_scope (ledger, scope, -base->kept_live, base->kept_word, error);
}

gboolean
fod_base_remove (FodLedger *ledger, const char *kind, const char *id, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_ledger_get_db (ledger),
                                           "DELETE FROM base WHERE kind = ?1 AND id = ?2", error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, kind);
  fod_stmt_bind_text (stmt, 2, id);
  return fod_stmt_run (stmt, error);
}
