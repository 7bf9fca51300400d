/* SPDX-License-Identifier: GPL-3.0-or-later */

/* fodfaeste-console: the client without a window. Keeps the engine honest, serves IT departments
 * and tests. */

#include "config.h"

#include "console/fod-console-commands.h"
#include "vault/fod-harden.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdlib.h>

static int
fail (const GError *error)
{
  FodExit code;
  g_autofree char *sentence = fod_console_explain (error, &code);

  g_printerr ("fodfaeste-console: %s\n", sentence);
  return code;
}

int
main (int argc, char **argv)
{
  g_autofree char *help = NULL;
  g_autoptr (FodConsoleCall) call = NULL;
  g_autoptr (FodConsole) console = NULL;
  g_autoptr (GError) error = NULL;
  const char *catalogues = g_getenv ("FODFAESTE_LOCALEDIR");

  fod_process_harden ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, catalogues == NULL ? LOCALEDIR : catalogues);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  help = fod_console_dup_help ();
  call = fod_console_call_parse ((const char *const *)argv, help, &error);
  if (call == NULL)
    return fail (error);
  if (call->version)
    {
      g_print ("fodfaeste-console %s\n", PACKAGE_VERSION);
      return FOD_EXIT_DONE;
    }

  console = fod_console_new (call);
  if (!fod_console_run (console, call, &error))
    return fail (error);
  return fod_console_take_exit (console);
}
