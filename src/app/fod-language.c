/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The language of the texts, switchable while the program runs. It goes by LANGUAGE, which needs
 * no installed locale; dates and numbers have formats of their own (app/fod-format.h). */

#include "config.h"

#include "app/fod-language.h"

#include <glib/gi18n.h>

#include <locale.h>

/* gettext translates nothing in the locale "C", whatever LANGUAGE says. */
static void
leave_c_locale (void)
{
  const char *messages = setlocale (LC_MESSAGES, NULL);

  if (g_strcmp0 (messages, "C") == 0 || g_strcmp0 (messages, "POSIX") == 0)
    setlocale (LC_MESSAGES, "C.UTF-8");
}

void
fod_language_init (const char *session)
{
  const char *folder = g_getenv ("FODFAESTE_LOCALEDIR");

  setlocale (LC_ALL, "");
  /* The variable is set here, while there is one thread, so that a later change of it moves no
   * memory under a thread that reads the environment. */
  g_setenv ("LANGUAGE", session != NULL ? session : "", TRUE);
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

void
fod_language_set (const char *language, const char *session)
{
  g_return_if_fail (language != NULL);

  if (g_str_equal (language, "system"))
    {
      g_setenv ("LANGUAGE", session != NULL ? session : "", TRUE);
      setlocale (LC_ALL, "");
      return;
    }

  g_setenv ("LANGUAGE", language, TRUE);
  /* Also tells gettext that what it remembers is out of date. */
  setlocale (LC_ALL, "");
  leave_c_locale ();
}

const char *
fod_language_get (void)
{
  /* Translators: the code of this translation's language, such as “da” */
  const char *code = C_ ("language code", "en");

  return g_str_equal (code, "da") ? "da" : "en";
}
