/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The command line: which words call which command, and how a failure reads. */

#include "config.h"

#include "server/fod-server-admin.h"

#include "db/fod-db.h"
#include "server/fod-server-accounts.h"
#include "server/fod-server-admin-private.h"
#include "server/fod-server-folder.h"
#include "server/fod-server-setting.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define DEFAULT_DATA "/var/lib/fodfaeste-server"
#define DEFAULT_LISTEN "127.0.0.1:8437"

static const FodServerCommand commands[] = {
  { "init", N_ ("FOLDER"), N_ ("make a new server in a folder"), fod_server_command_init },
  { "demo", NULL, N_ ("fill a new server with a made-up team"), fod_server_command_demo },
  { "team add", N_ ("NAME"), N_ ("add a team"), fod_server_command_add_team },
  { "user add", N_ ("LOGIN"), N_ ("add a user (--name, --team, --role)"),
    fod_server_command_add_user },
  { "user list", NULL, N_ ("list users: login, role, active, id"), fod_server_command_list_users },
  { "user change", N_ ("LOGIN"), N_ ("change a user's --role or --team"),
    fod_server_command_change },
  { "user password", N_ ("LOGIN"), N_ ("set a user's password"), fod_server_command_password },
  { "user disable", N_ ("LOGIN"), N_ ("end a user's access"), fod_server_command_disable },
  { "device list", NULL, N_ ("list devices: id, login, state, last seen, name"),
    fod_server_command_list_devices },
  { "device revoke", N_ ("ID"), N_ ("end a device's access, as when it is lost"),
    fod_server_command_revoke },
  { "participant assign", N_ ("ID"), N_ ("hand a participant over (--to, --cover)"),
    fod_server_command_assign },
  { "participant erase", N_ ("ID"), N_ ("erase a participant and all that is written about them"),
    fod_server_command_erase },
  { "setting set", N_ ("LIST/CODE"), N_ ("set something for the organisation (--value, --from)"),
    fod_server_command_set },
  { "quarantine", NULL, N_ ("what was refused and is on no laptop any more, one a line"),
    fod_server_command_quarantine },
  { "serve", NULL, N_ ("serve until SIGTERM (--listen or --port)"), fod_server_command_serve },
  { "epoch", NULL, N_ ("have every device load anew, after PostgreSQL was put back"),
    fod_server_command_epoch },
  { "migrate-store", NULL, N_ ("move everything from --data to an empty PostgreSQL (--store)"),
    fod_server_command_migrate },
  { "backup", N_ ("FILE"), N_ ("write a copy of the database, also while it is served"),
    fod_server_command_backup },
  { "restore", N_ ("FILE"), N_ ("put a copy in the database's place"), fod_server_command_restore },
  { "status", NULL, N_ ("look through the database and its audit"), fod_server_command_status },
};

static void
print_usage (FILE *stream)
{
  fputs (_ ("Usage: fodfaeste-server COMMAND [--data FOLDER | --store POSTGRESQL] [OPTION…]\n\n"
            "Commands:\n"),
         stream);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const FodServerCommand *command = &commands[i];
      g_autofree char *call = g_strjoin (
          " ", command->words, command->argument == NULL ? "" : gettext (command->argument), NULL);

      fprintf (stream, "  %-24s %s\n", call, gettext (command->summary));
    }
}

static const FodServerCommand *
find_command (GStrv words, guint *used)
{
  guint count = g_strv_length (words);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (GStrv) wanted = g_strsplit (commands[i].words, " ", -1);
      guint n = g_strv_length (wanted);
      gboolean same = n <= count;

      for (guint k = 0; same && k < n; k++)
        same = strcmp (wanted[k], words[k]) == 0;
      if (same)
        {
          *used = n;
          return &commands[i];
        }
    }
  return NULL;
}

/* What the folder and the accounts say, for the administrator. NULL for anything else. */
static const char *
explain (const GError *error)
{
  if (g_error_matches (error, FOD_SERVER_FOLDER_ERROR, FOD_SERVER_FOLDER_ERROR_NO_KEY))
    return _ ("The key file is missing, is not whole, or can be read by others (chmod 600)");
  if (g_error_matches (error, FOD_SERVER_FOLDER_ERROR, FOD_SERVER_FOLDER_ERROR_EXISTS))
    return _ ("There is a server in this folder already");
  if (g_error_matches (error, FOD_SERVER_FOLDER_ERROR, FOD_SERVER_FOLDER_ERROR_IN_USE))
    return _ ("The server is running. Stop it first");
  if (g_error_matches (error, FOD_SERVER_FOLDER_ERROR, FOD_SERVER_FOLDER_ERROR_DAMAGED))
    return _ ("The copy is damaged or not of this server; nothing was changed");
  if (g_error_matches (error, FOD_SERVER_ACCOUNT_ERROR, FOD_SERVER_ACCOUNT_ERROR_EXISTS))
    return _ ("That is there already");
  if (g_error_matches (error, FOD_SERVER_ACCOUNT_ERROR, FOD_SERVER_ACCOUNT_ERROR_UNKNOWN))
    return _ ("There is no such user, team, role or participant");
  if (g_error_matches (error, FOD_SERVER_ACCOUNT_ERROR, FOD_SERVER_ACCOUNT_ERROR_INVALID))
    return _ ("A login has small letters, digits, dots and hyphens; a name is one line");
  if (g_error_matches (error, FOD_SERVER_ACCOUNT_ERROR, FOD_SERVER_ACCOUNT_ERROR_COVER))
    return _ ("Who covers is of the participant's team, and is not the one who has them; nothing "
              "was changed");
  if (g_error_matches (error, FOD_SERVER_ACCOUNT_ERROR, FOD_SERVER_ACCOUNT_ERROR_LOG))
    return _ ("It is done, but the log of the database is being read, and earlier words are in it "
              "still. Use the same command again");
  if (g_error_matches (error, FOD_SERVER_SETTING_ERROR, FOD_SERVER_SETTING_ERROR_UNKNOWN))
    return _ ("There is no such setting. Their names are in the manual");
  if (g_error_matches (error, FOD_SERVER_SETTING_ERROR, FOD_SERVER_SETTING_ERROR_VALUE))
    return _ ("It can’t have that value");
  if (g_error_matches (error, FOD_SERVER_SETTING_ERROR, FOD_SERVER_SETTING_ERROR_DATE))
    return _ ("That is no date, such as 2026-12-01");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return _ ("There is a server in that database already");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    return _ (
        "It did not arrive whole. What was there before is untouched; empty the new database");
  if (g_error_matches (error, FOD_DB_ERROR, FOD_DB_ERROR_TOO_NEW))
    return _ ("The database is of a newer version of this program");
  if (g_error_matches (error, FOD_DB_ERROR, FOD_DB_ERROR_DAMAGED))
    return _ ("The database is damaged. Restore a backup");
  if (g_error_matches (error, FOD_DB_ERROR, FOD_DB_ERROR_FULL))
    return _ ("The disk is full");
  return NULL;
}

static void
print_error (const GError *error)
{
  const char *text = explain (error);

  if (text == NULL)
    fprintf (stderr, "fodfaeste-server: %s\n", error->message);
  else
    fprintf (stderr, "fodfaeste-server: %s (%s)\n", text, error->message);
}

static void
options_clear (FodServerOptions *options)
{
  g_clear_object (&options->clock);
  g_free (options->data);
  g_free (options->store);
  g_free (options->organisation);
  g_free (options->name);
  g_free (options->role);
  g_free (options->team);
  g_free (options->to);
  g_free (options->value);
  g_free (options->from);
  g_free (options->listen);
  g_free (options->certificate);
  g_free (options->private_key);
  g_free (options->day);
}

static gboolean
parse (FodServerOptions *options, GStrv *words, GError **error)
{
  const GOptionEntry entries[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &options->data, NULL, NULL },
    { "store", 0, 0, G_OPTION_ARG_STRING, &options->store, NULL, NULL },
    { "organisation", 0, 0, G_OPTION_ARG_STRING, &options->organisation, NULL, NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options->name, NULL, NULL },
    { "role", 0, 0, G_OPTION_ARG_STRING, &options->role, NULL, NULL },
    { "team", 0, 0, G_OPTION_ARG_STRING, &options->team, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options->to, NULL, NULL },
    { "value", 0, 0, G_OPTION_ARG_STRING, &options->value, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options->from, NULL, NULL },
    { "cover", 0, 0, G_OPTION_ARG_NONE, &options->cover, NULL, NULL },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &options->listen, NULL, NULL },
    { "port", 0, 0, G_OPTION_ARG_INT, &options->port, NULL, NULL },
    { "certificate", 0, 0, G_OPTION_ARG_FILENAME, &options->certificate, NULL, NULL },
    { "private-key", 0, 0, G_OPTION_ARG_FILENAME, &options->private_key, NULL, NULL },
    { "password-fd", 0, 0, G_OPTION_ARG_INT, &options->password_fd, NULL, NULL },
    { "demo", 0, 0, G_OPTION_ARG_NONE, &options->demo, NULL, NULL },
    { "seed", 0, 0, G_OPTION_ARG_INT, &options->seed, NULL, NULL },
    { "day", 0, 0, G_OPTION_ARG_STRING, &options->day, NULL, NULL },
    { "participants", 0, 0, G_OPTION_ARG_INT, &options->participants, NULL, NULL },
    { "employers", 0, 0, G_OPTION_ARG_INT, &options->employers, NULL, NULL },
    { NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_help_enabled (context, FALSE);
  return g_option_context_parse_strv (context, words, error);
}

/* A folder is made by init; a database is there already. */
static guint
count_arguments (const FodServerCommand *command, const FodServerOptions *options)
{
  if (command->run == fod_server_command_init && options->store != NULL)
    return 0;
  return command->argument == NULL ? 0 : 1;
}

static int
run (FodServerOptions *options, GStrv words)
{
  guint used = 0;
  const FodServerCommand *command = find_command (words, &used);
  g_autoptr (GError) error = NULL;
  const char *argument = command == NULL ? NULL : words[used];
  guint extra;

  if (command == NULL)
    {
      print_usage (stderr);
      return 2;
    }
  extra = g_strv_length (words) - used;
  if (extra != count_arguments (command, options))
    {
      print_usage (stderr);
      return 2;
    }
  if (fod_server_options_check_store (options, &error) && command->run (options, argument, &error))
    return 0;
  print_error (error);
  return g_error_matches (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE) ? 2 : 1;
}

/* Returns: whether @word asked for no more than a text */
static gboolean
print_about (const char *word)
{
  static const char *const help[] = { "help", "--help", "-h", NULL };

  if (word == NULL)
    return FALSE;
  if (g_strv_contains (help, word))
    print_usage (stdout);
  else if (strcmp (word, "--version") == 0)
    puts ("fodfaeste-server " PACKAGE_VERSION);
  else
    return FALSE;
  return TRUE;
}

int
fod_server_admin_run (const char *const *arguments)
{
  FodServerOptions options = { .password_fd = -1, .port = -1, .seed = 1 };
  /* GOption takes the first word for the program's name. */
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (print_about (arguments[0]))
    return 0;
  g_strv_builder_add (builder, "fodfaeste-server");
  g_strv_builder_addv (builder, (const char **)arguments);
  words = g_strv_builder_end (builder);
  if (!parse (&options, &words, &error))
    {
      fprintf (stderr, "fodfaeste-server: %s\n", error->message);
      options_clear (&options);
      return 2;
    }
  options.clock = fod_system_clock_new ();
  options.data_given = options.data != NULL;
  if (!options.data_given)
    options.data = g_strdup (DEFAULT_DATA);
  if (options.listen == NULL)
    options.listen = options.port < 0 ? g_strdup (DEFAULT_LISTEN)
                                      : g_strdup_printf ("127.0.0.1:%d", options.port);
  status = run (&options, words + 1);
  options_clear (&options);
  return status;
}
