/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads every text that lies in a database, whatever it is there for. */

#include "config.h"

#include "sim/fod-sim-dump.h"

#include "sim/fod-sim-machine.h"
#include "store/fod-job.h"

static GPtrArray *
ask (FodDb *db, const char *sql, int column)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodStmt) stmt = fod_stmt_new (db, sql, &error);
  gboolean has_row = FALSE;

  g_assert_no_error (error);
  while (fod_stmt_step (stmt, &has_row, &error) && has_row)
    g_ptr_array_add (texts, g_strdup (fod_stmt_get_text (stmt, column)));
  g_assert_no_error (error);
  return texts;
}

static void
add_table (FodDb *db, const char *table, GPtrArray *texts)
{
  g_autofree char *named = g_strdup_printf ("PRAGMA table_info(\"%s\")", table);
  g_autoptr (GPtrArray) columns = ask (db, named, 1);

  for (guint i = 0; i < columns->len; i++)
    {
      const char *column = columns->pdata[i];
      g_autofree char *all = g_strdup_printf (
          "SELECT \"%s\" FROM \"%s\" WHERE typeof(\"%s\") = 'text'", column, table, column);

      g_ptr_array_extend_and_steal (texts, ask (db, all, 0));
    }
}

GPtrArray *
fod_sim_dump_texts (FodDb *db)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) tables = NULL;

  fod_sim_machine_hold (TRUE);
  tables = ask (db,
                "SELECT name FROM sqlite_master WHERE type = 'table' AND "
                "name NOT LIKE 'search%' AND name <> 'code'",
                0);
  for (guint i = 0; i < tables->len; i++)
    add_table (db, tables->pdata[i], texts);
  fod_sim_machine_hold (FALSE);
  return texts;
}

static gpointer
read_device (FodLedger *ledger, gpointer input, GError **error)
{
  return fod_sim_dump_texts (fod_ledger_get_db (ledger));
}

GPtrArray *
fod_sim_dump_device_texts (FodStore *store)
{
  const FodCall call = { read_device, NULL, NULL, (GDestroyNotify)g_ptr_array_unref };

  return fod_store_call (store, &call, NULL);
}
