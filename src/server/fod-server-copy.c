/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Moves everything from one database to another and proves that it arrived. */

#include "config.h"

#include "server/fod-server-copy.h"

#include "server/fod-server-audit.h"

#include <sodium.h>
#include <string.h>

/* In this order what is referred to is there. */
static const struct
{
  FodSqlId read;
  FodSqlId add;
  int columns;
} tables[] = {
  { FOD_SQL_READ_META, FOD_SQL_PUT_META, 2 },
  { FOD_SQL_READ_USERS, FOD_SQL_INSERT_USER, 6 },
  { FOD_SQL_READ_DEVICES, FOD_SQL_PUT_DEVICE, 6 },
  { FOD_SQL_READ_ROWS, FOD_SQL_INSERT_ROW, 8 },
  { FOD_SQL_READ_OPS, FOD_SQL_PUT_OP, 3 },
  { FOD_SQL_READ_HEADS, FOD_SQL_PUT_HEAD, 5 },
  { FOD_SQL_READ_AGES, FOD_SQL_INSERT_AGE, 3 },
  { FOD_SQL_READ_PLACES, FOD_SQL_INSERT_PLACE, 8 },
  { FOD_SQL_READ_AUDIT, FOD_SQL_APPEND_AUDIT, 17 },
};

#define N_TABLES G_N_ELEMENTS (tables)

/* What a table holds: how many lines, and the sum over all of them in the order of their keys. */
typedef struct
{
  guint64 lines;
  guint8 sum[crypto_generichash_BYTES];
} FodContents;

static gboolean
fail (const char *text, int code, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, code, text);
  return FALSE;
}

static void
add_value (crypto_generichash_state *hash, const char *value)
{
  guint64 size = GUINT64_TO_LE (value == NULL ? G_MAXUINT64 : strlen (value));

  crypto_generichash_update (hash, (const guint8 *)&size, sizeof size);
  if (value != NULL)
    crypto_generichash_update (hash, (const guint8 *)value, strlen (value));
}

/* Numbers go as the text that both databases print alike. */
static gboolean
add_line (FodServerStoreSql *to, FodSql *line, guint table, GError **error)
{
  g_autoptr (FodSql) add = fod_server_store_sql_prepare (to, tables[table].add, error);

  if (add == NULL)
    return FALSE;
  for (int i = 0; i < tables[table].columns; i++)
    fod_sql_bind_text (add, i + 1, fod_sql_get_text (line, i));
  return fod_sql_run (add, error);
}

/* Reads a table to its end; copies it if @to is given. */
static gboolean
read_table (FodServerStoreSql *from,
            FodServerStoreSql *to,
            guint table,
            FodContents *contents,
            GError **error)
{
  g_autoptr (FodSql) lines = fod_server_store_sql_prepare (from, tables[table].read, error);
  crypto_generichash_state hash;
  gboolean has_row = lines != NULL;

  memset (contents, 0, sizeof *contents);
  crypto_generichash_init (&hash, NULL, 0, sizeof contents->sum);
  while (has_row)
    {
      if (!fod_sql_step (lines, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      contents->lines++;
      for (int i = 0; i < tables[table].columns; i++)
        add_value (&hash, fod_sql_get_text (lines, i));
      if (to != NULL && !add_line (to, lines, table, error))
        return FALSE;
    }
  crypto_generichash_final (&hash, contents->sum, sizeof contents->sum);
  return lines != NULL;
}

static gboolean
read_all (FodServerStoreSql *from, FodServerStoreSql *to, FodContents *contents, GError **error)
{
  for (guint i = 0; i < N_TABLES; i++)
    if (!read_table (from, to, i, &contents[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
check_empty (FodServerStore *to, GError **error)
{
  g_autofree char *known = NULL;

  if (!fod_server_store_get_meta (to, "organisation", &known, error))
    return FALSE;
  return known == NULL || fail ("there is a server in it", G_IO_ERROR_EXISTS, error);
}

static gboolean
copy (FodServerStoreSql *from, FodServerStoreSql *to, FodContents *contents, GError **error)
{
  FodServerStore *target = FOD_SERVER_STORE (to);

  if (!fod_server_store_begin (target, FOD_SERVER_ACCESS_ALONE, error))
    return FALSE;
  if (check_empty (target, error) && read_all (from, to, contents, error))
    return fod_server_store_commit (target, error);
  fod_server_store_rollback (target);
  return FALSE;
}

static gboolean
verify (FodServerStoreSql *to, const FodContents *contents, GError **error)
{
  FodContents arrived[N_TABLES];
  gint64 broken;

  if (!read_all (to, NULL, arrived, error))
    return FALSE;
  for (guint i = 0; i < N_TABLES; i++)
    if (arrived[i].lines != contents[i].lines ||
        memcmp (arrived[i].sum, contents[i].sum, sizeof arrived[i].sum) != 0)
      return fail ("what arrived is not what was sent", G_IO_ERROR_PARTIAL_INPUT, error);
  if (!fod_server_audit_verify (FOD_SERVER_STORE (to), &broken, error))
    return FALSE;
  return broken == 0 || fail ("the audit does not hold", G_IO_ERROR_PARTIAL_INPUT, error);
}

/* What is compared is of one moment. */
static gboolean
verify_in_snapshot (FodServerStoreSql *to, const FodContents *contents, GError **error)
{
  FodServerStore *store = FOD_SERVER_STORE (to);

  if (!fod_server_store_begin (store, FOD_SERVER_ACCESS_READ, error))
    return FALSE;
  if (verify (to, contents, error))
    return fod_server_store_commit (store, error);
  fod_server_store_rollback (store);
  return FALSE;
}

gboolean
fod_server_copy (FodServerStoreSql *from,
                 FodServerStoreSql *to,
                 FodServerCounts *counts,
                 GError **error)
{
  FodServerStore *source = FOD_SERVER_STORE (from);
  FodContents contents[N_TABLES];
  gboolean copied;

  g_return_val_if_fail (FOD_IS_SERVER_STORE_SQL (from) && FOD_IS_SERVER_STORE_SQL (to), FALSE);
  g_return_val_if_fail (counts != NULL, FALSE);

  if (!fod_server_store_check (source, error) ||
      !fod_server_store_begin (source, FOD_SERVER_ACCESS_READ, error))
    return FALSE;
  copied = copy (from, to, contents, error) && verify_in_snapshot (to, contents, error) &&
           fod_server_store_count (FOD_SERVER_STORE (to), counts, error);
  fod_server_store_rollback (source);
  return copied;
}
