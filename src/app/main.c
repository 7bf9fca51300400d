/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The program's start: what must be before any thread and any passphrase, then the application. */

#include "config.h"

#include "app/fod-application.h"
#include "app/fod-language.h"
#include "base/fod-clock.h"
#include "vault/fod-harden.h"

int
main (int argc, char *argv[])
{
  g_autofree char *session_language = g_strdup (g_getenv ("LANGUAGE"));
  g_autoptr (FodClock) clock = fod_system_clock_new ();
  g_autoptr (FodApplication) application = NULL;

  if (!fod_process_harden ())
    g_warning ("The process can't be hardened on this system");
  fod_language_init (session_language);
  /* Windows belong to the desktop file whatever the profile's name on the bus. */
  g_set_prgname (APP_ID);

  application = fod_application_new (clock, session_language);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
