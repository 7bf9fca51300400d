/* SPDX-License-Identifier: GPL-3.0-or-later */

/* fodfaeste-server: what every command of it needs before it begins. */

#include "config.h"

#include "server/fod-server-admin.h"

#include <locale.h>
#include <libintl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>

int
main (int argc, char *argv[])
{
  const struct rlimit none = { 0, 0 };
  const char *catalogues = getenv ("FODFAESTE_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, catalogues == NULL ? LOCALEDIR : catalogues);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  /* Whatever is made is for its owner alone, and keys never go into a core file. */
  umask (077);
  setrlimit (RLIMIT_CORE, &none);
  if (sodium_init () < 0)
    {
      fputs ("fodfaeste-server: libsodium does not start\n", stderr);
      return 1;
    }
  return fod_server_admin_run ((const char *const *)argv + 1);
}
