/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes a command line apart. Knows the options, not what the commands do. */

#include "config.h"

#include "console/fod-console-call.h"

#include "console/fod-console-error.h"

#include <glib/gi18n.h>

static void
add_entries (GOptionContext *context, FodConsoleCall *self)
{
  /* Arguments are taken as bytes: what is no UTF-8 is refused at the field, in words. */
  const GOptionEntry entries[] = {
    { "profile", 'p', 0, G_OPTION_ARG_FILENAME, &self->profile,
      N_ ("The folder with data, key and settings"), N_ ("DIR") },
    { "passphrase-fd", 0, 0, G_OPTION_ARG_INT, &self->passphrase_fd,
      N_ ("Read the passphrase from this file descriptor"), N_ ("N") },
    { "new-passphrase-fd", 0, 0, G_OPTION_ARG_INT, &self->new_passphrase_fd,
      N_ ("For passphrase: read the new one from this file descriptor"), N_ ("N") },
    { "password-fd", 0, 0, G_OPTION_ARG_INT, &self->password_fd,
      N_ ("Read the password for the server from this file descriptor"), N_ ("N") },
    { "key-cost", 0, 0, G_OPTION_ARG_STRING, &self->key_cost,
      N_ ("For init and passphrase: how dear one try of it is; measured by default"),
      "interactive|moderate" },
    { "where", 'w', 0, G_OPTION_ARG_FILENAME_ARRAY, &self->where,
      N_ ("For list: only rows whose field has this value"), N_ ("FIELD=VALUE") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &self->format,
      N_ ("For export: the form of the answer"), "csv|json" },
    { "kind", 'k', 0, G_OPTION_ARG_STRING, &self->kind, N_ ("For import: what the file holds"),
      N_ ("KIND") },
    { "map", 'm', 0, G_OPTION_ARG_FILENAME_ARRAY, &self->map,
      N_ ("For import: which column goes to which field"), N_ ("COLUMN=FIELD") },
    { "employer", 0, 0, G_OPTION_ARG_STRING, &self->owner,
      N_ ("For import: the employer of the contact persons"), N_ ("ID") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &self->dry_run,
      N_ ("For import: only say what would be done"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &self->version, N_ ("Print the version"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->words, NULL, N_ ("COMMAND …") },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

FodConsoleCall *
fod_console_call_parse (const char *const *argv, const char *help, GError **error)
{
  g_autoptr (FodConsoleCall) self = g_new0 (FodConsoleCall, 1);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_auto (GStrv) copy = g_strdupv ((GStrv)argv);
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (argv != NULL && argv[0] != NULL, NULL);

  self->passphrase_fd = -1;
  self->new_passphrase_fd = -1;
  self->password_fd = -1;
  if (help != NULL)
    g_option_context_set_description (context, help);
  else
    g_option_context_set_help_enabled (context, FALSE);
  add_entries (context, self);
  if (!g_option_context_parse_strv (context, &copy, &problem))
    {
      g_set_error (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL,
                   _ ("This call can't be read: %s. See --help."), problem->message);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
fod_console_call_free (FodConsoleCall *self)
{
  g_free (self->profile);
  g_free (self->key_cost);
  g_strfreev (self->where);
  g_free (self->format);
  g_free (self->kind);
  g_strfreev (self->map);
  g_free (self->owner);
  g_strfreev (self->words);
  g_free (self);
}

const char *
fod_console_call_get_command (const FodConsoleCall *self)
{
  return self->words == NULL ? NULL : self->words[0];
}

const char *const *
fod_console_call_get_args (const FodConsoleCall *self)
{
  static const char *const none[] = { NULL };

  return self->words == NULL ? none : (const char *const *)self->words + 1;
}
