/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A new database in place of a damaged one. It is made complete in a folder of its own before any
 * file is moved, and both it and the old journal hold the same changes: so whatever a power cut
 * leaves is either damaged still or whole. The new journal's number is a higher one, so that the
 * new database is never taken to go with the old. */

#include "config.h"

#include "store/fod-rebuild.h"

#include "store/fod-profile-lock.h"
#include "store/fod-replay.h"
#include "store/fod-setup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define FRESH "rebuilt"
#define ASIDE "damaged-%u"
#define NOTE "damaged"
#define JOURNAL "store.journal"

static const char *const database_files[] = { "store.db", "store.db-wal", "store.db-shm" };
static const char *const fresh_files[] = { "store.db",      "store.db-wal", "store.db-shm",
                                           "store.journal", "lock",         "damaged" };

void
fod_rebuilt_free (FodRebuilt *self)
{
  g_free (self->aside);
  g_free (self);
}

static gboolean
fail (const char *doing, GError **error)
{
  int number = errno;
  FodDbError code = FOD_DB_ERROR_IO;

  if (number == ENOSPC || number == EDQUOT)
    code = FOD_DB_ERROR_FULL;
  else if (number == EACCES || number == EROFS || number == EPERM)
    code = FOD_DB_ERROR_READ_ONLY;
  g_set_error (error, FOD_DB_ERROR, (int)code, "cannot %s: %s", doing, g_strerror (number));
  return FALSE;
}

/* Left from a rebuilding that was cut off, if at all. */
static void
remove_fresh (const char *fresh)
{
  for (guint i = 0; i < G_N_ELEMENTS (fresh_files); i++)
    {
      g_autofree char *path = g_build_filename (fresh, fresh_files[i], NULL);

      (void)g_unlink (path);
    }
  (void)g_rmdir (fresh);
}

/* What the old journal says, and its number. */
typedef struct
{
  FodJournalImage *image;
  guint64 generation;
} Old;

static gboolean
fill (FodLedger *ledger, const Old *old, GError **error)
{
  return fod_second_journal_begin_above (fod_ledger_get_db (ledger), old->generation, error) &&
         fod_replay_reconcile (ledger, error) && fod_setup_run (ledger, error) &&
         fod_replay_take (ledger, old->image, FALSE, error);
}

static gboolean
make_fresh (
    const char *fresh, const FodStoreKeys *keys, FodClock *clock, const Old *old, GError **error)
{
  g_autoptr (FodLedger) ledger = NULL;

  remove_fresh (fresh);
  if (g_mkdir (fresh, 0700) != 0)
    return fail ("make a folder", error);
  ledger = fod_ledger_open (fresh, keys, clock, error);
  return ledger != NULL && fill (ledger, old, error);
}

/* Returns: (transfer full) (nullable): its name */
static char *
make_aside (const char *folder, GError **error)
{
  for (guint i = 1; i < 10000; i++)
    {
      g_autofree char *name = g_strdup_printf (ASIDE, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_mkdir (path, 0700) == 0)
        return g_steal_pointer (&name);
      if (errno != EEXIST)
        break;
    }
  fail ("make a folder", error);
  return NULL;
}

static gboolean
move (const char *from, const char *to, const char *name, GError **error)
{
  g_autofree char *source = g_build_filename (from, name, NULL);
  g_autofree char *target = g_build_filename (to, name, NULL);

  return g_rename (source, target) == 0 || errno == ENOENT || fail ("move a file", error);
}

static void
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  if (fsync (fd) != 0)
    g_debug ("a folder can't be flushed here");
  close (fd);
}

/* A copy, because not every file system links. */
static gboolean
keep_copy (const char *from, const char *to, GError **error)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) failure = NULL;
  gsize size = 0;

  if (!g_file_test (from, G_FILE_TEST_EXISTS) ||
      (g_file_get_contents (from, &bytes, &size, &failure) &&
       g_file_set_contents_full (to, bytes, (gssize)size, G_FILE_SET_CONTENTS_DURABLE, 0600,
                                 &failure)))
    return TRUE;
  g_set_error (error, FOD_DB_ERROR,
               g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? FOD_DB_ERROR_FULL
                                                                           : FOD_DB_ERROR_IO,
               "cannot keep the journal: %s", failure->message);
  return FALSE;
}

/* The old journal stays in its place until the new one takes it. */
static gboolean
exchange (const char *folder, const char *fresh, const char *aside, GError **error)
{
  g_autofree char *journal = g_build_filename (folder, JOURNAL, NULL);
  g_autofree char *copy = g_build_filename (aside, JOURNAL, NULL);
  g_autofree char *note = g_build_filename (folder, NOTE, NULL);

  if (!keep_copy (journal, copy, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (database_files); i++)
    if (!move (folder, aside, database_files[i], error))
      return FALSE;
  sync_folder (aside);
  sync_folder (folder);
  for (guint i = 0; i < G_N_ELEMENTS (database_files); i++)
    if (!move (fresh, folder, database_files[i], error))
      return FALSE;
  sync_folder (folder);
  if (!move (fresh, folder, JOURNAL, error))
    return FALSE;
  (void)g_unlink (note);
  remove_fresh (fresh);
  sync_folder (folder);
  return TRUE;
}

static gboolean
run (const char *folder,
     const FodStoreKeys *keys,
     FodClock *clock,
     FodRebuilt *rebuilt,
     GError **error)
{
  g_autofree char *fresh = g_build_filename (folder, FRESH, NULL);
  FodSecondJournal *second = fod_second_journal_new (folder, keys->journal);
  g_autoptr (FodJournalImage) image = fod_second_journal_load (second, &rebuilt->gaps);
  g_autofree char *aside = NULL;
  const Old old = { image, fod_second_journal_get_generation (second) };

  fod_second_journal_free (second);
  rebuilt->changes = g_hash_table_size (image->entries);
  rebuilt->has_server = g_hash_table_lookup (image->settings, "server") != NULL;
  if (!make_fresh (fresh, keys, clock, &old, error))
    {
      remove_fresh (fresh);
      return FALSE;
    }
  rebuilt->aside = make_aside (folder, error);
  if (rebuilt->aside == NULL)
    return FALSE;
  aside = g_build_filename (folder, rebuilt->aside, NULL);
  return exchange (folder, fresh, aside, error);
}

FodRebuilt *
fod_rebuild (const char *folder, const FodStoreKeys *keys, FodClock *clock, GError **error)
{
  g_autoptr (FodRebuilt) rebuilt = g_new0 (FodRebuilt, 1);
  gboolean done;
  int lock;

  g_return_val_if_fail (folder != NULL && keys != NULL && FOD_IS_CLOCK (clock), NULL);

  lock = fod_profile_lock_take (folder, error);
  if (lock < 0)
    return NULL;
  done = run (folder, keys, clock, rebuilt, error);
  close (lock);
  return done ? g_steal_pointer (&rebuilt) : NULL;
}

gboolean
fod_rebuild_is_needed (
    const char *folder, const FodStoreKeys *keys, FodClock *clock, gboolean *needed, GError **error)
{
  g_autoptr (FodLedger) ledger = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (folder != NULL && keys != NULL && FOD_IS_CLOCK (clock), FALSE);

  ledger = fod_ledger_open (folder, keys, clock, &failure);
  *needed = ledger == NULL || !fod_db_check (fod_ledger_get_db (ledger), &failure);
  if (!g_error_matches (failure, FOD_STORE_ERROR, FOD_STORE_ERROR_IN_USE) &&
      !g_error_matches (failure, FOD_DB_ERROR, FOD_DB_ERROR_TOO_NEW))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
