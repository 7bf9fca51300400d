/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hands participants over. Who holds a row after that, the scopes say; what the laptops are told of
 * it, the feed. */

#include "config.h"

#include "server/fod-server-handover.h"

#include "server/fod-server-audit.h"
#include "server/fod-server-feed.h"

#include <string.h>

#define CONSULTANT "consultant"
#define COVER "cover"
#define UNTIL "cover-until"

static gboolean
is_handed (const char *kind, const char *name)
{
  const FodSpec *spec = fod_schema_get (kind);
  const FodField *field = spec == NULL ? NULL : fod_spec_find (spec, name);

  return field != NULL && (field->flags & FOD_FIELD_HANDED) != 0;
}

gboolean
fod_server_handover_is_in (GPtrArray *ops)
{
  for (guint i = 0; i < ops->len; i++)
    {
      const FodOp *op = ops->pdata[i];
      GHashTableIter iter;
      gpointer name;

      if (op->verb != FOD_OP_SET)
        continue;
      g_hash_table_iter_init (&iter, op->fields);
      while (g_hash_table_iter_next (&iter, &name, NULL))
        if (is_handed (op->kind, name))
          return TRUE;
    }
  return FALSE;
}

/* The one who has the participant, and their leader. A cover looks after them and no more. */
static gboolean
may_hand_over (const FodServerChange *change)
{
  const FodServerUser *user = change->work->user;

  if (g_strcmp0 (fod_stored_row_get (change->row, CONSULTANT), user->id) == 0 ||
      g_hash_table_contains (change->old_values, CONSULTANT))
    return TRUE;
  return strcmp (user->role, "leader") == 0 &&
         g_strcmp0 (fod_stored_row_get (change->row, "team"), user->team) == 0;
}

/* A colleague of the participant's own team who has not left: nobody is given away to strangers. */
static gboolean
check_colleague (FodServerChange *change, const FodField *field, const char *id, GError **error)
{
  g_autoptr (FodServerUser) account = NULL;

  if (!fod_server_store_get_user (change->work->store, id, &account, error))
    return FALSE;
  if (account != NULL && account->active &&
      g_strcmp0 (account->team, fod_stored_row_get (change->row, "team")) == 0)
    return TRUE;
  return fod_server_change_reject (change, FOD_SERVER_REJECTION_REF_MISSING, field->name, error);
}

gboolean
fod_server_handover_set (FodServerChange *change,
                         const FodField *field,
                         const char *value,
                         GError **error)
{
  FodServerBase base;

  g_return_val_if_fail (change != NULL && change->row != NULL, FALSE);

  if (g_strcmp0 (value, fod_stored_row_get (change->row, field->name)) == 0)
    return TRUE;
  if (!may_hand_over (change))
    return fod_server_change_reject (change, FOD_SERVER_REJECTION_FORBIDDEN, field->name, error);
  if (!fod_server_change_get_base (change, field->name, &base, error))
    return FALSE;
  /* Somebody else moved them meanwhile. */
  if (base.version != fod_stored_row_get_version (change->row, field->name))
    return fod_server_change_reject (change, FOD_SERVER_REJECTION_TRANSITION, field->name, error);
  if (value == NULL && strcmp (field->name, CONSULTANT) == 0)
    return fod_server_change_reject (change, FOD_SERVER_REJECTION_INVALID, field->name, error);
  if (value != NULL && field->type == FOD_FIELD_REF &&
      !check_colleague (change, field, value, error))
    return FALSE;
  fod_server_change_write (change, field->name, value);
  return TRUE;
}

static gboolean
was_handed (const FodServerChange *change)
{
  return g_hash_table_contains (change->new_values, CONSULTANT) ||
         g_hash_table_contains (change->new_values, COVER) ||
         g_hash_table_contains (change->new_values, UNTIL);
}

static void
write_if_other (FodServerChange *change, const char *field, const char *value)
{
  if (g_strcmp0 (fod_stored_row_get (change->row, field), value) != 0)
    fod_server_change_write (change, field, value);
}

/* The pusher may have said something else. */
static void
end_said (FodServerChange *change, const char *field)
{
  if (fod_stored_row_get (change->row, field) == NULL)
    return;
  fod_server_change_write (change, field, NULL);
  fod_server_change_worsen (change, FOD_RESULT_MERGED);
}

gboolean
fod_server_handover_settle (FodServerChange *change, GError **error)
{
  const char *cover, *until;
  g_autofree char *today = NULL;
  g_autofree char *now = NULL;

  g_return_val_if_fail (change != NULL && change->row != NULL, FALSE);

  if (!change->raised || !was_handed (change))
    return TRUE;
  cover = fod_stored_row_get (change->row, COVER);
  if (g_strcmp0 (cover, fod_stored_row_get (change->row, CONSULTANT)) == 0)
    end_said (change, COVER);
  if (fod_stored_row_get (change->row, COVER) == NULL)
    end_said (change, UNTIL);
  until = fod_stored_row_get (change->row, UNTIL);
  today = fod_server_work_dup_day (change->work->now);
  if (until != NULL && strcmp (until, today) < 0)
    return fod_server_change_reject (change, FOD_SERVER_REJECTION_INVALID, UNTIL, error);
  now = g_strdup_printf ("%" G_GINT64_FORMAT, change->work->now);
  write_if_other (change, "handed-by", change->work->user->id);
  write_if_other (change, "handed-at", now);
  /* The pusher has neither of that, and perhaps no participant any more. */
  change->surprise = TRUE;
  return TRUE;
}

/* What was planned goes along with the one who is to do it. */
static gboolean
move_plans (FodServerChange *change, const char *from, const char *to, GError **error)
{
  g_autoptr (GPtrArray) plans = NULL;

  if (!fod_server_store_list_children (change->work->store, change->row->row->id,
                                       FOD_KIND_FOLLOW_UP, &plans, error))
    return FALSE;
  for (guint i = 0; i < plans->len; i++)
    {
      FodStoredRow *plan = plans->pdata[i];
      const char *status = fod_stored_row_get (plan, "status");

      if (plan->row->state != FOD_ROW_LIVE || (status != NULL && strcmp (status, "planned") != 0) ||
          g_strcmp0 (fod_stored_row_get (plan, "owner"), from) != 0)
        continue;
      plan->row->rv++;
      fod_stored_row_set (plan, "owner", to, change->eff, NULL);
      if (!fod_server_change_save_other (change, plan, "handover", error))
        return FALSE;
    }
  return TRUE;
}

gboolean
fod_server_handover_spread (FodServerChange *change, GError **error)
{
  const char *from;

  g_return_val_if_fail (change != NULL && change->row != NULL, FALSE);

  if (!was_handed (change))
    return TRUE;
  if (g_hash_table_contains (change->new_values, CONSULTANT))
    {
      from = g_hash_table_lookup (change->old_values, CONSULTANT);
      g_hash_table_add (change->work->handed, g_strdup (change->row->row->id));
      if (from != NULL &&
          !move_plans (change, from, fod_stored_row_get (change->row, CONSULTANT), error))
        return FALSE;
    }
  return fod_server_feed_mark_tree (change->work, change->row, error);
}

static gboolean
end_cover (FodServerWork *work, FodStoredRow *row, GError **error)
{
  guint64 eff = fod_hlc_from_ms (work->now);
  FodServerAuditEntry *entry;

  row->row->rv++;
  fod_stored_row_set (row, COVER, NULL, eff, NULL);
  fod_stored_row_set (row, UNTIL, NULL, eff, NULL);
  entry = fod_server_audit_new (row->row->kind, row->row->id, "cover-end", "ok");
  entry->eff = eff;
  entry->rv = row->row->rv;
  entry->new_values = fod_wire_print_texts (row->row->fields);
  fod_server_audit_add (work, entry);
  return fod_server_store_put_row (work->store, row, error) &&
         fod_server_feed_mark_tree (work, row, error);
}

/* The participants of one team are those that its leader has. */
static gboolean
end_covers_of (FodServerWork *work, const char *team, const char *today, GError **error)
{
  g_autofree char *scope = g_strconcat ("lead:", team, NULL);
  g_autoptr (GPtrArray) places = NULL;

  if (!fod_server_store_list_feed (work->store, scope, 0, G_MAXINT32, &places, error))
    return FALSE;
  for (guint i = 0; i < places->len; i++)
    {
      const FodServerPlace *place = places->pdata[i];
      g_autoptr (FodStoredRow) row = NULL;
      const char *until;

      /* Of one who is deleted it ends when they are back. */
      if (place->state != FOD_ROW_LIVE || strcmp (place->kind, FOD_KIND_PARTICIPANT) != 0)
        continue;
      if (!fod_server_store_get_row (work->store, place->kind, place->id, &row, error))
        return FALSE;
      until = row == NULL ? NULL : fod_stored_row_get (row, UNTIL);
      if (until != NULL && strcmp (until, today) < 0 && !end_cover (work, row, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
fod_server_handover_end_covers (FodServerWork *work, const char *today, GError **error)
{
  g_autoptr (GPtrArray) users = NULL;
  g_autoptr (GHashTable) teams = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (work != NULL && today != NULL, FALSE);

  if (!fod_server_store_list_users (work->store, &users, error))
    return FALSE;
  for (guint i = 0; i < users->len; i++)
    {
      const FodServerUser *user = users->pdata[i];

      if (user->team != NULL && g_hash_table_add (teams, user->team) &&
          !end_covers_of (work, user->team, today, error))
        return FALSE;
    }
  return TRUE;
}
