/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/fod-context.h"
#include "exchange/fod-import.h"
#include "store/fod-edit.h"

G_BEGIN_DECLS

/**
 * FodImportJob:
 *
 * One file on its way into the store: reads it, knows what is there already, makes the dry run and
 * the edit. Reading and the dry run go on beside the main thread; the import is not to be changed
 * meanwhile.
 */
#define FOD_TYPE_IMPORT_JOB (fod_import_job_get_type ())
G_DECLARE_FINAL_TYPE (FodImportJob, fod_import_job, FOD, IMPORT_JOB, GObject)

/** fod_import_job_new: to rows of @kind, and for contact persons under the employer @parent;
 * Returns: (transfer full): a job without a file */
FodImportJob *fod_import_job_new (FodContext *context, const char *kind, const char *parent);

/** fod_import_job_open_async: reads @file; @delimiter as in fod_csv_parse() */
void fod_import_job_open_async (FodImportJob *self,
                                GFile *file,
                                char delimiter,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/** fod_import_job_open_finish: @line gets the line that an error is about, 0 for none; Returns:
 * whether it is a file that can be imported */
gboolean
fod_import_job_open_finish (FodImportJob *self, GAsyncResult *result, guint *line, GError **error);

/** fod_import_job_get_import: Returns: (transfer none) (nullable): the columns and where they go */
FodImport *fod_import_job_get_import (FodImportJob *self);

/** fod_import_job_dup_form: Returns: (transfer full) (nullable): how the file is written, in words
 */
char *fod_import_job_dup_form (FodImportJob *self);

/** fod_import_job_try_async: the dry run with the columns as they go now */
void fod_import_job_try_async (FodImportJob *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/** fod_import_job_try_finish: Returns: (transfer full) (element-type FodImportRow) (nullable): what
 * the rows would become */
GPtrArray *fod_import_job_try_finish (FodImportJob *self, GAsyncResult *result, GError **error);

/** fod_import_job_make_record: Returns: (transfer full): the row as a new record */
FodRecord *fod_import_job_make_record (FodImportJob *self, const FodImportRow *row);

G_END_DECLS
