/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands about the server: sync, waiting, conflicts, resolve. */

#include "config.h"

#include "console/fod-console-commands.h"
#include "console/fod-console-json.h"
#include "store/fod-journal.h"

#include <glib/gi18n.h>
#include <string.h>

static JsonNode *
round_to_json (const FodSyncRound *round)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  fod_console_json_add_number (builder, "pushed", round->pushed);
  fod_console_json_add_number (builder, "pulled", round->pulled);
  fod_console_json_add_number (builder, "merged", round->merged);
  fod_console_json_add_number (builder, "conflicts", round->conflicts);
  fod_console_json_add_number (builder, "rejected", round->rejected);
  fod_console_json_add_number (builder, "waiting", round->waiting);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

gboolean
fod_console_count (FodStore *store, FodJournalCounts *counts, GError **error)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  fod_journal_count_async (store, NULL, fod_console_on_ready, &slot);
  result = fod_console_wait (&slot);
  return fod_journal_count_finish (store, result, counts, error);
}

gboolean
fod_console_sync (FodConsole *self, const FodConsoleCall *call, GError **error)
{
  FodStore *store = fod_console_get_store (self, error);
  FodSyncEngine *engine = store == NULL ? NULL : fod_console_get_engine (self, error);
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  FodSyncRound round = { 0 };
  FodJournalCounts counts = { 0 };

  if (engine == NULL)
    return FALSE;

  fod_sync_engine_sync_async (engine, NULL, fod_console_on_ready, &slot);
  result = fod_console_wait (&slot);
  if (!fod_sync_engine_sync_finish (engine, result, &round, error))
    return fod_console_note_end (self, error);
  if (!fod_console_count (store, &counts, error))
    return FALSE;

  fod_console_print (self, round_to_json (&round));
  if (counts.conflicts > 0 || counts.refused > 0 || counts.unread > 0)
    fod_console_set_exit (self, FOD_EXIT_ATTENTION);
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static JsonNode *
waiting_to_json (const FodWaiting *waiting)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (waiting->values), compare_names);

  json_builder_begin_object (builder);
  fod_console_json_add_text (builder, "kind", waiting->kind);
  fod_console_json_add_text (builder, "id", waiting->row);
  fod_console_json_add_text (builder, "title", waiting->title);
  fod_console_json_add_text (builder, "verb", waiting->verb);
  fod_console_json_add_number (builder, "written", waiting->at_ms);
  fod_console_json_add_text (builder, "refused", waiting->code);
  if (waiting->awaits_until_ms > 0)
    fod_console_json_add_number (builder, "awaits-until", waiting->awaits_until_ms);
  json_builder_set_member_name (builder, "values");
  json_builder_begin_object (builder);
  for (GList *name = names; name != NULL; name = name->next)
    {
      const char *value = g_hash_table_lookup (waiting->values, name->data);

      json_builder_set_member_name (builder, name->data);
      if (value != NULL)
        json_builder_add_string_value (builder, value);
      else
        json_builder_add_null_value (builder);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

gboolean
fod_console_waiting (FodConsole *self, const FodConsoleCall *call, GError **error)
{
  FodStore *store = fod_console_get_store (self, error);
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) list = NULL;

  if (store == NULL)
    return FALSE;
  fod_journal_list_waiting_async (store, NULL, fod_console_on_ready, &slot);
  result = fod_console_wait (&slot);
  list = fod_journal_list_waiting_finish (store, result, error);
  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    fod_console_print (self, waiting_to_json (g_ptr_array_index (list, i)));
  return TRUE;
}

gboolean
fod_console_conflicts (FodConsole *self, const FodConsoleCall *call, GError **error)
{
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_CONFLICT);

  fod_query_where (query, "resolved", FOD_QUERY_IS, NULL);
  return fod_console_print_query (self, query, error);
}

/* Whether the value on @side was written on this laptop. */
static gboolean
was_written_here (FodStore *store, const FodRecord *conflict, const char *side)
{
  const char *value = fod_record_get (conflict, side);
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) history = NULL;

  fod_store_history_async (store, fod_record_get (conflict, "about-kind"),
                           fod_record_get (conflict, "about"), NULL, fod_console_on_ready, &slot);
  result = fod_console_wait (&slot);
  history = fod_store_history_finish (store, result, NULL, NULL);
  for (guint i = 0; history != NULL && i < history->len; i++)
    {
      const FodHistoryEntry *entry = g_ptr_array_index (history, i);

      if (entry->tx != NULL && g_strcmp0 (entry->field, fod_record_get (conflict, "field")) == 0 &&
          g_strcmp0 (entry->new_value, value) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Which of the two values is mine: by the person, and for one person's two laptops by the laptop.
 */
static const char *
choose_side (FodStore *store, const FodRecord *conflict, gboolean mine, GError **error)
{
  const char *me = fod_store_get_user (store);
  gboolean standing = g_strcmp0 (fod_record_get (conflict, "standing-by"), me) == 0;
  gboolean offered = g_strcmp0 (fod_record_get (conflict, "offered-by"), me) == 0;

  if (standing == offered)
    {
      standing = was_written_here (store, conflict, "standing");
      offered = was_written_here (store, conflict, "offered");
    }
  if (standing == offered)
    {
      g_set_error_literal (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL,
                           _ ("Exactly one of the two values must be yours for that. Give the "
                              "value itself, as “conflicts” shows it."));
      return NULL;
    }
  return standing == mine ? "standing" : "offered";
}

/* Sets @value to what settles @conflict. */
static gboolean
choose_value (
    FodStore *store, const FodRecord *conflict, const char *word, char **value, GError **error)
{
  const FodSpec *spec = fod_console_find_spec (fod_record_get (conflict, "about-kind"), error);
  gboolean mine = strcmp (word, "mine") == 0;
  g_autofree char *pair = NULL;
  const char *side;

  if (spec == NULL)
    return FALSE;
  if (!mine && strcmp (word, "theirs") != 0)
    {
      pair = g_strconcat (fod_record_get (conflict, "field"), "=", word, NULL);
      return fod_console_read_pair (spec, pair, value, error) != NULL;
    }

  side = choose_side (store, conflict, mine, error);
  if (side == NULL)
    return FALSE;
  *value = g_strdup (fod_record_get (conflict, side));
  return TRUE;
}

gboolean
fod_console_resolve (FodConsole *self, const FodConsoleCall *call, GError **error)
{
  const char *const *args = fod_console_call_get_args (call);
  FodStore *store = fod_console_get_store (self, error);
  g_autoptr (FodRecord) conflict = NULL;
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autofree char *value = NULL;
  g_autofree char *tx = NULL;

  if (store != NULL)
    conflict = fod_store_get (store, FOD_KIND_CONFLICT, args[0], error);
  if (conflict == NULL)
    return FALSE;
  if (fod_record_get_bool (conflict, "resolved"))
    {
      g_set_error_literal (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL,
                           _ ("This conflict is settled already. Use “set” to change the value."));
      return FALSE;
    }
  if (!choose_value (store, conflict, args[1], &value, error))
    return FALSE;

  fod_edit_resolve (edit, args[0], value);
  tx = fod_console_apply (self, &fod_conflict_spec, edit, error);
  if (tx == NULL)
    return FALSE;
  fod_console_print (self, fod_console_json_texts ("id", args[0], "tx", tx, "value", value, NULL));
  return TRUE;
}
