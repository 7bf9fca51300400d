/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A name where it may not stand is stopped here as it is in the window. */

#include "config.h"

#include "console/fod-console-commands.h"
#include "ips/fod-name-guard.h"

#include <glib/gi18n.h>

/* One call is one question: nothing is kept for the next. */
static FodNameGuard *
load_guard (FodStore *store, GError **error)
{
  static const char *const kinds[] = { FOD_KIND_PARTICIPANT, FOD_KIND_DISCLOSURE_PLAN,
                                       FOD_KIND_PLACEMENT, FOD_KIND_CONTACT_PERSON };
  g_autoptr (FodNameGuard) guard = fod_name_guard_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (FodQuery) query = fod_query_new (kinds[i]);
      g_autoptr (GPtrArray) rows = fod_store_query (store, query, error);

      if (rows == NULL)
        return NULL;
      for (guint j = 0; j < rows->len; j++)
        fod_name_guard_take (guard, g_ptr_array_index (rows, j));
    }
  return g_steal_pointer (&guard);
}

static gboolean
is_written (const FodRecord *before, const FodRecord *after, guint index)
{
  const FodSpec *spec = fod_record_get_spec (after);
  const char *value = fod_record_get_at (after, index);

  return value != NULL && fod_name_guard_watches (spec, &spec->fields[index]) &&
         (before == NULL || g_strcmp0 (value, fod_record_get_at (before, index)) != 0);
}

gboolean
fod_console_check_names (FodStore *store,
                         const FodRecord *before,
                         const FodRecord *after,
                         GError **error)
{
  const FodSpec *spec = fod_record_get_spec (after);
  g_autofree char *today = fod_clock_dup_today (fod_store_get_clock (store));
  g_autoptr (FodNameGuard) guard = NULL;
  FodNameFind find;

  for (guint i = 0; i < spec->n_fields; i++)
    {
      if (!is_written (before, after, i))
        continue;
      if (guard == NULL)
        guard = load_guard (store, error);
      if (guard == NULL)
        return FALSE;
      if (!fod_name_guard_find (guard, fod_name_guard_get_employer (after),
                                fod_record_get_at (after, i), 0, today, &find))
        continue;
      if (find.disclosure.wording != NULL)
        g_set_error (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL,
                     _ ("“%1$s” names a participant who has not agreed to it. Agreed words: "
                        "“%2$s”"),
                     spec->fields[i].name, find.disclosure.wording);
      else
        g_set_error (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL,
                     _ ("“%s” names a participant who has not agreed to it. Take the name out."),
                     spec->fields[i].name);
      return FALSE;
    }
  return TRUE;
}
