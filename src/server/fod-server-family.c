/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Parents and children of a row that an edit brought back, or that somebody else's row keeps
 * alive. Whether an edit wins is decided elsewhere. */

#include "config.h"

#include "server/fod-server-family.h"

#include "server/fod-server-conflict.h"

#include <string.h>

/* A laptop deletes a row and all that hangs on it within this time, one op each. A long list is
 * pushed as several transactions, so that these do not tell what belongs together. */
#define ALONG_MS (60 * 1000)

static gboolean
is_conflict (const FodStoredRow *row)
{
  return strcmp (row->row->kind, FOD_KIND_CONFLICT) == 0;
}

gboolean
fod_server_family_has_children (FodServerChange *change, gboolean *live, GError **error)
{
  g_autoptr (GPtrArray) children = NULL;

  g_return_val_if_fail (change != NULL && live != NULL, FALSE);

  *live = FALSE;
  if (!fod_server_store_list_children (change->work->store, change->op->row, NULL, &children,
                                       error))
    return FALSE;
  for (guint i = 0; i < children->len && !*live; i++)
    {
      const FodStoredRow *child = children->pdata[i];

      *live = child->row->state == FOD_ROW_LIVE && !is_conflict (child);
    }
  return TRUE;
}

static gboolean
went_along (const FodStoredRow *row, const FodFieldMark *gone)
{
  FodFieldMark mark;

  fod_stored_row_get_mark (row, FOD_MARK_GONE, &mark);
  return row->row->state == FOD_ROW_DELETED && !is_conflict (row) &&
         strcmp (mark.user, gone->user) == 0 &&
         ABS (fod_hlc_get_ms (mark.eff) - fod_hlc_get_ms (gone->eff)) <= ALONG_MS;
}

static gboolean
revive (FodServerChange *change, FodStoredRow *row, GError **error)
{
  row->row->state = FOD_ROW_LIVE;
  row->row->rv++;
  fod_server_change_worsen (change, FOD_RESULT_MERGED);
  return fod_server_change_save_other (change, row, "restore", error) &&
         fod_server_conflict_reopen (change, row, error);
}

gboolean
fod_server_family_revive_children (FodServerChange *change,
                                   const char *id,
                                   const FodFieldMark *gone,
                                   GError **error)
{
  g_autoptr (GPtrArray) children = NULL;

  g_return_val_if_fail (change != NULL && gone != NULL, FALSE);

  if (!fod_server_store_list_children (change->work->store, id, NULL, &children, error))
    return FALSE;
  for (guint i = 0; i < children->len; i++)
    {
      FodStoredRow *child = children->pdata[i];

      /* The op's own row is written by the op. */
      if (!went_along (child, gone) || strcmp (child->row->id, change->op->row) == 0)
        continue;
      if (!revive (change, child, error) ||
          !fod_server_family_revive_children (change, child->row->id, gone, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
fod_server_family_revive_parents (FodServerChange *change, const FodStoredRow *row, GError **error)
{
  const FodSpec *spec = fod_schema_get (row->row->kind);
  g_autoptr (FodStoredRow) parent = NULL;
  FodFieldMark gone;

  g_return_val_if_fail (change != NULL, FALSE);

  if (row->parent == NULL || spec == NULL || spec->parent == NULL)
    return TRUE;
  if (!fod_server_store_get_row (change->work->store, fod_spec_find (spec, spec->parent)->of,
                                 row->parent, &parent, error))
    return FALSE;
  if (parent == NULL)
    return TRUE;
  spec = fod_schema_get (parent->row->kind);
  if (parent->row->state == FOD_ROW_DELETED && spec->edit_wins)
    {
      fod_stored_row_get_mark (parent, FOD_MARK_GONE, &gone);
      if (!revive (change, parent, error) ||
          !fod_server_family_revive_children (change, parent->row->id, &gone, error))
        return FALSE;
    }
  return fod_server_family_revive_parents (change, parent, error);
}
