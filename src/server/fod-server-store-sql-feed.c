/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The scopes' heads and feeds as SQL keeps them. */

#include "config.h"

#include "server/fod-server-store-sql-private.h"

#include <string.h>

static gboolean
get_head (FodServerStore *store, const char *scope, FodServerHead *head, GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, FOD_SQL_GET_HEAD, error);
  gboolean has_row = FALSE;

  memset (head, 0, sizeof *head);
  if (sql == NULL)
    return FALSE;
  fod_sql_bind_text (sql, 1, scope);
  if (!fod_sql_step (sql, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  head->seq = (guint64)fod_sql_get_int (sql, 0);
  head->count = (guint64)fod_sql_get_int (sql, 1);
  head->check = (guint64)fod_sql_get_int (sql, 2);
  head->floor = (guint64)fod_sql_get_int (sql, 3);
  return TRUE;
}

static gboolean
put_head (FodServerStore *store, const char *scope, const FodServerHead *head, GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, FOD_SQL_PUT_HEAD, error);

  if (sql == NULL)
    return FALSE;
  fod_sql_bind_text (sql, 1, scope);
  fod_sql_bind_int (sql, 2, (gint64)head->seq);
  fod_sql_bind_int (sql, 3, (gint64)head->count);
  fod_sql_bind_int (sql, 4, (gint64)head->check);
  fod_sql_bind_int (sql, 5, (gint64)head->floor);
  return fod_sql_run (sql, error);
}

static gpointer
read_place (FodSql *sql, GError **error)
{
  FodServerPlace *place = g_new0 (FodServerPlace, 1);

  place->kept = TRUE;
  place->scope = fod_sql_dup_text (sql, 0);
  place->kind = fod_sql_dup_text (sql, 1);
  place->id = fod_sql_dup_text (sql, 2);
  place->seq = (guint64)fod_sql_get_int (sql, 3);
  place->rv = (guint64)fod_sql_get_int (sql, 4);
  place->state = (FodRowState)fod_sql_get_int (sql, 5);
  place->origin = fod_sql_dup_text (sql, 6);
  place->other_seq = (guint64)fod_sql_get_int (sql, 7);
  return place;
}

static gboolean
read_places (FodSql *sql, GPtrArray **places, GError **error)
{
  return fod_sql_list (sql, read_place, (GDestroyNotify)fod_server_place_free, places, error);
}

static gboolean
list_places (
    FodServerStore *store, const char *kind, const char *id, GPtrArray **places, GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, FOD_SQL_LIST_PLACES, error);

  if (sql == NULL)
    return FALSE;
  fod_sql_bind_text (sql, 1, id);
  fod_sql_bind_text (sql, 2, kind);
  return read_places (sql, places, error);
}

/* When it changes nothing, what is next in the list does. */
static gboolean
run_place (FodServerStore *store, FodSqlId id, const FodServerPlace *place, GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, id, error);

  if (sql == NULL)
    return FALSE;
  fod_sql_bind_text (sql, 1, place->scope);
  fod_sql_bind_text (sql, 2, place->kind);
  fod_sql_bind_text (sql, 3, place->id);
  fod_sql_bind_int (sql, 4, (gint64)place->seq);
  fod_sql_bind_int (sql, 5, (gint64)place->rv);
  fod_sql_bind_int (sql, 6, place->state);
  fod_sql_bind_text (sql, 7, place->origin);
  fod_sql_bind_int (sql, 8, (gint64)place->other_seq);
  return fod_sql_run (sql, error) && (id == FOD_SQL_INSERT_PLACE || fod_sql_get_changes (sql) > 0 ||
                                      run_place (store, id + 1, place, error));
}

static gboolean
put_place (FodServerStore *store, const FodServerPlace *place, GError **error)
{
  return run_place (store, place->kept ? FOD_SQL_UPDATE_PLACE : FOD_SQL_ADD_PLACE, place, error);
}

static gboolean
list_feed (FodServerStore *store,
           const char *scope,
           guint64 after,
           guint limit,
           GPtrArray **places,
           GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, FOD_SQL_LIST_FEED, error);

  if (sql == NULL)
    return FALSE;
  fod_sql_bind_text (sql, 1, scope);
  fod_sql_bind_int (sql, 2, (gint64)after);
  fod_sql_bind_int (sql, 3, limit);
  return read_places (sql, places, error);
}

/* How far which feed is as old as that: pairs of scope and place. */
static GHashTable *
list_ages (FodServerStore *store, gint64 since, GError **error)
{
  g_autoptr (FodSql) sql = fod_sql_new (store, FOD_SQL_LIST_AGES, error);
  g_autoptr (GHashTable) ages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean has_row = TRUE;

  if (sql == NULL)
    return NULL;
  fod_sql_bind_int (sql, 1, since);
  while (has_row)
    {
      if (!fod_sql_step (sql, &has_row, error))
        return NULL;
      if (has_row)
        g_hash_table_insert (ages, fod_sql_dup_text (sql, 0), fod_sql_dup_text (sql, 1));
    }
  return g_steal_pointer (&ages);
}

static gboolean
forget_dead (FodServerStore *store, const char *scope, const char *seq, GError **error)
{
  static const FodSqlId steps[] = { FOD_SQL_RAISE_FLOOR, FOD_SQL_DROP_DEAD, FOD_SQL_DROP_AGES };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (FodSql) sql = fod_sql_new (store, steps[i], error);

      if (sql == NULL)
        return FALSE;
      fod_sql_bind_text (sql, 1, scope);
      fod_sql_bind_int (sql, 2, g_ascii_strtoll (seq, NULL, 10));
      if (!fod_sql_run (sql, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
age_feeds (FodServerStore *store, gint64 now, gint64 since, GError **error)
{
  g_autoptr (FodSql) note = fod_sql_new (store, FOD_SQL_NOTE_AGES, error);
  g_autoptr (GHashTable) ages = NULL;
  GHashTableIter iter;
  gpointer scope, seq;

  if (note == NULL)
    return FALSE;
  fod_sql_bind_int (note, 1, now);
  if (!fod_sql_run (note, error))
    return FALSE;
  ages = list_ages (store, since, error);
  if (ages == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, ages);
  while (g_hash_table_iter_next (&iter, &scope, &seq))
    if (!forget_dead (store, scope, seq, error))
      return FALSE;
  return TRUE;
}

void
fod_sql_feed_fill (FodServerStoreInterface *iface)
{
  iface->get_head = get_head;
  iface->put_head = put_head;
  iface->list_places = list_places;
  iface->put_place = put_place;
  iface->list_feed = list_feed;
  iface->age_feeds = age_feeds;
}
