/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Authorization of an op by the rows that it touches and names. */

#include "config.h"

#include "server/fod-server-refs.h"

#include "server/fod-server-family.h"
#include "server/fod-server-scopes.h"

/* A conflict about a note about a participant is the longest chain. */
#define MAX_DEPTH 4

gboolean
fod_server_refs_gave_away (FodServerWork *work,
                           const FodStoredRow *row,
                           gboolean *gave,
                           GError **error)
{
  g_autoptr (FodStoredRow) above = NULL;

  g_return_val_if_fail (work != NULL && row != NULL && gave != NULL, FALSE);

  *gave = FALSE;
  for (guint depth = 0; depth < MAX_DEPTH && g_hash_table_size (work->handed) > 0; depth++)
    {
      FodStoredRow *parent = NULL;

      *gave = g_hash_table_contains (work->handed, row->row->id) ||
              (row->parent != NULL && g_hash_table_contains (work->handed, row->parent));
      if (*gave)
        return TRUE;
      if (!fod_server_scopes_get_parent (work, row, &parent, error))
        return FALSE;
      g_clear_pointer (&above, fod_stored_row_free);
      row = above = parent;
      if (row == NULL)
        return TRUE;
    }
  return TRUE;
}

gboolean
fod_server_refs_see_row (FodServerChange *change, GError **error)
{
  gboolean seen;
  gboolean gave;

  g_return_val_if_fail (change != NULL, FALSE);

  if (change->row == NULL)
    return fod_server_change_reject (change, FOD_SERVER_REJECTION_GONE, NULL, error);
  if (!fod_server_scopes_see (change->work, change->row, &seen, error) ||
      !fod_server_refs_gave_away (change->work, change->row, &gave, error))
    return FALSE;
  return seen || gave ||
         fod_server_change_reject (change, FOD_SERVER_REJECTION_FORBIDDEN, NULL, error);
}

static gboolean
check_ref (FodServerChange *change, const FodField *field, const char *id, GError **error)
{
  const FodServerHolding *target;

  if (!fod_server_scopes_hold (change->work, field->of, id, &target, error))
    return FALSE;
  if (target == NULL || (!fod_server_scopes_meet (change->work, target->scopes) &&
                         !g_hash_table_contains (change->work->handed, id)))
    return fod_server_change_reject (change, FOD_SERVER_REJECTION_REF_MISSING, field->name, error);
  if (g_strcmp0 (change->spec->parent, field->name) != 0)
    return TRUE;
  /* The row changes hands; the pusher is told of that too. */
  change->surprise = change->surprise || change->op->verb != FOD_OP_CREATE;
  g_free (change->row->parent);
  change->row->parent = g_strdup (id);
  /* Somebody deleted it without having seen this op: the edit wins. */
  return target->state != FOD_ROW_DELETED ||
         fod_server_family_revive_parents (change, change->row, error);
}

gboolean
fod_server_refs_check (FodServerChange *change, GError **error)
{
  g_return_val_if_fail (change != NULL && change->row != NULL, FALSE);

  for (guint i = 0; i < change->spec->n_fields; i++)
    {
      const FodField *field = &change->spec->fields[i];
      const char *id;

      if (field->type != FOD_FIELD_REF || !g_hash_table_contains (change->new_values, field->name))
        continue;
      id = fod_stored_row_get (change->row, field->name);
      if (id != NULL && !check_ref (change, field, id, error))
        return FALSE;
    }
  return TRUE;
}
