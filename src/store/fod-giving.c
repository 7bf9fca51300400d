/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Knows which fields hand a row over, and who may. The op is written as any other. */

#include "config.h"

#include "store/fod-giving.h"

gboolean
fod_giving_is_field (const FodField *field)
{
  g_return_val_if_fail (field != NULL, FALSE);

  return (field->flags & FOD_FIELD_HANDED) != 0;
}

gboolean
fod_giving_is_in (const FodOp *op)
{
  const FodSpec *spec = fod_schema_get (op->kind);

  for (guint i = 0; op->verb == FOD_OP_SET && spec != NULL && i < spec->n_fields; i++)
    if (fod_giving_is_field (&spec->fields[i]) &&
        g_hash_table_contains (op->fields, spec->fields[i].name))
      return TRUE;
  return FALSE;
}

FodQueued *
fod_giving_find (const GPtrArray *queue)
{
  for (guint i = queue->len; i > 0; i--)
    {
      FodQueued *queued = g_ptr_array_index (queue, i - 1);

      if (queued->state == FOD_OP_QUEUED && fod_giving_is_in (queued->op))
        return queued;
    }
  return NULL;
}

gboolean
fod_giving_may (FodLedger *ledger, const FodRecord *record, const GPtrArray *queue)
{
  const char *user = fod_ledger_get_user (ledger);

  if (user == NULL)
    return FALSE;
  return g_strcmp0 (fod_record_get (record, "consultant"), user) == 0 ||
         (g_strcmp0 (fod_ledger_get_role (ledger), "leader") == 0 &&
          g_strcmp0 (fod_record_get (record, "team"), fod_ledger_get_team (ledger)) == 0) ||
         fod_giving_find (queue) != NULL;
}
