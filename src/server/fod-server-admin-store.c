/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which database the options name, and the commands that are about that. */

#include "config.h"

#include "server/fod-server-accounts.h"
#include "server/fod-server-admin-private.h"
#include "server/fod-server-copy.h"
#include "server/fod-server-erase.h"
#include "server/fod-server-folder.h"
#include "server/fod-server-store-postgres.h"

#include <glib/gi18n.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static gboolean
bad_value (const char *text, GError **error)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, text);
  return FALSE;
}

/* Words of libpq whose value is a secret. */
static gboolean
has_password (const PQconninfoOption *words)
{
  gboolean has = FALSE;

  for (; words->keyword != NULL; words++)
    has = has || (words->val != NULL && (strcmp (words->keyword, "password") == 0 ||
                                         strcmp (words->keyword, "sslpassword") == 0));
  return has;
}

gboolean
fod_server_options_check_store (FodServerOptions *options, GError **error)
{
  PQconninfoOption *words;
  gboolean has;

  if (options->store == NULL)
    return TRUE;
  words = PQconninfoParse (options->store, NULL);
  if (words == NULL)
    return bad_value (_ ("--store is not written as libpq reads it: postgresql://host/database or "
                         "service=name"),
                      error);
  has = has_password (words);
  PQconninfoFree (words);
  return !has || bad_value (_ ("A password does not belong on the command line. libpq finds it in "
                               "~/.pgpass, in PGPASSFILE or in a service file."),
                            error);
}

FodServerStore *
fod_server_options_open (FodServerOptions *options, GError **error)
{
  return options->store == NULL ? fod_server_folder_open (options->data, error)
                                : fod_server_store_postgres_new (options->store, error);
}

gboolean
fod_server_command_epoch (FodServerOptions *options, const char *argument, GError **error)
{
  g_autoptr (FodServerStore) store = fod_server_options_open (options, error);

  /* A backup has who was erased since. */
  if (store == NULL || !fod_server_erase_again (store, options->clock, options->data, error) ||
      !fod_server_new_epoch (store, options->clock, error))
    return FALSE;
  puts (_ ("Done. Every device now loads anew and sends what the database does not have."));
  return TRUE;
}

void
fod_server_print_counts (const FodServerCounts *counts)
{
  printf ("%s: %" G_GUINT64_FORMAT "\n", _ ("Records"), counts->rows);
  printf ("%s: %" G_GUINT64_FORMAT "\n", _ ("Users"), counts->users);
  printf ("%s: %" G_GUINT64_FORMAT "\n", _ ("Devices"), counts->devices);
  printf ("%s: %" G_GUINT64_FORMAT "\n", _ ("Audit entries"), counts->audit);
}

static gboolean
copy (FodServerOptions *options, GError **error)
{
  g_autoptr (FodServerStore) from = fod_server_folder_open (options->data, error);
  g_autoptr (FodServerStore) to =
      from == NULL ? NULL : fod_server_store_postgres_new (options->store, error);
  FodServerCounts counts;

  if (to == NULL ||
      !fod_server_copy (FOD_SERVER_STORE_SQL (from), FOD_SERVER_STORE_SQL (to), &counts, error))
    return FALSE;
  fod_server_print_counts (&counts);
  return TRUE;
}

gboolean
fod_server_command_migrate (FodServerOptions *options, const char *argument, GError **error)
{
  g_autofree char *aside = NULL;
  int lock;

  if (options->store == NULL)
    return bad_value (_ ("Where to? --store names an empty PostgreSQL database."), error);
  lock = fod_server_folder_lock (options->data, error);
  if (lock < 0)
    return FALSE;
  if (copy (options, error))
    aside = fod_server_folder_retire (options->data, options->clock, error);
  close (lock);
  if (aside == NULL)
    return FALSE;
  printf (_ ("Everything arrived and was compared. The database that was there is kept as %s.\n"),
          aside);
  puts (_ ("Serve with --store from now on; the devices go on as before."));
  return TRUE;
}
