/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Does to the rows what the merge decided for one field. */

#include "config.h"

#include "server/fod-server-merge.h"

#include "base/fod-uuid.h"
#include "schema/fod-merge.h"
#include "server/fod-server-conflict.h"

#include <string.h>

/* Whose row it is, of the kinds whose text only its author changes. */
#define AUTHOR "author"

static gboolean
write_value (FodServerChange *change,
             const FodField *field,
             const char *value,
             gboolean told,
             GError **error)
{
  fod_server_change_write (change, field->name, value);
  return fod_server_conflict_follow (change, field->name, told, error);
}

/* What the editor wrote is not what stands: the answer brings the row. */
static gboolean
keep (FodServerChange *change, const FodMergeInput *input)
{
  if (g_strcmp0 (input->current, input->value) != 0)
    fod_server_change_worsen (change, FOD_RESULT_MERGED);
  return TRUE;
}

static gboolean
conflict_apply (FodServerChange *change,
                const FodField *field,
                const FodMergeInput *input,
                const char *merged,
                GError **error)
{
  g_autofree char *old = g_strdup (input->current);
  FodFieldMark mark;
  FodServerRival standing = { merged, change->work->user->id, change->eff };
  FodServerRival offered = { old, mark.user, 0 };

  fod_stored_row_get_mark (change->row, field->name, &mark);
  offered.eff = mark.eff;
  return write_value (change, field, merged, FALSE, error) &&
         fod_server_conflict_raise (change, field->name, &standing, &offered, error);
}

/* The field's version rises though its value stays, so that an editor who knows of the conflict
 * is told apart from one who knows the value alone. */
static gboolean
conflict_keep (FodServerChange *change,
               const FodField *field,
               const FodMergeInput *input,
               GError **error)
{
  FodFieldMark mark;
  FodServerRival standing = { input->current, mark.user, 0 };
  FodServerRival offered = { input->value, change->work->user->id, change->eff };

  fod_stored_row_get_mark (change->row, field->name, &mark);
  standing.eff = mark.eff;
  fod_server_change_raise (change);
  fod_stored_row_touch (change->row, field->name);
  return fod_server_conflict_raise (change, field->name, &standing, &offered, error);
}

static void
copy_field (FodServerChange *change, FodStoredRow *fork, const char *field)
{
  const char *value = fod_stored_row_get (change->row, field);

  if (value != NULL)
    fod_stored_row_set (fork, field, value, change->eff, NULL);
}

/* A second row beside the first keeps the other text. Its id comes from the op's. */
static gboolean
fork_row (FodServerChange *change, const FodField *field, const char *value, GError **error)
{
  static const char *const copied[] = { "participant", "date", "type" };
  g_autofree char *name = g_strconcat ("fork\n", change->op->id, NULL);
  g_autofree char *id = fod_uuid_new_from_name (name);
  g_autoptr (FodStoredRow) fork = fod_stored_row_new (change->spec->kind, id);
  const char *user = change->work->user->id;

  fork->row->rv = 1;
  fork->parent = g_strdup (change->row->parent);
  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    copy_field (change, fork, copied[i]);
  fod_stored_row_set (fork, field->name, value, change->eff, user);
  fod_stored_row_set (fork, AUTHOR, user, change->eff, NULL);
  fod_stored_row_set (fork, "fork-of", change->row->row->id, change->eff, NULL);
  fod_server_change_worsen (change, FOD_RESULT_MERGED);
  return fod_server_change_save_other (change, fork, "fork", error);
}

/* A text that only its author edits: what somebody else writes becomes a row of theirs. */
static gboolean
is_strangers (FodServerChange *change, const FodField *field, const char *value)
{
  const char *author;

  if (field->merge != FOD_MERGE_FORK || value == NULL)
    return FALSE;
  author = fod_stored_row_get (change->row, AUTHOR);
  return author != NULL && strcmp (author, change->work->user->id) != 0 &&
         g_strcmp0 (value, fod_stored_row_get (change->row, field->name)) != 0;
}

gboolean
fod_server_merge_field (FodServerChange *change,
                        const FodField *field,
                        const char *value,
                        const FodServerBase *base,
                        GError **error)
{
  guint64 version = fod_stored_row_get_version (change->row, field->name);
  g_autofree char *current = g_strdup (fod_stored_row_get (change->row, field->name));
  g_autofree char *merged = NULL;
  FodFieldMark mark;
  FodMergeInput input = { field, current, version, 0, base->version, value, change->eff };

  fod_stored_row_get_mark (change->row, field->name, &mark);
  input.current_eff = mark.eff;
  if (base->version >= mark.value_version && base->version <= version)
    input.base_version = version;
  if (is_strangers (change, field, value))
    return fork_row (change, field, value, error);

  switch (fod_merge_field (&input, &merged))
    {
    case FOD_MERGE_APPLY:
      if (g_strcmp0 (merged, value) != 0)
        fod_server_change_worsen (change, FOD_RESULT_MERGED);
      return write_value (change, field, merged, base->told && base->version == version, error);
    case FOD_MERGE_KEEP:
      return keep (change, &input);
    case FOD_MERGE_CONFLICT_APPLY:
      return conflict_apply (change, field, &input, merged, error);
    case FOD_MERGE_CONFLICT_KEEP:
      return conflict_keep (change, field, &input, error);
    case FOD_MERGE_FORK_ROW:
      return fork_row (change, field, value, error);
    case FOD_MERGE_REFUSE:
    default:
      return fod_server_change_reject (change, FOD_SERVER_REJECTION_TRANSITION, field->name, error);
    }
}

gboolean
fod_server_merge_lines (FodServerChange *change,
                        const FodField *field,
                        const char *added,
                        const char *removed,
                        GError **error)
{
  const char *current = fod_stored_row_get (change->row, field->name);
  g_autofree char *merged = fod_merge_set (current, added, removed);
  FodServerBase base;

  if (!fod_server_change_get_base (change, field->name, &base, error))
    return FALSE;
  if (base.given && base.version != fod_stored_row_get_version (change->row, field->name))
    fod_server_change_worsen (change, FOD_RESULT_MERGED);
  if (g_strcmp0 (merged, current) != 0)
    fod_server_change_write (change, field->name, merged);
  return TRUE;
}
