/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a profile does with its key file. The layout is fod-key-table's business, the cipher
 * fod-key-slot's, the disk fod-key-io's. */

#include "config.h"

#include "vault/fod-key-file.h"

#include "vault/fod-key-io.h"
#include "vault/fod-key-slot.h"

#include <sodium.h>
#include <string.h>

#define DATA_KEY_SIZE 32

/* What a thread needs. */
typedef struct
{
  char *path;
  FodSecret *passphrase;
  FodSecret *fresh;
  gboolean has_cost;
  FodKeyCost cost;
} Job;

static void
job_free (Job *job)
{
  g_free (job->path);
  fod_secret_unref (job->passphrase);
  g_clear_pointer (&job->fresh, fod_secret_unref);
  g_free (job);
}

static void
start_sodium (void)
{
  if (sodium_init () < 0)
    g_error ("libsodium does not start");
}

/* A machine that cannot spare the memory that was asked for gets the floor. */
static gboolean
wrap_at_any_cost (FodKeySlot *slot,
                  const FodKeyTable *table,
                  FodSecret *passphrase,
                  const FodKeyCost *asked,
                  FodSecret *data_key,
                  GError **error)
{
  FodKeyCost cost;
  FodKeyCost floor;
  g_autoptr (GError) first = NULL;

  if (asked != NULL)
    cost = *asked;
  else
    fod_key_cost_init_calibrated (&cost);

  if (fod_key_slot_wrap (slot, table, passphrase, &cost, data_key, &first))
    return TRUE;

  fod_key_cost_init_floor (&floor);
  if (cost.mem_kib > floor.mem_kib)
    return fod_key_slot_wrap (slot, table, passphrase, &floor, data_key, error);

  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

/* Sets @index to the slot that opened. */
static FodSecret *
open_table (const FodKeyTable *table, FodSecret *passphrase, guint *index, GError **error)
{
  g_autoptr (GError) last = NULL;

  for (guint i = 0; i < table->n_slots; i++)
    {
      g_autoptr (FodSecret) data_key = NULL;

      if (table->slots[i].type != FOD_KEY_SLOT_PASSPHRASE)
        continue;
      g_clear_error (&last);
      data_key = fod_key_slot_unwrap (&table->slots[i], table, passphrase, &last);
      if (data_key != NULL)
        {
          *index = i;
          return g_steal_pointer (&data_key);
        }
    }

  if (last != NULL)
    g_propagate_error (error, g_steal_pointer (&last));
  else
    g_set_error_literal (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_WRONG_PASSPHRASE,
                         "The key file takes no passphrase");
  return NULL;
}

FodSecret *
fod_key_file_create (const char *path,
                     FodSecret *passphrase,
                     const FodKeyCost *cost,
                     GError **error)
{
  FodKeyTable table = { 0 };
  g_autoptr (FodSecret) data_key = NULL;
  g_autofree char *copy = NULL;

  g_return_val_if_fail (path != NULL && passphrase != NULL, NULL);

  start_sodium ();
  copy = g_strconcat (path, ".bak", NULL);
  if (g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (copy, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_EXISTS,
                           "There is a key file already");
      return NULL;
    }

  data_key = fod_secret_new_random (DATA_KEY_SIZE);
  randombytes_buf (table.db_id, sizeof table.db_id);
  table.generation = 1;
  table.n_slots = 1;
  if (!wrap_at_any_cost (&table.slots[0], &table, passphrase, cost, data_key, error) ||
      !fod_key_io_save (path, &table, error))
    return NULL;

  return g_steal_pointer (&data_key);
}

FodSecret *
fod_key_file_unlock (const char *path, FodSecret *passphrase, GError **error)
{
  FodKeyTable table;
  g_autoptr (FodSecret) data_key = NULL;
  guint index;

  g_return_val_if_fail (path != NULL && passphrase != NULL, NULL);

  start_sodium ();
  if (!fod_key_io_load (path, &table, error))
    return NULL;

  data_key = open_table (&table, passphrase, &index, error);
  if (data_key != NULL)
    fod_key_io_repair (path, &table);
  return g_steal_pointer (&data_key);
}

gboolean
fod_key_file_change_passphrase (
    const char *path, FodSecret *old, FodSecret *fresh, const FodKeyCost *cost, GError **error)
{
  FodKeyTable table;
  g_autoptr (FodSecret) data_key = NULL;
  guint index;

  g_return_val_if_fail (path != NULL && old != NULL && fresh != NULL, FALSE);

  start_sodium ();
  if (!fod_key_io_load (path, &table, error))
    return FALSE;

  data_key = open_table (&table, old, &index, error);
  if (data_key == NULL)
    return FALSE;

  table.generation++;
  return wrap_at_any_cost (&table.slots[index], &table, fresh, cost, data_key, error) &&
         fod_key_io_save (path, &table, error);
}

char *
fod_key_file_read_db_id (const char *path, GError **error)
{
  FodKeyTable table;
  char text[2 * sizeof table.db_id + 1];

  g_return_val_if_fail (path != NULL, NULL);

  start_sodium ();
  if (!fod_key_io_load (path, &table, error))
    return NULL;

  return g_strdup (sodium_bin2hex (text, sizeof text, table.db_id, sizeof table.db_id));
}

gboolean
fod_key_file_check_db_id (const char *path, const char *db_id, GError **error)
{
  g_autofree char *own = fod_key_file_read_db_id (path, error);

  g_return_val_if_fail (db_id != NULL, FALSE);

  if (own == NULL)
    return FALSE;
  if (strcmp (own, db_id) == 0)
    return TRUE;

  g_set_error_literal (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_OTHER_DATABASE,
                       "The key file belongs to another database");
  return FALSE;
}

static void
run_job (gpointer source_tag,
         Job *job,
         GTaskThreadFunc thread_func,
         GCancellable *cancellable,
         GAsyncReadyCallback callback,
         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  g_task_run_in_thread (task, thread_func);
}

static Job *
job_new (const char *path, FodSecret *passphrase)
{
  Job *job = g_new0 (Job, 1);

  job->path = g_strdup (path);
  job->passphrase = fod_secret_ref (passphrase);
  return job;
}

static void
return_secret (GTask *task, FodSecret *secret, GError *error)
{
  if (secret != NULL)
    g_task_return_pointer (task, secret, (GDestroyNotify)fod_secret_unref);
  else
    g_task_return_error (task, error);
}

static void
create_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  FodSecret *key =
      fod_key_file_create (job->path, job->passphrase, job->has_cost ? &job->cost : NULL, &error);

  return_secret (task, key, error);
}

void
fod_key_file_create_async (const char *path,
                           FodSecret *passphrase,
                           const FodKeyCost *cost,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Job *job;

  g_return_if_fail (path != NULL && passphrase != NULL);

  job = job_new (path, passphrase);
  job->has_cost = cost != NULL;
  if (cost != NULL)
    job->cost = *cost;
  run_job (fod_key_file_create_async, job, create_in_thread, cancellable, callback, user_data);
}

FodSecret *
fod_key_file_create_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fod_key_file_create_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
unlock_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  FodSecret *key = fod_key_file_unlock (job->path, job->passphrase, &error);

  return_secret (task, key, error);
}

void
fod_key_file_unlock_async (const char *path,
                           FodSecret *passphrase,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (path != NULL && passphrase != NULL);

  run_job (fod_key_file_unlock_async, job_new (path, passphrase), unlock_in_thread, cancellable,
           callback, user_data);
}

FodSecret *
fod_key_file_unlock_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fod_key_file_unlock_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
change_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;

  if (fod_key_file_change_passphrase (job->path, job->passphrase, job->fresh, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
fod_key_file_change_passphrase_async (const char *path,
                                      FodSecret *old,
                                      FodSecret *fresh,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  Job *job;

  g_return_if_fail (path != NULL && old != NULL && fresh != NULL);

  job = job_new (path, old);
  job->fresh = fod_secret_ref (fresh);
  run_job (fod_key_file_change_passphrase_async, job, change_in_thread, cancellable, callback,
           user_data);
}

gboolean
fod_key_file_change_passphrase_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fod_key_file_change_passphrase_async),
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
