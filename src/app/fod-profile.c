/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a passphrase to an open store: key file, sub-key, database, directory, engine, in order. */

#include "config.h"

#include "app/fod-profile.h"

#include "app/fod-language.h"
#include "vault/fod-key-derive.h"
#include "vault/fod-key-file.h"
#include "vault/fod-key-pair.h"
#include "vault/fod-wipe.h"

/* Settings in a file of the profile, and not in the desktop's own database. */
#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>

#include <errno.h>

#define KEY_FILE "db.key"
#define DATABASE "store.db"
#define SETTINGS "settings.ini"
#define SETTINGS_PATH "/dk/fodfaeste/Fodfaeste/"

struct _FodProfile
{
  GObject parent_instance;

  char *folder;
  char *key_path;
  char *database_path;
  FodClock *clock;
  GSettings *settings;
  FodTries *tries;
};

enum
{
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FodProfile, fod_profile, G_TYPE_OBJECT)

/* Anything but a wrong passphrase is no try: a damaged file must not make a person wait. */
static void
note_try (FodProfile *self, const GError *error)
{
  if (error == NULL || g_error_matches (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_WRONG_PASSPHRASE))
    fod_tries_note (self->tries, error == NULL);
}

/* Tells a wrong passphrase, another profile's key file and a damaged database apart. */
static GError *
explain (FodProfile *self, GError *error)
{
  if (g_error_matches (error, FOD_DB_ERROR, FOD_DB_ERROR_WRONG_KEY) &&
      fod_key_pair_is_own (self->key_path, self->database_path))
    error->code = FOD_DB_ERROR_DAMAGED;
  if (g_error_matches (error, FOD_DB_ERROR, FOD_DB_ERROR_WRONG_KEY) ||
      g_error_matches (error, FOD_DB_ERROR, FOD_DB_ERROR_DAMAGED) ||
      g_error_matches (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_WRONG_PASSPHRASE))
    return fod_key_pair_explain (self->key_path, self->database_path, error);
  return error;
}

/* The key goes at once, whatever happens to the program next; the rest when the profile is closed.
 */
static void
on_problem (FodProfile *self, GParamSpec *pspec, FodSyncEngine *engine)
{
  g_autoptr (GError) error = NULL;
  guint handed = 0;
  int problem = -1;

  g_object_get (engine, "problem", &problem, "handed", &handed, NULL);
  if (problem != FOD_SYNC_ERROR_ENDED)
    return;
  if (!fod_wipe_begin (self->folder, handed, &error))
    g_warning ("the key of a profile whose access has ended can't be deleted: %d", error->code);
  g_signal_emit (self, signals[ENDED], 0);
}

/* The access may have ended while the key file was being written anew. */
static void
end_again (FodProfile *self)
{
  g_autoptr (GError) error = NULL;
  guint handed = 0;

  if (fod_wipe_is_noted (self->folder, &handed) && !fod_wipe_begin (self->folder, handed, &error))
    g_warning ("the key of a profile whose access has ended is here again: %d", error->code);
}

/* What a program that was killed left half done. */
static void
finish_end (FodProfile *self)
{
  g_autoptr (GError) error = NULL;

  if (fod_wipe_is_noted (self->folder, NULL) && !fod_wipe_finish (self->folder, &error))
    g_warning ("a profile whose access has ended can't be deleted whole: %d", error->code);
}

static void
on_store_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FodProfile *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (FodStore) store = fod_store_open_finish (result, &error);
  g_autoptr (FodDirectory) directory = NULL;
  g_autoptr (FodSyncEngine) engine = NULL;

  if (store == NULL)
    {
      g_task_return_error (task, explain (self, error));
      return;
    }

  fod_key_pair_note (self->key_path, self->database_path);
  directory = fod_directory_new (store, fod_language_get ());
  engine = fod_sync_engine_new (store);
  g_signal_connect_object (engine, "notify::problem", G_CALLBACK (on_problem), self,
                           G_CONNECT_SWAPPED);
  /* What came of a round could not be kept. */
  if (fod_store_get_read_only (store) == FOD_READ_ONLY_NO)
    fod_sync_engine_start (engine);
  g_task_return_pointer (task, fod_context_new (store, directory, engine, self->settings),
                         g_object_unref);
}

static void
open_store (GTask *task, FodSecret *data_key)
{
  FodProfile *self = g_task_get_source_object (task);
  g_autoptr (FodSecret) database = fod_key_derive (data_key, FOD_KEY_DATABASE);
  g_autoptr (FodSecret) journal = fod_key_derive (data_key, FOD_KEY_JOURNAL);
  const FodStoreKeys keys = { database, journal };

  fod_store_open_async (self->folder, &keys, self->clock, g_task_get_cancellable (task),
                        on_store_opened, g_object_ref (task));
}

static void
on_unlocked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FodProfile *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (FodSecret) data_key = fod_key_file_unlock_finish (result, &error);

  note_try (self, error);
  if (data_key == NULL)
    g_task_return_error (task, explain (self, error));
  else
    open_store (task, data_key);
}

static void
rebuild_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FodProfile *self = source;
  g_autoptr (FodSecret) database = fod_key_derive (data, FOD_KEY_DATABASE);
  g_autoptr (FodSecret) journal = fod_key_derive (data, FOD_KEY_JOURNAL);
  const FodStoreKeys keys = { database, journal };
  GError *error = NULL;
  FodRebuilt *rebuilt = fod_rebuild (self->folder, &keys, self->clock, &error);

  if (rebuilt == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, rebuilt, (GDestroyNotify)fod_rebuilt_free);
}

static void
on_unlocked_to_rebuild (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FodProfile *self = g_task_get_source_object (task);
  GError *error = NULL;
  FodSecret *data_key = fod_key_file_unlock_finish (result, &error);

  note_try (self, error);
  if (data_key == NULL)
    {
      g_task_return_error (task, explain (self, error));
      return;
    }
  g_task_set_task_data (task, data_key, (GDestroyNotify)fod_secret_unref);
  g_task_run_in_thread (task, rebuild_in_thread);
}

static void
on_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (FodSecret) data_key = fod_key_file_create_finish (result, &error);

  if (data_key == NULL)
    g_task_return_error (task, error);
  else
    open_store (task, data_key);
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FodProfile *self = g_task_get_source_object (task);
  GError *error = NULL;

  fod_key_file_change_passphrase_finish (result, &error);
  end_again (self);
  note_try (self, error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* Only the owner may look in. */
static gboolean
make_folder (FodProfile *self, GError **error)
{
  int number;

  if (g_mkdir_with_parents (self->folder, 0700) == 0)
    return TRUE;

  number = errno;
  if (number == ENOSPC || number == EDQUOT)
    g_set_error_literal (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_NO_SPACE, "no room");
  else if (number == EACCES || number == EPERM || number == EROFS)
    g_set_error_literal (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_READ_ONLY, "may not be written");
  else
    g_set_error_literal (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_IO, "the folder can't be made");
  return FALSE;
}

static GSettings *
open_settings (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, SETTINGS, NULL);
  g_autoptr (GSettingsBackend) backend =
      g_keyfile_settings_backend_new (path, SETTINGS_PATH, "fodfaeste");

  return g_settings_new_with_backend (APP_ID, backend);
}

static void
fod_profile_dispose (GObject *object)
{
  FodProfile *self = FOD_PROFILE (object);

  g_clear_object (&self->clock);
  g_clear_object (&self->settings);
  g_clear_object (&self->tries);

  G_OBJECT_CLASS (fod_profile_parent_class)->dispose (object);
}

static void
fod_profile_finalize (GObject *object)
{
  FodProfile *self = FOD_PROFILE (object);

  g_free (self->folder);
  g_free (self->key_path);
  g_free (self->database_path);

  G_OBJECT_CLASS (fod_profile_parent_class)->finalize (object);
}

static void
fod_profile_class_init (FodProfileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fod_profile_dispose;
  G_OBJECT_CLASS (klass)->finalize = fod_profile_finalize;

  signals[ENDED] = g_signal_new ("ended", FOD_TYPE_PROFILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
fod_profile_init (FodProfile *self)
{
}

FodProfile *
fod_profile_new (const char *folder, FodClock *clock)
{
  FodProfile *self;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (FOD_IS_CLOCK (clock), NULL);

  self = g_object_new (FOD_TYPE_PROFILE, NULL);
  self->folder = g_canonicalize_filename (folder, NULL);
  self->key_path = g_build_filename (self->folder, KEY_FILE, NULL);
  self->database_path = g_build_filename (self->folder, DATABASE, NULL);
  self->clock = g_object_ref (clock);
  self->settings = open_settings (self->folder);
  self->tries = fod_tries_new (clock);
  finish_end (self);
  return self;
}

char *
fod_profile_dup_default_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "fodfaeste", NULL);
}

const char *
fod_profile_get_folder (FodProfile *self)
{
  g_return_val_if_fail (FOD_IS_PROFILE (self), NULL);

  return self->folder;
}

GSettings *
fod_profile_get_settings (FodProfile *self)
{
  g_return_val_if_fail (FOD_IS_PROFILE (self), NULL);

  return self->settings;
}

FodTries *
fod_profile_get_tries (FodProfile *self)
{
  g_return_val_if_fail (FOD_IS_PROFILE (self), NULL);

  return self->tries;
}

gboolean
fod_profile_exists (FodProfile *self)
{
  g_autofree char *copy = NULL;

  g_return_val_if_fail (FOD_IS_PROFILE (self), FALSE);

  copy = g_strconcat (self->key_path, ".bak", NULL);
  return g_file_test (self->key_path, G_FILE_TEST_EXISTS) ||
         g_file_test (copy, G_FILE_TEST_EXISTS) ||
         g_file_test (self->database_path, G_FILE_TEST_EXISTS);
}

gboolean
fod_profile_has_ended (FodProfile *self, guint *handed)
{
  g_return_val_if_fail (FOD_IS_PROFILE (self), FALSE);

  return fod_wipe_is_noted (self->folder, handed);
}

void
fod_profile_begin_anew (FodProfile *self)
{
  g_return_if_fail (FOD_IS_PROFILE (self));

  finish_end (self);
  fod_wipe_forget (self->folder);
}

void
fod_profile_create_async (FodProfile *self,
                          FodSecret *passphrase,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_return_if_fail (FOD_IS_PROFILE (self));

  g_task_set_source_tag (task, fod_profile_open_async);
  if (make_folder (self, &error))
    fod_key_file_create_async (self->key_path, passphrase, NULL, cancellable, on_created,
                               g_object_ref (task));
  else
    g_task_return_error (task, error);
}

void
fod_profile_open_async (FodProfile *self,
                        FodSecret *passphrase,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (FOD_IS_PROFILE (self));

  g_task_set_source_tag (task, fod_profile_open_async);
  fod_key_file_unlock_async (self->key_path, passphrase, cancellable, on_unlocked,
                             g_object_ref (task));
}

FodContext *
fod_profile_open_finish (FodProfile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fod_profile_rebuild_async (FodProfile *self,
                           FodSecret *passphrase,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (FOD_IS_PROFILE (self));

  g_task_set_source_tag (task, fod_profile_rebuild_async);
  fod_key_file_unlock_async (self->key_path, passphrase, cancellable, on_unlocked_to_rebuild,
                             g_object_ref (task));
}

FodRebuilt *
fod_profile_rebuild_finish (FodProfile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
fod_profile_close (FodProfile *self, FodContext *context)
{
  g_return_if_fail (FOD_IS_PROFILE (self));
  g_return_if_fail (FOD_IS_CONTEXT (context));

  fod_sync_engine_stop (fod_context_get_engine (context));
  fod_store_close (fod_context_get_store (context));
  finish_end (self);
}

void
fod_profile_change_passphrase_async (FodProfile *self,
                                     FodSecret *old,
                                     FodSecret *fresh,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (FOD_IS_PROFILE (self));

  g_task_set_source_tag (task, fod_profile_change_passphrase_async);
  fod_key_file_change_passphrase_async (self->key_path, old, fresh, NULL, on_changed,
                                        g_object_ref (task));
}

gboolean
fod_profile_change_passphrase_finish (FodProfile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
