/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The audit of one row, told to who holds it. Most entries have the values before and after; those
 * of what the server did by itself have the whole row, and the difference is found by going through
 * the entries from the oldest on. */

#include "config.h"

#include "server/fod-server-history.h"

#include "schema/fod-schema.h"
#include "server/fod-server-audit.h"
#include "server/fod-server-scopes.h"
#include "wire/fod-protocol.h"

#include <string.h>

/* Of the audit, for one answer: more than that holds, as old values and new. */
#define READ_BYTES (4 * FOD_LIMIT_TOLD_BYTES)

/**
 * FodTelling:
 * @state: field → text: what the row was after the entries so far
 * @whole: whether that is all of it
 * @told: newest last
 */
typedef struct
{
  FodServerWork *work;
  GHashTable *state;
  gboolean whole;
  GPtrArray *told;
} FodTelling;

static GHashTable *
parse_values (const char *text)
{
  GHashTable *values = text == NULL ? NULL : fod_wire_parse_texts (text, strlen (text), NULL);

  return values != NULL ? values : g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
note (FodTelling *self, FodTold *told, const char *field, const char *old, const char *value)
{
  g_hash_table_insert (told->old_values, g_strdup (field), g_strdup (old));
  g_hash_table_insert (told->new_values, g_strdup (field), g_strdup (value));
  g_hash_table_insert (self->state, g_strdup (field), g_strdup (value));
}

/* A field by its name: what an op says; with "=": what stands in the place of that. */
static const char *
look_up_made (GHashTable *written, const char *field)
{
  g_autofree char *made = g_strconcat ("=", field, NULL);

  if (g_hash_table_contains (written, made))
    return g_hash_table_lookup (written, made);
  return g_hash_table_lookup (written, field);
}

/* What an op changed: every field that it moved has its old value. */
static void
tell_moved (FodTelling *self, FodTold *told, GHashTable *before, GHashTable *written)
{
  GHashTableIter iter;
  gpointer field, old;

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &field, &old))
    note (self, told, field, old, look_up_made (written, field));
}

/* Of a new row every value is new; the server's own are among them. */
static void
tell_new (FodTelling *self, FodTold *told, GHashTable *written)
{
  GHashTableIter iter;
  gpointer field, value;

  g_hash_table_iter_init (&iter, written);
  while (g_hash_table_iter_next (&iter, &field, &value))
    if (strchr ("+-=", ((const char *)field)[0]) == NULL && value != NULL)
      note (self, told, field, NULL, value);
  self->whole = g_hash_table_size (written) > 0;
}

/* What an op said and did not come to: another's value stands. */
static void
tell_lost (FodTelling *self, FodTold *told, GHashTable *before, GHashTable *written)
{
  GHashTableIter iter;
  gpointer field, value;

  g_hash_table_iter_init (&iter, written);
  while (g_hash_table_iter_next (&iter, &field, &value))
    {
      g_autofree char *made = g_strconcat ("=", field, NULL);
      gboolean moved = g_hash_table_contains (before, field);

      if (strchr ("+-=", ((const char *)field)[0]) != NULL ||
          (moved && !g_hash_table_contains (written, made)) ||
          g_strcmp0 (g_hash_table_lookup (self->state, field), value) == 0)
        continue;
      g_hash_table_insert (told->lost, g_strdup (field), g_strdup (value));
    }
}

static void
tell_row (FodTelling *self, FodTold *told, GHashTable *after)
{
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer field;

  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &field, NULL))
    g_hash_table_add (fields, field);
  g_hash_table_iter_init (&iter, self->state);
  while (self->whole && g_hash_table_iter_next (&iter, &field, NULL))
    g_hash_table_add (fields, field);
  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &field, NULL))
    {
      g_autofree char *old = g_strdup (g_hash_table_lookup (self->state, field));
      const char *value = g_hash_table_lookup (after, field);

      if (!self->whole)
        g_hash_table_insert (self->state, g_strdup (field), g_strdup (value));
      else if (g_strcmp0 (old, value) != 0)
        note (self, told, field, old, value);
    }
  self->whole = TRUE;
}

static const char *
verb_of (const FodServerAuditEntry *entry)
{
  static const char *const same[] = { "create", "delete", "undelete", NULL };

  if (g_strv_contains (same, entry->verb))
    return entry->verb;
  if (strcmp (entry->verb, "fork") == 0)
    return "create";
  return strcmp (entry->verb, "restore") == 0 ? "undelete" : "set";
}

/* What has the whole row. */
static gboolean
is_of_row (const FodServerAuditEntry *entry)
{
  static const char *const verbs[] = { "admin", "handover", "cover-end", "restore", "fork", NULL };

  return g_strv_contains (verbs, entry->verb);
}

static void
tell_values (FodTelling *self, FodTold *told, const FodServerAuditEntry *entry)
{
  g_autoptr (GHashTable) before = parse_values (entry->old_values);
  g_autoptr (GHashTable) written = parse_values (entry->new_values);

  if (strcmp (told->verb, "create") == 0)
    {
      tell_new (self, told, written);
      return;
    }
  if (is_of_row (entry))
    {
      if (entry->new_values != NULL)
        tell_row (self, told, written);
      return;
    }
  tell_moved (self, told, before, written);
  if (strcmp (entry->result, "ok") != 0)
    tell_lost (self, told, before, written);
}

static gboolean
is_empty (const FodTold *told)
{
  return strcmp (told->verb, "set") == 0 && g_hash_table_size (told->new_values) == 0 &&
         g_hash_table_size (told->lost) == 0;
}

static void
tell_entry (FodTelling *self, const FodServerAuditEntry *entry)
{
  gint64 written_ms = fod_hlc_get_ms (entry->eff);
  g_autoptr (FodTold) told = NULL;

  told = fod_told_new (verb_of (entry), written_ms == 0 ? entry->at : written_ms);
  told->user = g_strdup (entry->user);
  if (entry->op != NULL && g_strcmp0 (entry->device, self->work->device->id) == 0)
    told->own = entry->hlc;
  tell_values (self, told, entry);
  if (!is_empty (told))
    g_ptr_array_add (self->told, g_steal_pointer (&told));
}

static gsize
count_bytes (GHashTable *texts)
{
  GHashTableIter iter;
  gpointer field, value;
  gsize bytes = 0;

  g_hash_table_iter_init (&iter, texts);
  while (g_hash_table_iter_next (&iter, &field, &value))
    bytes += strlen (field) + (value == NULL ? 0 : strlen (value));
  return bytes;
}

/* What a row was before it hung on what it hangs on now was not for those who hold that. */
static gboolean
ends_with (const FodTelling *self, const FodSpec *spec, const FodTold *told)
{
  return spec->parent != NULL && strcmp (told->verb, "create") != 0 &&
         g_hash_table_contains (told->new_values, spec->parent) &&
         g_strcmp0 (told->user, self->work->user->id) != 0;
}

/* The newest first, as far as the answer goes. */
static void
choose (FodTelling *self, const FodSpec *spec, FodHistoryReply *reply)
{
  gsize bytes = 0;

  while (self->told->len > 0)
    {
      FodTold *told = self->told->pdata[self->told->len - 1];

      bytes += count_bytes (told->new_values) + count_bytes (told->old_values) +
               count_bytes (told->lost);
      reply->more = reply->more || (reply->told->len > 0 && bytes > FOD_LIMIT_TOLD_BYTES);
      if ((reply->told->len > 0 && bytes > FOD_LIMIT_TOLD_BYTES) || ends_with (self, spec, told))
        return;
      g_ptr_array_add (reply->told, g_ptr_array_steal_index (self->told, self->told->len - 1));
    }
}

/* An id that nobody knows and a row of others get one answer. */
static FodStoredRow *
get_row (FodServerWork *work, const FodHistoryRequest *request, GError **error)
{
  g_autoptr (FodStoredRow) row = NULL;
  gboolean seen = FALSE;

  if (!fod_server_store_get_row (work->store, request->kind, request->row, &row, error) ||
      (row != NULL && !fod_server_scopes_see (work, row, &seen, error)))
    return NULL;
  if (seen && row->row->state != FOD_ROW_ERASED && fod_schema_get (request->kind) != NULL)
    return g_steal_pointer (&row);
  g_set_error_literal (error, FOD_SERVER_DENIAL, FOD_SERVER_DENIAL_ROW, "no row of this device");
  return NULL;
}

static FodHistoryReply *
tell_all (FodServerWork *work, const FodStoredRow *row, GPtrArray *entries, gboolean more)
{
  g_autoptr (GHashTable) state = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_told_free);
  FodHistoryReply *reply = g_new0 (FodHistoryReply, 1);
  FodTelling telling = { work, state, FALSE, told };

  for (guint i = entries->len; i > 0; i--)
    tell_entry (&telling, entries->pdata[i - 1]);
  reply->epoch = g_strdup (work->epoch);
  reply->rv = row->row->rv;
  reply->told = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_told_free);
  reply->more = more;
  choose (&telling, fod_schema_get (row->row->kind), reply);
  return reply;
}

static gsize
count_entry (const FodServerAuditEntry *entry)
{
  return (entry->old_values == NULL ? 0 : strlen (entry->old_values)) +
         (entry->new_values == NULL ? 0 : strlen (entry->new_values));
}

/* The changes of the row, the newest first, until there are enough for an answer: what a few edits
 * of a long text weigh is decided by who writes them. @more: (out): whether earlier ones are left.
 */
static GPtrArray *
list_changes (FodServerWork *work, const FodHistoryRequest *request, gboolean *more, GError **error)
{
  g_autoptr (GPtrArray) all =
      g_ptr_array_new_with_free_func ((GDestroyNotify)fod_server_audit_entry_free);
  gint64 before = G_MAXINT64;
  gsize bytes = 0;

  for (*more = TRUE; *more && all->len < FOD_LIMIT_TOLD && bytes <= READ_BYTES;)
    {
      GPtrArray *page = NULL;

      if (!fod_server_store_list_changes (work->store, request->kind, request->row, before, &page,
                                          error))
        return NULL;
      *more = page->len == FOD_SERVER_CHANGES_AT_ONCE;
      for (guint i = 0; i < page->len; i++)
        bytes += count_entry (page->pdata[i]);
      if (page->len > 0)
        before = ((const FodServerAuditEntry *)page->pdata[page->len - 1])->seq;
      g_ptr_array_extend_and_steal (all, page);
    }
  return g_steal_pointer (&all);
}

FodHistoryReply *
fod_server_history (FodServerWork *work, const FodHistoryRequest *request, GError **error)
{
  g_autoptr (FodStoredRow) row = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  gboolean more = FALSE;

  g_return_val_if_fail (work != NULL && request != NULL, NULL);

  if (!fod_server_work_admit_schema (request->schema, fod_schema_versions.min_pull, 0, error) ||
      !fod_server_work_admit (work, request->device, request->epoch, NULL, error))
    return NULL;
  row = get_row (work, request, error);
  entries = row == NULL ? NULL : list_changes (work, request, &more, error);
  if (entries == NULL)
    return NULL;
  fod_server_audit_add (work, fod_server_audit_new (request->kind, request->row, "history", "ok"));
  return tell_all (work, row, entries, more);
}
