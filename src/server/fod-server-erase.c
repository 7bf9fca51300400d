/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Erases rows, and keeps the list of them beside the database: a backup that is put back has them
 * again. */

#include "config.h"

#include "server/fod-server-erase.h"

#include "base/fod-hlc.h"
#include "base/fod-uuid.h"
#include "server/fod-server-accounts.h"
#include "server/fod-server-audit.h"
#include "server/fod-server-feed.h"

#include <string.h>

#define LIST "erased"
/* A conflict about a note about a participant is the longest chain. */
#define MAX_DEPTH 4

/* What is left is an id, its kind, a counter, and what it hangs on. */
static gboolean
erase_row (FodServerWork *work, FodStoredRow *row, GError **error)
{
  FodServerAuditEntry *entry;

  if (row->row->state != FOD_ROW_ERASED)
    {
      row->row->rv++;
      row->row->state = FOD_ROW_ERASED;
      g_hash_table_remove_all (row->row->fields);
      g_hash_table_remove_all (row->row->versions);
      g_hash_table_remove_all (row->marks);
      entry = fod_server_audit_new (row->row->kind, row->row->id, "erase", "ok");
      entry->eff = fod_hlc_from_ms (work->now);
      entry->rv = row->row->rv;
      fod_server_audit_add (work, entry);
      if (!fod_server_store_put_row (work->store, row, error) ||
          !fod_server_feed_mark (work, row, FALSE, error))
        return FALSE;
    }
  return fod_server_store_erase_audit (work->store, row->row->id, FALSE, error);
}

static gboolean
erase_tree (FodServerWork *work, FodStoredRow *row, guint depth, GError **error)
{
  g_autoptr (GPtrArray) children = NULL;

  if (!erase_row (work, row, error) ||
      !fod_server_store_list_children (work->store, row->row->id, NULL, &children, error))
    return FALSE;
  for (guint i = 0; depth < MAX_DEPTH && i < children->len; i++)
    if (!erase_tree (work, children->pdata[i], depth + 1, error))
      return FALSE;
  return TRUE;
}

static gboolean
empty_log (FodServerStore *store, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (fod_server_store_forget_bytes (store, &failure))
    return TRUE;
  g_set_error_literal (error, FOD_SERVER_ACCOUNT_ERROR, FOD_SERVER_ACCOUNT_ERROR_LOG,
                       failure->message);
  return FALSE;
}

gboolean
fod_server_erase (FodServerStore *store,
                  FodClock *clock,
                  const char *kind,
                  const char *id,
                  gboolean unknown,
                  GError **error)
{
  g_autoptr (FodServerWork) work = NULL;
  g_autoptr (FodStoredRow) row = NULL;

  g_return_val_if_fail (kind != NULL && id != NULL, FALSE);

  work = fod_server_work_begin (store, clock, error);
  if (work == NULL || !fod_server_store_get_row (store, kind, id, &row, error))
    return FALSE;
  if (row == NULL && unknown && fod_uuid_is_valid (id))
    row = fod_stored_row_new (kind, id);
  if (row == NULL)
    {
      g_set_error_literal (error, FOD_SERVER_ACCOUNT_ERROR, FOD_SERVER_ACCOUNT_ERROR_UNKNOWN, kind);
      return FALSE;
    }
  /* What was refused about it never became a row of its own. */
  return erase_tree (work, row, 0, error) &&
         fod_server_store_erase_audit (store, id, TRUE, error) &&
         fod_server_work_commit (work, error) && empty_log (store, error);
}

static gboolean
is_erased (FodServerWork *work, const char *kind, const char *id, gboolean *erased, GError **error)
{
  g_autoptr (FodStoredRow) row = NULL;

  if (!fod_server_store_get_row (work->store, kind, id, &row, error))
    return FALSE;
  *erased = *erased || (row != NULL && row->row->state == FOD_ROW_ERASED);
  return TRUE;
}

/* A refused row whose making says nothing any more hung on who was erased. */
static gboolean
is_emptied (const FodServerAuditEntry *maker)
{
  return strcmp (maker->verb, "create") == 0 && strcmp (maker->result, "ok") != 0 &&
         maker->new_values == NULL;
}

/* What was written on top of a row that never came to be names nobody; its making did. */
static gboolean
was_emptied (FodServerWork *work, const FodOp *op, gboolean *erased, GError **error)
{
  g_autoptr (FodServerAuditEntry) maker = NULL;
  g_autoptr (FodStoredRow) row = NULL;

  if (!fod_server_store_get_row (work->store, op->kind, op->row, &row, error))
    return FALSE;
  /* Put right and sent anew, it hangs on somebody else. */
  if (row != NULL)
    return TRUE;
  /* This work's own entries are not in the audit yet. */
  for (guint i = 0; i < work->audit->len; i++)
    {
      const FodServerAuditEntry *entry = work->audit->pdata[i];

      if (strcmp (entry->id, op->row) == 0 && strcmp (entry->kind, op->kind) == 0)
        *erased = *erased || is_emptied (entry);
    }
  if (*erased || op->verb == FOD_OP_CREATE)
    return TRUE;
  if (!fod_server_store_find_create (work->store, op->kind, op->row, &maker, error))
    return FALSE;
  *erased = maker != NULL && is_emptied (maker);
  return TRUE;
}

gboolean
fod_server_erase_concerns (FodServerWork *work, const FodOp *op, gboolean *erased, GError **error)
{
  const FodSpec *spec;

  g_return_val_if_fail (work != NULL && op != NULL && erased != NULL, FALSE);

  *erased = FALSE;
  spec = fod_schema_get (op->kind);
  if (!is_erased (work, op->kind, op->row, erased, error) || !was_emptied (work, op, erased, error))
    return FALSE;
  for (guint i = 0; spec != NULL && i < spec->n_fields; i++)
    {
      const FodField *field = &spec->fields[i];
      const char *value = g_hash_table_lookup (op->fields, field->name);

      if (value != NULL && field->type == FOD_FIELD_REF &&
          !is_erased (work, field->of, value, erased, error))
        return FALSE;
    }
  return TRUE;
}

static char *
dup_path (const char *folder)
{
  return g_build_filename (folder, LIST, NULL);
}

/* The lines of a row and of all that hangs on it, those that @known does not have. */
static gboolean
print_tree (FodServerStore *store,
            const FodStoredRow *row,
            guint depth,
            const char *known,
            GString *lines,
            GError **error)
{
  g_autofree char *line = g_strdup_printf ("%s %s\n", row->row->kind, row->row->id);
  g_autoptr (GPtrArray) children = NULL;

  if (strstr (known, line) == NULL)
    g_string_append (lines, line);
  if (depth == MAX_DEPTH)
    return TRUE;
  if (!fod_server_store_list_children (store, row->row->id, NULL, &children, error))
    return FALSE;
  for (guint i = 0; i < children->len; i++)
    if (!print_tree (store, children->pdata[i], depth + 1, known, lines, error))
      return FALSE;
  return TRUE;
}

gboolean
fod_server_erase_note (const char *folder,
                       FodServerStore *store,
                       const FodStoredRow *row,
                       GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GString) lines = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (folder != NULL && FOD_IS_SERVER_STORE (store) && row != NULL, FALSE);

  path = dup_path (folder);
  if (!g_file_get_contents (path, &text, NULL, &failure) &&
      !g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  lines = g_string_new (text);
  if (!print_tree (store, row, 0, text == NULL ? "" : text, lines, error))
    return FALSE;
  return g_file_set_contents_full (path, lines->str, (gssize)lines->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static gboolean
erase_one (FodServerWork *work, const char *kind, const char *id, GError **error)
{
  g_autoptr (FodStoredRow) row = NULL;

  if (!fod_server_store_get_row (work->store, kind, id, &row, error))
    return FALSE;
  if (row == NULL)
    row = fod_stored_row_new (kind, id);
  return row->row->state == FOD_ROW_ERASED || erase_tree (work, row, 0, error);
}

/* What hung on somebody is mostly gone with them by now. What the backup has never heard of is dead
 * too: a change to it by who did not make it can't be told from one about nobody. */
static gboolean
erase_rest (FodServerStore *store, FodClock *clock, char **lines, GError **error)
{
  g_autoptr (FodServerWork) work = fod_server_work_begin (store, clock, error);

  if (work == NULL)
    return FALSE;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 2);

      if (g_strv_length (words) == 2 && strcmp (words[0], FOD_KIND_PARTICIPANT) != 0 &&
          !erase_one (work, words[0], words[1], error))
        return FALSE;
    }
  return fod_server_work_commit (work, error) && empty_log (store, error);
}

gboolean
fod_server_erase_again (FodServerStore *store, FodClock *clock, const char *folder, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (FOD_IS_SERVER_STORE (store) && folder != NULL, FALSE);

  path = dup_path (folder);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 2);

      if (g_strv_length (words) == 2 && strcmp (words[0], FOD_KIND_PARTICIPANT) == 0 &&
          !fod_server_erase (store, clock, words[0], words[1], TRUE, error))
        return FALSE;
    }
  return erase_rest (store, clock, lines, error);
}
