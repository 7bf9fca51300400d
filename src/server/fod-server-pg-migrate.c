/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Brings a PostgreSQL database to the newest schema, one script a transaction. */

#include "config.h"

#include "server/fod-server-pg.h"

#include "db/fod-db-error.h"

#include <string.h>

/* Servers that start at the same time wait for each other. The lock is of this database. */
#define LOCK "SELECT pg_advisory_xact_lock(1718579300, 0)"

static gboolean
get_version (FodPg *pg, guint *version, GError **error)
{
  g_autoptr (PGresult) result = NULL;

  if (!fod_pg_send (pg, "CREATE TABLE IF NOT EXISTS schema_version (version bigint PRIMARY KEY)", 0,
                    NULL, error))
    return FALSE;
  result =
      fod_pg_query (pg, "SELECT coalesce(max(version), 0) FROM schema_version", 0, NULL, error);
  if (result == NULL)
    return FALSE;
  *version = (guint)g_ascii_strtoull (PQgetvalue (result, 0, 0), NULL, 10);
  return TRUE;
}

/* A statement of a script ends with a semicolon before an empty line. */
static gboolean
run_script (FodPg *pg, const char *path, guint number, GError **error)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *version = g_strdup_printf ("%u", number);
  const char *const values[] = { version };
  g_autofree char *script = NULL;
  g_auto (GStrv) statements = NULL;

  if (bytes == NULL)
    return FALSE;
  script = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  statements = g_strsplit (script, ";\n\n", -1);
  for (guint i = 0; statements[i] != NULL; i++)
    if (!fod_pg_send (pg, statements[i], 0, NULL, error))
      return FALSE;
  return fod_pg_send (pg, "INSERT INTO schema_version (version) VALUES ($1)", 1, values, error);
}

static gboolean
migrate (FodPg *pg, const char *folder, GStrv names, GError **error)
{
  guint count = g_strv_length (names);
  guint version;

  if (!fod_pg_send (pg, LOCK, 0, NULL, error) || !get_version (pg, &version, error))
    return FALSE;
  if (version > count)
    {
      g_set_error (error, FOD_DB_ERROR, FOD_DB_ERROR_TOO_NEW,
                   "the database has schema %u, the program knows %u", version, count);
      return FALSE;
    }
  for (guint number = version + 1; number <= count; number++)
    {
      g_autofree char *path = g_build_path ("/", folder, names[number - 1], NULL);

      if (!run_script (pg, path, number, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

gboolean
fod_pg_migrate (FodPg *self, const char *resource_folder, GError **error)
{
  g_auto (GStrv) names =
      g_resources_enumerate_children (resource_folder, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  g_return_val_if_fail (self != NULL, FALSE);

  if (names == NULL)
    return FALSE;
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  if (!fod_pg_begin (self, "BEGIN ISOLATION LEVEL READ COMMITTED", error))
    return FALSE;
  if (migrate (self, resource_folder, names, error))
    return fod_pg_commit (self, error);
  fod_pg_rollback (self);
  return FALSE;
}
