/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens the encrypted file in the pinned format, refuses what would not be encrypted, and holds the
 * transaction. Knows no table. */

#include "config.h"

#include "db/fod-db.h"

#include "db/fod-db-private.h"
#include "db/fod-stmt.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEY_BYTES 32
#define PAGE_BYTES 4096
#define BUSY_MS 10000
/* Steps of SQLite's machine between two looks at the clock: some tenths of a millisecond. */
#define STEPS 10000
#define PLAIN_HEADER "SQLite format 3"

struct _FodDb
{
  GObject parent_instance;

  sqlite3 *handle;        /* NULL when closed */
  GHashTable *statements; /* SQL → FodStmt, owned by fod-stmt.c */
  FodSecret *key;         /* owned; for copies under the same key */
  guint patience_ms;      /* of a transaction; 0: for ever */
  gint64 deadline_us;     /* of the one that is open; 0: none */
};

G_DEFINE_FINAL_TYPE (FodDb, fod_db, G_TYPE_OBJECT)

/* The two pragmas that pin the format stand after the key and before the first read. The older
 * library passes over what it does not know. */
static const char *const format_pragmas[] = {
  "PRAGMA cipher_compatibility = 3",
  "PRAGMA cipher_page_size = 4096",
  "PRAGMA temp_store = MEMORY",
  "PRAGMA trusted_schema = OFF",
};

/* Four megabytes of pages: twice as much made no search or save faster that a person waits for. */
static const char *const session_pragmas[] = {
  "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA secure_delete = ON",
  "PRAGMA foreign_keys = ON",  "PRAGMA cache_size = -4000",
};

static gboolean
run_plain (sqlite3 *handle, const char *sql, GError **error)
{
  int rc = sqlite3_exec (handle, sql, NULL, NULL, NULL);

  return rc == SQLITE_OK || fod_db_fail (handle, rc, "cannot run a statement", error);
}

static gboolean
run_each (sqlite3 *handle, const char *const *statements, gsize count, GError **error)
{
  for (gsize i = 0; i < count; i++)
    if (!run_plain (handle, statements[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
refuse_plain (GError **error)
{
  g_set_error_literal (error, FOD_DB_ERROR, FOD_DB_ERROR_NOT_ENCRYPTED,
                       "the file is not encrypted, or the library cannot encrypt");
  return FALSE;
}

/* Makes the file for its owner alone before SQLite would make it by the umask. A missing folder, a
 * folder that can't be written and a full disk are told apart here. */
static gboolean
touch_file (const char *path, GError **error)
{
  FodDbError code = FOD_DB_ERROR_IO;
  struct stat info = { 0 };
  int number;
  int fd;

  /* What is there is not opened: closing it would let go of the locks that another connection of
   * this process has on it (POSIX), and another process would take the log for nobody's. */
  if (lstat (path, &info) == 0 && S_ISREG (info.st_mode) && access (path, R_OK | W_OK) == 0)
    return TRUE;
  fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  number = errno;
  if (fd >= 0)
    {
      close (fd);
      return TRUE;
    }
  if (number == EACCES || number == EROFS || number == EPERM)
    code = FOD_DB_ERROR_READ_ONLY;
  else if (number == ENOSPC || number == EDQUOT)
    code = FOD_DB_ERROR_FULL;
  g_set_error (error, FOD_DB_ERROR, (int)code, "cannot open the file: %s", g_strerror (number));
  return FALSE;
}

/* Looks at the bytes on the disk, not at what the library says of them; through the library's own
 * file, for what touch_file() says of closing. */
static gboolean
check_header (sqlite3 *handle, GError **error)
{
  char header[sizeof PLAIN_HEADER] = { 0 };
  sqlite3_file *file = NULL;
  int rc = sqlite3_file_control (handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);

  if (rc == SQLITE_OK && file != NULL && file->pMethods != NULL)
    rc = file->pMethods->xRead (file, header, sizeof header - 1, 0);
  if (rc != SQLITE_OK && rc != SQLITE_IOERR_SHORT_READ)
    return fod_db_fail (handle, rc, "cannot read the file", error);
  if (strncmp (header, PLAIN_HEADER, strlen (PLAIN_HEADER)) == 0)
    return refuse_plain (error);
  return TRUE;
}

static gboolean
set_key (sqlite3 *handle, FodSecret *key, GError **error)
{
  static const char digits[] = "0123456789abcdef";
  const guint8 *bytes = fod_secret_get_data (key);
  char text[2 + KEY_BYTES * 2 + 1];
  int rc;

  memcpy (text, "x'", 2);
  for (guint i = 0; i < KEY_BYTES; i++)
    {
      text[2 + i * 2] = digits[bytes[i] >> 4];
      text[3 + i * 2] = digits[bytes[i] & 15];
    }
  text[sizeof text - 1] = '\'';
  rc = sqlite3_key (handle, text, sizeof text);
  explicit_bzero (text, sizeof text);
  return rc == SQLITE_OK || fod_db_fail (handle, rc, "cannot set the key", error);
}

static int
on_version (void *data, int columns, char **values, char **names)
{
  gboolean *encrypts = data;

  *encrypts = columns == 1 && values[0] != NULL && values[0][0] != '\0';
  return 0;
}

static gboolean
check_cipher (sqlite3 *handle, GError **error)
{
  gboolean encrypts = FALSE;
  int rc = sqlite3_exec (handle, "PRAGMA cipher_version", on_version, &encrypts, NULL);

  if (rc != SQLITE_OK)
    return fod_db_fail (handle, rc, "cannot read the cipher's version", error);
  return encrypts || refuse_plain (error);
}

static void
limit (sqlite3 *handle)
{
  sqlite3_limit (handle, SQLITE_LIMIT_LENGTH, 64 * 1024 * 1024);
  sqlite3_limit (handle, SQLITE_LIMIT_SQL_LENGTH, 256 * 1024);
  sqlite3_limit (handle, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit (handle, SQLITE_LIMIT_EXPR_DEPTH, 200);
  sqlite3_limit (handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0, NULL);
}

static gboolean
prepare_connection (sqlite3 *handle, FodSecret *key, GError **error)
{
  sqlite3_extended_result_codes (handle, 0);
  sqlite3_busy_timeout (handle, BUSY_MS);
  limit (handle);
  return set_key (handle, key, error) && check_cipher (handle, error) &&
         run_each (handle, format_pragmas, G_N_ELEMENTS (format_pragmas), error);
}

sqlite3 *
fod_db_connect (const char *path, FodSecret *key, GError **error)
{
  sqlite3 *handle = NULL;
  /* One thread at a time (FodDb), so that the library need not lock at each column. */
  int rc = sqlite3_open_v2 (path, &handle,
                            SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
  gboolean ok = rc == SQLITE_OK || fod_db_fail (handle, rc, "cannot open the file", error);

  if (ok && prepare_connection (handle, key, error))
    return handle;
  sqlite3_close (handle);
  return NULL;
}

/* Page 1 that can't be read means another key, unless the file is no row of whole pages. */
static gboolean
read_first_page (sqlite3 *handle, const char *path, GError **error)
{
  g_autoptr (GError) failure = NULL;
  struct stat info = { 0 };

  if (run_plain (handle, "SELECT count(*) FROM sqlite_master", &failure))
    return TRUE;
  if (g_error_matches (failure, FOD_DB_ERROR, FOD_DB_ERROR_WRONG_KEY) && stat (path, &info) == 0 &&
      info.st_size % PAGE_BYTES != 0)
    failure->code = FOD_DB_ERROR_DAMAGED;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
start_session (sqlite3 *handle, const char *path, GError **error)
{
  if (!read_first_page (handle, path, error))
    return FALSE;
  if (sqlite3_db_readonly (handle, "main") == 1)
    return fod_db_fail (handle, SQLITE_READONLY, "cannot write the file", error);
  return run_each (handle, session_pragmas, G_N_ELEMENTS (session_pragmas), error) &&
         check_header (handle, error);
}

static gboolean
check_open (FodDb *self, GError **error)
{
  if (self->handle != NULL)
    return TRUE;
  g_set_error_literal (error, FOD_DB_ERROR, FOD_DB_ERROR_FAILED, "the database is closed");
  return FALSE;
}

static void
fod_db_finalize (GObject *object)
{
  fod_db_close (FOD_DB (object));
  G_OBJECT_CLASS (fod_db_parent_class)->finalize (object);
}

static void
fod_db_class_init (FodDbClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fod_db_finalize;
}

static void
fod_db_init (FodDb *self)
{
}

/* The way out of a transaction is made ready while there is memory for it. */
static gboolean
prepare_rollback (FodDb *self, GError **error)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (self, "ROLLBACK", error);

  return stmt != NULL;
}

FodDb *
fod_db_open (const char *path, FodSecret *key, GError **error)
{
  g_autoptr (FodDb) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (key != NULL && fod_secret_get_size (key) == KEY_BYTES, NULL);

  if (!touch_file (path, error))
    return NULL;
  self = g_object_new (FOD_TYPE_DB, NULL);
  self->key = fod_secret_ref (key);
  self->handle = fod_db_connect (path, key, error);
  if (self->handle == NULL || !check_header (self->handle, error) ||
      !start_session (self->handle, path, error))
    return NULL;
  self->statements = fod_stmt_cache_new ();
  return prepare_rollback (self, error) ? g_steal_pointer (&self) : NULL;
}

int
fod_db_get_version (FodDb *self)
{
  g_autoptr (FodStmt) stmt = NULL;
  gboolean has_row = FALSE;

  g_return_val_if_fail (FOD_IS_DB (self), 0);

  stmt = fod_stmt_new (self, "PRAGMA user_version", NULL);
  if (stmt == NULL || !fod_stmt_step (stmt, &has_row, NULL) || !has_row)
    return 0;
  return (int)fod_stmt_get_int (stmt, 0);
}

gboolean
fod_db_exec (FodDb *self, const char *sql, GError **error)
{
  g_autoptr (FodStmt) stmt = NULL;
  gboolean has_row = TRUE;

  g_return_val_if_fail (FOD_IS_DB (self), FALSE);
  g_return_val_if_fail (sql != NULL, FALSE);

  stmt = fod_stmt_new (self, sql, error);
  if (stmt == NULL)
    return FALSE;
  while (has_row)
    if (!fod_stmt_step (stmt, &has_row, error))
      return FALSE;
  return TRUE;
}

static int
is_over (void *data)
{
  FodDb *self = data;

  return self->deadline_us != 0 && g_get_monotonic_time () > self->deadline_us;
}

void
fod_db_set_patience (FodDb *self, guint ms)
{
  g_return_if_fail (FOD_IS_DB (self) && self->handle != NULL);

  self->patience_ms = ms;
  sqlite3_progress_handler (self->handle, ms == 0 ? 0 : STEPS, is_over, self);
}

gboolean
fod_db_begin (FodDb *self, GError **error)
{
  g_return_val_if_fail (FOD_IS_DB (self), FALSE);

  if (!fod_db_exec (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  /* The wait for another writer is none of the work. */
  if (self->patience_ms > 0)
    self->deadline_us = g_get_monotonic_time () + (gint64)self->patience_ms * 1000;
  return TRUE;
}

gboolean
fod_db_commit (FodDb *self, GError **error)
{
  g_return_val_if_fail (FOD_IS_DB (self), FALSE);

  self->deadline_us = 0;
  if (fod_db_exec (self, "COMMIT", error))
    return TRUE;
  fod_db_rollback (self);
  return FALSE;
}

void
fod_db_rollback (FodDb *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (FOD_IS_DB (self));

  self->deadline_us = 0;
  /* A full disk or a broken page has ended the transaction already. */
  if (self->handle == NULL || sqlite3_get_autocommit (self->handle))
    return;
  if (!fod_db_exec (self, "ROLLBACK", &error))
    g_warning ("rollback: %s", error->message);
}

static gboolean
run_savepoint (FodDb *self, const char *verb, const char *name, GError **error)
{
  g_autofree char *sql = NULL;

  g_assert (strspn (name, "abcdefghijklmnopqrstuvwxyz_") == strlen (name));

  sql = g_strconcat (verb, " ", name, NULL);
  return fod_db_exec (self, sql, error);
}

gboolean
fod_db_savepoint (FodDb *self, const char *name, GError **error)
{
  g_return_val_if_fail (FOD_IS_DB (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return run_savepoint (self, "SAVEPOINT", name, error);
}

gboolean
fod_db_release (FodDb *self, const char *name, gboolean keep, GError **error)
{
  g_return_val_if_fail (FOD_IS_DB (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (!keep && !run_savepoint (self, "ROLLBACK TO", name, error))
    return FALSE;
  return run_savepoint (self, "RELEASE", name, error);
}

int
fod_db_get_changes (FodDb *self)
{
  g_return_val_if_fail (FOD_IS_DB (self), 0);

  return self->handle == NULL ? 0 : sqlite3_changes (self->handle);
}

gint64
fod_db_get_last_id (FodDb *self)
{
  g_return_val_if_fail (FOD_IS_DB (self), 0);

  return self->handle == NULL ? 0 : sqlite3_last_insert_rowid (self->handle);
}

gboolean
fod_db_check (FodDb *self, GError **error)
{
  g_autoptr (FodStmt) stmt = NULL;
  gboolean has_row = FALSE;

  g_return_val_if_fail (FOD_IS_DB (self), FALSE);

  stmt = check_open (self, error) ? fod_stmt_new (self, "PRAGMA integrity_check(1)", error) : NULL;
  if (stmt == NULL || !fod_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (has_row && g_strcmp0 (fod_stmt_get_text (stmt, 0), "ok") == 0)
    return TRUE;
  g_set_error_literal (error, FOD_DB_ERROR, FOD_DB_ERROR_DAMAGED,
                       "the integrity check found damage");
  return FALSE;
}

void
fod_db_close (FodDb *self)
{
  g_return_if_fail (FOD_IS_DB (self));

  g_clear_pointer (&self->statements, g_hash_table_unref);
  if (self->handle != NULL && sqlite3_close (self->handle) != SQLITE_OK)
    g_warning ("a statement was still in use when the database was closed");
  self->handle = NULL;
  g_clear_pointer (&self->key, fod_secret_unref);
}

sqlite3 *
fod_db_get_handle (FodDb *self)
{
  return self->handle;
}

FodSecret *
fod_db_get_key (FodDb *self)
{
  return self->key;
}

GHashTable *
fod_db_get_statements (FodDb *self)
{
  return self->statements;
}
