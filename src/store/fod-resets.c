/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How often each scope was loaded anew today. It is kept, so that a server which asks for it again
 * and again is noticed also by a program that is started again and again. */

#include "config.h"

#include "store/fod-resets.h"

#include "wire/fod-wire.h"

#include <string.h>

#define SETTING "resets"
/* No scope has such a name. */
#define DAY "day"
#define DAY_MS ((gint64)24 * 60 * 60 * 1000)

static char *
dup_day (FodLedger *ledger)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT,
                          fod_clock_get_real_ms (fod_ledger_get_clock (ledger)) / DAY_MS);
}

GHashTable *
fod_resets_list (FodLedger *ledger)
{
  g_autofree char *text = fod_ledger_dup_setting (ledger, SETTING);
  g_autofree char *today = dup_day (ledger);
  g_autoptr (GHashTable) counts =
      text == NULL ? NULL : fod_wire_parse_texts (text, strlen (text), NULL);

  if (counts == NULL || g_strcmp0 (g_hash_table_lookup (counts, DAY), today) != 0)
    return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_remove (counts, DAY);
  return g_steal_pointer (&counts);
}

gboolean
fod_resets_note (FodLedger *ledger, const char *scope, GError **error)
{
  g_autoptr (GHashTable) counts = fod_resets_list (ledger);
  const char *before = g_hash_table_lookup (counts, scope);
  guint64 count = before == NULL ? 0 : g_ascii_strtoull (before, NULL, 10);
  g_autofree char *text = NULL;

  g_hash_table_insert (counts, g_strdup (scope), g_strdup_printf ("%" G_GUINT64_FORMAT, count + 1));
  g_hash_table_insert (counts, g_strdup (DAY), dup_day (ledger));
  text = fod_wire_print_texts (counts);
  return fod_ledger_set_setting (ledger, SETTING, text, error);
}

gboolean
fod_resets_forget (FodLedger *ledger, GError **error)
{
  return fod_ledger_set_setting (ledger, SETTING, NULL, error);
}
