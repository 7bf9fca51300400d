/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/fod-import.h"

G_BEGIN_DECLS

/* An import in words. */

/** fod_import_text_target: Returns: (transfer none): what a target of @kind is called, such as
 * "First name" */
const char *fod_import_text_target (const char *kind, const char *target);

/** fod_import_text_guess: takes columns that nobody knows for the field that the screens call so:
 * what the app itself wrote comes back whole */
void fod_import_text_guess (FodImport *import);

/** fod_import_text_heading: Returns: (transfer none): a column's heading; for those of a vCard
 * ("FN") what a person calls it */
const char *fod_import_text_heading (const char *heading);

/** fod_import_text_row: Returns: (transfer full): what is to be said about @row, a sentence a
 * problem and a duplicate; empty when nothing is */
char *fod_import_text_row (FodImport *import, const FodImportRow *row, GPtrArray *rows);

/** fod_import_text_charset: Returns: (transfer full): what the file is written in, such as "UTF-8,
 * separated by ;" */
char *fod_import_text_charset (const FodCsv *csv);

G_END_DECLS
