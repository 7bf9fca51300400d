/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of an import that needs no widget. */

#include "config.h"

#include "app/fod-import-job.h"
#include "app/fod-import-text.h"
#include "base/fod-uuid.h"
#include "exchange/fod-vcard.h"
#include "schema/fod-codes.h"

#include <string.h>

struct _FodImportJob
{
  GObject parent_instance;

  FodContext *context; /* owned */
  const FodSpec *spec;
  char *parent;        /* owned, nullable */
  FodImport *import;   /* owned, nullable */
  char *form;          /* owned, nullable */
  GPtrArray *existing; /* owned, nullable */
  FodNameIndex *names; /* owned */
  gboolean knows;
};

G_DEFINE_FINAL_TYPE (FodImportJob, fod_import_job, G_TYPE_OBJECT)

typedef struct
{
  GFile *file;
  char delimiter;
  guint line;
  guint waiting;
  FodImport *import;
  char *form;
} Open;

static void
open_free (gpointer data)
{
  Open *open = data;

  g_clear_object (&open->file);
  g_clear_pointer (&open->import, fod_import_free);
  g_free (open->form);
  g_free (open);
}

static GBytes *
load (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > FOD_EXCHANGE_MAX_BYTES)
    {
      fod_exchange_fail (FOD_EXCHANGE_ERROR_TOO_LARGE, 0, NULL, error);
      return NULL;
    }
  return g_file_load_bytes (file, cancellable, NULL, error);
}

static gboolean
is_vcard (GBytes *bytes)
{
  static const char start[] = "BEGIN:VCARD";
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    {
      data += 3;
      size -= 3;
    }
  return size >= strlen (start) && g_ascii_strncasecmp (data, start, strlen (start)) == 0;
}

/* On a thread of its own; touches nothing but the task's data and the spec. */
static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FodImportJob *self = source;
  Open *open = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = load (open->file, cancellable, &error);

  if (bytes != NULL && is_vcard (bytes) && strcmp (self->spec->kind, FOD_KIND_PARTICIPANT) != 0)
    {
      GPtrArray *cards = fod_vcard_parse (bytes, &open->line, &error);

      if (cards != NULL)
        open->import = fod_import_new_vcards (self->spec, cards);
    }
  else if (bytes != NULL)
    {
      FodCsv *csv = fod_csv_parse (bytes, open->delimiter, &open->line, &error);

      if (csv != NULL)
        {
          open->form = fod_import_text_charset (csv);
          open->import = fod_import_new_csv (self->spec, csv);
        }
    }
  if (open->import == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
take_known (FodImportJob *self, GPtrArray *records)
{
  const FodRecord *first = records->len > 0 ? g_ptr_array_index (records, 0) : NULL;

  if (first == NULL)
    return;
  for (guint i = 0; i < records->len; i++)
    fod_name_index_add_record (self->names, g_ptr_array_index (records, i));
  if (fod_record_get_spec (first) == self->spec)
    self->existing = g_ptr_array_ref (records);
}

static void
on_known (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FodImportJob *self = g_task_get_source_object (task);
  Open *open = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = fod_store_query_finish (FOD_STORE (source), result, &error);

  if (records == NULL)
    g_debug ("import without a list that it would like: %s", error->message);
  else
    take_known (self, records);
  if (--open->waiting > 0)
    return;
  self->knows = TRUE;
  g_task_run_in_thread (task, open_thread);
}

static void
fod_import_job_finalize (GObject *object)
{
  FodImportJob *self = FOD_IMPORT_JOB (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->import, fod_import_free);
  g_clear_pointer (&self->names, fod_name_index_free);
  g_clear_pointer (&self->existing, g_ptr_array_unref);
  g_clear_pointer (&self->parent, g_free);
  g_clear_pointer (&self->form, g_free);
  G_OBJECT_CLASS (fod_import_job_parent_class)->finalize (object);
}

static void
fod_import_job_class_init (FodImportJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fod_import_job_finalize;
}

static void
fod_import_job_init (FodImportJob *self)
{
  g_autoptr (GPtrArray) codes = fod_codes_load ();

  self->names = fod_name_index_new ();
  fod_name_index_add_codes (self->names, codes);
}

FodImportJob *
fod_import_job_new (FodContext *context, const char *kind, const char *parent)
{
  FodImportJob *self;

  g_return_val_if_fail (fod_schema_get (kind) != NULL, NULL);

  self = g_object_new (FOD_TYPE_IMPORT_JOB, NULL);
  self->context = g_object_ref (context);
  self->spec = fod_schema_get (kind);
  self->parent = g_strdup (parent);
  return self;
}

void
fod_import_job_open_async (FodImportJob *self,
                           GFile *file,
                           char delimiter,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  const char *const kinds[] = { FOD_KIND_USER, self->spec->kind };
  FodStore *store = fod_context_get_store (self->context);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Open *open = g_new0 (Open, 1);

  g_task_set_source_tag (task, fod_import_job_open_async);
  open->file = g_object_ref (file);
  open->delimiter = delimiter;
  g_task_set_task_data (task, open, open_free);
  if (self->knows)
    {
      g_task_run_in_thread (task, open_thread);
      return;
    }
  open->waiting = G_N_ELEMENTS (kinds);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (FodQuery) query = fod_query_new (kinds[i]);

      fod_store_query_async (store, query, cancellable, on_known, g_object_ref (task));
    }
}

gboolean
fod_import_job_open_finish (FodImportJob *self, GAsyncResult *result, guint *line, GError **error)
{
  Open *open = g_task_get_task_data (G_TASK (result));

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  *line = open->line;
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  g_clear_pointer (&self->import, fod_import_free);
  self->import = g_steal_pointer (&open->import);
  g_free (self->form);
  self->form = g_steal_pointer (&open->form);
  fod_import_text_guess (self->import);
  if (self->parent != NULL)
    fod_import_set_fixed (self->import, self->spec->parent, self->parent);
  return TRUE;
}

FodImport *
fod_import_job_get_import (FodImportJob *self)
{
  g_return_val_if_fail (FOD_IS_IMPORT_JOB (self), NULL);

  return self->import;
}

char *
fod_import_job_dup_form (FodImportJob *self)
{
  g_return_val_if_fail (FOD_IS_IMPORT_JOB (self), NULL);

  return g_strdup (self->form);
}

static void
try_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FodImportJob *self = source;

  g_task_return_pointer (task, fod_import_read (self->import, self->names, self->existing),
                         (GDestroyNotify)g_ptr_array_unref);
}

void
fod_import_job_try_async (FodImportJob *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (self->import != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, fod_import_job_try_async);
  g_task_run_in_thread (task, try_thread);
}

GPtrArray *
fod_import_job_try_finish (FodImportJob *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

FodRecord *
fod_import_job_make_record (FodImportJob *self, const FodImportRow *row)
{
  g_autofree char *id = fod_uuid_new (fod_context_get_clock (self->context));
  FodRecord *record = fod_record_new (self->spec, id);
  GHashTableIter iter;
  gpointer field, text;

  g_hash_table_iter_init (&iter, row->fields);
  while (g_hash_table_iter_next (&iter, &field, &text))
    fod_record_set (record, field, text);
  return record;
}
