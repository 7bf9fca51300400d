/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows that hold two people's values. Only the server writes them. */

#include "config.h"

#include "server/fod-server-conflict.h"

#include "base/fod-uuid.h"

#include <string.h>

/* Of one field. A laptop's own edits follow each other, so honest ones need one a colleague; and
 * each edit of the field writes all that are open. */
#define MAX_CONFLICTS 16

gboolean
fod_server_conflict_is_open (const FodStoredRow *conflict)
{
  g_return_val_if_fail (conflict != NULL, FALSE);

  return conflict->row->state == FOD_ROW_LIVE && fod_stored_row_get (conflict, "resolved") == NULL;
}

/* Rows of two kinds have one id only by malice; what hangs on the one is not the other's. */
static gboolean
is_about (const FodStoredRow *conflict, const FodRow *row)
{
  return g_strcmp0 (fod_stored_row_get (conflict, "about-kind"), row->kind) == 0;
}

/* The conflicts about the row of @change, of one field or (%NULL) of all. */
static gboolean
list_all (FodServerChange *change, const char *field, GPtrArray **all, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;

  if (!fod_server_store_list_children (change->work->store, change->row->row->id, FOD_KIND_CONFLICT,
                                       &found, error))
    return FALSE;
  for (guint i = found->len; i > 0; i--)
    {
      const FodStoredRow *conflict = found->pdata[i - 1];

      if (!is_about (conflict, change->row->row) ||
          (field != NULL && g_strcmp0 (fod_stored_row_get (conflict, "field"), field) != 0))
        g_ptr_array_remove_index (found, i - 1);
    }
  *all = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
list_open (FodServerChange *change, const char *field, GPtrArray **open, GError **error)
{
  if (!list_all (change, field, open, error))
    return FALSE;
  for (guint i = (*open)->len; i > 0; i--)
    if (!fod_server_conflict_is_open ((*open)->pdata[i - 1]))
      g_ptr_array_remove_index (*open, i - 1);
  return TRUE;
}

static void
put (FodServerChange *change, FodStoredRow *conflict, const char *field, const char *value)
{
  fod_stored_row_set (conflict, field, value, change->eff, NULL);
}

static void
put_time (FodServerChange *change, FodStoredRow *conflict, const char *field, guint64 eff)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, fod_hlc_get_ms (eff));

  put (change, conflict, field, text);
}

static const char *
or_null (const char *user)
{
  return user == NULL || user[0] == '\0' ? NULL : user;
}

static void
put_standing (FodServerChange *change, FodStoredRow *conflict, const FodServerRival *standing)
{
  put (change, conflict, "standing", standing->value);
  put (change, conflict, "standing-by", or_null (standing->user));
  put_time (change, conflict, "standing-at", standing->eff);
}

static void
put_offered (FodServerChange *change, FodStoredRow *conflict, const FodServerRival *offered)
{
  put (change, conflict, "offered", offered->value);
  put (change, conflict, "offered-by", or_null (offered->user));
  put_time (change, conflict, "offered-at", offered->eff);
}

/* The id of the one conflict of a row and field; @extra (an op) makes that of a further one. */
static char *
make_id (FodServerChange *change, const char *field, const char *extra)
{
  const FodRow *row = change->row->row;
  g_autofree char *name =
      g_strjoin ("\n", "conflict", row->kind, row->id, field, extra == NULL ? "" : extra, NULL);

  return fod_uuid_new_from_name (name);
}

static FodStoredRow *
make_conflict (FodServerChange *change, const char *id, const char *field)
{
  FodStoredRow *conflict = fod_stored_row_new (FOD_KIND_CONFLICT, id);

  conflict->parent = g_strdup (change->row->row->id);
  conflict->row->rv = 1;
  put (change, conflict, "about-kind", change->row->row->kind);
  put (change, conflict, "about", change->row->row->id);
  put (change, conflict, "field", field);
  return conflict;
}

/* A further row for the field; one that was decided on, when there are as many as there may be. */
static gboolean
find_further (FodServerChange *change, const char *field, FodStoredRow **conflict, GError **error)
{
  g_autoptr (GPtrArray) all = NULL;

  if (!list_all (change, field, &all, error))
    return FALSE;
  if (all->len < MAX_CONFLICTS)
    {
      g_autofree char *id = make_id (change, field, change->op->id);

      *conflict = make_conflict (change, id, field);
      return TRUE;
    }
  for (guint i = 0; i < all->len; i++)
    if (!fod_server_conflict_is_open (all->pdata[i]))
      {
        *conflict = g_ptr_array_steal_index (all, i);
        (*conflict)->row->rv++;
        return TRUE;
      }
  return fod_server_change_reject (change, FOD_SERVER_REJECTION_QUOTA, field, error);
}

/* The row to note the offer in: the one of the field, unless it still holds another offer. */
static gboolean
find_room (FodServerChange *change,
           const char *field,
           const char *offered,
           FodStoredRow **conflict,
           GError **error)
{
  g_autofree char *id = make_id (change, field, NULL);
  g_autoptr (FodStoredRow) found = NULL;

  if (!fod_server_store_get_row (change->work->store, FOD_KIND_CONFLICT, id, &found, error))
    return FALSE;
  if (found == NULL)
    {
      *conflict = make_conflict (change, id, field);
      return TRUE;
    }
  if (fod_server_conflict_is_open (found) &&
      g_strcmp0 (fod_stored_row_get (found, "offered"), offered) != 0)
    return find_further (change, field, conflict, error);
  found->row->rv++;
  *conflict = g_steal_pointer (&found);
  return TRUE;
}

static void
tell (FodServerChange *change, const FodStoredRow *conflict)
{
  fod_server_change_worsen (change, FOD_RESULT_CONFLICT);
  if (change->result->conflict == NULL)
    change->result->conflict = g_strdup (conflict->row->id);
}

gboolean
fod_server_conflict_raise (FodServerChange *change,
                           const char *field,
                           const FodServerRival *standing,
                           const FodServerRival *offered,
                           GError **error)
{
  g_autoptr (FodStoredRow) conflict = NULL;

  g_return_val_if_fail (change != NULL && change->row != NULL, FALSE);

  if (!find_room (change, field, offered->value, &conflict, error))
    return FALSE;
  put_standing (change, conflict, standing);
  put_offered (change, conflict, offered);
  put (change, conflict, "resolved", NULL);
  put (change, conflict, "resolved-by", NULL);
  put (change, conflict, "resolved-at", NULL);
  tell (change, conflict);
  return fod_server_change_save_other (change, conflict, "conflict", error);
}

gboolean
fod_server_conflict_close (FodServerChange *change, FodStoredRow *conflict, GError **error)
{
  g_autofree char *now = NULL;

  g_return_val_if_fail (change != NULL && conflict != NULL, FALSE);

  now = g_strdup_printf ("%" G_GINT64_FORMAT, change->work->now);
  conflict->row->rv++;
  put (change, conflict, "resolved", "1");
  put (change, conflict, "resolved-by", change->work->user->id);
  put (change, conflict, "resolved-at", now);
  return fod_server_change_save_other (change, conflict, "resolve", error);
}

gboolean
fod_server_conflict_reopen (FodServerChange *change, const FodStoredRow *row, GError **error)
{
  g_autoptr (GPtrArray) all = NULL;
  FodFieldMark gone;

  g_return_val_if_fail (change != NULL && row != NULL, FALSE);

  fod_stored_row_get_mark (row, FOD_MARK_GONE, &gone);
  if (!fod_server_store_list_children (change->work->store, row->row->id, FOD_KIND_CONFLICT, &all,
                                       error))
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      FodStoredRow *conflict = all->pdata[i];
      FodFieldMark closed;

      fod_stored_row_get_mark (conflict, "resolved", &closed);
      if (conflict->row->state != FOD_ROW_LIVE || !is_about (conflict, row->row) ||
          fod_server_conflict_is_open (conflict) || closed.eff != gone.eff)
        continue;
      conflict->row->rv++;
      put (change, conflict, "resolved", NULL);
      put (change, conflict, "resolved-by", NULL);
      put (change, conflict, "resolved-at", NULL);
      fod_server_change_worsen (change, FOD_RESULT_MERGED);
      if (!fod_server_change_save_other (change, conflict, "conflict", error))
        return FALSE;
    }
  return TRUE;
}

gboolean
fod_server_conflict_follow (FodServerChange *change,
                            const char *field,
                            gboolean told,
                            GError **error)
{
  g_autoptr (GPtrArray) open = NULL;
  FodServerRival standing = { fod_stored_row_get (change->row, field), change->work->user->id,
                              change->eff };

  g_return_val_if_fail (change != NULL && change->row != NULL, FALSE);

  if (!list_open (change, field, &open, error))
    return FALSE;
  for (guint i = 0; i < open->len; i++)
    {
      FodStoredRow *conflict = open->pdata[i];
      gboolean decided =
          told || g_strcmp0 (fod_stored_row_get (conflict, "offered"), standing.value) == 0;

      if (decided && !fod_server_conflict_close (change, conflict, error))
        return FALSE;
      if (decided)
        continue;
      conflict->row->rv++;
      put_standing (change, conflict, &standing);
      tell (change, conflict);
      if (!fod_server_change_save_other (change, conflict, "conflict", error))
        return FALSE;
    }
  return TRUE;
}

gboolean
fod_server_conflict_close_all (FodServerChange *change, GError **error)
{
  g_autoptr (GPtrArray) open = NULL;

  g_return_val_if_fail (change != NULL && change->row != NULL, FALSE);

  if (!list_open (change, NULL, &open, error))
    return FALSE;
  for (guint i = 0; i < open->len; i++)
    if (!fod_server_conflict_close (change, open->pdata[i], error))
      return FALSE;
  return TRUE;
}
