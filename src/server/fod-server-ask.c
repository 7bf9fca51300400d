/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks the administrator for a password. It is never an argument: those are for everybody on the
 * machine to read. */

#include "config.h"

#include "server/fod-server-ask.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define SHORTEST 8

static FodSecret *
ask_once (int tty, const char *prompt, GError **error)
{
  struct termios shown;
  struct termios hidden;
  FodSecret *answer;

  if (write (tty, prompt, strlen (prompt)) < 0 || tcgetattr (tty, &shown) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("There is no terminal."));
      return NULL;
    }
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t)ECHO;
  tcsetattr (tty, TCSAFLUSH, &hidden);
  answer = fod_secret_read_fd (tty, error);
  tcsetattr (tty, TCSAFLUSH, &shown);
  if (write (tty, "\n", 1) < 0)
    g_debug ("the terminal went away");
  return answer;
}

static FodSecret *
ask_twice (GError **error)
{
  int tty = g_open ("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC, 0);
  g_autoptr (FodSecret) first = NULL;
  g_autoptr (FodSecret) second = NULL;

  if (tty < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _ ("There is no terminal to ask for the password at. "
                              "Use --password-fd."));
      return NULL;
    }
  first = ask_once (tty, _ ("Password: "), error);
  if (first != NULL)
    second = ask_once (tty, _ ("The same again: "), error);
  close (tty);
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
