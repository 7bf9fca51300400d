/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Scopes on the laptop. What no scope holds any more is taken out with its earlier values. */

#include "config.h"

#include "store/fod-belonging.h"

#include "store/fod-concealed.h"
#include "store/fod-erasing.h"
#include "store/fod-history.h"
#include "store/fod-overlay.h"
#include "store/fod-queue.h"
#include "store/fod-sql.h"

#include <string.h>

#define DELETE_PLACE "DELETE FROM base_scope WHERE scope = ?1 AND kind = ?2 AND id = ?3"

/* Runs a statement with up to three texts. */
static gboolean
run (FodLedger *ledger, const char *sql, const char *const *texts, guint count, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_ledger_get_db (ledger), sql, error);

  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < count; i++)
    fod_stmt_bind_text (stmt, (int)i + 1, texts[i]);
  return fod_stmt_run (stmt, error);
}

gboolean
fod_belonging_begin (FodLedger *ledger, const char *scope, GError **error)
{
  return run (ledger, "INSERT OR IGNORE INTO scope (id) VALUES (?1)", &scope, 1, error);
}

gboolean
fod_belonging_set_cursor (FodLedger *ledger, const char *scope, const char *cursor, GError **error)
{
  const char *texts[] = { scope, cursor };

  return run (ledger, "UPDATE scope SET cursor = ?2 WHERE id = ?1", texts, 2, error);
}

GHashTable *
fod_belonging_list (FodLedger *ledger, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_ledger_get_db (ledger), "SELECT id, cursor FROM scope", error);
  g_autoptr (GHashTable) scopes = NULL;
  gboolean has_row = FALSE;

  if (stmt == NULL)
    return NULL;
  scopes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while (TRUE)
    {
      if (!fod_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&scopes);
      g_hash_table_insert (scopes, g_strdup (fod_stmt_get_text (stmt, 0)),
                           g_strdup (fod_stmt_get_text (stmt, 1)));
    }
}

gboolean
fod_belonging_reload (FodLedger *ledger, const char *scope, GError **error)
{
  return run (ledger, "UPDATE scope SET cursor = NULL WHERE ?1 IS NULL OR id = ?1", &scope, 1,
              error) &&
         run (ledger, "UPDATE base_scope SET stale = 1 WHERE (?1 IS NULL OR scope = ?1)", &scope, 1,
              error) &&
         run (ledger, "DELETE FROM aside WHERE ?1 IS NULL OR scope = ?1", &scope, 1, error);
}

gboolean
fod_belonging_take_up (FodLedger *ledger, const char *scope, const char *id, GError **error)
{
  const char *texts[] = { scope, id };

  return run (ledger, "DELETE FROM aside WHERE scope = ?1 AND \"key\" = ?2", texts, 2, error);
}

gboolean
fod_belonging_has_aside (FodLedger *ledger, const char *scope, gboolean *aside, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_ledger_get_db (ledger),
                    "SELECT 1 FROM aside WHERE ?1 IS NULL OR scope = ?1 LIMIT 1", error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, scope);
  return fod_stmt_step (stmt, aside, error);
}

gboolean
fod_belonging_reread (FodLedger *ledger, GError **error)
{
  static const char reset[] =
      "UPDATE scope SET cursor = NULL WHERE id IN (SELECT scope FROM aside)";
  static const char stale[] =
      "UPDATE base_scope SET stale = 1 WHERE scope IN (SELECT scope FROM aside)";

  return run (ledger, reset, NULL, 0, error) && run (ledger, stale, NULL, 0, error) &&
         run (ledger, "DELETE FROM aside", NULL, 0, error);
}

gboolean
fod_belonging_is_stale (
    FodLedger *ledger, const char *scope, const FodRow *row, gboolean *stale, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_ledger_get_db (ledger),
                    "SELECT min(stale) <> 0 OR max(scope = ?1 AND stale <> 0) FROM base_scope "
                    "WHERE kind = ?2 AND id = ?3",
                    error);
  gboolean has_row = FALSE;

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, scope);
  fod_stmt_bind_text (stmt, 2, row->kind);
  fod_stmt_bind_text (stmt, 3, row->id);
  if (!fod_stmt_step (stmt, &has_row, error))
    return FALSE;
  *stale = has_row && fod_stmt_get_int (stmt, 0) != 0;
  return TRUE;
}

/* Rows as pairs of kind and id, read before the table is changed under the statement. */
static GPtrArray *
list_rows (FodLedger *ledger, const char *sql, const char *text, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_ledger_get_db (ledger), sql, error);
  g_autoptr (GPtrArray) rows = NULL;
  gboolean has_row = FALSE;

  if (stmt == NULL)
    return NULL;
  fod_stmt_bind_text (stmt, 1, text);
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_row_unref);
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

/* What was being typed about a row that is not shown here any more: at its place, and elsewhere
 * when it is about a person. */
static gboolean
forget_drafts (FodLedger *ledger, const char *kind, const char *id, GError **error)
{
  const FodSpec *spec = fod_schema_get (kind);
  g_autoptr (FodViewRow) row = NULL;

  if (spec != NULL && !fod_rows_get (ledger, spec, id, &row, error))
    return FALSE;
  return row != NULL ||
         run (ledger,
              spec == &fod_participant_spec
                  ? "DELETE FROM draft WHERE instr(place, ?1) > 0 OR instr(body, ?1) > 0"
                  : "DELETE FROM draft WHERE instr(place, ?1) > 0",
              &id, 1, error);
}

static gboolean
forget_row (FodLedger *ledger, const char *kind, const char *id, GError **error)
{
  return fod_base_remove (ledger, kind, id, error) && fod_history_forget (ledger, id, error) &&
         fod_concealed_remove (ledger, kind, id, error) &&
         fod_overlay_rebuild (ledger, kind, id, NULL, error) &&
         forget_drafts (ledger, kind, id, error) && fod_erasing_note_loss (ledger, error);
}

/* Adds the rows that hang on the row to @rows, of each kind as @list asks for them. */
static gboolean
find_hanging (FodLedger *ledger,
              const FodRow *row,
              char *(*list) (const FodSpec *child, const char *kind),
              GPtrArray *rows,
              GError **error)
{
  guint n_specs = 0;
  const FodSpec *const *specs = fod_schema_list (&n_specs);

  for (guint i = 0; i < n_specs; i++)
    {
      g_autofree char *sql = list (specs[i], row->kind);
      g_autoptr (GPtrArray) found = NULL;

      if (sql == NULL)
        continue;
      found = list_rows (ledger, sql, row->id, error);
      if (found == NULL)
        return FALSE;
      g_ptr_array_extend_and_steal (rows, g_steal_pointer (&found));
    }
  return TRUE;
}

/* Adds what the server has confirmed as dead and what hung on the row to @rows. */
static gboolean
find_dead (FodLedger *ledger, const FodRow *row, GPtrArray *rows, GError **error)
{
  GPtrArray *concealed = fod_concealed_list_dead (ledger, row->id, error);

  if (concealed == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (rows, concealed);
  return find_hanging (ledger, row, fod_sql_list_dead, rows, error);
}

/* A row is where the one is that it hangs on. What lives is told to go by itself; of what died the
 * feeds know nothing after 400 days. */
static gboolean
forget_family (FodLedger *ledger, const char *kind, const char *id, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_row_unref);

  g_ptr_array_add (rows, fod_row_new (kind, id));
  for (guint i = 0; i < rows->len; i++)
    {
      const FodRow *row = g_ptr_array_index (rows, i);
      const char *texts[] = { row->kind, row->id };

      if (!forget_row (ledger, row->kind, row->id, error) ||
          !run (ledger, "DELETE FROM base_scope WHERE kind = ?1 AND id = ?2", texts, 2, error) ||
          !find_dead (ledger, row, rows, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
fod_belonging_forget (FodLedger *ledger, const char *kind, const char *id, GError **error)
{
  return forget_family (ledger, kind, id, error) &&
         run (ledger, "DELETE FROM archive WHERE \"row\" = ?1", &id, 1, error);
}

gboolean
fod_belonging_sweep_archive (FodLedger *ledger, GError **error)
{
  return run (ledger,
              "DELETE FROM archive WHERE \"row\" NOT IN (SELECT id FROM base) AND "
              "\"row\" NOT IN (SELECT \"key\" FROM aside)",
              NULL, 0, error);
}

gboolean
fod_belonging_leave (
    FodLedger *ledger, const char *scope, const char *kind, const char *id, GError **error)
{
  gboolean orphan = FALSE;

  if (!fod_base_leave (ledger, scope, kind, id, &orphan, error))
    return FALSE;
  return !orphan || forget_family (ledger, kind, id, error);
}

static gboolean
leave_all (FodLedger *ledger, const char *scope, GPtrArray *rows, GError **error)
{
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const FodRow *row = g_ptr_array_index (rows, i);

      if (!fod_belonging_leave (ledger, scope, row->kind, row->id, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
fod_belonging_complete (FodLedger *ledger, const char *scope, gboolean *lost, GError **error)
{
  /* Named, because the planner would look through the whole scope. */
  g_autoptr (GPtrArray) rows = list_rows (ledger,
                                          "SELECT kind, id FROM base_scope INDEXED BY "
                                          "base_scope_stale WHERE scope = ?1 AND stale <> 0",
                                          scope, error);

  *lost = *lost || (rows != NULL && rows->len > 0);
  return leave_all (ledger, scope, rows, error);
}

gboolean
fod_belonging_revoke (FodLedger *ledger, const char *scope, GError **error)
{
  g_autoptr (GPtrArray) rows =
      list_rows (ledger, "SELECT kind, id FROM base_scope WHERE scope = ?1", scope, error);

  return leave_all (ledger, scope, rows, error) &&
         run (ledger, "DELETE FROM aside WHERE scope = ?1", &scope, 1, error) &&
         run (ledger, "DELETE FROM scope WHERE id = ?1", &scope, 1, error);
}

static gboolean
enter_all (FodLedger *ledger, const FodBase *base, GPtrArray *scopes, GError **error)
{
  for (guint i = 0; i < scopes->len; i++)
    if (!fod_base_enter (ledger, g_ptr_array_index (scopes, i), base, error))
      return FALSE;
  return TRUE;
}

static gboolean
adopt_row (FodLedger *ledger, const FodRow *row, gboolean loading, GError **error)
{
  const FodSpec *spec = fod_schema_get (row->kind);
  const FodField *parent = NULL;
  g_autoptr (FodBase) base = NULL;
  g_autoptr (GPtrArray) scopes = NULL;
  const char *parent_id;
  const char *texts[] = { FOD_SCOPE_PENDING, row->kind, row->id };

  if (spec == NULL || spec->parent == NULL)
    return TRUE;
  if (!fod_base_get (ledger, row->kind, row->id, &base, error))
    return FALSE;
  parent_id = base == NULL ? NULL : g_hash_table_lookup (base->row->fields, spec->parent);
  if (parent_id == NULL)
    return TRUE;
  parent = fod_spec_find (spec, spec->parent);
  scopes = fod_base_list_scopes (ledger, parent->of, parent_id, error);
  if (scopes == NULL)
    return FALSE;
  for (guint i = scopes->len; i > 0; i--)
    if (g_str_equal (g_ptr_array_index (scopes, i - 1), FOD_SCOPE_PENDING))
      g_ptr_array_remove_index (scopes, i - 1);
  if (scopes->len == 0)
    return TRUE;
  return enter_all (ledger, base, scopes, error) &&
         (loading || run (ledger, DELETE_PLACE, texts, 3, error));
}

/* What is known of the row is in @scope, too. */
static gboolean
enter_known (FodLedger *ledger, const char *scope, const char *id, GError **error)
{
  g_autoptr (GPtrArray) rows =
      list_rows (ledger, "SELECT kind, id FROM base WHERE id = ?1", id, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const FodRow *row = g_ptr_array_index (rows, i);
      const char *texts[] = { FOD_SCOPE_PENDING, row->kind, row->id };
      g_autoptr (FodBase) base = NULL;

      if (!fod_base_get (ledger, row->kind, row->id, &base, error) ||
          !fod_base_enter (ledger, scope, base, error) ||
          !run (ledger, DELETE_PLACE, texts, 3, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
fod_belonging_set_aside (FodLedger *ledger,
                         const char *scope,
                         const FodAside *aside,
                         GError **error)
{
  const char *texts[] = { scope, aside->key, aside->raw };

  /* The server named the row, though it can't be read: what is known of it does not go, and what
   * hangs on it is there too. */
  return (strstr (aside->raw, "\"gone\"") != NULL ||
          enter_known (ledger, scope, aside->key, error)) &&
         run (ledger, "INSERT OR REPLACE INTO aside (scope, \"key\", raw) VALUES (?1, ?2, ?3)",
              texts, 3, error) &&
         run (ledger, "UPDATE base_scope SET stale = 0 WHERE scope = ?1 AND id = ?2", texts, 2,
              error);
}

gboolean
fod_belonging_has_pending (FodLedger *ledger, gboolean *pending, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (
      fod_ledger_get_db (ledger), "SELECT 1 FROM base_scope WHERE scope = '' LIMIT 1", error);

  return stmt != NULL && fod_stmt_step (stmt, pending, error);
}

static gboolean
adopt_kind (FodLedger *ledger, const char *kind, gboolean loading, GError **error)
{
  g_autoptr (GPtrArray) rows = list_rows (
      ledger, "SELECT kind, id FROM base_scope WHERE scope = '' AND kind = ?1", kind, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!adopt_row (ledger, g_ptr_array_index (rows, i), loading, error))
      return FALSE;
  return TRUE;
}

/* What the server of another epoch named is here only until this one does. */
static gboolean
wait_for_scope (FodLedger *ledger, const FodRow *row, GError **error)
{
  g_autoptr (FodBase) base = NULL;
  gboolean stale = FALSE;

  if (!fod_belonging_is_stale (ledger, FOD_SCOPE_PENDING, row, &stale, error))
    return FALSE;
  return stale || (fod_base_get (ledger, row->kind, row->id, &base, error) &&
                   fod_base_enter (ledger, FOD_SCOPE_PENDING, base, error));
}

gboolean
fod_belonging_wait (FodLedger *ledger, const char *kind, const char *id, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_row_unref);

  g_ptr_array_add (rows, fod_row_new (kind, id));
  for (guint i = 0; i < rows->len; i++)
    {
      const FodRow *row = g_ptr_array_index (rows, i);

      if (!find_hanging (ledger, row, fod_sql_list_live, rows, error) ||
          (i > 0 && !wait_for_scope (ledger, row, error)))
        return FALSE;
    }
  return TRUE;
}

/* Rows without a parent wait for the server to name their scope. */
gboolean
fod_belonging_adopt (FodLedger *ledger, gboolean loading, GError **error)
{
  guint n_specs = 0;
  const FodSpec *const *specs = fod_schema_list (&n_specs);

  for (guint i = 0; i < n_specs; i++)
    if (specs[i]->parent != NULL && !adopt_kind (ledger, specs[i]->kind, loading, error))
      return FALSE;
  return TRUE;
}

gboolean
fod_belonging_get_check (
    FodLedger *ledger, const char *scope, guint64 *count, guint64 *check, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (
      fod_ledger_get_db (ledger), "SELECT \"count\", \"check\" FROM scope WHERE id = ?1", error);
  gboolean has_row = FALSE;

  *count = 0;
  *check = 0;
  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, scope);
  if (!fod_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row)
    {
      *count = (guint64)fod_stmt_get_int (stmt, 0);
      *check = (guint64)fod_stmt_get_int (stmt, 1);
    }
  return TRUE;
}
