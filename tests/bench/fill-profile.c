/* SPDX-License-Identifier: GPL-3.0-or-later */

/* fill-profile FOLDER: fills a profile, whose passphrase comes on standard input, with what the
 * promises about speed are made for. */

#include "config.h"

#include "support/fod-made-up.h"
#include "vault/fod-key-derive.h"
#include "vault/fod-key-file.h"

#include <stdlib.h>
#include <unistd.h>

static FodSecret *
unlock (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "db.key", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (FodSecret) passphrase = fod_secret_read_fd (STDIN_FILENO, &error);
  g_autoptr (FodSecret) data_key = NULL;

  if (passphrase != NULL)
    data_key = fod_key_file_unlock (path, passphrase, &error);
  if (data_key == NULL)
    g_error ("%s", error->message);
  return g_steal_pointer (&data_key);
}

int
main (int argc, char **argv)
{
  g_autoptr (FodClock) clock = fod_system_clock_new ();
  g_autoptr (FodSecret) data_key = NULL;
  g_autoptr (FodSecret) database = NULL;
  g_autoptr (FodSecret) journal = NULL;
  FodStoreKeys keys;
  g_autoptr (FodStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  FodMadeUp *made_up;

  if (argc != 2)
    return EXIT_FAILURE;
  data_key = unlock (argv[1]);
  keys.database = database = fod_key_derive (data_key, FOD_KEY_DATABASE);
  keys.journal = journal = fod_key_derive (data_key, FOD_KEY_JOURNAL);
  store = fod_store_open (argv[1], &keys, clock, &error);
  if (store == NULL)
    g_error ("%s", error->message);
  made_up = fod_made_up_new (clock);
  fod_made_up_fill (made_up, store);
  fod_made_up_free (made_up);
  /* A search waits for the index, so that whoever measures need not. */
  hits = fod_store_search (store, "zzz", 1, NULL);
  fod_store_close (store);
  return EXIT_SUCCESS;
}
