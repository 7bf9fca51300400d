/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One database a simulation, on the cluster that FODFAESTE_TEST_POSTGRES names. Its backup is
 * pg_dump's, as the server's documentation has it. */

#include "config.h"

#include "sim/fod-sim-postgres.h"

#include <gio/gio.h>
#include <libpq-fe.h>

#define CLUSTER "FODFAESTE_TEST_POSTGRES"

static void
run (const char *sql)
{
  PGconn *conn = PQconnectdb (g_getenv (CLUSTER));
  PGresult *result = PQexec (conn, sql);

  if (PQresultStatus (result) != PGRES_COMMAND_OK)
    g_error ("%s: %s", sql, PQerrorMessage (conn));
  PQclear (result);
  PQfinish (conn);
}

static void
run_program (const char *const *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) program =
      g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);

  g_assert_no_error (error);
  g_subprocess_wait_check (program, NULL, &error);
  g_assert_no_error (error);
}

static char *
dup_name (const char *conninfo)
{
  PQconninfoOption *words = PQconninfoParse (conninfo, NULL);
  char *name = NULL;

  for (PQconninfoOption *word = words; word->keyword != NULL; word++)
    if (g_str_equal (word->keyword, "dbname"))
      name = g_strdup (word->val);
  PQconninfoFree (words);
  return name;
}

/* The folder of a simulation is nobody else's, and so is its name. */
char *
fod_sim_postgres_add (const char *folder)
{
  const char *cluster = g_getenv (CLUSTER);
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autofree char *base = g_path_get_basename (parent);
  g_autofree char *sql = g_strdup_printf ("CREATE DATABASE \"%s\"", base);

  if (cluster == NULL)
    return NULL;
  run (sql);
  return g_strdup_printf ("%s dbname=%s", cluster, base);
}

void
fod_sim_postgres_drop (const char *conninfo)
{
  g_autofree char *name = dup_name (conninfo);
  g_autofree char *sql = g_strdup_printf ("DROP DATABASE \"%s\" WITH (FORCE)", name);

  run (sql);
}

void
fod_sim_postgres_dump (const char *conninfo, const char *path)
{
  const char *const words[] = { "pg_dump", "-Fc", "-f", path, "-d", conninfo, NULL };

  run_program (words);
}

void
fod_sim_postgres_put_back (const char *conninfo, const char *path)
{
  const char *const words[] = { "pg_restore", "-d", conninfo, path, NULL };
  g_autofree char *name = dup_name (conninfo);
  g_autofree char *sql = g_strdup_printf ("CREATE DATABASE \"%s\"", name);

  fod_sim_postgres_drop (conninfo);
  run (sql);
  run_program (words);
}
