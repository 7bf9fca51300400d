/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FodConsoleCall:
 * @profile: (nullable): the profile's folder
 * @passphrase_fd, @password_fd: where the secret is read from, -1 for a prompt on the terminal
 * @key_cost: (nullable): "interactive" or "moderate"
 * @where: (nullable): conditions "field=value"
 * @format: (nullable): "csv" or "json"
 * @kind: (nullable): what a file that is imported holds
 * @map: (nullable): "column=field" of a file that is imported
 * @owner: (nullable): the employer of imported contact persons
 * @dry_run: whether an import only says what it would do
 * @words: the command and its arguments, as bytes from outside: perhaps no UTF-8
 *
 * One call of the program, or one line of a batch, taken apart.
 */
typedef struct
{
  char *profile;
  int passphrase_fd;
  int new_passphrase_fd;
  int password_fd;
  char *key_cost;
  char **where;
  char *format;
  char *kind;
  char **map;
  char *owner;
  gboolean dry_run;
  gboolean version;
  char **words;
} FodConsoleCall;

/**
 * fod_console_call_parse:
 * @argv: the program's name and its arguments
 * @help: what --help prints below the options
 * @error: %FOD_CONSOLE_ERROR_CALL
 *
 * Returns: (transfer full) (nullable): the call
 */
FodConsoleCall *fod_console_call_parse (const char *const *argv, const char *help, GError **error);

void fod_console_call_free (FodConsoleCall *self);

/** fod_console_call_get_command: Returns: (transfer none) (nullable): the first word */
const char *fod_console_call_get_command (const FodConsoleCall *self);

/** fod_console_call_get_args: Returns: (transfer none): the words behind the command */
const char *const *fod_console_call_get_args (const FodConsoleCall *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodConsoleCall, fod_console_call_free)

G_END_DECLS
