/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The command that gives rows out: export. */

#include "config.h"

#include "console/fod-console-commands.h"

#include "exchange/fod-export.h"

#include <glib/gi18n.h>
#include <string.h>

gboolean
fod_console_export (FodConsole *self, const FodConsoleCall *call, GError **error)
{
  const FodSpec *spec = fod_console_find_spec (fod_console_call_get_args (call)[0], error);
  gboolean csv = g_strcmp0 (call->format, "csv") == 0;
  g_autoptr (FodQuery) query = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GBytes) file = NULL;
  FodStore *store;

  if (spec == NULL)
    return FALSE;
  if (!csv && g_strcmp0 (call->format, "json") != 0)
    {
      g_set_error_literal (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL,
                           _ ("Say in which form: --format csv or --format json."));
      return FALSE;
    }
  store = fod_console_get_store (self, error);
  if (store == NULL)
    return FALSE;

  query = fod_query_new (spec->kind);
  if (spec->title != NULL)
    fod_query_order (query, spec->title, FALSE);
  rows = fod_store_query (store, query, error);
  if (rows == NULL)
    return FALSE;

  file = csv ? fod_export_csv (spec, rows, NULL) : fod_export_json (spec, rows);
  fod_console_write (self, g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  return TRUE;
}
