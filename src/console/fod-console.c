/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One run of the program: opens the profile when it is first needed and prints what commands
 * answer. Knows no command. */

#include "config.h"

#include "console/fod-console.h"

#include "console/fod-console-secrets.h"
#include "vault/fod-key-derive.h"
#include "vault/fod-key-file.h"
#include "vault/fod-key-pair.h"
#include "vault/fod-passphrase.h"
#include "vault/fod-wipe.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define KEY_FILE "db.key"
#define DATABASE "store.db"

struct _FodConsole
{
  const FodConsoleCall *call; /* not owned */
  FodStore *store;            /* owned */
  FodSyncEngine *engine;      /* owned */
  FodExit exit;
  gboolean broken; /* the standard output no longer takes what is printed */
};

FodConsole *
fod_console_new (const FodConsoleCall *call)
{
  FodConsole *self;

  g_return_val_if_fail (call != NULL, NULL);

  self = g_new0 (FodConsole, 1);
  self->call = call;
  return self;
}

static void
close_profile (FodConsole *self)
{
  if (self->engine != NULL)
    fod_sync_engine_stop (self->engine);
  g_clear_object (&self->engine);
  if (self->store != NULL)
    fod_store_close (self->store);
  g_clear_object (&self->store);
}

void
fod_console_free (FodConsole *self)
{
  g_return_if_fail (self != NULL);

  close_profile (self);
  g_free (self);
}

const char *
fod_console_get_profile (FodConsole *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->call->profile != NULL)
    return self->call->profile;

  g_set_error_literal (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL,
                       _ ("Say which profile to use: --profile DIR."));
  return NULL;
}

/* Tells a wrong passphrase, another profile's key file and a damaged database apart. */
static void
explain (const char *profile, GError **error)
{
  g_autofree char *key_file = g_build_filename (profile, KEY_FILE, NULL);
  g_autofree char *database = g_build_filename (profile, DATABASE, NULL);

  if (g_error_matches (*error, FOD_DB_ERROR, FOD_DB_ERROR_WRONG_KEY) &&
      fod_key_pair_is_own (key_file, database))
    (*error)->code = FOD_DB_ERROR_DAMAGED;
  if (g_error_matches (*error, FOD_DB_ERROR, FOD_DB_ERROR_WRONG_KEY) ||
      g_error_matches (*error, FOD_DB_ERROR, FOD_DB_ERROR_DAMAGED) ||
      g_error_matches (*error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_WRONG_PASSPHRASE))
    *error = fod_key_pair_explain (key_file, database, *error);
}

static void
note_pair (const char *profile)
{
  g_autofree char *key_file = g_build_filename (profile, KEY_FILE, NULL);
  g_autofree char *database = g_build_filename (profile, DATABASE, NULL);

  fod_key_pair_note (key_file, database);
}

static gboolean
open_store (FodConsole *self, const char *profile, FodSecret *data_key, GError **error)
{
  g_autoptr (FodSecret) database = fod_key_derive (data_key, FOD_KEY_DATABASE);
  g_autoptr (FodSecret) journal = fod_key_derive (data_key, FOD_KEY_JOURNAL);
  const FodStoreKeys keys = { database, journal };
  g_autoptr (FodClock) clock = fod_system_clock_new ();

  self->store = fod_store_open (profile, &keys, clock, error);
  if (self->store != NULL)
    note_pair (profile);
  return self->store != NULL;
}

static gboolean
check_passphrase (FodSecret *passphrase, GError **error)
{
  const char *sentence = NULL;

  switch (fod_passphrase_check (passphrase))
    {
    case FOD_PASSPHRASE_GOOD:
      return TRUE;
    case FOD_PASSPHRASE_TOO_SHORT:
      sentence = _ ("The passphrase is too short. Use at least 12 characters, such as four words.");
      break;
    case FOD_PASSPHRASE_COMMON:
      sentence = _ ("This passphrase is among the first that others would try. Use four words that "
                    "have nothing to do with each other.");
      break;
    case FOD_PASSPHRASE_NOT_TEXT:
    default:
      sentence = _ ("The passphrase is no text, or longer than 1024 bytes. Choose another.");
    }
  g_set_error_literal (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL, sentence);
  return FALSE;
}

static FodSecret *
choose_passphrase (int fd, GError **error)
{
  g_autoptr (FodSecret) first = fod_console_secrets_read (fd, _ ("Choose a passphrase: "), error);
  g_autoptr (FodSecret) second = NULL;

  if (first == NULL || !check_passphrase (first, error))
    return NULL;
  if (fd >= 0)
    return g_steal_pointer (&first);

  second = fod_console_secrets_read (fd, _ ("The same passphrase again: "), error);
  if (second == NULL)
    return NULL;
  if (!fod_secret_equal (first, second))
    {
      g_set_error_literal (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL,
                           _ ("The two passphrases are not the same. Try again."));
      return NULL;
    }
  return g_steal_pointer (&first);
}

/* A profile's folder is only its owner's to look into. */
static gboolean
make_folder (const char *profile, GError **error)
{
  if (g_mkdir_with_parents (profile, 0700) == 0)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), "mkdir");
  return FALSE;
}

static gboolean
choose_cost (const char *name, FodKeyCost *cost, GError **error)
{
  if (strcmp (name, "interactive") == 0)
    fod_key_cost_init_floor (cost);
  else if (strcmp (name, "moderate") == 0)
    fod_key_cost_init_moderate (cost);
  else
    {
      g_set_error_literal (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL,
                           _ ("--key-cost is interactive or moderate."));
      return FALSE;
    }
  return TRUE;
}

/* What makes a folder a profile, then what lies beside it while it is open. */
static const char *const files[] = { KEY_FILE,        KEY_FILE ".bak", DATABASE,
                                     DATABASE "-wal", DATABASE "-shm", "store.journal" };

static gboolean
is_profile (const char *folder)
{
  for (gsize i = 0; i < 3; i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
    }
  return FALSE;
}

/* A profile that could not be finished leaves nothing that a second try would stumble over. */
static void
unmake (const char *folder)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL);

      (void)g_unlink (path);
    }
}

gboolean
fod_console_make (FodConsole *self, const char *key_cost, GError **error)
{
  const char *profile = fod_console_get_profile (self, error);
  g_autofree char *path = NULL;
  g_autoptr (FodSecret) passphrase = NULL;
  g_autoptr (FodSecret) data_key = NULL;
  g_autoptr (GError) problem = NULL;
  FodKeyCost cost;

  if (profile == NULL)
    return FALSE;
  if (key_cost != NULL && !choose_cost (key_cost, &cost, error))
    return FALSE;

  if (fod_wipe_is_noted (profile, NULL))
    {
      if (!fod_wipe_finish (profile, error))
        return FALSE;
      fod_wipe_forget (profile);
    }
  if (is_profile (profile))
    {
      g_set_error_literal (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_EXISTS, "A profile is there");
      return FALSE;
    }

  passphrase = choose_passphrase (self->call->passphrase_fd, error);
  if (passphrase == NULL || !make_folder (profile, error))
    return FALSE;
  path = g_build_filename (profile, KEY_FILE, NULL);
  data_key = fod_key_file_create (path, passphrase, key_cost == NULL ? NULL : &cost, error);
  if (data_key == NULL)
    return FALSE;
  if (open_store (self, profile, data_key, &problem))
    return TRUE;

  /* Else somebody made it in the same moment, and it is theirs. */
  if (!g_error_matches (problem, FOD_STORE_ERROR, FOD_STORE_ERROR_IN_USE))
    unmake (profile);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
fod_console_change_passphrase (FodConsole *self, const char *key_cost, GError **error)
{
  const char *profile = fod_console_get_profile (self, error);
  g_autofree char *path = NULL;
  g_autoptr (FodSecret) old = NULL;
  g_autoptr (FodSecret) fresh = NULL;
  FodKeyCost cost;

  if (profile == NULL || (key_cost != NULL && !choose_cost (key_cost, &cost, error)))
    return FALSE;

  old = fod_console_secrets_read (self->call->passphrase_fd, _ ("Passphrase: "), error);
  if (old != NULL)
    fresh = choose_passphrase (self->call->new_passphrase_fd, error);
  if (fresh == NULL)
    return FALSE;

  path = g_build_filename (profile, KEY_FILE, NULL);
  return fod_key_file_change_passphrase (path, old, fresh, key_cost == NULL ? NULL : &cost, error);
}

/* What is left of a profile whose access has ended goes, and how it went is told. */
static gboolean
tell_end (const char *profile, GError **error)
{
  guint handed = 0;

  if (!fod_wipe_is_noted (profile, &handed))
    return FALSE;
  g_clear_error (error);
  if (!fod_wipe_finish (profile, error))
    return TRUE;
  g_set_error (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_ATTENTION,
               ngettext ("This device's access has ended, and the profile is deleted. %u change "
                         "that waited was handed over to the server. Make a new profile with "
                         "“init” if you are to go on here.",
                         "This device's access has ended, and the profile is deleted. %u changes "
                         "that waited were handed over to the server. Make a new profile with "
                         "“init” if you are to go on here.",
                         handed),
               handed);
  return TRUE;
}

gboolean
fod_console_note_end (FodConsole *self, GError **error)
{
  guint handed = 0;

  g_return_val_if_fail (self != NULL && error != NULL, FALSE);

  if (!g_error_matches (*error, FOD_SYNC_ERROR, FOD_SYNC_ERROR_ENDED))
    return FALSE;
  g_object_get (self->engine, "handed", &handed, NULL);
  g_clear_error (error);
  if (!fod_wipe_begin (self->call->profile, handed, error))
    return FALSE;
  close_profile (self);
  tell_end (self->call->profile, error);
  return FALSE;
}

/* @profile: (out) (transfer none): the folder. */
static FodSecret *
unlock (FodConsole *self, const char **profile, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (FodSecret) passphrase = NULL;
  FodSecret *data_key;

  *profile = fod_console_get_profile (self, error);
  if (*profile == NULL)
    return NULL;
  path = g_build_filename (*profile, KEY_FILE, NULL);
  if (tell_end (*profile, error))
    return NULL;
  if (!g_file_test (*profile, G_FILE_TEST_IS_DIR))
    {
      g_set_error_literal (error, FOD_VAULT_ERROR, FOD_VAULT_ERROR_NO_FILE, "No such folder");
      return NULL;
    }
  passphrase = fod_console_secrets_read (self->call->passphrase_fd, _ ("Passphrase: "), error);
  if (passphrase == NULL)
    return NULL;
  data_key = fod_key_file_unlock (path, passphrase, error);
  if (data_key == NULL)
    explain (*profile, error);
  return data_key;
}

FodStore *
fod_console_get_store (FodConsole *self, GError **error)
{
  const char *profile = NULL;
  g_autoptr (FodSecret) data_key = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->store != NULL)
    return self->store;
  data_key = unlock (self, &profile, error);
  if (data_key == NULL)
    return NULL;
  if (!open_store (self, profile, data_key, error))
    explain (profile, error);
  return self->store;
}

FodRebuilt *
fod_console_rebuild (FodConsole *self, GError **error)
{
  const char *profile = NULL;
  g_autoptr (FodSecret) data_key = NULL;
  g_autoptr (FodSecret) database = NULL;
  g_autoptr (FodSecret) journal = NULL;
  g_autoptr (FodClock) clock = fod_system_clock_new ();
  FodStoreKeys keys;
  gboolean needed = FALSE;

  g_return_val_if_fail (self != NULL, NULL);

  data_key = unlock (self, &profile, error);
  if (data_key == NULL)
    return NULL;
  keys.database = database = fod_key_derive (data_key, FOD_KEY_DATABASE);
  keys.journal = journal = fod_key_derive (data_key, FOD_KEY_JOURNAL);
  if (!fod_rebuild_is_needed (profile, &keys, clock, &needed, error))
    return NULL;
  if (needed)
    return fod_rebuild (profile, &keys, clock, error);
  g_set_error_literal (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL,
                       _ ("The database is not damaged. It is left as it is."));
  return NULL;
}

FodSyncEngine *
fod_console_get_engine (FodConsole *self, GError **error)
{
  FodStore *store = fod_console_get_store (self, error);

  /* What came of a round could not be kept. */
  if (store != NULL && fod_store_get_read_only (store) != FOD_READ_ONLY_NO)
    {
      g_set_error_literal (error, FOD_DB_ERROR, FOD_DB_ERROR_READ_ONLY, "no sync");
      return NULL;
    }
  if (store != NULL && self->engine == NULL)
    self->engine = fod_sync_engine_new (store);
  return self->engine;
}

FodSecret *
fod_console_read_password (FodConsole *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return fod_console_secrets_read (self->call->password_fd, _ ("Password for the server: "), error);
}

void
fod_console_write (FodConsole *self, const char *text, gsize size)
{
  g_return_if_fail (self != NULL && text != NULL);

  if (fwrite (text, 1, size, stdout) != size)
    self->broken = TRUE;
}

void
fod_console_print (FodConsole *self, JsonNode *answer)
{
  g_autoptr (JsonNode) node = answer;
  g_autofree char *text = json_to_string (node, FALSE);

  fod_console_write (self, text, strlen (text));
  fod_console_write (self, "\n", 1);
}

gboolean
fod_console_flush (FodConsole *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (fflush (stdout) == 0 && !self->broken)
    return TRUE;

  self->broken = FALSE;
  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), "standard output");
  return FALSE;
}

void
fod_console_set_exit (FodConsole *self, FodExit code)
{
  g_return_if_fail (self != NULL);

  self->exit = code;
}

FodExit
fod_console_take_exit (FodConsole *self)
{
  FodExit code;

  g_return_val_if_fail (self != NULL, FOD_EXIT_DONE);

  code = self->exit;
  self->exit = FOD_EXIT_DONE;
  return code;
}

void
fod_console_on_ready (GObject *source, GAsyncResult *result, gpointer slot)
{
  *(GAsyncResult **)slot = g_object_ref (result);
}

GAsyncResult *
fod_console_wait (GAsyncResult **slot)
{
  g_return_val_if_fail (slot != NULL, NULL);

  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (slot);
}
