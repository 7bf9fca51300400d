/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/fod-name-index.h"

G_BEGIN_DECLS

/**
 * FodImportProblemCode:
 * @FOD_IMPORT_PROBLEM_REQUIRED: a value that must be there is missing; the row cannot be taken
 * @FOD_IMPORT_PROBLEM_ORDER: an end before its start; the row cannot be taken
 * @FOD_IMPORT_PROBLEM_FORM: not a date, number, address … of the field; the value is left out
 * @FOD_IMPORT_PROBLEM_TOO_LONG: more than the field takes; left out
 * @FOD_IMPORT_PROBLEM_RANGE: out of range; left out
 * @FOD_IMPORT_PROBLEM_TEXT: control characters; left out
 * @FOD_IMPORT_PROBLEM_UNKNOWN: no entry of the code list, or nobody of that name; left out
 * @FOD_IMPORT_PROBLEM_SEVERAL: several entries or records have that name; left out
 * @FOD_IMPORT_PROBLEM_EXTRA: a second value for a field that holds one; left out
 * @FOD_IMPORT_PROBLEM_GUESSED: taken, but look at it: a leading zero that a spreadsheet ate, month
 *   and day the other way round
 */
typedef enum
{
  FOD_IMPORT_PROBLEM_NONE,
  FOD_IMPORT_PROBLEM_REQUIRED,
  FOD_IMPORT_PROBLEM_ORDER,
  FOD_IMPORT_PROBLEM_FORM,
  FOD_IMPORT_PROBLEM_TOO_LONG,
  FOD_IMPORT_PROBLEM_RANGE,
  FOD_IMPORT_PROBLEM_TEXT,
  FOD_IMPORT_PROBLEM_UNKNOWN,
  FOD_IMPORT_PROBLEM_SEVERAL,
  FOD_IMPORT_PROBLEM_EXTRA,
  FOD_IMPORT_PROBLEM_GUESSED,
} FodImportProblemCode;

/** fod_import_problem_from_field_error: Returns: the problem that a %FOD_FIELD_ERROR is */
FodImportProblemCode fod_import_problem_from_field_error (int code);

/**
 * fod_import_convert:
 * @text: what the file has
 * @names: (nullable): for codes and references
 * @problem: (out): what is to be said about it, or %FOD_IMPORT_PROBLEM_NONE
 *
 * Brings a file's value to the field's canonical form: dates in Danish order, yes and no in words,
 * names of codes and records.
 *
 * Returns: (transfer full) (nullable): a text that fod_field_check() takes; %NULL for none
 */
char *fod_import_convert (const FodField *field,
                          const char *text,
                          const FodNameIndex *names,
                          FodImportProblemCode *problem);

G_END_DECLS
