/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes somebody past the rows of some queries, on the worker's thread and one row at a time. */

#include "config.h"

#include "store/fod-job.h"
#include "store/fod-rows.h"

typedef struct
{
  GPtrArray *queries;
  FodVisitor visitor;
} Input;

static void
input_free (gpointer data)
{
  Input *input = data;

  g_ptr_array_unref (input->queries);
  if (input->visitor.data != NULL)
    input->visitor.free_data (input->visitor.data);
  g_free (input);
}

static gpointer
run_visit (FodLedger *ledger, gpointer data, GError **error)
{
  Input *input = data;
  const FodVisitor *visitor = &input->visitor;

  for (guint i = 0; i < input->queries->len; i++)
    if (!fod_rows_visit (ledger, g_ptr_array_index (input->queries, i), visitor->visit,
                         visitor->data, error))
      return NULL;
  if (visitor->end != NULL)
    visitor->end (visitor->data);
  return g_steal_pointer (&input->visitor.data);
}

static FodCall
visit_call (GPtrArray *queries, const FodVisitor *visitor)
{
  Input *input = g_new0 (Input, 1);
  FodCall call = { run_visit, input, input_free, visitor->free_data };

  input->queries = g_ptr_array_ref (queries);
  input->visitor = *visitor;
  return call;
}

void
fod_store_visit_async (FodStore *self,
                       GPtrArray *queries,
                       const FodVisitor *visitor,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const FodCall call = visit_call (queries, visitor);

  g_task_set_source_tag (task, fod_store_visit_async);
  fod_store_call_async (self, &call, task);
}

gpointer
fod_store_visit_finish (FodStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gpointer
fod_store_visit (FodStore *self, GPtrArray *queries, const FodVisitor *visitor, GError **error)
{
  const FodCall call = visit_call (queries, visitor);

  return fod_store_call (self, &call, error);
}
