/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The error domain of files from and for other programs. */

#include "config.h"

#include "exchange/fod-exchange-error.h"

G_DEFINE_QUARK (fod-exchange-error-quark, fod_exchange_error)

gboolean
fod_exchange_fail (FodExchangeError code, guint line, guint *where, GError **error)
{
  if (where != NULL)
    *where = line;
  g_set_error (error, FOD_EXCHANGE_ERROR, (int)code, "Cannot read the file: code %d, line %u",
               (int)code, line);
  return FALSE;
}
