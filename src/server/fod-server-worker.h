/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FodServerWorker:
 *
 * The threads that work on the store. Jobs begin in the order in which they came; each is answered
 * in the main context that asked.
 */
typedef struct _FodServerWorker FodServerWorker;

/** FodServerJob: runs on the worker; Returns: (transfer full): the result, to be freed with
 * @free_result of the call */
typedef gpointer (*FodServerJob) (gpointer data);

/** fod_server_worker_new: Returns: (transfer full): a worker with so many threads */
FodServerWorker *fod_server_worker_new (guint threads);

/** fod_server_worker_free: finishes the jobs that were asked for and ends the threads */
void fod_server_worker_free (FodServerWorker *self);

/**
 * fod_server_worker_run_async:
 * @data: borrowed by the job until the callback
 */
void fod_server_worker_run_async (FodServerWorker *self,
                                  FodServerJob job,
                                  gpointer data,
                                  GDestroyNotify free_result,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/** fod_server_worker_run_finish: Returns: (transfer full) (nullable): the job's result */
gpointer fod_server_worker_run_finish (GAsyncResult *result);

G_END_DECLS
