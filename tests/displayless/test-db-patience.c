/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A database that does not wait for ever for one transaction. */

#include "config.h"

#include "db/fod-stmt.h"
#include "support/fod-temp.h"

#define LONG_WORK                                                                                  \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000)"          \
  " SELECT count(*) FROM n"
#define SHORT_WORK                                                                                 \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"              \
  " SELECT count(*) FROM n"

static FodDb *
open_db (FodTemp *folder)
{
  static const guint8 bytes[32] = { 1, 2, 3 };
  g_autofree char *path = g_build_filename (folder, "file.db", NULL);
  g_autoptr (FodSecret) key = fod_secret_new (bytes, sizeof bytes);
  g_autoptr (GError) error = NULL;
  FodDb *db = fod_db_open (path, key, &error);

  g_assert_no_error (error);
  fod_db_exec (db, "CREATE TABLE t (a)", &error);
  g_assert_no_error (error);
  return db;
}

static void
add (FodDb *db, const char *then, gboolean busy)
{
  g_autoptr (GError) error = NULL;

  fod_db_begin (db, &error);
  g_assert_no_error (error);
  fod_db_exec (db, "INSERT INTO t VALUES (1)", &error);
  g_assert_no_error (error);
  if (fod_db_exec (db, then, &error))
    fod_db_commit (db, &error);
  else
    fod_db_rollback (db);
  if (busy)
    g_assert_error (error, FOD_DB_ERROR, FOD_DB_ERROR_BUSY);
  else
    g_assert_no_error (error);
}

static gint64
count (FodDb *db)
{
  g_autoptr (FodStmt) stmt = fod_stmt_new (db, "SELECT count(*) FROM t", NULL);

  g_assert_true (fod_stmt_step (stmt, NULL, NULL));
  return fod_stmt_get_int (stmt, 0);
}

/* It is ended, undone, and in nobody's way. */
static void
test_long_work_is_ended (void)
{
  g_autoptr (FodTemp) folder = fod_temp_new ();
  g_autoptr (FodDb) db = open_db (folder);

  fod_db_set_patience (db, 20);
  add (db, LONG_WORK, TRUE);
  g_assert_cmpint (count (db), ==, 0);
  add (db, "SELECT 1", FALSE);
  g_assert_cmpint (count (db), ==, 1);
  fod_db_close (db);
}

/* What stands outside a transaction has no time, and a long patience ends nothing. */
static void
test_short_work_is_not (void)
{
  g_autoptr (FodTemp) folder = fod_temp_new ();
  g_autoptr (FodDb) db = open_db (folder);
  g_autoptr (GError) error = NULL;

  fod_db_set_patience (db, 60000);
  add (db, SHORT_WORK, FALSE);
  fod_db_set_patience (db, 1);
  fod_db_exec (db, SHORT_WORK, &error);
  g_assert_no_error (error);
  fod_db_set_patience (db, 0);
  add (db, SHORT_WORK, FALSE);
  g_assert_cmpint (count (db), ==, 2);
  fod_db_close (db);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/db/patience/long-work-is-ended-and-undone", test_long_work_is_ended);
  g_test_add_func ("/db/patience/short-work-is-not", test_short_work_is_not);
  return g_test_run ();
}
