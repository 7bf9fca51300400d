/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a passphrase or a password comes from. Holds none. */

#include "config.h"

#include "console/fod-console-secrets.h"

#include "base/fod-terminal.h"
#include "console/fod-console-error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

static FodSecret *
ask (const char *prompt, GError **error)
{
  g_autoptr (GError) problem = NULL;
  FodSecret *secret = fod_terminal_ask (prompt, &problem);

  if (secret != NULL)
    return secret;
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error_literal (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL,
                         _ ("There is no terminal to ask on. Give --passphrase-fd or "
                            "--password-fd."));
  else
    g_set_error_literal (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL,
                         _ ("Nothing was typed, so nothing was done. Try again."));
  return NULL;
}

FodSecret *
fod_console_secrets_read (int fd, const char *prompt, GError **error)
{
  g_autoptr (FodSecret) secret = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (prompt != NULL, NULL);

  if (fd < 0)
    secret = ask (prompt, error);
  else
    {
      secret = fod_secret_read_fd (fd, &problem);
      if (secret == NULL)
        g_set_error (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL,
                     _ ("Nothing can be read from file descriptor %d. Check the call."), fd);
    }
  return g_steal_pointer (&secret);
}
