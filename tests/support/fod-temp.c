/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Folders of tests, which go when the test is over. */

#include "config.h"

#include "support/fod-temp.h"

#include <glib/gstdio.h>
#include <unistd.h>

char *
fod_temp_new (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("fodfaeste-test-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

void
fod_temp_remove (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        fod_temp_remove (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
fod_temp_free (FodTemp *path)
{
  fod_temp_remove (path);
  g_free (path);
}
