/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks for a passphrase or a password. Holds none. */

#include "config.h"

#include "console/fod-console-secrets.h"

#include "console/fod-console-error.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Signals wait while the echo is off: a program that is interrupted there would leave the person's
 * terminal mute. */
static FodSecret *
read_without_echo (int tty, GError **error)
{
  struct termios before;
  struct termios mute;
  sigset_t held;
  sigset_t kept;
  FodSecret *secret;

  sigemptyset (&held);
  sigaddset (&held, SIGINT);
  sigaddset (&held, SIGTERM);
  sigaddset (&held, SIGTSTP);
  sigaddset (&held, SIGHUP);
  sigprocmask (SIG_BLOCK, &held, &kept);

  if (tcgetattr (tty, &before) == 0)
    {
      mute = before;
      mute.c_lflag &= ~(tcflag_t)ECHO;
      mute.c_lflag |= ECHONL;
      tcsetattr (tty, TCSAFLUSH, &mute);
      secret = fod_secret_read_fd (tty, error);
      tcsetattr (tty, TCSAFLUSH, &before);
    }
  else
    secret = fod_secret_read_fd (tty, error);

  sigprocmask (SIG_SETMASK, &kept, NULL);
  return secret;
}

static FodSecret *
ask (const char *prompt, GError **error)
{
  int tty = open ("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
  FodSecret *secret = NULL;

  if (tty < 0)
    {
      g_set_error_literal (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL,
                           _ ("There is no terminal to ask on. Give --passphrase-fd or "
                              "--password-fd."));
      return NULL;
    }

  if (write (tty, prompt, strlen (prompt)) >= 0)
    secret = read_without_echo (tty, error);
  close (tty);
  return secret;
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
