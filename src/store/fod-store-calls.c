/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The store's calls on rows: each packs its input, runs on the worker, and unpacks the answer. */

#include "config.h"

#include "store/fod-apply.h"
#include "store/fod-job.h"
#include "store/fod-rows.h"

typedef struct
{
  char *kind;
  char *id;
} RowName;

static RowName *
row_name_new (const char *kind, const char *id)
{
  RowName *name = g_new0 (RowName, 1);

  name->kind = g_strdup (kind);
  name->id = g_strdup (id);
  return name;
}

static void
row_name_free (gpointer data)
{
  RowName *name = data;

  g_free (name->kind);
  g_free (name->id);
  g_free (name);
}

static gpointer
run_apply (FodLedger *ledger, gpointer input, GError **error)
{
  return fod_apply_edit (ledger, input, error);
}

static gpointer
run_undo (FodLedger *ledger, gpointer input, GError **error)
{
  return fod_apply_undo (ledger, input, error);
}

static gpointer
run_get (FodLedger *ledger, gpointer input, GError **error)
{
  const RowName *name = input;
  const FodSpec *spec = fod_schema_get (name->kind);
  g_autoptr (FodViewRow) row = NULL;

  if (spec != NULL && !fod_rows_get (ledger, spec, name->id, &row, error))
    return NULL;
  if (row != NULL)
    return g_steal_pointer (&row->record);
  g_set_error (error, FOD_STORE_ERROR, FOD_STORE_ERROR_NOT_FOUND, "no such %s", name->kind);
  return NULL;
}

static gpointer
run_query (FodLedger *ledger, gpointer input, GError **error)
{
  return fod_rows_query (ledger, input, error);
}

static FodCall
apply_call (FodEdit *edit)
{
  FodCall call = { run_apply, fod_edit_ref (edit), (GDestroyNotify)fod_edit_unref, g_free };

  return call;
}

static FodCall
undo_call (const char *tx)
{
  FodCall call = { run_undo, g_strdup (tx), g_free, g_free };

  return call;
}

static FodCall
get_call (const char *kind, const char *id)
{
  FodCall call = { run_get, row_name_new (kind, id), row_name_free,
                   (GDestroyNotify)fod_record_unref };

  return call;
}

static FodCall
query_call (FodQuery *query)
{
  FodCall call = { run_query, fod_query_ref (query), (GDestroyNotify)fod_query_unref,
                   (GDestroyNotify)g_ptr_array_unref };

  return call;
}

void
fod_store_apply_async (FodStore *self,
                       FodEdit *edit,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const FodCall call = apply_call (edit);

  g_task_set_source_tag (task, fod_store_apply_async);
  fod_store_call_async (self, &call, task);
}

char *
fod_store_apply_finish (FodStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fod_store_undo_async (FodStore *self,
                      const char *tx,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const FodCall call = undo_call (tx);

  g_task_set_source_tag (task, fod_store_undo_async);
  fod_store_call_async (self, &call, task);
}

char *
fod_store_undo_finish (FodStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fod_store_get_async (FodStore *self,
                     const char *kind,
                     const char *id,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const FodCall call = get_call (kind, id);

  g_task_set_source_tag (task, fod_store_get_async);
  fod_store_call_async (self, &call, task);
}

FodRecord *
fod_store_get_finish (FodStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fod_store_query_async (FodStore *self,
                       FodQuery *query,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const FodCall call = query_call (query);

  g_task_set_source_tag (task, fod_store_query_async);
  fod_store_call_async (self, &call, task);
}

GPtrArray *
fod_store_query_finish (FodStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
fod_store_apply (FodStore *self, FodEdit *edit, GError **error)
{
  const FodCall call = apply_call (edit);

  return fod_store_call (self, &call, error);
}

char *
fod_store_undo (FodStore *self, const char *tx, GError **error)
{
  const FodCall call = undo_call (tx);

  return fod_store_call (self, &call, error);
}

FodRecord *
fod_store_get (FodStore *self, const char *kind, const char *id, GError **error)
{
  const FodCall call = get_call (kind, id);

  return fod_store_call (self, &call, error);
}

GPtrArray *
fod_store_query (FodStore *self, FodQuery *query, GError **error)
{
  const FodCall call = query_call (query);

  return fod_store_call (self, &call, error);
}
