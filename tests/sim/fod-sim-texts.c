/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads every text that lies in a database, whatever it is there for. */

#include "config.h"

#include "sim/fod-sim-dump.h"

#include "store/fod-job.h"

static void
add_first (const FodSimAnswer *answer, gpointer data)
{
  g_ptr_array_add (data, g_strdup (fod_sim_answer_get_text (answer, 0)));
}

static void
add_second (const FodSimAnswer *answer, gpointer data)
{
  g_ptr_array_add (data, g_strdup (fod_sim_answer_get_text (answer, 1)));
}

static GPtrArray *
ask (FodSimBase *base, const char *sql, FodSimTake take)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  fod_sim_base_ask (base, sql, take, texts);
  return texts;
}

static void
add_table (FodSimBase *base, const char *table, GPtrArray *texts)
{
  g_autofree char *named = g_strdup_printf ("PRAGMA table_info(\"%s\")", table);
  g_autoptr (GPtrArray) columns = ask (base, named, add_second);

  for (guint i = 0; i < columns->len; i++)
    {
      const char *column = columns->pdata[i];
      g_autofree char *all = g_strdup_printf (
          "SELECT \"%s\" FROM \"%s\" WHERE typeof(\"%s\") = 'text'", column, table, column);

      fod_sim_base_ask (base, all, add_first, texts);
    }
}

static void
add_postgres (FodSimBase *base, GPtrArray *texts)
{
  g_autoptr (GPtrArray) questions =
      ask (base,
           "SELECT format('SELECT %1$I FROM public.%2$I WHERE %1$I IS NOT NULL', column_name, "
           "table_name) FROM information_schema.columns "
           "WHERE table_schema = 'public' AND data_type = 'text'",
           add_first);

  g_assert_cmpuint (questions->len, >, 0);
  for (guint i = 0; i < questions->len; i++)
    fod_sim_base_ask (base, questions->pdata[i], add_first, texts);
}

GPtrArray *
fod_sim_dump_texts (FodSimBase *base)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) tables = NULL;

  if (fod_sim_base_is_postgres (base))
    {
      add_postgres (base, texts);
      return texts;
    }
  tables = ask (base,
                "SELECT name FROM sqlite_master WHERE type = 'table' AND "
                "name NOT LIKE 'search%' AND name <> 'code'",
                add_first);
  for (guint i = 0; i < tables->len; i++)
    add_table (base, tables->pdata[i], texts);
  return texts;
}

static gpointer
read_device (FodLedger *ledger, gpointer input, GError **error)
{
  g_autoptr (FodSimBase) base = fod_sim_base_new_of (fod_ledger_get_db (ledger));

  return fod_sim_dump_texts (base);
}

GPtrArray *
fod_sim_dump_device_texts (FodStore *store)
{
  const FodCall call = { read_device, NULL, NULL, (GDestroyNotify)g_ptr_array_unref };

  return fod_store_call (store, &call, NULL);
}
