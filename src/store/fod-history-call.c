/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The history of one row, value by value, as a person reads it. */

#include "config.h"

#include "store/fod-history.h"
#include "store/fod-job.h"

#define LINES_MAX 500

void
fod_history_entry_free (FodHistoryEntry *self)
{
  g_free (self->field);
  g_free (self->old_value);
  g_free (self->new_value);
  g_free (self->user);
  g_free (self->tx);
  g_free (self);
}

static void
add_values (GPtrArray *entries, const FodHistoryLine *line)
{
  GHashTableIter iter;
  gpointer field, new_value;

  g_hash_table_iter_init (&iter, line->new_values);
  while (g_hash_table_iter_next (&iter, &field, &new_value))
    {
      FodHistoryEntry *entry = g_new0 (FodHistoryEntry, 1);

      entry->field = g_strdup (field);
      entry->old_value = g_strdup (g_hash_table_lookup (line->old_values, field));
      entry->new_value = g_strdup (new_value);
      entry->user = g_strdup (line->author);
      entry->tx = g_strdup (line->tx);
      entry->at_ms = line->at_ms;
      g_ptr_array_add (entries, entry);
    }
}

static gpointer
run_history (FodLedger *ledger, gpointer input, GError **error)
{
  g_autoptr (GPtrArray) lines = fod_history_list_row (ledger, input, NULL, LINES_MAX, error);
  GPtrArray *entries;

  if (lines == NULL)
    return NULL;
  entries = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_history_entry_free);
  for (guint i = 0; i < lines->len; i++)
    add_values (entries, g_ptr_array_index (lines, i));
  return entries;
}

void
fod_store_history_async (FodStore *self,
                         const char *kind,
                         const char *id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const FodCall call = { run_history, g_strdup (id), g_free, (GDestroyNotify)g_ptr_array_unref };

  g_task_set_source_tag (task, fod_store_history_async);
  fod_store_call_async (self, &call, task);
}

GPtrArray *
fod_store_history_finish (FodStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
