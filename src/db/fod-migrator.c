/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Brings a file to the newest schema by numbered scripts, each once and in its own transaction with
 * its number. Scripts are immutable: what they say is history. */

#include "config.h"

#include "db/fod-db-private.h"

#include <string.h>

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The scripts in their order. A gap or a double number is a mistake of the build. */
static GStrv
list_scripts (const char *folder, GError **error)
{
  g_auto (GStrv) names =
      g_resources_enumerate_children (folder, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  guint count;

  if (names == NULL)
    return NULL;
  count = g_strv_length (names);
  qsort (names, count, sizeof *names, compare_names);
  for (guint i = 0; i < count; i++)
    if (!g_str_has_suffix (names[i], ".sql") || g_ascii_strtoull (names[i], NULL, 10) != i + 1)
      {
        g_set_error (error, FOD_DB_ERROR, FOD_DB_ERROR_FAILED, "script %s is out of order",
                     names[i]);
        return NULL;
      }
  return g_steal_pointer (&names);
}

static gboolean
run_script (FodDb *self, const char *path, guint number, GError **error)
{
  g_autoptr (GBytes) script = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *text = NULL;
  g_autofree char *version = NULL;
  sqlite3 *handle = fod_db_get_handle (self);
  int rc;

  if (script == NULL)
    return FALSE;
  text = g_strndup (g_bytes_get_data (script, NULL), g_bytes_get_size (script));
  rc = sqlite3_exec (handle, text, NULL, NULL, NULL);
  if (rc != SQLITE_OK)
    return fod_db_fail (handle, rc, path, error);
  version = g_strdup_printf ("PRAGMA user_version = %u", number);
  return fod_db_exec (self, version, error);
}

static gboolean
migrate_to (FodDb *self, const char *path, guint number, GError **error)
{
  if (!fod_db_begin (self, error))
    return FALSE;
  /* Another process may have been faster while this one waited for the lock. */
  if (fod_db_get_version (self) >= (int)number || run_script (self, path, number, error))
    return fod_db_commit (self, error);
  fod_db_rollback (self);
  return FALSE;
}

gboolean
fod_db_migrate (FodDb *self, const char *resource_folder, GError **error)
{
  g_auto (GStrv) names = NULL;
  guint count;
  int version;

  g_return_val_if_fail (FOD_IS_DB (self), FALSE);
  g_return_val_if_fail (resource_folder != NULL, FALSE);

  names = list_scripts (resource_folder, error);
  if (names == NULL)
    return FALSE;
  count = g_strv_length (names);
  version = fod_db_get_version (self);
  if (version > (int)count)
    {
      g_set_error (error, FOD_DB_ERROR, FOD_DB_ERROR_TOO_NEW,
                   "the file has schema %d, the program knows %u", version, count);
      return FALSE;
    }
  for (guint number = (guint)version + 1; number <= count; number++)
    {
      g_autofree char *path = g_build_path ("/", resource_folder, names[number - 1], NULL);

      if (!migrate_to (self, path, number, error))
        return FALSE;
    }
  return TRUE;
}
