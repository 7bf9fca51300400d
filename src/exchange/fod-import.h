/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/fod-csv.h"
#include "exchange/fod-import-value.h"

G_BEGIN_DECLS

/**
 * FodImport:
 *
 * A file of another program on its way to records of one kind: which column goes where, and what
 * each row would become. Pure: it reads no file and writes no record.
 */
typedef struct _FodImport FodImport;

/**
 * FodImportProblem:
 * @code: what is wrong
 * @field: (nullable): with which field
 * @column: of which column of the file; %G_MAXUINT for none
 */
typedef struct
{
  FodImportProblemCode code;
  const FodField *field;
  guint column;
} FodImportProblem;

/**
 * FodImportMatch:
 * @FOD_IMPORT_MATCH_POSSIBLE: the same name
 * @FOD_IMPORT_MATCH_LIKELY: the same name and town, phone or mail; the same company number
 * @FOD_IMPORT_MATCH_CERTAIN: the same CPR number, P-number, or name at the same employer
 */
typedef enum
{
  FOD_IMPORT_MATCH_POSSIBLE,
  FOD_IMPORT_MATCH_LIKELY,
  FOD_IMPORT_MATCH_CERTAIN,
} FodImportMatch;

/**
 * FodImportDuplicate:
 * @match: how sure it is
 * @record: (nullable): the record that is there already
 * @row: without @record: the earlier row of the same file
 */
typedef struct
{
  FodImportMatch match;
  FodRecord *record;
  guint row;
} FodImportDuplicate;

/**
 * FodImportRow:
 * @line: the line of the file, counted from 1
 * @fields: (element-type utf8 utf8): from a field's name to its canonical text
 * @problems: (element-type FodImportProblem): what to tell about the row
 * @duplicates: (element-type FodImportDuplicate): whom it may repeat, the surest first
 * @unknown_reference: (nullable): the name that no record has, such as a new employer's
 * @is_usable: whether a record can be made of @fields
 */
typedef struct
{
  guint line;
  GHashTable *fields;
  GArray *problems;
  GArray *duplicates;
  char *unknown_reference;
  gboolean is_usable;
} FodImportRow;

/** fod_import_row_free: */
void fod_import_row_free (FodImportRow *self);

/**
 * fod_import_new_csv:
 * @csv: (transfer full): the table
 *
 * Guesses whether the first row is a heading, and where each column goes.
 *
 * Returns: (transfer full): an import to @spec's kind
 */
FodImport *fod_import_new_csv (const FodSpec *spec, FodCsv *csv);

/**
 * fod_import_new_vcards:
 * @spec: that of contact persons or employers
 * @cards: (transfer full) (element-type FodVcard): the cards
 *
 * Returns: (transfer full): an import whose columns are the parts of a card
 */
FodImport *fod_import_new_vcards (const FodSpec *spec, GPtrArray *cards);

/** fod_import_free: */
void fod_import_free (FodImport *self);

/** fod_import_get_spec: Returns: (transfer none): the spec of the kind it goes to */
const FodSpec *fod_import_get_spec (const FodImport *self);

/** fod_import_has_header: Returns: whether the first row of the file is its heading */
gboolean fod_import_has_header (const FodImport *self);

/** fod_import_set_has_header: corrects the guess; the columns keep their targets */
void fod_import_set_has_header (FodImport *self, gboolean has_header);

/** fod_import_get_n_columns: Returns: how many columns */
guint fod_import_get_n_columns (const FodImport *self);

/** fod_import_get_header: Returns: (transfer none): a column's heading, empty without one */
const char *fod_import_get_header (const FodImport *self, guint column);

/** fod_import_get_target: Returns: (transfer none) (nullable): where the column goes
 * (fod-import-guess.h); %NULL: it is left out */
const char *fod_import_get_target (const FodImport *self, guint column);

/** fod_import_set_target: sends a column to @target (%NULL: leaves it out); Returns: whether there
 * is such a target */
gboolean fod_import_set_target (FodImport *self, guint column, const char *target);

/** fod_import_set_fixed: gives every row @value (canonical) for @field, whatever the file has;
 * %NULL takes that back */
void fod_import_set_fixed (FodImport *self, const char *field, const char *value);

/** fod_import_get_n_rows: Returns: how many rows, the heading not counted */
guint fod_import_get_n_rows (const FodImport *self);

/** fod_import_get_cell: Returns: (transfer none): the text as it is in the file, for a preview */
const char *fod_import_get_cell (const FodImport *self, guint row, guint column);

/**
 * fod_import_read_row:
 * @names: (nullable): for codes and references
 *
 * Returns: (transfer full): what @row would become, without duplicates
 */
FodImportRow *fod_import_read_row (const FodImport *self, guint row, const FodNameIndex *names);

/**
 * fod_import_read:
 * @names: (nullable): for codes and references
 * @existing: (element-type FodRecord) (nullable): records of the same kind that are there already;
 *   must outlive the answer
 *
 * The dry run: what every row would become, and whom it may repeat.
 *
 * Returns: (transfer full) (element-type FodImportRow): all rows, in the file's order
 */
GPtrArray *fod_import_read (const FodImport *self, const FodNameIndex *names, GPtrArray *existing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodImport, fod_import_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FodImportRow, fod_import_row_free)

G_END_DECLS
