/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The scopes' heads and feeds in the embedded database. */

#include "config.h"

#include "server/fod-server-store-sqlite-private.h"

#include <string.h>

#define COLUMNS "scope, kind, id, seq, rv, state, origin, other_seq"

static gboolean
get_head (FodServerStore *store, const char *scope, FodServerHead *head, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_server_store_sqlite_get_db (store),
                    "SELECT seq, count, \"check\" FROM scope_head WHERE scope = ?1", error);
  gboolean has_row = FALSE;

  memset (head, 0, sizeof *head);
  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, scope);
  if (!fod_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  head->seq = (guint64)fod_stmt_get_int (stmt, 0);
  head->count = (guint64)fod_stmt_get_int (stmt, 1);
  head->check = (guint64)fod_stmt_get_int (stmt, 2);
  return TRUE;
}

static gboolean
put_head (FodServerStore *store, const char *scope, const FodServerHead *head, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_server_store_sqlite_get_db (store),
                    "INSERT OR REPLACE INTO scope_head (scope, seq, count, \"check\")"
                    " VALUES (?1, ?2, ?3, ?4)",
                    error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, scope);
  fod_stmt_bind_int (stmt, 2, (gint64)head->seq);
  fod_stmt_bind_int (stmt, 3, (gint64)head->count);
  fod_stmt_bind_int (stmt, 4, (gint64)head->check);
  return fod_stmt_run (stmt, error);
}

static FodServerPlace *
read_place (FodStmt *stmt)
{
  FodServerPlace *place = g_new0 (FodServerPlace, 1);

  place->scope = g_strdup (fod_stmt_get_text (stmt, 0));
  place->kind = g_strdup (fod_stmt_get_text (stmt, 1));
  place->id = g_strdup (fod_stmt_get_text (stmt, 2));
  place->seq = (guint64)fod_stmt_get_int (stmt, 3);
  place->rv = (guint64)fod_stmt_get_int (stmt, 4);
  place->state = (FodRowState)fod_stmt_get_int (stmt, 5);
  place->origin = g_strdup (fod_stmt_get_text (stmt, 6));
  place->other_seq = (guint64)fod_stmt_get_int (stmt, 7);
  return place;
}

static gboolean
read_places (FodStmt *stmt, GPtrArray **places, GError **error)
{
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify)fod_server_place_free);
  gboolean has_row = TRUE;

  while (has_row)
    {
      if (!fod_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (has_row)
        g_ptr_array_add (found, read_place (stmt));
    }
  *places = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
list_places (
    FodServerStore *store, const char *kind, const char *id, GPtrArray **places, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_server_store_sqlite_get_db (store),
                    "SELECT " COLUMNS " FROM scope_row WHERE id = ?1 AND kind = ?2", error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, id);
  fod_stmt_bind_text (stmt, 2, kind);
  return read_places (stmt, places, error);
}

static gboolean
run_place (FodServerStore *store, const char *sql, const FodServerPlace *place, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_server_store_sqlite_get_db (store), sql, error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, place->scope);
  fod_stmt_bind_text (stmt, 2, place->kind);
  fod_stmt_bind_text (stmt, 3, place->id);
  fod_stmt_bind_int (stmt, 4, (gint64)place->seq);
  fod_stmt_bind_int (stmt, 5, (gint64)place->rv);
  fod_stmt_bind_int (stmt, 6, place->state);
  fod_stmt_bind_text (stmt, 7, place->origin);
  fod_stmt_bind_int (stmt, 8, (gint64)place->other_seq);
  return fod_stmt_run (stmt, error);
}

static gboolean
put_place (FodServerStore *store, const FodServerPlace *place, GError **error)
{
  if (!run_place (store,
                  "UPDATE OR FAIL scope_row SET seq = ?4, rv = ?5, state = ?6, origin = ?7,"
                  " other_seq = ?8 WHERE id = ?3 AND kind = ?2 AND scope = ?1",
                  place, error))
    return FALSE;
  return fod_db_get_changes (fod_server_store_sqlite_get_db (store)) > 0 ||
         run_place (store,
                    "INSERT INTO scope_row (" COLUMNS ")"
                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                    place, error);
}

static gboolean
list_feed (FodServerStore *store,
           const char *scope,
           guint64 after,
           guint limit,
           GPtrArray **places,
           GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_server_store_sqlite_get_db (store),
                                           "SELECT " COLUMNS " FROM scope_row"
                                           " WHERE scope = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
                                           error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, scope);
  fod_stmt_bind_int (stmt, 2, (gint64)after);
  fod_stmt_bind_int (stmt, 3, limit);
  return read_places (stmt, places, error);
}

void
fod_sqlite_feed_fill (FodServerStoreInterface *iface)
{
  iface->get_head = get_head;
  iface->put_head = put_head;
  iface->list_places = list_places;
  iface->put_place = put_place;
  iface->list_feed = list_feed;
}
