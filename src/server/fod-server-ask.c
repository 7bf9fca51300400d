/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks the administrator for a password. It is never an argument: those are for everybody on the
 * machine to read. */

#include "config.h"

#include "server/fod-server-ask.h"

#include "base/fod-terminal.h"

#include <glib/gi18n.h>

#define SHORTEST 8

/* The terminal's own words are for logs. */
static FodSecret *
ask_once (const char *prompt, GError **error)
{
  g_autoptr (GError) problem = NULL;
  FodSecret *answer = fod_terminal_ask (prompt, &problem);

  if (answer != NULL)
    return answer;
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         _ ("There is no terminal to ask for the password at. "
                            "Use --password-fd."));
  else
    g_set_error_literal (error, problem->domain, problem->code, _ ("Nothing was typed."));
  return NULL;
}

static FodSecret *
ask_twice (GError **error)
{
  g_autoptr (FodSecret) first = ask_once (_ ("Password: "), error);
  g_autoptr (FodSecret) second = NULL;

  if (first == NULL)
    return NULL;
  second = ask_once (_ ("The same again: "), error);
  if (second == NULL)
    return NULL;
  if (fod_secret_equal (first, second))
    return g_steal_pointer (&first);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       _ ("The two passwords differ."));
  return NULL;
}

FodSecret *
fod_server_ask_password (int fd, GError **error)
{
  g_autoptr (FodSecret) password = fd < 0 ? ask_twice (error) : fod_secret_read_fd (fd, error);

  if (password == NULL)
    return NULL;
  if (fod_secret_get_size (password) >= SHORTEST)
    return g_steal_pointer (&password);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               ngettext ("A password has at least %d character.",
                         "A password has at least %d characters.", SHORTEST),
               SHORTEST);
  return NULL;
}
