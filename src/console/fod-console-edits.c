/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Commands that write: add, set, delete, undo. */

#include "config.h"

#include "base/fod-uuid.h"
#include "console/fod-console-commands.h"
#include "console/fod-console-json.h"

#include <glib/gi18n.h>
#include <string.h>

/* A reference must lead somewhere, as it does when a person picks it from a list. */
static gboolean
check_reference (FodStore *store, const FodField *field, const char *id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (FodRecord) found = fod_store_get (store, field->of, id, &problem);

  if (found != NULL)
    return TRUE;
  if (!g_error_matches (problem, FOD_STORE_ERROR, FOD_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  g_set_error (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL,
               _ ("“%1$s”: there is no “%2$s” with that id. See “list”."), field->name, field->of);
  return FALSE;
}

/* A code must stand in its list, where this laptop has that list. */
static gboolean
check_code (FodStore *store, const FodField *field, const char *code, GError **error)
{
  g_autoptr (FodQuery) query = fod_query_new (FOD_KIND_CODE);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GString) codes = g_string_new (NULL);

  fod_query_where (query, "list", FOD_QUERY_IS, field->of);
  rows = fod_store_query (store, query, error);
  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const char *known = fod_record_get (g_ptr_array_index (rows, i), "code");

      if (g_strcmp0 (known, code) == 0)
        return TRUE;
      g_string_append_printf (codes, "%s%s", codes->len == 0 ? "" : ", ", known);
    }
  if (rows->len == 0)
    return TRUE;

  g_set_error (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL, _ ("“%1$s” takes one of: %2$s."),
               field->name, codes->str);
  return FALSE;
}

/* Sets what the arguments say in @record; @args begin with the first pair. */
static gboolean
read_pairs (FodStore *store, FodRecord *record, const char *const *args, GError **error)
{
  const FodSpec *spec = fod_record_get_spec (record);

  for (; *args != NULL; args++)
    {
      g_autofree char *value = NULL;
      const FodField *field = fod_console_read_pair (spec, *args, &value, error);

      if (field == NULL)
        return FALSE;
      if (value != NULL && field->type == FOD_FIELD_REF &&
          !check_reference (store, field, value, error))
        return FALSE;
      if (value != NULL && field->type == FOD_FIELD_CODE &&
          !check_code (store, field, value, error))
        return FALSE;
      fod_record_set (record, field->name, value);
    }
  return TRUE;
}

static gboolean
check_record (const FodRecord *record, GError **error)
{
  const FodField *field = NULL;
  g_autoptr (GError) problem = NULL;
  g_autofree char *sentence = NULL;

  if (fod_record_check (record, &field, &problem))
    return TRUE;
  if (field == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  sentence = fod_console_explain_field (field, problem);
  g_set_error_literal (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL, sentence);
  return FALSE;
}

/* The store's message begins with the field's name. */
static const FodField *
field_of_message (const FodSpec *spec, const char *message)
{
  gsize length = strcspn (message, " :");
  g_autofree char *name = g_strndup (message, length);

  return fod_spec_find (spec, name);
}

char *
fod_console_apply (FodConsole *self, const FodSpec *spec, FodEdit *edit, GError **error)
{
  FodStore *store = fod_console_get_store (self, error);
  g_autoptr (GError) problem = NULL;
  g_autofree char *sentence = NULL;
  const FodField *field;
  char *tx;

  if (store == NULL)
    return NULL;

  tx = fod_store_apply (store, edit, &problem);
  if (tx != NULL)
    return tx;
  field = problem->domain == FOD_FIELD_ERROR ? field_of_message (spec, problem->message) : NULL;
  if (field == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  sentence = fod_console_explain_field (field, problem);
  g_set_error_literal (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL, sentence);
  return NULL;
}

gboolean
fod_console_add (FodConsole *self, const FodConsoleCall *call, GError **error)
{
  const char *const *args = fod_console_call_get_args (call);
  const FodSpec *spec = fod_console_find_spec (args[0], error);
  FodStore *store = spec == NULL ? NULL : fod_console_get_store (self, error);
  g_autoptr (FodRecord) record = NULL;
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autofree char *id = NULL;
  g_autofree char *shared = NULL;
  g_autofree char *tx = NULL;

  if (store == NULL)
    return FALSE;

  id = fod_uuid_new (fod_store_get_clock (store));
  record = fod_record_new (spec, id);
  if (!read_pairs (store, record, args + 1, error) || !check_record (record, error) ||
      !fod_console_check_names (store, NULL, record, error))
    return FALSE;
  shared = fod_record_dup_shared_id (record);
  if (shared != NULL)
    {
      FodRecord *one = fod_record_copy_as (record, shared);

      fod_record_unref (record);
      record = one;
      g_free (id);
      id = g_strdup (shared);
    }
  fod_edit_create (edit, record);
  tx = fod_console_apply (self, spec, edit, error);
  if (tx == NULL)
    return FALSE;

  fod_console_print (self, fod_console_json_texts ("id", id, "tx", tx, NULL));
  return TRUE;
}

gboolean
fod_console_set (FodConsole *self, const FodConsoleCall *call, GError **error)
{
  const char *const *args = fod_console_call_get_args (call);
  g_autoptr (FodRecord) before = fod_console_load (self, args, error);
  g_autoptr (FodRecord) after = NULL;
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autofree char *tx = NULL;

  if (before == NULL)
    return FALSE;

  after = fod_record_copy (before);
  if (!read_pairs (fod_console_get_store (self, NULL), after, args + 2, error) ||
      !check_record (after, error) ||
      !fod_console_check_names (fod_console_get_store (self, NULL), before, after, error))
    return FALSE;
  fod_edit_set_record (edit, before, after);
  if (!fod_edit_is_empty (edit))
    {
      tx = fod_console_apply (self, fod_record_get_spec (before), edit, error);
      if (tx == NULL)
        return FALSE;
    }

  fod_console_print (self, fod_console_json_texts ("id", args[1], "tx", tx, NULL));
  return TRUE;
}

gboolean
fod_console_delete (FodConsole *self, const FodConsoleCall *call, GError **error)
{
  const char *const *args = fod_console_call_get_args (call);
  g_autoptr (FodRecord) record = fod_console_load (self, args, error);
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autofree char *tx = NULL;

  if (record == NULL)
    return FALSE;

  fod_edit_delete (edit, args[0], args[1]);
  tx = fod_console_apply (self, fod_record_get_spec (record), edit, error);
  if (tx == NULL)
    return FALSE;

  fod_console_print (self, fod_console_json_texts ("id", args[1], "tx", tx, NULL));
  return TRUE;
}

gboolean
fod_console_undo (FodConsole *self, const FodConsoleCall *call, GError **error)
{
  const char *undone = fod_console_call_get_args (call)[0];
  FodStore *store = fod_console_get_store (self, error);
  g_autofree char *tx = NULL;

  if (store != NULL)
    tx = fod_store_undo (store, undone, error);
  if (tx == NULL)
    return FALSE;

  fod_console_print (self, fod_console_json_texts ("undone", undone, "tx", tx, NULL));
  return TRUE;
}
