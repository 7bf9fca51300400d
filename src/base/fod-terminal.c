/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks the person at the terminal for a secret. What it is for is the caller's business. */

#include "config.h"

#include "base/fod-terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define N_SIGNALS 3

/* What would end the program while the terminal is mute. */
static const int signals[N_SIGNALS] = { SIGINT, SIGTERM, SIGHUP };

static gboolean
on_signal (gpointer user_data)
{
  gboolean *came = user_data;

  *came = TRUE;
  return G_SOURCE_CONTINUE;
}

static gboolean
on_typed (int fd, GIOCondition condition, gpointer user_data)
{
  return on_signal (user_data);
}

static void
watch (GMainContext *context, GSource *source, GSourceFunc func, gboolean *came)
{
  g_source_set_callback (source, func, came, NULL);
  g_source_attach (source, context);
}

/* Returns 0 when a line can be read, else the signal that came before. GLib takes signals for the
 * whole process: masking them here would leave them to the threads that run by now. */
static int
wait_for_line (int tty)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  GSource *sources[N_SIGNALS + 1];
  gboolean came[N_SIGNALS + 1] = { FALSE };
  int number = 0;
  gboolean over = FALSE;

  sources[N_SIGNALS] = g_unix_fd_source_new (tty, G_IO_IN | G_IO_HUP | G_IO_ERR);
  watch (context, sources[N_SIGNALS], G_SOURCE_FUNC (on_typed), &came[N_SIGNALS]);
  for (int i = 0; i < N_SIGNALS; i++)
    {
      sources[i] = g_unix_signal_source_new (signals[i]);
      watch (context, sources[i], on_signal, &came[i]);
    }

  while (!over)
    {
      g_main_context_iteration (context, TRUE);
      for (int i = 0; i < N_SIGNALS; i++)
        if (came[i])
          number = signals[i];
      over = number != 0 || came[N_SIGNALS];
    }

  for (int i = 0; i <= N_SIGNALS; i++)
    {
      g_source_destroy (sources[i]);
      g_source_unref (sources[i]);
    }
  return number;
}

/* Ctrl+Z and Ctrl+\ do nothing meanwhile; what else ends the program, ends it when
 * the echo is back. */
static FodSecret *
read_without_echo (int tty)
{
  struct termios before;
  struct termios mute;
  const struct sigaction ignore = { .sa_handler = SIG_IGN };
  struct sigaction stop;
  struct sigaction quit;
  FodSecret *secret = NULL;
  int number;

  if (tcgetattr (tty, &before) != 0)
    return fod_secret_read_fd (tty, NULL);

  mute = before;
  mute.c_lflag &= ~(tcflag_t)ECHO;
  mute.c_lflag |= ECHONL;
  sigaction (SIGTSTP, &ignore, &stop);
  sigaction (SIGQUIT, &ignore, &quit);
  tcsetattr (tty, TCSAFLUSH, &mute);
  number = wait_for_line (tty);
  if (number == 0)
    secret = fod_secret_read_fd (tty, NULL);
  tcsetattr (tty, TCSAFLUSH, &before);
  sigaction (SIGTSTP, &stop, NULL);
  sigaction (SIGQUIT, &quit, NULL);
  if (number != 0)
    raise (number);
  return secret;
}

FodSecret *
fod_terminal_ask (const char *prompt, GError **error)
{
  int tty = open ("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
  FodSecret *secret = NULL;

  g_return_val_if_fail (prompt != NULL, NULL);

  if (tty < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no terminal to ask on");
      return NULL;
    }
  if (write (tty, prompt, strlen (prompt)) >= 0)
    secret = read_without_echo (tty);
  if (secret == NULL)
    {
      /* The end of the input leaves the cursor behind the question. */
      if (write (tty, "\n", 1) < 0)
        g_debug ("the terminal is gone: %s", g_strerror (errno));
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "nothing was typed");
    }
  close (tty);
  return secret;
}
