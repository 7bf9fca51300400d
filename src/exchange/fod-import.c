/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Columns to fields, rows to what a record needs. Who is there already is fod-import-duplicates'
 * business, one value's form fod-import-value's. */

#include "config.h"

#include "exchange/fod-import.h"

#include "exchange/fod-import-duplicates.h"
#include "exchange/fod-import-guess.h"
#include "exchange/fod-vcard.h"

#include <string.h>

/* A record is only checked with it, never stored. */
#define NO_ID "00000000-0000-7000-8000-000000000000"

struct _FodImport
{
  const FodSpec *spec;
  FodCsv *csv;      /* this */
  GPtrArray *cards; /* or these */
  gboolean has_header;
  guint n_columns;
  const char **targets;
  GHashTable *fixed;
};

/* The columns that a card has, by kind. The organisation of a contact person is their employer,
 * that of an employer its name. */
typedef enum
{
  CARD_NAME,
  CARD_ORGANISATION,
  CARD_TITLE,
  CARD_PHONE,
  CARD_EMAIL,
  CARD_STREET,
  CARD_POSTCODE,
  CARD_TOWN,
  CARD_WEBSITE,
  CARD_NOTE,
  CARD_N_COLUMNS,
} CardColumn;

static const struct
{
  const char *header;
  const char *person;
  const char *employer;
} card_columns[CARD_N_COLUMNS] = {
  [CARD_NAME] = { "FN", "name", NULL },
  [CARD_ORGANISATION] = { "ORG", "employer", "name" },
  [CARD_TITLE] = { "TITLE", "role", NULL },
  [CARD_PHONE] = { "TEL", "phone", "phone" },
  [CARD_EMAIL] = { "EMAIL", "email", "email" },
  [CARD_STREET] = { "ADR", NULL, "address" },
  [CARD_POSTCODE] = { "ADR", NULL, "postcode" },
  [CARD_TOWN] = { "ADR", NULL, "town" },
  [CARD_WEBSITE] = { "URL", NULL, "website" },
  [CARD_NOTE] = { "NOTE", "remark", NULL },
};

static const char *
get_card_cell (const FodVcard *card, CardColumn column)
{
  const char *text = NULL;

  switch (column)
    {
    case CARD_NAME:
      text = card->name;
      break;
    case CARD_ORGANISATION:
      text = card->organisation;
      break;
    case CARD_TITLE:
      text = card->title;
      break;
    case CARD_PHONE:
      text = card->phones->len > 0 ? g_ptr_array_index (card->phones, 0) : NULL;
      break;
    case CARD_EMAIL:
      text = card->emails->len > 0 ? g_ptr_array_index (card->emails, 0) : NULL;
      break;
    case CARD_STREET:
      text = card->street;
      break;
    case CARD_POSTCODE:
      text = card->postcode;
      break;
    case CARD_TOWN:
      text = card->town;
      break;
    case CARD_WEBSITE:
      text = card->website;
      break;
    case CARD_NOTE:
      text = card->note;
      break;
    case CARD_N_COLUMNS:
    default:
      g_return_val_if_reached ("");
    }
  return text == NULL ? "" : text;
}

void
fod_import_row_free (FodImportRow *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->fields);
  g_array_unref (self->problems);
  g_array_unref (self->duplicates);
  g_free (self->unknown_reference);
  g_free (self);
}

static FodImport *
import_new (const FodSpec *spec, guint n_columns)
{
  FodImport *self = g_new0 (FodImport, 1);

  self->spec = spec;
  self->n_columns = n_columns;
  self->targets = g_new0 (const char *, n_columns);
  self->fixed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/* People have several phones and mails; everything else is in one column. */
static gboolean
may_repeat (const char *target)
{
  return strcmp (target, "phone") == 0 || strcmp (target, "email") == 0;
}

static gboolean
is_taken (const FodImport *self, const char *target, guint before)
{
  for (guint i = 0; i < before; i++)
    {
      if (self->targets[i] == target)
        return TRUE;
    }
  return FALSE;
}

FodImport *
fod_import_new_csv (const FodSpec *spec, FodCsv *csv)
{
  FodImport *self;

  g_return_val_if_fail (spec != NULL && csv != NULL, NULL);

  self = import_new (spec, fod_csv_get_n_columns (csv));
  self->csv = csv;
  for (guint i = 0; i < self->n_columns; i++)
    {
      const char *target = fod_import_guess_target (spec, fod_csv_get_cell (csv, 0, i));

      self->has_header = self->has_header || target != NULL;
      if (target != NULL && (may_repeat (target) || !is_taken (self, target, i)))
        self->targets[i] = target;
    }
  return self;
}

FodImport *
fod_import_new_vcards (const FodSpec *spec, GPtrArray *cards)
{
  FodImport *self;
  gboolean is_employer;

  g_return_val_if_fail (spec != NULL && cards != NULL, NULL);

  self = import_new (spec, CARD_N_COLUMNS);
  self->cards = cards;
  is_employer = strcmp (spec->kind, FOD_KIND_EMPLOYER) == 0;
  for (guint i = 0; i < CARD_N_COLUMNS; i++)
    self->targets[i] = fod_import_find_target (spec, is_employer ? card_columns[i].employer
                                                                 : card_columns[i].person);
  return self;
}

void
fod_import_free (FodImport *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->csv, fod_csv_free);
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  g_hash_table_unref (self->fixed);
  g_free (self->targets);
  g_free (self);
}

const FodSpec *
fod_import_get_spec (const FodImport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->spec;
}

gboolean
fod_import_has_header (const FodImport *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->has_header;
}

void
fod_import_set_has_header (FodImport *self, gboolean has_header)
{
  g_return_if_fail (self != NULL);

  self->has_header = has_header && self->csv != NULL;
}

guint
fod_import_get_n_columns (const FodImport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_columns;
}

const char *
fod_import_get_header (const FodImport *self, guint column)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (column < self->n_columns, NULL);

  if (self->cards != NULL)
    return card_columns[column].header;
  return self->has_header ? fod_csv_get_cell (self->csv, 0, column) : "";
}

const char *
fod_import_get_target (const FodImport *self, guint column)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (column < self->n_columns, NULL);

  return self->targets[column];
}

gboolean
fod_import_set_target (FodImport *self, guint column, const char *target)
{
  const char *found;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (column < self->n_columns, FALSE);

  found = fod_import_find_target (self->spec, target);
  if (target != NULL && found == NULL)
    return FALSE;

  self->targets[column] = found;
  return TRUE;
}

void
fod_import_set_fixed (FodImport *self, const char *field, const char *value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (fod_spec_find (self->spec, field) != NULL);

  if (value == NULL)
    g_hash_table_remove (self->fixed, field);
  else
    g_hash_table_replace (self->fixed, g_strdup (field), g_strdup (value));
}

guint
fod_import_get_n_rows (const FodImport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->cards != NULL)
    return self->cards->len;
  return fod_csv_get_n_rows (self->csv) - (self->has_header ? 1 : 0);
}

const char *
fod_import_get_cell (const FodImport *self, guint row, guint column)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (row < fod_import_get_n_rows (self) && column < self->n_columns, NULL);

  if (self->cards != NULL)
    return get_card_cell (g_ptr_array_index (self->cards, row), (CardColumn)column);
  return fod_csv_get_cell (self->csv, row + (self->has_header ? 1 : 0), column);
}

static void
add_problem (FodImportRow *row, FodImportProblemCode code, const FodField *field, guint column)
{
  FodImportProblem problem = { code, field, column };

  g_array_append_val (row->problems, problem);
}

/* Takes what @column (or several of them, %G_MAXUINT) has for @field. */
static void
take_value (FodImportRow *row,
            const FodField *field,
            const char *text,
            guint column,
            const FodNameIndex *names)
{
  FodImportProblemCode problem;
  g_autofree char *value = fod_import_convert (field, text, names, &problem);
  const char *known = g_hash_table_lookup (row->fields, field->name);

  if (known != NULL && value != NULL && strcmp (known, value) != 0)
    {
      add_problem (row, FOD_IMPORT_PROBLEM_EXTRA, field, column);
      return;
    }
  if (problem != FOD_IMPORT_PROBLEM_NONE)
    add_problem (row, problem, field, column);
  if (problem == FOD_IMPORT_PROBLEM_UNKNOWN && field->type == FOD_FIELD_REF &&
      row->unknown_reference == NULL)
    row->unknown_reference = g_strstrip (g_strdup (text));
  if (value != NULL && known == NULL)
    g_hash_table_insert (row->fields, g_strdup (field->name), g_steal_pointer (&value));
}

/* Joins those of @texts that are not blank; NULL when all are. */
static char *
join (const char *separator, const char *const *texts, gsize n_texts)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (gsize i = 0; i < n_texts; i++)
    {
      g_autofree char *text = g_strstrip (g_strdup (texts[i] == NULL ? "" : texts[i]));

      if (*text == '\0')
        continue;
      if (joined->len > 0)
        g_string_append (joined, separator);
      g_string_append (joined, text);
    }
  return joined->len == 0 ? NULL : g_string_free (g_steal_pointer (&joined), FALSE);
}

static const char *
find_cell (const FodImport *self, guint row, const char *target)
{
  for (guint i = 0; i < self->n_columns; i++)
    {
      if (g_strcmp0 (self->targets[i], target) == 0)
        return fod_import_get_cell (self, row, i);
    }
  return NULL;
}

/* Values that files keep in several columns. */
static void
take_parts (const FodImport *self, guint number, FodImportRow *row)
{
  const char *const names[] = { find_cell (self, number, "name.given"),
                                find_cell (self, number, "name.middle"),
                                find_cell (self, number, "name.family") };
  const char *const towns[] = { find_cell (self, number, "address.postcode"),
                                find_cell (self, number, "address.town") };
  g_autofree char *name = join (" ", names, G_N_ELEMENTS (names));
  g_autofree char *town = join (" ", towns, G_N_ELEMENTS (towns));

  if (name != NULL && g_hash_table_lookup (row->fields, "name") == NULL)
    take_value (row, fod_spec_find (self->spec, "name"), name, G_MAXUINT, NULL);
  if (town != NULL)
    {
      const char *const lines[] = { g_hash_table_lookup (row->fields, "address"), town };
      g_autofree char *address = join ("\n", lines, G_N_ELEMENTS (lines));

      g_hash_table_remove (row->fields, "address");
      take_value (row, fod_spec_find (self->spec, "address"), address, G_MAXUINT, NULL);
    }
}

/* A card's further phones and mails find a place in the remark, where the kind has one; an employer
 * without an organisation is called by the card's own name. */
static void
take_rest_of_card (const FodImport *self, const FodVcard *card, FodImportRow *row)
{
  const FodField *remark = fod_spec_find (self->spec, "remark");
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 1; i < card->phones->len; i++)
    g_ptr_array_add (lines, g_ptr_array_index (card->phones, i));
  for (guint i = 1; i < card->emails->len; i++)
    g_ptr_array_add (lines, g_ptr_array_index (card->emails, i));
  if (strcmp (self->spec->kind, FOD_KIND_EMPLOYER) == 0 && card->organisation == NULL)
    take_value (row, fod_spec_find (self->spec, "name"), card->name, CARD_NAME, NULL);
  if (remark == NULL || lines->len == 0)
    return;

  g_ptr_array_insert (lines, 0, g_hash_table_lookup (row->fields, "remark"));
  text = join ("\n", (const char *const *)lines->pdata, lines->len);
  g_hash_table_remove (row->fields, "remark");
  take_value (row, remark, text, G_MAXUINT, NULL);
}

static void
take_fixed (const FodImport *self, FodImportRow *row)
{
  GHashTableIter iter;
  gpointer field;
  gpointer value;

  g_hash_table_iter_init (&iter, self->fixed);
  while (g_hash_table_iter_next (&iter, &field, &value))
    g_hash_table_replace (row->fields, g_strdup (field), g_strdup (value));
}

/* Asks the rules of the kind itself. */
static void
check_row (const FodImport *self, FodImportRow *row)
{
  g_autoptr (FodRecord) record = fod_record_new (self->spec, NO_ID);
  const FodField *field = NULL;
  g_autoptr (GError) error = NULL;

  row->is_usable = TRUE;
  for (guint i = 0; i < self->spec->n_fields; i++)
    {
      const FodField *own = &self->spec->fields[i];
      const char *value = g_hash_table_lookup (row->fields, own->name);

      fod_record_set_at (record, i, value);
      if (value == NULL && (own->flags & FOD_FIELD_REQUIRED) != 0)
        {
          add_problem (row, FOD_IMPORT_PROBLEM_REQUIRED, own, G_MAXUINT);
          row->is_usable = FALSE;
        }
    }
  if (row->is_usable && !fod_record_check (record, &field, &error))
    {
      add_problem (row, fod_import_problem_from_field_error (error->code), field, G_MAXUINT);
      row->is_usable = FALSE;
    }
}

FodImportRow *
fod_import_read_row (const FodImport *self, guint row, const FodNameIndex *names)
{
  FodImportRow *out;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (row < fod_import_get_n_rows (self), NULL);

  out = g_new0 (FodImportRow, 1);
  out->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  out->problems = g_array_new (FALSE, FALSE, sizeof (FodImportProblem));
  out->duplicates = g_array_new (FALSE, FALSE, sizeof (FodImportDuplicate));
  for (guint i = 0; i < self->n_columns; i++)
    {
      const char *target = self->targets[i];

      if (target != NULL && strchr (target, '.') == NULL &&
          g_hash_table_lookup (self->fixed, target) == NULL)
        take_value (out, fod_spec_find (self->spec, target), fod_import_get_cell (self, row, i), i,
                    names);
    }
  take_parts (self, row, out);
  if (self->cards != NULL)
    {
      const FodVcard *card = g_ptr_array_index (self->cards, row);

      out->line = card->line;
      take_rest_of_card (self, card, out);
    }
  else
    out->line = fod_csv_get_line (self->csv, row + (self->has_header ? 1 : 0));
  take_fixed (self, out);
  check_row (self, out);
  return out;
}

GPtrArray *
fod_import_read (const FodImport *self, const FodNameIndex *names, GPtrArray *existing)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)fod_import_row_free);

  g_return_val_if_fail (self != NULL, rows);

  for (guint i = 0; i < fod_import_get_n_rows (self); i++)
    g_ptr_array_add (rows, fod_import_read_row (self, i, names));
  fod_import_find_duplicates (self->spec, rows, existing);
  return rows;
}
