/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of commands, and how one is found and run. */

#include "config.h"

#include "console/fod-console-commands.h"

#include <glib/gi18n.h>
#include <string.h>

#define ANY 1000000

typedef struct
{
  const char *name;
  const char *usage;
  const char *help;
  int min;
  int max;
  gboolean (*run) (FodConsole *self, const FodConsoleCall *call, GError **error);
} Command;

static const Command commands[] = {
  { "init", "init", N_ ("make the profile"), 0, 0, fod_console_init },
  { "passphrase", "passphrase", N_ ("choose another passphrase"), 0, 0, fod_console_passphrase },
  { "repair", "repair", N_ ("make a new database in place of a damaged one"), 0, 0,
    fod_console_repair },
  { "enrol", "enrol URL USER", N_ ("make this profile known to a server"), 2, 2,
    fod_console_enrol },
  { "status", "status", N_ ("what waits, and what needs a person"), 0, 0, fod_console_status },
  { "schema", "schema", N_ ("the kinds, their fields, types and merge classes"), 0, 0,
    fod_console_schema },
  { "add", "add KIND field=value…", N_ ("make a row; prints its id"), 2, ANY, fod_console_add },
  { "set", "set KIND ID field=value…", N_ ("change fields; nothing behind = clears one"), 3, ANY,
    fod_console_set },
  { "delete", "delete KIND ID", N_ ("move a row to the bin"), 2, 2, fod_console_delete },
  { "undo", "undo TX", N_ ("take back what add, set, delete or import did"), 1, 1,
    fod_console_undo },
  { "get", "get KIND ID", N_ ("one row"), 2, 2, fod_console_get },
  { "list", "list KIND [--where field=value]…", N_ ("rows, one a line"), 1, 1, fod_console_list },
  { "search", "search TEXT", N_ ("rows whose words begin so, one a line"), 1, 1,
    fod_console_search },
  { "drafts", "drafts", N_ ("what was typed in the app and is not saved yet, one a line"), 0, 0,
    fod_console_drafts },
  { "import", "import FILE [--kind KIND] [--map COLUMN=FIELD]… [--employer ID] [--dry-run]",
    N_ ("take in a .csv or .vcf file as a whole or not at all"), 1, 1, fod_console_import },
  { "export", "export KIND --format csv|json", N_ ("all rows of a kind"), 1, 1,
    fod_console_export },
  { "sync", "sync", N_ ("one full round with the server"), 0, 0, fod_console_sync },
  { "waiting", "waiting", N_ ("what was written here and the server does not have, one a line"), 0,
    0, fod_console_waiting },
  { "conflicts", "conflicts", N_ ("what two people wrote at the same time, one a line"), 0, 0,
    fod_console_conflicts },
  { "resolve", "resolve ID mine|theirs|VALUE", N_ ("settle a conflict for everyone"), 2, 2,
    fod_console_resolve },
  { "batch", "batch", N_ ("commands from the standard input, one JSON array of words a line"), 0, 0,
    fod_console_batch },
};

static const Command *
find_command (const char *name)
{
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

gboolean
fod_console_run (FodConsole *self, const FodConsoleCall *call, GError **error)
{
  const Command *command;
  int count;

  g_return_val_if_fail (self != NULL && call != NULL, FALSE);

  command = find_command (fod_console_call_get_command (call));
  if (command == NULL)
    {
      g_set_error_literal (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL,
                           _ ("There is no such command. See --help."));
      return FALSE;
    }
  count = (int)g_strv_length ((GStrv)fod_console_call_get_args (call));
  if (count < command->min || count > command->max)
    {
      g_set_error (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL,
                   _ ("The call is: fodfaeste-console --profile DIR %s"), command->usage);
      return FALSE;
    }
  return command->run (self, call, error) && fod_console_flush (self, error);
}

char *
fod_console_dup_help (void)
{
  GString *help = g_string_new (_ ("Commands (answers are JSON, lists one object a line):"));

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (help, "\n  %s\n      %s", commands[i].usage, _ (commands[i].help));
  g_string_append_printf (
      help, "\n\n%s\n  0  %s\n  2  %s\n  3  %s\n  4  %s\n", _ ("The program ends with"), _ ("done"),
      _ ("the call or a value is wrong"), _ ("the server can't be reached; what was written waits"),
      _ ("a person must do something first; the sentence says what"));
  return g_string_free (help, FALSE);
}
