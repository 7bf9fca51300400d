/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The trace of a handover on the laptop that made it: a line for each in a setting of the store. */

#include "config.h"

#include "store/fod-given.h"

#include "store/fod-giving.h"
#include "store/fod-job.h"

#include <string.h>

#define GIVEN "given"
#define KEPT_MS (G_GINT64_CONSTANT (90) * 24 * 3600 * 1000)
#define DAY_MS (G_GINT64_CONSTANT (24) * 3600 * 1000)

void
fod_given_free (FodGiven *self)
{
  g_free (self->user);
  g_free (self);
}

/* A line is the moment, a blank, and the colleague's id; newest last. */
static FodGiven *
parse_line (const char *line)
{
  const char *user = strchr (line, ' ');
  FodGiven *given;

  if (user == NULL)
    return NULL;
  given = g_new0 (FodGiven, 1);
  given->at_ms = g_ascii_strtoll (line, NULL, 10);
  given->user = g_strdup (user + 1);
  given->count = 1;
  return given;
}

static gboolean
is_kept (FodLedger *ledger, gint64 at_ms)
{
  return fod_ledger_get_server_ms (ledger) - at_ms < KEPT_MS;
}

gboolean
fod_giving_note (FodLedger *ledger, const FodOp *op, GError **error)
{
  const char *user = g_hash_table_lookup (op->fields, "consultant");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) kept = NULL;

  if (!fod_giving_is_in (op) || user == NULL || g_strcmp0 (user, fod_ledger_get_user (ledger)) == 0)
    return TRUE;
  text = fod_ledger_dup_setting (ledger, GIVEN);
  lines = g_strsplit (text == NULL ? "" : text, "\n", -1);
  kept = g_string_new (NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0' && is_kept (ledger, g_ascii_strtoll (lines[i], NULL, 10)))
      g_string_append_printf (kept, "%s\n", lines[i]);
  g_string_append_printf (kept, "%" G_GINT64_FORMAT " %s\n", fod_ledger_get_server_ms (ledger),
                          user);
  return fod_ledger_set_setting (ledger, GIVEN, kept->str, error);
}

/* Takes @given; what went to the same colleague on the same day is one entry. */
static void
add (GPtrArray *list, FodGiven *given)
{
  FodGiven *last = list->len > 0 ? g_ptr_array_index (list, list->len - 1) : NULL;

  if (last != NULL && g_str_equal (last->user, given->user) &&
      last->at_ms / DAY_MS == given->at_ms / DAY_MS)
    {
      last->count++;
      fod_given_free (given);
    }
  else
    g_ptr_array_add (list, given);
}

static gpointer
run_list (FodLedger *ledger, gpointer input, GError **error)
{
  g_autofree char *text = fod_ledger_dup_setting (ledger, GIVEN);
  g_auto (GStrv) lines = g_strsplit (text == NULL ? "" : text, "\n", -1);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_given_free);

  for (guint i = g_strv_length (lines); i > 0; i--)
    {
      FodGiven *given = parse_line (lines[i - 1]);

      if (given != NULL && is_kept (ledger, given->at_ms))
        add (list, given);
      else
        g_clear_pointer (&given, fod_given_free);
    }
  return list;
}

void
fod_given_list_async (FodStore *store,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  const FodCall call = { run_list, NULL, NULL, (GDestroyNotify)g_ptr_array_unref };

  g_task_set_source_tag (task, fod_given_list_async);
  fod_store_call_async (store, &call, task);
}

GPtrArray *
fod_given_list_finish (FodStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
