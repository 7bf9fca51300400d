/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lets go of what a cover may look after no longer, also where there is no network to say so. */

#include "config.h"

#include "store/fod-cover.h"

#include "store/fod-belonging.h"

/* The server ends a cover by its own clock, which is known here only so nearly; who was faster
 * would have the rows fetched once more. */
#define LEEWAY_MS (5 * 60 * 1000)
/* A conflict about a note about a participant is the longest chain. */
#define MAX_DEPTH 4

static char *
dup_today (FodLedger *ledger)
{
  gint64 ms = fod_ledger_get_server_ms (ledger) - LEEWAY_MS;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);
  g_autoptr (GDateTime) here = g_date_time_to_local (utc);

  return g_date_time_format (here, "%Y-%m-%d");
}

/* Ids of the participants, as a set. */
static GHashTable *
list_over (FodLedger *ledger, GError **error)
{
  g_autoptr (GHashTable) over = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *today = dup_today (ledger);
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_ledger_get_db (ledger),
                    "SELECT id FROM participant WHERE cover = ?1 AND cover_until < ?2 AND "
                    "consultant IS NOT ?1",
                    error);
  gboolean has_row = FALSE;

  if (stmt == NULL)
    return NULL;
  fod_stmt_bind_text (stmt, 1, fod_ledger_get_user (ledger));
  fod_stmt_bind_text (stmt, 2, today);
  while (TRUE)
    {
      if (!fod_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&over);
      g_hash_table_add (over, g_strdup (fod_stmt_get_text (stmt, 0)));
    }
}

/* The rows of @scope, as the server sent them. */
static GPtrArray *
list_scope (FodLedger *ledger, const char *scope, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_base_free);
  g_autoptr (FodStmt) stmt = fod_stmt_new (
      fod_ledger_get_db (ledger), "SELECT kind, id FROM base_scope WHERE scope = ?1", error);
  gboolean has_row = FALSE;

  if (stmt == NULL)
    return NULL;
  fod_stmt_bind_text (stmt, 1, scope);
  while (TRUE)
    {
      FodBase *base = NULL;

      if (!fod_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&rows);
      if (!fod_base_get (ledger, fod_stmt_get_text (stmt, 0), fod_stmt_get_text (stmt, 1), &base,
                         error))
        return NULL;
      if (base != NULL)
        g_ptr_array_add (rows, base);
    }
}

static gboolean
hangs_on (const FodRow *row, GHashTable *over)
{
  const FodSpec *spec = fod_schema_get (row->kind);
  const char *parent = NULL;

  if (spec != NULL && spec->scope == FOD_SCOPE_SUBJECT)
    parent = g_hash_table_lookup (row->fields, "about");
  else if (spec != NULL && spec->parent != NULL)
    parent = g_hash_table_lookup (row->fields, spec->parent);
  return parent != NULL && g_hash_table_contains (over, parent);
}

static void
add_what_hangs (GPtrArray *rows, GHashTable *over)
{
  for (guint depth = 0; depth < MAX_DEPTH; depth++)
    for (guint i = 0; i < rows->len; i++)
      {
        const FodBase *base = g_ptr_array_index (rows, i);

        if (hangs_on (base->row, over))
          g_hash_table_add (over, g_strdup (base->row->id));
      }
}

gboolean
fod_cover_end (FodLedger *ledger, GError **error)
{
  const char *user = fod_ledger_get_user (ledger);
  g_autofree char *scope = NULL;
  g_autoptr (GHashTable) over = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (user == NULL)
    return TRUE;
  over = list_over (ledger, error);
  if (over == NULL)
    return FALSE;
  if (g_hash_table_size (over) == 0)
    return TRUE;
  scope = g_strconcat ("user:", user, NULL);
  rows = list_scope (ledger, scope, error);
  if (rows == NULL)
    return FALSE;
  add_what_hangs (rows, over);
  for (guint i = 0; i < rows->len; i++)
    {
      const FodBase *base = g_ptr_array_index (rows, i);

      if (g_hash_table_contains (over, base->row->id) &&
          !fod_belonging_leave (ledger, scope, base->row->kind, base->row->id, error))
        return FALSE;
    }
  return TRUE;
}
