/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names for ids and codes. Three small tables, read whole and read again when they change; nobody
 * waits for them: before the first answer a code is its own name. */

#include "config.h"

#include "model/fod-directory.h"

#include "base/fod-fold.h"

#include <gio/gio.h>
#include <string.h>

struct _FodDirectory
{
  GObject parent_instance;

  FodStore *store;
  char *language;
  GHashTable *users; /* id → FodRecord */
  GHashTable *codes; /* "list/code" → FodRecord */
  GPtrArray *sorted; /* of FodRecord: the codes in their lists' order */
  GCancellable *cancellable;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodDirectory, fod_directory, G_TYPE_OBJECT)

static char *
dup_code_key (const char *list, const char *code)
{
  return g_strconcat (list, "/", code, NULL);
}

static void
take_users (FodDirectory *self, GPtrArray *records)
{
  g_hash_table_remove_all (self->users);
  for (guint i = 0; i < records->len; i++)
    {
      FodRecord *record = g_ptr_array_index (records, i);

      g_hash_table_insert (self->users, g_strdup (fod_record_get_id (record)),
                           fod_record_ref (record));
    }
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  const FodRecord *first = *(const FodRecord *const *)a;
  const FodRecord *second = *(const FodRecord *const *)b;
  gint64 distance =
      fod_record_get_int (first, "position") - fod_record_get_int (second, "position");

  if (distance != 0)
    return distance < 0 ? -1 : 1;
  return g_strcmp0 (fod_record_get (first, "code"), fod_record_get (second, "code"));
}

static void
take_codes (FodDirectory *self, GPtrArray *records)
{
  g_hash_table_remove_all (self->codes);
  for (guint i = 0; i < records->len; i++)
    {
      FodRecord *record = g_ptr_array_index (records, i);

      g_hash_table_insert (
          self->codes,
          dup_code_key (fod_record_get (record, "list"), fod_record_get (record, "code")),
          fod_record_ref (record));
    }
  g_clear_pointer (&self->sorted, g_ptr_array_unref);
  self->sorted = g_ptr_array_ref (records);
  g_ptr_array_sort (self->sorted, compare_positions);
}

static GPtrArray *
take_answer (FodStore *store, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = fod_store_query_finish (store, result, &error);

  if (records == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !g_error_matches (error, FOD_STORE_ERROR, FOD_STORE_ERROR_CLOSED))
    g_warning ("the names could not be read: %s", error->message);
  return records;
}

static void
on_users (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodDirectory) self = user_data;
  g_autoptr (GPtrArray) records = take_answer (FOD_STORE (source), result);

  if (records == NULL)
    return;
  take_users (self, records);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_codes (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FodDirectory) self = user_data;
  g_autoptr (GPtrArray) records = take_answer (FOD_STORE (source), result);

  if (records == NULL)
    return;
  take_codes (self, records);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ask (FodDirectory *self, const char *kind, GAsyncReadyCallback callback)
{
  g_autoptr (FodQuery) query = fod_query_new (kind);

  fod_store_query_async (self->store, query, self->cancellable, callback, g_object_ref (self));
}

static void
on_store_changed (FodDirectory *self, const char *kind, GStrv ids, FodStore *store)
{
  if (g_str_equal (kind, FOD_KIND_USER))
    ask (self, kind, on_users);
  else if (g_str_equal (kind, FOD_KIND_CODE))
    ask (self, kind, on_codes);
}

static void
fod_directory_dispose (GObject *object)
{
  FodDirectory *self = FOD_DIRECTORY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (fod_directory_parent_class)->dispose (object);
}

static void
fod_directory_finalize (GObject *object)
{
  FodDirectory *self = FOD_DIRECTORY (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->users, g_hash_table_unref);
  g_clear_pointer (&self->codes, g_hash_table_unref);
  g_clear_pointer (&self->sorted, g_ptr_array_unref);
  G_OBJECT_CLASS (fod_directory_parent_class)->finalize (object);
}

static void
fod_directory_class_init (FodDirectoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fod_directory_dispose;
  object_class->finalize = fod_directory_finalize;

  signals[CHANGED] = g_signal_new ("changed", FOD_TYPE_DIRECTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
fod_directory_init (FodDirectory *self)
{
  self->users =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)fod_record_unref);
  self->codes =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)fod_record_unref);
  self->sorted = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
}

FodDirectory *
fod_directory_new (FodStore *store, const char *language)
{
  FodDirectory *self;

  g_return_val_if_fail (FOD_IS_STORE (store), NULL);
  g_return_val_if_fail (language != NULL, NULL);

  self = g_object_new (FOD_TYPE_DIRECTORY, NULL);
  self->store = g_object_ref (store);
  self->language = g_strdup (language);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self,
                           G_CONNECT_SWAPPED);
  ask (self, FOD_KIND_USER, on_users);
  ask (self, FOD_KIND_CODE, on_codes);
  return self;
}

void
fod_directory_set_language (FodDirectory *self, const char *language)
{
  g_return_if_fail (FOD_IS_DIRECTORY (self));
  g_return_if_fail (language != NULL);

  if (g_str_equal (self->language, language))
    return;
  g_free (self->language);
  self->language = g_strdup (language);
  g_signal_emit (self, signals[CHANGED], 0);
}

static const char *
get_name (FodDirectory *self, const FodRecord *code)
{
  return fod_record_get (code, g_str_equal (self->language, "da") ? "name-da" : "name-en");
}

const char *
fod_directory_get_code_name (FodDirectory *self, const char *list, const char *code)
{
  g_autofree char *key = NULL;
  const FodRecord *record;

  g_return_val_if_fail (FOD_IS_DIRECTORY (self), NULL);
  g_return_val_if_fail (list != NULL, NULL);

  if (code == NULL)
    return NULL;
  key = dup_code_key (list, code);
  record = g_hash_table_lookup (self->codes, key);
  return record == NULL ? code : get_name (self, record);
}

static gboolean
is_valid_on (const FodRecord *code, const char *date)
{
  const char *from = fod_record_get (code, "valid-from");
  const char *to = fod_record_get (code, "valid-to");

  return (from == NULL || strcmp (from, date) <= 0) && (to == NULL || strcmp (date, to) <= 0);
}

GPtrArray *
fod_directory_list_codes (FodDirectory *self, const char *list, const char *date)
{
  GPtrArray *codes;

  g_return_val_if_fail (FOD_IS_DIRECTORY (self), NULL);
  g_return_val_if_fail (list != NULL && date != NULL, NULL);

  codes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->sorted->len; i++)
    {
      const FodRecord *record = g_ptr_array_index (self->sorted, i);
      FodCode code = { fod_record_get (record, "code"), get_name (self, record) };

      if (g_str_equal (fod_record_get (record, "list"), list) && is_valid_on (record, date))
        g_ptr_array_add (codes, g_memdup2 (&code, sizeof code));
    }
  return codes;
}

const char *
fod_directory_get_setting (FodDirectory *self, const char *list, const char *code, const char *date)
{
  const FodRecord *setting = NULL;

  g_return_val_if_fail (FOD_IS_DIRECTORY (self), NULL);
  g_return_val_if_fail (list != NULL && code != NULL && date != NULL, NULL);

  for (guint i = 0; i < self->sorted->len; i++)
    {
      const FodRecord *record = g_ptr_array_index (self->sorted, i);

      if (g_str_equal (fod_record_get (record, "list"), list) &&
          g_str_equal (fod_record_get (record, "code"), code) && is_valid_on (record, date) &&
          (setting == NULL || g_strcmp0 (fod_record_get (record, "valid-from"),
                                         fod_record_get (setting, "valid-from")) > 0))
        setting = record;
    }
  return setting != NULL ? get_name (self, setting) : NULL;
}

const char *
fod_directory_get_user_name (FodDirectory *self, const char *user)
{
  const FodRecord *record;

  g_return_val_if_fail (FOD_IS_DIRECTORY (self), NULL);

  if (user == NULL)
    return NULL;
  record = g_hash_table_lookup (self->users, user);
  return record == NULL ? NULL : fod_record_get (record, "name");
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const FodCode *first = *(const FodCode *const *)a;
  const FodCode *second = *(const FodCode *const *)b;
  g_autofree char *first_key = fod_fold_collate_key (first->name);
  g_autofree char *second_key = fod_fold_collate_key (second->name);

  return strcmp (first_key, second_key);
}

GPtrArray *
fod_directory_list_users (FodDirectory *self)
{
  GPtrArray *users;
  GHashTableIter iter;
  gpointer id, record;

  g_return_val_if_fail (FOD_IS_DIRECTORY (self), NULL);

  users = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_iter_init (&iter, self->users);
  while (g_hash_table_iter_next (&iter, &id, &record))
    {
      FodCode user = { id, fod_record_get (record, "name") };

      if (!fod_record_get_bool (record, "gone"))
        g_ptr_array_add (users, g_memdup2 (&user, sizeof user));
    }
  g_ptr_array_sort (users, compare_names);
  return users;
}

gboolean
fod_directory_is_me (FodDirectory *self, const char *user)
{
  g_return_val_if_fail (FOD_IS_DIRECTORY (self), FALSE);

  return user == NULL || g_strcmp0 (user, fod_store_get_user (self->store)) == 0;
}
