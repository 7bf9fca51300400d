/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One database file in two processes: a server, and what its administrator runs beside it. */

#include "config.h"

#include "db/fod-stmt.h"
#include "support/fod-temp.h"

#define GIVEN "FOD_TEST_DB"

static FodDb *
open_db (const char *path)
{
  static const guint8 bytes[32] = { 1, 2, 3 };
  g_autoptr (FodSecret) key = fod_secret_new (bytes, sizeof bytes);
  g_autoptr (GError) error = NULL;
  FodDb *db = fod_db_open (path, key, &error);

  g_assert_no_error (error);
  return db;
}

/* Opens the file, reads what was written and closes it, in a process of its own. */
static void
visit (const char *path)
{
  g_setenv (GIVEN, path, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_unsetenv (GIVEN);
  g_test_trap_assert_passed ();
}

static void
be_visitor (void)
{
  g_autoptr (FodDb) db = open_db (g_getenv (GIVEN));

  g_assert_cmpint (fod_db_get_version (db), ==, 7);
  fod_db_close (db);
}

/* A nightly backup, or an administrator's command, while the server has the file open: it must not
 * take the log for nobody's and remove it, with all that is written to it afterwards. */
static void
test_other_process_leaves_the_log_alone (void)
{
  g_autoptr (FodTemp) folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *log = NULL;
  g_autoptr (FodDb) db = NULL;
  g_autoptr (FodDb) second = NULL;

  if (g_test_subprocess ())
    {
      be_visitor ();
      return;
    }
  folder = fod_temp_new ();
  path = g_build_filename (folder, "file.db", NULL);
  log = g_strconcat (path, "-wal", NULL);
  db = open_db (path);
  g_assert_true (fod_db_exec (db, "PRAGMA user_version = 7", NULL));
  visit (path);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  /* A second connection of this process shares its locks, and must not let go of them either. */
  second = open_db (path);
  fod_db_close (second);
  visit (path);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/db-processes/other-process-leaves-the-log-alone",
                   test_other_process_leaves_the_log_alone);
  return g_test_run ();
}
