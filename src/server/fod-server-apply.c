/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What each verb of an op does to its row. */

#include "config.h"

#include "server/fod-server-apply.h"

#include "schema/fod-merge.h"
#include "server/fod-server-audit.h"
#include "server/fod-server-conflict.h"
#include "server/fod-server-family.h"
#include "server/fod-server-feed.h"
#include "server/fod-server-handover.h"
#include "server/fod-server-merge.h"
#include "server/fod-server-refs.h"
#include "server/fod-server-result.h"
#include "server/fod-server-scopes.h"

#include <string.h>

/* An op that names a field which this schema has not is refused as a whole. */
static gboolean
check_names (FodServerChange *change, GHashTable *names, GError **error)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (fod_spec_find (change->spec, name) == NULL)
      return fod_server_change_reject (change, FOD_SERVER_REJECTION_FIELD_UNKNOWN, name, error);
  return TRUE;
}

/* Sets are changed by lines, and nothing else is. */
static gboolean
check_lines (FodServerChange *change, GHashTable *names, GError **error)
{
  GHashTableIter iter;
  gpointer name;

  if (!check_names (change, names, error))
    return FALSE;
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (fod_spec_find (change->spec, name)->type != FOD_FIELD_SET)
      return fod_server_change_reject (change, FOD_SERVER_REJECTION_INVALID, name, error);
  return TRUE;
}

static gboolean
check_fields (FodServerChange *change, GError **error)
{
  return check_names (change, change->op->fields, error) &&
         check_lines (change, change->op->added, error) &&
         check_lines (change, change->op->removed, error);
}

/* What the server itself writes into a new row; %NULL for what it leaves empty. */
static const char *
get_own_value (FodServerChange *change, const FodField *field)
{
  static const char *const users[] = { "consultant", "author", "owner" };

  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    if (strcmp (field->name, users[i]) == 0)
      return change->work->user->id;
  return strcmp (field->name, "team") == 0 ? change->work->user->team : NULL;
}

/* A device may say what the server would write anyway, so that it can show it at once. */
static gboolean
create_own_field (FodServerChange *change, const FodField *field, GError **error)
{
  const char *own = get_own_value (change, field);
  const char *given = g_hash_table_lookup (change->op->fields, field->name);

  if (given != NULL && g_strcmp0 (given, own) != 0)
    return fod_server_change_reject (change, FOD_SERVER_REJECTION_FORBIDDEN, field->name, error);
  if (own == NULL)
    return TRUE;
  change->surprise = change->surprise || given == NULL;
  fod_stored_row_set (change->row, field->name, own, change->eff, NULL);
  fod_server_result_set_version (change->result, field->name, change->row->row->rv);
  g_hash_table_insert (change->new_values, g_strdup (field->name), g_strdup (own));
  return TRUE;
}

static gboolean
create_field (FodServerChange *change, const FodField *field, GError **error)
{
  g_autofree char *lines = NULL;
  const char *value;

  if (field->merge == FOD_MERGE_SERVER)
    return create_own_field (change, field, error);
  value = g_hash_table_lookup (change->op->fields, field->name);
  if (value == NULL && field->type == FOD_FIELD_SET)
    value = lines =
        fod_merge_set (NULL, g_hash_table_lookup (change->op->added, field->name), NULL);
  if (value != NULL)
    fod_server_change_write (change, field->name, value);
  return TRUE;
}

/* What makes the id of a shared row is what the row says, or it would not be found again. */
static gboolean
check_shared_id (FodServerChange *change, GError **error)
{
  g_autoptr (FodRecord) record = NULL;
  g_autofree char *id = NULL;

  if (!change->spec->shared)
    return TRUE;
  record = fod_record_new (change->spec, change->op->row);
  for (guint i = 0; i < change->spec->n_fields; i++)
    fod_record_set_at (record, i,
                       g_hash_table_lookup (change->op->fields, change->spec->fields[i].name));
  id = fod_record_dup_shared_id (record);
  return g_strcmp0 (id, change->op->row) == 0 ||
         fod_server_change_reject (change, FOD_SERVER_REJECTION_INVALID, NULL, error);
}

static gboolean
create (FodServerChange *change, GError **error)
{
  gboolean seen;
  gboolean gave;

  if (!check_shared_id (change, error))
    return FALSE;
  if (change->row != NULL)
    return fod_server_change_reject (change,
                                     change->row->row->state == FOD_ROW_LIVE
                                         ? FOD_SERVER_REJECTION_INVALID
                                         : FOD_SERVER_REJECTION_GONE,
                                     NULL, error);
  if (!fod_server_change_date (change, error))
    return FALSE;
  change->row = fod_stored_row_new (change->spec->kind, change->op->row);
  fod_server_change_raise (change);
  for (guint i = 0; i < change->spec->n_fields; i++)
    if (!create_field (change, &change->spec->fields[i], error))
      return FALSE;
  if (!fod_server_refs_check (change, error) || !fod_server_change_check (change, error) ||
      !fod_server_scopes_see (change->work, change->row, &seen, error) ||
      !fod_server_refs_gave_away (change->work, change->row, &gave, error))
    return FALSE;
  if (!seen && !gave)
    return fod_server_change_reject (change, FOD_SERVER_REJECTION_FORBIDDEN, NULL, error);
  return fod_server_change_save (change, error);
}

static gboolean
set_value (FodServerChange *change, const FodField *field, GError **error)
{
  const char *value = g_hash_table_lookup (change->op->fields, field->name);
  const char *current = fod_stored_row_get (change->row, field->name);
  FodServerBase base;

  if ((field->flags & FOD_FIELD_HANDED) != 0)
    return fod_server_handover_set (change, field, value, error);
  if (field->merge == FOD_MERGE_SERVER && g_strcmp0 (value, current) != 0)
    return fod_server_change_reject (change, FOD_SERVER_REJECTION_FORBIDDEN, field->name, error);
  if ((field->flags & FOD_FIELD_ONCE) != 0 && current != NULL && g_strcmp0 (value, current) != 0)
    return fod_server_change_reject (change, FOD_SERVER_REJECTION_INVALID, field->name, error);
  return fod_server_change_get_base (change, field->name, &base, error) &&
         fod_server_merge_field (change, field, value, &base, error);
}

static gboolean
set_field (FodServerChange *change, const FodField *field, GError **error)
{
  const char *added = g_hash_table_lookup (change->op->added, field->name);
  const char *removed = g_hash_table_lookup (change->op->removed, field->name);

  if (g_hash_table_contains (change->op->fields, field->name) && !set_value (change, field, error))
    return FALSE;
  return (added == NULL && removed == NULL) ||
         fod_server_merge_lines (change, field, added, removed, error);
}

/* Somebody deleted the row without having seen this edit: it comes back with all that went along,
 * and with what it hangs on. */
static gboolean
meet_delete (FodServerChange *change, GError **error)
{
  FodFieldMark gone;

  fod_stored_row_get_mark (change->row, FOD_MARK_GONE, &gone);
  fod_server_change_raise (change);
  change->row->row->state = FOD_ROW_LIVE;
  return fod_server_conflict_reopen (change, change->row, error) &&
         fod_server_family_revive_children (change, change->row->row->id, &gone, error) &&
         fod_server_family_revive_parents (change, change->row, error);
}

/* What hangs on a row goes where it goes. */
static gboolean
take_along (FodServerChange *change, const char *parent_before, GError **error)
{
  return g_strcmp0 (change->row->parent, parent_before) == 0 ||
         fod_server_feed_mark_tree (change->work, change->row, error);
}

static gboolean
set (FodServerChange *change, GError **error)
{
  g_autofree char *parent = change->row == NULL ? NULL : g_strdup (change->row->parent);

  if (!fod_server_refs_see_row (change, error) || !fod_server_change_date (change, error))
    return FALSE;
  if (change->row->row->state == FOD_ROW_DELETED)
    {
      fod_server_change_worsen (change, FOD_RESULT_MERGED);
      if (!change->spec->edit_wins)
        return TRUE;
      if (!meet_delete (change, error))
        return FALSE;
    }
  for (guint i = 0; i < change->spec->n_fields; i++)
    if (!set_field (change, &change->spec->fields[i], error))
      return FALSE;
  if (!change->raised)
    return TRUE;
  return fod_server_handover_settle (change, error) && fod_server_refs_check (change, error) &&
         fod_server_change_check (change, error) && fod_server_change_save (change, error) &&
         take_along (change, parent, error) && fod_server_handover_spread (change, error);
}

/* Somebody else has made the row: what this one says of it is an edit that has seen nothing. */
static gboolean
join (FodServerChange *change, GError **error)
{
  change->joins = TRUE;
  fod_server_change_worsen (change, FOD_RESULT_MERGED);
  return check_shared_id (change, error) && set (change, error);
}

/* Whether the row was changed after what the deleting one had seen; by whom is all one: a person
 * may have two laptops. */
static gboolean
was_edited (FodServerChange *change, guint64 seen)
{
  for (guint i = 0; i < change->spec->n_fields; i++)
    {
      FodFieldMark mark;

      fod_stored_row_get_mark (change->row, change->spec->fields[i].name, &mark);
      if (mark.value_version > seen && mark.user[0] != '\0')
        return TRUE;
    }
  return FALSE;
}

/* Whether the row stays because of what its deleter had not seen: an edit, or a row that somebody
 * hung on it. */
static gboolean
is_overruled (FodServerChange *change,
              const FodServerBase *base,
              gboolean *overruled,
              GError **error)
{
  *overruled = FALSE;
  if (!change->spec->edit_wins)
    return TRUE;
  if (!fod_server_family_has_children (change, overruled, error))
    return FALSE;
  *overruled = *overruled || (base->given && was_edited (change, base->version));
  return TRUE;
}

/* Its deleter has deleted what hangs on it just now. */
static gboolean
keep_family (FodServerChange *change, GError **error)
{
  FodFieldMark gone = { .eff = change->eff };

  g_strlcpy (gone.user, change->work->user->id, sizeof gone.user);
  fod_server_change_worsen (change, FOD_RESULT_MERGED);
  return fod_server_family_revive_children (change, change->row->row->id, &gone, error);
}

static gboolean
remove_row (FodServerChange *change, GError **error)
{
  FodServerBase base;
  gboolean overruled;

  if (!fod_server_refs_see_row (change, error) || !fod_server_change_date (change, error) ||
      !fod_server_change_get_base (change, "", &base, error))
    return FALSE;
  if (change->row->row->state == FOD_ROW_DELETED)
    return TRUE;
  if (!is_overruled (change, &base, &overruled, error))
    return FALSE;
  if (overruled)
    return keep_family (change, error);
  fod_server_change_raise (change);
  fod_stored_row_kill (change->row, change->eff, change->work->user->id);
  return fod_server_conflict_close_all (change, error) && fod_server_change_save (change, error);
}

static gboolean
bring_back (FodServerChange *change, GError **error)
{
  if (!fod_server_refs_see_row (change, error) || !fod_server_change_date (change, error))
    return FALSE;
  if (change->row->row->state == FOD_ROW_LIVE)
    return TRUE;
  fod_server_change_raise (change);
  change->row->row->state = FOD_ROW_LIVE;
  /* It may have been changed after what the device has of it. */
  change->surprise = TRUE;
  return fod_server_conflict_reopen (change, change->row, error) &&
         fod_server_family_revive_parents (change, change->row, error) &&
         fod_server_change_check (change, error) && fod_server_change_save (change, error);
}

/* Who decides has seen what stands. */
static void
date_decision (FodServerChange *change, const char *field)
{
  FodFieldMark mark;

  fod_stored_row_get_mark (change->row, field, &mark);
  change->eff = MAX (change->eff, mark.eff + 1);
}

/* What the decision did to the row; the op's own entry is about the conflict. */
static void
tell_decision (FodServerChange *change)
{
  const FodRow *row = change->row->row;
  FodServerAuditEntry *entry = fod_server_audit_new (row->kind, row->id, "decide", "ok");

  entry->op = g_strdup (change->op->id);
  entry->hlc = change->op->hlc;
  entry->eff = change->eff;
  entry->rv = row->rv;
  entry->old_values = fod_wire_print_texts (change->old_values);
  entry->new_values = fod_wire_print_texts (change->new_values);
  g_hash_table_remove_all (change->old_values);
  g_hash_table_remove_all (change->new_values);
  fod_server_audit_add (change->work, entry);
}

/* Writes the decision into the row that the conflict is about. A decision on what somebody else
 * has decided meanwhile, otherwise, is a new pair of values. */
static gboolean
decide (FodServerChange *change, const FodStoredRow *conflict, const char *value, GError **error)
{
  const FodField *field = fod_spec_find (change->spec, fod_stored_row_get (conflict, "field"));
  gboolean open = fod_server_conflict_is_open (conflict);
  FodServerBase unseen = { TRUE, 0, FALSE };

  if (field == NULL)
    return fod_server_change_reject (change, FOD_SERVER_REJECTION_FIELD_UNKNOWN, NULL, error);
  if (open)
    date_decision (change, field->name);
  if (!open && !fod_server_merge_field (change, field, value, &unseen, error))
    return FALSE;
  if (open && g_strcmp0 (value, fod_stored_row_get (change->row, field->name)) != 0)
    fod_server_change_write (change, field->name, value);
  /* What was written on top of the decision names it, and means this. */
  fod_server_result_set_version (change->result, field->name,
                                 fod_stored_row_get_version (change->row, field->name));
  if (!change->raised)
    return TRUE;
  tell_decision (change);
  return fod_server_refs_check (change, error) && fod_server_change_check (change, error) &&
         fod_server_change_save (change, error);
}

static gboolean
resolve (FodServerChange *change, GError **error)
{
  g_autoptr (FodStoredRow) conflict = NULL;
  const char *kind;
  const char *about;
  gboolean open;

  if (!g_hash_table_contains (change->op->fields, "value"))
    return fod_server_change_reject (change, FOD_SERVER_REJECTION_INVALID, "value", error);
  if (!fod_server_refs_see_row (change, error) || !fod_server_change_date (change, error))
    return FALSE;
  conflict = g_steal_pointer (&change->row);
  kind = fod_stored_row_get (conflict, "about-kind");
  about = fod_stored_row_get (conflict, "about");
  change->spec = fod_schema_get (kind);
  change->surprise = TRUE;
  if (!fod_server_store_get_row (change->work->store, kind, about, &change->row, error))
    return FALSE;
  if (change->row == NULL || change->spec == NULL)
    return fod_server_change_reject (change, FOD_SERVER_REJECTION_GONE, NULL, error);
  if (change->row->row->state == FOD_ROW_LIVE &&
      !decide (change, conflict, g_hash_table_lookup (change->op->fields, "value"), error))
    return FALSE;
  open = fod_server_conflict_is_open (conflict);
  if (open && !fod_server_conflict_close (change, conflict, error))
    return FALSE;
  change->result->rv = conflict->row->rv;
  /* Another one about the same field has not been decided by that. */
  return !open || !change->raised ||
         fod_server_conflict_follow (change, fod_stored_row_get (conflict, "field"), FALSE, error);
}

static void
report_versions (FodServerChange *change, GHashTable *fields)
{
  GHashTableIter iter;
  gpointer field;

  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &field, NULL))
    {
      guint64 version = fod_stored_row_get_version (change->row, field);

      if (version > 0)
        fod_server_result_set_version (change->result, field, version);
    }
}

static gboolean
run_verb (FodServerChange *change, GError **error)
{
  if (change->row != NULL && change->row->row->state == FOD_ROW_ERASED)
    return fod_server_change_reject (change, FOD_SERVER_REJECTION_GONE, NULL, error);
  switch (change->op->verb)
    {
    case FOD_OP_CREATE:
      return change->row != NULL && change->spec->shared ? join (change, error)
                                                         : create (change, error);
    case FOD_OP_SET:
      return set (change, error);
    case FOD_OP_DELETE:
      return remove_row (change, error);
    case FOD_OP_UNDELETE:
      return bring_back (change, error);
    case FOD_OP_RESOLVE:
      return resolve (change, error);
    default:
      return fod_server_change_reject (change, FOD_SERVER_REJECTION_INVALID, NULL, error);
    }
}

gboolean
fod_server_apply (FodServerChange *change, GError **error)
{
  gboolean resolving;

  g_return_val_if_fail (change != NULL, FALSE);

  resolving = change->op->verb == FOD_OP_RESOLVE;
  if (change->spec == NULL ||
      resolving != (strcmp (change->spec->kind, FOD_KIND_CONFLICT) == 0 && resolving))
    return fod_server_change_reject (change, FOD_SERVER_REJECTION_INVALID, NULL, error);
  if (change->spec->server_only && !resolving)
    return fod_server_change_reject (change, FOD_SERVER_REJECTION_FORBIDDEN, NULL, error);
  if (!resolving && !check_fields (change, error))
    return FALSE;
  if (!run_verb (change, error))
    return FALSE;
  if (resolving)
    return TRUE;
  change->result->rv = change->row->row->rv;
  report_versions (change, change->op->fields);
  report_versions (change, change->op->added);
  report_versions (change, change->op->removed);
  return TRUE;
}
