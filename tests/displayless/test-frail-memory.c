/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The database library gets no memory: at each single place where it asks for some, and at all from
 * one on (security.md R6). An error comes of it, never a crash, and what was committed stays. What
 * GLib asks for is not meant: that ends the program, as a kill does. So does what SQLCipher asks
 * for when it is given its key; the refusals begin behind that. FOD_STEP=n tries each n-th place.
 */

#include "config.h"

#include "db/fod-stmt.h"
#include "support/fod-frail-disk.h"
#include "support/fod-temp.h"

#include <sqlite3.h>
#include <stdlib.h>

/* The library's allocator, with a count in front. It has no place for a pointer of ours. */
static sqlite3_mem_methods real;
static guint left; /* until one is refused; 0: none will be */
static gboolean lasting;
static gboolean refused;

static gboolean
refuses (void)
{
  if (refused && lasting)
    return TRUE;
  if (left == 0 || --left > 0)
    return FALSE;
  refused = TRUE;
  return TRUE;
}

static void *
get (int size)
{
  return refuses () ? NULL : real.xMalloc (size);
}

static void *
get_more (void *old, int size)
{
  return refuses () ? NULL : real.xRealloc (old, size);
}

static void
take_over (void)
{
  sqlite3_mem_methods methods;

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &real), ==, SQLITE_OK);
  methods = real;
  methods.xMalloc = get;
  methods.xRealloc = get_more;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &methods), ==, SQLITE_OK);
}

static FodDb *
open_db (const char *path, GError **error)
{
  static const guint8 bytes[32] = { 1, 2, 3 };
  g_autoptr (FodSecret) key = fod_secret_new (bytes, sizeof bytes);

  return fod_db_open (path, key, error);
}

static gboolean
save (FodDb *db, gint64 number, GError **error)
{
  g_autoptr (FodStmt) stmt = NULL;

  if (!fod_db_begin (db, error))
    return FALSE;
  stmt = fod_stmt_new (db, "INSERT INTO thing (id, name) VALUES (?1, randomblob(500))", error);
  if (stmt != NULL)
    fod_stmt_bind_int (stmt, 1, number);
  if (stmt != NULL && fod_stmt_run (stmt, error) && fod_db_commit (db, error))
    return TRUE;
  fod_db_rollback (db);
  return FALSE;
}

/* @done: how many saves were told to be done. */
static gboolean
work (const char *path, guint after, gint64 *done, GError **error)
{
  g_autoptr (FodDb) db = open_db (path, error);

  left = after + 1;
  if (db == NULL || !fod_db_migrate (db, "/test/migrations/two", error))
    return FALSE;
  for (*done = 0; *done < 3; (*done)++)
    if (!save (db, *done + 1, error))
      return FALSE;
  return TRUE;
}

static void
assert_kept (const char *path, gint64 done)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodDb) db = open_db (path, &error);
  g_autoptr (FodStmt) stmt = NULL;

  g_assert_no_error (error);
  fod_db_migrate (db, "/test/migrations/two", &error);
  g_assert_no_error (error);
  fod_db_check (db, &error);
  g_assert_no_error (error);
  stmt = fod_stmt_new (db, "SELECT count(*) FROM thing WHERE id <> 'a'", &error);
  g_assert_no_error (error);
  fod_stmt_step (stmt, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fod_stmt_get_int (stmt, 0), >=, done);
  g_assert_cmpint (fod_stmt_get_int (stmt, 0), <=, done + 1);
}

/* Returns whether there was a place to refuse at. */
static gboolean
work_without (guint after)
{
  g_autoptr (FodTemp) folder = fod_temp_new ();
  g_autofree char *path = g_build_filename (folder, "file.db", NULL);
  g_autoptr (FodFrailDisk) disk = fod_frail_disk_new ();
  gint64 done = 0;
  g_autoptr (GError) error = NULL;
  gboolean worked, any;

  fod_frail_disk_use (disk);
  refused = FALSE;
  worked = work (path, after, &done, &error);
  left = 0;
  any = refused;
  refused = FALSE;
  g_assert_true (any || worked);
  g_assert_true (worked || error->domain == FOD_DB_ERROR);
  assert_kept (path, done);
  return any;
}

static void
test_no_memory (gconstpointer data)
{
  const char *text = g_getenv ("FOD_STEP");
  guint step = text == NULL ? 1 : (guint)strtoul (text, NULL, 10);
  guint after = 0;

  lasting = GPOINTER_TO_INT (data);
  while (work_without (after))
    after += step;
  g_test_message ("%u places", after);
  g_assert_cmpuint (after, >, 100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  take_over ();
  g_test_add_data_func ("/frail-memory/one-refusal-at-every-place", GINT_TO_POINTER (FALSE),
                        test_no_memory);
  g_test_add_data_func ("/frail-memory/none-from-every-place-on", GINT_TO_POINTER (TRUE),
                        test_no_memory);
  return g_test_run ();
}
