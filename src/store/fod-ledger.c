/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The open profile as the worker sees it. Rows, queue and base have files of their own. */

#include "config.h"

#include "store/fod-ledger.h"

#include "store/fod-client-migrations.h"
#include "store/fod-op-clock.h"
#include "store/fod-profile-lock.h"
#include "store/fod-store.h"

#include <glib/gstdio.h>

#include <sys/stat.h>
#include <unistd.h>

#define DATABASE "store.db"
#define DAMAGED "damaged"
#define MIGRATIONS "/dk/fodfaeste/migrations/client"

/* The log is moved into the file when nobody waits (fod-chores.c); this many pages (24 MiB) are for
 * the case that somebody always does. */
#define CHECKPOINT_LATE "PRAGMA wal_autocheckpoint = 6000"

struct _FodLedger
{
  char *folder;
  FodDb *db;
  FodSecondJournal *second;
  FodClock *clock;
  FodOpClock op_clock;
  guint kept_session;
  int lock;
  char *user;
  char *team;
  char *role;
  gboolean chores;
  gboolean ended; /* no save is taken */
  FodReadOnly read_only;
  FodNews *pending;   /* of the transaction under way */
  FodNews *committed; /* not yet taken */
};

void
fod_news_free (FodNews *self)
{
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_free (self->user);
  g_free (self->role);
  g_free (self);
}

static FodNews *
news_new (void)
{
  FodNews *news = g_new0 (FodNews, 1);

  news->rows =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
  return news;
}

static void
news_add (FodNews *news, const char *kind, const char *id)
{
  GHashTable *ids = g_hash_table_lookup (news->rows, kind);

  if (ids == NULL)
    {
      ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (news->rows, g_strdup (kind), ids);
    }
  if (!g_hash_table_contains (ids, id))
    g_hash_table_add (ids, g_strdup (id));
}

static void
news_join (FodNews *to, FodNews *from)
{
  GHashTableIter kinds;
  gpointer kind, ids;

  g_hash_table_iter_init (&kinds, from->rows);
  while (g_hash_table_iter_next (&kinds, &kind, &ids))
    {
      GHashTableIter iter;
      gpointer id;

      g_hash_table_iter_init (&iter, ids);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        news_add (to, kind, id);
    }
  to->journal |= from->journal;
  to->identity |= from->identity;
}

static FodNews *
pending (FodLedger *self)
{
  if (self->pending == NULL)
    self->pending = news_new ();
  return self->pending;
}

static void
keep_news (FodLedger *self)
{
  if (self->pending == NULL)
    return;
  if (self->committed == NULL)
    self->committed = g_steal_pointer (&self->pending);
  else
    {
      news_join (self->committed, self->pending);
      g_clear_pointer (&self->pending, fod_news_free);
    }
}

static FodHlc
read_last_hlc (FodLedger *self)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (
      self->db, "SELECT hlc FROM history WHERE hlc IS NOT NULL ORDER BY seq DESC LIMIT 1", NULL);
  gboolean has_row = FALSE;
  FodHlc hlc = 0;

  if (stmt != NULL && fod_stmt_step (stmt, &has_row, NULL) && has_row)
    fod_hlc_from_text (fod_stmt_get_text (stmt, 0), &hlc);
  return hlc;
}

static void
read_settings (FodLedger *self)
{
  g_autofree char *session = fod_ledger_dup_setting (self, "clock-session");

  self->user = fod_ledger_dup_setting (self, "user");
  self->team = fod_ledger_dup_setting (self, "team");
  self->role = fod_ledger_dup_setting (self, "role");
  self->kept_session = session == NULL ? 1 : (guint)g_ascii_strtoull (session, NULL, 10);
  fod_op_clock_init (&self->op_clock, self->clock, read_last_hlc (self), self->kept_session);
}

/* The library would make an empty database of it, and what waits would be forgotten. */
static gboolean
check_there (FodLedger *self, const char *path, GError **error)
{
  struct stat info = { 0 };

  if (!fod_second_journal_is_there (self->second) || (stat (path, &info) == 0 && info.st_size > 0))
    return TRUE;
  g_set_error_literal (error, FOD_DB_ERROR, FOD_DB_ERROR_DAMAGED, "the database is gone");
  return FALSE;
}

/* A key that opens the journal is the right one. */
static FodDb *
open_database (FodLedger *self, const char *path, FodSecret *key, GError **error)
{
  g_autoptr (GError) failure = NULL;
  FodDb *db = fod_db_open (path, key, &failure);

  if (db != NULL)
    return db;
  if (g_error_matches (failure, FOD_DB_ERROR, FOD_DB_ERROR_WRONG_KEY) &&
      fod_second_journal_is_there (self->second))
    failure->code = FOD_DB_ERROR_DAMAGED;
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* Damage that was met while somebody worked may lie where an opening does not look. */
static gboolean
check_suspect (FodLedger *self, GError **error)
{
  g_autofree char *note = g_build_filename (self->folder, DAMAGED, NULL);

  if (!g_file_test (note, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!fod_db_check (self->db, error))
    return FALSE;
  (void)g_unlink (note);
  return TRUE;
}

void
fod_ledger_note_damage (FodLedger *self)
{
  g_autofree char *note = g_build_filename (self->folder, DAMAGED, NULL);
  g_autoptr (GError) error = NULL;

  /* The folder is a copy that has no name any more. */
  if (self->read_only != FOD_READ_ONLY_NO)
    return;
  if (!g_file_set_contents_full (note, "", 0, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    g_warning ("the damage is not noted: %s", error->message);
}

FodLedger *
fod_ledger_open (const char *folder, const FodStoreKeys *keys, FodClock *clock, GError **error)
{
  g_autoptr (FodLedger) self = g_new0 (FodLedger, 1);
  g_autofree char *path = g_build_filename (folder, DATABASE, NULL);

  /* Naming the resource keeps the linker from leaving it out of the static library. */
  fod_client_migrations_get_resource ();
  self->folder = g_strdup (folder);
  self->clock = g_object_ref (clock);
  self->lock = fod_profile_lock_take (folder, error);
  if (self->lock < 0)
    return NULL;
  self->second = fod_second_journal_new (folder, keys->journal);
  if (!check_there (self, path, error))
    return NULL;
  self->db = open_database (self, path, keys->database, error);
  if (self->db == NULL || !fod_db_migrate (self->db, MIGRATIONS, error) ||
      !check_suspect (self, error) || !fod_db_exec (self->db, CHECKPOINT_LATE, error))
    return NULL;
  read_settings (self);
  return g_steal_pointer (&self);
}

void
fod_ledger_free (FodLedger *self)
{
  g_return_if_fail (self != NULL);

  if (self->db != NULL)
    fod_db_close (self->db);
  g_clear_object (&self->db);
  g_clear_pointer (&self->second, fod_second_journal_free);
  if (self->lock >= 0)
    close (self->lock);
  fod_op_clock_clear (&self->op_clock);
  g_clear_object (&self->clock);
  g_free (self->folder);
  g_free (self->user);
  g_free (self->team);
  g_free (self->role);
  g_clear_pointer (&self->pending, fod_news_free);
  g_clear_pointer (&self->committed, fod_news_free);
  g_free (self);
}

FodDb *
fod_ledger_get_db (FodLedger *self)
{
  return self->db;
}

FodClock *
fod_ledger_get_clock (FodLedger *self)
{
  return self->clock;
}

FodSecondJournal *
fod_ledger_get_second (FodLedger *self)
{
  return self->second;
}

gboolean
fod_ledger_end_writing (FodLedger *self, FodReadOnly reason, GError **error)
{
  self->read_only = reason;
  return fod_db_exec (self->db, "PRAGMA query_only = ON", error);
}

FodReadOnly
fod_ledger_get_read_only (FodLedger *self)
{
  return self->read_only;
}

void
fod_ledger_end_saves (FodLedger *self)
{
  self->ended = TRUE;
}

gboolean
fod_ledger_check_saves (FodLedger *self, GError **error)
{
  if (self->ended)
    g_set_error_literal (error, FOD_STORE_ERROR, FOD_STORE_ERROR_ENDED, "all is handed over");
  return !self->ended;
}

gboolean
fod_ledger_begin (FodLedger *self, GError **error)
{
  g_clear_pointer (&self->pending, fod_news_free);
  return fod_db_begin (self->db, error);
}

gboolean
fod_ledger_end (FodLedger *self, gboolean ok, GError **error)
{
  if (ok && self->op_clock.session != self->kept_session)
    {
      g_autofree char *session = g_strdup_printf ("%u", self->op_clock.session);

      ok = fod_ledger_set_setting (self, "clock-session", session, error);
    }
  ok = ok && fod_second_journal_write (self->second, self->db, error) &&
       fod_db_commit (self->db, error);
  fod_second_journal_end (self->second, self->db, ok);
  if (ok)
    {
      self->chores = TRUE;
      self->kept_session = self->op_clock.session;
      keep_news (self);
      return TRUE;
    }
  fod_db_rollback (self->db);
  g_clear_pointer (&self->pending, fod_news_free);
  return FALSE;
}

void
fod_ledger_forget_bytes (FodLedger *self)
{
  g_autoptr (GError) journal = NULL;
  g_autoptr (GError) log = NULL;

  if (!fod_second_journal_rewrite (self->second, self->db, &journal))
    g_warning ("the second journal was not emptied: %s", journal->message);
  if (!fod_db_exec (self->db, "PRAGMA wal_checkpoint(TRUNCATE)", &log))
    g_warning ("the log was not emptied: %s", log->message);
}

void
fod_ledger_touch (FodLedger *self, const char *kind, const char *id)
{
  news_add (pending (self), kind, id);
}

void
fod_ledger_touch_journal (FodLedger *self)
{
  pending (self)->journal = TRUE;
}

FodNews *
fod_ledger_steal_news (FodLedger *self)
{
  FodNews *news = g_steal_pointer (&self->committed);

  if (news != NULL)
    {
      news->user = g_strdup (self->user);
      news->role = g_strdup (self->role);
    }
  return news;
}

void
fod_ledger_set_chores (FodLedger *self)
{
  self->chores = TRUE;
}

gboolean
fod_ledger_steal_chores (FodLedger *self)
{
  gboolean chores = self->chores;

  self->chores = FALSE;
  return chores;
}

gboolean
fod_ledger_get_setting (FodLedger *self, const char *name, char **value, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (self->db, "SELECT value FROM setting WHERE name = ?1", error);
  gboolean has_row = FALSE;

  *value = NULL;
  if (stmt == NULL)
    return FALSE;
  fod_stmt_bind_text (stmt, 1, name);
  if (!fod_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row)
    *value = g_strdup (fod_stmt_get_text (stmt, 0));
  return TRUE;
}

char *
fod_ledger_dup_setting (FodLedger *self, const char *name)
{
  char *value = NULL;

  return fod_ledger_get_setting (self, name, &value, NULL) ? value : NULL;
}

gboolean
fod_ledger_set_setting (FodLedger *self, const char *name, const char *value, GError **error)
{
  g_autoptr (FodStmt) stmt =
      fod_stmt_new (self->db,
                    value == NULL ? "DELETE FROM setting WHERE name = ?1"
                                  : "INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)",
                    error);

  if (stmt == NULL)
    return FALSE;
  fod_second_journal_touch_setting (self->second, name);
  fod_stmt_bind_text (stmt, 1, name);
  if (value != NULL)
    fod_stmt_bind_text (stmt, 2, value);
  return fod_stmt_run (stmt, error);
}

void
fod_ledger_set_identity (FodLedger *self, const char *user, const char *team, const char *role)
{
  g_autofree char *old_user = g_steal_pointer (&self->user);
  g_autofree char *old_team = g_steal_pointer (&self->team);
  g_autofree char *old_role = g_steal_pointer (&self->role);

  self->user = g_strdup (user);
  self->team = g_strdup (team);
  self->role = g_strdup (role);
  pending (self)->identity = TRUE;
}

const char *
fod_ledger_get_user (FodLedger *self)
{
  return self->user;
}

const char *
fod_ledger_get_team (FodLedger *self)
{
  return self->team;
}

const char *
fod_ledger_get_role (FodLedger *self)
{
  return self->role;
}

FodHlc
fod_ledger_next_hlc (FodLedger *self)
{
  return fod_op_clock_next (&self->op_clock);
}

FodHlc
fod_ledger_note_hlc (FodLedger *self)
{
  return fod_op_clock_note (&self->op_clock);
}

void
fod_ledger_see_hlc (FodLedger *self, FodHlc hlc)
{
  self->op_clock.last = MAX (self->op_clock.last, hlc);
}

guint
fod_ledger_get_clock_session (FodLedger *self)
{
  return self->op_clock.session;
}

gint64
fod_ledger_get_session_ms (FodLedger *self)
{
  return fod_op_clock_get_session_ms (&self->op_clock);
}

void
fod_ledger_see_server_time (FodLedger *self, gint64 now_ms)
{
  fod_op_clock_see (&self->op_clock, now_ms);
}

gint64
fod_ledger_get_server_ms (FodLedger *self)
{
  return fod_op_clock_get_ms (&self->op_clock);
}
