/* SPDX-License-Identifier: GPL-3.0-or-later */

/* fod_db_migrate(): each script once, whole, in order; a file from the future stays untouched. */

#include "config.h"

#include "db/fod-stmt.h"
#include "support/fod-temp.h"

typedef struct
{
  FodTemp *folder;
  FodDb *db;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FodSecret) key = fod_secret_new_random (32);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = fod_temp_new ();
  path = g_build_filename (fixture->folder, "file.db", NULL);
  fixture->db = fod_db_open (path, key, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->db);
  fod_temp_free (fixture->folder);
}

static void
migrate (Fixture *fixture, const char *folder)
{
  g_autoptr (GError) error = NULL;

  fod_db_migrate (fixture->db, folder, &error);
  g_assert_no_error (error);
}

static gint64
ask (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FodStmt) stmt = fod_stmt_new (fixture->db, sql, &error);

  g_assert_no_error (error);
  g_assert_true (fod_stmt_step (stmt, NULL, NULL));
  return fod_stmt_get_int (stmt, 0);
}

static void
test_empty_file_gets_all (Fixture *fixture, gconstpointer data)
{
  migrate (fixture, "/test/migrations/two");
  g_assert_cmpint (fod_db_get_version (fixture->db), ==, 2);
  g_assert_cmpint (ask (fixture, "SELECT size FROM thing WHERE id = 'a'"), ==, 7);
}

static void
test_second_run_does_nothing (Fixture *fixture, gconstpointer data)
{
  migrate (fixture, "/test/migrations/two");
  migrate (fixture, "/test/migrations/two");
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM thing"), ==, 1);
}

static void
test_old_file_gets_what_it_lacks (Fixture *fixture, gconstpointer data)
{
  migrate (fixture, "/test/migrations/one");
  g_assert_cmpint (fod_db_get_version (fixture->db), ==, 1);
  migrate (fixture, "/test/migrations/two");
  g_assert_cmpint (ask (fixture, "SELECT size FROM thing WHERE id = 'a'"), ==, 7);
}

static void
test_newer_file_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  migrate (fixture, "/test/migrations/two");
  g_assert_false (fod_db_migrate (fixture->db, "/test/migrations/one", &error));
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_TOO_NEW);
  g_assert_cmpint (fod_db_get_version (fixture->db), ==, 2);
}

static void
test_half_a_script_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fod_db_migrate (fixture->db, "/test/migrations/broken", &error));
  g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_FAILED);
  g_assert_cmpint (fod_db_get_version (fixture->db), ==, 1);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM thing"), ==, 1);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/migrator/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("empty-file-gets-all", test_empty_file_gets_all);
  ADD ("second-run-does-nothing", test_second_run_does_nothing);
  ADD ("old-file-gets-what-it-lacks", test_old_file_gets_what_it_lacks);
  ADD ("newer-file-is-refused", test_newer_file_is_refused);
  ADD ("half-a-script-leaves-nothing", test_half_a_script_leaves_nothing);
  return g_test_run ();
}
