/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The command that takes rows in from another program's file: all of them or none. */

#include "config.h"

#include "console/fod-console-commands.h"
#include "console/fod-console-json.h"

#include "base/fod-uuid.h"
#include "exchange/fod-import-guess.h"
#include "exchange/fod-import.h"
#include "exchange/fod-vcard.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const problem_names[] = {
  [FOD_IMPORT_PROBLEM_NONE] = "none",         [FOD_IMPORT_PROBLEM_REQUIRED] = "required",
  [FOD_IMPORT_PROBLEM_ORDER] = "order",       [FOD_IMPORT_PROBLEM_FORM] = "form",
  [FOD_IMPORT_PROBLEM_TOO_LONG] = "too-long", [FOD_IMPORT_PROBLEM_RANGE] = "range",
  [FOD_IMPORT_PROBLEM_TEXT] = "text",         [FOD_IMPORT_PROBLEM_UNKNOWN] = "unknown",
  [FOD_IMPORT_PROBLEM_SEVERAL] = "several",   [FOD_IMPORT_PROBLEM_EXTRA] = "extra",
  [FOD_IMPORT_PROBLEM_GUESSED] = "guessed",
};

static const char *const match_names[] = {
  [FOD_IMPORT_MATCH_POSSIBLE] = "possible",
  [FOD_IMPORT_MATCH_LIKELY] = "likely",
  [FOD_IMPORT_MATCH_CERTAIN] = "certain",
};

static gboolean
fail_call (const char *sentence, GError **error)
{
  g_set_error_literal (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL, sentence);
  return FALSE;
}

static GBytes *
read_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > FOD_EXCHANGE_MAX_BYTES)
    {
      g_set_error_literal (error, FOD_EXCHANGE_ERROR, FOD_EXCHANGE_ERROR_TOO_LARGE, "Too large");
      return NULL;
    }
  return g_file_load_bytes (file, NULL, NULL, error);
}

static gboolean
is_vcard (const char *path, GBytes *bytes)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  const char *data = g_bytes_get_data (bytes, NULL);

  return g_str_has_suffix (lower, ".vcf") ||
         (g_bytes_get_size (bytes) > 11 && g_ascii_strncasecmp (data, "BEGIN:VCARD", 11) == 0);
}

/* A sentence with the line that is wrong, where the reader knows it. */
static void
add_line (guint line, GError **error)
{
  FodExit code;
  g_autofree char *sentence = NULL;

  if (line == 0 || *error == NULL)
    return;
  sentence = fod_console_explain (*error, &code);
  g_clear_error (error);
  g_set_error (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL, _ ("Line %1$u: %2$s"), line,
               sentence);
}

static FodImport *
open_import (const FodConsoleCall *call, GError **error)
{
  const char *path = fod_console_call_get_args (call)[0];
  g_autoptr (GBytes) bytes = read_file (path, error);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GPtrArray) cards = NULL;
  g_autoptr (FodCsv) csv = NULL;
  gboolean vcard = bytes != NULL && is_vcard (path, bytes);
  const char *kind = call->kind;
  const FodSpec *spec;
  guint line = 0;

  if (bytes == NULL)
    return NULL;
  if (kind == NULL && !vcard)
    {
      fail_call (_ ("Say what the file holds, for example --kind participant."), error);
      return NULL;
    }
  spec = fod_console_find_spec (kind == NULL ? FOD_KIND_CONTACT_PERSON : kind, error);
  if (spec == NULL)
    return NULL;

  if (vcard)
    cards = fod_vcard_parse (bytes, &line, &problem);
  else
    csv = fod_csv_parse (bytes, 0, &line, &problem);
  if (cards != NULL)
    return fod_import_new_vcards (spec, g_steal_pointer (&cards));
  if (csv != NULL)
    return fod_import_new_csv (spec, g_steal_pointer (&csv));

  add_line (line, &problem);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static gboolean
map_column (FodImport *import, const char *header, const char *target)
{
  gboolean found = FALSE;

  for (guint i = 0; i < fod_import_get_n_columns (import); i++)
    if (strcmp (fod_import_get_header (import, i), header) == 0)
      found = fod_import_set_target (import, i, *target == '\0' ? NULL : target) || found;
  return found;
}

static gboolean
map_columns (FodImport *import, char **map, GError **error)
{
  /* Who names columns says that there is a heading, whatever it looks like. */
  if (map != NULL)
    fod_import_set_has_header (import, TRUE);
  for (; map != NULL && *map != NULL; map++)
    {
      const char *equals = strrchr (*map, '=');
      g_autofree char *header = equals == NULL ? NULL : g_strndup (*map, (gsize)(equals - *map));

      if (header == NULL || !map_column (import, header, equals + 1))
        return fail_call (_ ("--map is COLUMN=FIELD, with a heading of the file and a field of the "
                             "kind. See “schema”."),
                          error);
    }
  return TRUE;
}

static GPtrArray *
list_kind (FodStore *store, const char *kind, GError **error)
{
  g_autoptr (FodQuery) query = fod_query_new (kind);

  return fod_store_query (store, query, error);
}

/* What words in the file may mean: codes, and the rows that the kind refers to. */
static FodNameIndex *
index_names (FodStore *store, const FodSpec *spec, GError **error)
{
  g_autoptr (FodNameIndex) names = fod_name_index_new ();
  g_autoptr (GPtrArray) codes = list_kind (store, FOD_KIND_CODE, error);

  if (codes == NULL)
    return NULL;
  fod_name_index_add_codes (names, codes);
  for (guint i = 0; i < spec->n_fields; i++)
    {
      g_autoptr (GPtrArray) rows = NULL;

      if (spec->fields[i].type != FOD_FIELD_REF)
        continue;
      rows = list_kind (store, spec->fields[i].of, error);
      if (rows == NULL)
        return NULL;
      for (guint j = 0; j < rows->len; j++)
        fod_name_index_add_record (names, g_ptr_array_index (rows, j));
    }
  return g_steal_pointer (&names);
}

static void
add_problems (JsonBuilder *builder, const FodImport *import, const FodImportRow *row)
{
  if (row->problems->len == 0)
    return;
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < row->problems->len; i++)
    {
      const FodImportProblem *problem = &g_array_index (row->problems, FodImportProblem, i);

      json_builder_begin_object (builder);
      fod_console_json_add_text (builder, "problem", problem_names[problem->code]);
      fod_console_json_add_text (builder, "field",
                                 problem->field == NULL ? NULL : problem->field->name);
      if (problem->column < fod_import_get_n_columns (import))
        fod_console_json_add_text (builder, "column",
                                   fod_import_get_header (import, problem->column));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static const FodImportDuplicate *
surest (const FodImportRow *row)
{
  return row->duplicates->len == 0 ? NULL : &g_array_index (row->duplicates, FodImportDuplicate, 0);
}

/* Whom a row very likely repeats is not taken in a second time; the same name alone is no proof. */
static gboolean
is_repeat (const FodImportRow *row)
{
  return surest (row) != NULL && surest (row)->match != FOD_IMPORT_MATCH_POSSIBLE;
}

/* One line for every row about which there is something to say. */
static void
print_row (FodConsole *self, const FodImport *import, const FodImportRow *row)
{
  g_autoptr (JsonBuilder) builder = NULL;
  const FodImportDuplicate *duplicate = surest (row);

  if (row->problems->len == 0 && duplicate == NULL)
    return;

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  fod_console_json_add_number (builder, "line", row->line);
  fod_console_json_add_text (builder, "row",
                             !row->is_usable   ? "unusable"
                             : is_repeat (row) ? "repeated"
                                               : "taken");
  add_problems (builder, import, row);
  if (duplicate != NULL)
    {
      fod_console_json_add_text (builder, "repeats", match_names[duplicate->match]);
      fod_console_json_add_text (
          builder, "id", duplicate->record == NULL ? NULL : fod_record_get_id (duplicate->record));
    }
  json_builder_end_object (builder);
  fod_console_print (self, json_builder_get_root (builder));
}

static void
add_row (FodEdit *edit, const FodSpec *spec, const FodImportRow *row, FodClock *clock)
{
  g_autofree char *id = fod_uuid_new (clock);
  g_autoptr (FodRecord) record = fod_record_new (spec, id);
  GHashTableIter iter;
  gpointer field;
  gpointer value;

  g_hash_table_iter_init (&iter, row->fields);
  while (g_hash_table_iter_next (&iter, &field, &value))
    fod_record_set (record, field, value);
  fod_edit_create (edit, record);
}

static void
print_sum (FodConsole *self, guint rows, guint taken, guint repeated, const char *tx)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  fod_console_json_add_number (builder, "rows", rows);
  fod_console_json_add_number (builder, "taken", taken);
  fod_console_json_add_number (builder, "repeated", repeated);
  fod_console_json_add_text (builder, "tx", tx);
  json_builder_end_object (builder);
  fod_console_print (self, json_builder_get_root (builder));
}

/* Writes what can be written, or says why nothing was. */
static gboolean
take (FodConsole *self, const FodImport *import, GPtrArray *rows, gboolean dry, GError **error)
{
  const FodSpec *spec = fod_import_get_spec (import);
  FodClock *clock = fod_store_get_clock (fod_console_get_store (self, NULL));
  g_autoptr (FodEdit) edit = fod_edit_new ();
  g_autofree char *tx = NULL;
  guint taken = 0;
  guint unusable = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const FodImportRow *row = g_ptr_array_index (rows, i);

      print_row (self, import, row);
      unusable += !row->is_usable;
      if (!row->is_usable || is_repeat (row))
        continue;
      add_row (edit, spec, row, clock);
      taken++;
    }
  if (unusable > 0)
    {
      g_set_error (error, FOD_CONSOLE_ERROR, FOD_CONSOLE_ERROR_CALL,
                   ngettext ("%u row can't be taken as it is, so nothing was imported. Correct it "
                             "in the file, or map its columns.",
                             "%u rows can't be taken as they are, so nothing was imported. Correct "
                             "them in the file, or map their columns.",
                             unusable),
                   unusable);
      return FALSE;
    }

  if (!dry && taken > 0)
    {
      tx = fod_console_apply (self, spec, edit, error);
      if (tx == NULL)
        return FALSE;
    }
  print_sum (self, rows->len, taken, rows->len - taken, tx);
  return TRUE;
}

gboolean
fod_console_import (FodConsole *self, const FodConsoleCall *call, GError **error)
{
  g_autoptr (FodImport) import = open_import (call, error);
  FodStore *store = NULL;
  g_autoptr (FodNameIndex) names = NULL;
  g_autoptr (GPtrArray) existing = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  const FodSpec *spec;

  if (import == NULL || !map_columns (import, call->map, error))
    return FALSE;

  spec = fod_import_get_spec (import);
  store = fod_console_get_store (self, error);
  if (store != NULL && call->owner != NULL && fod_spec_find (spec, "employer") != NULL)
    {
      g_autoptr (FodRecord) owner = fod_store_get (store, FOD_KIND_EMPLOYER, call->owner, error);

      if (owner == NULL)
        return FALSE;
      fod_import_set_fixed (import, "employer", call->owner);
    }
  if (store != NULL)
    names = index_names (store, spec, error);
  if (names != NULL)
    existing = list_kind (store, spec->kind, error);
  if (existing == NULL)
    return FALSE;

  rows = fod_import_read (import, names, existing);
  return take (self, import, rows, call->dry_run, error);
}
