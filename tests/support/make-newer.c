/* SPDX-License-Identifier: GPL-3.0-or-later */

/* make-newer PROFILE PASSPHRASE-FD: gives a profile's database the number of a schema that is yet
 * to come, as a newer program would have left it. */

#include "config.h"

#include "db/fod-db.h"
#include "vault/fod-key-derive.h"
#include "vault/fod-key-file.h"

#include <stdlib.h>

int
main (int argc, char **argv)
{
  g_autofree char *key_file = g_build_filename (argv[1], "db.key", NULL);
  g_autofree char *database = g_build_filename (argv[1], "store.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodSecret) passphrase = fod_secret_read_fd (atoi (argv[2]), &error);
  g_autoptr (FodSecret) data_key = fod_key_file_unlock (key_file, passphrase, &error);
  g_autoptr (FodSecret) key = fod_key_derive (data_key, FOD_KEY_DATABASE);
  g_autoptr (FodDb) db = fod_db_open (database, key, &error);

  g_assert_cmpint (argc, ==, 3);
  fod_db_exec (db, "PRAGMA user_version = 9999", &error);
  g_assert_no_error (error);
  return 0;
}
