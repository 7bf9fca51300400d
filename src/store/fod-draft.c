/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is typed and not saved yet. Survives a crash; never leaves the laptop. */

#include "config.h"

#include "store/fod-draft.h"

#include "store/fod-job.h"

static FodDraft *
draft_new (const char *place, const char *text)
{
  FodDraft *draft = g_new0 (FodDraft, 1);

  draft->place = g_strdup (place);
  draft->text = g_strdup (text);
  return draft;
}

static void
draft_free (gpointer data)
{
  FodDraft *draft = data;

  g_free (draft->place);
  g_free (draft->text);
  g_free (draft);
}

gboolean
fod_draft_write (FodLedger *ledger, const char *place, const char *text, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (
      fod_ledger_get_db (ledger),
      text == NULL ? "DELETE FROM draft WHERE place = ?1"
                   : "INSERT OR REPLACE INTO draft (place, body, at_ms) VALUES (?1, ?2, ?3)",
      error);

  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, place);
  if (text != NULL)
    {
      fod_stmt_bind_text (stmt, 2, text);
      fod_stmt_bind_int (stmt, 3, fod_clock_get_real_ms (fod_ledger_get_clock (ledger)));
    }
  return fod_stmt_run (stmt, error);
}

static gpointer
run_save (FodLedger *ledger, gpointer input, GError **error)
{
  const FodDraft *draft = input;
  gboolean ok;

  if (!fod_ledger_begin (ledger, error))
    return NULL;
  ok = fod_draft_write (ledger, draft->place, draft->text, error);
  return fod_ledger_end (ledger, ok, error) ? FOD_JOB_DONE : NULL;
}

static gpointer
run_load (FodLedger *ledger, gpointer input, GError **error)
{
  const FodDraft *asked = input;
  g_autoptr (FodStmt) stmt = fod_stmt_new (fod_ledger_get_db (ledger),
                                           "SELECT body, at_ms FROM draft WHERE place = ?1", error);
  gboolean has_row = FALSE;
  FodDraft *draft = NULL;

  if (stmt == NULL)
    return NULL;
  fod_stmt_bind_text (stmt, 1, asked->place);
  if (!fod_stmt_step (stmt, &has_row, error) || !has_row)
    return NULL;
  draft = draft_new (asked->place, fod_stmt_get_text (stmt, 0));
  draft->at_ms = fod_stmt_get_int (stmt, 1);
  return draft;
}

static gpointer
run_list (FodLedger *ledger, gpointer input, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (draft_free);
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (fod_ledger_get_db (ledger),
                    "SELECT place, body, at_ms FROM draft ORDER BY at_ms DESC, place", error);
  gboolean has_row = stmt != NULL;

  while (has_row)
    {
      FodDraft *draft;

      if (!fod_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&drafts);
      draft = draft_new (fod_stmt_get_text (stmt, 0), fod_stmt_get_text (stmt, 1));
      draft->at_ms = fod_stmt_get_int (stmt, 2);
      g_ptr_array_add (drafts, draft);
    }
  return NULL;
}

GPtrArray *
fod_store_drafts (FodStore *self, GError **error)
{
  const FodCall call = { run_list, NULL, NULL, (GDestroyNotify)g_ptr_array_unref };

  return fod_store_call (self, &call, error);
}

void
fod_store_draft_save_async (FodStore *self,
                            const char *place,
                            const char *text,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const FodCall call = { run_save, draft_new (place, text), draft_free, NULL };

  g_task_set_source_tag (task, fod_store_draft_save_async);
  fod_store_call_async (self, &call, task);
}

gboolean
fod_store_draft_save_finish (FodStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

void
fod_store_draft_load_async (FodStore *self,
                            const char *place,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const FodCall call = { run_load, draft_new (place, NULL), draft_free, draft_free };

  g_task_set_source_tag (task, fod_store_draft_load_async);
  fod_store_call_async (self, &call, task);
}

char *
fod_store_draft_load_finish (FodStore *self, GAsyncResult *result, gint64 *at_ms, GError **error)
{
  FodDraft *draft = NULL;
  char *text = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  draft = g_task_propagate_pointer (G_TASK (result), error);
  if (draft == NULL)
    return NULL;
  if (at_ms != NULL)
    *at_ms = draft->at_ms;
  text = g_steal_pointer (&draft->text);
  draft_free (draft);
  return text;
}
