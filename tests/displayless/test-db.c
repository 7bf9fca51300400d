/* SPDX-License-Identifier: GPL-3.0-or-later */

/* FodDb and FodStmt on real files: what lies on the disk, and every way in which a file can fail.
 */

#include "config.h"

#include "db/fod-stmt.h"
#include "support/fod-temp.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARK "Ellen Fiktiv og hendes telefon"

typedef struct
{
  FodTemp *folder;
  char *path;
  FodSecret *key;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const guint8 bytes[32] = { 1, 2, 3 };

  fixture->folder = fod_temp_new ();
  fixture->path = g_build_filename (fixture->folder, "file.db", NULL);
  fixture->key = fod_secret_new (bytes, sizeof bytes);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fod_temp_free (fixture->folder);
  g_free (fixture->path);
  fod_secret_unref (fixture->key);
}

static void
run (FodDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  fod_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

static FodDb *
open_db (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  FodDb *db = fod_db_open (fixture->path, fixture->key, &error);

  g_assert_no_error (error);
  return db;
}

static FodDb *
open_filled (Fixture *fixture, guint rows)
{
  FodDb *db = open_db (fixture);

  run (db, "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE)");
  run (db, "BEGIN");
  for (guint i = 0; i < rows; i++)
    {
      g_autoptr (FodStmt) stmt = fod_stmt_new (db, "INSERT INTO t (name) VALUES (?1)", NULL);
      g_autofree char *name = g_strdup_printf (MARK " %u", i);

      fod_stmt_bind_text (stmt, 1, name);
      g_assert_true (fod_stmt_run (stmt, NULL));
    }
  run (db, "COMMIT");
  return db;
}

static gint64
count (FodDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodStmt) stmt = fod_stmt_new (db, "SELECT count(*) FROM t", &error);
  gboolean has_row = FALSE;

  g_assert_no_error (error);
  fod_stmt_step (stmt, &has_row, &error);
  g_assert_no_error (error);
  g_assert_true (has_row);
  return fod_stmt_get_int (stmt, 0);
}

static gboolean
holds (const char *folder, const char *name, const char *words)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *bytes = NULL;
  gsize size = 0;

  if (!g_file_get_contents (path, &bytes, &size, NULL))
    return FALSE;
  for (gsize i = 0; i + strlen (words) <= size; i++)
    if (memcmp (bytes + i, words, strlen (words)) == 0)
      return TRUE;
  return FALSE;
}

static void
test_disk_holds_no_plaintext (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodDb) db = open_filled (fixture, 50);
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint files = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      files++;
      g_assert_false (holds (fixture->folder, name, "Ellen"));
      g_assert_false (holds (fixture->folder, name, "SQLite format 3"));
      g_assert_false (holds (fixture->folder, name, "CREATE TABLE"));
    }
  g_assert_cmpuint (files, >=, 2);
}

static void
test_file_is_the_owners_alone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodDb) db = open_filled (fixture, 1);
  struct stat info;

  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
}

static void
test_rows_come_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodDb) db = open_filled (fixture, 3);

  fod_db_close (db);
  g_clear_object (&db);
  db = open_db (fixture);
  g_assert_cmpint (count (db), ==, 3);
}

static void
test_settings_are_pinned (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    const char *value;
  } pins[] = {
    { "PRAGMA journal_mode", "wal" }, { "PRAGMA synchronous", "2" },
    { "PRAGMA secure_delete", "1" },  { "PRAGMA page_size", "4096" },
    { "PRAGMA temp_store", "2" },     { "PRAGMA cipher_page_size", "4096" },
  };
  g_autoptr (FodDb) db = open_filled (fixture, 1);

  for (guint i = 0; i < G_N_ELEMENTS (pins); i++)
    {
      g_autoptr (FodStmt) stmt = fod_stmt_new (db, pins[i].sql, NULL);
      gboolean has_row = FALSE;

      g_assert_true (fod_stmt_step (stmt, &has_row, NULL));
      g_assert_true (has_row);
      g_assert_cmpstr (fod_stmt_get_text (stmt, 0), ==, pins[i].value);
    }
}

static void
test_wrong_key_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodSecret) other = fod_secret_new_random (32);
  g_autoptr (FodDb) db = open_filled (fixture, 3);
  g_autoptr (GError) error = NULL;

  g_clear_object (&db);
  g_assert_null (fod_db_open (fixture->path, other, &error));
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_WRONG_KEY);
}

static void
test_plain_file_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "SQLite format 3\0rest", 20, NULL));
  g_assert_null (fod_db_open (fixture->path, fixture->key, &error));
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_NOT_ENCRYPTED);
  g_assert_true (g_file_get_contents (fixture->path, &before, NULL, NULL));
  g_assert_cmpstr (before, ==, "SQLite format 3");
}

static void
test_cut_file_is_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodDb) db = open_filled (fixture, 200);
  g_autoptr (GError) error = NULL;

  g_clear_object (&db);
  g_assert_cmpint (truncate (fixture->path, 1000), ==, 0);
  g_assert_null (fod_db_open (fixture->path, fixture->key, &error));
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_DAMAGED);
}

static void
flip_bit (const char *path, gsize byte)
{
  g_autofree char *bytes = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  bytes[byte % size] ^= 0x10;
  g_assert_true (g_file_set_contents (path, bytes, (gssize)size, NULL));
}

/* Wherever one bit turns over, the file is refused; no wrong value is ever read. */
static void
test_flipped_bits_are_noticed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodDb) filled = open_filled (fixture, 300);
  struct stat info;

  g_clear_object (&filled);
  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  for (gsize i = 0; i < 40; i++)
    {
      g_autoptr (FodDb) db = NULL;
      g_autoptr (GError) error = NULL;
      gsize place = 16 + i * ((gsize)info.st_size - 16) / 40;

      flip_bit (fixture->path, place);
      db = fod_db_open (fixture->path, fixture->key, &error);
      if (db != NULL)
        g_assert_false (fod_db_check (db, &error));
      g_test_message ("byte %" G_GSIZE_FORMAT ": %s", place, error->message);
      g_assert_true (
          g_error_matches (error, FOD_DB_ERROR, FOD_DB_ERROR_DAMAGED) ||
          (place < 4096 && g_error_matches (error, FOD_DB_ERROR, FOD_DB_ERROR_WRONG_KEY)));
      g_clear_object (&db);
      flip_bit (fixture->path, place);
    }
}

static void
test_whole_file_passes_the_check (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodDb) db = open_filled (fixture, 300);
  g_autoptr (GError) error = NULL;

  fod_db_check (db, &error);
  g_assert_no_error (error);
}

static void
test_full_disk_keeps_what_was (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodDb) db = open_filled (fixture, 10);
  g_autoptr (GError) error = NULL;
  struct rlimit limit, small;

  run (db, "PRAGMA wal_checkpoint(TRUNCATE)");
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  small = limit;
  small.rlim_cur = 64 * 1024;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  fod_db_begin (db, NULL);
  for (guint i = 0; i < 200 && error == NULL; i++)
    fod_db_exec (db, "INSERT INTO t (name) VALUES (hex(randomblob(2000)))", &error);
  if (error == NULL)
    fod_db_commit (db, &error);
  fod_db_rollback (db);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_FULL);
  g_assert_cmpint (count (db), ==, 10);
  run (db, "INSERT INTO t (name) VALUES ('room again')");
  g_assert_cmpint (count (db), ==, 11);
}

/* Root may write everywhere; the rule is about everybody else. */
static void
test_read_only_folder_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodDb) db = NULL;
  g_autoptr (GError) error = NULL;
  gboolean root = geteuid () == 0;

  g_assert_cmpint (chmod (fixture->folder, 0555), ==, 0);
  if (root)
    g_assert_cmpint (seteuid (65534), ==, 0);
  db = fod_db_open (fixture->path, fixture->key, &error);
  if (root)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_cmpint (chmod (fixture->folder, 0755), ==, 0);
  g_assert_null (db);
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_READ_ONLY);
}

static void
test_read_only_file_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodDb) db = open_filled (fixture, 1);
  g_autoptr (GError) error = NULL;
  gboolean root = geteuid () == 0;

  g_clear_object (&db);
  g_assert_cmpint (chmod (fixture->folder, 0777), ==, 0);
  g_assert_cmpint (chmod (fixture->path, 0444), ==, 0);
  if (root)
    g_assert_cmpint (seteuid (65534), ==, 0);
  db = fod_db_open (fixture->path, fixture->key, &error);
  if (root)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_null (db);
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_READ_ONLY);
}

static void
test_missing_folder_is_told (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none", "file.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (fod_db_open (path, fixture->key, &error));
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_IO);
}

static void
test_double_key_is_a_constraint (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodDb) db = open_filled (fixture, 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (fod_db_exec (db, "INSERT INTO t SELECT NULL, name FROM t", &error));
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_CONSTRAINT);
  g_assert_null (strstr (error->message, "Ellen"));
}

static void
test_own_mistake_is_no_damage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodDb) db = open_filled (fixture, 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (fod_db_exec (db, "SELECT * FROM nowhere", &error));
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_FAILED);
}

static void
test_rollback_forgets (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodDb) db = open_filled (fixture, 2);

  g_assert_true (fod_db_begin (db, NULL));
  run (db, "DELETE FROM t");
  g_assert_cmpint (fod_db_get_changes (db), ==, 2);
  fod_db_rollback (db);
  fod_db_rollback (db);
  g_assert_cmpint (count (db), ==, 2);
}

static void
test_savepoint_forgets_its_part (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodDb) db = open_filled (fixture, 0);
  g_autoptr (GError) error = NULL;

  g_assert_true (fod_db_begin (db, NULL));
  run (db, "INSERT INTO t (name) VALUES ('outside')");
  g_assert_true (fod_db_savepoint (db, "part", NULL));
  run (db, "INSERT INTO t (name) VALUES ('inside')");
  g_assert_true (fod_db_release (db, "part", FALSE, NULL));
  g_assert_true (fod_db_savepoint (db, "part", NULL));
  run (db, "INSERT INTO t (name) VALUES ('kept')");
  g_assert_true (fod_db_release (db, "part", TRUE, NULL));
  g_assert_true (fod_db_commit (db, &error));
  g_assert_cmpint (count (db), ==, 2);
}

static void
test_backup_opens_with_the_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodDb) db = open_filled (fixture, 20);
  g_autoptr (FodDb) copy = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autoptr (GError) error = NULL;

  fod_db_backup (db, path, &error);
  g_assert_no_error (error);
  g_assert_false (holds (fixture->folder, "copy.db", "Ellen"));
  g_assert_false (holds (fixture->folder, "copy.db", "SQLite format 3"));
  copy = fod_db_open (path, fixture->key, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (copy), ==, 20);
  g_assert_true (fod_db_check (copy, NULL));
}

static void
test_backup_overwrites_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodDb) db = open_filled (fixture, 1);
  g_autofree char *path = g_build_filename (fixture->folder, "there", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  g_assert_false (fod_db_backup (db, path, &error));
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_IO);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
}

static void
test_statement_used_twice_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodDb) db = open_filled (fixture, 3);
  g_autoptr (FodStmt) outer = fod_stmt_new (db, "SELECT name FROM t ORDER BY id", NULL);
  g_autofree char *first = NULL;
  gboolean has_row = FALSE;

  g_assert_true (fod_stmt_step (outer, &has_row, NULL));
  first = g_strdup (fod_stmt_get_text (outer, 0));
  {
    g_autoptr (FodStmt) inner = fod_stmt_new (db, "SELECT name FROM t ORDER BY id", NULL);

    g_assert_true (fod_stmt_step (inner, &has_row, NULL));
    g_assert_cmpstr (fod_stmt_get_text (inner, 0), ==, first);
  }
  g_assert_true (fod_stmt_step (outer, &has_row, NULL));
  g_assert_cmpstr (fod_stmt_get_text (outer, 0), !=, first);
}

static void
test_values_of_every_type_come_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodDb) db = open_filled (fixture, 0);
  g_autoptr (FodStmt) stmt = fod_stmt_new (db, "SELECT ?1, ?2, ?3, ?4", NULL);
  gboolean has_row = FALSE;
  gsize size = 0;

  fod_stmt_bind_text (stmt, 1, "Æble");
  fod_stmt_bind_int (stmt, 2, G_MAXINT64);
  fod_stmt_bind_blob (stmt, 3, "a\0b", 3);
  fod_stmt_bind_text (stmt, 4, NULL);
  g_assert_true (fod_stmt_step (stmt, &has_row, NULL));
  g_assert_cmpstr (fod_stmt_get_text (stmt, 0), ==, "Æble");
  g_assert_cmpint (fod_stmt_get_int (stmt, 1), ==, G_MAXINT64);
  g_assert_cmpmem (fod_stmt_get_blob (stmt, 2, &size), size, "a\0b", 3);
  g_assert_true (fod_stmt_is_null (stmt, 3));
  g_assert_null (fod_stmt_get_text (stmt, 3));
}

static void
test_closed_database_says_so (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodDb) db = open_filled (fixture, 1);
  g_autoptr (GError) error = NULL;

  fod_db_close (db);
  g_assert_false (fod_db_exec (db, "SELECT 1", &error));
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_FAILED);
}

#define ADD(name, function) g_test_add ("/db/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("disk-holds-no-plaintext", test_disk_holds_no_plaintext);
  ADD ("file-is-the-owners-alone", test_file_is_the_owners_alone);
  ADD ("rows-come-back", test_rows_come_back);
  ADD ("settings-are-pinned", test_settings_are_pinned);
  ADD ("wrong-key-is-told", test_wrong_key_is_told);
  ADD ("plain-file-is-refused", test_plain_file_is_refused);
  ADD ("cut-file-is-damaged", test_cut_file_is_damaged);
  ADD ("flipped-bits-are-noticed", test_flipped_bits_are_noticed);
  ADD ("whole-file-passes-the-check", test_whole_file_passes_the_check);
  ADD ("full-disk-keeps-what-was", test_full_disk_keeps_what_was);
  ADD ("read-only-folder-is-told", test_read_only_folder_is_told);
  ADD ("read-only-file-is-told", test_read_only_file_is_told);
  ADD ("missing-folder-is-told", test_missing_folder_is_told);
  ADD ("double-key-is-a-constraint", test_double_key_is_a_constraint);
  ADD ("own-mistake-is-no-damage", test_own_mistake_is_no_damage);
  ADD ("rollback-forgets", test_rollback_forgets);
  ADD ("savepoint-forgets-its-part", test_savepoint_forgets_its_part);
  ADD ("backup-opens-with-the-key", test_backup_opens_with_the_key);
  ADD ("backup-overwrites-nothing", test_backup_overwrites_nothing);
  ADD ("statement-used-twice-at-once", test_statement_used_twice_at_once);
  ADD ("values-of-every-type-come-back", test_values_of_every_type_come_back);
  ADD ("closed-database-says-so", test_closed_database_says_so);
  return g_test_run ();
}
