/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "schema/fod-schema.h"

G_BEGIN_DECLS

/**
 * FodExit:
 * @FOD_EXIT_DONE: what was asked is done
 * @FOD_EXIT_BAD_CALL: the call itself is wrong: a command, an argument or a value
 * @FOD_EXIT_OFFLINE: the server can't be reached now; what was written waits
 * @FOD_EXIT_ATTENTION: a person must do something first
 *
 * What the program answers to the shell.
 */
typedef enum
{
  FOD_EXIT_DONE = 0,
  FOD_EXIT_BAD_CALL = 2,
  FOD_EXIT_OFFLINE = 3,
  FOD_EXIT_ATTENTION = 4
} FodExit;

/**
 * FodConsoleError:
 * @FOD_CONSOLE_ERROR_CALL: the message says in the user's language what is wrong with the call
 * @FOD_CONSOLE_ERROR_ATTENTION: the message says in the user's language what to do
 *
 * The console's own errors; their messages are sentences for people.
 */
typedef enum
{
  FOD_CONSOLE_ERROR_CALL,
  FOD_CONSOLE_ERROR_ATTENTION
} FodConsoleError;

#define FOD_CONSOLE_ERROR (fod_console_error_quark ())
GQuark fod_console_error_quark (void);

/**
 * fod_console_explain:
 * @error: an error of any layer
 * @code: (out): what to answer to the shell
 *
 * Returns: (transfer full): one sentence in the user's language: what happened and what to do
 */
char *fod_console_explain (const GError *error, FodExit *code);

/**
 * fod_console_explain_field:
 * @field: the field that @error is about
 * @error: a %FOD_FIELD_ERROR
 *
 * Returns: (transfer full): one sentence that names the field and the rule, never the value
 */
char *fod_console_explain_field (const FodField *field, const GError *error);

G_END_DECLS
