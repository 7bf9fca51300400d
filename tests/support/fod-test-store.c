/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What tests of the store say again and again. */

#include "config.h"

#include "support/fod-test-store.h"

#include "base/fod-uuid.h"

#define DEADLINE_S 60

static void
open_store (FodTestStore *self)
{
  g_autoptr (GError) error = NULL;

  self->store = fod_store_open (self->folder, &self->keys, FOD_CLOCK (self->clock), &error);
  g_assert_no_error (error);
}

FodTestStore *
fod_test_store_new (void)
{
  static const guint8 bytes[32] = { 9, 8, 7 };
  static const guint8 other[32] = { 6, 5, 4 };
  FodTestStore *self = g_new0 (FodTestStore, 1);

  self->folder = fod_temp_new ();
  self->key = fod_secret_new (bytes, sizeof bytes);
  self->keys = (FodStoreKeys){ self->key, fod_secret_new (other, sizeof other) };
  self->clock = fod_fake_clock_new ();
  open_store (self);
  return self;
}

void
fod_test_store_reopen (FodTestStore *self)
{
  fod_store_close (self->store);
  g_clear_object (&self->store);
  open_store (self);
}

void
fod_test_store_free (FodTestStore *self)
{
  if (self->store != NULL)
    fod_store_close (self->store);
  g_clear_object (&self->store);
  g_object_unref (self->clock);
  fod_secret_unref (self->key);
  fod_secret_unref (self->keys.journal);
  fod_temp_free (self->folder);
  g_free (self);
}

static FodRecord *
record_of_pairs (FodTestStore *self, const char *kind, va_list pairs)
{
  g_autofree char *id = fod_uuid_new (FOD_CLOCK (self->clock));
  FodRecord *record = fod_record_new (fod_schema_get (kind), id);
  const char *field;

  while ((field = va_arg (pairs, const char *)) != NULL)
    fod_record_set (record, field, va_arg (pairs, const char *));
  return record;
}

FodRecord *
fod_test_record (FodTestStore *self, const char *kind, ...)
{
  FodRecord *record;
  va_list pairs;

  va_start (pairs, kind);
  record = record_of_pairs (self, kind, pairs);
  va_end (pairs);
  return record;
}

static char *
apply (FodTestStore *self, FodEdit *edit)
{
  g_autoptr (GError) error = NULL;
  char *tx = fod_store_apply (self->store, edit, &error);

  g_assert_no_error (error);
  g_assert_nonnull (tx);
  return tx;
}

char *
fod_test_create (FodTestStore *self, const char *kind, ...)
{
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autoptr (FodRecord) record = NULL;
  g_autofree char *shared = NULL;
  g_autofree char *tx = NULL;
  va_list pairs;

  va_start (pairs, kind);
  record = record_of_pairs (self, kind, pairs);
  va_end (pairs);
  shared = fod_record_dup_shared_id (record);
  if (shared != NULL)
    {
      FodRecord *one = fod_record_copy_as (record, shared);

      fod_record_unref (record);
      record = one;
    }
  fod_edit_create (edit, record);
  tx = apply (self, edit);
  return g_strdup (fod_record_get_id (record));
}

char *
fod_test_set (
    FodTestStore *self, const char *kind, const char *id, const char *field, const char *value)
{
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autofree char *seen = fod_test_get (self, kind, id, field);

  fod_edit_set (edit, kind, id, field, value, seen);
  return apply (self, edit);
}

char *
fod_test_delete (FodTestStore *self, const char *kind, const char *id)
{
  g_autoptr (FodEdit) edit = fod_edit_new ();

  fod_edit_delete (edit, kind, id);
  return apply (self, edit);
}

char *
fod_test_get (FodTestStore *self, const char *kind, const char *id, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodRecord) record = fod_store_get (self->store, kind, id, &error);

  g_assert_no_error (error);
  return g_strdup (fod_record_get (record, field));
}

guint
fod_test_count (FodTestStore *self, const char *kind)
{
  g_autoptr (FodQuery) query = fod_query_new (kind);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = fod_store_query (self->store, query, &error);

  g_assert_no_error (error);
  return rows->len;
}

static gboolean
on_deadline (gpointer data)
{
  g_error ("nothing happened within %d seconds", DEADLINE_S);
  return G_SOURCE_REMOVE;
}

void
fod_test_spin (const gboolean *done)
{
  guint deadline = g_timeout_add_seconds (DEADLINE_S, on_deadline, NULL);

  while (!*done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
}

GAsyncResult *
fod_test_await (GAsyncResult **slot)
{
  guint deadline = g_timeout_add_seconds (DEADLINE_S, on_deadline, NULL);

  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
  return g_steal_pointer (slot);
}

void
fod_test_on_result (GObject *source, GAsyncResult *result, gpointer slot)
{
  *(GAsyncResult **)slot = g_object_ref (result);
}
