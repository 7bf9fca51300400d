/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands that read: schema, get, list, search. */

#include "config.h"

#include "console/fod-console-commands.h"

#include "console/fod-console-json.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_HITS 200

const FodSpec *
fod_console_find_spec (const char *kind, GError **error)
{
  const FodSpec *spec = fod_schema_get (kind);

  if (spec == NULL)
    g_set_error_literal (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL,
                         _ ("There is no such kind. See “schema”."));
  return spec;
}

const FodField *
fod_console_read_pair (const FodSpec *spec, const char *text, char **value, GError **error)
{
  const char *equals = strchr (text, '=');
  g_autofree char *name = equals == NULL ? NULL : g_strndup (text, (gsize)(equals - text));
  const FodField *field = name == NULL ? NULL : fod_spec_find (spec, name);
  g_autofree char *canonical = NULL;
  g_autoptr (GError) problem = NULL;
  g_autofree char *sentence = NULL;

  if (field == NULL)
    {
      g_set_error (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL,
                   _ ("“%s” has no field of that name, or the = is missing. See “schema”."),
                   spec->kind);
      return NULL;
    }

  canonical = fod_field_normalize (field, equals + 1);
  if (canonical != NULL && !fod_field_check (field, canonical, &problem))
    {
      sentence = fod_console_explain_field (field, problem);
      g_set_error_literal (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL, sentence);
      return NULL;
    }
  *value = g_steal_pointer (&canonical);
  return field;
}

gboolean
fod_console_schema (FodConsole *self, const FodConsoleCall *call, GError **error)
{
  guint n_specs;
  const FodSpec *const *specs = fod_schema_list (&n_specs);

  for (guint i = 0; i < n_specs; i++)
    fod_console_print (self, fod_console_json_spec (specs[i]));
  return TRUE;
}

FodRecord *
fod_console_load (FodConsole *self, const char *const *args, GError **error)
{
  const FodSpec *spec = fod_console_find_spec (args[0], error);
  FodStore *store = spec == NULL ? NULL : fod_console_get_store (self, error);

  return store == NULL ? NULL : fod_store_get (store, spec->kind, args[1], error);
}

gboolean
fod_console_get (FodConsole *self, const FodConsoleCall *call, GError **error)
{
  g_autoptr (FodRecord) record = fod_console_load (self, fod_console_call_get_args (call), error);

  if (record == NULL)
    return FALSE;

  fod_console_print (self, fod_console_json_record (record));
  return TRUE;
}

static FodQuery *
make_query (const FodConsoleCall *call, GError **error)
{
  const FodSpec *spec = fod_console_find_spec (fod_console_call_get_args (call)[0], error);
  g_autoptr (FodQuery) query = NULL;

  if (spec == NULL)
    return NULL;

  query = fod_query_new (spec->kind);
  for (char **pair = call->where; pair != NULL && *pair != NULL; pair++)
    {
      g_autofree char *value = NULL;
      const FodField *field = fod_console_read_pair (spec, *pair, &value, error);

      if (field == NULL)
        return NULL;
      fod_query_where (query, field->name, FOD_QUERY_IS, value);
    }
  return g_steal_pointer (&query);
}

gboolean
fod_console_print_query (FodConsole *self, FodQuery *query, GError **error)
{
  FodStore *store = fod_console_get_store (self, error);
  g_autoptr (GPtrArray) rows = NULL;

  if (store != NULL)
    rows = fod_store_query (store, query, error);
  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    fod_console_print (self, fod_console_json_record (g_ptr_array_index (rows, i)));
  return TRUE;
}

gboolean
fod_console_list (FodConsole *self, const FodConsoleCall *call, GError **error)
{
  g_autoptr (FodQuery) query = make_query (call, error);

  return query != NULL && fod_console_print_query (self, query, error);
}

gboolean
fod_console_search (FodConsole *self, const FodConsoleCall *call, GError **error)
{
  const char *text = fod_console_call_get_args (call)[0];
  FodStore *store;
  g_autoptr (GPtrArray) hits = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL,
                           _ ("What to search for is no UTF-8 text. Check the terminal's "
                              "encoding."));
      return FALSE;
    }
  store = fod_console_get_store (self, error);
  if (store != NULL)
    hits = fod_store_search (store, text, MAX_HITS, error);
  if (hits == NULL)
    return FALSE;

  for (guint i = 0; i < hits->len; i++)
    {
      const FodHit *hit = g_ptr_array_index (hits, i);

      fod_console_print (self,
                         fod_console_json_texts ("kind", hit->kind, "id", hit->id, "title",
                                                 hit->title, "snippet", hit->snippet, "owner-kind",
                                                 hit->owner_kind, "owner", hit->owner, NULL));
    }
  return TRUE;
}

gboolean
fod_console_drafts (FodConsole *self, const FodConsoleCall *call, GError **error)
{
  FodStore *store = fod_console_get_store (self, error);
  g_autoptr (GPtrArray) drafts = store == NULL ? NULL : fod_store_drafts (store, error);

  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    {
      const FodDraft *draft = g_ptr_array_index (drafts, i);

      fod_console_print (self,
                         fod_console_json_texts ("place", draft->place, "text", draft->text, NULL));
    }
  return drafts != NULL;
}
