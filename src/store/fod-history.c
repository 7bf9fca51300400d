/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Earlier values, one line a change: what undo goes back to, and what a person can look up. */

#include "config.h"

#include "store/fod-history.h"

#include "store/fod-hearsay.h"
#include "wire/fod-wire.h"

#include <string.h>

#define COLUMNS "tx, kind, \"row\", verb, old_values, new_values, versions, author, hlc, at_ms"

FodHistoryLine *
fod_history_line_new (const char *verb, const char *kind, const char *row)
{
  FodHistoryLine *self = g_new0 (FodHistoryLine, 1);

  self->verb = g_strdup (verb);
  self->kind = g_strdup (kind);
  self->row = g_strdup (row);
  self->old_values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->new_values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
fod_history_line_free (FodHistoryLine *self)
{
  g_free (self->tx);
  g_free (self->kind);
  g_free (self->row);
  g_free (self->verb);
  g_clear_pointer (&self->old_values, g_hash_table_unref);
  g_clear_pointer (&self->new_values, g_hash_table_unref);
  g_clear_pointer (&self->versions, g_hash_table_unref);
  g_free (self->author);
  g_free (self->hlc);
  g_free (self);
}

void
fod_history_line_note (FodHistoryLine *self,
                       const char *field,
                       const char *old_value,
                       const char *new_value)
{
  g_hash_table_insert (self->old_values, g_strdup (field), g_strdup (old_value));
  g_hash_table_insert (self->new_values, g_strdup (field), g_strdup (new_value));
}

static void
bind_texts (FodStmt *stmt, int index, GHashTable *texts)
{
  g_autofree char *json = NULL;

  if (texts != NULL && g_hash_table_size (texts) > 0)
    json = fod_wire_print_texts (texts);
  fod_stmt_bind_text (stmt, index, json);
}

gboolean
fod_history_add (FodLedger *ledger, const FodHistoryLine *line, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (
      fod_ledger_get_db (ledger),
      "INSERT INTO history (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", error);

  if (stmt == NULL)
    return FALSE;
  if (line->tx != NULL)
    fod_stmt_bind_int (stmt, 1, g_ascii_strtoll (line->tx, NULL, 10));
  fod_stmt_bind_text (stmt, 2, line->kind);
  fod_stmt_bind_text (stmt, 3, line->row);
  fod_stmt_bind_text (stmt, 4, line->verb);
  bind_texts (stmt, 5, line->old_values);
  bind_texts (stmt, 6, line->new_values);
  bind_texts (stmt, 7, line->versions);
  fod_stmt_bind_text (stmt, 8, line->author);
  fod_stmt_bind_text (stmt, 9, line->hlc);
  fod_stmt_bind_int (stmt, 10, fod_clock_get_real_ms (fod_ledger_get_clock (ledger)));
  return fod_stmt_run (stmt, error);
}

static gboolean
read_texts (FodStmt *stmt, int column, GHashTable **texts, GError **error)
{
  const char *json = fod_stmt_get_text (stmt, column);
  GHashTable *table = NULL;

  if (json == NULL)
    return TRUE;
  table = fod_wire_parse_texts (json, strlen (json), error);
  if (table == NULL)
    return FALSE;
  g_clear_pointer (texts, g_hash_table_unref);
  *texts = table;
  return TRUE;
}

static FodHistoryLine *
read_line (FodStmt *stmt, GError **error)
{
  g_autoptr (FodHistoryLine) line = fod_history_line_new (
      fod_stmt_get_text (stmt, 3), fod_stmt_get_text (stmt, 1), fod_stmt_get_text (stmt, 2));

  line->tx = g_strdup (fod_stmt_get_text (stmt, 0));
  line->author = g_strdup (fod_stmt_get_text (stmt, 7));
  line->hlc = g_strdup (fod_stmt_get_text (stmt, 8));
  line->at_ms = fod_stmt_get_int (stmt, 9);
  line->seq = fod_stmt_get_int (stmt, 10);
  if (!read_texts (stmt, 4, &line->old_values, error) ||
      !read_texts (stmt, 5, &line->new_values, error) ||
      !read_texts (stmt, 6, &line->versions, error))
    return NULL;
  return g_steal_pointer (&line);
}

static GPtrArray *
read_all (FodStmt *stmt, GError **error)
{
  g_autoptr (GPtrArray) lines =
      g_ptr_array_new_with_free_func ((GDestroyNotify)fod_history_line_free);
  gboolean has_row = FALSE;

  while (TRUE)
    {
      FodHistoryLine *line = NULL;

      if (!fod_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&lines);
      line = read_line (stmt, error);
      if (line == NULL)
        return NULL;
      g_ptr_array_add (lines, line);
    }
}

char *
fod_history_dup_next_tx (FodLedger *ledger)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_ledger_get_db (ledger), "SELECT max(seq) + 1 FROM history", NULL);
  gint64 next = 0;

  if (stmt != NULL && fod_stmt_step (stmt, NULL, NULL))
    next = fod_stmt_get_int (stmt, 0);
  return g_strdup_printf ("%" G_GINT64_FORMAT, MAX (next, 1));
}

/* A transaction's lines stand together, so that the first line of another one ends them. */
GPtrArray *
fod_history_list_tx (FodLedger *ledger, const char *tx, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_ledger_get_db (ledger),
                    "SELECT " COLUMNS ", seq FROM history WHERE tx = ?1 AND seq >= ?1 AND seq < "
                    "ifnull((SELECT min(seq) FROM history WHERE seq > ?1 AND tx IS NOT ?1), "
                    "9223372036854775807) ORDER BY seq DESC",
                    error);

  if (stmt == NULL)
    return NULL;
  fod_stmt_bind_int (stmt, 1, g_ascii_strtoll (tx, NULL, 10));
  return read_all (stmt, error);
}

GPtrArray *
fod_history_list_row (
    FodLedger *ledger, const char *row, const char *verb, guint limit, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (
      fod_ledger_get_db (ledger),
      "SELECT " COLUMNS ", seq FROM history WHERE \"row\" = ?1 AND verb <> 'create' AND "
      "(?3 IS NULL OR verb = ?3) ORDER BY seq DESC LIMIT ?2",
      error);

  if (stmt == NULL)
    return NULL;
  fod_stmt_bind_text (stmt, 1, row);
  fod_stmt_bind_int (stmt, 2, limit);
  fod_stmt_bind_text (stmt, 3, verb);
  return read_all (stmt, error);
}

gboolean
fod_history_forget (FodLedger *ledger, const char *row, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_ledger_get_db (ledger),
                    "UPDATE history SET verb = 'forgotten', old_values = NULL, new_values = NULL, "
                    "versions = NULL, author = NULL WHERE \"row\" = ?1 AND verb <> 'create'",
                    error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, row);
  return fod_stmt_run (stmt, error) && fod_hearsay_forget (ledger, row, error);
}
