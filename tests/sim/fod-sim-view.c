/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Invariant 1: what a device shows is what the server confirmed, with its own queue laid over it.
 */

#include "config.h"

#include "sim/fod-sim-world.h"

#include "store/fod-job.h"
#include "store/fod-overlay.h"

static char *
compare_row (FodLedger *ledger, const FodSpec *spec, const char *id)
{
  g_autoptr (FodViewRow) shown = NULL;
  g_autoptr (FodRecord) record = NULL;
  g_autofree char *deleted = NULL;

  if (!fod_rows_get (ledger, spec, id, &shown, NULL) ||
      !fod_overlay_compute (ledger, spec, id, &record, &deleted, NULL))
    return g_strdup_printf ("%s %s can't be read", spec->kind, id);
  if ((shown == NULL) != (record == NULL))
    return g_strdup_printf ("%s %s is %s", spec->kind, id,
                            shown == NULL ? "not shown" : "shown, and should not be");
  if (shown == NULL)
    return NULL;
  for (guint i = 0; i < spec->n_fields; i++)
    if (g_strcmp0 (fod_record_get_at (shown->record, i), fod_record_get_at (record, i)) != 0)
      return g_strdup_printf ("%s of %s %s is shown as \"%s\", and is \"%s\"", spec->fields[i].name,
                              spec->kind, id, fod_record_get_at (shown->record, i),
                              fod_record_get_at (record, i));
  if (g_strcmp0 (shown->deleted, deleted) == 0)
    return NULL;
  return g_strdup_printf ("%s %s is in bin %s, and should be in %s", spec->kind, id,
                          shown->deleted == NULL ? "none" : shown->deleted,
                          deleted == NULL ? "none" : deleted);
}

static char *
compare_rows (FodLedger *ledger, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_ledger_get_db (ledger), sql, &error);
  gboolean has_row = FALSE;
  char *fault = NULL;

  g_assert_no_error (error);
  while (fault == NULL && fod_stmt_step (stmt, &has_row, &error) && has_row)
    {
      const FodSpec *spec = fod_schema_get (fod_stmt_get_text (stmt, 0));

      if (spec != NULL && spec != &fod_code_spec)
        fault = compare_row (ledger, spec, fod_stmt_get_text (stmt, 1));
    }
  g_assert_no_error (error);
  return fault;
}

static gpointer
find_fault (FodLedger *ledger, gpointer input, GError **error)
{
  guint n_specs = 0;
  const FodSpec *const *specs = fod_schema_list (&n_specs);
  char *fault = compare_rows (ledger, "SELECT kind, id FROM base WHERE kind <> 'code'");

  if (fault == NULL)
    fault = compare_rows (ledger, "SELECT DISTINCT kind, \"row\" FROM op WHERE state <> 2");
  for (guint i = 0; i < n_specs && fault == NULL; i++)
    {
      g_autofree char *table = fod_spec_dup_table (specs[i]);
      g_autofree char *sql =
          g_strconcat ("SELECT '", specs[i]->kind, "', id FROM \"", table, "\"", NULL);

      if (specs[i] != &fod_code_spec)
        fault = compare_rows (ledger, sql);
    }
  return fault == NULL ? g_strdup ("") : fault;
}

char *
fod_sim_world_find_view_fault (FodStore *store)
{
  const FodCall call = { find_fault, NULL, NULL, g_free };
  g_autofree char *fault = fod_store_call (store, &call, NULL);

  return fault == NULL || fault[0] == '\0' ? NULL : g_steal_pointer (&fault);
}
