/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one place where SQL text is put together. Every name in it comes from a spec. */

#include "config.h"

#include "store/fod-sql.h"

#include "store/fod-query-private.h"

#include <string.h>

#define FIRST_FIELD 4

static void
append_name (GString *sql, const char *name)
{
  g_string_append_c (sql, '"');
  for (const char *p = name; *p != '\0'; p++)
    g_string_append_c (sql, *p == '-' ? '_' : *p);
  g_string_append_c (sql, '"');
}

static void
append_number (GString *sql, guint number)
{
  g_string_append_c (sql, '?');
  g_string_append_printf (sql, "%u", number);
}

/* What is not asked for keeps its place, without a value. */
static GString *
begin_select (const FodSpec *spec, const char *const *only)
{
  GString *sql = g_string_sized_new (512);

  g_string_append (sql, "SELECT ");
  g_string_append (sql, only == NULL || g_strv_contains (only, "id") ? "id" : "''");
  for (guint i = 0; i < spec->n_fields; i++)
    {
      g_string_append (sql, ", ");
      if (only == NULL || g_strv_contains (only, spec->fields[i].name))
        append_name (sql, spec->fields[i].name);
      else
        g_string_append (sql, "NULL");
    }
  g_string_append (sql, only == NULL ? ", _deleted, _row FROM " : " FROM ");
  append_name (sql, spec->kind);
  return sql;
}

char *
fod_sql_get (const FodSpec *spec)
{
  GString *sql = begin_select (spec, NULL);

  g_string_append (sql, " WHERE id = ?1");
  return g_string_free (sql, FALSE);
}

char *
fod_sql_get_live (const FodSpec *spec)
{
  GString *sql = begin_select (spec, NULL);

  g_string_append (sql, " WHERE _row = ?1 AND _deleted IS NULL");
  return g_string_free (sql, FALSE);
}

/* "Not set" is SQL NULL, which equals nothing by itself. */
static gboolean
append_condition (GString *sql, const FodQueryCondition *condition, guint number)
{
  static const char *const tests[] = {
    [FOD_QUERY_IS] = " = ",
    [FOD_QUERY_IS_NOT] = " IS NOT ",
    [FOD_QUERY_FROM] = " >= ",
    [FOD_QUERY_BEFORE] = " < ",
  };

  g_string_append (sql, " AND ");
  append_name (sql, condition->field);
  if (condition->value == NULL)
    {
      g_string_append (sql, condition->test == FOD_QUERY_IS ? " IS NULL" : " IS NOT NULL");
      return FALSE;
    }
  g_string_append (sql, tests[condition->test]);
  append_number (sql, number);
  return TRUE;
}

static void
append_orders (GString *sql, const FodSpec *spec, GPtrArray *orders)
{
  g_string_append (sql, " ORDER BY ");
  for (guint i = 0; i < orders->len; i++)
    {
      const FodQueryOrder *order = g_ptr_array_index (orders, i);

      if (g_strcmp0 (spec->title, order->field) == 0)
        g_string_append (sql, "_key");
      else
        append_name (sql, order->field);
      g_string_append (sql, order->descending ? " DESC, " : ", ");
    }
  /* So that equal rows keep their places from one answer to the next. */
  g_string_append (sql, "_row");
}

char *
fod_sql_query (const FodSpec *spec, const FodQuery *query)
{
  GPtrArray *conditions = fod_query_get_conditions (query);
  GString *sql = begin_select (spec, fod_query_get_only (query));
  guint number = 1;

  g_string_append (sql, fod_query_is_bin (query) ? " WHERE _deleted IS NOT NULL"
                                                 : " WHERE _deleted IS NULL");
  for (guint i = 0; i < conditions->len; i++)
    if (append_condition (sql, g_ptr_array_index (conditions, i), number))
      number++;
  if (fod_query_get_only (query) == NULL)
    append_orders (sql, spec, fod_query_get_orders (query));
  if (fod_query_get_limit (query) > 0)
    {
      g_string_append (sql, " LIMIT ");
      append_number (sql, number);
    }
  return g_string_free (sql, FALSE);
}

char *
fod_sql_insert (const FodSpec *spec)
{
  GString *sql = g_string_sized_new (512);

  g_string_append (sql, "INSERT INTO ");
  append_name (sql, spec->kind);
  g_string_append (sql, spec->title == NULL ? " (id, _deleted" : " (id, _deleted, _key");
  for (guint i = 0; i < spec->n_fields; i++)
    {
      g_string_append (sql, ", ");
      append_name (sql, spec->fields[i].name);
    }
  g_string_append (sql, spec->title == NULL ? ") VALUES (?1, ?2" : ") VALUES (?1, ?2, ?3");
  for (guint i = 0; i < spec->n_fields; i++)
    {
      g_string_append (sql, ", ");
      append_number (sql, FIRST_FIELD + i);
    }
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

char *
fod_sql_update (const FodSpec *spec, guint64 changed, gboolean mark, gboolean key)
{
  GString *sql = g_string_sized_new (256);
  const char *comma = "";

  g_string_append (sql, "UPDATE ");
  append_name (sql, spec->kind);
  g_string_append (sql, " SET ");
  if (mark)
    {
      g_string_append (sql, "_deleted = ?2");
      comma = ", ";
    }
  if (key)
    {
      g_string_append (sql, comma);
      g_string_append (sql, "_key = ?3");
      comma = ", ";
    }
  for (guint i = 0; i < spec->n_fields; i++)
    {
      if ((changed & G_GUINT64_CONSTANT (1) << i) == 0)
        continue;
      g_string_append (sql, comma);
      append_name (sql, spec->fields[i].name);
      g_string_append (sql, " = ");
      append_number (sql, FIRST_FIELD + i);
      comma = ", ";
    }
  g_string_append (sql, " WHERE id = ?1");
  return g_string_free (sql, FALSE);
}

char *
fod_sql_remove (const FodSpec *spec)
{
  GString *sql = g_string_new ("DELETE FROM ");

  append_name (sql, spec->kind);
  g_string_append (sql, " WHERE id = ?1");
  return g_string_free (sql, FALSE);
}

char *
fod_sql_list_children (const FodSpec *child, gboolean bin)
{
  GString *sql = g_string_new ("SELECT id FROM ");

  append_name (sql, child->kind);
  g_string_append (sql, " WHERE ");
  append_name (sql, child->parent);
  g_string_append (sql, " = ?1 AND _deleted ");
  g_string_append (sql, bin ? "BETWEEN ?2 AND ?3" : "IS NULL");
  return g_string_free (sql, FALSE);
}

static const char *
get_parent (const FodSpec *child)
{
  return child->scope == FOD_SCOPE_SUBJECT ? "about" : child->parent;
}

char *
fod_sql_list_exposed (const FodSpec *child)
{
  const char *parent = get_parent (child);
  GString *sql;

  if (parent == NULL)
    return NULL;
  sql = g_string_new ("SELECT id, ");
  append_name (sql, parent);
  g_string_append (sql, " FROM ");
  append_name (sql, child->kind);
  g_string_append (sql, " WHERE ");
  append_name (sql, parent);
  g_string_append (sql, " IN (SELECT id FROM concealed)");
  return g_string_free (sql, FALSE);
}

static char *
list_confirmed (const FodSpec *child, const char *kind, const char *condition)
{
  const char *parent = get_parent (child);
  GString *sql;

  if (parent == NULL ||
      (child->parent != NULL && strcmp (fod_spec_find (child, child->parent)->of, kind) != 0))
    return NULL;
  sql = g_string_new ("SELECT base.kind, base.id FROM ");
  append_name (sql, child->kind);
  g_string_append_printf (sql,
                          " AS c JOIN base ON base.kind = '%s' AND base.id = c.id"
                          " WHERE %s AND c.",
                          child->kind, condition);
  append_name (sql, parent);
  g_string_append (sql, " = ?1");
  return g_string_free (sql, FALSE);
}

char *
fod_sql_list_dead (const FodSpec *child, const char *kind)
{
  return list_confirmed (child, kind, "base.state <> 0");
}

char *
fod_sql_list_live (const FodSpec *child, const char *kind)
{
  return child->parent == NULL ? NULL : list_confirmed (child, kind, "base.state = 0");
}
