/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes SQL and JSON off the thread that serves the sockets. */

#include "config.h"

#include "server/fod-server-worker.h"

struct _FodServerWorker
{
  GThreadPool *pool;
};

typedef struct
{
  FodServerJob job;
  gpointer data;
  GDestroyNotify free_result;
} FodCall;

static void
run (gpointer item, gpointer user_data)
{
  g_autoptr (GTask) task = item;
  FodCall *call = g_task_get_task_data (task);

  g_task_return_pointer (task, call->job (call->data), call->free_result);
}

FodServerWorker *
fod_server_worker_new (guint threads)
{
  FodServerWorker *self = g_new0 (FodServerWorker, 1);

  self->pool = g_thread_pool_new (run, NULL, (int)threads, TRUE, NULL);
  return self;
}

void
fod_server_worker_free (FodServerWorker *self)
{
  g_return_if_fail (self != NULL);

  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_free (self);
}

void
fod_server_worker_run_async (FodServerWorker *self,
                             FodServerJob job,
                             gpointer data,
                             GDestroyNotify free_result,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  FodCall *call = g_new0 (FodCall, 1);

  g_task_set_source_tag (task, fod_server_worker_run_async);
  call->job = job;
  call->data = data;
  call->free_result = free_result;
  g_task_set_task_data (task, call, g_free);
  g_thread_pool_push (self->pool, task, NULL);
}

gpointer
fod_server_worker_run_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
