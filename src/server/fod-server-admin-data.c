/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The commands on a server's folder: making, filling, serving, copying, looking through. */

#include "config.h"

#include "base/fod-date.h"
#include "server/fod-server-accounts.h"
#include "server/fod-server-admin-private.h"
#include "server/fod-server-audit.h"
#include "server/fod-server-demo.h"
#include "server/fod-server-folder.h"
#include "server/fod-server-log.h"
#include "server/fod-server-passwords.h"
#include "server/fod-server-serve.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

static gboolean
bad_value (const char *text, GError **error)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, text);
  return FALSE;
}

static gboolean
plan_demo (FodServerOptions *options, FodDemoPlan *plan, GError **error)
{
  if (options->day == NULL)
    options->day = fod_clock_dup_today (options->clock);
  if (!fod_date_parse (options->day, NULL))
    return bad_value (_ ("A day is written yyyy-mm-dd"), error);
  fod_demo_plan_init (plan, options->day);
  plan->seed = (guint64)options->seed;
  if (options->participants < 0 || options->employers < 0)
    return bad_value (_ ("A number is below 0"), error);
  if (options->participants > 0)
    plan->participants = (guint)options->participants;
  if (options->employers > 0)
    plan->employers = (guint)options->employers;
  return TRUE;
}

/* Logins, one a line, for people and scripts alike. */
static void
print_users (GPtrArray *users)
{
  for (guint i = 0; i < users->len; i++)
    {
      const FodServerDemoUser *user = users->pdata[i];

      printf ("%s\t%s\t%s\t%s\n", user->login, user->password, user->role, user->name);
    }
}

static gboolean
fill_demo (FodServerOptions *options, FodServerStore *store, GError **error)
{
  FodDemoPlan plan;
  g_autoptr (GPtrArray) users = NULL;

  if (!plan_demo (options, &plan, error))
    return FALSE;
  users = fod_server_fill_demo (store, options->clock, &plan, FOD_SERVER_PASSWORD_MIB, error);
  if (users == NULL)
    return FALSE;
  print_users (users);
  return TRUE;
}

gboolean
fod_server_command_init (FodServerOptions *options, const char *argument, GError **error)
{
  FodDemoPlan plan;
  g_autoptr (FodServerStore) store = NULL;
  const char *organisation =
      options->organisation == NULL ? _ ("Our organisation") : options->organisation;

  if (options->demo && !plan_demo (options, &plan, error))
    return FALSE;
  store = options->store == NULL ? fod_server_folder_create (argument, error)
                                 : fod_server_options_open (options, error);
  return store != NULL && fod_server_setup (store, options->clock, organisation, error) &&
         (!options->demo || fill_demo (options, store, error));
}

gboolean
fod_server_command_demo (FodServerOptions *options, const char *argument, GError **error)
{
  g_autoptr (FodServerStore) store = fod_server_options_open (options, error);

  return store != NULL && fill_demo (options, store, error);
}

static gboolean
serve (FodServerOptions *options, GError **error)
{
  g_autoptr (FodServerStore) store = fod_server_options_open (options, error);

  /* Who puts an older PostgreSQL back says so ("epoch"). */
  if (store == NULL || (options->store == NULL &&
                        !fod_server_folder_keep_mark (options->data, store, options->clock, error)))
    return FALSE;
  return fod_server_serve (store, options->clock, options->listen, options->certificate,
                           options->private_key, error);
}

/* A folder has one server; a PostgreSQL has any number. */
gboolean
fod_server_command_serve (FodServerOptions *options, const char *argument, GError **error)
{
  int lock = options->store == NULL ? fod_server_folder_lock (options->data, error) : -1;
  gboolean done;

  if (lock < 0 && options->store == NULL)
    return FALSE;
  fod_server_log_start ();
  done = serve (options, error);
  if (lock >= 0)
    close (lock);
  return done;
}

/* Who runs PostgreSQL has its tools, which copy while it works. */
static gboolean
refuse_store (const FodServerOptions *options, const char *instead, GError **error)
{
  if (options->store == NULL)
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, instead);
  return FALSE;
}

gboolean
fod_server_command_backup (FodServerOptions *options, const char *argument, GError **error)
{
  g_autoptr (FodServerStore) store = NULL;

  if (!refuse_store (options, _ ("pg_dump makes the backup of a PostgreSQL database."), error))
    return FALSE;
  store = fod_server_options_open (options, error);
  if (store == NULL || !fod_server_store_backup (store, argument, error))
    return FALSE;
  puts (_ ("The copy is encrypted with the key in server.key. "
           "Keep a copy of that file in another safe place."));
  return TRUE;
}

gboolean
fod_server_command_restore (FodServerOptions *options, const char *argument, GError **error)
{
  if (!refuse_store (
          options, _ ("Put a PostgreSQL database back with pg_restore, then use “epoch”."), error))
    return FALSE;
  if (!fod_server_folder_restore (options->data, argument, options->clock, error))
    return FALSE;
  puts (_ ("Done. The database that was there is kept beside it. Every device now loads anew "
           "and sends what the copy does not have."));
  return TRUE;
}

gboolean
fod_server_command_status (FodServerOptions *options, const char *argument, GError **error)
{
  g_autoptr (FodServerStore) store = fod_server_options_open (options, error);
  g_autofree char *epoch = NULL;
  g_autofree char *entry = NULL;
  FodServerCounts counts;
  gint64 broken = 0;

  if (store == NULL || !fod_server_store_get_meta (store, "epoch", &epoch, error) ||
      !fod_server_store_count (store, &counts, error) || !fod_server_store_check (store, error) ||
      !fod_server_audit_verify (store, &broken, error))
    return FALSE;
  fod_server_print_counts (&counts);
  printf ("%s: %s\n", _ ("Epoch"), epoch == NULL ? "-" : epoch);
  puts (_ ("The database is whole."));
  if (broken == 0)
    {
      puts (_ ("The audit is whole."));
      return TRUE;
    }
  entry = g_strdup_printf ("%" G_GINT64_FORMAT, broken);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("The audit was changed at entry %s."),
               entry);
  return FALSE;
}
