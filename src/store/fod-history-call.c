/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The history of one row, value by value, as a person reads it: what was written here and what came
 * here, and what the server told of it, each thing once. */

#include "config.h"

#include "store/fod-base.h"
#include "store/fod-hearsay.h"
#include "store/fod-history.h"
#include "store/fod-job.h"
#include "store/fod-journal.h"

#include <string.h>

#define LINES_MAX 500
/* Between the reading of an op's clock and that of the line about it. */
#define SAME_SAVE_MS 1000

/* An entry, with the reading of the clock of an own one. */
typedef struct
{
  FodHistoryEntry entry;
  FodHlc own;
} FodPastEntry;

typedef struct
{
  GPtrArray *entries;
  FodHistoryKnown known;
} FodPastAnswer;

static void
clear (FodHistoryEntry *entry)
{
  g_free (entry->field);
  g_free (entry->old_value);
  g_free (entry->new_value);
  g_free (entry->user);
  g_free (entry->tx);
}

void
fod_history_entry_free (FodHistoryEntry *self)
{
  clear (self);
  g_free (self);
}

static void
past_answer_free (gpointer data)
{
  FodPastAnswer *answer = data;

  g_ptr_array_unref (answer->entries);
  g_free (answer);
}

static FodPastEntry *
add (GPtrArray *entries, FodPast what, const char *field, gint64 at_ms)
{
  FodPastEntry *self = g_new0 (FodPastEntry, 1);

  self->entry.what = what;
  self->entry.field = g_strdup (field);
  self->entry.at_ms = at_ms;
  g_ptr_array_add (entries, self);
  return self;
}

static gboolean
is_of_row (const char *verb, FodPast *what)
{
  static const struct
  {
    const char *verb;
    FodPast what;
  } verbs[] = { { FOD_HISTORY_CREATE, FOD_PAST_CREATED },
                { FOD_HISTORY_DELETE, FOD_PAST_DELETED },
                { FOD_HISTORY_UNDELETE, FOD_PAST_BROUGHT_BACK } };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i].verb, verb))
      {
        *what = verbs[i].what;
        return TRUE;
      }
  return FALSE;
}

static void
sign_line (FodPastEntry *self, const FodHistoryLine *line)
{
  self->entry.user = g_strdup (line->author);
  self->entry.tx = g_strdup (line->tx);
  if (line->tx != NULL && line->hlc != NULL)
    fod_hlc_from_text (line->hlc, &self->own);
}

static void
add_line (GPtrArray *entries, const FodHistoryLine *line)
{
  GHashTableIter iter;
  gpointer field, new_value;
  FodPast what;

  if (is_of_row (line->verb, &what))
    sign_line (add (entries, what, NULL, line->at_ms), line);
  g_hash_table_iter_init (&iter, line->new_values);
  while (g_hash_table_iter_next (&iter, &field, &new_value))
    {
      const char *old_value = g_hash_table_lookup (line->old_values, field);
      FodPastEntry *self;

      if (g_strcmp0 (old_value, new_value) == 0)
        continue;
      self = add (entries, FOD_PAST_CHANGED, field, line->at_ms);
      self->entry.old_value = g_strdup (old_value);
      self->entry.new_value = g_strdup (new_value);
      sign_line (self, line);
    }
}

/* Whether the laptop's own line says the same: the last of this thing at that time. It says more,
 * where a person wrote several times before anything was sent. */
static gboolean
is_own (GPtrArray *entries, const FodHistoryEntry *told, FodHlc own)
{
  for (guint i = 0; own != 0 && i < entries->len; i++)
    {
      const FodPastEntry *mine = g_ptr_array_index (entries, i);
      gboolean of_row = mine->entry.field == NULL;

      if (mine->own == 0 || g_strcmp0 (mine->entry.field, told->field) != 0 ||
          fod_hlc_get_ms (mine->own) > fod_hlc_get_ms (own) + SAME_SAVE_MS)
        continue;
      return of_row ? mine->entry.what == told->what
                    : g_strcmp0 (mine->entry.new_value, told->new_value) == 0;
    }
  return FALSE;
}

/* Takes @self over, unless it is known already. */
static void
add_told (GPtrArray *entries, FodHistoryEntry *self, const FodTold *told)
{
  FodPastEntry *kept;

  self->at_ms = told->at_ms;
  self->user = g_strdup (told->user);
  self->told = TRUE;
  if (self->what != FOD_PAST_LOST && is_own (entries, self, told->own))
    {
      clear (self);
      return;
    }
  kept = g_new0 (FodPastEntry, 1);
  kept->entry = *self;
  g_ptr_array_add (entries, kept);
}

static void
add_told_values (GPtrArray *entries, const FodTold *told, gboolean lost)
{
  GHashTableIter iter;
  gpointer field, value;

  g_hash_table_iter_init (&iter, lost ? told->lost : told->new_values);
  while (g_hash_table_iter_next (&iter, &field, &value))
    {
      const char *old_value = lost ? value : g_hash_table_lookup (told->old_values, field);
      FodHistoryEntry entry = { .what = lost ? FOD_PAST_LOST : FOD_PAST_CHANGED };

      entry.field = g_strdup (field);
      entry.old_value = g_strdup (old_value);
      entry.new_value = lost ? NULL : g_strdup (value);
      add_told (entries, &entry, told);
    }
}

static void
add_hearsay (GPtrArray *entries, const FodHistoryReply *reply)
{
  for (guint i = 0; i < reply->told->len; i++)
    {
      const FodTold *told = g_ptr_array_index (reply->told, i);
      FodHistoryEntry entry = { 0 };

      if (is_of_row (told->verb, &entry.what))
        add_told (entries, &entry, told);
      if (entry.what == FOD_PAST_CREATED)
        continue;
      add_told_values (entries, told, FALSE);
      add_told_values (entries, told, TRUE);
    }
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  const FodHistoryEntry *first = *(gpointer *)a;
  const FodHistoryEntry *second = *(gpointer *)b;

  return first->at_ms == second->at_ms ? 0 : first->at_ms > second->at_ms ? -1 : 1;
}

static gboolean
look (FodLedger *ledger, const char *const *row, FodPastAnswer *answer, GError **error)
{
  g_autoptr (GPtrArray) lines = fod_history_list_row (ledger, row[1], NULL, LINES_MAX, error);
  g_autoptr (FodHearsay) hearsay = NULL;
  g_autoptr (FodBase) base = NULL;

  if (lines == NULL || !fod_hearsay_get (ledger, row[1], &hearsay, error) ||
      !fod_base_get (ledger, row[0], row[1], &base, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      const FodHistoryLine *line = g_ptr_array_index (lines, i);

      if (line->tx != NULL || hearsay == NULL || line->seq > hearsay->mark)
        add_line (answer->entries, line);
    }
  answer->known.at_server = base != NULL;
  if (hearsay == NULL)
    return TRUE;
  answer->known.told_ms = hearsay->at_ms;
  answer->known.more = hearsay->reply->more;
  add_hearsay (answer->entries, hearsay->reply);
  g_ptr_array_sort (answer->entries, compare_newest);
  return TRUE;
}

static gpointer
run_history (FodLedger *ledger, gpointer input, GError **error)
{
  FodPastAnswer *answer = g_new0 (FodPastAnswer, 1);

  answer->entries = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_history_entry_free);
  if (look (ledger, input, answer, error))
    return answer;
  past_answer_free (answer);
  return NULL;
}

void
fod_store_history_async (FodStore *self,
                         const char *kind,
                         const char *id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  const char *const row[] = { kind, id, NULL };
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const FodCall call = { run_history, g_strdupv ((char **)row), (GDestroyNotify)g_strfreev,
                         past_answer_free };

  g_task_set_source_tag (task, fod_store_history_async);
  fod_store_call_async (self, &call, task);
}

GPtrArray *
fod_store_history_finish (FodStore *self,
                          GAsyncResult *result,
                          FodHistoryKnown *known,
                          GError **error)
{
  FodPastAnswer *answer;
  GPtrArray *entries;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  answer = g_task_propagate_pointer (G_TASK (result), error);
  if (answer == NULL)
    return NULL;
  if (known != NULL)
    *known = answer->known;
  entries = g_ptr_array_ref (answer->entries);
  past_answer_free (answer);
  return entries;
}

typedef struct
{
  char *kind;
  char *row;
  FodHistoryReply *reply;
} FodKeeping;

static void
keeping_free (gpointer data)
{
  FodKeeping *keeping = data;

  g_free (keeping->kind);
  g_free (keeping->row);
  fod_history_reply_free (keeping->reply);
  g_free (keeping);
}

static gpointer
run_keep (FodLedger *ledger, gpointer input, GError **error)
{
  const FodKeeping *keeping = input;

  return fod_hearsay_take (ledger, keeping->kind, keeping->row, keeping->reply, error)
             ? FOD_JOB_DONE
             : NULL;
}

/* style: allow parameters: an asynchronous call about one row and what was told of it */
void
fod_journal_keep_history_async (FodStore *store,
                                const char *kind,
                                const char *id,
                                FodHistoryReply *reply,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  FodKeeping *keeping = g_new0 (FodKeeping, 1);
  const FodCall call = { run_keep, keeping, keeping_free, NULL };

  keeping->kind = g_strdup (kind);
  keeping->row = g_strdup (id);
  keeping->reply = reply;
  g_task_set_source_tag (task, fod_journal_keep_history_async);
  fod_store_call_async (store, &call, task);
}

gboolean
fod_journal_keep_history_finish (FodStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
