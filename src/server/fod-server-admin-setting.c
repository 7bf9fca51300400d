/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The command on what an organisation sets for itself. */

#include "config.h"

#include "server/fod-server-admin-private.h"
#include "server/fod-server-setting.h"

#include <glib/gi18n.h>

gboolean
fod_server_command_set (FodServerOptions *options, const char *argument, GError **error)
{
  g_autoptr (FodServerStore) store = NULL;
  g_autofree char *today = fod_clock_dup_today (options->clock);

  if (options->value == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("%s is missing"), "--value");
      return FALSE;
    }
  store = fod_server_options_open (options, error);
  return store != NULL &&
         fod_server_set_setting (store, options->clock, argument, options->value,
                                 options->from != NULL ? options->from : today, error);
}
