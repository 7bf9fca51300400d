/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the dry run of an import found, as a person would say it. */

#include "config.h"

#include "app/fod-import-text.h"
#include "app/fod-label.h"
#include "exchange/fod-import-guess.h"

#include <glib/gi18n.h>
#include <string.h>

const char *
fod_import_text_target (const char *kind, const char *target)
{
  static const struct
  {
    const char *target;
    const char *label;
  } parts[] = {
    { "name.given", N_ ("First name") },
    { "name.middle", N_ ("Middle name") },
    { "name.family", N_ ("Last name") },
    { "address.postcode", N_ ("Postcode (part of the address)") },
    { "address.town", N_ ("Town (part of the address)") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].target, target))
      return _ (parts[i].label);
  return fod_label_field (kind, target);
}

static gboolean
has_column (FodImport *import, const char *target)
{
  for (guint i = 0; i < fod_import_get_n_columns (import); i++)
    if (g_strcmp0 (fod_import_get_target (import, i), target) == 0)
      return TRUE;
  return FALSE;
}

void
fod_import_text_guess (FodImport *import)
{
  const FodSpec *spec = fod_import_get_spec (import);
  g_autoptr (GPtrArray) targets = fod_import_list_targets (spec);

  for (guint i = 0; i < fod_import_get_n_columns (import); i++)
    for (guint j = 0; j < targets->len; j++)
      {
        const char *target = g_ptr_array_index (targets, j);

        if (fod_import_get_target (import, i) == NULL && !has_column (import, target) &&
            strcmp (fod_import_get_header (import, i),
                    fod_import_text_target (spec->kind, target)) == 0)
          fod_import_set_target (import, i, target);
      }
}

const char *
fod_import_text_heading (const char *heading)
{
  static const struct
  {
    const char *heading;
    const char *label;
  } cards[] = {
    { "FN", N_ ("Name") },     { "ORG", N_ ("Employer") }, { "TITLE", N_ ("Role") },
    { "TEL", N_ ("Phone") },   { "EMAIL", N_ ("E-mail") }, { "ADR", N_ ("Address") },
    { "URL", N_ ("Website") }, { "NOTE", N_ ("Note") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    if (g_str_equal (cards[i].heading, heading))
      return _ (cards[i].label);
  return heading;
}

static const char *
problem_text (FodImportProblemCode code)
{
  switch (code)
    {
    case FOD_IMPORT_PROBLEM_REQUIRED:
      /* Translators: %s is the name of a field */
      return N_ ("%s is missing, so the row is left out.");
    case FOD_IMPORT_PROBLEM_ORDER:
      return N_ ("%s is before its start, so the row is left out.");
    case FOD_IMPORT_PROBLEM_FORM:
      return N_ ("%s can’t be read and is left empty.");
    case FOD_IMPORT_PROBLEM_TOO_LONG:
      return N_ ("%s is too long and is left empty.");
    case FOD_IMPORT_PROBLEM_RANGE:
      return N_ ("%s is too large or too small and is left empty.");
    case FOD_IMPORT_PROBLEM_TEXT:
      return N_ ("%s holds characters that can’t be stored and is left empty.");
    case FOD_IMPORT_PROBLEM_UNKNOWN:
      return N_ ("%s is not in the list of what it can be and is left empty.");
    case FOD_IMPORT_PROBLEM_SEVERAL:
      return N_ ("%s could mean several and is left empty.");
    case FOD_IMPORT_PROBLEM_EXTRA:
      return N_ ("There is a second value for %s; the first is taken.");
    case FOD_IMPORT_PROBLEM_GUESSED:
      return N_ ("%s was guessed; look at it.");
    case FOD_IMPORT_PROBLEM_NONE:
    default:
      return NULL;
    }
}

static void
append (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

static void
append_problem (GString *text, const char *kind, const FodImportProblem *problem)
{
  const char *format = problem_text (problem->code);
  const char *field =
      problem->field != NULL ? fod_label_field (kind, problem->field->name) : _ ("A value");
  g_auto (GStrv) parts = NULL;
  g_autofree char *sentence = NULL;

  if (format == NULL)
    return;
  parts = g_strsplit (_ (format), "%s", -1);
  sentence = g_strjoinv (field, parts);
  append (text, sentence);
}

static void
append_duplicate (GString *text, const FodImportDuplicate *duplicate, GPtrArray *rows)
{
  g_autofree char *sentence = NULL;

  if (duplicate->record != NULL)
    {
      const char *name = fod_record_get (duplicate->record, "name");

      /* Translators: %s is a name */
      sentence = g_strdup_printf (duplicate->match == FOD_IMPORT_MATCH_CERTAIN
                                      ? _ ("%s is there already.")
                                      : _ ("%s may be there already."),
                                  name != NULL ? name : "");
    }
  else
    {
      const FodImportRow *other =
          duplicate->row < rows->len ? g_ptr_array_index (rows, duplicate->row) : NULL;

      sentence = g_strdup_printf (duplicate->match < FOD_IMPORT_MATCH_LIKELY
                                      ? _ ("Perhaps the same as line %u of the file.")
                                      : _ ("The same as line %u of the file."),
                                  other != NULL ? other->line : duplicate->row + 1);
    }
  append (text, sentence);
}

char *
fod_import_text_row (FodImport *import, const FodImportRow *row, GPtrArray *rows)
{
  const char *kind = fod_import_get_spec (import)->kind;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < row->problems->len; i++)
    append_problem (text, kind, &g_array_index (row->problems, FodImportProblem, i));
  if (row->duplicates->len > 0)
    append_duplicate (text, &g_array_index (row->duplicates, FodImportDuplicate, 0), rows);
  return g_string_free (text, FALSE);
}

char *
fod_import_text_charset (const FodCsv *csv)
{
  const char delimiter[] = { fod_csv_get_delimiter (csv), '\0' };

  /* Translators: how a file is written, such as "UTF-8, separated by ;" */
  return g_strdup_printf (_ ("%1$s, separated by %2$s"),
                          fod_charset_get_code (fod_csv_get_charset (csv)),
                          delimiter[0] == '\t' ? _ ("tabs") : delimiter);
}
