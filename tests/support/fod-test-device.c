/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodTestDevice: a laptop without a window. */

#include "config.h"

#include "support/fod-test-device.h"

#include "base/fod-uuid.h"
#include "support/fod-temp.h"

#include <stdarg.h>
#include <string.h>

struct _FodTestDevice
{
  char *folder;
  FodSecret *key;
  FodClock *clock;
  FodTransport *transport;
  FodStore *store;
  FodSyncEngine *engine;
};

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **place)
{
  while (*place == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (place);
}

static void
open_all (FodTestDevice *self)
{
  const FodStoreKeys keys = { self->key, self->key };
  g_autoptr (GError) error = NULL;

  self->store = fod_store_open (self->folder, &keys, self->clock, &error);
  g_assert_no_error (error);
  self->engine = fod_sync_engine_new_with_transport (self->store, self->transport);
}

/* A request that was cancelled lets go of the engine when its thread comes to it. */
static void
close_all (FodTestDevice *self)
{
  gpointer engine = self->engine;

  fod_sync_engine_stop (self->engine);
  fod_store_close (self->store);
  g_object_add_weak_pointer (engine, &engine);
  g_clear_object (&self->engine);
  while (engine != NULL)
    if (!g_main_context_iteration (NULL, FALSE))
      g_thread_yield ();
  g_clear_object (&self->store);
}

FodTestDevice *
fod_test_device_new (FodClock *clock, FodTransport *transport)
{
  FodTestDevice *self = g_new0 (FodTestDevice, 1);

  self->folder = fod_temp_new ();
  self->key = fod_secret_new_random (32);
  self->clock = g_object_ref (clock);
  g_set_object (&self->transport, transport);
  open_all (self);
  return self;
}

void
fod_test_device_free (FodTestDevice *self)
{
  close_all (self);
  fod_temp_free (self->folder);
  fod_secret_unref (self->key);
  g_clear_object (&self->clock);
  g_clear_object (&self->transport);
  g_free (self);
}

FodStore *
fod_test_device_get_store (FodTestDevice *self)
{
  return self->store;
}

FodSyncEngine *
fod_test_device_get_engine (FodTestDevice *self)
{
  return self->engine;
}

static void
copy_file (const char *from_folder, const char *to_folder, const char *name)
{
  g_autoptr (GFile) from = g_file_new_build_filename (from_folder, name, NULL);
  g_autoptr (GFile) to = g_file_new_build_filename (to_folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

FodTestDevice *
fod_test_device_copy (FodTestDevice *self)
{
  FodTestDevice *copy = g_new0 (FodTestDevice, 1);
  g_autoptr (GDir) dir = NULL;
  const char *name;
  g_autoptr (GError) error = NULL;

  close_all (self);
  copy->folder = fod_temp_new ();
  dir = g_dir_open (self->folder, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    copy_file (self->folder, copy->folder, name);
  open_all (self);
  copy->key = fod_secret_ref (self->key);
  copy->clock = g_object_ref (self->clock);
  g_set_object (&copy->transport, self->transport);
  open_all (copy);
  return copy;
}

void
fod_test_device_restart (FodTestDevice *self)
{
  close_all (self);
  open_all (self);
}

#define PAGE 4096

static void
zero_pages (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "store.db", NULL);
  g_autofree char *bytes = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpuint (size, >, PAGE);
  memset (bytes + PAGE, 0, size - PAGE);
  g_assert_true (g_file_set_contents (path, bytes, (gssize)size, NULL));
}

FodRebuilt *
fod_test_device_ruin (FodTestDevice *self)
{
  const FodStoreKeys keys = { self->key, self->key };
  gboolean needed = FALSE;
  FodRebuilt *rebuilt;
  g_autoptr (GError) error = NULL;

  close_all (self);
  zero_pages (self->folder);
  fod_rebuild_is_needed (self->folder, &keys, self->clock, &needed, &error);
  g_assert_no_error (error);
  g_assert_true (needed);
  rebuilt = fod_rebuild (self->folder, &keys, self->clock, &error);
  g_assert_no_error (error);
  open_all (self);
  return rebuilt;
}

static FodEnrolment *
get_enrolment (FodTestDevice *self)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FodEnrolment *enrolment;

  fod_journal_get_enrolment_async (self->store, NULL, on_done, &place);
  result = wait_for (&place);
  enrolment = fod_journal_get_enrolment_finish (self->store, result, &error);
  g_assert_no_error (error);
  return enrolment;
}

void
fod_test_device_pretend_enrolled (FodTestDevice *self)
{
  g_autoptr (FodEnrolment) enrolment = get_enrolment (self);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  enrolment->server = g_strdup ("http://127.0.0.1:9");
  enrolment->token = g_strdup ("token-1");
  enrolment->user = fod_uuid_new (self->clock);
  enrolment->login = g_strdup ("anna");
  enrolment->role = g_strdup ("consultant");
  enrolment->epoch = g_strdup ("e1");
  fod_journal_set_enrolment_async (self->store, enrolment, NULL, on_done, &place);
  result = wait_for (&place);
  fod_journal_set_enrolment_finish (self->store, result, &error);
  g_assert_no_error (error);
}

FodEnrolment *
fod_test_device_dup_enrolment (FodTestDevice *self)
{
  return get_enrolment (self);
}

gboolean
fod_test_device_enrol (FodTestDevice *self, const char *url, const char *login, GError **error)
{
  g_autofree char *password = g_strconcat ("password-", login, NULL);
  g_autoptr (FodSecret) secret = fod_secret_new_text (password);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  fod_sync_engine_enrol_async (self->engine, url, login, secret, NULL, on_done, &place);
  result = wait_for (&place);
  return fod_sync_engine_enrol_finish (self->engine, result, error);
}

gboolean
fod_test_device_sync (FodTestDevice *self, FodSyncRound *round, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  fod_sync_engine_sync_async (self->engine, NULL, on_done, &place);
  result = wait_for (&place);
  return fod_sync_engine_sync_finish (self->engine, result, round, error);
}

gboolean
fod_test_device_apply (FodTestDevice *self, FodEdit *edit, GError **error)
{
  g_autoptr (FodEdit) owned = edit;
  g_autofree char *tx = fod_store_apply (self->store, owned, error);

  return tx != NULL;
}

char *
fod_test_device_create (FodTestDevice *self, const char *kind, ...)
{
  g_autofree char *id = fod_uuid_new (self->clock);
  g_autoptr (FodRecord) record = fod_record_new (fod_schema_get (kind), id);
  g_autoptr (GError) error = NULL;
  FodEdit *edit = fod_edit_new ();
  const char *field;
  va_list args;

  va_start (args, kind);
  while ((field = va_arg (args, const char *)) != NULL)
    fod_record_set (record, field, va_arg (args, const char *));
  va_end (args);
  fod_edit_create (edit, record);
  fod_test_device_apply (self, edit, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&id);
}

char *
fod_test_device_dup (FodTestDevice *self, const char *kind, const char *id, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodRecord) record = fod_store_get (self->store, kind, id, &error);

  g_assert_no_error (error);
  return g_strdup (fod_record_get (record, field));
}

void
fod_test_device_set (
    FodTestDevice *self, const char *kind, const char *id, const char *field, const char *value)
{
  g_autofree char *seen = fod_test_device_dup (self, kind, id, field);
  FodEdit *edit = fod_edit_new ();
  g_autoptr (GError) error = NULL;

  fod_edit_set (edit, kind, id, field, value, seen);
  fod_test_device_apply (self, edit, &error);
  g_assert_no_error (error);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (fod_record_get_id (*(FodRecord *const *)a),
                 fod_record_get_id (*(FodRecord *const *)b));
}

GPtrArray *
fod_test_device_list (FodTestDevice *self, const char *kind)
{
  g_autoptr (FodQuery) query = fod_query_new (kind);
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = fod_store_query (self->store, query, &error);

  g_assert_no_error (error);
  g_ptr_array_sort (rows, compare_ids);
  return rows;
}

char *
fod_test_device_dup_view (FodTestDevice *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_specs;
  const FodSpec *const *specs = fod_schema_list (&n_specs);

  for (guint s = 0; s < n_specs; s++)
    {
      g_autoptr (GPtrArray) rows = fod_test_device_list (self, specs[s]->kind);

      for (guint i = 0; i < rows->len && specs[s] != &fod_code_spec; i++)
        {
          g_string_append_printf (text, "%s %s\n", specs[s]->kind,
                                  fod_record_get_id (rows->pdata[i]));
          for (guint f = 0; f < specs[s]->n_fields; f++)
            if (fod_record_get_at (rows->pdata[i], f) != NULL)
              g_string_append_printf (text, "  %s=%s\n", specs[s]->fields[f].name,
                                      fod_record_get_at (rows->pdata[i], f));
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

FodJournalCounts
fod_test_device_count (FodTestDevice *self)
{
  FodJournalCounts counts = { 0 };
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fod_journal_count_async (self->store, NULL, on_done, &place);
  result = wait_for (&place);
  fod_journal_count_finish (self->store, result, &counts, &error);
  g_assert_no_error (error);
  return counts;
}

FodRecord *
fod_test_device_get_open_conflict (FodTestDevice *self)
{
  g_autoptr (GPtrArray) rows = fod_test_device_list (self, FOD_KIND_CONFLICT);
  FodRecord *open = NULL;

  for (guint i = 0; i < rows->len; i++)
    if (!fod_record_get_bool (rows->pdata[i], "resolved"))
      {
        g_assert_null (open);
        open = fod_record_ref (rows->pdata[i]);
      }
  g_assert_nonnull (open);
  return open;
}
