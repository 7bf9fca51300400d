/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The key file's id, kept beside the database that it opened. The database itself can't tell: it is
 * encrypted. */

#include "config.h"

#include "vault/fod-key-pair.h"

#include "vault/fod-key-file.h"

#include <string.h>

#define ID_DIGITS 32

static char *
dup_note_path (const char *database)
{
  return g_strconcat (database, ".id", NULL);
}

/* NULL for none, and for what this program did not write. */
static char *
read_note (const char *database)
{
  g_autofree char *path = dup_note_path (database);
  g_autofree char *text = NULL;
  gsize size = 0;

  if (!g_file_get_contents (path, &text, &size, NULL) || size != ID_DIGITS ||
      strspn (text, "0123456789abcdef") != ID_DIGITS)
    return NULL;
  return g_steal_pointer (&text);
}

void
fod_key_pair_note (const char *key_file, const char *database)
{
  g_autofree char *path = dup_note_path (database);
  g_autofree char *known = read_note (database);
  g_autofree char *id = fod_key_file_read_db_id (key_file, NULL);
  g_autoptr (GError) error = NULL;

  if (id == NULL || g_strcmp0 (id, known) == 0)
    return;
  if (!g_file_set_contents_full (path, id, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    g_debug ("which key file the database goes with is not noted: %s", error->message);
}

gboolean
fod_key_pair_is_own (const char *key_file, const char *database)
{
  g_autofree char *known = read_note (database);

  return known != NULL && fod_key_file_check_db_id (key_file, known, NULL);
}

GError *
fod_key_pair_explain (const char *key_file, const char *database, GError *error)
{
  g_autofree char *known = read_note (database);
  g_autoptr (GError) other = NULL;

  if (known == NULL || fod_key_file_check_db_id (key_file, known, &other) ||
      !g_error_matches (other, FOD_VAULT_ERROR, FOD_VAULT_ERROR_OTHER_DATABASE))
    return error;
  g_error_free (error);
  return g_steal_pointer (&other);
}
